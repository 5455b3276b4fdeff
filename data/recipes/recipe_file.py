"""A recipe as a small TOML file, and back."""

import tomllib

import tomli_w
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_json

from data.files.errors import SourceError
from data.recipes.recipe import Recipe

ENDING = ".recipe.toml"
MOST_CHARACTERS = 1_000_000
_SHOWN = 80
_CHECKED = TypeAdapter(Recipe)


def recipe_toml(recipe: Recipe) -> str:
    """The recipe as text that `recipe_from_toml` reads back equal; what is as usual is not written."""
    return tomli_w.dumps(_CHECKED.dump_python(recipe, mode="json", exclude_defaults=True))


def recipe_from_toml(text: str, file: str) -> Recipe:
    """The recipe that a text holds; SourceError names the file, the key at fault, what was found and what is expected."""
    if len(text) > MOST_CHARACTERS:
        raise SourceError(
            "a recipe that is too long", file=file, found=f"{len(text):,} characters",
            expected=f"at most {MOST_CHARACTERS:,}", mend="make it again with python -m data understand",
        )  # fmt: skip
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            "a recipe that is not valid TOML", file=file, found=str(error), expected="keys and values as TOML has them",
            mend="compare it with a recipe that python -m data understand writes",
        ) from error  # fmt: skip
    try:
        return _CHECKED.validate_json(_json(found, file))
    except ValidationError as error:
        raise _refusal(error.errors(include_url=False)[0], file) from None


def _json(found: dict[str, object], file: str) -> bytes:
    # Lists of TOML are tuples of a recipe only when they come as JSON.
    try:
        return to_json(found)
    except ValueError as error:
        raise SourceError("a recipe that holds what is no text or number", file=file, found=str(error)) from error


def _refusal(error: ErrorDetails, file: str) -> SourceError:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    shown = str(error["input"])
    return SourceError(
        "a recipe that cannot be read", file=file, column=key,
        found="nothing" if error["type"] == "missing" else shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…",
        expected=_expected(error), mend="correct this key, or take it out where it is not needed",
    )  # fmt: skip


def _expected(error: ErrorDetails) -> str:
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return "no key of this name"
    if error["type"] == "missing":
        return "this key"
    return error["msg"].removeprefix("Input should be ")

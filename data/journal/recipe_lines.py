"""The recipes of a journal as lines of its export, and taken in again: those that stand, a line each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from data.journal.errors import EntryError
from data.journal.moments import Moment
from data.journal.recipes import KeptRecipe, add_as_written, last_written, recipe_faults
from data.journal.strict_json import NO_OTHER_FIELD, from_plain, to_text


@dataclass(frozen=True, kw_only=True)
class RecipeLine:
    """One recipe, as a line holds it: `recipe` is the text of its file."""

    __pydantic_config__ = NO_OTHER_FIELD

    fingerprint: str
    name: str
    recipe: str
    written_at: Moment
    by_role: str


def recipe_line(kept: KeptRecipe) -> str:
    """The line of one recipe."""
    return to_text(
        RecipeLine(
            fingerprint=kept.fingerprint, name=kept.name, recipe=kept.text, written_at=kept.written_at, by_role=kept.by_role
        )
    )  # fmt: skip


def is_recipe(plain: Mapping[str, object]) -> bool:
    """Whether a line is of a recipe and not of a version of a record."""
    return "fingerprint" in plain and "record_id" not in plain


def read_recipe(plain: dict[str, object]) -> KeptRecipe:
    """The recipe that a line holds, if it could have been kept here; EntryError names what is wrong with it."""
    line = from_plain(RecipeLine, plain)
    faults = recipe_faults(line.fingerprint, line.name, line.recipe, line.by_role)
    if faults:
        raise EntryError(*faults)
    return KeptRecipe(line.fingerprint, line.name, line.recipe, line.written_at, line.by_role)


def take_in_recipes(connection: Connection, arrived: Sequence[KeptRecipe]) -> tuple[int, int, tuple[str, ...]]:
    """Keep the recipes for layouts that have none here: how many are new, how many were here, and what is in conflict.

    Where another stands for a layout it goes on standing; one that was forgotten here after it was written stays so.
    """
    new, already, conflicts = 0, 0, []
    for theirs in arrived:
        ours = last_written(connection, theirs.fingerprint)
        if ours is None or (not ours.text and ours.written_at < theirs.written_at):
            add_as_written(connection, theirs)
            new += 1
        elif ours.text in ("", theirs.text):
            already += 1
        else:
            conflicts.append(
                f"the recipe ‘{theirs.name}’, by {theirs.by_role}: another stands here for that layout (‘{ours.name}’, by "
                f"{ours.by_role}); it was not taken in, and still stands in the file"
            )
    return new, already, tuple(conflicts)

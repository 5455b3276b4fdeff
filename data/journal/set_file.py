"""A board's own set as a small TOML file, and back."""

import tomllib
from dataclasses import asdict, dataclass
from datetime import date

import tomli_w

from data.journal.checking import checked
from data.journal.entry import ChosenIndicator, Entry
from data.journal.errors import EntryError, Fault
from data.journal.strict_json import NO_OTHER_FIELD, from_plain, made_as_declared

FILE = "our_set.toml"
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, kw_only=True)
class SetFile:
    """What the file holds: the set without the area and the day, which are those of the page that takes it in."""

    __pydantic_config__ = NO_OTHER_FIELD

    title: str
    indicators: tuple[ChosenIndicator, ...]
    compare_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        made_as_declared(self)


def set_toml(entry: Entry) -> str:
    """The set of an entry as text that `set_from_toml` reads back equal; what is not said is not written."""
    return tomli_w.dumps(
        {
            "title": entry.title,
            "compare_by": list(entry.compare_by),
            "indicators": [
                {name: value for name, value in asdict(each).items() if value not in (None, "")}
                for each in entry.chosen
            ],
        }
    )


def set_from_toml(text: str, *, area_code: str, decided_on: date) -> Entry:
    """The entry that a file describes, for an area, chosen on a day; EntryError names every key at fault."""
    if len(text) > MOST_CHARACTERS:
        raise EntryError(Fault("text", f"{len(text):,} characters", f"{MOST_CHARACTERS:,} at most"))
    try:
        plain = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise EntryError(Fault("text", f"something else ({error})", "keys and values as TOML has them")) from None
    given = from_plain(SetFile, plain)
    return checked(
        Entry(
            kind="set",
            title=given.title,
            area_code=area_code,
            decided_on=decided_on,
            compare_by=given.compare_by,
            chosen=given.indicators,
        )
    )

"""Recipes for tables in no known format, kept beside the journal so that a team shares them: text by fingerprint.

Nothing is overwritten here either: a recipe that is kept again, or forgotten, is one row more, and the last one stands.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from data.disclosure.personal_details import personal_details
from data.journal.checking import editor_faults
from data.journal.errors import EntryError, Fault, JournalError
from data.journal.schema import RECIPE

MOST_TEXT, MOST_NAME, MOST_FINGERPRINT = 100_000, 200, 100
# Of all fingerprints together, forgotten ones included: nothing here is ever taken out again.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class KeptRecipe:
    """A recipe as it stands: the `text` of its file, by the `fingerprint` of the layout it reads."""

    fingerprint: str
    name: str
    text: str
    written_at: datetime
    by_role: str


def recipe_faults(fingerprint: str, name: str, text: str, by_role: str) -> list[Fault]:
    """What keeps a recipe from being kept; [] where nothing does. A text that points at one person is not repeated."""
    faults = editor_faults(by_role, "")
    for field, found, most in (
        ("fingerprint", fingerprint, MOST_FINGERPRINT),
        ("name", name, MOST_NAME),
        ("recipe", text, MOST_TEXT),
    ):
        if not found.strip():
            faults.append(Fault(field, "nothing", "some text"))
        elif len(found) > most:
            faults.append(Fault(field, f"{len(found):,} characters", f"{most:,} at most"))
    kinds = personal_details(text.replace(fingerprint, "") if fingerprint else text)
    if kinds:
        faults.append(
            Fault("recipe", f"what looks like {' and '.join(kinds)}", "headings and words, and nobody's details")
        )
    return faults


def keep(connection: Connection, fingerprint: str, name: str, text: str, by_role: str) -> None:
    """Add a recipe, which stands from now on; EntryError names what is wrong with it, JournalError that there is no room."""
    faults = recipe_faults(fingerprint, name, text, by_role)
    if faults:
        raise EntryError(*faults)
    add_as_written(connection, KeptRecipe(fingerprint, name, text, datetime.now(UTC), by_role))


def forget(connection: Connection, fingerprint: str, by_role: str) -> None:
    """Add that a recipe stands no more; nothing happens where none does."""
    faults = editor_faults(by_role, "")
    if faults:
        raise EntryError(*faults)
    if any(each.fingerprint == fingerprint for each in standing(connection)):
        add_as_written(connection, KeptRecipe(fingerprint, "", "", datetime.now(UTC), by_role))


def standing(connection: Connection) -> list[KeptRecipe]:
    """The recipes that stand, in the order of their names."""
    newest = (
        select(RECIPE.c.fingerprint, func.max(RECIPE.c.number).label("number"))
        .group_by(RECIPE.c.fingerprint)
        .subquery()
    )
    same = (newest.c.fingerprint == RECIPE.c.fingerprint) & (newest.c.number == RECIPE.c.number)
    asked = select(RECIPE).select_from(RECIPE.join(newest, same)).where(RECIPE.c.text != "")
    rows = connection.execute(asked.order_by(RECIPE.c.name, RECIPE.c.fingerprint))
    return [KeptRecipe(row.fingerprint, row.name, row.text, row.written_at, row.by_role) for row in rows]


def last_written(connection: Connection, fingerprint: str) -> KeptRecipe | None:
    """What was last written of a layout: its recipe, or one without text where it was forgotten; None where nothing was."""
    asked = select(RECIPE).where(RECIPE.c.fingerprint == fingerprint).order_by(RECIPE.c.number.desc()).limit(1)
    row = connection.execute(asked).first()
    return None if row is None else KeptRecipe(row.fingerprint, row.name, row.text, row.written_at, row.by_role)


def add_as_written(connection: Connection, kept: KeptRecipe) -> None:
    """Add a row with its own moment and role, as another journal may have it; JournalError that there is no room."""
    rows = connection.execute(select(func.count()).select_from(RECIPE)).scalar_one()
    if rows >= MOST_ROWS:
        raise JournalError(
            f"the recipes kept: found {rows:,} rows; expected {MOST_ROWS:,} at most. To mend it: take the recipe as a file, "
            "and give it with the table"
        )
    last = select(func.max(RECIPE.c.number)).where(RECIPE.c.fingerprint == kept.fingerprint)
    number = (connection.execute(last).scalar() or 0) + 1
    connection.execute(insert(RECIPE), asdict(kept) | {"number": number})

"""What the journal gives back: a record as it stands, one version of it, and what an import brought."""

from dataclasses import dataclass
from datetime import datetime

from data.journal.entry import Entry
from data.journal.errors import JournalError

# How a version came to be: written as it was, merged with what somebody else had written meanwhile, or kept beside.
STANDINGS = ("written", "merged", "set aside")


@dataclass(frozen=True)
class Version:
    """One version of a record, never changed once written.

    `based_on` is the number of the version its editor had before them (None for the first); `merged_from` the number of
    the version, written meanwhile, that a merged one was merged with. A version that is `set aside` was never current: it
    is the draft of somebody whose change met another's, or another journal's version of the same record.
    """

    record_id: str
    number: int
    entry: Entry
    written_at: datetime
    by_role: str
    note: str = ""
    standing: str = "written"
    based_on: int | None = None
    merged_from: int | None = None
    changed: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether this version was ever current."""
        return self.standing != "set aside"


@dataclass(frozen=True)
class Record:
    """A record as it stands: its newest version that was not set aside. Times are in UTC."""

    id: str
    number: int
    entry: Entry
    created_at: datetime
    changed_at: datetime
    by_role: str
    merged_from: int | None = None


@dataclass(frozen=True)
class TakenIn:
    """What an import brought: how many versions were new, how many already there, and what is in conflict, in words.

    A conflicting version is kept, set aside, in the history of its record. `recipes` for table layouts are new here, and
    `known_recipes` were here already; one in conflict is not taken in.
    """

    new: int
    already: int
    conflicts: tuple[str, ...] = ()
    recipes: int = 0
    known_recipes: int = 0


class EditedMeanwhile(JournalError):  # noqa: N818 - the name says what happened; nobody made an error
    """Somebody else changed the same fields of a record since it was opened.

    `base` is the version that was opened, `theirs` the one that now stands, `mine` the draft, which is kept in the
    history as set aside, and `fields` names what both changed. To settle it, revise again, based on `theirs.number`.
    """

    def __init__(self, base: Version, theirs: Version, mine: Version, fields: tuple[str, ...]):
        self.base, self.theirs, self.mine, self.fields = base, theirs, mine, fields
        super().__init__(
            f"{', '.join(fields)}: changed by {theirs.by_role} since this was opened (version {theirs.number:,} now stands); "
            f"your draft is kept in the history as version {mine.number:,}, set aside"
        )

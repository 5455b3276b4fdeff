"""The agenda: every record of the journal beside the newest figures, in the order in which a meeting takes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from components.findings.decisions.status import NOT_YET, DecisionStatus, decision_status
from components.findings.kept import kept_with_dataset
from components.measures.change.signal import AS_EXPECTED, CANNOT_TELL, NO_SIGNAL, OPPOSITE
from data.dataset.dataset import Dataset
from data.journal.entry import Entry
from data.journal.entry_history import Record

STATES = ("open", "closed", "withdrawn")
MOST_REVIEWED = 200


@dataclass(frozen=True)
class Reviewed:
    """A record beside the newest figures: its status (None where no figure was named), and whether its day has passed."""

    record: Record
    status: DecisionStatus | None
    overdue: bool

    @property
    def entry(self) -> Entry:
        """What the record says as it stands."""
        return self.record.entry

    @property
    def open(self) -> bool:
        """Whether it is still to be followed."""
        return self.entry.state == "open"

    @property
    def due(self) -> date | None:
        """The day by which something was to show, as last agreed."""
        return due_day(self.entry)

    @property
    def held(self) -> bool:
        """Whether newer figures say how it went: as expected, no signal yet, or opposite."""
        return self.code not in ("", NOT_YET, CANNOT_TELL)

    @property
    def code(self) -> str:
        """The status' code; '' where no figure was named."""
        return self.status.code if self.status else ""


def due_day(entry: Entry) -> date | None:
    """The day by which something was to show: the record's own, else the one its signal named; None where neither does."""
    return entry.by_when or (entry.signal.by_when if entry.signal else None)


@kept_with_dataset
def known_status(entry: Entry, dataset: Dataset) -> DecisionStatus | None:
    """`decision_status`, worked out once for an entry and a dataset: neither ever changes."""
    return decision_status(entry, dataset)


def reviewed(records: Iterable[Record], dataset: Dataset, today: date) -> list[Reviewed]:
    """Every record with its status, in the order of an agenda.

    Open ones first: overdue or opposite at the top (both before either), then no signal, cannot tell, as expected, not yet;
    within each by the day they are due. Then closed, then withdrawn ones.
    """
    found = []
    for record in records:
        status = known_status(record.entry, dataset)
        due = due_day(record.entry)
        late = due is not None and due < today and record.entry.state == "open"
        found.append(Reviewed(record, status, late and (status is None or status.code != AS_EXPECTED)))
    return sorted(found, key=_place_on_agenda)


def first_to_review(records: Sequence[Record], most: int = MOST_REVIEWED) -> tuple[list[Record], list[Record]]:
    """The records to hold against the figures, and those beyond: open ones before closed ones, the soonest due first.

    A journal may hold thousands, and a meeting looks at a few: the rest are kept, counted and exported all the same.
    """
    order = sorted(
        records, key=lambda each: (STATES.index(each.entry.state), due_day(each.entry) or date.max, each.created_at)
    )
    return order[:most], order[most:]


def _place_on_agenda(each: Reviewed) -> tuple[int, int, int, date, datetime]:
    urgent = (each.code == OPPOSITE) + each.overdue
    order = (OPPOSITE, NO_SIGNAL, CANNOT_TELL, AS_EXPECTED, NOT_YET, "")
    due = each.due or date.max
    return (STATES.index(each.entry.state), -urgent, order.index(each.code), due, each.record.created_at)

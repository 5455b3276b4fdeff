"""The periods that a spec asks for: whole months, quarters or years, none of which the extract has yet to see the end of."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.aggregate.spec_entries import Entries

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MOST = 120


@dataclass(frozen=True)
class Period:
    """First and last day, and how much of a year it is."""

    start: date
    end: date
    months: int

    @property
    def years(self) -> float:
        """Its length in years, as months of twelve."""
        return self.months / 12


def whole_periods(entries: Entries, extracted_on: date) -> tuple[Period, ...]:
    """The periods from the first day to the last, oldest first; each must be over on the day of the extract."""
    entries.only("first", "last", "every")
    first, last = entries.day("first"), entries.day("last")
    months = _MONTHS[entries.text("every", allowed=tuple(_MONTHS))]
    if first.day != 1:
        raise entries.fault("first", first.isoformat(), "the first day of a month")
    found: list[Period] = []
    start = first
    while start <= last and len(found) < _MOST:
        after = _months_later(start, months)
        found.append(Period(start, after - timedelta(days=1), months))
        start = after
    if not found or found[-1].end != last:
        raise entries.fault("last", last.isoformat(), f"the last day of a period, at most {_MOST} from first")
    if last > extracted_on:
        raise entries.fault(
            "last", last.isoformat(), f"a period that was over on the day of the extract, {extracted_on}"
        )
    return tuple(found)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)

"""One row of the analyst's panel: a measure's value, interval and method, and how it is read here, all in words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import pandas as pd

from components.findings.analyst.groups import AnalystGroups
from components.findings.table import Column, Table
from components.measures.result import Measure
from components.style.numbers import COUNT, Unit, decimals_for, interval_cell, number, with_unit

NOT_DEFINED = "not defined"
NO_INTERVAL = "none"
# Indices without a unit lie near 0 or 1, where two decimals say too little.
INDEX = Unit("", "", 3)
RATIO = Unit("", "", 2)
PERCENT = Unit("%", "percentage points", 1)


@dataclass(frozen=True)
class Sides:
    """How a measure above and below nothing is said: worse or better off, or plainly more or less."""

    worse: str = "worse off"
    better: str = "better off"


@dataclass(frozen=True)
class AnalystRow:
    """A measure as it is shown. `estimate`, `lower` and `upper` are the numbers behind the words, None where absent."""

    name: str
    value: str
    interval: str
    read: str
    groups: str
    method: str
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None


def gap_unit_of(groups: AnalystGroups) -> Unit:
    """How a difference of two values is written in a cell: '6.2 percentage points', '31 per 1,000 children'."""
    unit = groups.unit
    words = unit.gap_words
    return Unit(f" {words}" if words else "", words, unit.decimals)


def finer(unit: Unit) -> Unit:
    """The unit with one decimal more, for small distances with narrow intervals."""
    return replace(unit, decimals=unit.decimals + 1)


def size_unit(found: Measure, suffix: str = "") -> Unit:
    """The unit of a measure on a scale of its own: as many decimals as its size needs."""
    return Unit(suffix, suffix.strip(), decimals_for(float(found.estimate)) if bool(found.defined) else 0)


def analyst_row(name: str, found: Measure, unit: Unit, read: str, *, people_absent: bool = False) -> AnalystRow:
    """The row of one measure; where it is not defined its value is the reason in words."""
    if not bool(found.defined):
        why = "no number of people is given for the groups to weigh them by" if people_absent else str(found.reason)
        return AnalystRow(name, NOT_DEFINED, "", f"Not defined here: {why}.", "", found.method)
    estimate = float(found.estimate)
    limited = bool(found.has_interval)
    return AnalystRow(
        name,
        with_unit(estimate, unit),
        interval_cell(float(found.lower), float(found.upper), unit) if limited else NO_INTERVAL,
        read,
        number(int(found.groups_used), COUNT.decimals),
        found.method,
        estimate,
        float(found.lower) if limited else None,
        float(found.upper) if limited else None,
    )


def words_row(name: str, value: str, read: str, *, groups: int, method: str) -> AnalystRow:
    """A row whose value is a word and not a number: the shape of a gradient."""
    return AnalystRow(name, value, "", read, number(groups, COUNT.decimals), method)


def leaning(found: Measure, sides: Sides, *, null: float = 0.0) -> str:
    """What a signed measure says here: worse or better off, and whether its interval leaves that open.

    Not that it is beyond chance: that is said once, of the headline's gap, which knows how many are looked at.
    """
    if not bool(found.defined):
        return ""
    estimate = float(found.estimate)
    if estimate == null:
        return "Here: no difference."
    side = sides.worse if estimate > null else sides.better
    if not bool(found.has_interval):
        return f"Here: {side}; no interval to judge it by."
    beyond = float(found.lower) > null or float(found.upper) < null
    return f"Here: {side}; its interval {'lies wholly on that side' if beyond else 'reaches the other side too'}."


def analyst_table(rows: Iterable[AnalystRow]) -> Table:
    """The panel's table: one row a measure, in the order given."""
    frame = pd.DataFrame([asdict(each) for each in rows])
    heads = {
        "name": "Measure",
        "value": "Value",
        "interval": "95% interval",
        "read": "How it is read",
        "groups": "Groups used",
        "method": "How it is made",
    }
    return Table(tuple(Column(key, label) for key, label in heads.items()), frame)

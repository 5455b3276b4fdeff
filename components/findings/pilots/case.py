"""The pilots of a dataset: what each is, where, from when, beside whom, and what is expected of it."""

from dataclasses import dataclass
from typing import Protocol, TypeVar

import pandas as pd

from data.contract.tables import OPTIONAL_TABLES
from data.dataset.dataset import Dataset

PRIMARY, BALANCING, DEMAND = "primary", "balancing", "demand"

Given = TypeVar("Given")


@dataclass(frozen=True)
class PilotCase:
    """One pilot as its table declares it. `areas` and `comparators` are neighbourhoods that this dataset has.

    `picked` is the time whose high or low figures led to it being picked (None where it was not picked for that).
    `missing_areas` are codes that the table names and the dataset lacks: left out, and to be told.
    """

    id: str
    name: str
    kind: str
    what: str
    areas: tuple[str, ...]
    comparators: tuple[str, ...]
    start: pd.Timestamp
    end: pd.Timestamp | None
    indicator_id: str
    cohort: str
    eligibility: str
    picked: tuple[pd.Timestamp, pd.Timestamp] | None
    picked_why: str
    comparators_why: str
    budget_gbp: float | None
    owner_role: str
    missing_areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expectation:
    """What is expected of a pilot in one indicator: of its level, or of the gap by a dimension.

    `expected` is in displayed units, positive = better; for a balancing measure it is the most that it may worsen.
    """

    pilot_id: str
    indicator_id: str
    measure: str
    dimension: str
    domain: str
    role: str
    expected: float | None
    by_date: pd.Timestamp | None

    @property
    def is_demand(self) -> bool:
        """Whether this watches demand sent elsewhere, where more is neither better nor worse but has to be met."""
        return self.domain == DEMAND


class _Row(Protocol):
    """A row of the table of pilots."""

    pilot_id: str
    name: str
    kind: str
    what: str
    area_codes: str
    comparators: str
    start: pd.Timestamp
    end: pd.Timestamp
    indicator_id: str
    cohort: str
    eligibility: str
    picked_from: pd.Timestamp
    picked_to: pd.Timestamp
    picked_why: str
    comparators_why: str
    budget_gbp: float
    owner_role: str


def pilot_cases(dataset: Dataset) -> dict[str, PilotCase]:
    """The pilots of a dataset by id, in the order of its table; empty where it has none."""
    table = _table(dataset, "pilots")
    known = set(dataset.areas("neighbourhood").index)
    return {} if table is None else {row.pilot_id: _case(row, known) for row in table.itertuples()}


def _table(dataset: Dataset, name: str) -> pd.DataFrame | None:
    found = dataset.optional(name) if name in OPTIONAL_TABLES else None
    return None if found is None or found.empty else found


def _case(row: _Row, known: set[str]) -> PilotCase:
    named = [_codes(row.area_codes), _codes(row.comparators)]
    areas, comparators = (tuple(code for code in codes if code in known) for codes in named)
    return PilotCase(
        id=row.pilot_id,
        name=row.name,
        kind=row.kind,
        what=row.what,
        areas=areas,
        comparators=tuple(code for code in comparators if code not in areas),
        start=row.start,
        end=_given(row.end),
        indicator_id=row.indicator_id,
        cohort=row.cohort,
        eligibility=row.eligibility,
        picked=None if pd.isna(row.picked_from) else (row.picked_from, row.picked_to),
        picked_why=row.picked_why,
        comparators_why=row.comparators_why,
        budget_gbp=_given(row.budget_gbp),
        owner_role=row.owner_role,
        missing_areas=tuple(code for codes in named for code in codes if code not in known),
    )


def _codes(joined: str) -> list[str]:
    return list(dict.fromkeys(code.strip() for code in joined.split(";") if code.strip()))


def _given(value: Given) -> Given | None:
    return None if pd.isna(value) else value


def expectations_of(dataset: Dataset, pilot_id: str) -> tuple[Expectation, ...]:
    """What is expected of a pilot, in the order of the table, its primary outcome first; empty where none is written.

    An expectation of an indicator that the dataset does not have is left out.
    """
    table = _table(dataset, "pilot_expectations")
    if table is None:
        return ()
    rows = table[(table["pilot_id"] == pilot_id) & table["indicator_id"].isin(list(dataset.indicators))]
    found = [
        Expectation(
            pilot_id=row.pilot_id,
            indicator_id=row.indicator_id,
            measure=row.measure,
            dimension=row.dimension,
            domain=row.domain,
            role=row.role,
            expected=_given(row.expected),
            by_date=_given(row.by_date),
        )
        for row in rows.itertuples()
    ]
    return tuple(sorted(found, key=lambda each: each.role != PRIMARY))


def primary_expectation(dataset: Dataset, case: PilotCase) -> Expectation:
    """The level that the pilot is first of all meant to change; one without a size where none is written down."""
    levels = [each for each in expectations_of(dataset, case.id) if each.measure == "level"]
    main = [each for each in levels if each.role == PRIMARY or each.indicator_id == case.indicator_id]
    return main[0] if main else Expectation(case.id, case.indicator_id, "level", "", "care", PRIMARY, None, None)


def gap_expectation(dataset: Dataset, case: PilotCase) -> Expectation:
    """The gap that the pilot is meant to narrow; its own indicator's by deprivation where none is written down."""
    gaps = [each for each in expectations_of(dataset, case.id) if each.measure == "gap"]
    blank = Expectation(
        case.id, case.indicator_id, "gap", "deprivation_quintile", "inequality", "secondary", None, None
    )
    return gaps[0] if gaps else blank

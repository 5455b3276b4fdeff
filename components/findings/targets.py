"""What an indicator is meant to reach, as it is shown: the targets in force, in displayed units and in words."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from components.charts.time_lines import TimeLine
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.values import displayed
from components.style.colours import TARGETS
from components.style.dates import day_words
from components.style.numbers import short, with_unit
from data.contract.targets import Target, in_force
from data.dataset.dataset import Dataset

WHOSE = ("national", "local")


@dataclass(frozen=True)
class Aim:
    """One target in force: whose it is, its value in displayed units, the day set for it (None: it holds at once)."""

    whose: str
    value: float
    by: date | None
    source: str
    name: str
    full_name: str

    @property
    def terms(self) -> str:
        """Its name, day and source, for a note."""
        when = f", to be reached by {day_words(self.by)}" if self.by else ""
        return f"The {self.full_name}{when}" + (f": {self.source}." if self.source else ".")


def aims_of(question: Question, day: date) -> tuple[Aim, ...]:
    """The targets in force on a day, the national first; none where neither direction is better.

    A local target is the area's own, or the one set for every area without one.
    """
    if not question.indicator.judged:
        return ()
    national = in_force(question.indicator.targets, day)
    shown = national and replace(national, value=displayed(national.value, question.indicator))
    local = (in_force(_local(question, area), day) for area in (question.selection.area, ""))
    found = zip(WHOSE, (shown, next((each for each in local if each is not None), None)), strict=True)
    return tuple(_aim(question, whose, each) for whose, each in found if each is not None)


def _local(question: Question, area: str) -> list[Target]:
    """The targets that an area has set itself for the indicator, in displayed units."""
    return _local_targets(question.dataset).get((question.indicator.id, area), [])


@kept_with_dataset
def _local_targets(dataset: Dataset) -> dict[tuple[str, str], list[Target]]:
    """All targets that areas have set themselves, by indicator and area: a line over time asks for them day by day."""
    table = dataset.optional("targets")
    found: dict[tuple[str, str], list[Target]] = {}
    for row in () if table is None else table.itertuples():
        target = Target(row.target, _day(row.since), _day(row.by), row.source)
        found.setdefault((row.indicator_id, row.area_code), []).append(target)
    return found


def _day(when: pd.Timestamp) -> date | None:
    return None if pd.isna(when) else when.date()


def _aim(question: Question, whose: str, target: Target) -> Aim:
    named = (f"{whose} target of {write(target.value, question.unit)}" for write in (short, with_unit))
    return Aim(whose, target.value, target.by, target.source, *named)


def target_lines(question: Question, periods: pd.DataFrame) -> list[TimeLine]:
    """A line a target, with a value in each period in which one is in force."""
    lines, aims = [], [aims_of(question, end.date()) for end in periods["period_end"]]
    for whose in WHOSE:
        held = [next((aim.value for aim in each if aim.whose == whose), np.nan) for each in aims]
        if not np.isnan(held).all():
            lines.append(TimeLine(f"{whose} target", TARGETS[whose], np.array(held), dash="longdashdot", aim=True))
    return lines

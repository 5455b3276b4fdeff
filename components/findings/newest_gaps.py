"""The newest gap of every indicator as it is shown, before anything is worked out of how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import pandas as pd

from components.findings.fifths_by import definition_of, dimension_of, is_deprivation
from components.findings.gaps import Gap, selected_gap
from components.findings.gaps_asked import GapsAsked, group_rows, in_newest_period
from components.findings.going_on import going_on
from components.findings.hidden import COUNTED
from components.findings.question import Question
from components.findings.values import typical_value, unit_of
from components.style.numbers import Unit
from data.contract.indicator import Indicator
from data.contract.periods import period_code, period_label
from data.contract.vocabulary import Dimension


class _Named(TypedDict):
    """What a gap is named by."""

    indicator: Indicator
    dimension: Dimension
    period: str
    period_code: str
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class NewestGap:
    """One indicator's gap in the area in focus, newest period."""

    indicator: Indicator
    dimension: Dimension
    period: str
    period_code: str
    unit: Unit
    gap: Gap


def dimension_for(question: Question, indicator: str) -> str | None:
    """The dimension to judge an indicator by: the selected one, or the other way deprivation is known; else None."""
    other = definition_of(question.selection.by)
    if other:
        counted = question.dataset.indicators[indicator].value_type in COUNTED
        given = counted and len(question.dataset.periods(indicator, level=other.level)) > 0
        return question.selection.by if given else None
    offered = question.dataset.dimensions(indicator, level=question.area_level)
    if question.selection.by in offered:
        return question.selection.by
    if is_deprivation(question.dimension):
        return next((each for each in offered if is_deprivation(question.dataset.vocabulary[each])), None)
    return None


def judged_by(question: Question) -> dict[str, tuple[str, ...]]:
    """The indicators that go on and have a gap in the area in focus, by the dimension that each is judged by."""
    wanted: dict[str, list[str]] = {}
    for indicator in going_on(question.dataset):
        by = dimension_for(question, indicator)
        if by is not None:
            wanted.setdefault(by, []).append(indicator)
    return {by: tuple(indicators) for by, indicators in wanted.items()}


def newest_gaps(question: Question) -> list[NewestGap]:
    """The gap of every indicator that `indicator_gaps` has one of, not judged: its values as shown, without limits."""
    found = []
    for by, indicators in judged_by(question).items():
        asked = GapsAsked(question.dataset, question.selection.area, by, indicators, question.selection.for_age)
        for named, groups in each_newest(asked, in_newest_period(asked, group_rows(asked).valued)):
            better = named["indicator"].higher_is_better
            gap = selected_gap(groups, named["dimension"], higher_is_better=better, judged=False)
            found.append(NewestGap(**named, gap=gap))
    return found


def each_newest(asked: GapsAsked, now: pd.DataFrame) -> Iterator[tuple[_Named, dict[str, np.ndarray]]]:
    """Each indicator's groups as arrays, in the order of their codes, and what a gap is named by."""
    # As arrays, once: to look into each indicator's part of the frame takes as long as all else here.
    cells = {name: now[name].to_numpy() for name in now}
    places = now.groupby("indicator_id", observed=True).indices
    for code in sorted(places):
        groups = {name: column[places[code]] for name, column in cells.items()}
        definition, end = asked.dataset.indicators[code], groups["period_end"][0]
        yield (
            _Named(
                indicator=definition,
                dimension=dimension_of(asked.dataset, asked.by),
                period=period_label(groups["period_start"][0], end),
                period_code=period_code(end),
                unit=unit_of(definition, typical_value(groups)),
            ),
            groups,
        )


def periods_of(question: Question) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and value of every row of a question's groups, of all periods in their order: arrays (rows,).

    They are read with those of all indicators that are judged by the same dimension, as the level of every gap asks for.
    """
    by, indicator = question.selection.by, question.indicator.id
    together = judged_by(question).get(by, ())
    asked = GapsAsked(
        question.dataset,
        question.selection.area,
        by,
        together if indicator in together else (indicator,),
        question.selection.for_age,
    )
    read = group_rows(asked)
    here = read.places.get(indicator, np.array([], dtype=int))
    return read.starts[here], read.ends[here], read.values[here]

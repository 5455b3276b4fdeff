"""Every measure of a gradient across ordered groups, as rows of the analyst's panel."""

from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import (
    INDEX,
    RATIO,
    AnalystRow,
    Sides,
    analyst_row,
    finer,
    gap_unit_of,
    leaning,
    words_row,
)
from components.measures.gradient.concentration import aci, rci
from components.measures.gradient.gradient_shape import judge
from components.measures.gradient.slope_index import relative_index, relative_index_scotland, slope_index
from components.measures.gradient.slope_simulation import simulated_slope_index
from components.measures.result import Measure, measure
from components.measures.values.gap import ratio
from components.style.numbers import Unit

_RULE = "a rule on the steps and the line, stated under Methods"
_SHAPES = {
    "linear": "Every step down goes with a step worse: act in proportion to need, in every group.",
    "bottom": "The most disadvantaged group stands apart from all the others: act there first.",
    "top": "The least disadvantaged group stands apart: most groups are behind it alike.",
    "none": "No step and no slope is beyond chance.",
    "unclear": "Neither a line nor one group alone describes it.",
}


def gradient_rows(groups: AnalystGroups, sides: Sides) -> list[AnalystRow]:
    """SII, RII, Scotland's RII, the concentration indices and the shape, on each scale that suits the values.

    `sides` are how worse and better are said of the most disadvantaged end.
    """
    indices = _slope_rows(groups, sides) + _concentration_rows(groups, sides)
    return [*indices, _shape_row(groups)]


def pair_ratio(groups: AnalystGroups, disadvantaged: int, reference: int) -> Measure:
    """The ratio of two groups, above 1 where the first is worse off."""
    return ratio(
        groups.value[disadvantaged],
        groups.error[disadvantaged],
        groups.value[reference],
        groups.error[reference],
        higher_is_better=groups.higher_is_better,
        correlation=groups.together[disadvantaged, reference],
    )


def _interval(groups: AnalystGroups) -> str:
    """The kind of interval that the groups' standard errors allow."""
    return "propagated" if groups.errors_known else "residual"


class _SlopeMeasure(Protocol):
    """`slope_index` or `relative_index`."""

    def __call__(
        self,
        value: npt.ArrayLike,
        population: npt.ArrayLike,
        standard_error: npt.ArrayLike | None,
        *,
        higher_is_better: npt.ArrayLike,
        scale: str,
        interval: str,
        correlation: npt.ArrayLike | None,
    ) -> Measure: ...


def _scaled_index(index: _SlopeMeasure, groups: AnalystGroups) -> tuple[str, Measure]:
    """A slope measure on the second scale that suits the values: logit for shares (as fractions), log for others."""
    better, interval, together = groups.higher_is_better, _interval(groups), groups.together
    if groups.is_share:
        error = groups.error / groups.ceiling
        found = index(
            groups.fraction,
            groups.people,
            error,
            scale="logit",
            higher_is_better=better,
            interval=interval,
            correlation=together,
        )
        return "logit scale", found
    if (groups.value[groups.used] < 0).any():
        return "log scale", _below_zero(groups)
    found = index(
        groups.value,
        groups.people,
        groups.error,
        scale="log",
        higher_is_better=better,
        interval=interval,
        correlation=together,
    )
    return "log scale", found


def _below_zero(groups: AnalystGroups) -> Measure:
    reason = "a group is below zero, which has no logarithm"
    used = int(groups.used.sum())
    return measure(np.nan, np.nan, np.nan, confidence=0.95, method="log scale", groups_used=used, reason=reason)


def in_displayed_units(found: Measure, times: float) -> Measure:
    """A measure worked out on fractions, in percentage points again."""
    return replace(found, estimate=found.estimate * times, lower=found.lower * times, upper=found.upper * times)


def _slope_rows(groups: AnalystGroups, sides: Sides) -> list[AnalystRow]:
    data = groups.value, groups.people, groups.error
    better, interval = groups.higher_is_better, _interval(groups)
    absent = not groups.weighted
    gap_unit = gap_unit_of(groups)
    sii, rii, scotland = (
        index(*data, higher_is_better=better, interval=interval, correlation=groups.together)
        for index in (slope_index, relative_index, relative_index_scotland)
    )
    scale, scaled_sii = _scaled_index(slope_index, groups)
    _, scaled_rii = _scaled_index(relative_index, groups)
    if groups.is_share:
        scaled_sii = in_displayed_units(scaled_sii, groups.ceiling)
    along = "The fall along the straight line through all groups, from the most to the least disadvantaged end."
    over = "One end of that line divided by the other; 1 is no inequality."
    bend = f"The same, the line fitted on the {scale}, where it cannot leave the range of possible values."
    return [
        analyst_row(
            "Slope index of inequality (SII)", sii, gap_unit, f"{along} {leaning(sii, sides)}", people_absent=absent
        ),
        *_simulated_row(groups, gap_unit),
        analyst_row(
            f"SII, {scale}", scaled_sii, gap_unit, f"{bend} {leaning(scaled_sii, sides)}", people_absent=absent
        ),
        analyst_row(
            "Relative index of inequality (RII)",
            rii,
            RATIO,
            f"{over} {leaning(rii, sides, null=1)}",
            people_absent=absent,
        ),
        analyst_row(
            f"RII, {scale}", scaled_rii, RATIO, f"{bend} {leaning(scaled_rii, sides, null=1)}", people_absent=absent
        ),
        analyst_row(
            "Scotland’s relative index (SII / mean)",
            scotland,
            INDEX,
            f"The slope index as a part of the average; 0 is no inequality. {leaning(scotland, sides)}",
            people_absent=absent,
        ),
    ]


def _simulated_row(groups: AnalystGroups, unit: Unit) -> list[AnalystRow]:
    """The slope with simulated limits, to hold against the formula’s; none without standard errors to draw from."""
    if not groups.errors_known:
        return []
    data = groups.value, groups.people, groups.error
    found = simulated_slope_index(*data, higher_is_better=groups.higher_is_better, correlation=groups.together)
    read = "The same line, its limits from simulated draws: a check on the formula above."
    return [analyst_row("SII, limits by simulation", found, unit, read, people_absent=not groups.weighted)]


def _concentration_rows(groups: AnalystGroups, sides: Sides) -> list[AnalystRow]:
    data = groups.value, groups.people, groups.error
    better, interval = groups.higher_is_better, _interval(groups)
    absent = not groups.weighted
    together = groups.together
    absolute = aci(*data, higher_is_better=better, interval=interval, correlation=together)
    gap_unit = finer(gap_unit_of(groups))
    relative = rci(*data, higher_is_better=better, interval=interval, correlation=together)
    rows = [
        analyst_row(
            "Absolute concentration index (ACI)",
            absolute,
            gap_unit,
            f"How far it gathers at one end, in the indicator’s units; about a sixth of the SII on a straight line. "
            f"{leaning(absolute, sides)}",
            people_absent=absent,
        ),
        analyst_row(
            "Relative concentration index (RCI)",
            relative,
            INDEX,
            f"The ACI over the average: 0 is even, 1 or −1 all at one end. {leaning(relative, sides)}",
            people_absent=absent,
        ),
    ]
    if groups.is_share:
        reads = {
            "wagstaff": "The RCI over the most it could be for a share of this size.",
            "erreygers": "Four times the ACI on the 0 to 1 scale: comparable between shares of any size.",
        }
        for correction, read in reads.items():
            found = rci(
                *data,
                correction=correction,
                bounds=(0.0, groups.ceiling),
                higher_is_better=better,
                interval=interval,
                correlation=together,
            )
            name = f"RCI, {correction.title()}’s correction"
            rows.append(analyst_row(name, found, INDEX, f"{read} {leaning(found, sides)}", people_absent=absent))
    return rows


def _shape_row(groups: AnalystGroups) -> AnalystRow:
    better, together = groups.higher_is_better, groups.together
    found = judge(groups.value, groups.people, groups.error, higher_is_better=better, correlation=together)
    count = int(groups.used.sum())
    if str(found.reason):
        return words_row("Shape of the gradient", "not judged", f"Because {found.reason}.", groups=count, method=_RULE)
    label = str(found.label)
    return words_row("Shape of the gradient", label, _SHAPES[label], groups=count, method=_RULE)

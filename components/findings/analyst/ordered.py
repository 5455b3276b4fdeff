"""Every measure of a gradient across ordered groups, as rows of the analyst's panel."""

import numpy as np

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import (
    INDEX,
    RATIO,
    AnalystRow,
    analyst_row,
    finer,
    gap_unit_of,
    leaning,
    words_row,
)
from components.measures.gradient.concentration import aci, rci
from components.measures.gradient.gradient_shape import judge
from components.measures.gradient.slope_index import relative_index, relative_index_scotland, slope_index
from components.measures.result import Measure
from components.measures.values.gap import ratio

_RULE = "a rule on the steps and the line, stated under Methods"
_SHAPES = {
    "linear": "Every step down goes with a step worse: act in proportion to need, in every group.",
    "bottom": "The most disadvantaged group stands apart from all the others: act there first.",
    "top": "The least disadvantaged group stands apart: most groups are behind it alike.",
    "none": "No step and no slope is beyond chance.",
    "unclear": "Neither a line nor one group alone describes it.",
}


def gradient_rows(groups: AnalystGroups, words: dict[str, str]) -> list[AnalystRow]:
    """SII, RII, Scotland's RII, the concentration indices and the shape, on each scale that suits the values.

    `words` are how worse and better are said of the most disadvantaged end.
    """
    indices = _slope_rows(groups, words) + _concentration_rows(groups, words)
    return [*indices, _shape_row(groups)]


def pair_ratio(groups: AnalystGroups, disadvantaged: int, reference: int) -> Measure:
    """The ratio of two groups, above 1 where the first is worse off."""
    pair = [each[place] for place in (disadvantaged, reference) for each in (groups.value, groups.error)]
    return ratio(*pair, higher_is_better=groups.higher_is_better)


def _options(groups: AnalystGroups) -> dict[str, object]:
    interval = "propagated" if groups.errors_known else "residual"
    return {"higher_is_better": groups.higher_is_better, "interval": interval}


def _scaled_index(measure, groups: AnalystGroups) -> tuple[str, Measure]:
    """A slope measure on the second scale that suits the values: logit for shares (as fractions), log for others."""
    if groups.is_share:
        found = measure(
            groups.fraction, groups.people, groups.error / groups.ceiling, scale="logit", **_options(groups)
        )
        return "logit scale", found
    if (groups.value[groups.used] < 0).any():
        return "log scale", _below_zero(groups)
    return "log scale", measure(groups.value, groups.people, groups.error, scale="log", **_options(groups))


def _below_zero(groups: AnalystGroups) -> Measure:
    reason = "a group is below zero, which has no logarithm"
    return Measure(np.nan, np.nan, np.nan, 0.95, "log scale", int(groups.used.sum()), reason)


def in_displayed_units(found: Measure, times: float) -> Measure:
    """A measure worked out on fractions, in percentage points again."""
    parts = (each * times for each in (found.estimate, found.lower, found.upper))
    return Measure(*parts, found.confidence, found.method, found.groups_used, found.reason)


def _slope_rows(groups: AnalystGroups, words: dict[str, str]) -> list[AnalystRow]:
    data, options = (groups.value, groups.people, groups.error), _options(groups)
    absent = {"people_absent": not groups.weighted}
    gap_unit = gap_unit_of(groups)
    sii, rii = slope_index(*data, **options), relative_index(*data, **options)
    scotland = relative_index_scotland(*data, **options)
    scale, scaled_sii = _scaled_index(slope_index, groups)
    _, scaled_rii = _scaled_index(relative_index, groups)
    if groups.is_share:
        scaled_sii = in_displayed_units(scaled_sii, groups.ceiling)
    along = "The fall along the straight line through all groups, from the most to the least disadvantaged end."
    over = "One end of that line divided by the other; 1 is no inequality."
    bend = f"The same, the line fitted on the {scale}, where it cannot leave the range of possible values."
    return [
        analyst_row("Slope index of inequality (SII)", sii, gap_unit, f"{along} {leaning(sii, **words)}", **absent),
        analyst_row(f"SII, {scale}", scaled_sii, gap_unit, f"{bend} {leaning(scaled_sii, **words)}", **absent),
        analyst_row(
            "Relative index of inequality (RII)", rii, RATIO, f"{over} {leaning(rii, null=1, **words)}", **absent
        ),
        analyst_row(f"RII, {scale}", scaled_rii, RATIO, f"{bend} {leaning(scaled_rii, null=1, **words)}", **absent),
        analyst_row(
            "Scotland’s relative index (SII / mean)",
            scotland,
            INDEX,
            f"The slope index as a part of the average; 0 is no inequality. {leaning(scotland, **words)}",
            **absent,
        ),
    ]


def _concentration_rows(groups: AnalystGroups, words: dict[str, str]) -> list[AnalystRow]:
    data, options = (groups.value, groups.people, groups.error), _options(groups)
    absent = {"people_absent": not groups.weighted}
    absolute = aci(*data, **options)
    gap_unit = finer(gap_unit_of(groups))
    relative = rci(*data, **options)
    rows = [
        analyst_row(
            "Absolute concentration index (ACI)",
            absolute,
            gap_unit,
            f"How far it gathers at one end, in the indicator’s units; about a sixth of the SII on a straight line. "
            f"{leaning(absolute, **words)}",
            **absent,
        ),
        analyst_row(
            "Relative concentration index (RCI)",
            relative,
            INDEX,
            f"The ACI over the average: 0 is even, 1 or −1 all at one end. {leaning(relative, **words)}",
            **absent,
        ),
    ]
    if groups.is_share:
        reads = {
            "wagstaff": "The RCI over the most it could be for a share of this size.",
            "erreygers": "Four times the ACI on the 0 to 1 scale: comparable between shares of any size.",
        }
        for correction, read in reads.items():
            found = rci(*data, correction=correction, bounds=(0.0, groups.ceiling), **options)
            name = f"RCI, {correction.title()}’s correction"
            rows.append(analyst_row(name, found, INDEX, f"{read} {leaning(found, **words)}", **absent))
    return rows


def _shape_row(groups: AnalystGroups) -> AnalystRow:
    found = judge(groups.value, groups.people, groups.error, higher_is_better=groups.higher_is_better)
    count = int(groups.used.sum())
    if str(found.reason):
        return words_row("Shape of the gradient", "not judged", f"Because {found.reason}.", groups=count, method=_RULE)
    label = str(found.label)
    return words_row("Shape of the gradient", label, _SHAPES[label], groups=count, method=_RULE)

"""The gap standardised directly for age, where an indicator has rows by group and age: beside what one factor gives."""

from dataclasses import replace

import numpy as np

from components.findings.age_adjusted import people_by_age
from components.findings.ages_counted import rows_by_group_and_age
from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import NOT_DEFINED, AnalystRow, analyst_row, gap_unit_of, words_row
from components.findings.gaps import ShownGap
from components.findings.question import Question
from components.measures.values.gap import difference_from_intervals
from components.measures.values.standardised import DOBSON, directly_standardised_rate
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import ALL, TOTAL


def direct_rows(question: Question, name: str, gap: ShownGap, groups: AnalystGroups) -> list[AnalystRow]:
    """The row of the same two groups, each with its own value at each age and everyone's ages; none without such rows.

    Where a band of either is hidden, or has fewer events than can be standardised, the row says so.
    """
    counts = _counts(question, (gap.disadvantaged, gap.reference))
    if counts is None or groups.per is None:
        return []
    events, people, weights = counts
    found = directly_standardised_rate(events, people, weights=weights, multiplier=groups.per)
    title = f"{name}, standardised directly for age"
    reasons = [str(each) for each in np.atleast_1d(found.reason) if str(each)]
    if reasons:
        return [words_row(title, NOT_DEFINED, f"Because {reasons[0]}.", groups=0, method=DOBSON)]
    apart = difference_from_intervals(
        *(np.asarray(each)[place] for place in (0, 1) for each in (found.estimate, found.lower, found.upper)),
        higher_is_better=groups.higher_is_better,
    )
    read = (
        "Each group’s own value at each age, weighed by everyone’s ages. One factor weighs each group by its own ages: where "
        "the two differ much, the gap is not the same at every age. Sampling error only."
    )
    return [replace(analyst_row(title, apart, gap_unit_of(groups), read), method=f"{DOBSON}; {apart.method}")]


def _counts(question: Question, pair: tuple[str, str]) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Events and people of two groups by band (2, bands), and everyone's people by band; None where any is not given."""
    dataset, chosen = question.dataset, question.selection
    crossed = rows_by_group_and_age(dataset, chosen.indicator)
    ages = people_by_age(dataset, chosen.indicator)
    key = (question.area_level, chosen.area, TOTAL, ALL)
    if crossed.empty or ages is None or key not in ages.index:
        return None
    here = (crossed["area_code"] == chosen.area) & (crossed["dimension"] == chosen.by)
    rows = crossed[here & (crossed["period_end"] == question.period_end)]
    standard = ages.loc[key, list(AGE_COLUMNS)].to_numpy(float)
    bands = [code for code, people in zip(AGE_COLUMNS.values(), standard, strict=True) if people > 0]
    if rows.empty or not bands or np.isnan(standard).any():
        return None
    by_band = rows.drop_duplicates(["group", "band"]).set_index(["group", "band"])
    events, people = (
        by_band[name].unstack("band").reindex(index=list(pair), columns=bands).to_numpy(float)
        for name in ("numerator", "denominator")
    )
    return events, people, standard[standard > 0]

"""What closing the gap would mean for people, and where the inequality lies, as rows of the analyst's panel."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import PERCENT, AnalystRow, analyst_row, gap_unit_of, size_unit, words_row
from components.findings.question import Question
from components.findings.values import CONFIDENCE
from components.measures.confidence import normal_multiplier
from components.measures.people.attributable import paf, par
from components.measures.people.levelling_up import levelling_up
from components.measures.result import Measure
from components.measures.spread.theil import chance_parts, theil_split
from components.style.numbers import COUNT, Unit, count_interval, number, rounded_count, share, with_unit


def people_rows(question: Question, groups: AnalystGroups) -> list[AnalystRow]:
    """Levelling-up count, attributable risk and fraction, against the least disadvantaged or the best group."""
    if not question.indicator.judged:
        why = "More recorded need, or more resource, is neither better nor worse, so there is no level to reach."
        return [words_row("Levelling up, PAR and PAF", "not told", why, groups=0, method="")]
    ordered = question.dimension.ordered
    data = groups.value, groups.people, groups.error
    better, reference = groups.higher_is_better, "least_disadvantaged" if ordered else "best"
    other = "the least disadvantaged group" if ordered else "the best group"
    absent = not groups.weighted
    risk, fraction = (
        each(*data, higher_is_better=better, reference=reference, correlation=groups.together) for each in (par, paf)
    )
    read = f"How far the overall level would move if everyone had the level of {other}; a minus sign is a fall."
    return [
        _levelling_up_row(question, groups, reference, other),
        analyst_row("Population attributable risk (PAR)", risk, gap_unit_of(groups), read, people_absent=absent),
        analyst_row(
            "Population attributable fraction (PAF)",
            fraction,
            PERCENT,
            "The PAR as a percentage of the overall level.",
            people_absent=absent,
        ),
    ]


def _levelling_up_row(question: Question, groups: AnalystGroups, reference: str, other: str) -> AnalystRow:
    name = "Levelling-up count"
    if groups.per is None:
        kind = "Values published without counts"
        return words_row(name, "not defined", f"{kind} cannot be turned into people.", groups=0, method="")
    found = levelling_up(
        groups.value,
        groups.people_like_everyone,
        groups.error,
        per=groups.per,
        higher_is_better=groups.higher_is_better,
        reference=reference,
    )
    more = "more" if groups.higher_is_better else "fewer"
    read = f"How many {more} {question.indicator.event_noun} if every group did at least as well as {other}."
    row = analyst_row(name, found, COUNT, read, people_absent=not groups.weighted)
    if row.lower is not None and row.upper is not None:
        row = replace(row, interval=count_interval(row.lower, row.upper, question.hidden_to))
    if row.estimate is None or abs(row.estimate) > question.hidden_to:
        return row
    return replace(row, value=rounded_count(row.estimate, question.hidden_to), estimate=None, lower=None, upper=None)


def split_rows(question: Question) -> list[AnalystRow]:
    """Theil's index of every neighbourhood's groups, split into inside and between neighbourhoods; none for one area."""
    inside = _inside(question)
    if inside["area_code"].nunique() < 2:
        return []
    value, people, low, high = (inside[name].to_numpy(float) for name in ("value", "denominator", "lower", "upper"))
    # From the interval, as on Compare: the two pages show the same split.
    error = (high - low) / (2 * normal_multiplier(CONFIDENCE))
    parents = pd.factorize(inside["area_code"])[0]
    known = None if np.isnan(error).any() else error
    found = theil_split(value, people, parents, known)
    parts = (
        (
            "Theil’s index of neighbourhoods’ groups × 1,000",
            found.total,
            "All of it: between and inside add up to this.",
        ),
        ("Theil, between neighbourhoods × 1,000", found.between, _part_words(found.between, found.total, "between")),
        ("Theil, inside neighbourhoods × 1,000", found.within, _part_words(found.within, found.total, "inside")),
    )
    rows = [analyst_row(name, part, size_unit(found.total), read) for name, part, read in parts]
    if known is not None and bool(found.total.defined):
        chance = chance_parts(value, people, parents, error)
        rows.append(_chance_row(float(chance.between), float(chance.within), len(inside), size_unit(found.total)))
    return rows


def _inside(question: Question) -> pd.DataFrame:
    """Known groups of the neighbourhoods that lie in the area in focus, those with a value and people."""
    rows = question.values(level="neighbourhood", by=question.selection.by)
    rows = rows[rows["group"].isin(question.dimension.known_groups)]
    if not question.is_whole_area:
        parents = question.dataset.areas("neighbourhood")["parent_code"]
        rows = rows[rows["area_code"].map(parents) == question.selection.area]
    return rows[(rows["value"] >= 0) & (rows["denominator"] > 0)]


def _part_words(part: Measure, total: Measure, where: str) -> str:
    if not bool(total.defined) or float(total.estimate) <= 0:
        return f"The part {where} neighbourhoods."
    portion = float(part.estimate) / float(total.estimate)
    return f"{share(min(max(portion, 0.0), 1.0))} of what is seen lies {where} neighbourhoods."


def _chance_row(between: float, within: float, units: int, unit: Unit) -> AnalystRow:
    words = f"{with_unit(between, unit)} between, {with_unit(within, unit)} inside"
    return AnalystRow(
        "of which chance alone would make",
        with_unit(between + within, unit),
        "",
        f"Small groups look unequal even where none differ: {words}. Compare takes it out.",
        number(units),
        "expected excess of the index, to second order",
        between + within,
    )

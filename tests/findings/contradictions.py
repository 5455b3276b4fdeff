"""What pages say of one gap, held against one another: python -m tests.findings.contradictions [SELECTIONS] [DATASET ...]."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from components.controls.current import DEMO
from components.findings.analyst.groups import analyst_groups
from components.findings.analyst.measures_table import analyst_finding
from components.findings.analyst.rows import gap_unit_of
from components.findings.compared_indicators import compared_indicators, newest_periods
from components.findings.decisions.gap import decision_gap_finding
from components.findings.evidence.pattern import pattern_finding
from components.findings.fifths_by import dimension_of, other_definitions
from components.findings.gap_verdicts import LEVELLING_DOWN
from components.findings.gaps import ShownGap
from components.findings.headline_gap import headline_gap
from components.findings.indicator_gaps import indicator_gaps
from components.findings.methods.gaps import gap_example
from components.findings.other_fifths import looked_at
from components.findings.question import Question
from components.findings.ranked_areas import ranked_areas
from components.findings.selection import (
    AS_COUNTED,
    REFERENCES,
    Selection,
    areas_offered,
    dimensions_offered,
    periods_offered,
    settle,
)
from components.findings.trend.trend import trend_finding
from components.findings.who.against_reference import against_reference
from components.findings.who.gradient import slope_finding
from components.findings.who.groups import groups_finding
from components.findings.who.hidden_gap import hidden_gap_finding
from components.style.numbers import interval
from data.contract.vocabulary import TOTAL
from data.dataset.dataset import Dataset

CLEAR = ("worse", "better")


def selections(dataset: Dataset, number: int, seed: int) -> Iterator[Question]:
    """Questions about indicators, groups, areas and periods that the dataset offers, drawn at random."""
    draw, made = random.Random(seed), 0
    while made < number:
        indicator = draw.choice(list(dataset.indicators))
        offered = [each for each in dimensions_offered(dataset, indicator) if each != TOTAL]
        if not offered:
            continue
        by = draw.choice(offered)
        # As often the whole area and the newest period, where most is said, as all others together.
        area = draw.choice([dataset.area_code, draw.choice(areas_offered(dataset))])
        period = draw.choice(["", draw.choice(periods_offered(dataset, indicator, by))])
        adjusted = draw.choice(["", AS_COUNTED])
        fifths = draw.choice(["", *other_definitions(dataset)])
        reference = draw.choice([*REFERENCES, *dimension_of(dataset, by).known_groups])
        made += 1
        asked = Selection(indicator, by, period, area, reference=reference, fifths=fifths, adjusted=adjusted)
        yield Question(dataset, settle(dataset, asked))


def contradictions(question: Question) -> list[str]:
    """Where two pages disagree about the gap, or the neighbourhoods, of one question; none where they agree."""
    found = [*_about_the_gap(question), *_about_the_places(question), *_about_each_group(question)]
    looked = looked_at(question)
    if looked is not question:
        # By other fifths Who is held against itself: no other page goes by them.
        found += [*_about_who_by_other_fifths(looked)]
    return found


def _about_the_gap(question: Question) -> Iterator[str]:
    who, decided = groups_finding(question), decision_gap_finding(question)
    clear, told = who.verdict in CLEAR, "no clear gap" not in who.headline
    if who.verdict in (*CLEAR, "unclear") and clear != told:
        yield f"Who's verdict is {who.verdict}, its headline: {who.headline}"
    for each in indicator_gaps(question):
        told_there = (each.indicator.id, each.dimension.code, each.period)
        told_here = (question.indicator.id, question.selection.by, question.period)
        if told_there == told_here and each.gap.verdict != who.verdict:
            yield f"the Brief says {each.gap.verdict}, Who {who.verdict}"
        if told_there == told_here:
            trend = trend_finding(question).headline
            if ("is smaller, but because" in trend) != (each.trend == LEVELLING_DOWN):
                yield f"the Brief says of the gap over time: {each.trend}; Trend says: {trend}"
    if who.verdict in (*CLEAR, "unclear") and decided.headline != who.headline:
        yield f"a decision would keep: {decided.headline}; Who says: {who.headline}"
    if who.verdict == "unclear" and "could not change this gap" in hidden_gap_finding(question).headline:
        yield "there is no clear gap, and it holds whatever the hidden are"
    yield from _about_the_slope(question, who.verdict)
    yield from _about_the_intervals(question)
    rows = analyst_finding(question).table.frame
    clusters = rows[rows["name"].astype(str).str.endswith("areas as clusters")] if "name" in rows else rows.iloc[:0]
    for read in clusters.get("read", ()):
        if ("eyond chance." in read and not clear) or ("could explain" in read and clear):
            yield f"the analyst reads: {read}; Who's verdict is {who.verdict}"


def _about_each_group(question: Question) -> Iterator[str]:
    """No group stands out from a reference where the headline sees no gap."""
    who, against = groups_finding(question), against_reference(question)
    if against is not None and who.verdict not in CLEAR:
        for group in against.rows.index[against.rows["standing"] != "similar"]:
            yield f"there is no clear gap, and {group} is {against.rows.at[group, 'standing']} than {against.words}"


def _about_who_by_other_fifths(looked: Question) -> Iterator[str]:
    who = groups_finding(looked)
    clear, told = who.verdict in CLEAR, "no clear gap" not in who.headline
    if who.verdict in (*CLEAR, "unclear") and clear != told:
        yield f"by other fifths Who's verdict is {who.verdict}, its headline: {who.headline}"
    slope = slope_finding(looked)
    if who.verdict == "unclear" and slope.verdict in ("linear", "bottom", "top"):
        yield f"by other fifths there is no clear gap, and: {slope.headline}"
    if who.unsupported_numbers() or slope.unsupported_numbers():
        yield f"by other fifths numbers stand in no table: {who.unsupported_numbers() + slope.unsupported_numbers()}"


def _about_the_slope(question: Question, verdict: str) -> Iterator[str]:
    if not question.dimension.ordered:
        return
    slope, pattern = slope_finding(question), pattern_finding(question)
    if verdict == "unclear":
        if slope.verdict in ("linear", "bottom", "top") or (
            slope.verdict != "cannot tell" and "no clear slope" not in slope.headline
        ):
            yield f"there is no clear gap, and: {slope.headline}"
        if pattern.verdict in ("linear", "bottom", "top"):
            yield f"there is no clear gap, and evidence fits: {pattern.headline}"
    elif verdict in CLEAR and "no clear gap" in pattern.headline:
        yield f"the gap is {verdict}, and: {pattern.headline}"


def _about_the_intervals(question: Question) -> Iterator[str]:
    """One slope has one interval, and one gap: on Who, in its analyst's panel and in the worked examples of Methods."""
    if not question.dimension.ordered:
        return
    slope, panel = slope_finding(question).table.frame, analyst_finding(question).table.frame
    index, limits = "Slope index of inequality (SII)", ["lower", "upper"]
    told = [
        frame.loc[frame[name] == index, limits].to_numpy(float)
        for frame, name in ((slope, "label"), (panel, "name"))
        if name in frame
    ]
    if len(told) == 2 and len(told[0]) and not np.allclose(*told, equal_nan=True):
        yield f"the slope index lies between {told[0]} on Who, and {told[1]} in its analyst's panel"
    gap, worked = headline_gap(question), gap_example(question)
    if not isinstance(gap, ShownGap) or gap.lower is None or gap.upper is None:
        return
    names = question.dimension.groups
    said = f"({interval(gap.lower, gap.upper, gap_unit_of(analyst_groups(question)))})"
    if worked.sentence.startswith(f"{names[gap.disadvantaged]} against {names[gap.reference]}") and (
        said not in worked.sentence
    ):
        yield f"the gap lies {said} on Who, and in Methods: {worked.sentence}"


def _about_the_places(question: Question) -> Iterator[str]:
    dataset = question.dataset
    if newest_periods(dataset).get(question.indicator.id) != question.period_end:
        return
    ranked = ranked_areas(question)["standing"]
    for each in compared_indicators(dataset, tuple(dataset.areas("neighbourhood").index), question.selection.for_age):
        if each.indicator.id == question.indicator.id:
            differ = each.rows["standing"] != ranked.reindex(each.rows.index).fillna("similar")
            shown = each.rows["value"].notna()
            for code in each.rows.index[differ & shown]:
                yield f"Where says {ranked[code]} of {code}, Compare {each.rows.at[code, 'standing']}"


def main(number: int, folders: list[Path]) -> int:
    """Print every contradiction found; how many there were."""
    found = 0
    for folder in folders:
        dataset = Dataset.open(folder)
        for question in selections(dataset, number, seed=20261129):
            for each in contradictions(question):
                found += 1
                print(f"{folder.name}: {question.selection}: {each}")
        print(f"{folder.name}: {number} selections looked at")
    print(f"{found} contradictions")
    return found


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(min(1, main(int(given[0]) if given else 200, [Path(each) for each in given[1:]] or [DEMO])))

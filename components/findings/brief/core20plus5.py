"""Core20PLUS5: the clinical areas where NHS England asks for faster progress, each by the indicators that show it."""

import pandas as pd

from components.findings.brief.card_words import TREND_TOLD
from components.findings.finding import Finding, nothing_to_show
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.style.numbers import gap, number

QUESTION = "Where do we stand on Core20PLUS5?"


def core20plus5_gaps(question: Question) -> dict[str, IndicatorGap]:
    """For each Core20PLUS5 area with an indicator here, the indicator with the largest gap."""
    found: dict[str, IndicatorGap] = {}
    for each in indicator_gaps(question):
        if each.indicator.core20plus5 and each.indicator.judged:
            found.setdefault(each.indicator.core20plus5, each)
    return dict(sorted(found.items()))


def core20plus5_finding(question: Question) -> Finding:
    """How many Core20PLUS5 areas have a clear gap, and how their gaps are moving."""
    found = core20plus5_gaps(question)
    if not found:
        why = "No indicator in this dataset is tagged to a Core20PLUS5 area and given by these groups."
        return nothing_to_show("core20plus5", QUESTION, why, method="gap")
    worse = sum(each.verdict == "worse" for each in found.values())
    followed = _followed(list(found.values()))
    closing = sum(each.trend == "narrowing" for each in followed)
    frame = pd.DataFrame(
        [
            {
                "tag": tag,
                "indicator": each.indicator.short_name,
                "groups": gap_ends(each),
                "gap": gap(each.gap.plain, each.unit) if each.gap.plain is not None else each.gap.reason,
                "verdict": each.verdict,
                "trend": TREND_TOLD.get(each.trend, each.trend),
                "period": each.period,
            }
            for tag, each in found.items()
        ]
    )
    frame = with_row(
        frame,
        tag=f"All {number(len(found))} areas shown",
        verdict=f"worse in {number(worse)}",
        trend=f"narrowing in {number(closing)}, cannot tell in {number(len(found) - len(followed))}",
    )
    heads = {
        "tag": "Core20PLUS5 area", "indicator": "Indicator", "groups": "Groups compared", "gap": "Gap",
        "verdict": "Disadvantaged group is", "trend": "Gap is", "period": "Period",
    }  # fmt: skip
    return Finding(
        id="core20plus5",
        question=QUESTION,
        headline=_headline(worse, len(found)),
        sentence=_closing_words(list(found.values())),
        table=Table(tuple(Column(key, label) for key, label in heads.items()), frame.fillna("")),
        how_to_read=(
            "Core20PLUS5 is NHS England's approach to health inequalities: the most deprived national fifth, locally "
            "chosen PLUS groups, and five clinical areas, with smoking cessation across them. Each tile is the indicator "
            "here with the largest gap in that area; an area without a tile has no indicator in this dataset."
        ),
        method="beyond_chance",
        source="Framework: NHS England, Core20PLUS5." + question.synthetic_note,
        period="newest period of each indicator",
        names=("20", "5"),
    )


def _headline(worse: int, shown: int) -> str:
    clear = f"a clear gap in {number(worse)}" if worse else "no clear gap in any"
    return (
        f"Core20PLUS5: {clear} of the {number(shown)} areas we can see"
        if shown > 1
        else (f"Core20PLUS5: {'a' if worse else 'no'} clear gap in the only area we can see")
    )


def _followed(found: list[IndicatorGap]) -> list[IndicatorGap]:
    """Those whose gap has periods enough to say whether it narrows."""
    return [each for each in found if each.trend != "cannot tell"]


def _closing_words(found: list[IndicatorGap]) -> str:
    followed = _followed(found)
    if not followed:
        return "Whether any gap is narrowing cannot be told: each has too few periods."
    closing = sum(each.trend == "narrowing" for each in followed)
    told = f"The gap is narrowing in {number(closing) if closing else 'none'} of them"
    lacking = len(found) - len(followed)
    return (
        f"{told}; {number(lacking)} {'has' if lacking == 1 else 'have'} too few periods to tell."
        if lacking
        else f"{told}."
    )

"""Core20PLUS5: the clinical areas where NHS England asks for faster progress, each by the indicators that show it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.findings.brief.card_words import TREND_TOLD
from components.findings.clinical_areas import ClinicalArea, clinical_areas
from components.findings.finding import Finding, nothing_to_show
from components.findings.going_on import going_on
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.style.numbers import gap, number

QUESTION = "Where do we stand on Core20PLUS5?"
NO_DATA, NO_GAP = "no data here", "figures here, but not by these groups"
# A register says how many people live with something, which is neither better nor worse.
ONLY_NEED = "only how many have it, not how they fare"
# Areas that a dataset names itself, which the framework does not.
_ITS_OWN = "Named by this dataset"


@dataclass(frozen=True)
class AreaTile:
    """One clinical area: the indicator here with its largest gap, or, in `lacking`, why there is none."""

    area: ClinicalArea
    gap: IndicatorGap | None
    lacking: str = ""


def core20plus5_tiles(question: Question) -> tuple[AreaTile, ...]:
    """Every clinical area in the framework's order, then those that the dataset names itself."""
    found = core20plus5_gaps(question)
    tagged: dict[str, bool] = {}
    for each in going_on(question.dataset).values():
        if each.core20plus5:
            tagged[each.core20plus5] = tagged.get(each.core20plus5, False) or each.judged
    known = clinical_areas()
    own = sorted(set(tagged) - {area.tag for area in known})
    areas = (*known, *(ClinicalArea(tag, tag, _ITS_OWN) for tag in own))
    return tuple(
        AreaTile(area, found.get(area.tag), "" if area.tag in found else _lacking(area.tag, tagged)) for area in areas
    )


def _lacking(tag: str, tagged: Mapping[str, bool]) -> str:
    """Why an area would have no gap to show: `tagged` says of each area with an indicator whether one of them is judged."""
    if tag not in tagged:
        return NO_DATA
    return NO_GAP if tagged[tag] else ONLY_NEED


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
    tiles = core20plus5_tiles(question)
    frame = with_row(
        pd.DataFrame([_row(each) for each in tiles]),
        tag=f"{number(len(found))} of {number(len(tiles))} areas with a gap to show",
        gap=f"{NO_DATA}: {number(_absent(tiles))}",
        verdict=f"worse in {number(worse)}",
        trend=f"narrowing in {number(closing)}, cannot tell in {number(len(found) - len(followed))}",
    )
    heads = {
        "tag": "Core20PLUS5 area", "whom": "For", "indicator": "Indicator", "groups": "Groups compared", "gap": "Gap",
        "verdict": "Disadvantaged group is", "trend": "Gap is", "period": "Period",
    }  # fmt: skip
    return Finding(
        id="core20plus5",
        question=QUESTION,
        headline=_headline(worse, len(found)),
        sentence=f"{_closing_words(list(found.values()))}{_absent_words(tiles)}",
        table=Table(tuple(Column(key, label) for key, label in heads.items()), frame.fillna("")),
        how_to_read=(
            "Core20PLUS5 is NHS England's approach to health inequalities: the most deprived national fifth, locally "
            "chosen PLUS groups, and five clinical areas each for adults and for children, with smoking cessation across "
            "them. Each tile is the indicator here with the largest gap in that area; ‘no data here’ says that no indicator "
            "of this dataset is about it, not that all is well."
        ),
        method="beyond_chance",
        source="Framework: NHS England, Core20PLUS5." + question.synthetic_note,
        period="newest period of each indicator",
        names=("20", "5"),
    )


def _row(tile: AreaTile) -> dict[str, str]:
    about, found = {"tag": tile.area.name, "whom": tile.area.whom}, tile.gap
    if found is None:
        return about | {"gap": tile.lacking}
    return about | {
        "indicator": found.indicator.short_name,
        "groups": gap_ends(found),
        "gap": gap(found.gap.plain, found.unit) if found.gap.plain is not None else found.gap.reason,
        "verdict": found.verdict,
        "trend": TREND_TOLD.get(found.trend, found.trend),
        "period": found.period,
    }


def _absent(tiles: tuple[AreaTile, ...]) -> int:
    return sum(each.lacking == NO_DATA for each in tiles)


def _absent_words(tiles: tuple[AreaTile, ...]) -> str:
    absent = _absent(tiles)
    return f" For {number(absent)} of the {number(len(tiles))} areas there are no data here." if absent else ""


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

"""Where would better recording change most conclusions? Practices in the order of whom they could add to the record."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, WHOLE, everyone, lacks, newest_rows, source_of
from components.findings.records.completing import GapToSettle, gaps_to_settle, holding_at
from components.findings.records.fields import FIRST_FIELD
from components.findings.table import Column, Table
from components.style.colours import PLAIN
from components.style.dates import to_day
from components.style.numbers import COUNT, number, short

QUESTION = "Where would better recording change most conclusions?"
_NEEDS = "records of ethnic group counted by practice or neighbourhood, and gaps by ethnic group to be settled"
_DRAWN = 20


def practices_finding(question: Question) -> Finding:
    """Practices (else neighbourhoods) of the area in focus by how many people they could add, and what that settles."""
    gaps = gaps_to_settle(question, "ethnic_group")
    places = _places(question)
    if places is None or not any(one.unknown > 0 for one in gaps):
        return lacks(
            question, "records_practices", QUESTION, "Recording by practice", _NEEDS, method="recording_needed"
        )
    frame, level = _ranked(question, places, gaps)
    headline, sentence = _words(frame, gaps, level)
    return Finding(
        id="records_practices",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(frame, level),
        how_to_read=(
            f"Each {level} by the people whose ethnic group it has not recorded: the more there are, the more its record "
            f"could decide. The table says how many gaps by ethnic group would be certain once this {level} and all above it "
            "were complete. It takes the unknown of each indicator to be spread as all registered people of unknown group."
        ),
        method="recording_needed",
        source=source_of(question, " and ".join(sorted(set(places["source"])))),
        period=to_day(places["period_end"].max()),
        figure=_figure(frame.head(_DRAWN)),
        names=(question.area_name, *frame["name"], str(_DRAWN)),
        notice=f"The picture shows the first {_DRAWN}; the table has all {number(len(frame))}."
        if len(frame) > _DRAWN
        else "",
    )


def _places(question: Question) -> pd.DataFrame | None:
    """Rows of practices within the area in focus, else of its neighbourhoods; None where neither is counted."""
    rows = newest_rows(question, "recording")
    if rows is None:
        return None
    rows = everyone(rows[(rows["field"] == FIRST_FIELD) & (rows["status"] == "ok")])
    around = question.dataset.areas("neighbourhood")
    inside = set(
        around.index[(around["parent_code"] == question.selection.area) | (around.index == question.selection.area)]
    )
    inside = set(around.index) if question.is_whole_area else inside
    practices = question.dataset.areas("practice")
    # Practices of no neighbourhood are their place's, or the whole area's.
    within = {
        *inside,
        question.selection.area,
        *(question.dataset.areas("place").index if question.is_whole_area else ()),
    }
    own = set(practices.index[practices["parent_code"].isin(within)])
    for level, codes in (("practice", own), ("neighbourhood", inside)):
        found = rows[(rows["level"] == level) & rows["area_code"].isin(codes)]
        if len(found) > 1:
            return found
    return None


def _ranked(question: Question, places: pd.DataFrame, gaps: list[GapToSettle]) -> tuple[pd.DataFrame, str]:
    level = str(places["level"].iloc[0])
    unknown = places["not_stated"] + places["missing"]
    parents = question.dataset.areas(level)["parent_code"]
    frame = pd.DataFrame(
        {
            "area_code": places["area_code"],
            "name": places["area_code"].map(question.dataset.area_name),
            "within": places["area_code"].map(parents).map(question.dataset.area_name),
            "unknown": unknown,
            "share": 100 * unknown / places["people"],
        }
    ).sort_values(["unknown", "name"], ascending=[False, True], ignore_index=True)
    frame["together"] = 100 * frame["unknown"].cumsum() / frame["unknown"].sum()
    frame["settled"] = [holding_at(gaps, each / 100) for each in frame["together"]]
    frame.insert(0, "rank", range(1, len(frame) + 1))
    return frame, level


def _words(frame: pd.DataFrame, gaps: list[GapToSettle], level: str) -> tuple[str, str]:
    now = holding_at(gaps, 0.0)
    first = frame[frame["settled"] > now]
    start = frame["name"].iloc[0]
    if first.empty:
        return (
            f"Completing every {level}'s record would settle no more gaps by ethnic group",
            f"{start} has most people whose ethnic group is not known: {number(frame['unknown'].iloc[0])}.",
        )
    one = first.iloc[0]
    most = frame[frame["together"] >= 80].iloc[0]
    headline = (
        f"Begin with {start}: the {number(most['rank'])} {level}s listed first hold four fifths of what is missing"
    )
    sentence = (
        f"Completing the first {number(one['rank'])} makes {number(one['settled'])} of {number(len(gaps))} gaps by ethnic "
        f"group certain ({number(now) if now else 'none'} now); completing {number(most['rank'])}, {number(most['settled'])}."
    )
    return headline, sentence


def _table(frame: pd.DataFrame, level: str) -> Table:
    gaps_foot = frame.assign(of=f"of {level}s")
    return Table(
        (
            Column("rank", "Rank", COUNT),
            Column("name", level.capitalize()),
            Column("within", "In"),
            Column("unknown", "Ethnic group not known", COUNT),
            Column("share", "Not known (%)", SHARE),
            Column("together", "This and all above (% of what is missing)", WHOLE),
            Column("settled", "Gaps then certain", COUNT),
        ),
        gaps_foot,
    )


def _figure(frame: pd.DataFrame) -> go.Figure:
    rows = [
        DotRow(
            f"{row.rank}  {row.name}",
            (
                Dot(
                    row.unknown,
                    f"{row.name}, {row.within}: {number(row.unknown)} people ({short(row.share, SHARE)}); with all above "
                    f"{row.together:.0f}% of what is missing",
                    PLAIN,
                    size=15,
                    code=row.area_code,
                ),
            ),
        )
        for row in frame.itertuples(index=False)
    ]
    return dot_rows(rows, axis="people whose ethnic group is not known", row_height=26, zero=True)

"""Is the team a better partnership, and do people feel the difference? Survey waves of a pilot, first against last."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.pilots.rows import about_pilot, pilot_source, rows_of
from components.findings.question import Question
from components.findings.recording_rows import lacks
from components.findings.survey_waves import MARKS, shown_answers, survey_words, with_change
from components.findings.table import Column, Table, with_row
from components.style.colours import PAPER, PLAIN
from components.style.dates import day_words
from components.style.numbers import COUNT, PERCENT, interval, interval_cell, number, short, signed_gap
from data.contract.count_tables import FEWEST_ANSWERS
from data.contract.pilot_tables import STAFF_THEMES
from data.dataset.dataset import Dataset

TEAM_QUESTION = "Is the team becoming a better partnership?"
PEOPLE_QUESTION = "Do the people it serves feel the difference?"
# Whom: (id, question, subject of a headline, what a row is, what it would take).
_TOLD = {
    "staff": (
        "pilot_team",
        TEAM_QUESTION,
        "Team survey",
        "themes",
        "waves of the staff survey: asked, answered and agreed, by theme",
    ),
    "people": (
        "pilot_people",
        PEOPLE_QUESTION,
        "People it serves",
        "statements",
        "statements put to people served, in two or more waves: asked, answered and agreed",
    ),
}


def survey_changes(dataset: Dataset, pilot_id: str, respondents: str) -> pd.DataFrame | None:
    """One row a theme: the first and the last wave, and the change in percentage points, positive = better.

    Columns: theme, then first_ and last_ (wave_date, asked, answered, share, status), change, lower, upper and verdict, a
    key of MARKS. Waves with fewer than ten answers count as hidden. None where the pilot has no such survey.
    """
    rows = rows_of(dataset, "pilot_survey", pilot_id)
    rows = None if rows is None else rows[rows["respondents"] == respondents]
    if rows is None or rows.empty:
        return None
    rows = shown_answers(rows)
    ends = {
        name: rows[rows["wave_date"] == day].set_index("theme").add_prefix(f"{name}_")
        for name, day in (("first", rows["wave_date"].min()), ("last", rows["wave_date"].max()))
    }
    order = [theme for theme in STAFF_THEMES if theme in set(rows["theme"])] if respondents == "staff" else []
    themes = [*order, *sorted(set(rows["theme"]) - set(order))]
    frame = pd.concat(ends.values(), axis=1).reindex(themes).rename_axis("theme").reset_index()
    for name in ends:
        frame[f"{name}_status"] = frame[f"{name}_status"].fillna("missing")
    return with_change(frame, one_wave=bool(rows["wave_date"].nunique() == 1))


@about_pilot
def team_finding(question: Question, pilot_id: str) -> Finding:
    """The staff survey of a pilot's team by theme, first wave against last."""
    return _survey(question, pilot_id, "staff")


@about_pilot
def people_finding(question: Question, pilot_id: str) -> Finding:
    """What people served by a pilot said to each statement, first wave against last."""
    return _survey(question, pilot_id, "people")


def _survey(question: Question, pilot_id: str, respondents: str) -> Finding:
    id, asks, subject, kind, needs = _TOLD[respondents]
    frame = survey_changes(question.dataset, pilot_id, respondents)
    if frame is None:
        what = "A survey of the team" if respondents == "staff" else "What people served say"
        return lacks(question, id, asks, what, needs, method="gap")
    headline, sentence = _words(frame, subject, kind)
    dates = [day_words(frame[f"{wave}_wave_date"].dropna().iloc[0]) for wave in ("first", "last")]
    return Finding(
        id=id,
        question=asks,
        headline=headline,
        sentence=sentence,
        table=_table(frame, kind, dates),
        how_to_read=(
            f"Each row is one of the {kind}: the ring is the share of those who answered on {dates[0]} who agreed, the "
            f"square the share on {dates[1]}. The number is the change in percentage points, ▲ better or ▼ worse beyond "
            "chance; ● can be chance."
        ),
        method="gap",
        source=pilot_source(question),
        period=f"{dates[0]} and {dates[1]}",
        figure=_figure(frame, dates),
        hidden=_hidden(frame),
        caveats=(
            "Those who answer are not everybody, and largely the same people in each wave: they are counted here as though "
            "apart, which makes the interval wider than it need be, not narrower. People who left are not in the last wave.",
            f"{number(len(frame))} {kind} are tested: one in twenty would seem to change by chance alone.",
        ),
        verdict=_verdict(frame),
        names=("95%",),
    )


def _verdict(frame: pd.DataFrame) -> str:
    better, worse = ((frame["verdict"] == each).sum() for each in ("better", "worse"))
    if better and not worse:
        return "better"
    return "worse" if worse and not better else "unclear"


def _words(frame: pd.DataFrame, subject: str, kind: str) -> tuple[str, str]:
    headline = f"{subject}: {survey_words(frame, kind)}"
    answered, asked = frame["last_answered"].max(), frame["last_asked"].max()
    told = f"At the last wave {number(answered)} of {number(asked)} people answered." if pd.notna(answered) else ""
    shown = frame.dropna(subset=["change"])
    if shown.empty:
        once = (frame["verdict"] == "one wave").any()
        unsaid = "Too few people answered in one of the waves to show it."
        return headline, f"{told} A second wave will tell.".strip() if once else f"{unsaid} {told}".strip()
    most = shown.loc[shown["change"].idxmax()]
    least = shown.loc[shown["change"].idxmin()]
    ends = [short(most[f"{wave}_share"], PERCENT) for wave in ("first", "last")]
    moved = f"‘{most['theme']}’ moved most: from {ends[0]} to {ends[1]}, a change of "
    moved += f"{interval(most['lower'], most['upper'], PERCENT)} points."
    if least["verdict"] == "worse":
        moved += f" ‘{least['theme']}’ fell from {short(least['first_share'], PERCENT)} to "
        moved += f"{short(least['last_share'], PERCENT)}."
    return headline, f"{moved} {told}".strip()


def _table(frame: pd.DataFrame, kind: str, dates: list[str]) -> Table:
    frame = frame.assign(
        interval=[
            interval_cell(row.lower, row.upper, PERCENT) if pd.notna(row.lower) else "–" for row in frame.itertuples()
        ],
        told=frame["verdict"].map(MARKS),
    )
    of = number(len(frame))
    counted = {
        each: {
            "theme": f"{kind.capitalize()} that are {each}",
            "told": f"{number((frame['verdict'] == each).sum())} of {of}",
        }
        for each in ("better", "worse")
    }
    statuses = {
        f"{wave}_{name}_status": frame[f"{wave}_status"] for wave in ("first", "last") for name in ("share", "answered")
    }
    return Table(
        (
            Column("theme", kind.capitalize()[:-1]),
            Column("first_answered", f"Answered, {dates[0]}", COUNT),
            Column("first_share", f"Agreed (%), {dates[0]}", PERCENT),
            Column("last_asked", f"Asked, {dates[1]}", COUNT),
            Column("last_answered", f"Answered, {dates[1]}", COUNT),
            Column("last_share", f"Agreed (%), {dates[1]}", PERCENT),
            Column("change", "Change (percentage points)", PERCENT),
            Column("interval", "95% interval"),
            Column("told", "That is"),
        ),
        with_row(with_row(frame.assign(**statuses), **counted["better"]), **counted["worse"]),
    )


def _figure(frame: pd.DataFrame, dates: list[str]) -> go.Figure:
    rows = []
    for row in frame.itertuples():
        dots = []
        if pd.notna(row.first_share):
            words = f"{dates[0]}: {short(row.first_share, PERCENT)} of {number(row.first_answered)}"
            dots.append(Dot(row.first_share, words, PAPER, size=15))
        if pd.notna(row.last_share) and row.verdict != "one wave":
            change = f"{MARKS[row.verdict][0]} {signed_gap(row.change, PERCENT)}" if pd.notna(row.change) else ""
            words = f"{dates[1]}: {short(row.last_share, PERCENT)} of {number(row.last_answered)}"
            dots.append(Dot(row.last_share, words, PLAIN, label=change, symbol="square", size=15))
        absent = "" if dots else "hidden to protect confidentiality"
        rows.append(DotRow(str(row.theme), tuple(dots), absent=absent))
    axis = f"agreed:  ○ {dates[0]}   ■ {dates[1]}" if dates[0] != dates[1] else f"agreed on {dates[0]}"
    return dot_rows(rows, axis=axis, suffix="%", joined=True, row_height=50, left=300, zero=True, most=103)


def _hidden(frame: pd.DataFrame) -> str:
    n = int(((frame["first_status"] == "suppressed") | (frame["last_status"] == "suppressed")).sum())
    if not n:
        return ""
    return (
        f"{number(n)} of {number(len(frame))} are hidden to protect confidentiality: fewer than {number(FEWEST_ANSWERS)} "
        "people answered in one of the waves."
    )

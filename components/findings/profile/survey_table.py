"""The table and the picture of one team's survey: themes down, waves across, the first wave beside the last."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.profile.team_answers import TEAM_MARKS
from components.findings.table import Column, Table, with_row
from components.style.colours import PAPER, PLAIN
from components.style.dates import day_words
from components.style.numbers import COUNT, HIDDEN, PERCENT, interval_cell, number, short, signed_gap
from data.contract.pilot_tables import STAFF_THEMES

_BLOCKS = {True: "Six themes of the national guide", False: "Four more"}
# How far from the middle of its row a wave is drawn, so that the lines of two do not cover one another.
_APART = 0.17


def survey_table(rows: pd.DataFrame, changes: pd.DataFrame, waves: pd.DataFrame) -> Table:
    """One row a theme; under them how many of the team answered each time, and on how many themes it changed.

    rows: one team's of `team_answers`; changes and waves: what `team_changes` and `waves_of` make of them.
    """
    frame = changes.assign(
        of_team=[_limits(row.last_lower, row.last_upper) for row in changes.itertuples()],
        interval=[_limits(row.lower, row.upper) for row in changes.itertuples()],
        told=changes["verdict"].map(TEAM_MARKS),
    )
    by_wave = rows.set_index(["wave_date", "theme"])
    names, responses = [], {}
    for at, day in enumerate(waves.index):
        name = f"share_{at}"
        own = by_wave.loc[day].reindex(changes["theme"])
        frame[name], frame[f"{name}_status"] = own["share"].to_numpy(), own["status"].fillna("missing").to_numpy()
        names.append(Column(name, f"Agreed (%), {day_words(day)}", PERCENT))
        responses |= {name: 100 * waves.at[day, "response"], f"{name}_status": "suppressed"}
    of = number(len(changes))
    for each in ("better", "worse"):
        count = number((changes["verdict"] == each).sum())
        frame = with_row(frame, theme=f"Themes that are {each}", told=f"{count} of {of}")
    frame = with_row(frame, theme="Share of the team that answered", **responses)
    return Table(
        (
            Column("theme", "Theme"), *names,
            Column("last_asked", "Asked, last wave shown", COUNT), Column("last_answered", "Answered, last wave shown", COUNT),
            Column("of_team", "Whole team (%), last wave shown"),
            Column("change", "Change from first to last (percentage points)", PERCENT), Column("interval", "95% interval"),
            Column("told", "That is"),
        ),
        frame,
    )  # fmt: skip


def _limits(lower: float, upper: float) -> str:
    return interval_cell(lower, upper, PERCENT) if pd.notna(lower) else "–"


def survey_figure(changes: pd.DataFrame) -> go.Figure:
    """Each theme's first wave as a ring and its last as a square, with the limits of the whole team and the change."""
    rows, block = [], None
    for row in changes.itertuples():
        national = row.theme in STAFF_THEMES
        heading = "" if national == block else _BLOCKS[national]
        block = national
        dots = _dots(row)
        rows.append(DotRow(str(row.theme), tuple(dots), absent="" if dots else HIDDEN, heading=heading))
    twice = (changes["first_wave_date"] != changes["last_wave_date"]).any()
    axis = "agreed:  ○ first wave   ■ last wave" if twice else "agreed"
    return dot_rows(rows, axis=axis, suffix="%", row_height=50, left=310, zero=True, most=103)


def _dots(row: pd.Series) -> list[Dot]:
    """The waves of a theme that can be shown: none, one, or the first and the last."""
    if pd.isna(row.last_share):
        return []
    change = f"{TEAM_MARKS[row.verdict][0]} {signed_gap(row.change, PERCENT)}" if pd.notna(row.change) else ""
    twice = row.first_wave_date != row.last_wave_date
    last = Dot(
        row.last_share, _pointed(row.last_wave_date, row.last_share, row.last_answered), PLAIN, label=change,
        symbol="square", size=13, below=True, lower=row.last_lower, upper=row.last_upper, lift=_APART if twice else 0.0,
    )  # fmt: skip
    if not twice:
        return [last]
    first = Dot(
        row.first_share, _pointed(row.first_wave_date, row.first_share, row.first_answered), PAPER, size=13,
        lower=row.first_lower, upper=row.first_upper, lift=-_APART,
    )  # fmt: skip
    return [first, last]


def _pointed(day: pd.Timestamp, share: float, answered: float) -> str:
    return f"{day_words(day)}: {short(share, PERCENT)} of {number(answered)}"

"""The table and the picture of one team's survey: themes down, waves across, the first wave beside the last."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.profile.team_answers import TEAM_MARKS
from components.findings.table import Column, Table, with_row
from components.style.colours import PAPER, PLAIN, QUIET_INK
from components.style.dates import day_words
from components.style.numbers import COUNT, HIDDEN, PERCENT, interval_cell, number, short, signed_gap
from data.contract.pilot_tables import STAFF_THEMES

_BLOCKS = {True: "Six themes of the national guide", False: "Four more themes"}
# How far from the middle of its row a wave is drawn, so that the lines of two do not cover one another.
_APART = 0.17
_ENDS = 2


def survey_table(rows: pd.DataFrame, changes: pd.DataFrame, waves: pd.DataFrame, beside: dict[str, int]) -> Table:
    """One row a theme; under them how many of the team answered each time, and on how many themes it changed.

    rows: one team's of `team_answers`; changes and waves: what `team_changes` and `waves_of` make of them; beside: on how
    many indicators `of` all that are judged the neighbourhood is `worse` and `better` than those like it, or {}.
    """
    frame = changes.assign(
        of_team=[_limits(row.last_team_lower, row.last_team_upper) for row in changes.itertuples()],
        interval=[_limits(row.lower, row.upper) for row in changes.itertuples()],
        told=changes["verdict"].map(TEAM_MARKS),
    )
    by_wave = rows.set_index(["wave_date", "theme"])
    names: list[Column] = []
    responses: dict[str, object] = {}
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
    for each in ("worse", "better") if beside else ():
        told = f"{number(beside[each])} of {number(beside['of'])}"
        frame = with_row(
            frame, theme=f"Beside it: indicators on which the neighbourhood is {each} than those like it", told=told
        )
    return Table(
        (
            Column("theme", "Theme"), *names,
            Column("last_asked", "Asked, last wave shown", COUNT),
            Column("last_answered", "Answered, last wave shown", COUNT),
            Column("of_team", "Whole team that day (%), where four in five answered"),
            Column("change", "Change from first to last (percentage points)", PERCENT), Column("interval", "95% interval"),
            Column("told", "That is"),
        ),
        frame,
    )  # fmt: skip


def _limits(lower: float, upper: float) -> str:
    return interval_cell(lower, upper, PERCENT) if pd.notna(lower) else "–"


def survey_figure(rows: pd.DataFrame, changes: pd.DataFrame) -> go.Figure:
    """Each theme's first wave as a ring and its last as a square, each with its limits; those between as small dots."""
    shown = rows[rows["status"] == "ok"]
    drawn, block = [], None
    for row in changes.itertuples():
        national = row.theme in STAFF_THEMES
        heading = "" if national == block else _BLOCKS[national]
        block = national
        dots = _dots(row, shown[shown["theme"] == row.theme])
        drawn.append(DotRow(str(row.theme), tuple(dots), absent="" if dots else HIDDEN, heading=heading))
    twice = (changes["first_wave_date"] != changes["last_wave_date"]).any()
    axis = "agreed:  ○ first wave   ■ last wave" if twice else "agreed"
    if (shown["wave_date"].nunique()) > _ENDS:
        axis += "   • between"
    return dot_rows(drawn, axis=axis, suffix="%", row_height=46, left=310, zero=True, most=103)


def _dots(row: pd.Series, shown: pd.DataFrame) -> list[Dot]:
    """The waves of a theme that can be shown: none, one, or the first and the last with those between."""
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
    between = [
        Dot(each.share, _pointed(each.wave_date, each.share, each.answered), QUIET_INK, size=7)
        for each in shown.iloc[1:-1].itertuples()
    ]
    return [first, *between, last]


def _pointed(day: pd.Timestamp, share: float, answered: float) -> str:
    return f"{day_words(day)}: {short(share, PERCENT)} of {number(answered)}"

"""Where is a field most often empty? By deprivation, by neighbourhood, and by practice inside each neighbourhood."""

from collections.abc import Callable
from functools import lru_cache

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.charts.type_marks import bold
from components.findings.finding import Finding
from components.findings.outside import outside_notice
from components.findings.question import Question
from components.findings.recording_rows import SHARE, everyone, lacks, newest_rows, of_area, source_of
from components.findings.table import Column, Table
from components.style.colours import ACCENT, PLAIN, QUIET_INK, group_colour
from components.style.dates import to_day
from components.style.numbers import COUNT, number, short
from data.contract.vocabulary import DIMENSIONS, LEVEL_LABELS

QUESTION = "Where is it most often missing?"
_BY = "deprivation_quintile"


@lru_cache
def places_finding(field: str) -> Callable[[Question], Finding]:
    """The question of one field, the same function each time it is asked for."""

    def ask(question: Question) -> Finding:
        return _places(question, field)

    return ask


def _places(question: Question, field: str) -> Finding:
    rows = newest_rows(question, "recording")
    rows = None if rows is None else _with_share(rows[rows["field"] == field])
    if rows is None or rows["share"].notna().sum() == 0:
        needs = "counts of valid, not stated and missing records by practice and neighbourhood"
        return lacks(question, "records_places", QUESTION, "Recording by place", needs, method="value")
    around = question.dataset.areas("neighbourhood")
    people = everyone(rows)
    inside = people[(people["level"] == "neighbourhood") & people["area_code"].isin(_shown(question, around))]
    inside = inside.sort_values("share", ascending=False)
    practices = people[people["level"] == "practice"].assign(
        parent=lambda found: found["area_code"].map(question.dataset.areas("practice")["parent_code"])
    )
    practices = practices[practices["parent"].isin(inside["area_code"])]
    fifths = of_area(
        rows[(rows["dimension"] == _BY) & rows["group"].isin(DIMENSIONS[_BY].known_groups)], question.selection.area
    )
    frame = _frame(question, fifths.sort_values("group"), inside, practices.sort_values("share", ascending=False))
    headline, sentence = _words(field, frame)
    return Finding(
        id="records_places",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(frame),
        how_to_read=(
            "Further right, more people without a usable answer (not stated and missing together). In the lower rows the "
            "large mark is the neighbourhood, each small one a practice in it: a wide row means practices differ in how they "
            "ask, not in whom they serve."
        ),
        method="value",
        source=source_of(question, " and ".join(sorted(set(rows["source"])))),
        period=to_day((rows[rows["level"] != "practice"] if len(inside) else rows)["period_end"].max()),
        figure=_figure(question, fifths.sort_values("group"), inside, practices),
        notice=outside_notice(question.dataset),
        names=(field, question.area_name, *frame["name"]),
    )


def _with_share(rows: pd.DataFrame) -> pd.DataFrame:
    known = (rows["status"] == "ok") & (rows["people"] > 0)
    return rows.assign(
        unknown=(rows["not_stated"] + rows["missing"]).where(known),
        share=(100 * (rows["not_stated"] + rows["missing"]) / rows["people"]).where(known),
    )


def _shown(question: Question, around: pd.DataFrame) -> list[str]:
    """The neighbourhoods to list: those of the place in focus, else all."""
    of_place = around.index[around["parent_code"] == question.selection.area]
    return list(of_place if len(of_place) else around.index)


def _frame(question: Question, fifths: pd.DataFrame, inside: pd.DataFrame, practices: pd.DataFrame) -> pd.DataFrame:
    dataset = question.dataset
    parts = [
        fifths.assign(kind=DIMENSIONS[_BY].label, name=fifths["group"].map(DIMENSIONS[_BY].groups)),
        inside.assign(kind=LEVEL_LABELS["neighbourhood"], name=inside["area_code"].map(dataset.area_name)),
        practices.assign(kind=LEVEL_LABELS["practice"], name=practices["area_code"].map(dataset.area_name)),
    ]
    columns = ["kind", "name", "people", "valid", "not_stated", "missing", "unknown", "share", "status"]
    return pd.concat(parts, ignore_index=True)[columns]


def _table(frame: pd.DataFrame) -> Table:
    return Table(
        (
            Column("kind", "Of"),
            Column("name", "Name"),
            Column("people", "People registered", COUNT),
            Column("valid", "Known", COUNT),
            Column("not_stated", "Not stated", COUNT),
            Column("missing", "Missing", COUNT),
            Column("unknown", "Not known", COUNT),
            Column("share", "Not known (%)", SHARE),
        ),
        frame,
    )


def _words(field: str, frame: pd.DataFrame) -> tuple[str, str]:
    shown = frame.dropna(subset=["share"])
    areas = shown[shown["kind"] == LEVEL_LABELS["neighbourhood"]]
    practices, fifths = (shown[shown["kind"] == kind] for kind in (LEVEL_LABELS["practice"], DIMENSIONS[_BY].label))
    if areas.empty:
        return f"{field}: no neighbourhood's records are counted", "Only the whole area is loaded."
    worst = areas.iloc[0]
    headline = f"{field} is most often missing in {worst['name']}: {short(worst['share'], SHARE)} of people"
    said = []
    if len(practices) > 1:
        most, least = practices.iloc[0], practices.iloc[-1]
        said.append(
            f"Between practices it ranges from {short(least['share'], SHARE)} to {short(most['share'], SHARE)} "
            f"({most['name']}, {number(most['unknown'])} people)."
        )
    if len(fifths) > 1:
        said.append(
            f"In the most deprived fifth it is {short(fifths.iloc[0]['share'], SHARE)}, in the least deprived "
            f"{short(fifths.iloc[-1]['share'], SHARE)}."
        )
    return headline, " ".join(said) or "Neither practices nor deprivation fifths are loaded."


def _figure(question: Question, fifths: pd.DataFrame, inside: pd.DataFrame, practices: pd.DataFrame) -> go.Figure:
    rows = []
    for place, row in enumerate(fifths.itertuples()):
        colour = group_colour(_BY, row.group)
        dots = () if pd.isna(row.share) else (_dot(row.share, DIMENSIONS[_BY].label_of(row.group), colour, 17),)
        label = DIMENSIONS[_BY].label_of(row.group)
        rows.append(DotRow(label, dots, absent="" if dots else "hidden", heading="" if place else "By deprivation"))
    own = dict(iter(practices.groupby("parent")))
    for place, row in enumerate(inside.itertuples()):
        name = question.dataset.area_name(row.area_code)
        small = [
            Dot(
                each.share,
                f"{question.dataset.area_name(each.area_code)}: {short(each.share, SHARE)}",
                "#C3D0DA",
                size=9,
            )
            for each in own.get(row.area_code, practices.iloc[:0]).dropna(subset=["share"]).itertuples()
        ]
        focus = row.area_code == question.selection.area
        large = (
            [] if pd.isna(row.share) else [_dot(row.share, name, ACCENT if focus else PLAIN, 17, code=row.area_code)]
        )
        label = bold(name) if focus else name
        heading = "" if place else "By neighbourhood, with its practices"
        rows.append(DotRow(label, (*small, *large), absent="" if small or large else "hidden", heading=heading))
    return dot_rows(rows, axis="people without a usable answer", suffix="%", zero=True, row_height=29)


def _dot(value: float, name: str, colour: str, size: int, *, code: str = "") -> Dot:
    return Dot(value, f"{name}: {short(value, SHARE)}", colour or QUIET_INK, size=size, code=code)

"""Who is ill and on no register? People registered with a condition beside those expected to have it."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, lacks, newest_rows, of_area, one_in, source_of
from components.findings.table import Column, Table
from components.measures.records.case_finding import undiagnosed_share
from components.style.colours import PLAIN, group_colour
from components.style.dates import to_day
from components.style.numbers import COUNT, interval_cell, number, rounded_count, short
from data.contract.vocabulary import ALL, TOTAL

QUESTION = "Who is ill and on no register?"
_BY = "deprivation_quintile"
_NEEDS = (
    "how many people are expected to have each condition (a modelled estimate by age, sex and deprivation) beside the "
    "practice registers, best of all by deprivation fifth"
)


def registers_finding(question: Question) -> Finding:
    """The case-finding gap of each condition, by deprivation fifth where given, in the area in focus."""
    rows = newest_rows(question, "registers")
    here = None if rows is None else of_area(rows, question.selection.area)
    here = None if here is None else here[here["dimension"].isin([_BY, TOTAL])]
    if here is None or here["expected"].notna().sum() == 0:
        return _lacking(question)
    frame = _frame(question, here)
    headline, sentence, names = _words(question, frame)
    return Finding(
        id="records_registers",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=Table(
            (
                Column("condition", "Condition"),
                Column("label", "People"),
                Column("registered", "On a register", COUNT),
                Column("expected", "Expected", COUNT),
                Column("not_found", "On no register", COUNT),
                Column("share", "On no register (% of expected)", SHARE),
                Column("limits", "Between"),
                Column("told", "That is"),
            ),
            frame,
        ),
        how_to_read=(
            "Each dot is the share of people expected to have the condition who are on no register, darkest = most deprived. "
            "The expected number is a model's, not a count: its own limits are in the table, and a value below 0 means that "
            "more people are registered than it expects. Being on no register is a gap in finding people, not in them."
        ),
        method="case_finding",
        source=source_of(question, f"practice registers; expected from {here['expected_from'].iloc[0]}"),
        period=to_day(here["period_end"].max()),
        figure=_figure(frame),
        names=names,
        verdict="",
    )


def _lacking(question: Question) -> Finding:
    """Registers may be loaded as indicators of need without an expectation beside them: say which half is missing."""
    loaded = [each for each in question.dataset.indicators.values() if "register" in each.numerator.lower()]
    what = "How many people are expected to have each condition"
    if loaded:
        what = (
            f"Registers of {number(len(loaded))} conditions are loaded, but how many people are expected to be on them"
        )
    return lacks(question, "records_registers", QUESTION, what, _NEEDS, method="case_finding")


def _frame(question: Question, here: pd.DataFrame) -> pd.DataFrame:
    counts = [here[name].to_numpy(float) for name in ("registered", "expected", "expected_lower", "expected_upper")]
    found = undiagnosed_share(*counts)
    limits = [
        interval_cell(100 * low, 100 * high, SHARE) if np.isfinite(low) else "not given"
        for low, high in zip(found.lower, found.upper, strict=True)
    ]
    frame = here.assign(
        share=100 * found.estimate,
        limits=limits,
        not_found=here["expected"] - here["registered"],
        label=[_label(question, by, group) for by, group in zip(here["dimension"], here["group"], strict=True)],
        told=[one_in(each) if each > 0 else "–" for each in np.nan_to_num(found.estimate)],
    )
    whole = frame[frame["dimension"] == TOTAL].set_index("condition")["not_found"]
    order = frame["condition"].map(whole).fillna(0)
    return frame.assign(order=-order).sort_values(["order", "condition", "dimension", "group"], ignore_index=True)


def _label(question: Question, dimension: str, group: str) -> str:
    return "Everyone" if group == ALL else question.dataset.vocabulary[dimension].label_of(group)


def _words(question: Question, frame: pd.DataFrame) -> tuple[str, str, tuple[str, ...]]:
    where = "" if question.is_whole_area else f" in {question.area_name}"
    names = (question.area_name, *frame["condition"])
    total = frame[frame["group"] == ALL]
    first = str(frame["condition"].iloc[0])
    ends = frame[(frame["condition"] == first) & frame["group"].isin(["1", "5"])].set_index("group")
    own = total[total["condition"] == first]
    if not {"1", "5"} <= set(ends.index) or ends["share"].isna().any():
        one = own.iloc[0]
        headline = f"{first}: {one['told']} of those expected to have it{where} are on no register"
        sentence = f"{number(one['registered'])} people are registered and {number(one['expected'])} are expected."
        return headline, f"{sentence} By deprivation it is not loaded here.", names
    most, least = ends.loc["1"], ends.loc["5"]
    headline = (
        f"{first}: {most['told']} undiagnosed in the most deprived fifth{where}, {least['told']} in the least deprived"
    )
    count = (
        f" That is {rounded_count(own.iloc[0]['not_found'], question.hidden_to)} people in all on no register"
        if len(own)
        else ""
    )
    worse = _steeper(frame)
    told = rounded_count(own.iloc[0]["not_found"], question.hidden_to) if len(own) else ""
    sentence = (
        f"{short(most['share'], SHARE)} of those expected to have it, against {short(least['share'], SHARE)}.{count}. "
        f"The most deprived fifth has the larger share unfound for {number(worse[0])} of {number(worse[1])} conditions."
    )
    return headline, sentence, (*names, told, number(worse[0]), number(worse[1]))


def _steeper(frame: pd.DataFrame) -> tuple[int, int]:
    """For how many conditions the most deprived fifth has the larger share on no register, and of how many."""
    wide = frame[frame["group"].isin(["1", "5"])].pivot(index="condition", columns="group", values="share").dropna()
    return int((wide["1"] > wide["5"]).sum()), len(wide)


def _figure(frame: pd.DataFrame) -> go.Figure | None:
    rows = []
    for condition, part in frame.groupby("condition", sort=False):
        fifths = part[part["group"] != ALL].dropna(subset=["share"])
        dots = [
            Dot(
                row.share,
                f"{row.label}: {short(row.share, SHARE)} of those expected are on no register ({row.limits})",
                group_colour(_BY, row.group),
                label={"1": f"most deprived {row.share:.0f}%", "5": f"least {row.share:.0f}%"}.get(row.group, ""),
                size=18 if row.group in ("1", "5") else 13,
                symbol="square" if row.group == "1" else "circle",
            )
            for row in fifths.itertuples()
        ]
        if not dots:
            dots = [
                Dot(row.share, f"Everyone: {short(row.share, SHARE)}", PLAIN, label=short(row.share, SHARE), size=18)
                for row in part.dropna(subset=["share"]).itertuples()
            ]
        rows.append(DotRow(str(condition), tuple(dots), absent="" if dots else "hidden to protect confidentiality"))
    return dot_rows(
        rows, axis="expected to have it and on no register", suffix="%", joined=True, zero=True, row_height=56
    )

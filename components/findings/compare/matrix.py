"""How do these neighbourhoods differ, beyond chance? Every indicator side by side, each judged against the whole area."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from components.charts.comparison_matrix import MatrixCell, MatrixColumn, MatrixRow, comparison_matrix
from components.findings.compare.areas import compared_areas, proposal_words
from components.findings.compared_indicators import (
    AreaCell,
    ComparedIndicator,
    absent_cell,
    compared_indicators,
    label_with_unit,
    n_compared,
)
from components.findings.finding import Finding, nothing_to_show
from components.findings.outside import with_outside_notice
from components.findings.own_set import OwnSet, set_first
from components.findings.question import Question
from components.findings.standing import side_of
from components.findings.table import Column, Table
from components.findings.wording import hidden_words
from components.style.colours import COMPARISON_MARKS
from components.style.numbers import HIDDEN, NOT_COLLECTED, interval, number, short, with_unit
from data.contract.vocabulary import DOMAIN_LABELS

QUESTION = "How do these neighbourhoods differ, beyond chance?"
_NO_INTERVAL = "published without an interval, so chance cannot be judged"
_FOR_AGE = "adjusted for age"
OUR_SET = "Our set"


def compare_finding(question: Question, own: OwnSet | None = None) -> Finding:
    """The compared neighbourhoods on every indicator, grouped by domain, each cell judged against the whole area.

    Those of a board's `own` set stand first; what is marked is the same.
    """
    areas = compared_areas(question)
    found = compared_indicators(question.dataset, areas, question.selection.for_age)
    if own is not None:
        found = set_first(found, own, lambda each: each.indicator.id)
    heads = {each.indicator.id: _heading(each, own) for each in found}
    if not found or not n_compared(found):
        why = "No indicator of this dataset is given both for neighbourhoods and for the whole area."
        return nothing_to_show("compare_matrix", QUESTION, why, method="funnel", source=question.source)
    names = {code: question.dataset.area_name(code) for code in areas}
    counts = {code: _counts(found, code) for code in areas}
    headline, sentence = _words(names, counts)
    every = pd.concat([each.rows for each in found])
    return Finding(
        id="compare_matrix",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(question, found, names, counts, heads),
        how_to_read=(
            "Each row is an indicator at its newest period, each column a neighbourhood. ▼ is clearly worse and ▲ clearly "
            "better than the whole area; a doubled mark stands apart even from how neighbourhoods differ anyway. ↑ and ↓ are "
            f"higher and lower where neither is better, ● can be chance, and no mark is {_NO_INTERVAL}. On each indicator "
            "all neighbourhoods are judged together, so that about 1 in 20 of the marks at most is false. "
            "A mark says that places differ, not why: age, deprivation and recording differ too."
        ),
        method="funnel",
        source=_source(question),
        period="",
        figure=_figure(question, found, names, counts, heads),
        notice=with_outside_notice(_notice(found), question.dataset),
        caveats=(f"These neighbourhoods were proposed: {proposed}.",) if (proposed := proposal_words(question)) else (),
        hidden=hidden_words(every),
        names=(*names.values(),),
    )


def _heading(found: ComparedIndicator, own: OwnSet | None) -> str:
    """What an indicator stands under: the board's own set, else its domain."""
    return OUR_SET if own is not None and found.indicator.id in own.places else DOMAIN_LABELS[found.indicator.domain]


def _notice(found: list[ComparedIndicator]) -> str:
    """Which rows are adjusted for age, and what the others leave open."""
    if any(each.for_age for each in found):
        return (
            f"Rows marked ‘{_FOR_AGE}’ show what neighbourhoods would be at if they had the whole area's ages; all other "
            "rows, and every other area, are as counted: there, part of a difference may be age."
        )
    return "Not adjusted for age: part of how neighbourhoods differ may be that some are older."


def _counts(found: list[ComparedIndicator], code: str) -> dict[str, int]:
    """How many judged indicators a neighbourhood has a value of, and is worse and better on."""
    judged = [each.cells[code] for each in found if each.indicator.judged]
    shown = [cell.standing for cell in judged if not isnan(cell.value)]
    return {
        "of": len(shown),
        "worse": sum(side_of(each) == "worse" for each in shown),
        "better": sum(side_of(each) == "better" for each in shown),
    }


def _words(names: dict[str, str], counts: dict[str, dict[str, int]]) -> tuple[str, str]:
    most = max(counts, key=lambda code: (counts[code]["worse"], -counts[code]["better"]))
    best = max(counts, key=lambda code: (counts[code]["better"], -counts[code]["worse"]))
    told = [
        f"{names[code]}: clearly worse on {_count(each['worse'])}, better on {_count(each['better'])}"
        for code, each in counts.items()
    ]
    sentence = f"{'. '.join(told)}. Every other difference can be chance."
    if counts[most]["worse"]:
        return f"{_on(names, counts, most, 'worse')}", sentence
    if counts[best]["better"]:
        return f"{_on(names, counts, best, 'better')}, and none is worse", sentence
    return (
        "None of these neighbourhoods clearly differs from the whole area",
        "Every difference between them on these indicators can be chance.",
    )


def _count(of: int) -> str:
    return number(of) if of else "none"


def _on(names: dict[str, str], counts: dict[str, dict[str, int]], furthest: str, way: str) -> str:
    """Who is furthest, e.g. 'Ashdown is worse than the whole area on 9 of 24 indicators'; those who tie are all named."""
    most, of = counts[furthest][way], counts[furthest]["of"]
    tied = [names[code] for code, each in counts.items() if (each[way], each["of"]) == (most, of)]
    who = f"{tied[0]} is" if len(tied) == 1 else f"{', '.join(tied[:-1])} and {tied[-1]} are each"
    return f"{who} {way} than the whole area on {number(most)} of {number(of)} indicators"


def _source(question: Question) -> str:
    synthetic = question.synthetic_note
    return f"Source: each indicator's own, as on the Methods page.{synthetic}"


def _figure(
    question: Question,
    found: list[ComparedIndicator],
    names: dict[str, str],
    counts: dict[str, dict[str, int]],
    heads: dict[str, str],
) -> go.Figure:
    columns = [
        MatrixColumn(name, f"▼ {number(counts[code]['worse'])}  ▲ {number(counts[code]['better'])}")
        for code, name in names.items()
    ]
    columns.append(MatrixColumn("Whole area", comparator=True))
    country = any(each.country is not None for each in found)
    if country:
        columns.append(MatrixColumn(question.dataset.areas("country")["area_name"].iloc[0], comparator=True))
    rows, head = [], ""
    for each in found:
        if heads[each.indicator.id] != head:
            head = heads[each.indicator.id]
            rows.append(MatrixRow(head))
        cells = [_cell(each, each.cells[code]) for code in names]
        cells.append(
            MatrixCell(short(each.whole, each.unit), f"Whole area: {with_unit(each.whole, each.unit)}, {each.period}")
        )
        if country:
            cells.append(MatrixCell("–" if each.country is None else short(each.country, each.unit)))
        rows.append(MatrixRow(_label(each), tuple(cells), strong=each.indicator.id == question.selection.indicator))
    return comparison_matrix(rows, columns)


def _label(found: ComparedIndicator) -> str:
    name = label_with_unit(found)
    return f"{name} · {_FOR_AGE}" if found.for_age else name


def _cell(found: ComparedIndicator, cell: AreaCell) -> MatrixCell:
    if isnan(cell.value):
        return absent_cell(cell.status)
    told = with_unit(cell.value, found.unit)
    if isnan(cell.lower):
        return MatrixCell(short(cell.value, found.unit), f"{told}, {found.period}: {_NO_INTERVAL}")
    told = f"{told} ({interval(cell.lower, cell.upper, found.unit)}), {found.period}: {cell.standing}"
    return MatrixCell(short(cell.value, found.unit), told, cell.standing)


def _table(
    question: Question,
    found: list[ComparedIndicator],
    names: dict[str, str],
    counts: dict[str, dict[str, int]],
    heads: dict[str, str],
) -> Table:
    """One row an indicator, one column a neighbourhood, as the picture shows them; values with their marks are words."""
    frame = pd.DataFrame(
        {
            "domain": [heads[each.indicator.id] for each in found],
            "indicator": [_label(each) for each in found],
            "period": [each.period for each in found],
            **{code: [_told(each, code) for each in found] for code in names},
            "whole": [short(each.whole, each.unit) for each in found],
            "country": ["" if each.country is None else short(each.country, each.unit) for each in found],
        }
    )
    for key, label in (
        ("of", "Indicators judged"),
        ("worse", "Clearly worse"),
        ("better", "Clearly better"),
    ):
        frame.loc[len(frame)] = {
            "domain": "All",
            "indicator": label,
            **{code: number(counts[code][key]) for code in names},
        }
    columns = [Column("domain", "Domain"), Column("indicator", "Indicator"), Column("period", "Period")]
    columns += [Column(code, name) for code, name in names.items()]
    columns.append(Column("whole", "Whole area"))
    if any(each.country is not None for each in found):
        columns.append(Column("country", question.dataset.areas("country")["area_name"].iloc[0]))
    return Table(tuple(columns), frame)


def _told(found: ComparedIndicator, code: str) -> str:
    cell = found.cells[code]
    if isnan(cell.value):
        return HIDDEN if cell.status == "suppressed" else NOT_COLLECTED
    mark = "" if isnan(cell.lower) else COMPARISON_MARKS[cell.standing]
    return f"{mark} {short(cell.value, found.unit)}".strip()

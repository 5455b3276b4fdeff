"""Where does a neighbourhood differ from those like it? Every indicator, beside the pooled value of the like."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from components.charts.comparison_matrix import MatrixCell, MatrixColumn, MatrixRow, comparison_matrix
from components.findings.compared_indicators import absent_cell, label_with_unit
from components.findings.finding import Finding, nothing_to_show
from components.findings.outside import with_outside_notice
from components.findings.profile.beside_like import UNTOLD, BesideLike, beside_like, counts
from components.findings.profile.traits import FEWEST_PLACES, LIKE, like_places
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.wording import hidden_words
from components.style.numbers import HIDDEN, NOT_COLLECTED, number, short, signed_gap, with_unit
from data.contract.vocabulary import DOMAIN_LABELS

QUESTION = "Where does this neighbourhood differ from others like it?"


def against_like_finding(question: Question) -> Finding:
    """The neighbourhood in focus on every indicator, beside those like it; of the whole area, which one to choose."""
    dataset, area = question.dataset, question.selection.area
    if question.area_level != "neighbourhood":
        why = "This page is about one neighbourhood. Choose it under ‘Area’ above"
        return nothing_to_show("profile", QUESTION, f"{why}.", method="like_places", source=question.source)
    found = beside_like(dataset, area, question.selection.for_age)
    known = like_places(dataset)
    if not found or known is None:
        why = (
            f"It takes {number(FEWEST_PLACES)} neighbourhoods, and what is known of who lives in them, to say which are like "
            "this one."
        )
        return nothing_to_show("profile", QUESTION, why, method="like_places", source=question.source)
    told = counts(found)
    headline, sentence = _words(question.area_name, told)
    return Finding(
        id="profile",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(found, question.area_name, told),
        how_to_read=(
            f"Each row is an indicator. ‘Like it’ is the {number(LIKE)} neighbourhoods nearest to this one in who lives "
            "there, taken together. ▼ is worse and ▲ better than those beyond chance; doubled marks: by more, even, than "
            "neighbourhoods usually differ from those like them. ↑ and ↓ are higher and lower, where neither is better; ● "
            "may be chance. Of all the marks on the page at most about 1 in 20 is false (Benjamini–Hochberg)."
        ),
        method="like_places",
        source=f"Source: each indicator's own, as on the Methods page.{question.synthetic_note}",
        period="",
        figure=_figure(found, question.area_name, told),
        notice=with_outside_notice("", dataset),
        hidden=hidden_words(pd.DataFrame({"status": [each.status for each in found]})),
        caveats=(
            f"‘Like’ is by {_listed([each.lower() for each in known.traits])}, each counted the same. It says "
            "nothing of what else sets places apart: funding, housing, or how practices record.",
        ),
        verdict="worse" if told["worse"] else "better" if told["better"] else "unclear",
        names=(question.area_name, "1 in 20"),
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _words(name: str, told: dict[str, int]) -> tuple[str, str]:
    untold = f"For {number(told['untold'])} it cannot be told." if told["untold"] else ""
    of = number(told["of"])
    if not told["of"]:
        return f"We cannot tell how {name} differs from neighbourhoods like it", untold
    if not told["worse"] and not told["better"]:
        return f"{name} does as neighbourhoods like it do, as far as {of} indicators can tell", untold
    worse, better = number(told["worse"]), number(told["better"])
    if not told["worse"]:
        return f"{name} is better than neighbourhoods like it on {better} of {of} indicators, and worse on none", untold
    usual = "further off than neighbourhoods usually are from those like them"
    apart = f"On {number(told['apart'])} of these it is {usual}" if told["apart"] else f"On none of these is it {usual}"
    sentence = f"{apart}. It is better on {better}. Every other difference may be chance. {untold}".strip()
    return f"{name} is worse than neighbourhoods like it on {worse} of {of} indicators", sentence


def _figure(found: tuple[BesideLike, ...], name: str, told: dict[str, int]) -> go.Figure:
    columns = [
        MatrixColumn(name, f"▼ {number(told['worse'])}  ▲ {number(told['better'])}"),
        MatrixColumn("Like it", comparator=True),
        MatrixColumn("Whole area", comparator=True),
    ]
    rows, domain = [], ""
    for each in found:
        indicator, unit = each.compared.indicator, each.compared.unit
        if indicator.domain != domain:
            domain = indicator.domain
            rows.append(MatrixRow(DOMAIN_LABELS[domain]))
        like = "–" if isnan(each.like) else short(each.like, unit)
        cells = (_cell(each), MatrixCell(like), MatrixCell(short(each.compared.whole, unit)))
        rows.append(MatrixRow(label_with_unit(each.compared), cells))
    return comparison_matrix(rows, columns, than="those like it")


def _cell(each: BesideLike) -> MatrixCell:
    if isnan(each.value):
        return absent_cell(each.status)
    told = f"{with_unit(each.value, each.compared.unit)}, {each.compared.period}: {each.standing}"
    return MatrixCell(short(each.value, each.compared.unit), told, "" if each.standing == UNTOLD else each.standing)


def _table(found: tuple[BesideLike, ...], name: str, told: dict[str, int]) -> Table:
    frame = pd.DataFrame(
        [
            {
                "domain": DOMAIN_LABELS[each.compared.indicator.domain],
                "indicator": label_with_unit(each.compared),
                "period": each.compared.period,
                "here": _value(each),
                "like": "–" if isnan(each.like) else short(each.like, each.compared.unit),
                "difference": _difference(each),
                "standing": each.standing,
            }
            for each in found
        ]
    )
    rows = (("of", "Indicators judged"), ("worse", "Worse, beyond chance"), ("better", "Better, beyond chance"),
            ("apart", "Worse than is usual"), ("untold", "Cannot be told"))  # fmt: skip
    for key, label in rows:
        frame.loc[len(frame)] = {"domain": "All", "indicator": label, "here": number(told[key])}
    heads = {
        "domain": "Domain", "indicator": "Indicator", "period": "Period", "here": name, "like": "Like it",
        "difference": "Difference", "standing": f"{name} is",
    }  # fmt: skip
    return Table(tuple(Column(key, label) for key, label in heads.items()), frame.fillna(""))


def _value(each: BesideLike) -> str:
    if isnan(each.value):
        return HIDDEN if each.status == "suppressed" else NOT_COLLECTED
    return short(each.value, each.compared.unit)


def _difference(each: BesideLike) -> str:
    away = each.value - each.like
    return "–" if isnan(away) else signed_gap(away, each.compared.unit)

"""What people say of care, everyone together, beside England: for pages whose measures are not given by group."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.against_country import AGAINST_WORDS
from components.findings.everyone_values import EveryoneValue, everyone_values
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.several_sources import several_sources
from components.findings.table import Column, Table
from components.style.colours import COMPARISON, COMPARISON_MARKS, PAPER
from components.style.numbers import interval_cell, number, short, signed_gap
from data.contract.vocabulary import DOMAIN_LABELS


def surveyed_everyone_finding(question: Question, *, id: str, asks: str, domains: tuple[str, ...]) -> Finding:
    """Each surveyed measure of these domains with England's, furthest on the wrong side of it first."""
    shown = [each for each in everyone_values(question) if each.indicator.domain in domains and each.against]
    if not shown:
        why = "No measure of what people say is loaded for everyone here and for England of one period."
        return nothing_to_show(id, asks, why, method="against_country")
    shown.sort(key=_ahead)
    against = [each.against for each in shown]
    given = {each.indicator.domain for each in shown}
    called = " and ".join(DOMAIN_LABELS[domain].lower() for domain in domains if domain in given)
    first = shown[0]
    where = "" if question.is_whole_area else f"{question.area_name}: "
    return Finding(
        id=id,
        question=asks,
        headline=f"{where}{_headline(against, called)}",
        sentence=(
            f"{'Furthest below' if first.against == 'worse' else 'Lowest beside England'} is "
            f"{first.indicator.short_name}: {first.value_words}, {first.country_words} in England. Who fares worst cannot "
            "be told: these are of everyone together."
        ),
        table=_table(shown),
        how_to_read=(
            "Each line is one measure: the dot is everyone here with its 95% interval, the diamond is England; further right "
            "= better. All are judged together, so that at most 5% of what is called clear is chance. People who avoid "
            "services are the least likely to answer a survey, and an average can hide a gap."
        ),
        method="against_country",
        source=several_sources(question, (each.indicator for each in shown)),
        period="newest period of each measure",
        figure=_figure(shown),
        names=("95%", "5%", question.area_name, *(each.indicator.short_name for each in shown)),
        verdict=first.against if first.against in ("worse", "better") else "unclear",
    )


def _ahead(each: EveryoneValue) -> float:
    """How far the area is ahead of England, in the direction that is better; negative where it is behind."""
    away = each.value - (each.country or 0.0)
    return away if each.indicator.higher_is_better else -away


def _headline(against: list[str], called: str) -> str:
    every = f"{number(len(against))} measures of {called}"
    worse, better = against.count("worse"), against.count("better")
    if not worse and not better:
        return f"Not clearly different from England on any of {every}"
    if not worse:
        return f"Clearly better than England on {number(better)} of {every}, worse on none"
    return f"Clearly worse than England on {number(worse)} of {every}, better on {number(better)}"


def _table(shown: list[EveryoneValue]) -> Table:
    heads = {
        "indicator": "Measure",
        "here": "Everyone here",
        "interval": "95% interval",
        "country": "England",
        "gap": "Difference (percentage points)",
        "against": "Against England",
        "period": "Period",
    }
    rows = [
        {
            "indicator": each.indicator.short_name,
            "here": each.value_words,
            "interval": interval_cell(*each.limits, each.unit),
            "country": each.country_words,
            "gap": signed_gap(each.value - (each.country or 0.0), each.unit),
            "against": AGAINST_WORDS[each.against],
            "period": each.period,
        }
        for each in shown
    ]
    against = [each.against for each in shown]
    foot = {
        "indicator": f"{number(len(shown))} measures",
        "against": f"worse on {number(against.count('worse'))}, better on {number(against.count('better'))}",
    }
    frame = pd.DataFrame([*rows, foot]).fillna("")
    return Table(tuple(Column(key, label) for key, label in heads.items()), frame)


def _figure(shown: list[EveryoneValue]) -> go.Figure:
    rows = [
        DotRow(
            f"{COMPARISON_MARKS[each.against]} {each.indicator.short_name}",
            (
                Dot(
                    each.country or 0.0,
                    f"England: {each.country_words}",
                    PAPER,
                    # Named once, at the top, where a reader begins.
                    label="England" if each is shown[0] else "",
                    symbol="diamond",
                    size=12,
                    below=True,
                ),
                Dot(
                    each.value,
                    f"everyone here: {each.value_words}; England {each.country_words}",
                    COMPARISON[each.against],
                    label=short(each.value, each.unit),
                    size=15,
                    lower=each.limits[0],
                    upper=each.limits[1],
                ),
            ),
        )
        for each in shown
    ]
    return dot_rows(rows, axis="people who say so · ◇ England", suffix="%", joined=True, row_height=46, left=270)

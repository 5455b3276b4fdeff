"""Is each neighbourhood further from the whole area than chance would take it? The funnel, and how sure the ranks are."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel
from components.charts.funnel_plot import FunnelCurves, funnel_plot
from components.charts.ranking import ranking
from components.findings.age_adjusted import equivalent_people
from components.findings.age_words import areas_adjusted, areas_notice
from components.findings.compare.areas import compared_areas
from components.findings.finding import Finding, nothing_to_show
from components.findings.outside import with_outside_notice
from components.findings.question import Question
from components.findings.ranked_areas import judged_rows, ranked_areas, whole_area_value
from components.findings.standing import apart_either_way, area_spread, funnel_limits, side_of, stand_apart_words
from components.findings.table import Column, Table
from components.findings.targets import aims_of
from components.findings.wording import hidden_words, named
from components.measures.spread.funnel import widened_limits
from components.style.colours import COMPARISON_MARKS, TARGETS
from components.style.numbers import COUNT, HIDDEN, NOT_COLLECTED, number, short, with_unit

QUESTION = "Could chance explain it?"
_POINTS = 40
_ABSENT = {"suppressed": HIDDEN, "missing": NOT_COLLECTED}
# How each standing is said of an area in a headline, in the order in which they are told.
_SAID = {
    "worse": "worse",
    "higher": "higher",
    "better": "better",
    "lower": "lower",
    "similar": "no clear difference",
}


def funnel_finding(question: Question) -> Finding:
    """All neighbourhoods on the selected indicator against what chance allows, the compared ones named."""
    rows = ranked_areas(question)
    comparator = whole_area_value(question)
    shown = rows[rows["value"].notna()]
    if shown.empty or comparator is None:
        why = (
            f"{named(question)} is not given both for neighbourhoods and for the whole area in "
            f"{question.period or 'any period'}."
        )
        return nothing_to_show("compare_funnel", QUESTION, why, method="funnel", source=question.source)
    areas = [code for code in compared_areas(question) if code in shown.index]
    counted = shown[["numerator", "denominator"]].notna().all(axis=1) & (
        question.indicator.value_type in ("proportion", "rate")
    )
    headline, sentence = _words(question, shown, areas, comparator)
    return Finding(
        id="compare_funnel",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(question, rows, areas, comparator),
        how_to_read=_how_to_read(bool(counted.all())),
        method="funnel",
        source=question.source,
        period=question.period,
        figure=_funnel(question, shown, areas, comparator)
        if counted.all()
        else _ranked(question, rows, areas, comparator),
        notice=with_outside_notice(areas_notice(question), question.dataset),
        hidden=hidden_words(rows),
        caveats=tuple(
            each for each in (question.indicator.caveat, question.dataset.manifest.neighbourhood_basis) if each
        )
        + tuple(aim.terms for aim in aims_of(question, question.period_end.date())),
        names=("95%", "99.8%", question.indicator.short_name, question.unit.suffix, *rows["name"]),
    )


def _words(question: Question, shown: pd.DataFrame, areas: list[str], comparator: float) -> tuple[str, str]:
    if shown["lower"].isna().all():
        return (
            f"{question.indicator.short_name}: published without intervals, so we cannot tell",
            f"The whole area is at {with_unit(comparator, question.unit)}; whether chance explains the differences between "
            "neighbourhoods cannot be judged.",
        )
    said: dict[str, list[str]] = {}
    for code in areas:
        said.setdefault(side_of(shown.at[code, "standing"]), []).append(shown.at[code, "name"])
    told = [f"{words} in {_listed(said[each])}" for each, words in _SAID.items() if each in said]
    headline = (
        f"{question.indicator.short_name}: {'; '.join(told)}"
        if told
        else f"{question.indicator.short_name}: none shown"
    )
    ranks = [
        f"{shown.at[code, 'name']} {_places(shown.loc[code])}"
        for code in areas
        if pd.notna(shown.at[code, "rank_lower"])
    ]
    judged = shown[judged_rows(shown)]
    outside = int((judged["standing"] != "similar").sum())
    apart = int(apart_either_way(judged["standing"]).sum())
    sentence = (
        f"{number(outside)} of {number(len(judged))} neighbourhoods {'is' if outside == 1 else 'are'} clearly different from "
        f"the whole area, which is at {with_unit(comparator, question.unit)}. {stand_apart_words(apart)}"
    )
    if ranks:
        first = "best" if question.indicator.judged else _first_rank(question)
        sentence += f" Their true places (1 = {first}) could be: {'; '.join(ranks)}."
    return headline, sentence


def _places(row: pd.Series) -> str:
    """Between which places an area's true rank lies, e.g. '14 to 18', or '1' where it is sure."""
    low, high = number(row["rank_lower"]), number(row["rank_upper"])
    return low if low == high else f"{low} to {high}"


def _first_rank(question: Question) -> str:
    return "highest" if question.indicator.higher_is_better else "lowest"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _how_to_read(counted: bool) -> str:
    if not counted:
        return (
            "Counts are not published for this indicator, so there is no funnel: each value is shown with its own published "
            "interval, and is marked where that interval excludes the whole area's value. The place range is where the "
            "true rank lies, 95% sure."
        )
    return (
        "Further right is a larger neighbourhood. Chance, and the way neighbourhoods differ anyway, would leave 95 in 100 "
        "between the dotted lines and 998 in 1,000 between the solid ones; the thin lines are of chance alone. Where most "
        "lie outside those, real differences (age, deprivation, recording) are at work, not one bad place. Marks allow for "
        "how many places are judged, so one just outside a line may have none. The place range is where the true rank "
        "lies, 95% sure: ranges that overlap are no league table."
    )


def _funnel(question: Question, shown: pd.DataFrame, areas: list[str], comparator: float) -> go.Figure:
    # Where values are adjusted for age, so are the sizes: chance depends on the events expected.
    shown = shown.assign(denominator=equivalent_people(shown))
    sizes = shown["denominator"].to_numpy(float)
    span = (sizes.max() - sizes.min()) or sizes.max()
    grid = np.linspace(max(sizes.min() - 0.12 * span, sizes.min() * 0.5), sizes.max() + 0.12 * span, _POINTS)
    chance = funnel_limits(grid, comparator, question.indicator)
    spread = float(area_spread(shown, comparator, question.indicator).spread)
    limits = widened_limits(chance, spread, len(shown))
    return funnel_plot(
        shown.reset_index(names="code").assign(chosen=lambda found: found["code"].isin(areas)),
        FunnelCurves(
            grid,
            limits.lower_95,
            limits.upper_95,
            limits.lower_998,
            limits.upper_998,
            (chance.lower_95, chance.upper_95) if spread else None,
        ),
        comparator=comparator,
        unit=question.unit,
        size_words=f"size: {question.indicator.population_noun}",
        y_title=f"{question.indicator.short_name} ({question.unit.axis})",
        aims=[
            EndLabel(
                aim.value, f"{short(aim.value, question.unit)} {aim.whose} target", TARGETS[aim.whose], strong=True
            )
            for aim in aims_of(question, question.period_end.date())
        ],
    )


def _ranked(question: Question, rows: pd.DataFrame, areas: list[str], comparator: float) -> go.Figure:
    return ranking(
        rows.reset_index(names="code").assign(
            absent=lambda found: found["status"].map(_ABSENT), focus=lambda found: found["code"].isin(areas)
        ),
        unit=question.unit,
        reference=comparator,
        reference_words=f"whole area: {with_unit(comparator, question.unit)}",
    )


def _table(question: Question, rows: pd.DataFrame, areas: list[str], comparator: float) -> Table:
    unit = question.unit
    judged = judged_rows(rows)
    frame = rows.assign(
        chosen=["compared" if code in areas else "" for code in rows.index],
        said=[
            f"{COMPARISON_MARKS[each]} {each}" if there else ""
            for each, there in zip(rows["standing"], judged, strict=True)
        ],
        rank_range=[_places(row) if pd.notna(row["rank_lower"]) else "" for _, row in rows.iterrows()],
    ).reset_index(drop=True)
    outside = int((rows.loc[judged, "standing"] != "similar").sum())
    whole = {"name": f"{question.dataset.area_name(question.dataset.area_code)} (whole area)", "value": comparator}
    apart = int(apart_either_way(rows.loc[judged, "standing"]).sum())
    counts = [
        {"name": "Neighbourhoods clearly different", "said": f"{number(outside)} of {number(int(judged.sum()))}"},
        {"name": "… and apart from how they differ anyway", "said": number(apart)},
    ]
    counts = counts if judged.any() else []
    frame = pd.concat([frame, pd.DataFrame([whole, *counts])], ignore_index=True)
    first = "best" if question.indicator.judged else _first_rank(question)
    return Table(
        (
            Column("name", "Neighbourhood"),
            Column("chosen", "Compared here"),
            Column("value", f"Value ({unit.axis}{', adjusted for age' if areas_adjusted(question) else ''})", unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            Column("said", "Against the whole area"),
            Column("rank_range", f"Place could be (1 = {first})"),
            Column("denominator", f"Out of: {question.indicator.population_noun}", COUNT),
        ),
        frame,
    )

"""Is the inequality inside neighbourhoods or between them? The answer decides where to aim."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.inside_between import SYMBOLS, KeyMark, inside_between
from components.findings.age_adjusted import FACTOR
from components.findings.age_words import ADJUSTED, COUNTED, as_counted
from components.findings.compare.areas import compared_areas
from components.findings.fifths_by import is_deprivation
from components.findings.finding import Finding, nothing_to_show
from components.findings.outside import outside_notice
from components.findings.question import Question
from components.findings.ranked_areas import ranked_areas, whole_area_value
from components.findings.table import Column, Table
from components.findings.values import CONFIDENCE
from components.findings.wording import hidden_words, named
from components.measures.confidence import normal_multiplier
from components.measures.result import Measure
from components.measures.spread.theil import chance_parts, theil_split
from components.style.colours import PLAIN, group_colour
from components.style.numbers import COUNT, Unit, share
from data.contract.vocabulary import TOTAL

QUESTION = "Inside neighbourhoods, or between them?"
_INDEX = Unit("", "", 2)
# From this share on one side is called 'most'; where chance makes over half of what is seen, no share is given.
_MOST = 0.6
_MOST_CHANCE = 0.5
# A share estimated at nothing is not known to be nothing.
_LEAST = 0.004


class Part(NamedTuple):
    """One part of the inequality, chance taken out, with its limits."""

    size: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Split:
    """Theil's index and its parts after what chance alone adds is taken out; `seen` and `chance` are before.

    `between` and `within` are (estimate, lower, upper) with 95% limits.
    """

    seen: float
    chance: float
    between: Part
    within: Part

    @property
    def inside(self) -> float | None:
        """The share of the inequality inside neighbourhoods; None where chance could make most of what is seen."""
        within, between = (max(0.0, part.size) for part in (self.within, self.between))
        if within + between == 0 or self.chance > _MOST_CHANCE * self.seen:
            return None
        return min(max(within / (within + between), _LEAST), 1 - _LEAST)

    @property
    def larger(self) -> str:
        """'inside' or 'between', where one is larger beyond chance (their intervals do not meet); else ''."""
        if self.within.lower > self.between.upper:
            return "inside"
        return "between" if self.between.lower > self.within.upper else ""


def split_finding(question: Question) -> Finding:
    """The inequality between groups (or small areas), split exactly into inside and between neighbourhoods."""
    units, words = _units(question)
    if units[FACTOR].notna().any() and units.loc[units["value"].notna(), FACTOR].isna().any():
        # Values adjusted for age and values as counted cannot be set side by side: then all are as counted.
        question = as_counted(question)
        units, words = _units(question)
    usable = units[units["value"].notna() & units["lower"].notna() & (units["denominator"] > 0)]
    if (
        usable["area_code"].nunique() < 2
        or usable.groupby("area_code").size().max() < 2
        or (usable["value"] <= 0).all()
    ):
        why = (
            f"{named(question)} is not given with counts for groups or small areas inside neighbourhoods in "
            f"{question.period or 'any period'}. So we cannot tell how much lies inside them and how much between."
        )
        return nothing_to_show("compare_split", QUESTION, why, method="split", source=question.source)
    found = _split(usable)
    headline, sentence = _words(question, found, words)
    ranked = ranked_areas(question)
    return Finding(
        id="compare_split",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(question, usable, found, words),
        how_to_read=(
            f"Each row is a neighbourhood: the dots are its {words}, the upright mark everyone in it. Long rows are "
            "inequality inside; upright marks far apart are inequality between. The shares split Theil's index exactly, "
            "after taking out what chance alone would add with groups of these sizes; one part is called larger only where "
            "their 95% intervals do not meet."
        ),
        method="split",
        source=question.source,
        period=question.period,
        figure=_figure(question, usable, ranked, found, words),
        notice=" ".join(
            each
            for each in (
                ADJUSTED if units[FACTOR].notna().any() else COUNTED,
                question.notice,
                outside_notice(question.dataset),
            )
            if each
        ),
        hidden=hidden_words(units),
        caveats=question.caveats,
        names=(question.indicator.short_name, question.unit.suffix),
    )


def _units(question: Question) -> tuple[pd.DataFrame, str]:
    """What lies inside neighbourhoods, with its neighbourhood, mark and words: groups, else small areas."""
    by, dimension = question.selection.by, question.dimension
    names = question.dataset.areas("neighbourhood")["area_name"]
    rows = question.values(level="neighbourhood", by=by)
    rows = rows[rows["group"].isin(dimension.known_groups)]
    if by != TOTAL and rows["value"].notna().any():
        marks = _marks(question)
        return (
            rows.assign(
                colour=[marks[group].colour for group in rows["group"]],
                symbol=[marks[group].symbol for group in rows["group"]],
                label=rows["group"].map(dimension.groups),
                words=[
                    f"{names[area]}, {dimension.label_of(group)}"
                    for area, group in zip(rows["area_code"], rows["group"], strict=True)
                ],
            ),
            "fifths" if is_deprivation(dimension) else "groups",
        )
    # Whoever lives in no neighbourhood is neither inside one nor between two.
    small = question.dataset.areas("lsoa").drop(question.dataset.outside.index)
    rows = question.values(level="lsoa")
    rows = rows[rows["area_code"].isin(small.index)]
    labels = rows["area_code"].map(small["area_name"])
    parents = rows["area_code"].map(small["parent_code"])
    return rows.assign(colour=PLAIN, symbol="circle", label=labels, words=labels, area_code=parents), "small areas"


def _marks(question: Question) -> dict[str, KeyMark]:
    """Each known group's mark: circles for an ordered dimension, whose ramp tells them apart; else a symbol each."""
    dimension, symbols = question.dimension, list(SYMBOLS)
    apart = not dimension.ordered and len(dimension.known_groups) <= len(symbols)
    return {
        code: KeyMark(
            symbols[place] if apart else "circle", group_colour(question.selection.by, code), dimension.short_of(code)
        )
        for place, code in enumerate(dimension.known_groups)
    }


def _split(usable: pd.DataFrame) -> Split:
    value, people = usable["value"].to_numpy(float), usable["denominator"].to_numpy(float)
    # From the interval, not `se`: a group of ten at 100% has a standard error of 0 and yet is far from certain.
    error = ((usable["upper"] - usable["lower"]) / (2 * normal_multiplier(CONFIDENCE))).to_numpy(float)
    parents = pd.factorize(usable["area_code"])[0]
    seen = theil_split(value, people, parents, error, confidence=CONFIDENCE)
    chance = chance_parts(value, people, parents, error)
    return Split(
        seen=float(seen.total.estimate),
        chance=float(chance.between + chance.within),
        between=_without_chance(seen.between, chance.between),
        within=_without_chance(seen.within, chance.within),
    )


def _without_chance(part: Measure, added: np.ndarray) -> Part:
    return Part(*(float(limit - added) for limit in (part.estimate, part.lower, part.upper)))


def _words(question: Question, found: Split, words: str) -> tuple[str, str]:
    short = question.indicator.short_name
    if found.inside is None:
        return (
            f"{short}: we cannot tell what is inside neighbourhoods and what is between",
            f"The {words} inside neighbourhoods are so small that chance alone could make most of the differences seen.",
        )
    inside, between = share(found.inside), share(1 - found.inside)
    parts = f"{inside} lies between {words} of the same neighbourhood, {between} between neighbourhoods"
    if not found.larger:
        return (
            f"{short}: we cannot tell whether more of the inequality is inside neighbourhoods or between them",
            f"Our best estimate: {parts}. Chance alone could turn that round.",
        )
    one, other = ("inside", "between") if found.larger == "inside" else ("between", "inside")
    shares = {"inside": inside, "between": between}
    aim = {
        "inside": "Choosing some neighbourhoods would miss much of it: aim inside every one.",
        "between": "Choosing the neighbourhoods that stand out would reach much of it.",
    }
    much = max(found.inside, 1 - found.inside) >= _MOST
    headline = f"{short}: most of the inequality is {one} neighbourhoods, {shares[one]}"
    if not much:
        more = f"{short}: a little more of the inequality is {one} neighbourhoods ({shares[one]})"
        headline = f"{more} than {other} ({shares[other]})"
    return headline, f"{parts}. {aim[one]}"


def _figure(question: Question, usable: pd.DataFrame, ranked: pd.DataFrame, found: Split, words: str) -> go.Figure:
    areas = ranked[ranked.index.isin(usable["area_code"])]
    place = {code: row for row, code in enumerate(areas.index)}
    chosen, marks = (*compared_areas(question), question.selection.area), _marks(question)
    return inside_between(
        areas.reset_index(names="code").assign(strong=lambda each: each["code"].isin(chosen)),
        usable.assign(row=usable["area_code"].map(place)),
        inside_share=found.inside,
        unit=question.unit,
        reference=whole_area_value(question),
        units_words=words,
        key=list(marks.values()) if words != "small areas" and len(marks) <= len(SYMBOLS) else (),
    )


def _table(question: Question, usable: pd.DataFrame, found: Split, words: str) -> Table:
    unit, names = question.unit, question.dataset.areas("neighbourhood")["area_name"]
    frame = usable.assign(name=usable["area_code"].map(names)).sort_values(["name", "label"], ignore_index=True)
    inside = found.inside
    extra: list[dict[str, object]] = [
        {"label": "Inequality seen (Theil’s index × 1,000)", "index": found.seen, "share": ""},
        {"label": "of it, what chance alone would make", "index": found.chance, "share": ""},
    ]
    for label, part, portion in (
        ("Inside neighbourhoods, chance taken out", found.within, inside),
        ("Between neighbourhoods, chance taken out", found.between, None if inside is None else 1 - inside),
    ):
        told = "" if portion is None else share(portion)
        extra.append(
            {"label": label, "index": part.size, "index_lower": part.lower, "index_upper": part.upper, "share": told}
        )
    extra = [row | {"name": "All"} for row in extra]
    heading = "Small area" if words == "small areas" else question.dimension.label
    return Table(
        (
            Column("name", "Neighbourhood"),
            Column("label", heading),
            Column("value", f"Value ({unit.axis})", unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            Column("denominator", f"Out of: {question.indicator.population_noun}", COUNT),
            Column("index", "Theil’s index × 1,000", _INDEX),
            Column("index_lower", "its lower 95% limit", _INDEX),
            Column("index_upper", "its upper 95% limit", _INDEX),
            Column("share", "Share of the inequality"),
        ),
        pd.concat([frame, pd.DataFrame(extra)], ignore_index=True),
    )

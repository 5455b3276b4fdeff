"""What a map of the area shows: one colour for each area, hidden ones marked, and the key that names them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.findings.outside import outside_neighbourhoods
from components.findings.question import Question
from components.findings.ranked_areas import judged_rows, ranked_areas
from components.style.colours import (
    BIVARIATE,
    COMPARISON,
    COMPARISON_MARKS,
    DEPRIVATION,
    MISSING,
    OUTSIDE,
    SUPPRESSED,
    VALUE_CLASSES,
)
from components.style.numbers import HIDDEN, NOT_COLLECTED, number, with_unit
from data.contract.periods import period_code, period_label
from data.contract.vocabulary import DIMENSIONS, LEVEL_LABELS

_CLASSES = len(VALUE_CLASSES)
_UNTOLD = "These figures come without intervals, so the map shows the values and not which differences are clear."


@dataclass(frozen=True)
class KeyEntry:
    """One line of a map's key: a colour (or hatching; `outside` where its lines lean the other way) and what it means."""

    colour: str
    words: str
    hatched: bool = False
    outside: bool = False


@dataclass(frozen=True)
class AreaMap:
    """Colours and hatching in the order of `codes`, with the key, a title, a note in words and the code of
    the period shown (both may be ''). `square` is a two-way map's key: colours by row, worst at the top.."""

    codes: tuple[str, ...]
    colours: tuple[str, ...]
    hatched: tuple[bool, ...]
    key: tuple[KeyEntry, ...]
    title: str
    note: str = ""
    period: str = ""
    square: tuple[tuple[str, ...], ...] = ()


def area_map(question: Question) -> AreaMap:
    """The map of the selected level and view; falls back to deprivation where the indicator has no small areas.

    Who lives in no neighbourhood is named in the key: on a map of small areas they have colours of their own.
    """
    made = _area_map(question)
    outside = outside_neighbourhoods(question.dataset)
    if question.selection.level == "lsoa":
        told = "Small areas in no neighbourhood are coloured like the others."
        return replace(made, note=f"{made.note} {told}".strip()) if outside else made
    entries = [KeyEntry(OUTSIDE, f"{each.label}: {number(each.people)} people", outside=True) for each in outside]
    return replace(made, key=(*made.key, *entries))


def _area_map(question: Question) -> AreaMap:
    level, view = question.selection.level, question.selection.view
    codes = tuple(question.dataset.geometry(level).index)
    shown = shown_period(question, level)
    if view == "deprivation":
        return _deprivation_map(question, level, codes)
    if shown is None:
        why = (
            f"{question.indicator.short_name} is not published for {LEVEL_LABELS[level].lower()}: deprivation is shown."
        )
        return _deprivation_map(question, level, codes, note=why)
    end, label = shown
    note = "" if end == question.period_end else f"The newest figures at this level are for {label}."
    question = Question(question.dataset, replace(question.selection, period=period_code(end)))
    rows = ranked_areas(question, level).reindex(codes)
    if view == "both":
        fill, key = _both(question, level, codes, rows)
        title = f"Deprivation and {question.indicator.short_name} together, {label}"
    else:
        if view == "compared" and not judged_rows(rows).any() and rows["value"].notna().any():
            # One grey would say that no place is different: without intervals nobody can tell.
            view, note = "value", f"{note} {_UNTOLD}".strip()
        fill, key = _compared(question, rows) if view == "compared" else _valued(question, rows)
        title = f"{question.indicator.name}, {label}"
    made = _finished(codes, rows, fill, key, title, note, period_code(end))
    return replace(made, square=BIVARIATE[::-1]) if view == "both" else made


def shown_period(question: Question, level: str) -> tuple[pd.Timestamp, str] | None:
    """The period a level is shown for: the selected one, else the newest before it that the level has, else its oldest.

    None when the indicator is not given at this level.
    """
    found = question.dataset.periods(question.indicator.id, level=level)
    if found.empty:
        return None
    earlier = found[found["period_end"] <= question.period_end] if question.selection.period else found
    row = earlier.iloc[-1] if len(earlier) else found.iloc[0]
    return row["period_end"], period_label(row["period_start"], row["period_end"])


def _finished(
    codes: tuple[str, ...],
    rows: pd.DataFrame,
    fill: pd.Series,
    key: list[KeyEntry],
    title: str,
    note: str,
    period: str,
) -> AreaMap:
    hidden, missing = rows["status"] == "suppressed", rows["status"] == "missing"
    fill = fill.mask(rows["value"].isna(), MISSING).mask(hidden, SUPPRESSED)
    if hidden.any():
        key = [*key, KeyEntry(SUPPRESSED, HIDDEN, hatched=True)]
    if missing.any():
        key = [*key, KeyEntry(MISSING, NOT_COLLECTED)]
    return AreaMap(codes, tuple(fill), tuple(hidden), tuple(key), title, note, period)


def _compared(question: Question, rows: pd.DataFrame) -> tuple[pd.Series, list[KeyEntry]]:
    one, other = ("worse", "better") if question.indicator.judged else ("higher", "lower")
    words = {
        f"much {one}": f"{one} than the whole area, and apart from the rest",
        one: f"clearly {one} than the whole area",
        "similar": "no clear difference",
        other: f"clearly {other}",
        f"much {other}": f"{other}, and apart from the rest",
    }
    key = [KeyEntry(COMPARISON[each], f"{COMPARISON_MARKS[each]} {told}") for each, told in words.items()]
    return rows["standing"].map(COMPARISON), key


def _class_of(values: pd.Series, n_classes: int) -> tuple[pd.Series, np.ndarray]:
    """Equal-count classes 0…n−1 from low to high, empty where there is no value, and their edges (one class at least)."""
    known = values.dropna()
    edges = np.unique(np.quantile(known, np.linspace(0, 1, n_classes + 1))) if len(known) else np.array([0.0])
    edges = np.repeat(edges, 2) if len(edges) == 1 else edges
    places = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    return pd.Series(places, index=values.index).where(values.notna()), edges


def _valued(question: Question, rows: pd.DataFrame) -> tuple[pd.Series, list[KeyEntry]]:
    places, edges = _class_of(rows["value"], _CLASSES)
    ramp = list(VALUE_CLASSES[: len(edges) - 1] if len(edges) - 1 < _CLASSES else VALUE_CLASSES)
    if question.indicator.higher_is_better:
        ramp = ramp[::-1]
    decimals = question.unit.decimals
    key = [
        KeyEntry(colour, f"{number(low, decimals)} to {with_unit(high, question.unit)}")
        for colour, low, high in zip(ramp, edges[:-1], edges[1:], strict=True)
    ]
    return places.map(dict(enumerate(ramp))), key


def _deprivation_map(question: Question, level: str, codes: tuple[str, ...], note: str = "") -> AreaMap:
    areas = question.dataset.areas(level).reindex(codes)
    version = question.dataset.manifest.imd_version
    if level == "lsoa":
        fifths = areas["imd_quintile"]
        fill = fifths.map({float(code): colour for code, colour in DEPRIVATION.items()})
        labels = DIMENSIONS["deprivation_quintile"].groups
        key = [KeyEntry(colour, labels[code]) for code, colour in DEPRIVATION.items()]
        title = f"Deprivation of small areas: national fifths, {version}"
    else:
        shares = 100 * _deprived_share(areas)
        places, edges = _class_of(shares, len(DEPRIVATION))
        ramp = list(DEPRIVATION.values())[::-1][: len(edges) - 1]
        fill = places.map(dict(enumerate(ramp)))
        key = [
            KeyEntry(colour, f"{number(low)}–{number(high)}% of residents in the most deprived national fifth")
            for colour, low, high in zip(ramp, edges[:-1], edges[1:], strict=True)
        ]
        title = f"Deprivation of neighbourhoods, {version}"
    if fill.isna().any():
        key = [*key, KeyEntry(MISSING, "deprivation not known")]
    return AreaMap(codes, tuple(fill.fillna(MISSING)), (False,) * len(codes), tuple(key), title, note)


def _both(
    question: Question, level: str, codes: tuple[str, ...], rows: pd.DataFrame
) -> tuple[pd.Series, list[KeyEntry]]:
    areas = question.dataset.areas(level).reindex(codes)
    need = areas["imd_rank"].mul(-1) if level == "lsoa" else _deprived_share(areas)
    worse = rows["value"].mul(-1 if question.indicator.higher_is_better else 1)
    across, _ = _class_of(need, 3)
    up, _ = _class_of(worse, 3)
    known = up.notna() & across.notna()
    fill = pd.Series(MISSING, index=rows.index)
    fill[known] = [BIVARIATE[int(u)][int(a)] for u, a in zip(up[known], across[known], strict=True)]
    key = [
        KeyEntry(BIVARIATE[2][2], "most deprived third and worst third"),
        KeyEntry(BIVARIATE[2][0], "least deprived third, worst third"),
        KeyEntry(BIVARIATE[0][2], "most deprived third, best third"),
    ]
    if across.isna().any():
        key.append(KeyEntry(MISSING, "deprivation not known"))
    return fill, key


def _deprived_share(areas: pd.DataFrame) -> pd.Series:
    """Each area's share of residents in the most deprived national fifth, empty where the dataset does not say."""
    return areas.get("share_most_deprived_fifth", pd.Series(np.nan, index=areas.index))

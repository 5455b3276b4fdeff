"""What a map of the area shows: one colour for each area, hidden ones marked, and the key that names them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.question import Question
from components.findings.where import ranked_areas
from components.style.colours import (
    BIVARIATE,
    COMPARISON,
    COMPARISON_MARKS,
    DEPRIVATION,
    MISSING,
    SUPPRESSED,
    VALUE_CLASSES,
)
from components.style.numbers import HIDDEN, NOT_COLLECTED, number
from data.contract.vocabulary import DIMENSIONS

_CLASSES = len(VALUE_CLASSES)


@dataclass(frozen=True)
class KeyEntry:
    """One line of a map's key: a colour (or hatching) and what it means."""

    colour: str
    words: str
    hatched: bool = False


@dataclass(frozen=True)
class AreaMap:
    """Colours and hatching in the order of `codes`, with the key, a title and a note in words (may be '')."""

    codes: tuple[str, ...]
    colours: tuple[str, ...]
    hatched: tuple[bool, ...]
    key: tuple[KeyEntry, ...]
    title: str
    note: str = ""


def area_map(question: Question) -> AreaMap:
    """The map of the selected level and view; falls back to deprivation where the indicator has no small areas."""
    level, view = question.selection.level, question.selection.view
    codes = tuple(question.dataset.geometry(level).index)
    if view == "deprivation":
        return _deprivation_map(question, level, codes)
    rows = ranked_areas(question, level).reindex(codes)
    if rows["value"].notna().sum() == 0:
        why = f"{question.indicator.short_name} is not published at this level for {question.period}: deprivation is shown."
        return _deprivation_map(question, level, codes, note=why)
    if view == "both":
        return _both_map(question, level, codes, rows)
    fill, key = _compared(rows) if view == "compared" else _valued(question, rows)
    return _finished(question, codes, rows, fill, key, f"{question.indicator.name}, {question.period}")


def _finished(question, codes, rows, fill: pd.Series, key: list[KeyEntry], title: str) -> AreaMap:
    hidden, missing = rows["status"] == "suppressed", rows["status"] == "missing"
    fill = fill.mask(rows["value"].isna(), MISSING).mask(hidden, SUPPRESSED)
    if hidden.any():
        key = [*key, KeyEntry(SUPPRESSED, HIDDEN, hatched=True)]
    if missing.any():
        key = [*key, KeyEntry(MISSING, NOT_COLLECTED)]
    return AreaMap(codes, tuple(fill), tuple(hidden), tuple(key), title)


def _compared(rows: pd.DataFrame) -> tuple[pd.Series, list[KeyEntry]]:
    words = {
        "much worse": "much worse than the whole area (99.8%)",
        "worse": "worse (95%)",
        "similar": "no different beyond chance",
        "better": "better (95%)",
        "much better": "much better (99.8%)",
    }
    key = [KeyEntry(COMPARISON[each], f"{COMPARISON_MARKS[each]} {words[each]}") for each in COMPARISON]
    return rows["standing"].map(COMPARISON), key


def _class_of(values: pd.Series, n_classes: int) -> tuple[pd.Series, np.ndarray]:
    """Equal-count classes 0…n−1 from low to high, and their edges."""
    edges = np.unique(np.nanquantile(values, np.linspace(0, 1, n_classes + 1)))
    places = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, max(len(edges) - 2, 0))
    return pd.Series(places, index=values.index), edges


def _valued(question: Question, rows: pd.DataFrame) -> tuple[pd.Series, list[KeyEntry]]:
    places, edges = _class_of(rows["value"], _CLASSES)
    ramp = list(VALUE_CLASSES[: len(edges) - 1] if len(edges) - 1 < _CLASSES else VALUE_CLASSES)
    if question.indicator.higher_is_better:
        ramp = ramp[::-1]
    decimals = question.unit.decimals
    key = [
        KeyEntry(colour, f"{number(low, decimals)} to {number(high, decimals)} {question.unit.suffix.strip()}".strip())
        for colour, low, high in zip(ramp, edges[:-1], edges[1:], strict=True)
    ]
    return places.map(dict(enumerate(ramp))), key


def _deprivation_map(question: Question, level: str, codes: tuple[str, ...], note: str = "") -> AreaMap:
    areas = question.dataset.areas(level).reindex(codes)
    version = question.dataset.manifest.imd_version
    if level == "lsoa":
        fifths = areas["imd_quintile"]
        fill = fifths.map({float(code): colour for code, colour in DEPRIVATION.items()}).fillna(MISSING)
        labels = DIMENSIONS["deprivation_quintile"].groups
        key = [KeyEntry(colour, labels[code]) for code, colour in DEPRIVATION.items()]
        title = f"Deprivation of small areas: national fifths, {version}"
    else:
        shares = 100 * areas["share_most_deprived_fifth"]
        places, edges = _class_of(shares, len(DEPRIVATION))
        ramp = list(DEPRIVATION.values())[::-1][: len(edges) - 1]
        fill = places.map(dict(enumerate(ramp)))
        key = [
            KeyEntry(colour, f"{number(low)}–{number(high)}% of residents in the most deprived national fifth")
            for colour, low, high in zip(ramp, edges[:-1], edges[1:], strict=True)
        ]
        title = f"Deprivation of neighbourhoods, {version}"
    return AreaMap(codes, tuple(fill), (False,) * len(codes), tuple(key), title, note)


def _both_map(question: Question, level: str, codes: tuple[str, ...], rows: pd.DataFrame) -> AreaMap:
    areas = question.dataset.areas(level).reindex(codes)
    need = areas["imd_rank"].mul(-1) if level == "lsoa" else areas["share_most_deprived_fifth"]
    worse = rows["value"].mul(-1 if question.indicator.higher_is_better else 1)
    across, _ = _class_of(need, 3)
    up, _ = _class_of(worse, 3)
    fill = pd.Series([BIVARIATE[u][a] for u, a in zip(up, across, strict=True)], index=rows.index)
    key = [
        KeyEntry(BIVARIATE[2][2], "most deprived third and worst third"),
        KeyEntry(BIVARIATE[0][2], "most deprived third, best third"),
        KeyEntry(BIVARIATE[2][0], "least deprived third, worst third"),
        KeyEntry(BIVARIATE[1][1], "middle of both"),
        KeyEntry(BIVARIATE[0][0], "least deprived third and best third"),
    ]
    title = f"Deprivation and {question.indicator.short_name} together, {question.period}"
    return _finished(question, codes, rows, fill, key, title)

"""What pointing at an area of a map says: every indicator and period in words, so that they travel with the shapes once."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR, observed
from components.findings.values import typical_value, unit_of, with_values
from components.style.numbers import HIDDEN, NOT_COLLECTED, short, with_unit
from data.contract.periods import period_code
from data.dataset.dataset import Dataset

_ABSENT = {"suppressed": HIDDEN, "missing": NOT_COLLECTED}


def property_names(dataset: Dataset, level: str) -> dict[tuple[str, str], str]:
    """The served property ('w0', 'w1', …) of each indicator and period (its code) that a level has."""
    found = dataset.coverage
    found = found[(found["level"] == level) & (found["dimension"] == "total")]
    pairs = [(row.indicator_id, period_code(row.period_end)) for row in found.itertuples()]
    return {pair: f"w{place}" for place, pair in enumerate(dict.fromkeys(pairs))}


def map_words(dataset: Dataset, level: str) -> Mapping[str, list[str]]:
    """For each served property of a level, one text an area in the order of the level's shapes."""
    codes = dataset.geometry(level).index
    names = property_names(dataset, level)
    words: dict[str, list[str]] = {}
    for indicator in {indicator: None for indicator, _ in names}:
        definition = dataset.indicators[indicator]
        rows, adjusted = (
            with_values(observed(dataset, indicator, adjusted=each, level=level), definition) for each in (False, True)
        )
        unit = unit_of(definition, typical_value(rows))
        shown = [
            with_unit(value, unit) if pd.notna(value) else _ABSENT.get(status, NOT_COLLECTED)
            for value, status in zip(rows["value"], rows["status"], strict=True)
        ]
        if adjusted[FACTOR].notna().any():
            # The shapes are served once, whichever of the two a page shows.
            both = zip(shown, rows["value"].notna(), adjusted["value"], strict=True)
            shown = [f"{told}; adjusted for age {short(value, unit)}" if there else told for told, there, value in both]
        places = codes.get_indexer(rows["area_code"])
        which, ends = pd.factorize(rows["period_end"])
        texts = np.full((len(ends), len(codes)), NOT_COLLECTED, dtype=object)
        texts[which[places >= 0], places[places >= 0]] = np.array(shown, dtype=object)[places >= 0]
        words |= {names[indicator, period_code(end)]: told.tolist() for end, told in zip(ends, texts, strict=True)}
    return words

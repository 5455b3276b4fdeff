"""Answers of a survey in waves: what may be shown of each, and whether the last differs from the first beyond chance."""

import numpy as np
import pandas as pd

from components.measures.values.gap import proportion_difference
from components.measures.values.proportion import proportion
from components.style.numbers import number
from data.contract.count_tables import FEWEST_ANSWERS

MARKS = {
    "better": "▲ better, beyond chance",
    "worse": "▼ worse, beyond chance",
    "unclear": "● can be chance",
    "one wave": "? asked once only",
    "hidden": "? too few answers to show",
}


def shown_answers(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a survey with `share`, the percentage of those who answered that agreed; under ten answers count as hidden."""
    few = (rows["status"] == "ok") & (rows["answered"] < FEWEST_ANSWERS)
    rows = rows.assign(status=rows["status"].mask(few, "suppressed"))
    rows.loc[rows["status"] != "ok", ["answered", "favourable"]] = np.nan
    return rows.assign(share=100 * proportion(rows["favourable"].to_numpy(), rows["answered"].to_numpy()).estimate)


def with_change(frame: pd.DataFrame, *, one_wave: bool) -> pd.DataFrame:
    """A row a theme, with first_ and last_ favourable, answered and status, and the change between them as well.

    change, lower, upper in percentage points, positive = more agree (Newcombe's interval: two surveys of people drawn
    apart); verdict, a key of MARKS, of each theme by itself.
    """
    counts = [
        frame[f"{wave}_{name}"].to_numpy(float) for wave in ("first", "last") for name in ("favourable", "answered")
    ]
    found = proportion_difference(*counts, higher_is_better=True)
    lower, upper = 100 * found.lower, 100 * found.upper
    verdict = np.select([lower > 0, upper < 0, found.defined], ["better", "worse", "unclear"], "hidden").astype(object)
    absent = (frame["first_status"] == "missing") | (frame["last_status"] == "missing")
    verdict[absent.to_numpy() | one_wave] = "one wave"
    known = ~np.isin(verdict, ("one wave", "hidden"))
    numbers = {"change": 100 * found.estimate, "lower": lower, "upper": upper}
    return frame.assign(**{name: np.where(known, each, np.nan) for name, each in numbers.items()}, verdict=verdict)


def survey_words(frame: pd.DataFrame, kind: str) -> str:
    """How many themes or statements changed, e.g. '4 of 6 themes better than at the start, beyond chance'."""
    n = number(len(frame))
    better, worse = (int((frame["verdict"] == each).sum()) for each in ("better", "worse"))
    if frame["change"].isna().all():
        return f"{n} {kind if len(frame) > 1 else kind[:-1]} asked, and no change can be told yet"
    if not better and not worse:
        return f"none of {n} {kind} changed beyond chance"
    if not better:
        return f"{number(worse)} of {n} {kind} worse than at the start, beyond chance"
    told = f"{number(better)} of {n} {kind} better than at the start, beyond chance"
    return told if not worse else f"{told}, {number(worse)} worse"

"""Made-up monthly returns of the demo's pilots: sound but for four planted faults, and marked as synthetic in every workbook.

Written by the product's own writer, so that reading them tests both. Nothing of them is stored.
"""

import datetime
import zlib
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from data.returns.blank_template import COLUMNS, blank_template
from data.returns.monthly_return import (
    BLANK,
    CASELOAD,
    CELL_COLUMNS,
    COUNT,
    HIDDEN_TO,
    OK,
    PARTS,
    SUPPRESSED,
    TOTAL,
    Return,
    group_code,
)
from data.returns.protected import protected
from data.returns.sums import Sum, sums_of
from data.returns.timetable import due
from data.returns.writing import fill, open_template
from data.your_data.formats.nnhip_layout import metrics

_SEED = 20261119
# The pilots of the demo and the neighbourhoods they run in.
_PILOTS = (
    ("digital_confidence", "Southbank Docks"),
    ("screening_hosts", "Sallowmouth West"),
    ("home_reviews", "Sallowmouth Quays"),
    ("case_finding", "Elverstrand North"),
)
MONTHS = pd.date_range("2025-07-01", periods=13, freq="MS")
# Events a month per 1,000 of the cohort; the caseload is a share of it.
_PER_1000 = {
    "nnhip_outpatient_new": 92, "nnhip_outpatient_follow_up": 236, "nnhip_outpatient_procedures": 61,
    "nnhip_emergency_same_day": 19, "nnhip_emergency_overnight": 36, "nnhip_bed_days": 268,
    "nnhip_ambulance_category_1": 5, "nnhip_ambulance_category_2": 27, "nnhip_ambulance_category_3": 17,
    "nnhip_ambulance_category_4": 4, "nnhip_ae_type_1": 58, "nnhip_ae_other": 31,
    "nnhip_general_practice_appointments": 640, "nnhip_community_contacts": 415, CASELOAD: 210,
}  # fmt: skip
_SHARES = {
    "age": (0.01, 0.03, 0.05, 0.09, 0.15, 0.2, 0.23, 0.17, 0.06, 0.01),
    "ethnic_group": (0.68, 0.08, 0.13, 0.04, 0.03, 0.04),
    "deprivation_quintile": (0.36, 0.25, 0.18, 0.12, 0.08, 0.01),
}
# How much more often each fifth needs emergency care, most deprived first; people of unknown fifth as the middle one.
_GRADIENT = (1.25, 1.1, 1.0, 0.85, 0.7, 1.0)
_COHORTS = (1380, 1120, 940, 1260)
# Picked for many admissions: high at first, and back by itself within half a year.
_PICKED, _HIGH = "home_reviews", (1.5, 1.4, 1.28, 1.18, 1.1, 1.04)
LATE, BLANKED, ZEROED, DISAGREEING = (0, 9), (1, 7), (2, 11), (3, 5)
_DAYS_LATE = 6


def _stream(purpose: str) -> np.random.Generator:
    return np.random.default_rng([_SEED, zlib.crc32(purpose.encode())])


def places() -> tuple[str, ...]:
    """The made-up places: the neighbourhood of each pilot of the demo."""
    return tuple(f"{neighbourhood} (synthetic)" for _, neighbourhood in _PILOTS)


@cache
def made_up_returns() -> dict[str, bytes]:
    """Workbooks by file name: thirteen months of each pilot's place, four of them each with one planted fault.

    One was saved late, one has a blank metric, one has noughts where numbers were hidden, one has a Total that disagrees
    with its parts. The same on every run but for the zip files' own clocks.
    """
    template = open_template(blank_template(COLUMNS, places(), MONTHS[0]))
    found = {}
    for number, place in enumerate(places()):
        random = _stream(f"returns of {_PILOTS[number][0]}")
        for step, month in enumerate(MONTHS):
            each = protected(_month(random, number, step, place, month))
            each = _with_fault(each, (number, step))
            name = f"{_PILOTS[number][1].replace(' ', '_')}_{month:%Y-%m}.xlsx"
            found[name] = fill(template, each, saved=_saved(random, (number, step), month))
    return found


def _saved(random: np.random.Generator, which: tuple[int, int], month: pd.Timestamp) -> datetime.datetime:
    dates, early = due(month), int(random.integers(1, 12))
    day = dates.second + datetime.timedelta(days=_DAYS_LATE) if which == LATE else dates.first
    days = 0 if which == LATE else early
    return datetime.datetime.combine(day - datetime.timedelta(days=days), datetime.time(15, 20))


def _month(random: np.random.Generator, number: int, step: int, place: str, month: pd.Timestamp) -> Return:
    """One month's true counts: every dimension adds up to the same Total."""
    size = _COHORTS[number % len(_COHORTS)] + 6 * step
    cohort = {by: _split(size, np.array(shares)) for by, shares in _SHARES.items()}
    rows = []
    for metric in metrics():
        expected = _PER_1000[metric["id"]] * size / 1000 * _drift(number, step, metric["id"])
        total = min(int(random.poisson(expected)), size if metric["id"] == CASELOAD else 10**6)
        parts = {by: _parts(random, total, cohort[by], by, metric["id"]) for by in PARTS}
        rows += _rows(metric["id"], total, size, parts, cohort)
    cells = pd.DataFrame(rows, columns=list(CELL_COLUMNS))
    return Return("", "", place, month, cells, synthetic=True)


def _drift(number: int, step: int, metric: str) -> float:
    picked = _PILOTS[number][0] == _PICKED and "emergency" in metric
    return _HIGH[step] if picked and step < len(_HIGH) else 1.0


def _split(size: int, shares: np.ndarray) -> np.ndarray:
    """Whole people by share; the largest group takes what rounding leaves."""
    parts: np.ndarray = np.floor(size * shares / shares.sum()).astype(int)
    parts[shares.argmax()] += size - parts.sum()
    return parts


def _parts(random: np.random.Generator, total: int, cohort: np.ndarray, by: str, metric: str) -> np.ndarray:
    if metric == CASELOAD:
        return random.multivariate_hypergeometric(cohort, total)
    weights = cohort * (np.array(_GRADIENT) if by == "deprivation_quintile" else 1.0)
    return random.multinomial(total, weights / weights.sum())


def _rows(
    metric: str, total: int, size: int, parts: dict[str, np.ndarray], cohort: dict[str, np.ndarray]
) -> list[tuple[object, ...]]:
    counts = {
        (by, place): (int(parts[by][place]), int(cohort[by][place])) for by in PARTS for place in range(len(parts[by]))
    }
    found: list[tuple[object, ...]] = []
    at = dict.fromkeys(PARTS, 0)
    for dimension, label in COLUMNS:
        count, people = (total, size) if dimension == TOTAL else counts[dimension, at[dimension]]
        at |= {dimension: at[dimension] + 1} if dimension != TOTAL else {}
        group = "all" if dimension == TOTAL else group_code(label)
        shown = (float(count), OK, str(count), 0, float(people), OK, str(people), 0, float("nan"), 0)
        found.append((metric, dimension, group, label, "", *shown))
    return found


def _with_fault(each: Return, which: tuple[int, int]) -> Return:
    cells = each.cells.copy()
    if which == BLANKED:
        blank = cells["metric"] == "nnhip_community_contacts"
        cells.loc[blank, "count"] = np.nan
        cells.loc[blank, "count_status"] = BLANK
    elif which == ZEROED:
        one = next(each for each in sums_of(each) if _only_small_hidden(each))
        hidden = [index for index in one.block.parts if cells.at[index, "count_status"] == SUPPRESSED]
        cells.loc[hidden, "count"] = 0.0
        cells.loc[hidden, "count_status"] = OK
    elif which == DISAGREEING:
        total = (cells["metric"] == "nnhip_outpatient_follow_up") & (cells["dimension"] == TOTAL)
        cells.loc[total, "count"] += 37
    return replace(each, cells=cells)


def _only_small_hidden(one: Sum) -> bool:
    """Whether noughts in place of a sum's hidden parts can be told from what is left of the Total."""
    return one.what == COUNT and one.hidden >= 2 and not one.unfilled and 0 < one.left <= HIDDEN_TO * one.hidden

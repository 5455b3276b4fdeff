"""Pilots and their figures made up for tests: a panel whose true effect is known, and the tables of a dataset with pilots."""

from pathlib import Path

import numpy as np
import pandas as pd

from components.findings.pilots.case import Expectation, PilotCase
from components.findings.pilots.panel import PilotPanel
from components.findings.trend_series import periods_of
from components.style.numbers import PERCENT
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.dataset import Dataset
from tests.small_dataset import row, small_indicators, small_observations, write_small

QUARTERS = pd.date_range("2022-04-01", periods=18, freq="QS")
START = QUARTERS[10]
PICKED = (QUARTERS[7], QUARTERS[10] - pd.Timedelta(days=1))


def a_case(*, picked: bool = False, **more: object) -> PilotCase:
    """A pilot in N1 with comparators N2 to N6, from the eleventh quarter on."""
    usual = {
        "id": "calls", "name": "Morning calls", "kind": "Calls", "what": "Calls", "areas": ("N1",),
        "comparators": ("N2", "N3", "N4", "N5", "N6"), "start": START, "end": None, "indicator_id": "screening",
        "cohort": "Everyone", "eligibility": "Adults", "picked": PICKED if picked else None, "picked_why": "Asked for",
        "comparators_why": "Alike", "budget_gbp": None, "owner_role": "Lead",
    }  # fmt: skip
    return PilotCase(**(usual | more))


def expecting(expected: float | None = 3.0, **more: object) -> Expectation:
    """An expectation of screening's level, with no date."""
    usual = {
        "pilot_id": "calls", "indicator_id": "screening", "measure": "level", "dimension": "", "domain": "care",
        "role": "primary", "expected": expected, "by_date": None,
    }  # fmt: skip
    return Expectation(**(usual | more))


def a_panel(values: np.ndarray, *, picked: bool = False, higher_is_better: bool = True, errors=np.nan) -> PilotPanel:
    """The panel of figures (neighbourhoods, 18 quarters), the first row the pilot, ten quarters before the start."""
    number, places = len(values), np.arange(18)
    periods = pd.DataFrame({"period_start": QUARTERS, "period_end": QUARTERS + pd.offsets.QuarterEnd(0)})
    return PilotPanel(
        indicator=next(each for each in small_indicators() if each.id == "screening"),
        unit=PERCENT,
        codes=tuple(f"N{place + 1}" for place in range(number)),
        names=tuple(f"Place {place + 1}" for place in range(number)),
        is_pilot=np.arange(number) == 0,
        values=np.asarray(values, float),
        errors=np.broadcast_to(np.asarray(errors, float), (number, 18)),
        periods=periods_of(periods).assign(label=[f"quarter {place + 1}" for place in places]),
        before=places < 10,
        after=places >= 10,
        picked=(places >= 7) & (places < 10) if picked else np.zeros(18, bool),
        higher_is_better=higher_is_better,
        untold=(),
        untold_pilots=(),
    )


def figures(
    seed: int, *, number: int = 12, between: float = 0.4, noise: float = 1.0, effect: float = 0.0
) -> np.ndarray:
    """Figures with levels of their own, seasons shared, true changes of their own, noise, and an effect on the first."""
    rng = np.random.default_rng(seed)
    level, season = rng.normal(50, 6, (number, 1)), rng.normal(0, 3, (1, 18))
    late = np.arange(18) >= 10
    own = rng.normal(0, between, (number, 1)) * late
    made = level + season + own + rng.normal(0, noise, (number, 18))
    made[0] += effect * late
    return made


def pilots_table(**more: object) -> pd.DataFrame:
    """The table of pilots with one pilot of the small dataset."""
    usual = {
        "pilot_id": "calls", "name": "Morning calls", "kind": "Calls", "what": "Calls before clinics", "area_codes": "N1",
        "start": pd.Timestamp("2026-04-01"), "end": pd.NaT, "indicator_id": "screening", "cohort": "Everyone",
        "eligibility": "Adults", "picked_from": pd.NaT, "picked_to": pd.NaT, "picked_why": "They asked for it",
        "comparators": "N2;N3;N4;N5;N6", "comparators_why": "No pilot there", "budget_gbp": 1000.0, "owner_role": "Lead",
    }  # fmt: skip
    table = pd.DataFrame([usual | more])
    return table.astype(dict.fromkeys(("start", "end", "picked_from", "picked_to"), "datetime64[ns]"))


def expectations_table(*rows: dict) -> pd.DataFrame:
    """The table of what is expected, a row for each dict, over what `expecting` says."""
    usual = {
        "pilot_id": "calls", "indicator_id": "screening", "measure": "level", "dimension": "", "domain": "care",
        "role": "primary", "expected": 3.0, "by_date": pd.Timestamp("2027-03-31"),
    }  # fmt: skip
    return pd.DataFrame([usual | row for row in rows or ({},)]).astype({"by_date": "datetime64[ns]"})


def quarterly(
    indicator: str, *, first: str = "2024-04-01", number: int = 10, months: int = 3, **more: object
) -> list[dict]:
    """Observations of N1 to N6 by quarter (or by so many months), a little noise about levels of their own.

    `more` are columns of every row; `cells`, if given, a function of the area's place, the period's place and the share
    that gives columns of one row.
    """
    rng, rows = np.random.default_rng(len(indicator)), []
    starts = pd.date_range(first, periods=number, freq=f"{months}MS")
    change = more.pop("cells", None)
    for place in range(6):
        for when, start in enumerate(starts):
            share = 0.5 + 0.03 * place + rng.normal(0, 0.01)
            usual = {"numerator": round(2_000 * share), "denominator": 2_000} | more
            usual |= change(place, when, share) if change else {}
            last = start + pd.DateOffset(months=months) - pd.Timedelta(days=1)
            first_day, last_day = f"{start:%Y-%m-%d}", f"{last:%Y-%m-%d}"
            rows.append(
                row(indicator, f"N{place + 1}", "neighbourhood", period_start=first_day, period_end=last_day, **usual)
            )
    return rows


def pilot_dataset(folder: Path, rows: list[dict], **tables: pd.DataFrame) -> Dataset:
    """The small dataset with more observations and with pilots; `tables` are its optional tables."""
    tables = {"pilots": pilots_table(), "pilot_expectations": expectations_table()} | tables
    kept = small_observations()
    mine = kept["indicator_id"].isin({each["indicator_id"] for each in rows}) & (kept["level"] == "neighbourhood")
    observations = pd.concat([kept[~mine], pd.DataFrame(rows)], ignore_index=True)[list(OBSERVATION_COLUMNS)]
    return Dataset.open(write_small(folder, observations=observations, optional=tables))

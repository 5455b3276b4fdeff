"""A dataset small enough to work out by hand: one whole area, two places, seven neighbourhoods, fourteen small areas.

Newest quarter, whole area, by deprivation fifth (most deprived first):
- smoking (lower is better): 300, 240, 180, 120 and 60 of 1,500 each, that is 20, 16, 12, 8 and 4%; 20 of 200 not known
- screening (higher is better), reversed: 800, 780, 760, 740 and 700 of 1,000 each
- attendances (rate per 1,000, lower is better): 500, 400, 300, 300 and 300 of 1,000 each; not known is hidden. Each child
  is taken to attend once, so that limits can be worked out by hand
- trust (survey share, higher is better): 60, 65, 70, 75 and 80%, each within 4 points, of 500 asked
- wait (mean days, lower is better): 30, 28, 26, 24 and 20, published without an interval
- vaccinated (proportion): everyone together only
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure, Manifest, Source
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.writing import write_dataset

ICB = "I1"
FIFTHS = ("1", "2", "3", "4", "5")
NEIGHBOURHOODS = {
    "N1": "Ashdown", "N2": "Birchwood", "N3": "Cedar Hill", "N4": "Dale End", "N5": "Elmfield", "N6": "Firs", "N7": "Gorse",
}  # fmt: skip
DEPRIVED_SHARES = (0.6, 0.5, 0.3, 0.2, 0.1, 0.05, 0.0)
QUARTERS = (
    ("2025-07-01", "2025-09-30"),
    ("2025-10-01", "2025-12-31"),
    ("2026-01-01", "2026-03-31"),
    ("2026-04-01", "2026-06-30"),
    ("2026-07-01", "2026-09-30"),
)
NEWEST = QUARTERS[-1][1]

SMOKING_FIFTHS = (300, 240, 180, 120, 60)
SMOKING_MOST_DEPRIVED_BY_QUARTER = (150, 190, 230, 265, 300)
SMOKING_NEIGHBOURHOODS = (200, 150, 120, 110, 100, 60)
# Four alike, at about the 11.9% of everyone, and one at each end that stands apart: 7.9 and 3.8 standard errors away.
TWO_APART = (200, 119, 120, 121, 118, 80)
SMOKING_EVERYONE = (920, 7_700)
SCREENING_FIFTHS = (800, 780, 760, 740, 700)
ATTENDANCES_FIFTHS = (500, 400, 300, 300, 300)
TRUST_FIFTHS = (0.60, 0.65, 0.70, 0.75, 0.80)
WAIT_FIFTHS = (30.0, 28.0, 26.0, 24.0, 20.0)

# A disclosure rule, and the words that state it to `python -m data build`.
RULE = Disclosure(1, 7, 5, "Counts of 1 to 7 are hidden.")
STATED = ("--hide", "1-7", "--round-to", "5")


def small_manifest(**changes: object) -> Manifest:
    """The manifest of the small dataset, with any entries changed."""
    entries = {
        "title": "Testshire (small)",
        "area_code": ICB,
        "area_name": "Testshire",
        "released": date(2026, 11, 1),
        "synthetic": False,
        "geography_vintage": "none",
        "imd_version": "IMD 2025",
        "neighbourhood_basis": "Squares.",
        "disclosure": RULE,
        "sources": (Source("Counts by hand", "This project", "2025 to 2026", "Apache-2.0", "Hidden by hand."),),
    }
    return Manifest(**(entries | changes))


def _indicator(code: str, domain: str, value_type: str, *, higher_is_better: bool, **more: object) -> Indicator:
    words = {
        "name": f"{code.capitalize()} in full",
        "short_name": code.capitalize(),
        "question": f"How many: {code}?",
        "population_noun": "adults",
        "event_noun": f"people counted for {code}",
        "numerator": "Those counted",
        "denominator": "Those asked",
        "source": "Counts by hand",
        "population_base": "registered",
    }
    return Indicator(id=code, domain=domain, value_type=value_type, higher_is_better=higher_is_better, **(words | more))


def small_indicators() -> list[Indicator]:
    """The six indicators, one of each kind that findings must tell apart."""
    return [
        _indicator("smoking", "outcome", "proportion", higher_is_better=False, predicate="smoke"),
        _indicator("screening", "access", "proportion", higher_is_better=True, predicate="were screened"),
        _indicator(
            "attendances", "access", "rate", higher_is_better=False, multiplier=1000.0, population_noun="children",
            event_noun="attendances", one_event_each=True,
        ),
        _indicator("trust", "experience", "survey_share", higher_is_better=True, predicate="trust their practice"),
        _indicator("wait", "access", "mean", higher_is_better=False, unit="days"),
        _indicator("vaccinated", "process", "proportion", higher_is_better=True, predicate="were vaccinated"),
    ]  # fmt: skip


def small_areas() -> gpd.GeoDataFrame:
    """Two places, north and south; neighbourhoods as squares in two rows; each cut into a west and an east half."""
    rows, shapes = [], []

    def add(code: str, name: str, level: str, parent: str, shape: object, **more: object) -> None:
        rows.append({"area_code": code, "area_name": name, "level": level, "parent_code": parent, **more})
        shapes.append(shape)

    add(ICB, "Testshire", "icb", ICB, box(-0.20, 51.50, -0.12, 51.54), population=28_000)
    add("P1", "North", "place", ICB, box(-0.20, 51.52, -0.12, 51.54), population=16_000)
    add("P2", "South", "place", ICB, box(-0.20, 51.50, -0.14, 51.52), population=12_000)
    for place, (code, name) in enumerate(NEIGHBOURHOODS.items()):
        west, south = -0.20 + 0.02 * (place % 4), 51.52 - 0.02 * (place // 4)
        parent = "P1" if place < 4 else "P2"
        share = DEPRIVED_SHARES[place]
        shape = box(west, south, west + 0.02, south + 0.02)
        add(code, name, "neighbourhood", parent, shape, population=4_000, share_most_deprived_fifth=share)
        for half in range(2):
            number = 2 * place + half
            side = box(west + 0.01 * half, south, west + 0.01 * (half + 1), south + 0.02)
            fifth = float(1 + number // 3)
            add(
                f"L{number:02d}", f"{name} {half + 1}", "lsoa", code, side, population=2_000, imd_rank=number + 1.0,
                imd_decile=2 * fifth, imd_quintile=fifth, imd_quintile_local=fifth, share_most_deprived_fifth=share,
            )  # fmt: skip
    numbers = (
        "population",
        "imd_rank",
        "imd_decile",
        "imd_quintile",
        "imd_quintile_local",
        "share_most_deprived_fifth",
    )
    frame = pd.DataFrame(rows)
    for name in numbers:
        frame[name] = frame[name].astype(float)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")


def row(indicator: str, area: str = ICB, level: str = "icb", **more: object) -> dict:
    """One observation of the newest quarter, about everyone unless told otherwise."""
    start, end = QUARTERS[-1]
    usual = {
        "indicator_id": indicator, "level": level, "area_code": area, "period_start": start, "period_end": end,
        "dimension": "total", "group": "all", "dimension_2": "", "group_2": "", "age_band": "", "numerator": np.nan,
        "denominator": np.nan, "value": np.nan, "lower": np.nan, "upper": np.nan, "status": "ok",
        "population_base": "registered",
    }  # fmt: skip
    return usual | more


def _fifths(indicator: str, counts: Iterable[float], out_of: float, **more: object) -> list[dict]:
    return [
        row(indicator, dimension="deprivation_quintile", group=group, numerator=count, denominator=out_of, **more)
        for group, count in zip(FIFTHS, counts, strict=True)
    ]


def _smoking() -> list[dict]:
    rows = []
    for (start, end), most in zip(QUARTERS, SMOKING_MOST_DEPRIVED_BY_QUARTER, strict=True):
        when = {"period_start": start, "period_end": end}
        rows += _fifths("smoking", (most, *SMOKING_FIFTHS[1:]), 1_500, **when)
        rows.append(
            row("smoking", dimension="deprivation_quintile", group="unknown", numerator=20, denominator=200, **when)
        )
        rows.append(row("smoking", numerator=620 + most, denominator=7_700, **when))
    ethnic = {"asian": (100, 500), "mixed": (0, 100), "white": (780, 6_800), "unknown": (30, 200)}
    by_ethnic_group = {"dimension": "ethnic_group"}
    rows += [
        row("smoking", group=group, numerator=count, denominator=out_of, **by_ethnic_group)
        for group, (count, out_of) in ethnic.items()
    ]
    rows.append(row("smoking", group="black", denominator=60, status="suppressed", **by_ethnic_group))
    rows.append(row("smoking", group="other", status="missing", **by_ethnic_group))
    for code, count in zip(NEIGHBOURHOODS, SMOKING_NEIGHBOURHOODS, strict=False):
        rows.append(row("smoking", code, "neighbourhood", numerator=count, denominator=1_000))
        rows += [
            each | {"area_code": code, "level": "neighbourhood"}
            for each in _fifths("smoking", (count / 5 + 4, count / 5 + 2, count / 5, count / 5 - 2, count / 5 - 4), 200)
        ]
    rows.append(row("smoking", "N7", "neighbourhood", denominator=40, status="suppressed"))
    rows += [row("smoking", f"L{n:02d}", "lsoa", numerator=100 - 5 * n, denominator=500) for n in range(12)]
    rows.append(row("smoking", "L12", "lsoa", denominator=20, status="suppressed"))
    return rows


def with_neighbourhoods(counts: Iterable[float]) -> pd.DataFrame:
    """The observations with other numbers of smokers among the thousand people of each neighbourhood."""
    frame = small_observations()
    for code, count in zip(NEIGHBOURHOODS, counts, strict=False):
        here = (frame["indicator_id"] == "smoking") & (frame["area_code"] == code) & (frame["dimension"] == "total")
        frame.loc[here, "numerator"] = count
    return frame


def _smoking_pairs() -> list[dict]:
    """24 of 200 in each cell but: 80 Black, most deprived; 4 White, least deprived; one hidden and one missing."""
    rows = []
    for fifth in FIFTHS:
        for group in ("asian", "black", "mixed", "white", "other"):
            count = {("1", "black"): 80, ("5", "white"): 4}.get((fifth, group), 24)
            both = {
                "dimension": "deprivation_quintile",
                "group": fifth,
                "dimension_2": "ethnic_group",
                "group_2": group,
            }
            if (fifth, group) == ("3", "other"):
                rows.append(row("smoking", denominator=30, status="suppressed", **both))
            elif (fifth, group) == ("4", "mixed"):
                rows.append(row("smoking", status="missing", **both))
            else:
                rows.append(row("smoking", numerator=count, denominator=200, **both))
    return rows


def _others() -> list[dict]:
    rows = _fifths("screening", SCREENING_FIFTHS, 1_000)
    rows.append(row("screening", numerator=3_780, denominator=5_000))
    rows += _fifths("attendances", ATTENDANCES_FIFTHS, 1_000)
    rows.append(
        row("attendances", dimension="deprivation_quintile", group="unknown", denominator=50, status="suppressed")
    )
    rows.append(row("attendances", numerator=1_800, denominator=5_000))
    for group, value in zip(FIFTHS, TRUST_FIFTHS, strict=True):
        survey = {"denominator": 500, "value": value, "lower": value - 0.04, "upper": value + 0.04}
        rows.append(row("trust", dimension="deprivation_quintile", group=group, **survey))
    rows.append(row("trust", denominator=2_500, value=0.70, lower=0.68, upper=0.72))
    for group, value in zip(FIFTHS, WAIT_FIFTHS, strict=True):
        rows.append(row("wait", dimension="deprivation_quintile", group=group, denominator=100, value=value))
    rows.append(row("wait", denominator=500, value=25.6))
    rows.append(row("vaccinated", numerator=450, denominator=1_000))
    return rows


def small_observations() -> pd.DataFrame:
    """Every observation of the small dataset."""
    return pd.DataFrame(_smoking() + _smoking_pairs() + _others())[list(OBSERVATION_COLUMNS)]


def write_small(folder: Path, **changes: object) -> Path:
    """Write the small dataset to a folder; `manifest`, `indicators`, `areas`, `observations`, `optional` may differ."""
    parts = {
        "manifest": small_manifest(),
        "indicators": small_indicators(),
        "areas": small_areas(),
        "observations": small_observations(),
    }
    write_dataset(folder, **(parts | changes))
    return folder


def write_bare(folder: Path) -> Path:
    """The least that can be shown: one indicator, one period, deprivation only, the whole area only, no services."""
    observations = small_observations()
    kept = (
        (observations["indicator_id"] == "screening")
        & (observations["level"] == "icb")
        & observations["dimension"].isin(["total", "deprivation_quintile"])
    )
    only = [each for each in small_indicators() if each.id == "screening"]
    return write_small(folder, indicators=only, observations=observations[kept])

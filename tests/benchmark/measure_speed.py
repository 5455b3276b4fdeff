"""How fast the measures are on one core: `python -m tests.benchmark.measure_speed` prints one table.

Times are of the processor, so that a busy machine does not change them; every library is held to one thread.

The reference in R (OHID's PHEindicatormethods, phe_sii, which has only a simulated interval) is quoted from its published
behaviour for 1,000 areas: 13 to 39 seconds at 1,000 draws, and 650 seconds at 100,000.
"""

import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[threads] = "1"

# ruff: noqa: E402
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from components.measures.change.gap_trend import gap_trend, who_moved
from components.measures.gradient.concentration import aci, rci
from components.measures.gradient.gradient_shape import judge
from components.measures.gradient.slope_index import relative_index, relative_index_scotland, slope_index
from components.measures.gradient.slope_simulation import simulated_slope_index
from components.measures.people.attributable import paf, par
from components.measures.people.levelling_up import levelling_up
from components.measures.reference import against_overall
from components.measures.spread.dispersion import bgsd, bgv, cov, idis, mdb, mdm, mdr, mld
from components.measures.spread.theil import theil
from components.measures.values.gap import against_reference, difference_from_intervals, ratio
from components.measures.values.proportion import proportion, standard_error
from components.measures.values.rate import crude_rate

AREAS, GROUPS_OF_AREAS = 1_000, 10
NEIGHBOURHOODS, INDICATORS, PERIODS, GROUPS = 1_300, 60, 16, 6
CHUNK_OF_INDICATORS = 5
TARGET_SECONDS, TARGET_MEMORY = 0.005, 2.0
R_1000_DRAWS, R_100000_DRAWS = (13.0, 39.0), 650.0
HIGHER = {"higher_is_better": False}


@dataclass(frozen=True)
class Cells:
    """Simulated counts, as proportions with standard errors and intervals; the last axis is the groups."""

    value: np.ndarray
    people: np.ndarray
    error: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    events: np.ndarray


def cells(shape: tuple[int, ...], seed: int = 2026) -> Cells:
    """Counts of events among 200 to 3,000 people a group, with a gradient along the last axis."""
    source = np.random.default_rng(seed)
    people = source.integers(200, 3_000, shape).astype(float)
    gradient = np.linspace(0.25, 0.15, shape[-1])
    events = np.clip(source.normal(people * gradient, np.sqrt(people * gradient)).round(), 1, people)
    found = proportion(events, people)
    error = standard_error(events, people)
    return Cells(events / people, people, error, np.array(found.lower), np.array(found.upper), events)


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: what the work takes when nothing else is in its way."""
    work()
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def exact_slopes() -> list[tuple[str, str, str]]:
    """SII and RII with exact intervals for 1,000 areas of 10 groups."""
    data = cells((AREAS, GROUPS_OF_AREAS))
    rows = []
    for scale in ("identity", "log", "logit"):

        def both(scale: str = scale) -> None:
            for measure in (slope_index, relative_index):
                measure(data.value, data.people, data.error, scale=scale, **HIGHER)

        spent = best_of(30, both)
        met = "met" if spent < TARGET_SECONDS else "MISSED"
        times = f"{R_1000_DRAWS[0] / spent:,.0f} to {R_1000_DRAWS[1] / spent:,.0f} times as fast as R at 1,000 draws"
        rows.append((f"SII + RII, exact, {scale}", f"{1000 * spent:.2f} ms", f"target 5 ms {met}; {times}"))
    return rows


def simulated_slopes() -> list[tuple[str, str, str]]:
    """The simulated slope index at ten times R's 1,000 draws, and at its 100,000, for 1,000 areas of 10 groups."""
    data = cells((AREAS, GROUPS_OF_AREAS))
    rows = []
    for draws, reference in ((10_000, R_1000_DRAWS), (100_000, (R_100000_DRAWS, R_100000_DRAWS))):
        spent = best_of(2, partial(simulated_slope_index, *_data(data), draws=draws, **HIGHER))
        speed = f"{draws * AREAS / spent / 1e6:.1f} million draws × series a second"
        times = " to ".join(dict.fromkeys(f"{each / spent:,.0f}" for each in reference))
        theirs = "1,000 draws" if draws == 10_000 else "as many"
        rows.append((f"SII, {draws:,} draws, 1,000 areas", f"{spent:.2f} s", f"{speed}; {times} × R at {theirs}"))
    for name, measure in (("MDM", mdm), ("BGSD", bgsd), ("IDIS", idis), ("MDB", partial(mdb, **HIGHER))):
        parts = data.value[:100], data.people[:100], data.error[:100]
        spent = best_of(1, partial(measure, *parts, draws=10_000, bounds=(0.0, 1.0)))
        speed = f"{10_000 * 100 / spent / 1e6:.1f} million draws × series a second"
        rows.append((f"{name}, 10,000 draws, 100 areas", f"{spent:.2f} s", speed))
    return rows


def grid_measures() -> dict[str, Callable[[Cells], object]]:
    """Every measure that has a closed form, as a function of one block of cells (areas, indicators, periods, groups)."""
    measures: dict[str, Callable[[Cells], object]] = {
        "proportion, Wilson": lambda c: proportion(c.events, c.people),
        "crude rate, exact or Byar": lambda c: crude_rate(c.events, c.people, multiplier=1000),
        "difference of two groups": lambda c: difference_from_intervals(*_ends(c, "value", "lower", "upper"), **HIGHER),
        "ratio of two groups": lambda c: ratio(*_ends(c, "value", "error"), **HIGHER),
        "each group v a reference": lambda c: against_reference(c.value, c.lower, c.upper, GROUPS - 1, False),
        "each group v overall": lambda c: against_overall(*_data(c), **HIGHER),
    }
    for name, measure in (("SII", slope_index), ("RII", relative_index)):
        for scale in ("identity", "log", "logit"):
            measures[f"{name}, {scale}"] = lambda c, m=measure, s=scale: m(*_data(c), scale=s, **HIGHER)
    measures["SII, residual (HC1)"] = lambda c: slope_index(*_data(c), interval="residual", **HIGHER)
    measures["SII, binomial"] = lambda c: slope_index(*_data(c), scale="logit", fit="binomial", **HIGHER)
    measures["Scotland’s RII"] = lambda c: relative_index_scotland(*_data(c), **HIGHER)
    measures["ACI"] = lambda c: aci(*_data(c), **HIGHER)
    for correction in (None, "wagstaff", "erreygers"):
        measures[f"RCI, {correction or 'plain'}"] = lambda c, k=correction: rci(*_data(c), correction=k, **HIGHER)
    measures["shape of the gradient"] = lambda c: judge(*_data(c), **HIGHER)
    for name, measure in (("BGV", bgv), ("MLD", mld), ("Theil", theil)):
        measures[name] = lambda c, m=measure: m(*_data(c))
    for name, measure in (("BGSD", bgsd), ("COV", cov), ("MDM", mdm), ("IDIS", idis)):
        measures[f"{name}, no interval"] = lambda c, m=measure: m(c.value, c.people)
    measures["MDB, no interval"] = lambda c: mdb(c.value, c.people, **HIGHER)
    measures["MDR, no interval"] = lambda c: mdr(c.value, c.people, reference_index=0)
    for name, measure in (("PAR", par), ("PAF", paf), ("levelling up", levelling_up)):
        measures[name] = lambda c, m=measure: m(*_data(c), **HIGHER)
    measures["gap trend"] = lambda c: gap_trend(*_over_time(c, 0, GROUPS - 1), np.arange(PERIODS) / 4)
    measures["who moved"] = lambda c: who_moved(
        c.value[..., 0], c.value[..., -1], c.error[..., 0], c.error[..., -1], np.arange(PERIODS) / 4, **HIGHER
    )
    return measures


def _data(c: Cells) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return c.value, c.people, c.error


def _ends(c: Cells, *names: str) -> list[np.ndarray]:
    return [getattr(c, name)[..., place] for place in (0, -1) for name in names]


def _over_time(c: Cells, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    return c.value[..., first] - c.value[..., last], np.hypot(c.error[..., first], c.error[..., last])


def whole_grid() -> list[tuple[str, str, str]]:
    """Each measure over 1,300 × 60 × 16 × 6, five indicators at a time so that memory stays small."""
    blocks = INDICATORS // CHUNK_OF_INDICATORS
    block = cells((NEIGHBOURHOODS, CHUNK_OF_INDICATORS, PERIODS, GROUPS))
    rows, total = [], 0.0
    for name, measure in grid_measures().items():
        begun = time.process_time()
        for _ in range(blocks):
            measure(block)
        spent = time.process_time() - begun
        total += spent
        rows.append(
            (name, f"{spent:.2f} s", f"{NEIGHBOURHOODS * INDICATORS * PERIODS / spent / 1e6:.1f} million series/s")
        )
    rows.append(("all of them", f"{total:.1f} s", f"{blocks} blocks of {CHUNK_OF_INDICATORS} indicators"))
    return rows


def peak_memory() -> float:
    """The most memory this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def show(title: str, rows: list[tuple[str, str, str]]) -> None:
    """Print one part of the table."""
    print(f"\n{title}")
    for name, spent, note in rows:
        print(f"  {name:<36}{spent:>10}   {note}", flush=True)


if __name__ == "__main__":
    show(f"{AREAS:,} areas × {GROUPS_OF_AREAS} groups, one core", exact_slopes())
    show("Simulated, one core", simulated_slopes())
    size = f"{NEIGHBOURHOODS:,} neighbourhoods × {INDICATORS} indicators × {PERIODS} periods × {GROUPS} groups"
    show(f"{size}, one core", whole_grid())
    memory = peak_memory()
    verdict = "met" if memory < TARGET_MEMORY else "MISSED"
    show("Memory", [("peak of this process", f"{memory:.2f} GB", f"target under {TARGET_MEMORY:.0f} GB {verdict}")])

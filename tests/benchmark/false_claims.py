"""How often the product claims what is not there, and finds what is: python -m tests.benchmark.false_claims [WORLDS].

Worlds are drawn in which no gap, place, trend or effect exists, with areas that are alike and with areas that differ among
themselves as real ones do; each is judged by the product's own rules. Beside it stands what sampling error alone would claim,
and how often gaps of a known size are found.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from components.findings.gaps import ALONE, Gap, selected_gap
from components.measures.change.gap_trend import gap_trend
from components.measures.confidence import normal_multiplier
from components.measures.gradient.slope_index import slope_index
from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.reference import against_overall
from components.measures.spread.areas_as_clusters import design_effect, over_areas, shared_correlation
from components.measures.spread.false_discovery import critical_p_value, flagged, two_sided_p
from components.measures.spread.off_the_line import off_the_line
from components.measures.spread.overdispersion import chance_of, overdispersion
from components.measures.spread.rank import rank_intervals
from components.measures.values.proportion import proportion, standard_error
from data.contract.vocabulary import DIMENSIONS
from tests.benchmark.borrowed_claims import borrowed_gap_claims

AREAS, PEOPLE, LEVEL, INDICATORS = 18, 1_200, 0.3, 24
# On the scale of log odds: between areas, and of one group in one area beside its area.
DIFFER, DIFFER_INSIDE = 0.25, 0.12


@dataclass(frozen=True, eq=False)
class Groups:
    """Worlds' groups as the product sees them: (worlds, groups), correlation (worlds, groups, groups)."""

    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    error: np.ndarray
    freedom: np.ndarray
    correlation: np.ndarray


def groups_of(
    rng: np.random.Generator, worlds: int, groups: int, *, differ: bool, clusters: bool, gap: float = 0.0
) -> Groups:
    """Worlds without a gap, or with one of so many points between the first and the last of a straight slope."""
    size = (worlds, AREAS, groups)
    odds = np.log(LEVEL / (1 - LEVEL)) + np.zeros(size)
    if differ:
        odds = odds + rng.normal(0, DIFFER, (worlds, AREAS, 1)) + rng.normal(0, DIFFER_INSIDE, size)
    chance = np.clip(1 / (1 + np.exp(-odds)) + gap * np.linspace(0.5, -0.5, groups), 0.001, 0.999)
    people = rng.poisson(PEOPLE * 5 / groups, size).astype(float) + 20
    events = rng.binomial(people.astype(int), chance).astype(float)
    all_events, all_people = events.sum(axis=1), people.sum(axis=1)
    counting = standard_error(all_events, all_people)
    found = over_areas(events, people)
    effect = design_effect(found, counting) if clusters else np.ones_like(counting)
    limits = proportion(all_events / effect, all_people / effect)
    return Groups(
        100 * limits.estimate,
        100 * limits.lower,
        100 * limits.upper,
        100 * counting * np.sqrt(effect),
        np.where(effect > 1, found.freedom, np.inf),
        shared_correlation(found, effect),
    )


def gaps_of(found: Groups, dimension: str) -> list[Gap]:
    """The headline gap of every world."""
    known = DIMENSIONS[dimension].known_groups
    return [
        selected_gap(
            pd.DataFrame(
                {
                    "group": known,
                    "value": found.value[world],
                    "lower": found.lower[world],
                    "upper": found.upper[world],
                    "status": "ok",
                    "freedom": found.freedom[world],
                    "together": [dict(zip(known, row, strict=True)) for row in found.correlation[world]],
                }
            ),
            DIMENSIONS[dimension],
            higher_is_better=False,
        )
        for world in range(len(found.value))
    ]


def gap_claims(rng: np.random.Generator, worlds: int, *, differ: bool, clusters: bool, gap: float = 0.0) -> float:
    """Share of worlds whose gap by deprivation is said to be beyond chance, looked at by itself."""
    found = gaps_of(groups_of(rng, worlds, 5, differ=differ, clusters=clusters, gap=gap), "deprivation_quintile")
    return float(np.mean([each.verdict in ("worse", "better") for each in found]))


def slope_claims(rng: np.random.Generator, worlds: int, *, differ: bool, clusters: bool) -> float:
    """Share of worlds whose slope index leaves out 0."""
    found = groups_of(rng, worlds, 5, differ=differ, clusters=clusters)
    index = slope_index(
        found.value,
        np.ones(5),
        found.error,
        higher_is_better=False,
        correlation=found.correlation if clusters else None,
    )
    return float(np.mean((index.lower > 0) | (index.upper < 0)))


def brief_claims(rng: np.random.Generator, pages: int, dimension: str, *, differ: bool) -> float:
    """How many of a Brief's 24 gaps are said to be beyond chance, on average."""
    groups, told = len(DIMENSIONS[dimension].known_groups), []
    for _ in range(pages):
        gaps = gaps_of(groups_of(rng, INDICATORS, groups, differ=differ, clusters=True), dimension)
        chances = [np.nan if each.p_value is None else each.p_value for each in gaps]
        told.append(int(np.sum(np.array(chances) <= critical_p_value(chances, rate=ALONE))))
    return float(np.mean(told))


def places_claims(rng: np.random.Generator, worlds: int, *, differ: bool) -> tuple[float, float]:
    """Share of worlds in which some place is said to stand apart; and to be worse than deprivation explains."""
    apart, off = [], []
    for _ in range(worlds):
        people = rng.uniform(4_000, 9_000, AREAS)
        deprived = rng.uniform(0, 60, AREAS)
        true = LEVEL + 0.001 * (deprived - 30) + (rng.normal(0, 0.03, AREAS) if differ else 0)
        events = rng.binomial(people.astype(int), np.clip(true, 0.01, 0.99))
        value, error = events / people, np.sqrt(LEVEL * (1 - LEVEL) / people)
        level = events.sum() / people.sum()
        flat = value - 0.001 * (deprived - 30)
        z = (flat - level) / error
        apart.append(flagged(chance_of(z, error, overdispersion(z, error))).any())
        line = off_the_line(deprived, value, error)
        off.append((flagged(line.p_value) & (line.studentised > 0) & (deprived > np.median(deprived))).any())
    return float(np.mean(apart)), float(np.mean(off))


def trend_claims(rng: np.random.Generator, worlds: int, points: int, memory: float) -> float:
    """Share of series without a trend, scattered three times as far as counting makes them, that are said to have one."""
    series = 3 * _remembering(rng, (worlds, points), memory)
    found = gap_trend(10 + series, np.ones(points), np.arange(points) / 4).slope
    return float(np.mean((found.lower > 0) | (found.upper < 0)))


def trends_found(rng: np.random.Generator, worlds: int, points: int, memory: float) -> float:
    """Share of series that change by five times their scatter from the first point to the last whose trend is told."""
    series = _remembering(rng, (worlds, points), memory) + 5 * np.arange(points) / (points - 1)
    found = gap_trend(10 + 3 * series, np.ones(points), np.arange(points) / 4).slope
    return float(np.mean((found.lower > 0) | (found.upper < 0)))


def groups_named(rng: np.random.Generator, worlds: int, *, differ: bool) -> float:
    """Share of worlds without a gap in which some ethnic group is said to stand out from everyone, inside a clear gap."""
    found = groups_of(rng, worlds, 5, differ=differ, clusters=True)
    gaps = gaps_of(found, "ethnic_group")
    clear = np.array([each.verdict in ("worse", "better") for each in gaps])
    apart = against_overall(found.value, None, found.error, higher_is_better=False, correlation=found.correlation)
    z = np.asarray(apart.estimate) / ((np.asarray(apart.upper) - np.asarray(apart.lower)) / 2 / normal_multiplier(0.95))
    return float(np.mean(flagged(two_sided_p(z, 1.0)).any(axis=1) & clear))


def ranks_held(rng: np.random.Generator, worlds: int, spread: float) -> float:
    """Share of areas whose rank's interval holds their true rank, where true values spread by so many errors."""
    error = rng.uniform(0.7, 1.4, (worlds, AREAS))
    true = rng.normal(0, spread, error.shape)
    found = rank_intervals(true + error * rng.normal(size=error.shape), error, higher_is_better=False, draws=1_000)
    rank = stats.rankdata(true, axis=-1)
    return float(np.mean((found.lower <= rank) & (rank <= found.upper)))


def pilot_claims(rng: np.random.Generator, worlds: int, pilots: int, comparators: int) -> float:
    """Share of pilots without effect that are said to have one, where every quarter remembers the last (0.6)."""
    series = _remembering(rng, (worlds, pilots + comparators, 12), 0.6)
    before, after = series[..., :8].mean(axis=-1), series[..., 8:].mean(axis=-1)
    flag = np.arange(pilots + comparators) < pilots
    found = difference_in_differences(before, after, flag, higher_is_better=True)
    return float(np.mean((found.lower > 0) | (found.upper < 0)))


def _remembering(rng: np.random.Generator, size: tuple[int, ...], memory: float) -> np.ndarray:
    noise = rng.normal(size=size)
    series = np.zeros(size)
    series[..., 0] = noise[..., 0] / np.sqrt(1 - memory**2)
    for place in range(1, size[-1]):
        series[..., place] = memory * series[..., place - 1] + noise[..., place]
    return series


def many_areas_by_chance(rng: np.random.Generator, worlds: int) -> float:
    """Share of worlds with areas that differ in which counting alone would set some place apart."""
    z = rng.normal(0, np.hypot(1, 4), (worlds, AREAS))
    return float(flagged(two_sided_p(z, 1.0)).any(axis=1).mean())


def table(worlds: int, seed: int = 20261129) -> Iterable[tuple[str, str, str]]:
    """Rows of claim, areas alike, areas that differ, as they are worked out."""
    rng = np.random.default_rng(seed)
    pages = max(worlds // 20, 5)

    def both(ask: Callable[[bool], float], form: str = "{:.1%}") -> tuple[str, str]:
        return form.format(ask(False)), form.format(ask(True))

    for clusters, told in ((False, "sampling error only"), (True, "as the product says it")):
        yield (
            f"gap by deprivation, {told}",
            *both(lambda differ, way=clusters: gap_claims(rng, worlds, differ=differ, clusters=way)),
        )
        yield (
            f"slope index, {told}",
            *both(lambda differ, way=clusters: slope_claims(rng, worlds, differ=differ, clusters=way)),
        )
    for lenders in (3, 8):
        alone, lent = borrowed_gap_claims(rng, worlds, lenders)
        yield f"gap, areas not given: alone, borrowed of {lenders}", f"{alone:.1%}", f"{lent:.1%}"
    for dimension in ("deprivation_quintile", "ethnic_group", "ethnic_group_18"):
        name = DIMENSIONS[dimension].label.lower()
        yield (
            f"Brief, of {INDICATORS} by {name}",
            *both(lambda differ, by=dimension: brief_claims(rng, pages, by, differ=differ), "{:.2f}"),
        )
    alike, differ = places_claims(rng, worlds, differ=False), places_claims(rng, worlds, differ=True)
    yield "Where, some place stands apart", f"{alike[0]:.1%}", f"{differ[0]:.1%}"
    yield "Where, … by counting alone", "", f"{many_areas_by_chance(rng, worlds):.1%}"
    yield "Where, deprived and worse than it explains", f"{alike[1]:.1%}", f"{differ[1]:.1%}"
    for points in (4, 5, 6, 8, 12, 17):
        yield (
            f"trend, {points} points: no memory, memory 0.6",
            f"{trend_claims(rng, 10 * worlds, points, 0):.1%}",
            f"{trend_claims(rng, 10 * worlds, points, 0.6):.1%}",
        )
    yield "some ethnic group stands out from everyone", *both(lambda differ: groups_named(rng, worlds, differ=differ))
    for spread in (0.25, 1.0, 4.0):
        held = f"{ranks_held(rng, worlds, spread):.1%}"
        yield f"ranks hold the true one, spread {spread:g} of the error", held, ""
    for pilots in (1, 2, 3, 5):
        yield (
            f"pilots, {pilots} against 6, against 12",
            f"{pilot_claims(rng, 10 * worlds, pilots, 6):.1%}",
            f"{pilot_claims(rng, 10 * worlds, pilots, 12):.1%}",
        )
    for points in (5, 6, 8, 12, 17):
        yield (
            f"power: a trend, {points} points: no memory, memory 0.6",
            f"{trends_found(rng, 10 * worlds, points, 0):.1%}",
            f"{trends_found(rng, 10 * worlds, points, 0.6):.1%}",
        )
    found = borrowed_gap_claims(rng, worlds, 8, gap=0.1)
    yield "power: a gap of 10%, alone, borrowed of 8", f"{found[0]:.1%}", f"{found[1]:.1%}"
    for gap in (0.02, 0.05, 0.1):
        yield (
            f"power: a gap of {gap:.0%} is found",
            *both(lambda differ, size=gap: gap_claims(rng, worlds, differ=differ, clusters=True, gap=size)),
        )


def main(worlds: int) -> None:
    """Print the table."""
    print(f"{'claimed where there is none':50} {'alike':>10} {'differ':>10}")
    for claim, alike, differ in table(worlds):
        print(f"{claim:50} {alike:>10} {differ:>10}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)

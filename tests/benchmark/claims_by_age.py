"""How often a gap is claimed that is only age, as counted and adjusted: python -m tests.benchmark.claims_by_age [WORLDS].

Worlds in which a value depends on age and nothing else, where deprived groups are younger and areas differ in age too.
"""

import sys

import numpy as np

from components.measures.spread.areas_as_clusters import design_effect, over_areas, shared_correlation
from components.measures.values.age_factor import age_factor
from components.measures.values.proportion import proportion, standard_error
from tests.benchmark.false_claims import AREAS, DIFFER, DIFFER_INSIDE, PEOPLE, Groups, gaps_of

# Value by band of age, shares of everyone, and how far each band leans in older groups and areas.
RATES, SHARES, OLDER = np.array([0.05, 0.2, 0.5]), np.array([0.4, 0.4, 0.2]), np.array([-0.7, 0.0, 0.8])
YOUNGER, AREAS_OLDER = 0.5, 0.15


def groups_by_age(rng: np.random.Generator, worlds: int, *, differ: bool, adjusted: bool, gap: float = 0.0) -> Groups:
    """Fifths of worlds whose only gap is their ages; or with one of `gap` on the scale of log odds beside it."""
    older = YOUNGER * np.linspace(-1, 1, 5) + rng.normal(0, AREAS_OLDER, (worlds, AREAS, 1))
    shares = SHARES * np.exp(older[..., None] * OLDER)
    shares /= shares.sum(axis=-1, keepdims=True)
    people = rng.poisson(PEOPLE * shares).astype(float) + 5
    odds = np.log(RATES / (1 - RATES)) + np.zeros(people.shape) + gap * np.linspace(0.5, -0.5, 5)[:, None]
    if differ:
        odds = (
            odds + rng.normal(0, DIFFER, (worlds, AREAS, 1, 1)) + rng.normal(0, DIFFER_INSIDE, (*people.shape[:3], 1))
        )
    events = rng.binomial(people.astype(int), 1 / (1 + np.exp(-odds))).astype(float)
    x, n = events.sum(axis=-1), people.sum(axis=-1)
    own, whole = np.ones_like(n), np.ones_like(n[:, 0])
    if adjusted:
        for world in range(worlds):
            # Rates by age are those of everyone there, as the product takes them.
            everyone = people[world].sum(axis=(0, 1))
            rates = events[world].sum(axis=(0, 1)) / everyone
            own[world] = age_factor(people[world], rates, everyone)
            whole[world] = age_factor(people[world].sum(axis=0), rates, everyone)
    total, out_of = x.sum(axis=1), n.sum(axis=1)
    counting = standard_error(total, out_of) / whole
    found = over_areas(x, n * own)
    effect = design_effect(found, counting)
    limits = proportion(total / effect, out_of / effect)
    return Groups(
        100 * limits.estimate / whole,
        100 * limits.lower / whole,
        100 * limits.upper / whole,
        100 * counting * np.sqrt(effect),
        np.where(effect > 1, found.freedom, np.inf),
        shared_correlation(found, effect),
    )


def gap_claims(rng: np.random.Generator, worlds: int, *, differ: bool, adjusted: bool, gap: float = 0.0) -> float:
    """Share of worlds whose gap is said to be beyond chance, looked at by itself."""
    found = gaps_of(groups_by_age(rng, worlds, differ=differ, adjusted=adjusted, gap=gap), "deprivation_quintile")
    return float(np.mean([each.verdict in ("worse", "better") for each in found]))


def main(worlds: int) -> None:
    """Print the table."""
    rng = np.random.default_rng(20261129)
    print(f"{'a gap by deprivation is claimed':50} {'alike':>10} {'differ':>10}")
    for gap, adjusted, words in (
        (0.0, False, "only ages differ, as counted"),
        (0.0, True, "only ages differ, adjusted for age"),
        (0.2, True, "a true gap beside it is found, adjusted for age"),
    ):
        alike, differ = (gap_claims(rng, worlds, differ=each, adjusted=adjusted, gap=gap) for each in (False, True))
        print(f"{words:50} {alike:>10.1%} {differ:>10.1%}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)

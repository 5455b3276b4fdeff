"""The same numbers worked out plainly, one at a time, to hold the product's own against."""

import math
from statistics import NormalDist, variance

from scipy.stats import chi2, t

Z95 = NormalDist().inv_cdf(0.975)
Z998 = NormalDist().inv_cdf(0.999)


def wilson(events: float, people: float, z: float = Z95) -> tuple[float, float]:
    """Wilson score limits of a share, 0 to 1."""
    share = events / people
    middle = (share + z**2 / (2 * people)) / (1 + z**2 / people)
    half = z * math.sqrt(share * (1 - share) / people + z**2 / (4 * people**2)) / (1 + z**2 / people)
    return middle - half, middle + half


def effect_of_areas(counts: list[float], size: float, events: float, people: float) -> float:
    """How many times larger the areas, all of one `size`, make the variance of a share than the counting of people does."""
    shares = [count / size for count in counts]
    shown = len(counts) * size / people
    error = math.sqrt(variance(shares) / len(shares) * shown)
    share = events / people
    widened = t.ppf(0.975, len(shares) - 1) * error / (Z95 * math.sqrt(share * (1 - share) / people))
    return max(1.0, widened**2)


def over_areas(counts: list[float], size: float, events: float, people: float) -> tuple[float, float, float]:
    """A share, 0 to 1, and its limits when its areas, all of one `size`, differ by more than the counting of people does."""
    effect = effect_of_areas(counts, size, events, people)
    return events / people, *wilson(events / effect, people / effect)


def together(*effects: float) -> float:
    """How far the errors of groups of the same areas go together, where those differ alike in every group."""
    return math.prod(math.sqrt(1 - 1 / effect) for effect in effects)


def byar(events: float, z: float = Z95) -> tuple[float, float]:
    """Byar's limits of a count of 10 or more."""
    above = events + 1
    return (
        events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3,
        above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3,
    )


def exact_poisson(events: float) -> tuple[float, float]:
    """Exact 95% limits of a count."""
    return (chi2.ppf(0.025, 2 * events) / 2 if events else 0.0), chi2.ppf(0.975, 2 * events + 2) / 2


def mover(
    one: tuple[float, float, float], other: tuple[float, float, float], together: float = 0.0
) -> tuple[float, float]:
    """Limits of one − other, each given as value, lower, upper, whose errors correlate (Zou and Donner 2008)."""
    difference = one[0] - other[0]
    below, above = (one[0] - one[1], other[2] - other[0]), (one[2] - one[0], other[0] - other[1])
    spans = [math.sqrt(a**2 + b**2 - 2 * together * a * b) for a, b in (below, above)]
    return difference - spans[0], difference + spans[1]


def fitted_ends(values: list[float], people: list[float]) -> tuple[float, float]:
    """The two ends of the weighted straight line through ordered groups on their middle ranks (0 = most disadvantaged)."""
    total = sum(people)
    shares = [each / total for each in people]
    ranks = [sum(shares[:place]) + share / 2 for place, share in enumerate(shares)]
    middle = sum(share * rank for share, rank in zip(shares, ranks, strict=True))
    level = sum(share * value for share, value in zip(shares, values, strict=True))
    slope = sum(s * (r - middle) * v for s, r, v in zip(shares, ranks, values, strict=True)) / sum(
        s * (r - middle) ** 2 for s, r in zip(shares, ranks, strict=True)
    )
    return level - slope * middle, level + slope * (1 - middle)

"""The small pictures on cards: every group's distance from the one the gap is measured from, on one scale a unit."""

from collections.abc import Iterable

from components.charts.dot_strip import StripGroup, dot_strip
from components.findings.gaps import ShownGap
from components.findings.indicator_gaps import IndicatorGap, gap_ends
from components.style.numbers import Unit, number

# How far a scale reaches to the better and to the worse side of no gap.
Reach = tuple[float, float]


def reaches(cards: Iterable[IndicatorGap]) -> dict[str, Reach]:
    """By indicator, the scale that it shares with the others in its unit, so that a longer line is a larger gap.

    Need, which is more or less and not better or worse, has a scale of its own.
    """
    cards = list(cards)
    found: dict[tuple[str, bool], Reach] = {}
    for each in cards:
        low, high = found.get(_scale(each), (0.0, 0.0))
        distances = [distance for _, distance, _ in _distances(each)]
        found[_scale(each)] = min(low, *distances, 0.0), max(high, *distances, 0.0)
    return {each.indicator.id: found[_scale(each)] for each in cards}


def _scale(found: IndicatorGap) -> tuple[str, bool]:
    return found.unit.gap_words, found.indicator.judged


def card_strip(found: IndicatorGap, reach: Reach) -> str:
    """The picture on a card: the group that the gap is about as a square, worse to the right of no gap, as SVG."""
    groups = sorted(_distances(found), key=lambda each: each[0] != found.gap.disadvantaged)
    return dot_strip(
        [StripGroup(found.dimension.short_of(group), distance, colour) for group, distance, colour in groups],
        reach=reach,
        ends=_ends(found, reach, found.unit),
        alt=f"{found.indicator.short_name} by {found.dimension.phrase}: {gap_ends(found)}",
    )


def _distances(found: IndicatorGap) -> list[tuple[str, float, str]]:
    """Each group's code, how far on the worse side of the reference it lies (more recorded, for need), and its colour."""
    if not isinstance(found.gap, ShownGap):
        return []
    sign = -1 if found.indicator.judged and found.indicator.higher_is_better else 1
    return [(group, sign * (value - found.gap.reference_value), colour) for group, value, colour in found.strip]


def _ends(found: IndicatorGap, reach: Reach, unit: Unit) -> tuple[str, str]:
    better, worse = ("better", "worse") if found.indicator.judged else ("less", "more")
    low, high = (number(abs(each), unit.decimals) for each in reach)
    return (f"{low} {better}" if reach[0] < 0 else "", f"{high} {worse}" if reach[1] > 0 else "")

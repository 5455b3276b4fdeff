"""Did the pilot work? The verdicts, each with a symbol and a phrase, and the rules that lead to them."""

from dataclasses import dataclass

WORKED, WORSE, NOT_AS_EXPECTED = "worked", "worse", "not as expected"
CANNOT_SHOW, NO_CLEAR_EFFECT = "cannot show", "no clear effect"
CHANCE_HIGH, TRENDS_DIFFERED, CANNOT_TELL = "chance high", "trends differed", "cannot tell"
DEMAND_ROSE, DEMAND_HELD = "demand rose", "demand held"


@dataclass(frozen=True)
class Verdict:
    """A verdict's code, its symbol (so that colour is never alone), a short phrase and what it means."""

    code: str
    symbol: str
    phrase: str
    meaning: str


VERDICTS = {
    each.code: each
    for each in (
        Verdict(WORKED, "▲", "better than its comparators", "It did better, beyond chance and beyond earlier trends."),
        Verdict(WORSE, "▼", "worse than its comparators", "It did worse than its comparators, beyond chance."),
        Verdict(
            NOT_AS_EXPECTED,
            "✕",
            "not the effect expected",
            "No effect beyond chance, and one as large as expected is ruled out.",
        ),
        Verdict(
            CANNOT_SHOW,
            "?",
            "too small to show here",
            "An effect of the size expected could not be told from chance with these figures.",
        ),
        Verdict(
            NO_CLEAR_EFFECT, "○", "no clear effect", "No effect beyond chance; the size expected is not ruled out."
        ),
        Verdict(
            CHANCE_HIGH,
            "↺",
            "would have come back by itself",
            "It looks better only beside the figures it was picked for; what fell is what would have come back by itself.",
        ),
        Verdict(
            TRENDS_DIFFERED,
            "≠",
            "trends differed beforehand",
            "Pilot and comparators were already moving apart, so the comparison cannot say.",
        ),
        Verdict(CANNOT_TELL, "–", "cannot tell", "The figures needed are not there."),
        Verdict(DEMAND_ROSE, "↑", "demand rose", "More demand than at its comparators, beyond chance."),
        Verdict(DEMAND_HELD, "=", "demand held", "Demand did not rise by more than was allowed for."),
    )
}


@dataclass(frozen=True)
class EffectEvidence:
    """What a verdict rests on: limits of the effect, whether earlier trends differed (None = cannot be checked), the
    lower limit of the naive estimate (None = not picked), the size expected and the smallest that can be shown."""

    lower: float
    upper: float
    trends_differed: bool | None
    naive_lower: float | None
    expected: float | None
    smallest: float | None


def verdict_of(found: EffectEvidence, *, demand: bool = False) -> str:
    """The code of the verdict, most serious objection first.

    Trends that differed stop every claim. Then what is beyond chance is said ('worked', 'worse'), unless earlier trends
    cannot be checked at all. Of what is not beyond chance: a chance high that went away, an expected size ruled out, one
    that these figures could never show, and else no clear effect.
    """
    if demand:
        return _demand(found)
    if found.trends_differed:
        return TRENDS_DIFFERED
    if found.lower > 0 or found.upper < 0:
        return CANNOT_TELL if found.trends_differed is None else (WORKED if found.lower > 0 else WORSE)
    if found.naive_lower is not None and found.naive_lower > 0:
        return CHANCE_HIGH
    if found.expected is not None and found.upper < found.expected:
        return NOT_AS_EXPECTED
    if found.expected is not None and found.smallest is not None and found.smallest > found.expected:
        return CANNOT_SHOW
    return NO_CLEAR_EFFECT


def _demand(found: EffectEvidence) -> str:
    """For demand sent elsewhere a rise beyond chance, no rise beyond what is allowed for, or neither can be said."""
    if found.trends_differed or (found.trends_differed is None and found.lower > 0):
        return CANNOT_TELL
    if found.lower > 0:
        return DEMAND_ROSE
    allowed = 0.0 if found.expected is None else found.expected
    return DEMAND_HELD if found.upper <= allowed else CANNOT_TELL

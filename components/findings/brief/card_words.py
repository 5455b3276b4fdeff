"""What a gap's card says: how large the gap is and for whom, where it stands, and how many people levelling up would mean."""

from components.findings.gap_verdicts import LEVELLING_DOWN
from components.findings.indicator_gaps import IndicatorGap
from components.findings.wording import direction, group_words, place_words
from components.style.numbers import gap, rounded_count

VERDICT_WORDS = {
    "worse": "▼ clearly worse off",
    "better": "▲ clearly better off",
    "higher": "↑ clearly more recorded",
    "lower": "↓ clearly less recorded",
    "unclear": "● no clear gap",
    "no interval": "? cannot tell",
    "cannot tell": "? cannot tell",
}
# The field's own name for it tells a board nothing.
TREND_TOLD = {LEVELLING_DOWN: "narrower because the better-off got worse"}
TREND_WORDS = {
    "narrowing": "↘ gap narrowing",
    LEVELLING_DOWN: f"⤓ {TREND_TOLD[LEVELLING_DOWN]}",
    "widening": "↗ gap widening",
    "no clear change": "→ no clear change",
    "cannot tell": "? too few periods for a trend",
}
# What hidden counts and people of unknown group could still change.
DOUBT_WORDS = dict.fromkeys(("could_vanish", "could_be_reversed"), "? too much is unrecorded to be sure")


def doubted(found: IndicatorGap) -> bool:
    """Whether people of no recorded group, or hidden counts, could undo a gap that is clear as recorded."""
    return found.verdict != "unclear" and found.conclusion in DOUBT_WORDS


def verdict_words(found: IndicatorGap) -> str:
    """How the disadvantaged group fares, with its mark: clearly, or as recorded where the unrecorded could undo it.

    A card that said both 'clearly' and 'to be sure' would leave a board to choose.
    """
    words = VERDICT_WORDS[found.verdict]
    return f"{words.replace('clearly ', '')} as recorded" if doubted(found) and "clearly" in words else words


def age_mark(found: IndicatorGap) -> str:
    """Whether a gap is adjusted for age; '' where the values come standardised."""
    if found.indicator.value_type == "standardised_rate":
        return ""
    return "adjusted for age" if found.for_age else "not adjusted for age"


# Where nobody can tell whether there is a gap, that is what is read from afar, and its size stands below.
UNTOLD = "no interval"


def afar_words(found: IndicatorGap) -> str:
    """What a card says in large type: the gap's size where one can be told, else that nobody can tell."""
    return "We cannot tell whether there is a gap" if found.verdict == UNTOLD else size_words(found)


def untold_words(found: IndicatorGap) -> str:
    """The size of a gap that cannot be told from chance, with why not; '' for one that can be."""
    if found.verdict != UNTOLD:
        return ""
    return f"As counted: {size_words(found)}; published without an interval, so this can be chance"


def size_words(found: IndicatorGap) -> str:
    """The gap's size and place, e.g. '7.1 percentage points higher in the most deprived fifth'; '' without a gap."""
    if found.gap.plain is None:
        return ""
    place = place_words(found.dimension, found.gap.disadvantaged)
    return f"{gap(found.gap.plain, found.unit)} {direction(found.gap.plain)} {place}"


def level_words(found: IndicatorGap) -> str:
    """How many people or events of the period levelling up would mean, for a gap beyond chance that counts them; else ''."""
    if found.people is None or not found.people_lower or found.verdict != "worse":
        return ""
    more = "more" if found.indicator.higher_is_better else "fewer"
    best = group_words(found.dimension, found.gap.reference)
    count = rounded_count(found.people, found.hidden_to)
    counted = f"{count[0].upper()}{count[1:]} {more} {found.indicator.event_noun} in {found.period}"
    return f"{counted} if all did as well as {best}"

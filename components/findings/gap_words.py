"""How a gap is told: its headline, how sure it is, and what its limits allow for."""

from components.findings.gaps import Gap, ShownGap
from components.findings.like_indicators import Borrowed
from components.findings.question import Question
from components.findings.wording import direction, group_phrase, place_phrase
from components.style.numbers import COUNT, gap, interval, number
from data.contract.vocabulary import LEVEL_LABELS

NO_INTERVAL = "No interval was published, so we cannot tell whether this is more than chance."


def gap_headline(question: Question, found: ShownGap) -> str:
    """The gap in one line; that there is no clear one where chance could make it, or that nobody can tell."""
    if found.verdict == "unclear":
        one, other = (group_phrase(question, group) for group in (found.disadvantaged, found.reference))
        return f"{question.subject}: no clear gap between {one} and {other}"
    if found.verdict == "no interval":
        return f"{question.subject}: we cannot tell whether the gap is more than chance"
    size = gap(found.plain, question.unit)
    return f"{question.subject}: {size} {direction(found.plain)} {place_phrase(question, found.disadvantaged)}"


def sure_words(question: Question, found: ShownGap) -> str:
    """Between what the gap lies, and what to make of that, as a sentence."""
    if found.sized_interval is None or found.verdict == "no interval":
        return NO_INTERVAL
    limits = interval(*found.sized_interval, question.unit)
    whole = f"{limits} {question.unit.gap_words}".rstrip()
    if found.one_among_many:
        return (
            f"By itself the gap would be {whole}; but of all the gaps of {question.area_name} looked at together, "
            "chance could have made one like it."
        )
    if found.verdict == "unclear":
        return f"The true gap could be {limits}, so it may be nothing."
    return f"The gap is {whole}."


def limits_words(found: Gap) -> str:
    """What the gap's limits allow for beside the number of people, as a sentence; '' where there are none."""
    if found.lower is None:
        return ""
    picked = ""
    if found.picked_of > 2:
        picked = (
            f" The two groups were picked as the furthest apart of {number(found.picked_of, COUNT.decimals)}, and the "
            "limits of the gap are wider for it."
        )
    bunches = " and so for some people having the event many times" if found.bunched else ""
    if found.areas:
        kind = LEVEL_LABELS[found.areas].lower()
        return f"The limits allow for how {kind} differ among themselves{bunches}.{picked}"
    if found.borrowed is not None:
        return f"{_borrowed_words(found.borrowed, bunches)}{picked}"
    return (
        "The limits are of sampling error only: no counts are given of the areas that make these groups up, so how far they "
        f"differ among themselves cannot be allowed for.{picked}"
    )


def _borrowed_words(lent: Borrowed, bunches: str) -> str:
    """What limits without areas of their own rest on, as sentences."""
    if not lent.of:
        return (
            "No counts are given that would show how far events of the same people come in bunches: the limits are taken to "
            "be twice as wide as of events that come one by one. How areas differ is not allowed for."
        )
    return (
        f"No counts are given of the areas that make these groups up: the limits take them to differ as much as "
        f"{lenders_words(lent)} do{bunches}. That is borrowed, not measured."
    )


def lenders_words(lent: Borrowed) -> str:
    """From what a spread of areas was borrowed: 'those of 12 indicators like it, the middle one of them'."""
    by = f" by {lent.by}" if lent.by else ""
    if lent.own:
        return f"this indicator’s{by or ' in other groups or periods'}"
    return f"those of {number(lent.of, COUNT.decimals)} indicators like it{by} (the middle one)"

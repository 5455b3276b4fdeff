"""Who trusts us? Experience, continuity, and confidence and trust, each by group on one picture."""

from components.findings.finding import Finding, nothing_to_show
from components.findings.gaps_side_by_side import gaps_in_percent, gaps_side_by_side
from components.findings.going_on import going_on
from components.findings.question import Question
from components.findings.recording_rows import lacks
from components.style.numbers import number
from data.contract.vocabulary import DIMENSIONS, TOTAL

QUESTION = "Who trusts us, and who sees someone they know?"
DOMAINS = ("experience", "continuity")
_NEEDS = "measures of experience, continuity or confidence and trust, given by deprivation or ethnic group"
_FIRST = "trust"
# Of more measures than these the first are named.
_NAMED = 3


def experience_finding(question: Question) -> Finding:
    """Each measure's groups on one line, its gap in words; confidence and trust first."""
    gaps = gaps_in_percent(question, DOMAINS)
    gaps.sort(key=lambda one: _FIRST not in one.indicator.short_name.lower())
    found = gaps_side_by_side(
        question,
        gaps,
        id="trust_experience",
        asks=QUESTION,
        of="experience and continuity",
        first=_FIRST,
        caution=(
            "People who avoid services because they do not trust them are the least likely to be asked, so real gaps may be "
            "wider than any survey's."
        ),
    )
    return found or _overall(question, hidden=bool(gaps))


def _overall(question: Question, *, hidden: bool) -> Finding:
    """Where no gap can be shown: because a group of each is hidden, or because measures are of everyone together only."""
    if hidden:
        why = (
            f"In {question.area_name} a group of every measure is hidden or was not collected, so no gap can be shown."
        )
        return nothing_to_show("trust_experience", QUESTION, why, method="gap", source=question.source)
    codes = [one for one in going_on(question.dataset).values() if one.domain in DOMAINS]
    given = []
    for one in codes:
        periods = question.dataset.periods(one.id, level="icb", dimension=TOTAL)
        if len(periods):
            given.append(one.short_name)
    what = "Experience, continuity and trust by group"
    if given:
        by = " or ".join(DIMENSIONS[code].phrase for code in ("deprivation_quintile", "ethnic_group"))
        what = f"{number(len(given))} measures are loaded for everyone together ({_some(given)}). What they are by {by}"
    return lacks(question, "trust_experience", QUESTION, what, _NEEDS, method="gap")


def _some(names: list[str]) -> str:
    """The first few of many names, and how many more there are."""
    return (
        ", ".join(names)
        if len(names) <= _NAMED + 1
        else f"{', '.join(names[:_NAMED])} and {number(len(names) - _NAMED)} more"
    )

"""Which gaps the Brief shows as cards, and whether each holds when it is looked at in other ways."""

from components.findings.brief.brief import HEADLINE_DOMAINS
from components.findings.indicator_gaps import IndicatorGap, indicator_gaps
from components.findings.question import Question
from components.findings.robustness import Robustness, robustness_of
from data.contract.vocabulary import DOMAINS

_DOMAINS_SHOWN = _CARDS_A_DOMAIN = 3
# A gap as its card shows it, and the mark that says whether it holds otherwise.
Card = tuple[IndicatorGap, str]


def shown_cards(question: Question) -> dict[str, list[Card]]:
    """The first gaps of the first domains that have any, access, continuity and outcomes before others."""
    gaps = indicator_gaps(question)
    present = [each for each in DOMAINS if any(found.indicator.domain == each for found in gaps)]
    ordered = [each for each in HEADLINE_DOMAINS if each in present] + [e for e in present if e not in HEADLINE_DOMAINS]
    shown = {
        domain: [each for each in gaps if each.indicator.domain == domain][:_CARDS_A_DOMAIN]
        for domain in ordered[:_DOMAINS_SHOWN]
    }
    marks = iter(robustness_of(question, [each for found in shown.values() for each in found]))
    return {domain: [(each, otherwise_mark(next(marks))) for each in found] for domain, found in shown.items()}


def otherwise_mark(found: Robustness) -> str:
    """Whether a conclusion holds in other ways to look, as a card marks it; '' where there is none to hold."""
    return f"{'◑' if found.otherwise else '✓'} {found.mark}" if found.mark else ""

"""A pilot as it was declared: what, where, when, for whom, beside whom, on what budget."""

from components.findings.pilots.case import pilot_cases
from components.findings.pilots.rows import about_pilot
from components.findings.question import Question
from components.findings.recording_rows import listed
from components.style.dates import day_words
from components.style.numbers import number, pounds

_MOST_NAMED = 3


@about_pilot
def declared_words(question: Question, pilot_id: str) -> tuple[tuple[str, str], ...]:
    """Headings and words of a pilot's declaration, in reading order; what was left empty is left out."""
    case = pilot_cases(question.dataset)[pilot_id]
    here = listed([question.dataset.area_name(code) for code in case.areas]) if case.areas else ""
    until = "" if case.end is None else f" to {day_words(case.end)}"
    told = (
        ("What", case.what),
        ("Where and when", f"{here}, {day_words(case.start)}{until}".strip(", ")),
        ("For whom", ". ".join(each.rstrip(".") for each in (case.cohort, case.eligibility) if each)),
        ("Why here", case.picked_why),
        ("Beside whom", _comparators(question, case.comparators, case.comparators_why)),
        ("Budget and owner", "; ".join(each for each in (_budget(case.budget_gbp), case.owner_role) if each)),
    )
    return tuple((heading, words) for heading, words in told if words)


def _budget(budget: float | None) -> str:
    return "" if budget is None else pounds(budget)


def _comparators(question: Question, codes: tuple[str, ...], why: str) -> str:
    if not codes:
        return "No comparators are declared"
    names = [question.dataset.area_name(code) for code in codes]
    who = listed(names) if len(names) <= _MOST_NAMED else f"{number(len(names))} neighbourhoods"
    return f"{who}. {why}" if why else who

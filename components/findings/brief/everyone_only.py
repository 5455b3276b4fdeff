"""What a dataset gives for everyone together only: no group can be compared, but the board can see where it stands."""

import pandas as pd

from components.findings.against_country import AGAINST_WORDS
from components.findings.everyone_values import EveryoneValue, everyone_values
from components.findings.finding import Finding, nothing_to_show
from components.findings.going_on import going_on
from components.findings.newest_gaps import dimension_for
from components.findings.question import Question
from components.findings.table import Column, Table
from components.style.numbers import number
from data.contract.vocabulary import DOMAIN_LABELS, DOMAINS

QUESTION = "What do we know for everyone together, but not by group?"


def everyone_only(question: Question) -> list[EveryoneValue]:
    """Judged indicators that have no gap in the area in focus, by domain: those of a domain with no gap at all come first.

    Within a domain, those on which the area is clearly worse than England come first.
    """
    judged = [code for code, each in going_on(question.dataset).items() if each.judged]
    without = [code for code in judged if dimension_for(question, code) is None]
    told = {question.dataset.indicators[code].domain for code in judged if code not in without}
    if not without:
        return []
    found = [each for each in everyone_values(question) if each.indicator.id in without]
    names = list(question.dataset.indicators)
    return sorted(
        found,
        key=lambda each: (
            each.indicator.domain in told,
            DOMAINS.index(each.indicator.domain),
            each.against != "worse",
            names.index(each.indicator.id),
        ),
    )


def everyone_only_finding(question: Question) -> Finding:
    """Those values as one table, with how many there are and what would be needed to compare groups."""
    found = everyone_only(question)
    if not found:
        why = f"Every indicator here is given by {question.dimension.phrase}."
        return nothing_to_show("brief_everyone", QUESTION, why, method="gap")
    every = len(found)
    one = every == 1
    return Finding(
        id="brief_everyone",
        question=QUESTION,
        headline=f"{number(every)} indicator{' is' if one else 's are'} given for everyone together only{_standing(found)}",
        sentence=(
            f"Who fares worst on {'it' if one else 'them'} cannot be told from this dataset: that would take the same "
            f"figures by {question.dimension.phrase}."
        ),
        table=_table(found),
        how_to_read=(
            "Each is the newest value for everyone in the area, beside England's of the same period where it is loaded. "
            "Those that people were asked in a survey are judged against England, with at most 5% of what is called clear "
            "being chance, all taken together; counts of everyone are shown beside England's and not judged: how far boards "
            "differ anyway is not known from two of them. An average can hide a gap."
        ),
        method="gap",
        source=question.synthetic_note.strip() or "Source: as named where each indicator is looked at.",
        period="newest period of each indicator",
        names=tuple(each.indicator.short_name for each in found),
    )


def _standing(found: list[EveryoneValue]) -> str:
    """On how many the area is clearly worse and better than England, where any could be judged."""
    against = [each.against for each in found]
    if not any(against):
        return ""
    worse, better = against.count("worse"), against.count("better")
    if not worse and not better:
        return ": none clearly different from England"
    return f": clearly worse than England on {number(worse)}, better on {number(better)}"


def _table(found: list[EveryoneValue]) -> Table:
    rows = [
        {
            "domain": DOMAIN_LABELS[each.indicator.domain],
            "indicator": each.indicator.short_name,
            "value": each.value_words,
            "country": each.country_words or "not loaded",
            "against": AGAINST_WORDS[each.against] or ("not judged" if each.country_words else ""),
            "period": each.period,
        }
        for each in found
    ]
    heads = {
        "domain": "Domain",
        "indicator": "Indicator",
        "value": "Everyone here",
        "country": "England",
        "against": "Against England",
        "period": "Period",
    }
    together = {"domain": "All", "indicator": f"{number(len(found))} given for everyone only"}
    frame = pd.DataFrame([*rows, together | {"against": _standing(found).removeprefix(": ")}])
    return Table(tuple(Column(key, label) for key, label in heads.items()), frame.fillna(""))

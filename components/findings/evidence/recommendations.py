"""What works, and how sure is that? Recommendations in the brief's own order, with the indicators that would show them."""

import pandas as pd

from components.findings.evidence.pattern import grade_counts
from components.findings.evidence.use import EvidenceInUse, EvidenceStanding, evidence_in_use
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.table import Column, Table
from components.style.numbers import number
from data.evidence.certainty import WHOLE_CAVEAT

QUESTION = "What works, and how sure is that?"
_HEADS = {
    "title": "Recommendation",
    "says": "What it says",
    "audience": "Who acts",
    "certainty": "How sure",
    "principle": "Principle",
    "indicator": "Indicator here",
    "how": "Matched by",
    "gap": "Gap",
    "verdict": "Disadvantaged group is",
    "trend": "Gap is",
    "period": "Period",
    "cited": "Who says so",
}


def recommendations(question: Question) -> tuple[EvidenceInUse, ...]:
    """The recommendations in the brief's own order, never by certainty, and then the team's own entries."""
    found = evidence_in_use(question)
    given = [each for each in found if each.entry.kind == "recommendation" and not each.entry.local]
    own = [each for each in found if each.entry.local and each.entry.kind in ("recommendation", "local")]
    return (*given, *own)


def recommendations_finding(question: Question) -> Finding:
    """Each recommendation, who acts, how sure, and how the indicators that would show it stand now in the area in focus."""
    entries = recommendations(question)
    if not entries:
        return nothing_to_show("evidence", QUESTION, "The table of evidence holds no recommendation.", method="gap")
    worse = sum(any(each.verdict == "worse" for each in entry.standings) for entry in entries)
    blind = sum(not entry.standings for entry in entries)
    return Finding(
        id="evidence",
        question=QUESTION,
        headline=_headline(entries, worse),
        sentence=_sentence(entries, blind),
        table=Table(tuple(Column(key, label) for key, label in _HEADS.items()), _frame(entries, worse, blind)),
        how_to_read=(
            "Recommendations come in the brief's own order and not by certainty. Beside each stand the indicators loaded "
            "here that would show it, the largest gap first, with how the disadvantaged group fares now (worse or better is "
            "said beyond chance only) and whether the gap is closing. A gap beside a recommendation says where it could "
            "matter; it does not say that the recommendation was followed, or would close it. Which indicators would show "
            "it is this project's choice."
        ),
        method="gap",
        source=f"{entries[0].entry.citation}{question.synthetic_note}",
        period="newest period of each indicator",
        names=tuple(each.entry.title for each in entries),
    )


def _headline(entries: tuple[EvidenceInUse, ...], worse: int) -> str:
    own = sum(each.entry.local for each in entries)
    also = f" and {number(own)} of our own" if own else ""
    given = f"{number(len(entries) - own)} recommendations{also}"
    if not worse:
        return f"{given}: no indicator here shows a clear gap for any of them"
    return f"{given}: for {number(worse)} of them a gap here is clearly worse"


def _sentence(entries: tuple[EvidenceInUse, ...], blind: int) -> str:
    unseen = "" if not blind else f" No indicator loaded here would show {number(blind)} of them."
    return f"The evidence is {grade_counts(entries)}.{unseen} {WHOLE_CAVEAT}"


def _frame(entries: tuple[EvidenceInUse, ...], worse: int, blind: int) -> pd.DataFrame:
    rows = []
    for entry in entries:
        rows += [_row(entry, each) for each in entry.standings] or [_row(entry, None)]
    own = sum(each.entry.local for each in entries)
    rows.append(
        dict.fromkeys(_HEADS, "")
        | {
            "title": f"All {number(len(entries) - own)} recommendations, {number(own)} of our own",
            "certainty": grade_counts(entries),
            "indicator": f"none for {number(blind)}",
            "verdict": f"worse for {number(worse)}",
        }
    )
    return pd.DataFrame(rows)


def _row(entry: EvidenceInUse, standing: EvidenceStanding | None) -> dict[str, str]:
    found = standing.found if standing is not None else None
    return {
        "title": entry.entry.title + (" (local)" if entry.entry.local else ""),
        "says": entry.entry.says,
        "audience": ", ".join(entry.entry.audience),
        "certainty": entry.certainty,
        "principle": ", ".join(entry.entry.principle),
        "indicator": standing.indicator.short_name if standing is not None else entry.lacking,
        "how": entry.how,
        "gap": standing.gap_words if standing is not None else "–",
        "verdict": standing.verdict if standing is not None else "–",
        "trend": found.trend if found is not None else "–",
        "period": found.period if found is not None else "–",
        "cited": entry.entry.source,
    }

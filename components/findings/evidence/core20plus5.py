"""Which Core20PLUS5 areas can we see here? Adults' five, children's five and smoking, each by an indicator or by none."""

import pandas as pd

from components.findings.clinical_areas import FOR_WHOM
from components.findings.evidence.use import EvidenceInUse, evidence_in_use
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.style.numbers import number
from data.evidence.reading import built_in

QUESTION = "Which Core20PLUS5 areas can we see here?"
_HEADS = {
    "area": "Core20PLUS5 area",
    "whom": "For",
    "indicator": "Indicators here",
    "stands": "How they stand now",
}


def core20plus5_areas(question: Question) -> tuple[EvidenceInUse, ...]:
    """The clinical areas in the framework's order: adults' five, smoking, children's five."""
    return tuple(
        each for each in evidence_in_use(question) if each.entry.core20plus5 and each.entry.part_of in FOR_WHOM
    )


def core20plus5_seen_finding(question: Question) -> Finding:
    """How many of the framework's clinical areas have an indicator here, and what the others would take."""
    areas = core20plus5_areas(question)
    if not areas:
        return nothing_to_show("evidence_core20plus5", QUESTION, "The table of evidence names no area.", method="gap")
    seen = {parent: [bool(each.standings) for each in areas if each.entry.part_of == parent] for parent in FOR_WHOM}
    total = sum(map(sum, seen.values()))
    frame = pd.DataFrame([_row(each) for each in areas])
    parts = [
        f"{words}: {number(sum(seen[parent]))} of {number(len(seen[parent]))}"
        for parent, words in FOR_WHOM.items()
        if seen[parent]
    ]
    frame = with_row(
        frame, area=f"All {number(len(areas))} areas", indicator=f"{number(total)} seen", stands="; ".join(parts)
    )
    return Finding(
        id="evidence_core20plus5",
        question=QUESTION,
        headline=f"Core20PLUS5: {_some(total)} of its {number(len(areas))} clinical areas can be seen here",
        sentence=_sentence(seen),
        table=Table(tuple(Column(key, label) for key, label in _HEADS.items()), frame.fillna("")),
        how_to_read=(
            f"{built_in()['core20plus5'].says} An area is seen where an indicator of this dataset is tagged to it. A "
            "register of people of all ages is not counted for children."
        ),
        method="gap",
        source=f"Framework: {built_in()['core20plus5'].citation}{question.synthetic_note}",
        period="newest period of each indicator",
        names=("Core20PLUS5",),
    )


def _sentence(seen: dict[str, list[bool]]) -> str:
    parts = [
        f"{_some(sum(found))} of {number(len(found))} for {words}"
        for parent, words in (("core20plus5_adults", "adults"), ("core20plus5_children", "children and young people"))
        if (found := seen[parent])
    ]
    smoking = (
        "stopping smoking, which cuts across them, can be seen"
        if any(seen["core20plus5"])
        else ("stopping smoking, which cuts across them, cannot")
    )
    return f"{', '.join(parts).capitalize()}; {smoking}."


def _some(many: int) -> str:
    return number(many) if many else "none"


def _row(area: EvidenceInUse) -> dict[str, str]:
    stands = "; ".join(f"{each.verdict_words}, {each.trend_words}".rstrip(", ") for each in area.standings)
    return {
        "area": area.entry.title,
        "whom": FOR_WHOM[area.entry.part_of],
        "indicator": ", ".join(each.indicator.short_name for each in area.standings) or "none",
        "stands": stands or area.lacking,
    }

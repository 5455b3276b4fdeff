"""A pilot as one entry of evidence that another board can take in: what was done, what was seen, and who says so."""

import re

import pandas as pd

from components.findings.pilots.business_case import business_case_finding
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.story import story_of
from components.findings.question import Question
from components.style.dates import month_words
from components.style.numbers import number
from data.contract.evidence_tables import ELSEWHERE, EVIDENCE
from data.evidence.certainty import NOT_GRADED

_INVENTED = "Invented data, not a real place or real people. "


@about_pilot
def learning_entry(question: Question, pilot_id: str) -> pd.DataFrame:
    """One row of the table `evidence`, of kind learning.

    It holds effects and pounds, which are of many people, and no count, no neighbourhood, no owner: what a team wrote of its
    pilot (its name, kind and what is done) goes as written.
    """
    story, case_finding = story_of(question, pilot_id), business_case_finding(pilot_id)(question)
    case, manifest = story.case, question.dataset.manifest
    invented = _INVENTED if manifest.synthetic else ""
    done = f"{case.what.rstrip('.')}. " if case.what else ""
    cost = (
        ""
        if case_finding.verdict == "cannot tell"
        else f" Cost: {case_finding.headline.removeprefix(f'{case.name}: ')}."
    )
    compared = 0 if story.effect is None else story.effect.n_comparators
    judged = (
        f"Beside {number(compared)} neighbourhoods without it; not a trial."
        if compared
        else "Not compared; not a trial."
    )
    entry = {
        "evidence_id": f"{ELSEWHERE}{_plain(manifest.area_name)}_{_plain(case.id)}",
        "kind": "learning",
        "title": f"{case.name}: {story.title[0].lower()}{story.title[1:]}",
        "says": f"{invented}{done}{story.line}{cost}",
        "certainty": NOT_GRADED,
        "would_show": story.outcome,
        "pages": "pilots",
        "source": manifest.area_name,
        "citation": f"{invented}{manifest.area_name}, a pilot since {month_words(case.start)}. {judged}",
    }
    return pd.DataFrame([dict.fromkeys(EVIDENCE.columns, "") | entry])


def _plain(words: str) -> str:
    """Words as a part of an id: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")

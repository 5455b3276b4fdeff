"""What was decided about this place, and did it show? The register of the page Decisions, of one area."""

from dataclasses import dataclass, replace
from datetime import date

from components.findings.decisions.agenda import first_to_review, reviewed
from components.findings.decisions.register import KINDS, decisions_finding
from components.findings.decisions.status import belongs_here
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.within import neighbourhoods_within
from components.findings.question import Question
from components.findings.recording_rows import source_of
from data.journal.entry_history import Record

ID, METHOD = "profile_decisions", "signal"
QUESTION = "What was decided about this place, and did it show?"


@dataclass(frozen=True)
class DecidedHere:
    """The question of a journal as it stands on a day; equal for equal records, by which its answer is kept."""

    records: tuple[Record, ...]
    today: date

    def __call__(self, question: Question) -> Finding:
        """The records about the area in focus and the neighbourhoods in it, held against the newest figures."""
        dataset = question.dataset
        places = {question.selection.area, *neighbourhoods_within(question).index}
        kept = [each for each in self.records if each.entry.kind in KINDS and belongs_here(each.entry, dataset)]
        here = [each for each in kept if each.entry.area_code in places]
        if not here:
            why = "What is decided is kept in the journal with the figure as it stood, and held against each later release."
            source = source_of(question, "the journal of decisions")
            found = nothing_to_show(ID, QUESTION, why, method=METHOD, source=source)
            return replace(found, headline=f"Nothing is decided about {question.area_name} yet")
        first, beyond = first_to_review(here)
        found = decisions_finding(reviewed(first, dataset, self.today), dataset, beyond)
        return replace(found, id=ID, question=QUESTION, headline=f"In {question.area_name}, {_lower(found.headline)}")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]

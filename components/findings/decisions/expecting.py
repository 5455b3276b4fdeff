"""What a decision may be expected to change, and the signal that is kept of it."""

from dataclasses import dataclass
from datetime import date

from components.findings.decisions.gap import GapStanding, standing_gap, standing_value
from components.findings.question import Question
from components.findings.wording import place_phrase
from components.style.numbers import gap
from data.contract.vocabulary import TOTAL
from data.journal.entry import Signal

NARROW, RISE, FALL, NOTHING = "narrow", "rise", "fall", "nothing"
NOTHING_WORDS = "No figure here will show it"


@dataclass(frozen=True)
class ExpectedChange:
    """One thing that may be expected: a code, how it is said before an amount, and the figure it would change.

    `standing` is None for NOTHING: a decision that no figure here will show.
    """

    code: str
    words: str
    standing: GapStanding | None

    @property
    def way(self) -> int:
        """+1 or −1: which way the figure would move. A gap narrows towards 0 from either side."""
        if self.code == NARROW and self.standing is not None:
            return -1 if self.standing.estimate >= 0 else 1
        return 1 if self.code == RISE else -1


def expectations(question: Question) -> list[ExpectedChange]:
    """What can be expected of the selected gap and of the group that is worse off, the likeliest first; NOTHING last."""
    found, standing = [], standing_gap(question)
    if standing is not None and standing.measure == "gap":
        found.append(ExpectedChange(NARROW, "The gap narrows by", standing))
        standing = standing_value(question, standing.disadvantaged)
    if standing is not None:
        where = "" if question.selection.by == TOTAL else f" {place_phrase(question, standing.disadvantaged)}"
        ways = (RISE, FALL) if question.indicator.higher_is_better else (FALL, RISE)
        words = {RISE: f"The figure{where} rises by", FALL: f"The figure{where} falls by"}
        found += [ExpectedChange(way, words[way], standing) for way in ways]
    return [*found, ExpectedChange(NOTHING, NOTHING_WORDS, None)]


def detectable_words(question: Question, expected: ExpectedChange) -> str:
    """How small a change later figures could show, in words, for whoever is about to name a size; '' for NOTHING."""
    if expected.standing is None:
        return ""
    if expected.standing.detectable is None:
        return "These figures come without an interval, so no later change can be told from chance."
    size = gap(expected.standing.detectable, question.unit)
    return f"Figures as precise as these can show a change of about {size}, not a smaller one."


def signal_of(question: Question, expected: ExpectedChange, amount: float, by_when: date) -> Signal | None:
    """The signal to keep: the figure as it stands, and the signed change. None for NOTHING.

    Errors: ValueError for an amount that is not above 0.
    """
    if expected.standing is None:
        return None
    if not amount > 0:
        raise ValueError(f"found {amount:g}, expected a size above 0")
    standing = expected.standing
    return Signal(
        indicator_id=question.indicator.id,
        area_code=question.selection.area,
        dimension=question.selection.by,
        measure=standing.measure,
        period_end=question.period_end.date(),
        estimate=standing.estimate,
        lower=standing.lower,
        upper=standing.upper,
        expected_change=expected.way * amount,
        smallest=0.0,
        by_when=by_when,
        disadvantaged=standing.disadvantaged,
        reference=standing.reference,
    )

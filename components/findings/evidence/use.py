"""Evidence in use: each entry with the indicators here that would show it, and how those stand now."""

from dataclasses import dataclass

from components.findings.brief.card_words import TREND_WORDS, VERDICT_WORDS
from components.findings.going_on import going_on
from components.findings.indicator_gaps import IndicatorGap, indicator_gaps
from components.findings.question import Question
from components.style.numbers import gap
from data.contract.indicator import Indicator
from data.contract.vocabulary import TOTAL
from data.evidence.entry import Evidence
from data.evidence.matching import MATCHES, match
from data.evidence.reading import evidence_of

_CHANCE = ", beyond chance"

# Each indicator with a gap: its place from the largest gap down, and the gap.
_Ranked = dict[str, tuple[int, IndicatorGap | None]]


@dataclass(frozen=True)
class EvidenceStanding:
    """How one indicator stands: its gap in the area in focus, None where it is not given by the groups chosen there."""

    indicator: Indicator
    found: IndicatorGap | None

    @property
    def verdict(self) -> str:
        """The gap's verdict, 'not given' where there is none by these groups."""
        return self.found.verdict if self.found else "not given"

    @property
    def verdict_words(self) -> str:
        """How the disadvantaged group fares, with its mark. 'Worse' and 'better' are said beyond chance only."""
        return VERDICT_WORDS[self.found.verdict].removesuffix(_CHANCE) if self.found else "○ not given by these groups"

    @property
    def trend_words(self) -> str:
        """Whether the gap is closing, with its mark; '' where there is no gap."""
        return TREND_WORDS[self.found.trend] if self.found else ""

    @property
    def words(self) -> str:
        """All of it in one line, e.g. 'Smoking: ▼ worse off · ↗ gap widening'."""
        told = " · ".join(each for each in (self.verdict_words, self.trend_words) if each)
        return f"{self.indicator.short_name}: {told}"

    @property
    def gap_words(self) -> str:
        """The gap's size, or why there is none."""
        if self.found is None:
            return "–"
        return gap(self.found.gap.plain, self.found.unit) if self.found.gap.plain is not None else self.found.gap.reason


@dataclass(frozen=True)
class EvidenceInUse:
    """One entry, how sure it is in words, and the indicators here that would show it, those with the largest gap first.

    `how` says how they were matched; `lacking` what it would take where nothing loaded here would show it, else ''.
    """

    entry: Evidence
    certainty: str
    standings: tuple[EvidenceStanding, ...]
    how: str
    lacking: str


def evidence_in_use(question: Question) -> tuple[EvidenceInUse, ...]:
    """Every entry that may be relied on here, in the order of its table."""
    entries = evidence_of(question.dataset)
    gaps = [] if question.selection.by == TOTAL else indicator_gaps(question)
    rank: _Ranked = {each.indicator.id: (place, each) for place, each in enumerate(gaps)}
    return tuple(_in_use(question, entry, entries, rank) for entry in entries.values())


def _in_use(question: Question, entry: Evidence, entries: dict[str, Evidence], rank: _Ranked) -> EvidenceInUse:
    matched = match(entry, going_on(question.dataset))
    last: tuple[int, IndicatorGap | None] = (len(rank), None)
    ordered = sorted(matched.indicator_ids, key=lambda code: rank.get(code, last)[0])
    return EvidenceInUse(
        entry=entry,
        certainty=certainty_of(entry, entries),
        standings=tuple(
            EvidenceStanding(question.dataset.indicators[code], rank.get(code, last)[1]) for code in ordered
        ),
        how=MATCHES.get(matched.how, ""),
        lacking="" if ordered else lacking_words(entry),
    )


def lacking_words(entry: Evidence) -> str:
    """What is said of an entry that no indicator here would show."""
    needs = f" It would take figures on {entry.would_show}." if entry.would_show else ""
    return f"No indicator loaded here would show it.{needs}"


def certainty_of(entry: Evidence, entries: dict[str, Evidence]) -> str:
    """How sure an entry is, in words: its own grade, or the grades that bear on it where it has none of its own."""
    graders = [entries[each] for each in entry.graded_by if each in entries]
    if entry.graded or not graders:
        return entry.certainty_words
    listed = ", ".join(f"{each.certainty_words} for ‘{each.title}’" for each in graders)
    return f"{listed}; no grade of its own"

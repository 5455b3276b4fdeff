"""Words of the field that stand in a finding's words, each with one plain sentence and the method that says more."""

import re
from dataclasses import dataclass

from components.findings.finding import Finding


@dataclass(frozen=True)
class FieldWord:
    """A word as it is listed, what it means, the method (of the page Methods) that says more, and how it is written.

    `written` is a regular expression in small letters, begun at a word's beginning.
    """

    word: str
    meaning: str
    method: str
    written: str


FIELD_WORDS = (
    FieldWord(
        "fifth",
        "One of five groups, put in order by how deprived the areas are where people live. The first is the most "
        "deprived, the last the least.",
        "gap",
        r"fifths?\b",
    ),
    FieldWord(
        "percentage points",
        "The plain difference between two percentages: from 60% to 65% is 5 percentage points.",
        "gap",
        r"percentage points?\b",
    ),
    FieldWord(
        "clear (beyond chance)",
        "So large that luck alone would rarely make it. What is not clear may still be real: these figures cannot say.",
        "beyond_chance",
        r"beyond chance|within chance|(?:than|as) chance|clear (?:gap|difference)|"
        r"clearly (?:worse|better|different|differs|higher|lower)",
    ),
    FieldWord(
        "interval (between … and …)",
        "How sure a figure is. If chance had fallen otherwise, it could as well have been any number between these two; "
        "the true one lies outside them about 1 time in 20.",
        "value",
        r"between [−-]?[\d,.]+%? and|anything from|95%|intervals?\b",
    ),
    FieldWord(
        "levelling down",
        "A gap that is smaller only because better-off people got worse. Nobody gained by it.",
        "trend",
        r"levelling down|levelled down|(?:because )?the better-off got worse",
    ),
    FieldWord(
        "adjusted for age",
        "What the figure would be if every group had the same mix of ages. Older people are ill more often, so without it "
        "a young group can look healthier than it is.",
        "age",
        r"(?:not )?adjusted for age",
    ),
    FieldWord(
        "other ways to look",
        "The same gap by other periods, groups or readings, each judged by itself. The more of them agree, the firmer "
        "the finding.",
        "beyond_chance",
        r"other ways? to look",
    ),
    FieldWord(
        "usual variation",
        "How far a figure moves from one period to the next when nothing has changed.",
        "control_chart",
        r"usual variation|as it usually varies",
    ),
    FieldWord(
        "trend line",
        "The straight line that comes nearest to all the points. It shows where they are heading, and is less led "
        "astray by one odd point.",
        "trend",
        r"trend lines?\b",
    ),
    FieldWord(
        "slope index",
        "The difference between the two ends of a straight line drawn through all groups, from the most to the least "
        "deprived. It uses every group, not only the two at the ends.",
        "slope",
        r"slope index|end of the line",
    ),
    FieldWord(
        "concentration index",
        "Whether something is gathered among those with more need or less. 0 is even; the further from 0, the less even.",
        "concentration",
        r"concentration index",
    ),
    FieldWord(
        "share by need",
        "What a neighbourhood would have if everything were shared out in step with need.",
        "need_index",
        r"shares? by need",
    ),
    FieldWord(
        "weights",
        "How much each sign of need counts beside the others. Other weights give other answers.",
        "need_index",
        r"illustrative weights|(?:each|a) weight\b|weights set",
    ),
    FieldWord(
        "median",
        "The one in the middle when all are put in order: half are above it and half below.",
        "spread",
        r"medians?\b|middle practice",
    ),
    FieldWord(
        "comparators",
        "Similar neighbourhoods without the pilot. They stand for what would have happened anyway.",
        "difference_in_differences",
        r"comparators\b",
    ),
    FieldWord(
        "hidden to protect confidentiality",
        "A count so small that somebody might be recognised is not shown, nor what would give it away. It is not 0.",
        "disclosure",
        r"hidden\b",
    ),
)
_WRITTEN = re.compile(r"\b(?:" + "|".join(f"({each.written})" for each in FIELD_WORDS) + ")")


def words_in(finding: Finding, *also: str) -> tuple[FieldWord, ...]:
    """The words of the field in a finding's headline, sentence, notes and how it is read, then in `also`, as they come."""
    said = (
        finding.headline, finding.sentence, finding.notice, finding.unknown, finding.hidden,
        finding.how_to_read, *finding.caveats, *also,
    )  # fmt: skip
    found = _WRITTEN.finditer(" ".join(said).lower())
    return tuple(dict.fromkeys(FIELD_WORDS[each.lastindex - 1] for each in found if each.lastindex))

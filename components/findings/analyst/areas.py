"""The gap as a row of the analyst's panel, with limits that allow for areas that differ among themselves."""

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import AnalystRow, gap_unit_of, words_row
from components.findings.gap_words import lenders_words
from components.findings.gaps import ShownGap
from components.findings.headline_gap import headline_gap
from components.findings.question import Question
from components.style.numbers import COUNT, interval_cell, number, with_unit
from data.contract.vocabulary import LEVEL_LABELS

METHOD = (
    "ratio over areas (linearised, t on the effective number of areas less one); MOVER with the groups' correlation"
)
_BORROWED = "variance that areas add to the log odds (share) or log rate, the middle one of those borrowed; MOVER"
_ASSUMED = "variance of counts four times that of events that come one by one; MOVER"
_PICKED = "; widened by the studentised range for the picked pair"
_NEEDED = 2


def gap_row(name: str, gap: ShownGap, groups: AnalystGroups, read: str, method: str) -> AnalystRow:
    """The row of a gap that is defined."""
    unit = gap_unit_of(groups)
    return AnalystRow(
        name,
        with_unit(gap.size, unit),
        "none published" if gap.lower is None or gap.upper is None else interval_cell(gap.lower, gap.upper, unit),
        read,
        number(_NEEDED, COUNT.decimals),
        method,
        gap.size,
        gap.lower,
        gap.upper,
    )


def areas_row(question: Question, name: str, groups: AnalystGroups) -> AnalystRow:
    """The gap as the page's headline judges it: with each group's areas as what was drawn, and a pair as picked.

    Where no counts of areas beneath are given, it says what was borrowed; where nothing can be, that sampling error is all
    that can be allowed for.
    """
    found = headline_gap(question)
    if not isinstance(found, ShownGap):
        return words_row(name, "cannot be told", f"Because {found.reason}.", groups=0, method=METHOD)
    if not found.areas and found.borrowed is None:
        why = (
            "No counts of areas beneath are given for both groups and this period, so only sampling error can be told."
        )
        return words_row(name, "cannot be told", why, groups=0, method=METHOD)
    read, method = _allowed_for(question, found)
    chance = {"unclear": " Chance could explain it.", "worse": " Beyond chance.", "better": " Reversed, beyond chance."}
    if found.one_among_many:
        chance["unclear"] = " Of all this area's gaps looked at together, chance could explain one like it."
    if not question.dimension.ordered:
        method += _PICKED
    return gap_row(name, found, groups, read + chance.get(found.verdict, ""), method)


def _allowed_for(question: Question, found: ShownGap) -> tuple[str, str]:
    """What the limits allow for, as a sentence, and by what method."""
    if found.areas:
        held = question.groups.set_index("group")["areas"]
        one, other = (number(held[group], COUNT.decimals) for group in (found.disadvantaged, found.reference))
        kind = LEVEL_LABELS[found.areas].lower()
        return f"Allows for how {kind} differ among themselves ({one} hold the one group, {other} the other).", METHOD
    if found.borrowed is None or not found.borrowed.of:
        return (
            "Areas’ counts are not given: allows, by assumption, for events that one person has several times.",
            _ASSUMED,
        )
    return (
        f"Areas’ own counts are not given: takes them to differ as much as {lenders_words(found.borrowed)}.",
        _BORROWED,
    )

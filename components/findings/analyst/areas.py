"""The gap as a row of the analyst's panel, with limits that allow for areas that differ among themselves."""

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import AnalystRow, gap_unit_of, words_row
from components.findings.gaps import ShownGap
from components.findings.headline_gap import headline_gap
from components.findings.question import Question
from components.style.numbers import COUNT, interval_cell, number, with_unit
from data.contract.vocabulary import LEVEL_LABELS

METHOD = (
    "ratio over areas (linearised, t on the effective number of areas less one); MOVER with the groups' correlation"
)
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

    Where no counts of areas beneath are given, it says so: then sampling error is all that can be allowed for.
    """
    found = headline_gap(question)
    if not isinstance(found, ShownGap):
        return words_row(name, "cannot be told", f"Because {found.reason}.", groups=0, method=METHOD)
    if not found.areas:
        why = (
            "No counts of areas beneath are given for both groups and this period, so only sampling error can be told."
        )
        return words_row(name, "cannot be told", why, groups=0, method=METHOD)
    held = question.groups.set_index("group")["areas"]
    one, other = (number(held[group], COUNT.decimals) for group in (found.disadvantaged, found.reference))
    kind = LEVEL_LABELS[found.areas].lower()
    read = f"Allows for how {kind} differ among themselves ({one} hold the one group, {other} the other)."
    chance = {"unclear": " Chance could explain it.", "worse": " Beyond chance.", "better": " Reversed, beyond chance."}
    if found.one_among_many:
        chance["unclear"] = " Of all this area's gaps looked at together, chance could explain one like it."
    method = METHOD if question.dimension.ordered else METHOD + _PICKED
    return gap_row(name, found, groups, read + chance.get(found.verdict, ""), method)

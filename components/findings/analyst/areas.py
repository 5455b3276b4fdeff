"""The gap as a row of the analyst's panel, with limits that allow for areas that differ among themselves."""

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import AnalystRow, gap_unit_of, words_row
from components.findings.gaps import ShownGap, gap_between
from components.findings.group_values import COUNTING_ONLY
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


def areas_row(question: Question, name: str, gap: ShownGap, groups: AnalystGroups) -> AnalystRow:
    """The same gap with each group's areas as what was drawn, and for a picked pair with its having been picked.

    Where no counts of areas beneath are given, it says so: then sampling error is all that can be allowed for.
    """
    rows = question.values_over_areas()
    ends = rows.set_index("group").loc[[gap.disadvantaged, gap.reference]]
    if (ends["beneath"] == COUNTING_ONLY).any():
        why = (
            "No counts of areas beneath are given for both groups and this period, so only sampling error can be told."
        )
        return words_row(name, "cannot be told", why, groups=0, method=METHOD)
    picked_of = _NEEDED if question.dimension.ordered else int(groups.used.sum())
    found = gap_between(
        rows,
        gap.disadvantaged,
        gap.reference,
        higher_is_better=groups.higher_is_better,
        picked_of=max(picked_of, _NEEDED),
    )
    if not isinstance(found, ShownGap):
        return words_row(name, "cannot be told", f"Because {found.reason}.", groups=0, method=METHOD)
    one, other = (number(each, COUNT.decimals) for each in ends["areas"])
    kind = LEVEL_LABELS[str(ends["beneath"].iloc[0])].lower()
    read = f"Allows for how {kind} differ among themselves ({one} hold the one group, {other} the other)."
    chance = {"unclear": " Chance could explain it.", "worse": " Beyond chance.", "better": " Reversed, beyond chance."}
    return gap_row(
        name,
        found,
        groups,
        read + chance.get(found.verdict, ""),
        METHOD + ("" if question.dimension.ordered else _PICKED),
    )

"""Totals that disagree with their parts, by age, ethnic group and deprivation quintile."""

from data.returns.issue import Issue, issue_in
from data.returns.monthly_return import COHORT, PART_WORDS, Return
from data.returns.rule_zero import explained_by_zeros
from data.returns.sums import DISAGREES, Sum, sums_of


def find(each: Return) -> list[Issue]:
    """An error where no value of the hidden cells makes the parts add up; what they could explain is no issue.

    A disagreement that noughts in place of hidden numbers explain is told there and not here. A cohort is told once,
    though every metric repeats it.
    """
    apart: dict[tuple[object, ...], list[Sum]] = {}
    for one in sums_of(each):
        if one.outcome == DISAGREES and not explained_by_zeros(each, one):
            which = one.block.metric if one.what != COHORT else one.total
            apart.setdefault((which, one.what, one.shown, one.hidden > 0), []).append(one)
    return [_disagrees(each, same) for same in apart.values()]


def _disagrees(each: Return, same: list[Sum]) -> Issue:
    """One issue of a Total for every dimension whose parts add up to the same other number."""
    one, names = same[0], list(dict.fromkeys(PART_WORDS[each.block.dimension] for each in same))
    by = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    more = ", whatever the hidden ones are" if one.hidden else ""
    what = "size of the cohort" if one.what == COHORT else "count"
    return issue_in(
        each, each.cells.loc[[one.block.total]], one.what, "sums",
        f"the parts by {by} do not add up to the Total of the {what}{more}", found=f"{one.shown:,.0f}",
        expected=f"{one.total:,.0f}", mend="correct the Total or the parts; they must count the same people and events",
    )  # fmt: skip

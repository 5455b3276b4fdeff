"""Totals that disagree with their parts, by age, ethnic group and deprivation quintile."""

from data.intake.problems import WARNING
from data.returns.issue import Issue, issue_of
from data.returns.monthly_return import COHORT, PART_WORDS, Return, metric_names
from data.returns.rule_zero import explained_by_zeros
from data.returns.sums import CANNOT_TELL, DISAGREES, Sum, cohort_sums_once, sums_of


def find(each: Return) -> list[Issue]:
    """An error where no value of the hidden cells makes the parts add up; a warning where only a large hidden one does.

    A disagreement that noughts in place of hidden numbers explain is told there and not here.
    """
    found = []
    for one in cohort_sums_once(list(sums_of(each))):
        if one.outcome == DISAGREES and not explained_by_zeros(one):
            found.append(_disagrees(each, one))
        elif one.outcome == CANNOT_TELL and one.left > 0 and one.hidden and not one.unfilled and one.whole:
            found.append(_too_much(each, one))
    return found


def _what(one: Sum) -> str:
    return "size of the cohort" if one.what == COHORT else "count"


def _disagrees(each: Return, one: Sum) -> Issue:
    more = ", whatever the hidden ones are" if one.hidden else ""
    return _issue(
        each, one, f"the parts by {PART_WORDS[one.dimension]} do not add up to the Total of the {_what(one)}{more}",
        found=f"{one.shown:,.0f}",
        expected=f"{one.total[one.what]:,.0f}",
        mend="correct the Total or the parts; they must count the same people and events",
    )  # fmt: skip


def _too_much(each: Return, one: Sum) -> Issue:
    return _issue(
        each, one,
        f"cannot tell whether the parts by {PART_WORDS[one.dimension]} add up to the Total of the {_what(one)}",
        severity=WARNING,
        found="hidden parts that would have to hold more than small numbers",
        expected="hidden parts below 6, or a larger one hidden to protect another",
        mend="check the Total; nothing to mend where a larger count was hidden on purpose",
    )  # fmt: skip


def _issue(each: Return, one: Sum, problem: str, **more: str) -> Issue:
    row, letter = int(one.total[f"{one.what}_row"]), str(one.total["letter"])
    names = metric_names()
    return issue_of(
        each, "sums", problem, row=row, column=str(one.total["label"]), letter=letter, metric=names[one.metric], **more
    )

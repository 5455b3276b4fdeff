"""The analyst's panel: every measure of the family for the selected groups, in one table."""

from components.findings.analyst.areas import areas_row, gap_row
from components.findings.analyst.directly import direct_rows
from components.findings.analyst.groups import AnalystGroups, analyst_groups
from components.findings.analyst.ordered import gradient_rows, pair_ratio
from components.findings.analyst.people import people_rows, split_rows
from components.findings.analyst.possible import possible_rows
from components.findings.analyst.rows import (
    NOT_DEFINED,
    RATIO,
    AnalystRow,
    Sides,
    analyst_row,
    analyst_table,
    leaning,
    words_row,
)
from components.findings.analyst.unordered import each_group_rows, spread_rows
from components.findings.finding import Finding, nothing_to_show
from components.findings.gaps import ShownGap, selected_gap
from components.findings.question import Question
from components.findings.wording import hidden_words, named, unknown_words
from components.measures.values.gap import MOVER
from components.style.numbers import COUNT, number
from data.contract.vocabulary import TOTAL

QUESTION = "What does every measure of this inequality say?"
_NEEDED = 2


def analyst_finding(question: Question) -> Finding:
    """The full family of measures for the selected groups: ordered or not, absolute and relative, with intervals."""
    if question.selection.by == TOTAL:
        why = f"{named(question)} is published for everyone together only, so there is nothing to compare."
        return nothing_to_show("who_analyst", QUESTION, why, method="gap", source=question.source)
    groups = analyst_groups(question)
    shown = sum(1 for value in groups.value if value == value)
    if shown < _NEEDED:
        why = (
            f"Fewer than two groups by {question.dimension.phrase} can be shown for {question.area_name} in "
            f"{question.period or 'any period'}, so there is nothing to compare."
        )
        return nothing_to_show("who_analyst", QUESTION, why, method="gap", source=question.source)
    rows = _rows(question, groups)
    asked = question.values(areas=[question.selection.area], by=question.selection.by)
    return Finding(
        id="who_analyst",
        question=QUESTION,
        headline=f"{question.subject}: {number(len(rows), COUNT.decimals)} measures of one inequality",
        sentence=_sentence(rows),
        table=analyst_table([*rows, _count_row(rows, shown)]),
        how_to_read=_how_to_read(question),
        method="slope" if question.dimension.ordered else "spread",
        source=question.source,
        period=question.period,
        notice=question.notice,
        unknown=unknown_words(question, asked),
        hidden=hidden_words(asked),
        caveats=question.caveats,
        names=question.names,
    )


def _rows(question: Question, groups: AnalystGroups) -> list[AnalystRow]:
    sides = Sides()
    if not question.indicator.judged:
        sides = Sides("more recorded", "less recorded")
        if groups.higher_is_better:
            sides = Sides(sides.better, sides.worse)
    found = _pair_rows(question, groups, sides)
    if question.dimension.ordered:
        found += gradient_rows(groups, sides)
    else:
        found += each_group_rows(groups, sides) + spread_rows(groups, _best_word(question))
    return [*found, *people_rows(question, groups), *possible_rows(question, groups), *split_rows(question)]


def _best_word(question: Question) -> str:
    """How the best group is called: 'best', or where it stands for what is not judged."""
    if question.indicator.judged:
        return "best"
    return "highest" if question.indicator.higher_is_better else "lowest"


def _worst_word(question: Question) -> str:
    return {"best": "worst", "highest": "lowest", "lowest": "highest"}[_best_word(question)]


def _pair_rows(question: Question, groups: AnalystGroups, sides: Sides) -> list[AnalystRow]:
    """The difference and the ratio of the two groups that the page's headline compares."""
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    gap = selected_gap(rows, question.dimension, higher_is_better=groups.higher_is_better)
    name = (
        "most v least disadvantaged"
        if question.dimension.ordered
        else f"{_worst_word(question)} v {_best_word(question)}"
    )
    if not isinstance(gap, ShownGap):
        return [words_row(f"Difference, {name}", NOT_DEFINED, f"Because {gap.reason}.", groups=0, method=MOVER)]
    ends = [groups.codes.index(code) for code in (gap.disadvantaged, gap.reference)]
    pair = " against ".join(groups.labels[place] for place in ends)
    ratio = pair_ratio(groups, *ends)
    chosen = "" if question.dimension.ordered else " Picked for being furthest apart; the limits are wider for it."
    read = f"{pair}.{chosen} Sampling error only: as if all areas were alike."
    return [
        _difference_row(f"Difference, {name}", gap, groups, read),
        areas_row(question, f"Difference, {name}, areas as clusters", groups),
        *direct_rows(question, f"Difference, {name}", gap, groups),
        analyst_row(
            f"Ratio, {name}",
            ratio,
            RATIO,
            f"{pair}; 1 is no inequality. {leaning(ratio, sides, null=1)}",
        ),
    ]


def _difference_row(name: str, gap: ShownGap, groups: AnalystGroups, read: str) -> AnalystRow:
    chance = {
        "unclear": " It could explain the gap.",
        "worse": " It does not explain the gap.",
        "better": " Reversed, and it does not explain the gap.",
    }
    return gap_row(name, gap, groups, read + chance.get(gap.verdict, ""), MOVER)


def _sentence(rows: list[AnalystRow]) -> str:
    """The absolute and the relative measure that sum the family up, with their intervals."""
    wanted = ("Slope index of inequality (SII)", "Relative index of inequality (RII)")
    if not any(row.name in wanted for row in rows):
        wanted = ("Mean difference from the average (MDM), weighted", "Index of disparity (IDIS), weighted")
    told = [row for row in rows if row.name in wanted and row.estimate is not None]
    if not told:
        return "The measures that need more groups, or a number of people in each, are not defined here; each says why."
    parts = [
        f"{row.name}: {row.value}" + (f" ({row.interval})" if row.lower is not None else ", without an interval")
        for row in told
    ]
    return f"{'; '.join(parts)}."


def _count_row(rows: list[AnalystRow], shown: int) -> AnalystRow:
    read = "How many measures are in this table, and how many groups have a figure that can be shown."
    return words_row("All measures", number(len(rows), COUNT.decimals), read, groups=shown, method="counted")


def _how_to_read(question: Question) -> str:
    worse = "is worse off" if question.indicator.judged else "has more recorded need or fewer resources"
    first = "the most disadvantaged group" if question.dimension.ordered else "the group named first"
    text = (
        f"Sign: a difference or an index is above 0, and a ratio above 1, where {first} {worse}, whichever way the "
        "indicator points; a reversed gap is negative, and no absolute value is taken. The attributable risk keeps the "
        "sign of reference minus average, so a minus is a fall. Every interval is at 95% confidence and, but for rows that "
        "say ‘sampling error only’, allows for areas that differ among themselves, where their counts are given; none allows "
        "for how many gaps are looked at, as the headline does. People in no known group, and hidden groups, are left out, "
        "but for the rows ‘possible’, which say what they could change."
    )
    if question.dimension.ordered:
        return f"{text} Intervals of slopes and indices carry the groups’ own errors, in closed form."
    return (
        f"{text} Measures of spread are never below 0, so chance alone lifts them above it; intervals without a formula are "
        "percentiles of seeded simulated draws of groups with nothing in common, and those by the delta method may reach "
        "below 0, which then reads as 0."
    )

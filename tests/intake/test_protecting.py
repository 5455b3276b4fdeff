"""Small counts in what was given: found by the format's own reader, hidden with their partners, and never repeated."""

from dataclasses import replace

import pandas as pd
import pytest

from data.intake.problems import ERROR, Problem, problem_table
from data.intake.protecting import SMALL, NumberCells, number_cells, protected_problems
from data.intake.taking import take
from tests.intake.made_tables import EVERYWHERE, heat, nnhip, tidy


@pytest.fixture
def rule(small):
    return replace(small.manifest.disclosure, hidden_from=1, hidden_to=7)


def _hidden(given, rule) -> list[str]:
    return sorted(cell for _, _, cell in number_cells(given, rule, EVERYWHERE).hidden)


def test_a_table_without_small_counts_hides_nothing(rule):
    # Two groups of the example are hidden already, so nothing can be worked out.
    assert _hidden({"t.csv": tidy()["t.csv"]}, rule) == []
    assert _hidden(heat(), rule) == []


def test_a_small_count_is_hidden_with_the_next_smallest_and_labels_are_not(rule):
    found = _hidden({"t.csv": tidy({(4, "numerator"): "4"})["t.csv"]}, rule)
    # Row 4 is a fifth; the smallest other count of its set is that of the people whose fifth is not known, row 8.
    assert found == ["H4", "H8"]


def test_a_rate_beside_a_small_count_is_hidden_in_the_nnhip_template(rule):
    found = _hidden(nnhip({"T6": 3}), rule)
    assert {"T6", "T8"} <= set(found), "the count and the rate worked out below it"
    assert "T7" not in found, "the cohort's size is not small"


def test_sheets_in_no_known_format_are_strange(rule):
    cells = number_cells({"t.csv": b"a,b\n3,4\n"}, rule, EVERYWHERE)
    assert cells.strange == {("t.csv", "")}
    assert cells.numbers == frozenset()


def test_no_rule_hides_nothing(rule):
    assert _hidden({"t.csv": tidy({(4, "numerator"): "4"})["t.csv"]}, replace(rule, hidden_to=0)) == []


NUMBER = ("t.csv", "", "H4")


def _problem(problem: str, found: str, expected: str, *, cell: str = "H4", row: int = 4) -> pd.DataFrame:
    return problem_table([Problem("t.csv", "", row, "numerator", cell, ERROR, problem, found, expected, "mend it")])


@pytest.mark.parametrize(
    ("problem", "found", "expected", "shown"),
    [
        ("a count larger than its denominator", "300", "at most 190", ("300", "at most 190")),
        ("a count larger than its denominator", "6", "at most 4", (SMALL, "at most …")),
        ("a count larger than its denominator", "9", "at most 4", (SMALL, "at most …")),
        ("not a number", "3 people", "a number", (SMALL, "a number")),
        ("not a number", "lots", "a number", ("lots", "a number")),
        ("a number below nought", "-9", "0 or more", ("-9", "0 or more")),
        ("the counts of groups add up to less than everyone's", "103 in 6 groups", "105, the numerator of everyone",
         (SMALL, "…, the numerator of everyone")),
        ("the counts of groups add up to more than everyone's", "180 in 6 groups", "105, the numerator of everyone",
         ("180 in 6 groups", "105, the numerator of everyone")),
    ],
)  # fmt: skip
def test_what_was_found_is_told_unless_it_is_small_or_gives_a_small_count_away(rule, problem, found, expected, shown):
    told = protected_problems(_problem(problem, found, expected), NumberCells(frozenset({NUMBER})), rule)
    assert tuple(told.loc[0, ["found", "expected"]]) == shown


def test_a_figure_of_a_hidden_cell_is_not_told(rule):
    cells = NumberCells(frozenset({NUMBER}), frozenset({NUMBER}))
    told = protected_problems(_problem("a value that its counts do not give", "31.5", "28.1, the count"), cells, rule)
    assert tuple(told.loc[0, ["found", "expected"]]) == (SMALL, "…, the count")


def test_labels_and_periods_are_told_and_a_first_row_of_figures_is_not(rule):
    label = protected_problems(_problem("a group", "1 - most deprived", "1 to 5", cell="E4"), NumberCells(), rule)
    assert label.loc[0, "found"] == "1 - most deprived"
    unknown = take({"t.csv": b"E01000001,3,12\nE01000002,4,14\n"})
    told = protected_problems(unknown.problems, number_cells(unknown.given, rule, EVERYWHERE), rule)
    assert told["found"].tolist() == ["E01000001, …, …"]

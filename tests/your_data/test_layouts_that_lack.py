"""Layouts that lack a part of what they should have: the part is named, and what is there is read."""

from data.files.opening_sheets import open_sheets
from data.files.problems import ERROR, WARNING
from data.files.upload_limits import Deadline
from data.your_data.formats.nnhip_layout import TEMPLATE_GROUPS, columns_of, metrics, rows_of
from data.your_data.validate import take

_OVER = {"age": "Age Group", "ethnic_group": "Ethnic Group", "deprivation_quintile": "Deprivation Quintile"}


def _sheet(ages: tuple[str, ...]):
    """The template's two rows of headings, with these age bands."""
    labels = TEMPLATE_GROUPS | {"age": ages}
    upper, lower = ["Metric Id", "Metric Type", "Metric Details", "Total"], ["", "", "", ""]
    for dimension, names in labels.items():
        upper += [_OVER[dimension], *[""] * (len(names) - 1)]
        lower += names
    text = "\n".join(",".join(row) for row in (upper, lower)) + "\n1,2,3\n"
    (sheet,), _ = open_sheets({"t.csv": text.encode()}, Deadline())
    return sheet


def test_the_age_band_that_is_not_there_is_named():
    every = TEMPLATE_GROUPS["age"]
    found, problems = columns_of(_sheet(tuple(each for each in every if each != "60-69")), 0)
    assert "60-69" not in {label for _, _, label, _ in found}
    (told,) = problems
    assert (told.severity, told.row) == (ERROR, 0)
    assert told.problem.startswith("no column for age group 60-69:")
    assert columns_of(_sheet(every), 0)[1] == []


def test_the_band_that_is_missing_comes_before_any_other_fault_of_the_return():
    lines = [
        ["Project Name", "Nowhere"],
        ["Submission Period", "31/01/2026"],
        *[list(row) for row in _sheet(tuple(each for each in TEMPLATE_GROUPS["age"] if each != "20-29")).rows[:2]],
        ["1", "Count", metrics()[0]["words"], *["9"] * 24],
        ["", "Count", "Number of patients in the cohort", *["99"] * 24],
    ]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    problems = take({"return.csv": text.encode()}).problems
    assert problems[0].problem.startswith("no column for age group 20-29")
    assert len(problems) > 1


def test_a_wider_band_stands_for_those_it_holds():
    ages = (*TEMPLATE_GROUPS["age"][:7], "80+", "Not known")
    assert columns_of(_sheet(ages), 0)[1] == []


def test_the_metric_that_is_not_there_is_named():
    first, *others = metrics()
    lines = [("Metric Id", "Metric Type", "Metric Details", "Total"), ("", "", "", "")]
    for number, each in enumerate(others, start=1):
        lines += [
            (str(number), "Count", each["words"], "9"),
            ("", "Count", "Number of patients in the cohort", "99"),
        ]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    (sheet,), _ = open_sheets({"t.csv": text.encode()}, Deadline())
    found, problems = rows_of(sheet, 0)
    assert len(found) == len(others)
    (told,) = problems
    assert (told.severity, told.found) == (WARNING, f"no row for ‘{first['words']}’")

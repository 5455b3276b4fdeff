"""A recipe reads a sheet, tells where each figure stands, counts what it leaves out and names what is missing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.files.sheets import SheetReading
from data.recipes.guess import guess
from data.recipes.reading import fits, read
from data.recipes.recipe import Columns, Group, GroupColumn, NumberColumn, Recipe, Rows
from data.your_data.row_checks import Work
from tests.recipes.made_sheets import rows_read, settled, sheet_of

PAIRS = "Practice,Month,Num Q1,Den Q1,Num Q2,Den Q2\nE83003,2025-04,1,10,2,20\nE83004,2025-04,3,30,4,40\n"
RECIPE = Recipe(
    "pairs",
    tuple(
        NumberColumn(f"{short} Q{n}", kind, "checks", groups=(Group("deprivation_quintile", f"Q{n}"),))
        for n in (1, 2)
        for short, kind in (("Num", "numerator"), ("Den", "denominator"))
    ),
    columns=Columns(area="Practice", period="Month"),
    most_deprived=1,
)


def whereabouts(reading: SheetReading, text: str, row: int, field: str) -> tuple[int, str, str]:
    """Where the checks of every table would tell a problem of one figure."""
    work = Work([reading], [sheet_of(text)])
    return work.whereabouts(work.frame.iloc[row], field)


def test_each_figure_of_a_wide_sheet_has_its_own_cell():
    reading = read(sheet_of(PAIRS), RECIPE)
    assert list(reading.frame["denominator"]) == ["10", "20", "30", "40"]
    assert whereabouts(reading, PAIRS, 1, "numerator") == (2, "E", "Num Q2")
    assert whereabouts(reading, PAIRS, 3, "denominator") == (3, "F", "Den Q2")
    assert whereabouts(reading, PAIRS, 3, "area") == (3, "A", "Practice")


def test_a_column_that_is_not_there_is_named_and_nothing_is_read():
    reading = read(sheet_of(PAIRS.replace("Den Q2", "Denominator")), RECIPE)
    (problem,) = reading.problems
    assert "‘Den Q2’ of the recipe ‘pairs’ is missing" in problem.sentence
    assert (problem.row, problem.column, len(reading.frame)) == (1, "Den Q2", 0)


def test_next_months_file_is_of_the_same_layout():
    april = sheet_of("Practice,Apr 2025 Num,Apr 2025 Den\nE83003,5,10\nE83004,6,12")
    recipe = settled(april).recipe
    may = sheet_of("Practice,Apr 2025 Num,Apr 2025 Den,May 2025 Num,May 2025 Den\nE83003,5,10,7,14\nE83004,6,12,8,16")
    assert fits(may, recipe)
    assert list(read(may, recipe).frame["period"].unique()) == ["Apr 2025", "May 2025"]


def test_the_sheets_of_a_workbook_say_their_months():
    recipe = settled(sheet_of("Practice,Num,Den\nE83003,5,10\nE83004,6,12", title="Apr 2025")).recipe
    june = sheet_of("Practice,Num,Den\nE83003,5,10", title="Jun 2025")
    assert list(read(june, recipe).frame["period"]) == ["Jun 2025"]


def test_a_layout_is_found_wherever_its_headings_stand():
    recipe = guess(sheet_of("Practice,Period,Num,Den\nE83003,2024,5,10")).recipe
    lower = sheet_of("A title\n\nPractice,Period,Num,Den\nE83003,2024,5,10")
    assert list(read(lower, recipe).frame["row"]) == [4]
    assert not fits(sheet_of("Practice,Period,Num\nE83003,2024,5"), recipe)


def test_rows_left_out_are_counted():
    recipe = Recipe(
        "modes",
        (NumberColumn("Num", "numerator", "checks"), NumberColumn("Den", "denominator", "checks")),
        columns=Columns(area="Practice"),
        period="2024",
        leave_out=(Rows("Practice", "Total"),),
        only=(Rows("Mode", "All"),),
    )
    text = "Practice,Mode,Num,Den\nE83003,All,5,10\nE83003,Phone,2,4\nTotal,All,5,10\n,All,1,2"
    assert read(sheet_of(text), recipe).notes == (
        "1 row whose ‘Mode’ is not ‘All’ was left out.",
        "1 row of totals and the like was left out.",
        "1 row without an area was left out.",
    )


@pytest.mark.parametrize(
    ("label", "most", "expected"),
    [("1", 1, "decile 1"), ("1", 10, "decile 10"), ("D10", 10, "decile 1"), ("11", 1, "11")],
)
def test_numbered_tenths_are_turned_as_the_recipe_says(label, most, expected):
    recipe = Recipe(
        "tenths", (NumberColumn("Num", "numerator", "checks"),), groups=(GroupColumn("IMD decile", "deprivation_quintile"),),
        columns=Columns(area="Area"), period="2024", most_deprived=most,
    )  # fmt: skip
    assert list(read(sheet_of(f"Area,IMD decile,Num\nE83003,{label},5"), recipe).frame["group"]) == [expected]


TIDY = ["Practice,Year,Sex,Seen,Asked,% seen"] + [
    f"E8300{n},{year},{sex},{n + 10},{2 * n + 20},50.0"
    for n in range(3, 6)
    for year in (2023, 2024)
    for sex in ("F", "M")
]


@settings(max_examples=15)
@given(st.permutations(range(6)), st.permutations(range(1, len(TIDY))))
def test_the_order_of_columns_and_rows_makes_no_difference(columns, rows):
    cells = [line.split(",") for line in TIDY]
    shuffled = sheet_of("\n".join(",".join(cells[row][column] for column in columns) for row in (0, *rows)))
    fields = ("area", "period", "group", "numerator", "denominator", "value")
    plain = sheet_of("\n".join(TIDY))
    assert sorted(rows_read(shuffled, guess(shuffled), *fields)) == sorted(rows_read(plain, guess(plain), *fields))
    assert fits(shuffled, guess(plain).recipe)

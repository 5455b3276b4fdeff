"""A table in no known format: read by a recipe that fits, else guessed; a recipe may be given beside it."""

from data.recipes.guessed import Said
from data.recipes.recipe_file import recipe_toml
from data.your_data.assumptions import Declared
from data.your_data.template import template_xlsx
from data.your_data.unread import TO_BE_AGREED
from data.your_data.validate import take

TABLE = b"ICB code,Month,Seen,Referred\nE54000028,Apr 2026,120,200\nE54000028,May 2026,*,210\n"
LABEL = "waits.csv"


def _agreed() -> Declared:
    return Declared(said={LABEL: Said(answers={"part:Referred": "yes"})}, agreed=frozenset([LABEL]))


def test_without_a_recipe_it_is_guessed_and_waits():
    intake = take({LABEL: TABLE})
    assert [(each.problem, each.severity) for each in intake.problems] == [(TO_BE_AGREED, "warning")]
    (table,) = intake.guesses
    assert (table.label, table.rows[0]) == (LABEL, ("E54000028", "Apr 2026", "120", "200"))
    assert intake.observations.empty


def test_once_agreed_it_is_read_and_its_recipe_reads_the_next_table():
    intake = take({LABEL: TABLE}, declared=_agreed())
    assert intake.sound
    assert intake.observations["numerator"].tolist()[0] == 120
    assert intake.observations["status"].tolist() == ["ok", "suppressed"]
    recipe = recipe_toml(intake.by_recipe[0].recipe).encode()
    again = take({"june.csv": TABLE.replace(b"Apr", b"Jun"), "ours.recipe.toml": recipe})
    assert [each.label for each in again.by_recipe] == ["june.csv"]
    assert (again.problems, again.guesses, len(again.observations)) == ((), (), 2)


def test_a_layout_that_is_to_be_understood_anew_is_read_by_no_recipe():
    recipe = take({LABEL: TABLE}, declared=_agreed()).by_recipe[0].recipe
    intake = take({LABEL: TABLE}, declared=Declared(recipes=(recipe,), anew=frozenset([recipe.fingerprint])))
    assert [each.label for each in intake.guesses] == [LABEL]


def test_a_recipe_that_cannot_be_read_is_named():
    intake = take({LABEL: TABLE, "bad.recipe.toml": b"name = 'x'\nnonsense = 1\n"})
    found = next(each for each in intake.problems if each.file == "bad.recipe.toml")
    assert (found.problem, found.severity) == ("a recipe that cannot be read", "error")


def test_a_fault_points_to_its_cell():
    recipe = take({LABEL: TABLE}, declared=_agreed()).by_recipe[0].recipe
    intake = take({LABEL: TABLE.replace(b"120", b"lots")}, declared=Declared(recipes=(recipe,)))
    (error,) = intake.errors
    assert (error.file, error.row, error.column, error.cell, error.found) == (LABEL, 2, "Seen", "C2", "lots")


def test_what_stands_beside_a_known_format_in_one_workbook_is_not_guessed():
    intake = take({"ours.xlsx": template_xlsx()})
    assert intake.guesses == ()
    assert [label for label, kind in intake.taken_for.items() if kind] == [
        "ours.xlsx [indicators]",
        "ours.xlsx [dimensions]",
        "ours.xlsx [observations]",
    ]

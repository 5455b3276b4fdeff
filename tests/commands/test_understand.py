"""`python -m data understand`: the guess in words, the questions by their keys, the recipe as a file."""

import pytest

from data.__main__ import main
from data.recipes.recipe_file import recipe_from_toml

TABLE = "Practice,Year,IMD quintile,Num,Den\nE83003,2024,1,5,10\nE83003,2024,2,6,12\nE83003,2024,3,7,14\n"


@pytest.fixture
def table(tmp_path):
    """A table that leaves one thing open: which fifth is the most deprived."""
    path = tmp_path / "checks.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_what_is_open_is_asked_and_nothing_is_written(table, tmp_path, capsys):
    out = tmp_path / "checks.recipe.toml"
    assert main(["understand", str(table), "--write", str(out)]) == 1
    said = capsys.readouterr()
    assert "most_deprived: Which fifth is the most deprived, 1 or 5?" in said.out
    assert (
        "- A ‘Practice’: code of an area (sure: it holds codes that look like those of a practice: E83003 …)"
        in said.out
    )
    assert "an answer is not assumed" in said.err
    assert not out.exists()


def test_an_answer_settles_it_and_the_recipe_reads_the_table(table, tmp_path, capsys):
    out = tmp_path / "checks.recipe.toml"
    assert main(["understand", str(table), "--say", "most_deprived=5", "--write", str(out)]) == 0
    assert recipe_from_toml(out.read_text(encoding="utf-8"), out.name).most_deprived == 5
    assert main(["understand", str(table), "--recipe", str(out)]) == 0
    assert "3 rows of figures" in capsys.readouterr().out


def test_a_column_is_put_right_and_a_wrong_role_is_refused(table, capsys):
    assert main(["understand", str(table), "--column", "C=unused"]) == 1
    assert "only:IMD quintile" in capsys.readouterr().out
    assert main(["understand", str(table), "--column", "C=colour"]) == 2
    assert "a column cannot be that; found 'colour'" in capsys.readouterr().err

"""Labels of figures read as lines of words in their looks."""

import pytest

from components.charts.type_marks import BREAK, bold, coloured, typeset
from components.pack.figure_words import Run, lines_of, words_of


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("plain", ((Run("plain"),),)),
        (bold("a") + " b", ((Run("a", bold=True), Run(" b")),)),
        (f"a{BREAK}b", ((Run("a"),), (Run("b"),))),
        (coloured("a", "#123456", 14) + "b", ((Run("a", colour="#123456", size=14), Run("b")),)),
        ("1 < 2 & <b>3</b>", ((Run("1 < 2 & <b>3</b>"),),)),
    ],
)
def test_marks_of_the_charts_are_looks_and_all_else_is_text(label, lines):
    assert lines_of(typeset(label)) == lines
    assert words_of(typeset(label)) == " ".join("".join(run.words for run in line) for line in lines).strip()

"""Rows of what stands: a mark for each way to stand, headings without one, and long words on several lines."""

import pytest

from components.charts.standing_rows import MARKS, StandingRow, standing_rows

KEY = {mark: f"as {mark}" for mark in MARKS}


def test_marks_and_words_stand_in_their_rows_and_headings_have_none():
    rows = [
        StandingRow("Enablers"),
        StandingRow("Leadership", "full", "Two leads"),
        StandingRow("Budget", "none", "word " * 60),
    ]
    figure = standing_rows(rows, KEY, name="What there is")
    by_name = {trace.name: trace for trace in figure.data}
    assert set(by_name) == {"full", "none", "What there is"}
    names = {note.text: note.y for note in figure.layout.annotations if note.xshift}
    heading, first, long = names.values()
    assert list(names)[1:] == ["Leadership", "Budget"]
    assert by_name["full"].y.tolist() == [pytest.approx(first)]
    assert by_name["What there is"].text[0] == "Two leads"
    assert by_name["What there is"].text[1].count("<br>") == 2
    assert by_name["What there is"].text[1].endswith("…")
    assert long - first > first - heading, "what takes more lines has more room"
    assert figure.layout.annotations[-1].text.count("as ") == 2, "only what is there is in the key"
    assert len({mark for _, _, mark in MARKS.values()}) == len(MARKS), "told by shape, never by shade alone"


def test_no_rows_is_an_error():
    with pytest.raises(ValueError, match="found none"):
        standing_rows([], KEY, name="x")

"""A Finding holds its own words to its own table."""

import pandas as pd
import pytest

from components.findings.finding import Finding, nothing_to_show
from components.findings.table import Column, Table, with_row
from components.style.numbers import COUNT, PERCENT


def _finding(headline: str, sentence: str, **more: object) -> Finding:
    frame = pd.DataFrame(
        {"name": ["Ashdown", "Firs"], "value": [16.23, 1240.0], "note": ["", "about 600 (521 to 679)"]}
    )
    table = Table((Column("name", "Area"), Column("value", "Value (%)", PERCENT), Column("note", "Note")), frame)
    kept = {"how_to_read": "Each dot is a place.", "method": "gap", "source": "", "period": "Jul–Sep 2026"}
    return Finding(id="x", question="How?", headline=headline, sentence=sentence, table=table, **(kept | more))


@pytest.mark.parametrize(
    ("sentence", "unsupported"),
    [
        ("It is 16.2% there.", []),
        ("It is 16.2, and 1,240.0 elsewhere.", []),
        ("About 600 people, between 521 and 679.", []),
        ("In Jul–Sep 2026 it was 16.2%.", []),
        ("It is 16.3%.", ["16.3"]),
        ("It is 16% or 1,240.", ["16", "1,240"]),
        ("It is 6.2%.", ["6.2"]),
        ("None at all.", []),
    ],
)
def test_a_sentence_may_only_use_numbers_of_its_own_table(sentence, unsupported):
    assert _finding("Firs", sentence).unsupported_numbers() == unsupported
    assert _finding(sentence, "").unsupported_numbers() == unsupported


def test_numbers_that_are_names_are_allowed_by_name():
    assert _finding("Under 5s", "").unsupported_numbers() == ["5"]
    assert _finding("Under 5s", "", names=("under 5s",)).unsupported_numbers() == []


def test_the_alt_text_says_all_that_the_picture_does():
    assert _finding("Ashdown is worst.", "It is 16.2%.").alt == "Ashdown is worst. It is 16.2%. Each dot is a place."
    assert _finding("Ashdown is worst", "", how_to_read="").alt == "Ashdown is worst."


def test_nothing_to_show_says_why():
    found = nothing_to_show("x", "How?", "Only 2 of 5 fifths are shown.", method="gap")
    assert found.headline == "We cannot tell from this dataset"
    assert found.sentence == "Only 2 of 5 fifths are shown."
    assert found.verdict == "cannot tell"
    assert found.figure is None
    assert found.unsupported_numbers() == []
    assert "Only 2 of 5 fifths are shown." in found.table.csv


def test_a_table_writes_numbers_once_and_absent_ones_in_words():
    frame = pd.DataFrame(
        {
            "name": ["a", "b", "c", "d", "e"],
            "n": [1240.4, None, None, None, 0.0],
            "status": ["ok", "suppressed", "missing", "not_applicable", "ok"],
        }
    )
    found = Table((Column("name", "Area"), Column("n", "People", COUNT)), frame).text
    assert found.columns.tolist() == ["Area", "People"]
    assert found["People"].tolist() == [
        "1,240",
        "hidden to protect confidentiality",
        "not collected",
        "does not apply",
        "0",
    ]


def test_a_reason_is_said_in_place_of_a_number():
    frame = pd.DataFrame({"n": [None, None], "reason": ["fewer than 10 events", None]})
    assert Table((Column("n", "People", COUNT),), frame).text["People"].tolist() == ["fewer than 10 events", "–"]


def test_a_status_may_be_told_for_one_column_alone():
    frame = pd.DataFrame({"a": [None], "b": [None], "status": ["missing"], "a_status": ["suppressed"]})
    found = Table((Column("a", "A", COUNT), Column("b", "B", COUNT)), frame).text
    assert found.iloc[0].tolist() == ["hidden to protect confidentiality", "not collected"]


def test_a_table_that_lacks_a_column_is_refused_by_name():
    with pytest.raises(ValueError, match="table lacks column 'upper'; found lower"):
        Table((Column("upper", "Upper", COUNT),), pd.DataFrame({"lower": [1]}))


def test_the_csv_is_the_text_table():
    found = _finding("", "").table
    assert found.csv.splitlines() == ["Area,Value (%),Note", "Ashdown,16.2,", 'Firs,"1,240.0",about 600 (521 to 679)']


def test_a_row_is_added_at_the_foot_and_the_frame_left_alone():
    frame = pd.DataFrame({"name": ["a"], "n": [1.0]})
    found = with_row(frame, name="All")
    assert found["name"].tolist() == ["a", "All"]
    assert found["n"].isna().tolist() == [False, True]
    assert len(frame) == 1

"""Every rule of the issues log: a sound return spoiled in one place is told there, and nowhere else."""

import datetime
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.returns.folder import Folder
from data.returns.issues import ISSUE_COLUMNS, issues_of, log_csv
from data.returns.monthly_return import OK, SUPPRESSED, WRONG
from data.returns.workbook_cells import Formula
from tests.returns.made_returns import EXAMPLE, MARCH, PLACES, read, sound, spoiled, with_total, workbook
from tests.your_data.made_tables import real


def _issues(files: dict[str, bytes]) -> pd.DataFrame:
    return issues_of(read(files))


def _kinds(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(found[["kind", "severity", "cell"]].itertuples(index=False, name=None))


def test_a_sound_return_has_no_issue():
    assert _kinds(_issues({"a.xlsx": workbook()})) == []


# Row 6 counts new outpatient appointments: D Total, E to N ages, O to T ethnic groups, U to Z fifths; row 7 the cohort.
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"E6": 3.0, "F6": 47.0}, [("small", "error", "E6")]),
        ({"E6": 0.0, "F6": 50.0}, []),
        ({"E6": 0.0}, [("sums", "error", "D6")]),
        ({"E6": 18.0}, [("sums", "error", "D6")]),
        ({"D6": 501.0}, [("sums", "error", "D6")]),
        ({"E6": "*", "F6": "*", "G6": 200.0}, [("sums", "error", "D6")]),
        ({"E6": "*", "F6": "*"}, []),
        ({"E6": "*", "F6": 47.0}, [("subtraction", "error", "E6")]),
        ({"E6": "*", "F6": "*", "G6": 88.0}, [("subtraction", "error", "E6")]),
        ({"E6": "*", "F6": "*", "G6": 85.0}, []),
        # 20 and 500, as the others tell: no small number.
        ({"E6": "*"}, []),
        ({"D6": "*"}, []),
        ({"D6": "*", "E6": "*"}, []),
        ({"D6": "*", "E6": "*", "F6": 48.0}, [("subtraction", "error", "E6")]),
        ({"E6": None}, [("blank", "error", "E6")]),
        ({"E6": "-"}, [("mark", "warning", "E6")]),
        ({"E6": "<6", "F6": "<6"}, [("mark", "warning", "E6")]),
        ({"E6": "lots"}, [("number", "error", "E6")]),
        ({"E10": 31.0}, [("cohort", "error", "E10"), ("sums", "error", "D10")]),
        ({"E48": 25.0, "F48": 25.0}, [("impossible", "error", "E48")]),
        ({"E7": 0.0, "F7": 50.0}, [("impossible", "error", "E7"), ("cohort", "error", "E10")]),
        ({"B1": "Nowhere"}, [("place", "error", "B1")]),
        ({"B2": "soon"}, [("place", "error", "B2")]),
    ],
)
def test_one_spoiled_cell_is_told_where_it_stands(cells, expected):
    # Rates are the template's own formulas: without a value they say nothing of the count.
    no_rates = {f"{letter}8": None for letter in "DEFG"}
    found = _kinds(_issues(spoiled(cells | no_rates)))
    assert sorted(found) == sorted(expected)


def test_a_rate_above_nought_tells_a_nought_that_hides():
    found = _issues(spoiled({"E6": 0.0, "F6": 50.0, "E8": 150.0}))
    assert _kinds(found) == [("zero", "error", "E6")]
    assert found["problem"].iloc[0] == "a 0 that cannot be: the rate under it is above 0"


def test_noughts_that_the_total_contradicts_are_told_and_not_told_again_as_a_sum():
    parts = {"age": (0, 0, 40, 50, 60, 70, 80, 90, 50, 10), "ethnic_group": (300, 50, 80, 20, 4, 2)}
    base = with_total(sound(), "nnhip_outpatient_new", parts | {"deprivation_quintile": (150, 120, 100, 70, 10, 6)})
    # 456 in the Total; ages without the first two leave 6, which two noughts could hold at 5 each.
    found = _issues(spoiled({"D6": 456.0, "S6": 6.0, "T6": None, "E8": None, "F8": None}, each=base))
    assert [each for each in _kinds(found) if each[0] == "zero"] == [("zero", "error", "E6"), ("zero", "error", "F6")]
    assert [each for each in _kinds(found) if each[0] == "sums"] == []


def test_a_template_rate_that_turned_a_mark_into_nought_is_one_warning_a_metric():
    cells = {"E6": "*", "F6": "*", "E8": Formula("IFERROR(E6/E7*1000,0)", 0.0), "F8": 0.0}
    found = _issues(spoiled(cells))
    assert _kinds(found) == [("rate", "warning", "E8")]
    assert found["count"].iloc[0] == 2


def test_a_hidden_count_beside_its_rate_is_given_away():
    found = _issues(spoiled({"E6": "*", "F6": "*", "E8": 150.0}))
    assert _kinds(found) == [("small", "error", "E6")]


def test_only_the_counts_column_without_its_own_unknown_may_hold_people_outside_the_parts():
    # Without a column for people of no known age the parts may be fewer than the Total; never more.
    assert _issues(spoiled({"N5": "95+", "N6": 4.0, "N8": None}))["kind"].tolist() == ["layout", "small"]
    assert "sums" in set(_issues(spoiled({"N5": "95+", "N6": 40.0}))["kind"])


@pytest.mark.parametrize(
    ("saved", "kind", "words"),
    [
        ((2026, 5, 26), None, ""),
        ((2026, 5, 27), "late", "after the first date of the timetable, in time for the second"),
        ((2026, 6, 2), "late", "in time for the second"),
        ((2026, 6, 3), "late", "after both dates"),
        ((2026, 3, 31), "undated", "before the month was over"),
    ],
)
def test_late_is_told_by_the_timetable(saved, kind, words):
    found = _issues({"a.xlsx": workbook(saved=datetime.datetime(*saved, 12))})
    assert found["kind"].tolist() == ([kind] if kind else [])
    assert words in " ".join(found["problem"])
    assert set(found["severity"]) <= {"warning"}


def test_months_twice_and_months_missing_in_the_middle():
    months = [MARCH, MARCH, MARCH + pd.DateOffset(months=2)]
    days = [datetime.datetime(2026, 5, 20 + number, 9) for number in range(3)]
    books = [workbook(sound(month=month), saved=day) for month, day in zip(months, days, strict=True)]
    found = _issues({f"{number}.xlsx": book for number, book in enumerate(books)})
    twice, missing = found[found["kind"] == "twice"], found[found["kind"] == "missing"]
    assert twice["file"].item() == "0.xlsx"
    assert "1.xlsx is used, received last" in twice["mend"].item()
    assert missing[["place", "month", "severity"]].to_numpy().tolist() == [[PLACES[0], "April 2026", "error"]]


def test_the_real_example_shows_small_numbers_and_has_no_date_that_can_be():
    found = _issues({"example.xlsx": real(EXAMPLE)})
    assert _kinds(found) == [("small", "error", "E21"), ("undated", "warning", "")]
    assert found["count"].iloc[0] == 8


def test_the_log_is_ordered_complete_and_safe_in_a_spreadsheet():
    found = _issues(spoiled({"E6": None, "E9": 3.0, "B1": "=HYPERLINK(1)"}))
    assert list(found.columns) == list(ISSUE_COLUMNS)
    assert (found[["file", "sheet", "problem", "found", "expected", "mend"]] != "").all().all()
    text = log_csv(found).decode("utf-8-sig")
    assert text.splitlines()[0].startswith(
        "severity,place,month,metric,file,sheet,row,column,what is wrong,found,expected"
    )
    assert "\n=" not in text
    assert ",=HYPERLINK" not in text


_SPOILT = st.one_of(st.integers(0, 6), st.sampled_from(["*", "2 of 4"]))


@given(st.dictionaries(st.tuples(st.integers(0, 60), st.sampled_from(["count", "cohort"])), _SPOILT, max_size=6))
def test_no_small_number_stands_in_the_log(cells):
    each = sound()
    for (index, what), value in cells.items():
        number = float(value) if isinstance(value, int) else float("nan")
        status = OK if isinstance(value, int) else SUPPRESSED if value == "*" else WRONG
        each.cells.loc[index, [what, f"{what}_status", f"{what}_text"]] = [number, status, str(value)]
    found = issues_of(Folder((each,), (), 1))
    for column in ("problem", "found", "expected", "mend"):
        for text in found[column]:
            # Dates are written in one word; 'below 6' is the rule.
            words = re.sub(r"\d{4}-\d{2}-\d{2}|below 6", "", text)
            assert not re.search(r"(?<![\d,.])[1-5](?![\d,.])", words), (column, text)

"""The page for monthly returns without a browser: what it takes, what it tells, and that it forgets."""

import io

import openpyxl
import pytest

from components.controls.returns.parts import TITLE
from data.returns.folder import read_folder
from tests.pages.conftest import assert_sound, main_heading, open_page, told
from tests.returns.made_returns import PLACES, sound, spoiled, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _give(page, given: dict[str, bytes]):
    page.file_uploader[0].set_value([(name, data, XLSX) for name, data in given.items()]).run()
    return page


@pytest.fixture
def page(show_dataset, small_folder):
    show_dataset(small_folder)
    return open_page("returns")


def test_it_says_what_it_takes_before_anything_is_given(page):
    assert_sound(page)
    assert main_heading(page) == TITLE
    words = told(page)
    assert "stays in this session" in words
    assert "received.csv" in words
    assert not page.selectbox, "no folder is offered unless the server allows it"


def test_returns_are_covered_checked_scored_and_forgotten(page):
    given = spoiled({"E6": 3.0, "F6": 47.0, "E8": None, "F8": None})
    _give(page, given | {"b.xlsx": workbook(sound(PLACES[1]))})
    assert_sound(page)
    words = told(page)
    assert main_heading(page) == "All 2 returns are here, and every cell in them is filled"
    assert "1 fault to mend in 2 returns" in words
    assert "one month so far, with nothing earlier to hold it against" in words
    assert "Take a month away as a filled template" in words
    assert "Synthetic" not in words
    (place,) = [each for each in page.selectbox if each.label == "Place"]
    assert place.options == sorted(PLACES)
    place.set_value(PLACES[0]).run()
    assert page.query_params["place"] == PLACES[0]
    assert "Testville, March 2026" in told(page)
    page.button(key="returns_forget").click().run()
    assert main_heading(page) == TITLE


def test_a_metric_is_chosen_and_kept_in_the_address(page):
    _give(page, {"a.xlsx": workbook()})
    (metric,) = [each for each in page.selectbox if each.label == "Metric"]
    metric.set_value("nnhip_bed_days").run()
    assert_sound(page)
    assert page.query_params["metric"] == "nnhip_bed_days"
    assert "Inpatient bed days: 1,000 per 1,000 in the most deprived fifth" in told(page)


def test_no_small_number_is_on_the_page(page):
    _give(page, spoiled({"E6": 3.0, "F6": 47.0, "E8": None, "F8": None}))
    cells = [str(cell) for table in page.dataframe for cell in table.value.to_numpy().ravel()]
    assert "3" not in cells
    assert "a small number, not repeated here" in cells


def test_a_file_that_is_no_return_is_named(page):
    _give(page, {"notes.xlsx": b"nothing"})
    assert_sound(page)
    assert main_heading(page) == "We cannot tell from this dataset"
    assert "1 fault to mend in 0 returns" in told(page)


def test_a_folder_is_offered_where_the_server_allows_it(show_dataset, small_folder, tmp_path, monkeypatch):
    (tmp_path / "march").mkdir()
    (tmp_path / "march" / "a.xlsx").write_bytes(workbook())
    monkeypatch.setenv("NEIGHBOURHOOD_EQUITY_UPLOADS", str(tmp_path))
    show_dataset(small_folder)
    page = open_page("returns")
    page.selectbox(key="returns_folder").set_value("march").run()
    page.button(key="returns_read_folder").click().run()
    assert_sound(page)
    assert main_heading(page) == "The one return is here, and every cell in it is filled"


def test_the_made_up_returns_are_marked_and_show_their_faults(page):
    page.button(key="returns_made_up").click().run()
    assert_sound(page)
    words = told(page)
    assert "Synthetic returns." in words
    assert main_heading(page) == "All 52 returns are here; 1 metric is blank"
    assert "a 0 that stands for a hidden number (Sallowmouth Quays (synthetic), June 2026" in words
    page.query_params["place"] = "Sallowmouth Quays (synthetic)"
    page.run()
    assert "regression to the mean" in told(page)


def test_the_workbook_taken_away_is_sound(page):
    from components.controls.returns import parts as returns_parts

    _give(page, spoiled({"E6": 3.0, "F6": 47.0, "E8": None, "F8": None}))
    given = page.session_state["returns_kept"]
    (one,) = given.folder.returns
    written = returns_parts._written(one, None)
    assert openpyxl.load_workbook(io.BytesIO(written))["SubmissionTemplate"]["E6"].value == "*"
    assert read_folder({"a.xlsx": written}).problems == ()

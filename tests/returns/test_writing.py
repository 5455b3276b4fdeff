"""Returns written back: nothing lost, nothing added, nothing small shown, and nothing else of the template touched."""

import datetime
import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings

from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.returns.from_dataset import from_dataset, months_held
from data.returns.issues import issues_of
from data.returns.merging import merged
from data.returns.monthly_return import BLANK as BLANK_STATUS
from data.returns.monthly_return import OK, SUPPRESSED
from data.returns.protected import protected
from data.returns.writing import NOTE, SYNTHETIC, file_name, write_return
from data.your_data.formats.nnhip import _indicator
from data.your_data.formats.nnhip_layout import metrics
from tests.returns.made_returns import (
    BLANK,
    EXAMPLE,
    IN_TIME,
    MARCH,
    PLACES,
    figures,
    read,
    small_returns,
    sound,
    spoiled,
    with_total,
    workbook,
)
from tests.small_dataset import write_small
from tests.your_data.made_tables import real

_RATES = [8 + 3 * number for number in range(14)]


def _book(data: bytes, **how: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), **how)


def _again(data: bytes):
    found = read({"written.xlsx": data})
    assert found.problems == ()
    (one,) = found.returns
    return one, issues_of(found)


@pytest.mark.parametrize("own", [True, False], ids=["our own layout", "the file's own layout"])
def test_the_real_example_is_read_written_and_read_again(own):
    (before,) = read({"example.xlsx": real(EXAMPLE)}).returns
    written = write_return(before, None if own else real(EXAMPLE), saved=IN_TIME)
    after, issues = _again(written)
    assert (after.place, after.month) == (before.place, before.month)
    pd.testing.assert_frame_equal(figures(after), figures(protected(before)))
    # Its eight small numbers are hidden; all else is as it was.
    assert (after.cells["count_status"] == SUPPRESSED).sum() == 8
    shown = after.cells["count_status"] == OK
    assert (after.cells.loc[shown, "count"] == before.cells.loc[shown, "count"]).all()
    assert issues.empty, issues[["kind", "problem", "cell"]].to_string()


def test_the_official_template_keeps_all_but_what_is_filled_in():
    blank = real(BLANK)
    written = write_return(sound(), blank, saved=IN_TIME)
    with zipfile.ZipFile(io.BytesIO(blank)) as before, zipfile.ZipFile(io.BytesIO(written)) as after:
        changed = {name for name in after.namelist() if before.read(name) != after.read(name)}
        assert changed == {
            "[Content_Types].xml",
            "docProps/core.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
        }
        assert set(before.namelist()) - set(after.namelist()) == {"xl/calcChain.xml"}
        for name in after.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(after.read(name))
        # The drop-down lists of places and months, which openpyxl would drop.
        assert after.read("xl/worksheets/sheet1.xml").count(b"<x14:dataValidation ") == 2
    old, new = _book(blank)["SubmissionTemplate"], _book(written)["SubmissionTemplate"]
    for row in _RATES:
        for column in range(4, 27):
            assert new.cell(row, column).value == old.cell(row, column).value, "the template's own formula"
            assert new.cell(row, column).number_format == old.cell(row, column).number_format
    assert new["D16"].value == "=D7"
    values = _book(written, data_only=True)
    assert values["SubmissionTemplate"]["D16"].value == 500
    assert values["SubmissionTemplate"]["B1"].value == values["Instructions"]["B6"].value == PLACES[0]
    assert values["Instructions"]["B7"].value == 46082
    assert values["SubmissionTemplate"]["D1"].value == NOTE
    after, issues = _again(written)
    assert issues["kind"].tolist() == ["place"], "Testville is on no list of real places; nothing else is told"


def test_a_hidden_or_blank_count_never_has_a_rate_of_nought():
    each = with_total(sound(), "nnhip_outpatient_new", {
        "age": (3, 2, 0, 50, 60, 70, 80, 90, 50, 10), "ethnic_group": (300, 50, 25, 20, 10, 10),
        "deprivation_quintile": (150, 120, 75, 40, 20, 10),
    })  # fmt: skip
    first = each.cells.index[each.cells["metric"] == "nnhip_outpatient_follow_up"]
    each.cells.loc[first[1:3], "count_status"] = BLANK_STATUS
    written = write_return(each, saved=IN_TIME)
    formulas, values = _book(written)["SubmissionTemplate"], _book(written, data_only=True)["SubmissionTemplate"]
    assert [values[cell].value for cell in ("E6", "F6", "G6", "E8", "F8", "G8")] == ["*", "*", 0, "*", "*", 0]
    assert formulas["E8"].value == '=IFERROR(E6/E7*1000,"*")'
    assert formulas["G8"].value == "=IFERROR(G6/G7*1000,0)"
    assert values["E9"].value is None
    assert values["E11"].value in (None, "")
    assert "IFERROR(E9/E10*1000,0)" in formulas["E11"].value
    assert values["D8"].value == pytest.approx(1000 * 415 / 500)


@settings(max_examples=12)
@given(small_returns())
def test_any_sound_return_survives_and_has_no_issue_of_our_own_making(each):
    after, issues = _again(write_return(each, saved=IN_TIME))
    pd.testing.assert_frame_equal(figures(after), figures(protected(each)))
    assert issues.empty, issues[["kind", "problem", "cell"]].to_string()


def test_a_nought_that_hid_a_number_is_written_as_hidden():
    (each,) = read(spoiled({"E6": 0.0, "F6": 0.0, "E8": 150.0, "F8": 200.0})).returns
    after, _ = _again(write_return(each, saved=IN_TIME))
    assert after.cells["count_status"].iloc[1:3].tolist() == [SUPPRESSED, SUPPRESSED]


def test_the_workbook_says_when_it_was_written_and_that_it_is_invented_where_it_is():
    from dataclasses import replace

    after, _ = _again(write_return(replace(sound(), synthetic=True), saved=datetime.datetime(2026, 5, 4, 8)))
    assert after.received == datetime.date(2026, 5, 4)
    assert after.synthetic
    assert not _again(workbook())[0].synthetic
    sheet = _book(write_return(replace(sound(), synthetic=True), saved=IN_TIME))["SubmissionTemplate"]
    assert (sheet["D1"].value, sheet["D2"].value) == (SYNTHETIC, NOTE)


def test_groups_that_the_template_has_and_the_return_lacks_are_left_blank_and_named():
    (before,) = read({"example.xlsx": real(EXAMPLE)}).returns
    written = write_return(before, real(BLANK), saved=IN_TIME)
    sheet = _book(written, data_only=True)["SubmissionTemplate"]
    assert (sheet["L6"].value, sheet["M6"].value) == (None, None), "80+ cannot be divided into 80-89 and 90+"
    assert sheet["D2"].value == "Left blank, for want of figures by the template's own groups: age 80-89, age 90+."


def test_what_is_no_template_is_refused_by_name():
    with pytest.raises(SourceError, match="not the monthly template.*blank.xlsx|blank.xlsx.*not the monthly template"):
        write_return(sound(), b"nothing", saved=IN_TIME, name="blank.xlsx")
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(SourceError, match="not the monthly template"):
        write_return(sound(), stream.getvalue(), saved=IN_TIME)


def test_a_template_written_by_a_library_can_be_filled_too():
    book, stream = _book(real(BLANK)), io.BytesIO()
    book.save(stream)
    after, _ = _again(write_return(sound(), stream.getvalue(), saved=IN_TIME))
    pd.testing.assert_frame_equal(figures(after), figures(sound()))


def test_a_correction_takes_the_place_of_what_it_gives_and_of_nothing_else():
    first = spoiled({"E6": 21.0, "F6": 29.0})["a.xlsx"]
    second = spoiled({"E6": 20.0, "F6": 30.0, "D9": None, "E9": "lots"})["a.xlsx"]
    later = datetime.datetime(2026, 6, 1, 9)
    from data.returns.workbook_cells import with_cells

    given = {"b.xlsx": with_cells(second, {}, saved=later), "c.xlsx": first}
    one = merged(read(given).returns)
    cells = one.cells.set_index(["metric", "label"])["count"]
    assert cells["nnhip_outpatient_new", "Age Group 18-19"] == 20
    assert cells["nnhip_outpatient_follow_up", "Total"] == 500
    assert cells["nnhip_outpatient_follow_up", "Age Group 18-19"] == 20
    with pytest.raises(ValueError, match="found 2 places and months"):
        merged([sound(), sound(PLACES[1])])


def test_a_file_is_named_for_its_place_and_month():
    assert file_name(sound("Fenland & Peterborough")) == "fenland-peterborough-2026-03.xlsx"


@pytest.fixture
def dataset(tmp_path) -> Dataset:
    """A dataset that holds one of the programme's indicators for one month, by ethnic group and by fifth."""
    rows = [
        ("total", "all", 60.0, 500.0),
        ("ethnic_group", "white", 40.0, 300.0),
        ("ethnic_group", "black", 20.0, 200.0),
        ("deprivation_quintile", "1", None, 90.0),
        ("deprivation_quintile", "5", None, 80.0),
    ]
    frame = pd.DataFrame(rows, columns=["dimension", "group", "numerator", "denominator"]).assign(
        indicator_id="nnhip_bed_days", level="icb", area_code="I1", period_start=MARCH, period_end=pd.Timestamp("2026-03-31"),
        dimension_2="", group_2="", age_band="", population_base="registered", value=float("nan"), lower=float("nan"),
        upper=float("nan"), status=lambda each: each["numerator"].isna().map({True: "suppressed", False: "ok"}),
    )  # fmt: skip
    frame["numerator"] = frame["numerator"].astype(float)
    indicator: Indicator = next(_indicator(each) for each in metrics() if each["id"] == "nnhip_bed_days")
    return Dataset.open(write_small(tmp_path / "d", observations=frame, indicators=[indicator]))


def test_a_datasets_own_figures_become_a_return(dataset):
    assert months_held(dataset) == [("I1", MARCH)]
    after, _ = _again(write_return(from_dataset(dataset, "I1", MARCH), saved=IN_TIME))
    cells = after.cells[after.cells["metric"] == "nnhip_bed_days"].set_index(["dimension", "group"])
    assert cells.loc[("total", "all"), ["count", "cohort"]].tolist() == [60, 500]
    assert cells.loc[("ethnic_group", "white"), "count"] == 40
    assert cells.loc[("deprivation_quintile", "1"), "count_status"] == SUPPRESSED
    assert set(cells.loc["age", "count_status"]) == {BLANK_STATUS}
    assert after.place == dataset.area_name("I1")
    with pytest.raises(ValueError, match="found no figure"):
        from_dataset(dataset, "I1", pd.Timestamp("2026-04-01"))

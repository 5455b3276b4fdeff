"""The page for one's own data without a browser: files in, report out, explored, forgotten; nothing small is shown."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from components.controls.your_data import report as upload_report
from components.controls.your_data import upload
from data.dataset import dataset as dataset_file
from data.dataset.dataset import Dataset
from data.your_data import add_to_dataset
from tests.counted import counted
from tests.pages.conftest import assert_sound, main_heading, open_page, told
from tests.your_data.made_tables import NNHIP, NNHIP_PLACE, heat, real, tidy

EMPTY = "Give a table you already have: every row is checked"
SOUND = "13 figures can be used, and nothing needs mending"


def _tidy(cells=None, area: str = "I1") -> dict[str, bytes]:
    return {name: data.replace(b"EXAMPLE1", area.encode()) for name, data in tidy(cells).items()}


def _give(page, given: dict[str, bytes]):
    page.file_uploader[0].set_value([(name, data, "text/csv") for name, data in given.items()]).run()
    return page


@pytest.fixture
def page(show_dataset, small_folder):
    show_dataset(small_folder)
    return open_page("your_data")


def _kept(page) -> upload.Upload:
    return page.session_state["upload_kept"]


def _tables(page) -> list[pd.DataFrame]:
    return [each.value for each in page.dataframe]


def _problems(page) -> pd.DataFrame:
    (found,) = [each for each in _tables(page) if "What is wrong" in each]
    return found


def _own(page) -> bool:
    return any(each.key == "own_back" for each in page.button)


def test_it_begins_with_the_template_and_the_words_on_privacy(page):
    assert_sound(page)
    assert main_heading(page) == EMPTY
    assert "stays in this session" in told(page)
    assert "At most 50 MB a file and 100 MB together" in told(page)
    assert len(page.get("download_button")) == 3
    assert not page.selectbox, "no folder is offered unless the server allows it"


def test_a_sound_file_is_explored_on_who_and_forgotten(page):
    _give(page, _tidy())
    assert_sound(page)
    assert main_heading(page) == SOUND
    assert not _own(page), "nothing changes before it is chosen"
    page.button(key="upload_use").click().run()
    assert_sound(page)
    assert "the 2 files you gave, t.csv first" in told(page)
    page.query_params["indicator"] = "example_checks"
    page.query_params["by"] = "deprivation_quintile"
    page.switch_page("../pages/who.py").run()
    assert_sound(page)
    assert "Health checks (example)" in main_heading(page)
    assert "In the most deprived fifth, 36.8%" in told(page), "70 of 190"
    page.switch_page("../pages/your_data.py").run()
    assert main_heading(page) == SOUND, "the files are kept from page to page"
    assert "Every page of this session shows them." in told(page)
    page.button(key="upload_forget").click().run()
    assert main_heading(page) == EMPTY
    assert not _own(page)


def test_a_bad_file_is_named_and_leaves_the_data_in_use_as_it_was(page):
    _give(page, {"notes.csv": b"a,b\n1,2\n"})
    assert main_heading(page) == "No figure can be used yet; 1 problem needs mending"
    assert page.button(key="upload_use").disabled
    (problem,) = _problems(page)["What is wrong"]
    assert problem.startswith("a table in no format that is known here, and what it is cannot be guessed")
    assert not _own(page)


WAITS = b"Area,Month,Seen,Referred\nI1,Apr 2026,120,200\nN1,Apr 2026,40,80\nN2,Apr 2026,5,90\n"


def _pressed(page, label: str):
    next(each for each in page.button if each.label == label).click().run()
    assert_sound(page)
    return page


def test_a_table_in_no_known_format_is_understood_asked_about_and_used_in_one_click(page):
    _give(page, {"waits.csv": WAITS})
    assert_sound(page)
    assert main_heading(page) == "1 table is understood: see whether it is right, and use it"
    assert "‘Seen’ is ‘Seen’ out of ‘Referred’ (a share)." in told(page)
    (rows,) = [each for each in _tables(page) if "C Seen" in each]
    assert rows["C Seen"].tolist() == ["120", "40", "*"], "a small count is not shown"
    assert "Is ‘Seen’ counted out of ‘Referred’?" in {each.label for each in page.selectbox}
    _pressed(page, "Use this")
    assert main_heading(page) == "3 figures can be used, and nothing needs mending"
    shown = _kept(page).rows.set_index("area_code")
    assert shown.loc[["I1", "N1"], ["numerator", "denominator"]].to_numpy().tolist() == [[120, 200], [40, 80]]
    assert shown.loc["N2", "status"] == "suppressed"


def test_a_direction_is_claimed_only_once_somebody_says_it(page):
    _give(page, {"waits.csv": WAITS})
    better = next(each for each in page.selectbox if each.label.startswith("Which way is better"))
    better.set_value("higher")
    _pressed(page, "Use this")
    assert "1 thing the table does not say" in told(page), "what it is about decides on which pages it stands"
    next(each for each in page.selectbox if "about?" in each.label).set_value("access")
    _pressed(page, "Use this")
    (indicator,) = _kept(page).intake.indicators
    assert (indicator.higher_is_better, indicator.domain, indicator.judged) == (True, "access", True)


def test_a_layout_is_remembered_used_again_and_forgotten(page):
    _pressed(_give(page, {"waits.csv": WAITS}), "Use this")
    page.text_input(key="recipe_role_0").set_value("Analyst").run()
    _pressed(page, "Remember it")
    assert "Remembered on this server since" in told(page)
    page.button(key="upload_forget").click().run()
    _give(page, {"june.csv": WAITS.replace(b"Apr", b"Jun")})
    assert main_heading(page) == "3 figures can be used, and nothing needs mending", "read at once"
    _pressed(page, "Understand it anew")
    assert "1 table is understood" in main_heading(page)
    page.session_state["recipes_remembered"] = True
    page.run()
    page.text_input(key="recipe_role_forget").set_value("Analyst").run()
    _pressed(page, "Forget this layout")
    assert "None yet." in told(page)


def test_a_bad_file_after_a_good_one_keeps_the_good_one_in_use(page):
    _give(page, _tidy())
    page.button(key="upload_use").click().run()
    _give(page, {"broken.xlsx": b"not a workbook"})
    assert_sound(page)
    assert "No figure can be used yet" in main_heading(page)
    assert _own(page)
    assert _problems(page)["File"].tolist() == ["broken.xlsx"]


def test_the_report_counts_filters_and_says_where(page):
    _give(page, _tidy({(4, "numerator"): "lots", (12, "area_code"): "Ashdonw"}))
    assert main_heading(page) == "11 figures can be used; 2 problems need mending"
    found = _problems(page)
    assert found[["File", "Row", "Column", "Found"]].to_numpy().tolist() == [
        ["t.csv", "4", "numerator", "lots"],
        ["t.csv", "12", "area_code", "Ashdonw"],
    ]
    page.button_group(key="upload_severity").set_value("warning").run()
    assert len(_problems(page)) == 0
    assert "● Error, 1 row." in told(page)


def test_an_area_that_is_not_known_is_named_on_the_page(page):
    _give(page, _tidy(area="Our patch"))
    assert "No figure can be used yet" in main_heading(page)
    assert page.selectbox[0].label == "Which area is ‘Our patch’?"
    page.selectbox[0].set_value("N1").run()
    assert_sound(page)
    assert main_heading(page) == SOUND
    assert set(_kept(page).intake.observations["area_code"]) == {"N1"}


def test_a_conversion_is_made_only_when_it_is_confirmed(page):
    given = _tidy({(row, "period"): "2026-01-01" for row in range(2, 15)})
    _give(page, given)
    assert "No figure can be used yet" in main_heading(page)
    (offer,) = page.checkbox
    offer.check().run()
    assert main_heading(page) == SOUND
    page.checkbox[0].uncheck().run()
    assert "No figure can be used yet" in main_heading(page)


@pytest.mark.parametrize("room", ["brief", "where", "who", "trend", "compare", "neighbourhoods", "methods"])
def test_figures_of_one_neighbourhood_alone_can_be_explored_on_every_page(page, room):
    _give(page, _tidy(area="N1"))
    page.button(key="upload_use").click().run()
    page.query_params["indicator"] = "example_checks"
    page.query_params["by"] = "deprivation_quintile"
    page.query_params["area"] = "N1"
    page.switch_page(f"../pages/{room}.py").run()
    assert_sound(page)
    if room == "who":
        assert "In Ashdown, in the most deprived fifth, 36.8%" in told(page)


def test_figures_given_to_the_demo_are_not_called_synthetic():
    page = _give(open_page("your_data"), _tidy(area="XQE"))
    assert "Synthetic data. Merrow and Sallow" in told(page)
    page.button(key="upload_use").click().run()
    page.switch_page("../pages/who.py").run()
    assert_sound(page)
    assert "so is every figure but those that you gave" in told(page)
    assert "not real people" not in told(page)


@pytest.mark.parametrize(
    ("given", "indicator", "words"),
    [
        (lambda: {"nnhip.xlsx": real(NNHIP)}, "nnhip_outpatient_new", "294 per 1,000"),
        (heat, "contact", "In the most deprived fifth, 60.0%"),
    ],
    ids=["nnhip", "heat"],
)
def test_files_people_already_have_show_on_who(page, given, indicator, words):
    _give(page, given())
    if page.selectbox:
        assert page.selectbox[0].label == f"Which area is ‘{NNHIP_PLACE}’?"
        page.selectbox[0].set_value("I1").run()
    page.button(key="upload_use").click().run()
    page.query_params["indicator"] = indicator
    page.query_params["by"] = "deprivation_quintile"
    page.switch_page("../pages/who.py").run()
    assert_sound(page)
    assert words in told(page)


# Counts of 4 and 3 that appear nowhere else, the first in a row with an error.
SMALL = {
    (4, "numerator"): "4",
    (4, "denominator"): "3",
    (11, "numerator"): "6",
    (11, "note"): "here",
    (11, "value"): "4.0",
}


def test_no_small_count_is_shown_or_downloaded(page):
    _give(page, _tidy(SMALL))
    found = _problems(page)
    row = found[found["What is wrong"] == "a count larger than its denominator"].iloc[0]
    assert (row["Found"], row["Expected"]) == ("a small number, not repeated here", "at most …")
    (rows,) = [each for each in _tables(page) if "Out of" in each]
    black = rows[rows["Group"].str.startswith("Black")].iloc[0]
    assert black["Count"] == black["Value"] == "hidden to protect confidentiality"
    book = openpyxl.load_workbook(io.BytesIO(_kept(page).marked_copy()))
    sheet = book["t.csv"]
    heading = {cell.value: cell.column_letter for cell in sheet[1]}
    for at in (4, 11):
        assert sheet[f"{heading['numerator']}{at}"].value == "*"
    assert sheet[f"{heading['denominator']}4"].value == "*"
    assert sheet[f"{heading['value']}11"].value == "*"
    assert sheet[f"{heading['group']}4"].value == "2", "labels stay: a fifth is not a count"
    assert sheet[f"{heading['numerator']}3"].value == "70", "and so do counts that are not small"
    assert "count larger than its denominator" in sheet[f"{heading['numerator']}4"].comment.text
    assert "*" not in [cell.value for cell in sheet[1]]


def test_a_release_can_be_opened_and_hides_small_counts(page, tmp_path):
    _give(page, _tidy({(11, "numerator"): "6"}))
    with zipfile.ZipFile(io.BytesIO(upload_report.release(_kept(page)))) as archive:
        archive.extractall(tmp_path / "release")
    opened = Dataset.open(tmp_path / "release")
    rows = opened.observations("example_checks", dimension="ethnic_group").set_index("group")
    assert rows.loc["black", "status"] == "suppressed"
    assert pd.isna(rows.loc["black", "numerator"])
    assert rows.loc["white", "numerator"] == 250


def test_what_is_checked_is_worked_out_once_however_it_is_used(page, monkeypatch):
    published = counted(monkeypatch, add_to_dataset, "publish")
    _give(page, _tidy())
    upload_report.release(_kept(page))
    page.button(key="upload_use").click().run()
    assert_sound(page)
    assert len(published) == 1


def test_the_dataset_made_is_opened_and_checked_once(page, monkeypatch):
    _give(page, _tidy())
    opened = counted(monkeypatch, dataset_file, "read_contents")
    page.button(key="upload_use").click().run()
    assert_sound(page)
    assert len(opened) == 1


def test_a_folder_is_offered_only_where_the_server_says_so(show_dataset, small_folder, tmp_path, monkeypatch):
    show_dataset(small_folder)
    (tmp_path / "july").mkdir()
    for name, data in _tidy().items():
        (tmp_path / "july" / name).write_bytes(data)
    monkeypatch.setenv(upload.FOLDER_VARIABLE, str(tmp_path))
    page = open_page("your_data")
    page.selectbox(key="upload_folder").set_value("july").run()
    page.button(key="upload_check_folder").click().run()
    assert_sound(page)
    assert main_heading(page) == SOUND


def test_too_much_together_is_refused_and_what_was_there_is_kept(page, monkeypatch):
    _give(page, _tidy())
    monkeypatch.setattr(upload, "MOST_TOGETHER", 1000)
    _give(page, _tidy(area="P1"))
    assert "at most 0 MB" in page.error[0].value
    assert main_heading(page) == SOUND
    assert set(_kept(page).intake.observations["area_code"]) == {"I1"}


def test_two_files_of_one_name_are_both_taken():
    assert upload._free_name("t.csv", {"t.csv": b"", "t (2).csv": b""}) == "t (3).csv"


def test_what_more_a_team_can_bring_is_told_with_its_template(page):
    before = {each.label for each in page.selectbox}
    assert "Table" not in before
    page.session_state["more_tables"] = True
    page.run()
    chosen = next(each for each in page.selectbox if each.label == "Table")
    assert "Pilots: Uptake" in chosen.options
    chosen.select("referrals").run()
    assert "Which referrals close, and where the loop is lost." in told(page)
    assert len(page.get("download_button")) == 5

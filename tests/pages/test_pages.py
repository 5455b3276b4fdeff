"""Every page, on every kind of dataset: it runs, it says what its finding says, and its pickers are obeyed."""

import pkgutil

import pytest
from streamlit.proto.LabelVisibility_pb2 import LabelVisibility
from streamlit.testing.v1 import AppTest

from components.findings.field_words import FIELD_WORDS
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import from_link
from data.contract.pages import PAGES as DECLARED
from data.contract.pages import SECTIONS
from data.dataset.dataset import Dataset
from tests.findings.finding_faults import faults
from tests.pages.conftest import PAGES, ROOT, assert_sound, main_heading, open_page, told
from tests.small_dataset import small_indicators, small_manifest, small_observations, write_small

LEADS = {page.name: pkgutil.resolve_name(page.lead) for page in DECLARED if page.lead}
METHODS_HEADING = "What does this number mean?"
# Pages that show no finding of a selection; each has tests of its own.
APART = {page.name for page in DECLARED if not page.lead}


WORDS_LINE = "Words used here: "
# In what a page leads with, as its closed line names them.
WORDS_OF_LEADS = {
    "brief": (
        "fifth, clear (beyond chance), levelling down, adjusted for age, interval (between … and …), percentage points, …"
    ),
    "who": "fifth, interval (between … and …), adjusted for age, other ways to look",
    "trend": "trend line, interval (between … and …), fifth, adjusted for age",
    "need": "share by need, weights, fifth",
}
COLLAPSED = LabelVisibility.LabelVisibilityOptions.COLLAPSED
CONTROLS = ("selectbox", "radio", "button_group", "multiselect", "toggle", "checkbox", "slider", "select_slider")


def _without_help(page: AppTest) -> list[str]:
    """Labels of the controls on a page that say no more of themselves. Where a label is not drawn, help cannot be either."""
    protos = [each.proto for kind in CONTROLS for each in page.get(kind)]
    return [each.label for each in protos if not each.help and each.label_visibility.value != COLLAPSED]


def _lead(dataset: Dataset, page: str, **address: str) -> Finding:
    return LEADS[page](Question(dataset, from_link(dataset, {name: [each] for name, each in address.items()})))


def test_every_page_is_declared_once_and_stands_in_a_section_of_the_navigation():
    assert sorted(page.name for page in DECLARED) == PAGES
    assert {page.section for page in DECLARED} == set(SECTIONS)


def test_the_readme_tells_of_every_page_as_it_is_declared():
    table = "\n".join(f"| {page.title} | {page.question} |" for page in DECLARED)
    assert table in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_pictures_and_where_it_has_no_lead_tests_of_its_own(page):
    for width in (1366, 1920):
        assert (ROOT / "docs" / "screenshots" / f"{page}-{width}.png").is_file(), "python -m tests.browser.screenshots"
    # What the page of methods shows is the same for every selection; tests/findings/methods holds it.
    assert page not in APART - {"methods"} or (ROOT / "tests" / "pages" / f"test_{page}.py").is_file()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_its_finding_says_and_leaves_foreign_parameters_in_peace(demo, page):
    shown = open_page(page, utm_source="mail")
    assert_sound(shown)
    assert shown.query_params["utm_source"] == "mail"
    assert "Synthetic data." in told(shown)
    assert _without_help(shown) == []
    lines = [each.label for each in shown.expander if each.label.startswith(WORDS_LINE)]
    assert lines == [f"{WORDS_LINE}{WORDS_OF_LEADS[page]}"] if page in WORDS_OF_LEADS else len(lines) <= 1
    if page == "methods":
        assert main_heading(shown) == METHODS_HEADING
    if page in APART:
        return
    lead = _lead(demo, page)
    assert faults(lead) == []
    assert main_heading(shown) == lead.headline
    assert lead.sentence in told(shown)
    assert not shown.info


@pytest.mark.parametrize("page", sorted(LEADS))
def test_a_link_opens_the_view_it_names(demo, page):
    address = {"indicator": "smoking", "by": "ethnic_group", "area": demo.areas("neighbourhood").index[0]}
    shown = open_page(page, **address)
    assert_sound(shown)
    assert main_heading(shown) == _lead(demo, page, **address).headline
    assert main_heading(shown) != _lead(demo, page).headline


@pytest.mark.parametrize("indicator", [each.id for each in small_indicators()])
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_indicator_of_a_real_dataset_can_be_shown(show_dataset, small_folder, small, page, indicator):
    show_dataset(small_folder)
    shown = open_page(page, indicator=indicator)
    assert_sound(shown)
    words = told(shown)
    # A real dataset is named, with the years of its figures.
    assert "Testshire (small) · newest figures: Jul–Sep 2026 · put together 1 November 2026" in words
    assert "Synthetic" not in words
    if page in LEADS:
        assert main_heading(shown) == _lead(small, page, indicator=indicator).headline


@pytest.mark.parametrize("page", PAGES)
def test_the_barest_dataset_can_be_shown(show_dataset, bare_folder, page):
    show_dataset(bare_folder)
    shown = open_page(page)
    assert_sound(shown)
    if page in LEADS:
        assert main_heading(shown) == _lead(Dataset.open(bare_folder), page).headline


@pytest.fixture(scope="module", params=["everyone", "groups", "neighbourhoods", "shown figures"])
def folder_that_lacks_a_part(request, tmp_path_factory):
    """The small dataset without a part of it."""
    frame = small_observations()
    keep = {
        "everyone": frame["dimension"] != "total",
        "groups": frame["dimension"] == "total",
        "neighbourhoods": frame["level"] == "icb",
        "shown figures": frame["indicator_id"] == "smoking",
    }[request.param]
    frame = frame[keep].copy()
    if request.param == "shown figures":
        # All of one quarter is hidden, and an earlier one is shown.
        newest = frame["period_end"] == frame["period_end"].max()
        frame.loc[newest, "status"] = "suppressed"
        frame.loc[newest, ["numerator", "value"]] = float("nan")
    kept = [each for each in small_indicators() if each.id in set(frame["indicator_id"])]
    folder = tmp_path_factory.mktemp("lacking") / "d"
    return write_small(folder, observations=frame, indicators=kept, manifest=small_manifest())


@pytest.mark.parametrize("page", PAGES)
def test_a_dataset_that_lacks_a_part_can_be_shown(show_dataset, folder_that_lacks_a_part, page):
    show_dataset(folder_that_lacks_a_part)
    shown = open_page(page, indicator="smoking")
    assert_sound(shown)
    assert main_heading(shown)


@pytest.mark.parametrize("page", sorted(LEADS))
def test_a_link_that_asks_for_too_much_is_told_so(demo, page):
    shown = open_page(page, indicator="no_such", area="nowhere", period="1066-10-14")
    assert_sound(shown)
    assert main_heading(shown) == _lead(demo, page).headline
    (note,) = shown.info
    assert note.value.startswith("This link asked for a different indicator, period, area, which this dataset does not")


@pytest.mark.parametrize(
    ("page", "label", "field", "value"),
    [
        ("who", "Indicator", "indicator", "smoking"),
        ("who", "Compare by", "by", "ethnic_group"),
        ("who", "Period", "period", "2025-03-31"),
        ("where", "Indicator", "indicator", "smoking"),
        ("where", "Period", "period", "2025-03-31"),
        ("trend", "Indicator", "indicator", "smoking"),
        ("trend", "Compare by", "by", "ethnic_group"),
        ("brief", "Compare by", "by", "ethnic_group"),
    ],
)
def test_a_picker_changes_the_page_and_the_address(demo, page, label, field, value):
    shown = open_page(page)
    (picker,) = [each for each in shown.selectbox if each.label == label]
    shown = picker.set_value(value).run()
    assert_sound(shown)
    assert shown.query_params[field] == value
    assert main_heading(shown) == _lead(demo, page, **{field: value}).headline


def test_the_brief_compares_by_groups_that_its_first_indicator_is_not_given_by(show_dataset, tmp_path):
    show_dataset(write_small(tmp_path / "small"))
    shown = open_page("brief")
    assert shown.query_params["indicator"] == "attendances"
    (picker,) = [each for each in shown.selectbox if each.label == "Compare by"]
    shown = picker.set_value("ethnic_group").run()
    assert_sound(shown)
    assert (shown.query_params["by"], shown.query_params["indicator"]) == ("ethnic_group", "smoking")


def test_a_choice_made_before_the_browser_heard_of_the_last_one_is_kept(demo):
    shown = open_page("who", indicator="smoking")
    before = dict(shown.query_params)
    (picker,) = [each for each in shown.selectbox if each.label == "Compare by"]
    picker.set_value("ethnic_group").run()
    (picker,) = [each for each in shown.selectbox if each.label == "Indicator"]
    # The browser sends the address it knows with every choice: here still the one from before the last choice.
    for name, value in before.items():
        shown.query_params[name] = value
    picker.set_value("hypertension_to_target").run()
    assert shown.query_params["by"] == "ethnic_group"
    chosen = {"indicator": "hypertension_to_target", "by": "ethnic_group"}
    assert main_heading(shown) == _lead(demo, "who", **chosen).headline
    # Without a choice, an address that differs is a link or the Back button, and wins.
    for name, value in before.items():
        shown.query_params[name] = value
    shown.run()
    assert main_heading(shown) == _lead(demo, "who", indicator="smoking").headline


def test_the_area_follows_from_page_to_page(demo):
    shown = open_page("who")
    area = demo.areas("neighbourhood").index[3]
    (picker,) = [each for each in shown.selectbox if each.label == "Area"]
    picker.set_value(area).run()
    shown.switch_page("../pages/where.py").run()
    assert shown.query_params["area"] == area
    (picker,) = [each for each in shown.selectbox if each.label == "Area"]
    assert picker.value == area


@pytest.mark.parametrize(("page", "key"), [("brief", "brief"), ("who", "groups"), ("trend", "trend"), ("need", "need")])
def test_the_words_of_the_field_are_explained_where_they_stand(page, key):
    shown = open_page(page, whole="")
    before = told(shown)
    shown.session_state[f"{key}_words"] = True
    shown.run()
    assert_sound(shown)
    (line,) = [each.label for each in shown.expander if each.label.startswith(WORDS_LINE)]
    named = [each for each in FIELD_WORDS if each.word in line.removeprefix(WORDS_LINE)]
    assert len(named) >= 3
    for each in named:
        assert each.meaning not in before
        assert each.meaning in told(shown)
    more = {each.proto.query_string for each in shown.get("page_link")}
    assert {f"method={each.method}" for each in named} <= more


def test_each_method_explains_itself_with_a_worked_value():
    for method in ("gap", "slope", "trend", "split"):
        shown = open_page("methods", method=method)
        assert_sound(shown)
        (picker,) = [each for each in shown.selectbox if each.label == "Measure"]
        assert picker.value == method
        assert len(shown.latex) == 1
        assert len(shown.dataframe) == 3

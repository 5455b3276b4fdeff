"""A board's own set: chosen on Decisions or from a file, kept with its history, and first on Brief and Compare."""

from datetime import date

import pytest

from components.controls.decisions import own_set as section
from components.controls.meeting.reopen import reopened
from components.controls.meeting_list import from_link
from components.findings.decisions.days import quarter_ends
from data.journal.entry import ChosenIndicator, Entry
from data.journal.opening import begun, open_journal
from data.journal.places import VARIABLE
from data.journal.set_file import set_toml
from tests.pages.conftest import assert_sound, let_go_of_journal, main_heading, open_page, told


@pytest.fixture(autouse=True)
def _on_the_small_dataset(show_dataset, small_folder):
    show_dataset(small_folder)
    yield
    let_go_of_journal()


def _chosen(*codes: str):
    """Decisions, with these indicators chosen in the form."""
    page = open_page("decisions", set="open")
    page.multiselect(key="own_set_0_indicators").set_value(list(codes)).run()
    return page


def _press(page, label: str):
    (button,) = [each for each in page.button if each.label == label]
    return button.click().run()


def _filled():
    page = _chosen("smoking", "trust")
    page.text_input(key="own_set_0_title").set_value("Winter plan")
    page.text_input(key="own_set_0_role").set_value("Board secretary")
    page.text_input(key="own_set_0_why_smoking").set_value("Most lives")
    page.number_input(key="own_set_0_target_smoking").set_value(10.0)
    page.selectbox(key="own_set_0_when_smoking").select_index(3)
    page.text_input(key="own_set_0_owner_smoking").set_value("Tobacco lead")
    return page


def _records() -> list:
    with open_journal() as journal:
        return journal.records(kind="set")


def _keep(entry: Entry) -> None:
    with open_journal() as journal:
        journal.add(entry, by_role="Board secretary")


_SMOKING = ChosenIndicator(indicator_id="smoking", target=10.0, by_when=date(2030, 3, 31), owner_role="Tobacco lead")
_SET = Entry(
    kind="set",
    title="Winter plan",
    area_code="I1",
    decided_on=date(2026, 11, 2),
    chosen=(ChosenIndicator(indicator_id="trust"), _SMOKING, ChosenIndicator(indicator_id="vaccinated")),
)


def test_a_set_is_chosen_kept_changed_and_withdrawn_and_all_of_it_stays():
    page = _press(_filled(), "Keep this set")
    assert_sound(page)
    assert "Kept: ‘Winter plan’" in page.success[0].value
    (record,) = _records()
    due = quarter_ends(date.today())[3]
    assert record.entry.chosen == (
        ChosenIndicator(indicator_id="smoking", why="Most lives", target=10.0, by_when=due, owner_role="Tobacco lead"),
        ChosenIndicator(indicator_id="trust"),
    )
    assert record.entry.frozen.headline == "Our set: a clear gap on 2 of 2 indicators; none of 1 target reached"
    page.number_input(key="own_set_1_target_smoking").set_value(11.0)
    _press(page, "Keep this set")
    assert "Board secretary: changed how it stood, indicators and targets. Our set: a clear gap on 2 of 2" in told(page)
    _press(page, "Withdraw the set: pages show none")
    assert_sound(page)
    with open_journal() as journal:
        versions = journal.history(record.id)
    assert [each.entry.chosen[0].target for each in versions] == [10.0, 11.0, 11.0]
    assert versions[-1].entry.state == "withdrawn"
    assert "Our set" not in told(open_page("brief"))


def test_a_target_without_an_owner_or_with_a_name_is_not_kept():
    page = _filled()
    page.text_input(key="own_set_0_owner_smoking").set_value("")
    page.text_input(key="own_set_0_why_smoking").set_value("ring 07700 900123")
    _press(page, "Keep this set")
    assert "Smoking, owner: found nothing; expected some text." in page.error[0].value
    assert "Smoking, why it was chosen: this seems to hold a telephone number" in page.error[0].value
    assert _records() == []


def test_what_somebody_else_kept_meanwhile_is_not_kept_over():
    _keep(_SET)
    page = open_page("decisions", set="open")
    (record,) = _records()
    with open_journal() as journal:
        journal.revise(record.id, {"title": "Spring plan"}, based_on=1, by_role="Chair")
    page.text_input(key="own_set_0_title").set_value("Mine").run()
    assert "Somebody else has kept this set since you opened it" in page.info[0].value
    assert [each.disabled for each in page.button if each.label == "Keep this set"] == [True]
    _press(page, "Begin from what stands now")
    assert page.text_input(key="own_set_1_title").value == "Spring plan"
    assert [each.disabled for each in page.button if each.label == "Keep this set"] == [False]


def test_nobody_keeps_a_set_on_data_of_their_own_session(monkeypatch):
    monkeypatch.setattr(section, "own_dataset", object)
    page = open_page("decisions", set="open")
    assert "You are looking at your own data, in this session only." in page.info[0].value
    assert "Keep this set" not in [each.label for each in page.button]


def _given(page, data: bytes, turn: int = 0):
    return page.file_uploader(key=f"own_set_{turn}_given").set_value([("our_set.toml", data, "application/toml")]).run()


def test_a_file_begins_the_form_and_a_spoiled_one_is_told_by_its_key():
    page = _given(open_page("decisions", set="open"), set_toml(_SET).encode())
    _press(page, "Put it into the form above")
    assert page.text_input(key="own_set_1_title").value == "Winter plan"
    assert page.multiselect(key="own_set_1_indicators").value == ["trust", "smoking", "vaccinated"]
    page.text_input(key="own_set_1_role").set_value("Board secretary")
    _press(page, "Keep this set")
    (record,) = _records()
    assert record.entry.chosen == _SET.chosen
    _given(page, b'title = "Plan"\n[[indicators]]\nindicator_id = "smoking"\naim = 3', turn=2)
    assert "Indicator 1, aim: found a field not known here" in page.error[0].value
    _given(page, b"\xff", turn=2)
    assert "found bytes that are not UTF-8 text" in page.error[0].value


def test_brief_says_where_the_journal_cannot_be_read_and_shows_all_else(monkeypatch, tmp_path):
    broken = tmp_path / "journal.sqlite"
    broken.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    monkeypatch.setenv(VARIABLE, str(broken))
    page = open_page("brief")
    assert "Whether the board keeps a set of indicators of its own cannot be told just now" in told(page)
    assert main_heading(page) == "Our biggest gaps, by people affected: Attendances and Smoking"
    assert_sound(page)


def test_the_set_stands_first_and_brief_says_what_the_common_frame_would_add():
    _keep(_SET)
    page = open_page("brief")
    assert_sound(page)
    words = told(page)
    assert words.index("Our set: a clear gap on 2 of 2 indicators; none of 1 target reached") < words.index("Access")
    assert "Everyone: 11.9% in Jul–Sep 2026. Our target: 10.0% by 31 March 2030 (Tobacco lead); 1.9" in words
    assert "parts of the common frame" in words
    for link in ("brief.own_set?indicator=smoking", "compare.compare?indicator=smoking"):
        assert (
            "Our set"
            in reopened(from_link(link)).finding.table.text.to_string() + reopened(from_link(link)).finding.headline
        )


def test_without_a_set_no_journal_is_begun_and_nothing_is_said():
    page = open_page("brief")
    assert "Our set" not in told(page)
    assert "common frame" not in told(page)
    assert not begun()

"""Decisions without a browser, on both databases: kept, read again after a restart, met by a later release, never lost."""

import re
from datetime import date

import pytest

from components.controls import journal as control
from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from tests.findings.later_release import write_later
from tests.journal.entries import COMMUNITY, DECISION
from tests.pages.conftest import assert_sound, let_go_of_journal, main_heading, open_page, told

EMPTY = "Nothing has been decided here yet"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _let_go():
    yield
    let_go_of_journal()


@pytest.fixture
def both(journal_address, monkeypatch, show_dataset, small_folder) -> str:
    """The pages on the small dataset, with a journal on each database in turn."""
    monkeypatch.setenv(VARIABLE, journal_address)
    monkeypatch.setattr("components.controls.decisions.form.today", lambda: TODAY)
    show_dataset(small_folder)
    yield journal_address
    # Before the database itself is taken away.
    let_go_of_journal()


def _field(page, kind: str, label: str):
    (found,) = [each for each in getattr(page, kind) if each.label.startswith(label)]
    return found


def write(page, amount: float | None = 4.0, **typed: str):
    """Fill in the form as a person would, and keep it."""
    words = {
        "decision": "Visit at home first.",
        "title": "Visit at home",
        "owner": "Tobacco lead",
        "role": "Secretary",
    } | typed
    _field(page, "text_area", "What was decided").set_value(words["decision"])
    _field(page, "text_input", "In a few words").set_value(words["title"])
    _field(page, "text_input", "Owner").set_value(words["owner"])
    _field(page, "text_input", "Your own role").set_value(words["role"])
    if amount is not None:
        _field(page, "number_input", "By how much").set_value(amount)
    if "when" in words:
        when = _field(page, "selectbox", "By when")
        # A day that is typed, and not one of those offered.
        when.options.append(words["when"])
        when.set_value(words["when"])
    return _field(page, "button", "Keep this decision").click().run()


def kept(page) -> None:
    """Nothing went wrong, and the page says so."""
    assert [each.value for each in page.exception] == []
    assert [each.value for each in page.error] == []
    assert "Kept: ‘Visit at home’" in page.success[0].value


def test_a_decision_is_kept_with_the_gap_as_it_stands(both):
    page = open_page("decisions", indicator="smoking", write="decision")
    assert_sound(page)
    assert main_heading(page) == EMPTY
    assert "Smoking: 16.0 percentage points higher in the most deprived fifth" in told(page)
    evidence = _field(page, "multiselect", "Evidence relied on")
    assert any("moderate (⊕⊕⊕)" in each for each in evidence.options)
    evidence.select(evidence.options[0])
    page = write(page)
    kept(page)
    assert main_heading(page) == "1 decision is open: 1 waiting for later figures"
    assert "write" not in page.query_params
    with open_journal(both) as journal:
        (record,) = journal.records()
    entry = record.entry
    assert (entry.title, entry.owner_role, record.by_role) == ("Visit at home", "Tobacco lead", "Secretary")
    assert (entry.signal.estimate, entry.signal.expected_change) == (pytest.approx(16.0), -4.0)
    assert entry.by_when == entry.signal.by_when == date(2027, 9, 30)
    assert entry.frozen.headline == "Smoking: 16.0 percentage points higher in the most deprived fifth"
    assert len(entry.evidence) == 1


@pytest.mark.usefixtures("both")
def test_a_decision_survives_a_restart_and_a_later_release_changes_its_status(show_dataset, tmp_path):
    page = open_page("decisions", indicator="smoking", write="decision")
    kept(write(page))
    let_go_of_journal()
    page = open_page("decisions", indicator="screening")
    assert main_heading(page) == "1 decision is open: 1 waiting for later figures"
    assert "Visit at home" in told(page)
    for most, says in ((225, "as expected"), (390, "the opposite"), (297, "no signal yet")):
        show_dataset(write_later(tmp_path / str(most), most))
        page = open_page("decisions")
        assert_sound(page)
        assert main_heading(page) == f"1 decision is open: 1 {says}"
        assert "As it stood in Jul–Sep 2026" in told(page)
        assert "Smoking: 16.0 percentage points higher in the most deprived fifth" in told(page)


@pytest.mark.usefixtures("both")
def test_another_session_sees_it_at_once():
    other = open_page("decisions")
    assert main_heading(other) == EMPTY
    kept(write(open_page("decisions", indicator="smoking", write="decision")))
    assert main_heading(other.run()) == "1 decision is open: 1 waiting for later figures"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"decision": "Ring Mrs Sparrow on 020 7946 0000"}, "What was decided: this seems to hold"),
        ({"owner": "Dr Finch"}, "Owner: this seems to hold a name with its title. Take it out"),
        ({"title": ""}, "In a few words: found nothing; expected some text"),
        ({"role": ""}, "Your own role: found nothing; expected some text"),
        ({"when": "31/02/2027"}, "By when: found ‘31/02/2027’, which is no day of the calendar"),
        ({"when": "01/01/2020"}, "expected a day after 20 November 2026"),
    ],
)
@pytest.mark.usefixtures("both")
def test_what_cannot_be_kept_is_refused_and_stays_in_the_form(typed, said):
    page = write(open_page("decisions", indicator="smoking", write="decision"), **typed)
    assert [each.value for each in page.exception] == []
    (error,) = page.error
    assert said in error.value
    assert "what you typed is still there" in error.value
    assert _field(page, "text_area", "What was decided").value == typed.get("decision", "Visit at home first.")
    assert main_heading(page) == EMPTY
    page = write(page, decision="Visit at home first.", when="31/12/2027")
    kept(page)


@pytest.mark.usefixtures("both")
def test_a_size_is_needed_unless_no_figure_will_show_it():
    page = write(open_page("decisions", indicator="smoking", write="decision"), amount=None)
    assert "By how much: found nothing, expected a size above 0" in page.error[0].value
    _field(page, "selectbox", "What should change").set_value("nothing")
    kept(write(page, amount=None))
    page = open_page("decisions")
    assert_sound(page)
    assert main_heading(page) == "1 decision is open: 1 with no figure"
    assert "– no figure named" in told(page)


def _opened(record_id: str):
    """A session that has opened everything kept with a record."""
    page = open_page("decisions")
    page.session_state[f"decision_more_{record_id}"] = True
    return page.run()


def _change(page, **changes: str):
    for label, value in changes.items():
        kind = "text_area" if label == "decided" else "selectbox" if label == "State" else "text_input"
        _field(page, kind, "What was decided" if label == "decided" else label).set_value(value)
    return _field(page, "button", "Keep this change").click().run()


@pytest.fixture
def record(both):
    """One decision, kept."""
    kept(write(open_page("decisions", indicator="smoking", write="decision")))
    with open_journal(both) as journal:
        return journal.records()[0]


def test_two_who_change_different_fields_lose_nothing(both, record):
    one, other = _opened(record.id), _opened(record.id)
    one = _change(one, **{"Owner": "Smoking lead", "Your own role": "Chair"})
    assert "Kept as version 2." in one.success[0].value
    other = _change(other, **{"decided": "Visit at home, evenings too.", "Your own role": "Clerk"})
    assert "Kept as version 3, together with what somebody else wrote meanwhile (version 2)" in other.success[0].value
    with open_journal(both) as journal:
        entry = journal.record(record.id).entry
    assert (entry.owner_role, entry.decision) == ("Smoking lead", "Visit at home, evenings too.")
    assert re.search(r"Version 3, .*, Clerk: changed what was decided \(merged with version 2", told(other))


@pytest.mark.parametrize(("button", "stands"), [("Let mine stand", "Mine"), ("Let theirs stand", "Theirs")])
def test_two_who_change_the_same_see_both_and_lose_nothing(both, record, button, stands):
    one, other = _opened(record.id), _opened(record.id)
    _change(one, **{"decided": "Theirs", "Your own role": "Chair"})
    other = _change(other, **{"decided": "Mine", "Owner": "Night lead", "Your own role": "Clerk"})
    assert [each.value for each in other.exception] == []
    assert "Somebody else changed the same as you" in other.warning[0].value
    both_sides = r"What was decided\s+When you opened it\s+Visit at home first\.\s+Chair wrote\s+Theirs\s+"
    assert re.search(both_sides + r"You wrote \(Clerk\)\s+Mine", told(other))
    other = _field(other, "button", button).click().run()
    assert [each.value for each in other.exception] == []
    with open_journal(both) as journal:
        entry, history = journal.record(record.id).entry, journal.history(record.id)
    assert (entry.decision, entry.owner_role) == (stands, "Night lead")
    assert {"Theirs", "Mine", "Visit at home first."} <= {each.entry.decision for each in history}
    assert "set aside: somebody else had changed the same" in told(other)


def test_closing_takes_it_off_the_agenda_and_keeps_it(both, record):
    page = _change(_opened(record.id), **{"State": "closed", "Your own role": "Chair", "Why it is changed": "Done."})
    assert main_heading(page) == "No decision is open"
    assert "Closed and withdrawn (1)" in [each.label for each in page.expander]
    with open_journal(both) as journal:
        assert [each.entry.state for each in journal.history(record.id)] == ["open", "closed"]


def test_a_change_that_points_at_a_person_is_refused(both, record):
    page = _change(_opened(record.id), **{"decided": "Ask Mrs Sparrow", "Your own role": "Chair"})
    assert "What was decided: this seems to hold a name with its title" in page.error[0].value
    with open_journal(both) as journal:
        assert len(journal.history(record.id)) == 1


def test_records_about_other_areas_are_listed_apart(both):
    with open_journal(both) as journal:
        journal.add(DECISION, by_role="Secretary")
    page = open_page("decisions")
    assert_sound(page)
    assert main_heading(page) == EMPTY
    assert "1 record is about other areas or other data" in [each.label for each in page.expander]
    page.session_state["decisions_apart"] = True
    assert "Screening on Saturdays (decision, A fictional area, decided 12 May 2026)" in told(page.run())


def test_a_journal_is_carried_to_another_server(both, tmp_path, monkeypatch):
    kept(write(open_page("decisions", indicator="smoking", write="decision")))
    with open_journal(both) as journal:
        lines = journal.export()
    let_go_of_journal()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "another.sqlite"))
    page = open_page("decisions")
    assert main_heading(page) == EMPTY
    page.session_state["journal_export_import"] = True
    page.run()
    page.file_uploader[0].set_value([("journal.jsonl", lines.encode(), "application/jsonl")]).run()
    page = _field(page, "button", "Take it in").click().run()
    assert [each.value for each in page.exception] == []
    assert "Versions that are new: 1; that were here already: 0" in page.success[0].value
    assert main_heading(page) == "1 decision is open: 1 waiting for later figures"
    page.file_uploader[0].set_value([("journal.jsonl", b"\xff", "application/jsonl")]).run()
    page = _field(page, "button", "Take it in").click().run()
    assert "found bytes that are not UTF-8 text" in page.error[0].value
    let_go_of_journal()


@pytest.mark.usefixtures("both")
def test_what_communities_said_is_kept_and_shown_on_trust():
    page = open_page("trust", indicator="smoking")
    page.session_state["draft"] = True
    page.run()
    _field(page, "text_area", "What was said").set_value("Ring Mrs Sparrow").run()
    assert "seems to hold a name with its title" in page.warning[0].value
    assert not [each for each in page.button if each.label == "Keep this entry"]
    _field(page, "text_area", "What was said").set_value("Nobody answers at eight").run()
    _field(page, "text_input", "Who spoke").set_value("People who work nights")
    _field(page, "text_input", "Your own role").set_value("Connector")
    page = _field(page, "button", "Keep this entry").click().run()
    assert [each.value for each in [*page.exception, *page.error]] == []
    assert page.success[0].value.startswith("Kept.")
    assert "“Nobody answers at eight”" in told(page)
    assert "nothing you write is kept here" not in told(page).lower()
    page = open_page("decisions")
    assert_sound(page)
    assert main_heading(page) == "1 record is open: 1 with no figure"
    assert "What a community said" in told(page)


def test_an_entry_about_elsewhere_is_not_shown_on_trust(both):
    with open_journal(both) as journal:
        journal.add(COMMUNITY, by_role="Connector")
    assert "No bus after six" not in told(open_page("trust"))


def test_a_journal_that_cannot_be_opened_is_told_and_the_page_still_shows_its_answer(
    show_dataset, small_folder, monkeypatch, tmp_path
):
    folder = tmp_path / "a folder"
    folder.mkdir()
    monkeypatch.setenv(VARIABLE, str(folder))
    show_dataset(small_folder)
    page = open_page("decisions")
    assert [each.value for each in page.exception] == []
    assert main_heading(page) == EMPTY
    assert any(
        "cannot be opened" in each.value and "found a folder; expected a file" in each.value for each in page.error
    )
    trust = open_page("trust")
    assert [each.value for each in trust.exception] == []
    assert "Not answered here, for want of data" in told(trust)


def test_the_demo_opens_with_a_filled_register_that_is_kept_nowhere_and_can_be_emptied():
    page = open_page("decisions")
    assert_sound(page)
    assert main_heading(page) == EMPTY
    filled = "3 decisions are open: 1 as expected, 1 the opposite, 1 no signal yet"
    assert filled in told(page)
    assert "Invented decisions, kept nowhere" in page.info[0].value
    page.button(key="example_empty").click().run()
    assert_sound(page)
    assert filled not in told(page)
    page.button(key="example_again").click().run()
    assert filled in told(page)
    assert control.shared_journal().records() == []


def test_what_is_decided_about_a_pilot_is_kept_with_its_answer_as_it_stood(journal_address, monkeypatch):
    monkeypatch.setenv(VARIABLE, journal_address)
    page = open_page("pilots", pilot="screening_hosts")
    assert "Nothing is decided about this pilot yet" in told(page)
    answer = main_heading(page)
    page.session_state["decide_screening_hosts_0"] = True
    page.run()
    _field(page, "selectbox", "The choice").set_value("spread")
    _field(page, "text_area", "What was decided, and why").set_value("Two more hosts in the neighbourhoods beside it.")
    _field(page, "text_input", "Your own role").set_value("Chair")
    page = _field(page, "button", "Keep this decision").click().run()
    assert [each.value for each in [*page.exception, *page.error]] == []
    assert "Decided: spread it to other neighbourhoods" in told(page)
    (record,) = control.shared_journal().records()
    assert (record.entry.kind, record.entry.choice, record.entry.pilot_id) == ("pilot", "spread", "screening_hosts")
    assert record.entry.frozen.headline == answer
    assert record.entry.frozen.parameters()["pilot"] == ["screening_hosts"]
    assert record.entry.signal is None
    page = open_page("decisions")
    assert_sound(page)
    assert main_heading(page) == "1 decision is open: 1 with no figure"
    links = [each.proto for each in page.get("page_link") if each.proto.label == "Look at the pilot now"]
    assert "pilot=screening_hosts" in links[0].query_string
    let_go_of_journal()


@pytest.mark.parametrize("section", ["write_decision_0", "draft"])
@pytest.mark.usefixtures("both")
def test_from_ones_own_data_nothing_is_kept_for_everyone(monkeypatch, section):
    page = open_page("decisions" if section.startswith("write") else "trust")
    page.session_state[section] = True
    for module in ("decisions.form", "trust.community_log"):
        monkeypatch.setattr(f"components.controls.{module}.own_dataset", object)
    page.run()
    assert "You are looking at your own data, in this session only." in page.info[0].value
    offered = [each for each in page.button if each.label in ("Keep this decision", "Keep this entry")]
    assert all(each.disabled for each in offered)


@pytest.mark.parametrize("page", ["who", "trend"])
def test_a_gap_leads_to_writing_down_a_decision_about_it(page):
    shown = open_page(page, indicator="smoking", by="ethnic_group")
    (link,) = [each for each in shown.get("page_link") if each.proto.label == "Record a decision about this gap"]
    assert "write=decision" in link.proto.query_string
    assert "indicator=smoking" in link.proto.query_string

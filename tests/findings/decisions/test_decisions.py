"""The register: its counts, its agenda, its example; and the days by which something should show."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from components.findings.decisions.agenda import known_status, reviewed
from components.findings.decisions.days import quarter_ends, read_day
from components.findings.decisions.example import example_records
from components.findings.decisions.register import decisions_finding
from components.style.dates import day_words
from data.dataset.dataset import Dataset
from data.journal.entry import Entry
from data.journal.entry_history import Record
from tests.findings.decisions.decided import decided
from tests.findings.finding_faults import faults
from tests.findings.later_release import write_later
from tests.journal.entries import COMMUNITY

TODAY = date(2027, 3, 1)


def record(entry: Entry, name: str, **changes: object) -> Record:
    """A record of an entry, as a journal would give it."""
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return Record(name, 1, replace(entry, title=name, **changes), moment, moment, "Board secretary")


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Dataset:
    """The later release: the smoking gap went from 16 to 11 points."""
    return Dataset.open(write_later(tmp_path_factory.mktemp("later") / "d", 225))


@pytest.fixture(scope="module")
def records(small) -> list[Record]:
    """Records that have come out in every way by the later release."""
    narrower, wider = decided(small, 4.0), decided(small, 4.0)
    wider = replace(wider, signal=replace(wider.signal, expected_change=4.0))
    slow = decided(small, 1.0, code="rise", indicator="screening")
    said = replace(COMMUNITY, area_code="I1")
    return [
        record(narrower, "came"),
        record(wider, "opposite"),
        record(narrower, "came but late", by_when=date(2027, 1, 1)),
        record(wider, "opposite and late", by_when=date(2027, 1, 1)),
        record(slow, "waiting"),
        record(slow, "late and waiting", by_when=date(2027, 2, 1)),
        record(said, "said"),
        record(narrower, "done with", state="closed"),
        record(wider, "taken back", state="withdrawn"),
    ]


def test_the_agenda_begins_with_what_is_overdue_and_opposite(records, release):
    found = reviewed(records, release, TODAY)
    assert [each.entry.title for each in found] == [
        "opposite and late",
        "opposite",
        "late and waiting",
        "came but late",
        "came",
        "waiting",
        "said",
        "done with",
        "taken back",
    ]
    assert [each.entry.title for each in found if each.overdue] == ["opposite and late", "late and waiting"]


def test_the_register_counts_what_is_open(records, release):
    finding = decisions_finding(reviewed(records, release, TODAY), release)
    assert finding.headline == (
        "7 records are open: 2 as expected, 2 the opposite, 2 waiting for later figures, 1 with no figure, 2 overdue"
    )
    assert finding.sentence.startswith(
        "First on the agenda: ‘opposite and late’ (overdue). The opposite: the gap narrowed"
    )
    assert faults(finding) == []
    table = finding.table.text.set_index("Decision")
    assert table.at["came", "As it stood"] == "16.0 percentage points in Jul–Sep 2026"
    assert table.at["came", "Newest figure"] == "11.0 percentage points in Oct–Dec 2026"
    assert table.at["came", "How it stands"] == "▲ as expected"
    assert table.at["came", "By when"] == "31 December 2027"
    assert table.at["late and waiting", "By when"] == "1 February 2027, overdue"
    assert table.at["said", "How it stands"] == "– no figure named"
    assert table.at["done with", "State"] == "closed"
    assert len(table) == len(records) + 1


def test_the_picture_has_a_row_for_each_open_decision_with_a_figure(records, release):
    figure = decisions_finding(reviewed(records, release, TODAY), release).figure
    assert list(figure.layout.yaxis.ticktext) == [
        "opposite and late", "opposite", "late and waiting", "came but late", "came", "waiting",
    ]  # fmt: skip
    (marks,) = figure.data
    # 5 points of the 4 expected; those still waiting have no mark.
    assert list(marks.x) == pytest.approx([-1.25, -1.25, 1.25, 1.25])
    assert list(marks.marker.symbol) == ["triangle-down", "triangle-down", "triangle-up", "triangle-up"]
    said = [each.text for each in figure.layout.annotations]
    assert {"as it stood then", "as was expected"} <= set(said)
    assert any("▼ opposite</b> · overdue" in each for each in said)


def test_a_change_far_beyond_what_was_expected_is_cut_with_an_arrow(small, release):
    entry = decided(small, 0.2)
    figure = decisions_finding(reviewed([record(entry, "far")], release, TODAY), release).figure
    assert list(figure.data[0].marker.symbol) == ["arrow-right"]
    low, high = figure.layout.xaxis.range
    assert low < figure.data[0].x[0] < high


def test_what_people_type_is_read_as_text_in_the_picture_and_in_a_spreadsheet(small, release):
    finding = decisions_finding(reviewed([record(decided(small), "=1+1 <b>now</b>")], release, TODAY), release)
    assert finding.table.text["Decision"][0] == "=1+1 <b>now</b>"
    assert "\n'=1+1 <b>now</b>," in finding.table.csv
    assert finding.figure.layout.yaxis.ticktext[0] == "=1+1 &lt;b&gt;now&lt;/b&gt;"
    assert finding.sentence.startswith("First on the agenda: ‘=1+1 <b>now</b>’")


def test_an_empty_register_explains_itself(small):
    finding = decisions_finding([], small)
    assert finding.headline == "Nothing has been decided here yet"
    assert faults(finding) == []
    assert len(finding.table.text) == 4


def test_one_decision_and_none_open_are_said_in_words(records, release):
    one = decisions_finding(reviewed(records[:1], release, TODAY), release)
    assert one.headline == "1 decision is open: 1 as expected"
    none = decisions_finding(reviewed(records[7:], release, TODAY), release)
    assert none.headline == "No decision is open"
    assert [each for each in faults(none) if each != "no picture and no reason"] == []


def test_the_example_shows_three_ways_and_is_worked_out_from_the_demo(demo):
    found = reviewed(example_records(demo), demo, date(2026, 11, 25))
    assert {each.code for each in found} == {"as expected", "no signal yet", "opposite"}
    finding = decisions_finding(found, demo)
    assert faults(finding) == []
    for each in found:
        signal = each.entry.signal
        rows = demo.observations(signal.indicator_id, areas=[demo.area_code], dimension=signal.dimension)
        rows = rows[rows["period_end"] == str(signal.period_end)].set_index("group")
        ends = rows.loc[["1", "5"], "numerator"] / rows.loc[["1", "5"], "denominator"]
        per = 100.0 if demo.indicators[signal.indicator_id].value_type == "proportion" else 1_000.0
        assert abs(per * (ends.loc["1"] - ends.loc["5"])) == pytest.approx(signal.estimate)
        assert signal.period_end == date(2024, 9, 30)
        assert signal.expected_change == pytest.approx(-0.2 * signal.estimate)
        assert "invented" in each.entry.decision


def test_no_invented_decision_is_attached_to_a_real_place(small):
    assert example_records(small) == ()


def test_a_status_is_kept_for_an_entry_and_let_go_with_its_dataset(small, release):
    own = Dataset.open(release.folder)
    first = known_status(decided(small), own)
    assert known_status(decided(small), own) is first
    assert known_status(decided(small), release) is not first
    own.memo.let_go()
    assert known_status(decided(small), own) is not first
    assert len(own.memo) == 0


def test_quarter_ends_follow_one_another():
    assert quarter_ends(date(2026, 11, 25), 5) == [
        date(2026, 12, 31),
        date(2027, 3, 31),
        date(2027, 6, 30),
        date(2027, 9, 30),
        date(2027, 12, 31),
    ]
    assert quarter_ends(date(2026, 12, 31), 1) == [date(2027, 3, 31)]
    assert quarter_ends(date(2026, 1, 1), 1) == [date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 March 2027", date(2027, 3, 31)),
        ("1/4/2027", date(2027, 4, 1)),
        (" 01-04-2027 ", date(2027, 4, 1)),
        ("29.02.2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_in_uk_form(text, day):
    assert read_day(text, date(2026, 11, 25)) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("next spring", "found ‘next spring’, expected a day as DD/MM/YYYY"),
        ("31/02/2027", "found ‘31/02/2027’, which is no day of the calendar"),
        ("2027-03-31", "expected a day as DD/MM/YYYY"),
        ("03/31/2027", "no day of the calendar"),
        ("25/11/2026", "found 25 November 2026, expected a day after 25 November 2026"),
        ("", "expected a day as DD/MM/YYYY"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_what_is_expected(text, said):
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        read_day(text, date(2026, 11, 25))


def test_a_day_is_written_in_uk_form():
    assert day_words(date(2027, 4, 1)) == "1 April 2027"

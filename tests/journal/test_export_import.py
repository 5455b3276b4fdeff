"""A journal leaves as JSON lines and comes back whole: ids, roles, times and every version; a bad line takes nothing in."""

import json
from collections.abc import Callable

import pytest

from data.journal.entry_history import EditedMeanwhile, TakenIn
from data.journal.errors import JournalError
from data.journal.journal import Journal
from data.journal.opening import open_journal
from tests.journal.entries import COMMUNITY, DECISION, EVERY


@pytest.fixture
def other(tmp_path):
    """Another journal, which has never heard of the first."""
    with open_journal(str(tmp_path / "other.sqlite")) as opened:
        yield opened


def _fill(journal: Journal) -> list[str]:
    """One record of each kind; the decision revised, merged and once set aside."""
    ids = [journal.add(each, by_role="Chair").id for each in EVERY]
    journal.revise(ids[0], {"title": "At weekends"}, based_on=1, by_role="Ann's role", note="Agreed in June")
    journal.revise(ids[0], {"state": "closed"}, based_on=1, by_role="Ben's role")
    with pytest.raises(EditedMeanwhile):
        journal.revise(ids[0], {"title": "On Sundays"}, based_on=1, by_role="Cas's role")
    return ids


def test_what_is_exported_is_taken_in_whole(journal, other):
    ids = _fill(journal)
    text = journal.export()
    assert other.take_in(text) == TakenIn(new=6, already=0)
    assert other.export() == text
    assert other.records() == journal.records()
    assert [other.history(each) for each in ids] == [journal.history(each) for each in ids]


def test_what_is_exported_elsewhere_is_taken_in_here(journal, other):
    _fill(other)
    assert journal.take_in(other.export()) == TakenIn(new=6, already=0)
    assert journal.export() == other.export()


def test_each_line_is_one_version_under_a_heading(journal):
    ids = _fill(journal)
    heading, *lines = [json.loads(line) for line in journal.export().splitlines()]
    assert heading == {"journal": "neighbourhood-equity", "format": 1}
    assert [(each["record_id"], each["number"]) for each in lines] == [
        *((ids[0], number) for number in (1, 2, 3, 4)),
        (ids[1], 1),
        (ids[2], 1),
    ]
    assert lines[0]["entry"]["signal"]["estimate"] == 9.5
    assert lines[3]["standing"] == "set aside"


def test_an_empty_journal_can_be_exported_and_taken_in(journal, other):
    assert other.take_in(journal.export()) == TakenIn(new=0, already=0)


def test_taking_in_twice_is_taking_in_once(journal, other):
    _fill(journal)
    text = journal.export()
    other.take_in(text)
    assert other.take_in(text) == journal.take_in(text) == TakenIn(new=0, already=6)
    assert other.export() == journal.export() == text


def test_what_was_written_since_is_added_to_what_is_there(journal, other):
    ids = _fill(journal)
    other.take_in(journal.export())
    journal.revise(ids[1], {"response": "done", "decision": "A later bus"}, based_on=1, by_role="Connector")
    journal.add(COMMUNITY, by_role="Connector")
    assert other.take_in(journal.export()) == TakenIn(new=2, already=6)
    assert other.export() == journal.export()
    assert journal.take_in(other.export()) == TakenIn(new=0, already=8)


def test_what_was_written_in_both_places_is_in_conflict_and_neither_is_lost(journal, other):
    id = journal.add(DECISION, by_role="Chair").id
    other.take_in(journal.export())
    journal.revise(id, {"title": "Here"}, based_on=1, by_role="Ann's role")
    other.revise(id, {"title": "There"}, based_on=1, by_role="Ben's role")
    other.revise(id, {"state": "closed"}, based_on=2, by_role="Ben's role")
    text = other.export()
    found = journal.take_in(text)
    assert (found.new, found.already) == (2, 1)
    assert found.conflicts == (
        f"There (record {id}): version 2, by Ben's role, was written where another stands here; it is kept as version 3, "
        "set aside",
        f"There (record {id}): version 3, by Ben's role, was written where another stands here; it is kept as version 4, "
        "set aside",
    )
    assert journal.record(id).entry.title == "Here"
    shown = [(each.number, each.entry.title, each.standing, each.based_on) for each in journal.history(id)]
    assert shown == [
        (1, DECISION.title, "written", None),
        (2, "Here", "written", 1),
        (3, "There", "set aside", 1),
        (4, "There", "set aside", 3),
    ]
    assert journal.take_in(text) == TakenIn(new=0, already=3)
    assert other.take_in(journal.export()).new == 1
    assert other.record(id).entry.title == "There"
    third = journal.export()
    assert journal.take_in(other.export()) == TakenIn(new=0, already=4)
    assert journal.export() == third
    settled = journal.revise(id, {"title": "There"}, based_on=2, by_role="Chair", note="Settled")
    assert (settled.number, settled.entry.title) == (5, "There")


def test_a_journal_with_a_conflict_can_itself_be_carried(journal, other, tmp_path):
    id = journal.add(DECISION, by_role="Chair").id
    other.take_in(journal.export())
    journal.revise(id, {"title": "Here"}, based_on=1, by_role="Ann's role")
    for number in (1, 2):
        other.revise(id, {"title": f"There {number}"}, based_on=number, by_role="Ben's role")
    journal.take_in(other.export())
    with open_journal(str(tmp_path / "third.sqlite")) as third:
        assert third.take_in(journal.export()) == TakenIn(new=4, already=0)
        assert third.export() == journal.export()


def _change(**changes: object) -> Callable[[dict], dict]:
    return lambda line: line | changes


def _in_entry(**changes: object) -> Callable[[dict], dict]:
    return lambda line: line | {"entry": line["entry"] | changes}


BAD = [
    (_in_entry(colour="red"), "entry.colour: found a field not known here"),
    (_in_entry(title=7), "entry.title: found 7; expected text"),
    (_in_entry(title=""), "title: found nothing; expected some text"),
    (_in_entry(said="NHS number 943 476 5919"), "said: found what looks like an NHS number"),
    (_in_entry(decided_on="12/05/2026"), "entry.decided_on: found '12/05/2026'; expected a day as YYYY-MM-DD"),
    (
        _in_entry(kind="pilot", choice="stop", pilot_id="p"),
        "entry.kind: found 'pilot'; expected decision, as the record",
    ),
    (_change(number=7), "number: found 7; expected 2, the next version of this record"),
    (_change(number=True), "number: found True; expected a whole number"),
    (_change(standing="gone"), "standing: found 'gone'; expected one of written, merged, set aside"),
    (_change(standing="merged"), "merged_from: found None; expected a number if, and only if, it was merged"),
    (_change(based_on=9), "based_on: found 9; expected the number of an earlier version that stood"),
    (_change(record_id="one"), "record_id: found 'one'; expected a record's id"),
    (_change(written_at="yesterday"), "written_at: found 'yesterday'; expected a moment such as"),
    (_change(written_at="2026-05-01T10:00:00"), "written_at: found '2026-05-01T10:00:00'; expected a moment such as"),
    (_change(by_role="Mr Brown"), "by_role: found what looks like a name with its title"),
    (
        lambda line: {name: value for name, value in line.items() if name != "note"},
        "note: found nothing; expected this",
    ),
    (lambda line: [line], "text: found "),
]


@pytest.mark.parametrize(("spoil", "says"), BAD, ids=[says[:40] for _, says in BAD])
def test_a_bad_line_is_named_and_nothing_is_taken_in(journal, other, spoil, says):
    id = other.add(DECISION, by_role="Chair").id
    other.revise(id, {"title": "At weekends"}, based_on=1, by_role="Chair")
    heading, first, second = other.export().splitlines()
    spoilt = "\n".join([heading, first, json.dumps(spoil(json.loads(second)))])
    with pytest.raises(JournalError) as caught:
        journal.take_in(spoilt)
    assert str(caught.value).startswith(f"line 3: {says}")
    assert str(caught.value).endswith("Nothing has been taken in")
    assert journal.records() == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: found nothing; expected the heading line of an exported journal"),
        ("date,title\n", "line 1: text: found something else"),
        ('{"a": 1}', "line 1: journal: found None; expected the heading line of an exported journal"),
        (
            '{"journal": "neighbourhood-equity", "format": 3}',
            "line 1: format: found 3; expected 1 or 2, which this release",
        ),
        (
            '{"journal": "neighbourhood-equity", "format": 1}\n{"number": NaN}',
            "line 2: text: found NaN; expected finite",
        ),
        ('{"journal": "neighbourhood-equity", "format": 1}\n{"note": "", "note": ""}', "line 2: note: found it twice"),
        ("[" * 100_000, "line 1: text: found something else"),
    ],
)
def test_what_is_no_export_is_refused(journal, text, says):
    with pytest.raises(JournalError) as caught:
        journal.take_in(text)
    assert str(caught.value).startswith(says)


def test_a_file_that_another_program_saved_again_can_still_be_read(journal, other):
    _fill(other)
    text = other.export()
    assert journal.take_in("\ufeff" + text.replace("\n", "\r\n\r\n")) == TakenIn(new=6, already=0)
    assert journal.export() == text

"""Records are added and revised; every version stays; changes to different fields merge, to the same field do not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.journal.entry_history import EditedMeanwhile
from data.journal.errors import EntryError, JournalError
from data.journal.opening import open_journal
from tests.journal.entries import COMMUNITY, DECISION, EVERY, PILOT, SIGNAL, titled


@pytest.mark.parametrize("entry", EVERY, ids=lambda each: each.kind)
def test_what_is_added_is_what_is_read_after_a_restart(journal, journal_address, entry):
    before = datetime.now(UTC)
    added = journal.add(entry, by_role="Board secretary")
    journal.close()
    with open_journal(journal_address) as reopened:
        found = reopened.record(added.id)
        assert found == added
        assert found.entry == entry
        assert (found.number, found.by_role, found.merged_from) == (1, "Board secretary", None)
        assert found.created_at == found.changed_at
        assert found.created_at.utcoffset() == timedelta(0)
        assert before <= found.created_at <= datetime.now(UTC)
        assert [each.entry for each in reopened.history(added.id)] == [entry]


def test_a_revision_is_a_new_version_and_the_old_one_stays(journal):
    first = journal.add(DECISION, by_role="Chair")
    second = journal.revise(first.id, {"by_when": date(2027, 6, 30)}, based_on=1, by_role="Secretary", note="Moved")
    assert second.entry == replace(DECISION, by_when=date(2027, 6, 30))
    assert (second.number, second.created_at, second.by_role) == (2, first.created_at, "Secretary")
    assert second.changed_at > first.changed_at
    old, new = journal.history(first.id)
    assert (old.entry, old.by_role, old.changed) == (DECISION, "Chair", ())
    assert (new.note, new.standing, new.based_on, new.merged_from, new.changed) == (
        "Moved",
        "written",
        1,
        None,
        ("by_when",),
    )


def test_a_revision_that_changes_nothing_writes_nothing_unless_it_says_something(journal):
    first = journal.add(DECISION, by_role="Chair")
    assert journal.revise(first.id, {"title": DECISION.title}, based_on=1, by_role="Chair") == first
    assert len(journal.history(first.id)) == 1
    noted = journal.revise(first.id, {}, based_on=1, by_role="Chair", note="Looked at again in June")
    assert (noted.number, noted.entry) == (2, DECISION)


def test_changes_to_different_fields_are_merged_and_the_history_shows_both(journal):
    first = journal.add(DECISION, by_role="Chair")
    journal.revise(first.id, {"title": "Screening at weekends"}, based_on=1, by_role="Ann's role")
    merged = journal.revise(first.id, {"signal": replace(SIGNAL, smallest=2.0)}, based_on=1, by_role="Ben's role")
    assert merged.entry == replace(DECISION, title="Screening at weekends", signal=replace(SIGNAL, smallest=2.0))
    assert (merged.number, merged.merged_from, merged.by_role) == (3, 2, "Ben's role")
    shown = [
        (each.by_role, each.standing, each.based_on, each.merged_from, each.changed)
        for each in journal.history(first.id)
    ]
    assert shown == [
        ("Chair", "written", None, None, ()),
        ("Ann's role", "written", 1, None, ("title",)),
        ("Ben's role", "merged", 1, 2, ("signal",)),
    ]


def test_changes_to_the_same_field_show_both_and_keep_the_draft(journal):
    first = journal.add(DECISION, by_role="Chair")
    journal.revise(first.id, {"title": "At weekends"}, based_on=1, by_role="Ann's role")
    with pytest.raises(EditedMeanwhile) as caught:
        journal.revise(
            first.id, {"title": "On Sundays", "state": "closed"}, based_on=1, by_role="Ben's role", note="Mine"
        )
    both = caught.value
    assert both.fields == ("title",)
    assert (both.base.number, both.base.entry) == (1, DECISION)
    assert (both.theirs.number, both.theirs.entry.title, both.theirs.by_role) == (2, "At weekends", "Ann's role")
    assert both.mine.entry == replace(DECISION, title="On Sundays", state="closed")
    assert str(both).startswith("title: changed by Ann's role since this was opened (version 2 now stands)")
    standing = journal.record(first.id)
    assert (standing.number, standing.entry) == (2, titled("At weekends"))
    kept = journal.history(first.id)[-1]
    assert kept == both.mine
    assert (kept.number, kept.standing, kept.based_on, kept.by_role, kept.note) == (
        3,
        "set aside",
        1,
        "Ben's role",
        "Mine",
    )
    assert kept.changed == ("title", "state")


def test_a_clash_is_settled_by_revising_what_stands(journal):
    first = journal.add(DECISION, by_role="Chair")
    journal.revise(first.id, {"title": "At weekends"}, based_on=1, by_role="Ann's role")
    with pytest.raises(EditedMeanwhile) as caught:
        journal.revise(first.id, {"title": "On Sundays"}, based_on=1, by_role="Ben's role")
    settled = journal.revise(
        first.id, {"title": "On Sundays"}, based_on=caught.value.theirs.number, by_role="Ben's role"
    )
    assert (settled.number, settled.entry.title) == (4, "On Sundays")
    assert [each.standing for each in journal.history(first.id)] == ["written", "written", "set aside", "written"]
    with pytest.raises(JournalError, match="based_on: found 3; expected a version that stood: one of 1, 2, 4"):
        journal.revise(first.id, {"title": "Never"}, based_on=3, by_role="Ben's role")


def test_the_same_change_twice_is_no_clash(journal):
    first = journal.add(DECISION, by_role="Chair")
    for role in ("Ann's role", "Ben's role"):
        found = journal.revise(first.id, {"state": "closed"}, based_on=1, by_role=role)
    assert (found.number, found.entry.state, found.merged_from) == (3, "closed", 2)


def test_changes_that_are_sound_apart_but_not_together_are_a_clash(journal):
    first = journal.add(DECISION, by_role="Chair")
    journal.revise(first.id, {"decided_on": date(2026, 9, 1)}, based_on=1, by_role="Ann's role")
    with pytest.raises(EditedMeanwhile) as caught:
        journal.revise(first.id, {"by_when": date(2026, 8, 1)}, based_on=1, by_role="Ben's role")
    assert caught.value.fields == ("by_when",)
    assert journal.record(first.id).entry.by_when == DECISION.by_when
    assert journal.history(first.id)[-1].entry.by_when == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"colour": "red"}, "colour: found a field not known here; expected only kind, title"),
        ({"kind": "pilot"}, "kind: found 'pilot'; expected decision, as the record began"),
        ({"state": "deleted"}, "state: found 'deleted'; expected one of open, closed, withdrawn"),
        ({"by_when": "soon"}, "by_when: found 'soon'; expected a day as YYYY-MM-DD"),
        (
            {"decision": "Ask Mrs Jones"},
            "decision: found what looks like a name with its title; expected nothing that points",
        ),
    ],
)
def test_a_change_that_cannot_be_taken_is_refused_by_name_and_leaves_no_trace(journal, changes, says):
    first = journal.add(DECISION, by_role="Chair")
    with pytest.raises(EntryError, match=f"^{says}"):
        journal.revise(first.id, changes, based_on=1, by_role="Ben's role")
    assert len(journal.history(first.id)) == 1


@pytest.mark.parametrize(
    ("by_role", "note", "says"),
    [
        ("", "", "by_role: found nothing; expected some text"),
        ("Dr Smith", "", "by_role: found what looks like a name with its title"),
        ("r" * 201, "", "by_role: found 201 characters; expected 200 at most"),
        ("Chair", "n" * 1001, "note: found 1,001 characters; expected 1,000 at most"),
        ("Chair", "ring 020 7946 0000", "note: found what looks like a telephone number"),
    ],
)
def test_who_writes_is_a_role_and_never_a_person(journal, by_role, note, says):
    first = journal.add(DECISION, by_role="Chair")
    with pytest.raises(EntryError, match=f"^{says}"):
        journal.revise(first.id, {"state": "closed"}, based_on=1, by_role=by_role, note=note)
    assert len(journal.history(first.id)) == 1


def test_an_entry_that_cannot_be_taken_makes_no_record(journal):
    with pytest.raises(EntryError) as caught:
        journal.add(replace(DECISION, title=" ", owner_role="", area_code=""), by_role="Chair")
    assert [each.field for each in caught.value.faults] == ["title", "owner_role", "area_code"]
    assert journal.records() == []


def test_records_are_found_by_what_stands_now_newest_first(journal):
    decision, community, pilot = (journal.add(each, by_role="Chair") for each in EVERY)
    other = journal.add(replace(DECISION, area_code="N03", indicator_id="smoking"), by_role="Chair")
    journal.revise(decision.id, {"state": "closed"}, based_on=1, by_role="Chair")

    def ids(**asked):
        return [each.id for each in journal.records(**asked)]

    assert ids() == [other.id, pilot.id, community.id, decision.id]
    assert ids(kind="decision") == [other.id, decision.id]
    assert ids(area_codes=["N01", "N02"]) == [pilot.id, community.id, decision.id]
    assert ids(area_codes=[]) == []
    assert ids(indicator_id="screening") == [decision.id]
    assert ids(pilot_id="home-reviews") == [pilot.id]
    assert ids(state="closed") == [decision.id]
    assert ids(state="open", kind="decision") == [other.id]
    journal.revise(decision.id, {"area_code": "N04"}, based_on=2, by_role="Chair")
    assert ids(area_codes=["N01"]) == [pilot.id]


def test_a_draft_set_aside_is_not_what_is_found(journal):
    first = journal.add(COMMUNITY, by_role="Connector")
    journal.revise(first.id, {"response": "done", "decision": "A later bus"}, based_on=1, by_role="Connector")
    with pytest.raises(EditedMeanwhile):
        journal.revise(first.id, {"response": "promised", "area_code": "N09"}, based_on=1, by_role="Connector")
    assert [each.entry.response for each in journal.records()] == ["done"]
    assert journal.records(area_codes=["N09"]) == []


def test_an_unknown_record_is_said_to_be_unknown(journal):
    journal.add(PILOT, by_role="Chair")
    for ask in (journal.record, journal.history, lambda id: journal.revise(id, {}, based_on=1, by_role="Chair")):
        with pytest.raises(JournalError, match="no record 'none' in this journal"):
            ask("none")

"""A board's own set as an entry of the journal and as a file: what it may hold, and that it comes back as it was."""

from dataclasses import replace
from datetime import date

import pytest

from data.journal.checking import MOST_CHOSEN, entry_faults
from data.journal.entry import ChosenIndicator, Entry
from data.journal.errors import EntryError, JournalError
from data.journal.journal import Journal
from data.journal.opening import begun, open_journal
from data.journal.read_apart import set_given
from data.journal.set_file import set_from_toml, set_toml
from tests.journal.entries import DECISION

_AIM = ChosenIndicator(
    indicator_id="smoking", why="Most lives", target=10.5, by_when=date(2028, 3, 31), owner_role="Tobacco lead"
)
_SET = Entry(
    kind="set",
    title="Winter plan",
    area_code="I1",
    decided_on=date(2026, 11, 2),
    chosen=(_AIM, ChosenIndicator(indicator_id="trust")),
    compare_by=("ethnic_group",),
)
_FILE = """
title = "Winter plan"
compare_by = ["ethnic_group"]

[[indicators]]
indicator_id = "smoking"
why = "Most lives"
target = 10.5
by_when = 2028-03-31
owner_role = "Tobacco lead"

[[indicators]]
indicator_id = "trust"
"""


def _read(text: str) -> Entry:
    return set_from_toml(text, area_code="I1", decided_on=date(2026, 11, 2))


def _first(**changes: object) -> Entry:
    return replace(_SET, chosen=(replace(_AIM, **changes),))


def test_a_set_is_taken_and_comes_back_from_json_and_from_its_file():
    assert entry_faults(_SET) == []
    assert Entry.from_json(_SET.to_json()) == _SET
    assert _read(_FILE) == _SET
    assert _read(set_toml(_SET)) == _SET


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (replace(_SET, chosen=()), "chosen"),
        (
            replace(_SET, chosen=tuple(ChosenIndicator(indicator_id=f"i{at}") for at in range(MOST_CHOSEN + 1))),
            "chosen",
        ),
        (replace(_SET, chosen=(_AIM, _AIM)), "chosen"),
        (replace(_SET, compare_by=("sex", "sex")), "compare_by"),
        (_first(by_when=None), "chosen[0].by_when"),
        (_first(target=None), "chosen[0].target"),
        (_first(owner_role=" "), "chosen[0].owner_role"),
        (_first(owner_role="jane.doe@nhs.net"), "chosen[0].owner_role"),
        (_first(why="NHS number 943 476 5919"), "chosen[0].why"),
        (_first(by_when=date(1989, 1, 1)), "chosen[0].by_when"),
        (_first(indicator_id=""), "chosen[0].indicator_id"),
        (replace(DECISION, chosen=(_AIM,)), "chosen"),
        (replace(DECISION, compare_by=("sex",)), "compare_by"),
    ],
)
def test_what_a_set_may_not_hold_is_refused_by_its_field(entry, field):
    assert [each.field for each in entry_faults(entry)] == [field]


@pytest.mark.parametrize(
    ("was", "is_now", "told"),
    [
        ("target = 10.5", "target = nan", "indicators[0].target: found nan; expected a finite number"),
        ("target = 10.5", "aim = 10.5", "indicators[0].aim: found a field not known here; expected only indicator_id"),
        ("2028-03-31", '"next year"', "indicators[0].by_when: found 'next year'; expected a day as YYYY-MM-DD"),
        ("2028-03-31", "2028-03-31T00:00:00", "indicators[0].by_when: found datetime.datetime"),
        ('"trust"', "7", "indicators[1].indicator_id: found 7; expected text"),
        ('"Winter plan"', "", "text: found something else"),
        ("title =", "name =", "title: found nothing; expected this field to be given"),
    ],
)
def test_a_file_that_is_spoiled_names_the_key(was, is_now, told):
    with pytest.raises(EntryError) as caught:
        _read(_FILE.replace(was, is_now))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"a=" + b"[" * 50_000,
        b"x=" + b"9" * 90_000,
    ],
    ids=["nested", "endless"],
)
def test_a_file_made_to_do_harm_is_refused(data):
    with pytest.raises(JournalError, match="text: found something else"):
        set_given(data, "I1", date(2026, 11, 2))


def test_an_export_carries_a_set_with_its_history(tmp_path):
    with open_journal(str(tmp_path / "one.sqlite")) as journal:
        kept = journal.add(_SET, by_role="Board secretary")
        journal.revise(kept.id, {"chosen": _SET.chosen[:1]}, based_on=1, by_role="Board secretary")
        text = journal.export()
    with open_journal(str(tmp_path / "two.sqlite")) as other:
        other.take_in(text)
        assert [len(each.entry.chosen) for each in other.history(kept.id)] == [2, 1]
        assert _kinds(other) == ["set"]


def _kinds(journal: Journal) -> list[str]:
    return [each.entry.kind for each in journal.records(kind="set")]


def test_to_ask_whether_a_journal_is_begun_begins_none(tmp_path):
    file = tmp_path / "journal.sqlite"
    assert not begun(str(file))
    assert not file.exists()
    open_journal(str(file)).close()
    assert begun(str(file))

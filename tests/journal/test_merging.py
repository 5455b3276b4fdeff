"""Whatever two people change, in whatever order: nothing that either typed is lost, and no third value appears."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from data.journal.entry_history import Version
from data.journal.merging import Draft, settle
from tests.journal.entries import DECISION

NOW = datetime(2026, 6, 1, tzinfo=UTC)
_VALUES = {
    "title": st.sampled_from([DECISION.title, "B", "C"]),
    "decision": st.sampled_from([DECISION.decision, "Other words", "More words"]),
    "state": st.sampled_from(["open", "closed", "withdrawn"]),
    "decided_on": st.sampled_from([DECISION.decided_on, date(2026, 7, 1), date(2026, 10, 1)]),
    "by_when": st.sampled_from([DECISION.by_when, date(2026, 9, 1), None]),
    "signal": st.sampled_from([DECISION.signal, None]),
}
_changes = st.fixed_dictionaries({}, optional=_VALUES).filter(
    lambda each: (replace(DECISION, **each).by_when or date.max) >= replace(DECISION, **each).decided_on
)


def _settled(history: list[Version], changes: dict, role: str, based_on: int):
    outcome = settle(history, Draft(changes, based_on, role, ""), NOW)
    return outcome, history + [outcome.version] * (outcome.version is not None)


@given(_changes, _changes)
def test_nothing_typed_is_lost_and_nothing_is_made_up(theirs, mine):
    first = Version("r", 1, DECISION, NOW, "Chair")
    _, history = _settled([first], theirs, "Ann's role", 1)
    outcome, history = _settled(history, mine, "Ben's role", 1)
    assert [each.number for each in history] == list(range(1, len(history) + 1))
    standing = [each for each in history if each.stands][-1].entry
    my_fields = DECISION.changed(replace(DECISION, **mine))
    if outcome.clash:
        assert history[-1].entry == replace(DECISION, **mine)
        assert standing == replace(DECISION, **theirs)
        assert set(outcome.clash) <= set(my_fields)
    else:
        assert standing == replace(replace(DECISION, **theirs), **{name: mine[name] for name in my_fields})


@given(_changes, _changes)
def test_changes_to_different_fields_merge_to_the_same_whoever_is_first(one, other):
    apart = not set(one) & set(other)
    first = Version("r", 1, DECISION, NOW, "Chair")
    results = []
    for before, after in ((one, other), (other, one)):
        _, history = _settled([first], before, "Ann's role", 1)
        outcome, history = _settled(history, after, "Ben's role", 1)
        results.append((bool(outcome.clash), [each for each in history if each.stands][-1].entry))
    assert results[0][0] == results[1][0]
    if apart and not results[0][0]:
        assert results[0] == results[1]

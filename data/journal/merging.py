"""What a revision becomes: a new version, a merge with what somebody wrote meanwhile, or a draft set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from data.journal.checking import checked, entry_faults
from data.journal.entry import Entry
from data.journal.entry_history import Version
from data.journal.errors import EntryError, Fault, JournalError
from data.journal.reading import with_changed
from data.journal.strict_json import shown

FIELDS = tuple(each.name for each in fields(Entry))
# A record stays what it is: a decision does not become something a community said.
FIXED = ("kind",)


@dataclass(frozen=True)
class Draft:
    """What an editor wants: some fields changed, in a version they had before them."""

    changes: Mapping[str, object]
    based_on: int
    by_role: str
    note: str


@dataclass(frozen=True)
class Outcome:
    """What became of a draft. `version` is None where it changed nothing; `clash` names fields that both had changed."""

    base: Version
    theirs: Version
    version: Version | None
    clash: tuple[str, ...] = ()


def settle(history: Sequence[Version], draft: Draft, now: datetime) -> Outcome:
    """Settle a draft against a record's history (by number, not empty); EntryError or JournalError if it cannot be.

    Changes to fields that nobody else touched since are merged into what stands. A field that both changed, to different
    values, sets the whole draft aside.
    """
    base, theirs = _base(history, draft), next(each for each in reversed(history) if each.stands)
    mine = checked(_with_changes(base.entry, draft.changes))
    my_fields = base.entry.changed(mine)
    if not my_fields and not draft.note:
        return Outcome(base, theirs, None)
    version = Version(
        record_id=base.record_id,
        number=history[-1].number + 1,
        entry=mine,
        written_at=now,
        by_role=draft.by_role,
        note=draft.note,
        based_on=base.number,
    )
    clash: tuple[str, ...] = ()
    if theirs.number != base.number:
        merged = theirs.entry.with_changes({name: getattr(mine, name) for name in my_fields})
        clash = _clash(base.entry, theirs.entry, mine, my_fields)
        # Each change may be sound and both together not: a new day to finish by, a later day of deciding.
        clash = clash or (my_fields if entry_faults(merged) else ())
        if clash:
            version = replace(version, standing="set aside")
        else:
            version = replace(version, standing="merged", entry=merged, merged_from=theirs.number)
    return Outcome(base, theirs, with_changed(version, history), clash)


def _clash(base: Entry, theirs: Entry, mine: Entry, my_fields: tuple[str, ...]) -> tuple[str, ...]:
    their_fields = set(base.changed(theirs))
    return tuple(each for each in my_fields if each in their_fields and getattr(theirs, each) != getattr(mine, each))


def _base(history: Sequence[Version], draft: Draft) -> Version:
    found = next((each for each in history if each.number == draft.based_on and each.stands), None)
    if found is None:
        standing = ", ".join(str(each.number) for each in history if each.stands)
        raise JournalError(f"based_on: found {shown(draft.based_on)}; expected a version that stood: one of {standing}")
    return found


def _with_changes(entry: Entry, changes: Mapping[str, object]) -> Entry:
    unknown = [each for each in changes if each not in FIELDS]
    if unknown:
        raise EntryError(Fault(str(unknown[0]), "a field not known here", f"only {', '.join(FIELDS)}"))
    for each in FIXED:
        if each in changes and changes[each] != getattr(entry, each):
            raise EntryError(Fault(each, shown(changes[each]), f"{getattr(entry, each)}, as the record began"))
    return entry.with_changes(changes)

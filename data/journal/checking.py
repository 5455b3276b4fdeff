"""What an entry must keep to before it is written: closed words, what each kind needs, lengths, nobody pointed at."""

from collections.abc import Callable, Iterator

from data.contract.participation_tables import RESPONSES
from data.contract.trust_ways import HEARD_GROUPS, WAYS
from data.journal.entry import ChosenIndicator, Entry, FrozenFinding, ListedFinding, Signal
from data.journal.errors import EntryError, Fault
from data.journal.field_faults import UNPRINTABLE, among, code_faults, day_faults, typed_text
from data.journal.strict_json import shown

KINDS = ("decision", "community", "pilot", "meeting", "set")
STATES = ("open", "closed", "withdrawn")
CHOICES = ("continue", "change", "stop", "spread")
MEASURES = ("gap", "value")

# Text that people type: how long it may be. All of it is searched for personal details.
TYPED = {
    "title": 200,
    "said": 4_000,
    "community": 200,
    "setting": 200,
    "heard_by": 200,
    "decision": 4_000,
    "owner_role": 200,
}
MOST_ROLE, MOST_NOTE = 200, 1_000
CODES = ("area_code", "indicator_id", "pilot_id")
MOST_EVIDENCE = 50
MOST_LISTED, MOST_CHOSEN = 40, 30
MOST_FROZEN_TEXT, MOST_FROZEN_ROWS, MOST_FROZEN_COLUMNS = 4_000, 2_000, 60
_NEEDED = {
    "decision": ("decision", "owner_role"),
    "community": ("said", "community", "response"),
    "pilot": ("pilot_id", "decision", "choice", "owner_role"),
}


def checked(entry: Entry) -> Entry:
    """The entry, if it may be written; EntryError names everything that keeps it from that."""
    faults = entry_faults(entry)
    if faults:
        raise EntryError(*faults)
    return entry


def entry_faults(entry: Entry) -> list[Fault]:
    """Everything that keeps an entry from being written; [] when nothing does."""
    found = [
        *_words(entry),
        *_typed(entry),
        *_codes(entry),
        *_days(entry),
        *_heard(entry),
        *_agenda(entry),
        *_set(entry),
    ]
    if entry.signal is not None:
        found += _signal(entry.signal)
    if entry.frozen is not None:
        found += _frozen(entry.frozen)
    return found


def editor_faults(by_role: object, note: object) -> list[Fault]:
    """What is wrong with how an editor calls their role, and with their note; [] when nothing is."""
    return typed_text("by_role", by_role, MOST_ROLE) + typed_text("note", note, MOST_NOTE, needed=False)


def _words(entry: Entry) -> Iterator[Fault]:
    yield from among("kind", entry.kind, KINDS)
    yield from among("state", entry.state, STATES)
    yield from _only("choice", entry.choice, CHOICES, entry.kind == "pilot")
    yield from _only("response", entry.response, RESPONSES, entry.kind == "community")


def _only(field: str, value: str, words: tuple[str, ...], applies: bool) -> list[Fault]:
    """A word that one kind of entry must have and no other may."""
    if applies:
        return among(field, value, words)
    return [Fault(field, shown(value), "nothing for this kind of entry")] if value else []


def _typed(entry: Entry) -> Iterator[Fault]:
    needed = ("title", *_NEEDED.get(entry.kind, ()))
    for field, most in TYPED.items():
        yield from typed_text(field, getattr(entry, field), most, needed=field in needed)
    if "\n" in entry.title or "\r" in entry.title:
        yield Fault("title", "several lines", "one line")


def _codes(entry: Entry) -> Iterator[Fault]:
    needed = ("area_code", *_NEEDED.get(entry.kind, ()))
    for field in CODES:
        yield from code_faults(field, getattr(entry, field), needed=field in needed)
    for number, each in enumerate(entry.evidence):
        yield from code_faults(f"evidence[{number}]", each, needed=True)
    if len(entry.evidence) > MOST_EVIDENCE:
        yield Fault("evidence", f"{len(entry.evidence)} pieces", f"{MOST_EVIDENCE} at most")
    if len(set(entry.evidence)) < len(entry.evidence):
        yield Fault("evidence", "one piece twice", "each piece once")


def _days(entry: Entry) -> Iterator[Fault]:
    yield from day_faults("decided_on", entry.decided_on)
    yield from day_faults("by_when", entry.by_when)
    if entry.by_when is not None and entry.by_when < entry.decided_on:
        yield Fault("by_when", str(entry.by_when), f"no day before it was decided ({entry.decided_on})")


def _heard(entry: Entry) -> Iterator[Fault]:
    """How a community was heard and answered is coded by closed lists, and for what a community said only."""
    if entry.kind != "community":
        for field in ("ways", "group_heard", "answered_on", "followed_up_on"):
            if value := getattr(entry, field):
                yield Fault(field, shown(value), "nothing for this kind of entry")
        return
    for each in entry.ways:
        yield from among("ways", each, WAYS)
    if len(set(entry.ways)) < len(entry.ways):
        yield Fault("ways", "one of them twice", "each once")
    if entry.group_heard:
        yield from among("group_heard", entry.group_heard, HEARD_GROUPS)
    for field in ("answered_on", "followed_up_on"):
        day = getattr(entry, field)
        yield from day_faults(field, day)
        if day is not None and day < entry.decided_on:
            yield Fault(field, str(day), f"no day before it was heard ({entry.decided_on})")


def _signal(signal: Signal) -> Iterator[Fault]:
    at = "signal.{}".format
    yield from among(at("measure"), signal.measure, MEASURES)
    gap = signal.measure == "gap"
    for field in ("indicator_id", "area_code", "dimension", "disadvantaged", "reference"):
        grouped = field in ("disadvantaged", "reference")
        yield from code_faults(at(field), getattr(signal, field), needed=gap if grouped else True)
    if not gap and signal.reference:
        yield Fault(at("reference"), shown(signal.reference), "nothing for a value")
    if gap and signal.disadvantaged and signal.disadvantaged == signal.reference:
        yield Fault(at("reference"), shown(signal.reference), "another group than the disadvantaged one")
    if (signal.lower is None) != (signal.upper is None):
        yield Fault(at("lower"), "one end of an interval", "both ends or neither")
    elif signal.lower is not None and signal.upper is not None and not signal.lower <= signal.estimate <= signal.upper:
        yield Fault(at("estimate"), f"{signal.estimate:g}", f"between {signal.lower:g} and {signal.upper:g}")
    if signal.expected_change == 0:
        yield Fault(at("expected_change"), "0", "a change")
    if not 0 <= signal.smallest <= abs(signal.expected_change):
        yield Fault(
            at("smallest"), f"{signal.smallest:g}", f"from 0 to {abs(signal.expected_change):g}, what is expected"
        )
    yield from day_faults(at("period_end"), signal.period_end)
    yield from day_faults(at("by_when"), signal.by_when)
    if signal.by_when <= signal.period_end:
        yield Fault(at("by_when"), str(signal.by_when), f"a day after the figure's period ({signal.period_end})")


def _agenda(entry: Entry) -> Iterator[Fault]:
    """A meeting's list has some findings, and no other entry has one. Its notes are searched as all that people type."""
    if entry.kind != "meeting":
        if entry.agenda:
            yield Fault("agenda", f"{len(entry.agenda)} findings", "nothing for this kind of entry")
        return
    if not 1 <= len(entry.agenda) <= MOST_LISTED:
        yield Fault("agenda", f"{len(entry.agenda)} findings", f"1 to {MOST_LISTED}")
    for number, each in enumerate(entry.agenda):
        yield from _listed(f"agenda[{number}].{{}}".format, each)


def _listed(at: Callable[[str], str], listed: ListedFinding) -> Iterator[Fault]:
    yield from typed_text(at("speaker"), listed.speaker, MOST_ROLE, needed=False)
    yield from typed_text(at("note"), listed.note, MOST_NOTE, needed=False)
    texts = (listed.link, listed.headline, listed.period, listed.counted, listed.disadvantaged, listed.reference)
    if any(len(text) > MOST_FROZEN_TEXT or UNPRINTABLE.search(text) for text in texts):
        yield Fault(
            at("link"), "a text that is too long or cannot be printed", f"{MOST_FROZEN_TEXT:,} characters at most"
        )
    if not listed.link.strip():
        yield Fault(at("link"), "nothing", "the way back to the finding")


def _set(entry: Entry) -> Iterator[Fault]:
    """A board's own set has some indicators, each once, and no other entry has any."""
    codes = [each.indicator_id for each in entry.chosen]
    if entry.kind != "set":
        yield from _none_of("chosen", entry.chosen)
        yield from _none_of("compare_by", entry.compare_by)
        return
    if not 1 <= len(codes) <= MOST_CHOSEN:
        yield Fault("chosen", f"{len(codes)} indicators", f"1 to {MOST_CHOSEN}")
    for field, given in (("chosen", codes), ("compare_by", entry.compare_by)):
        if len(set(given)) < len(given):
            yield Fault(field, "one of them twice", "each once")
    for number, code in enumerate(entry.compare_by):
        yield from code_faults(f"compare_by[{number}]", code, needed=True)
    for number, each in enumerate(entry.chosen):
        yield from _chosen(f"chosen[{number}].{{}}".format, each)


def _chosen(at: Callable[[str], str], chosen: ChosenIndicator) -> Iterator[Fault]:
    """A target is somebody's, by a day: without either nobody could say that it was missed."""
    yield from code_faults(at("indicator_id"), chosen.indicator_id, needed=True)
    aims = chosen.target is not None
    yield from typed_text(at("why"), chosen.why, MOST_NOTE, needed=False)
    yield from typed_text(at("owner_role"), chosen.owner_role, MOST_ROLE, needed=aims)
    yield from day_faults(at("by_when"), chosen.by_when)
    if aims != (chosen.by_when is not None):
        yield Fault(at("by_when" if aims else "target"), "nothing", "both a target and its day, or neither")


def _none_of(field: str, given: tuple[object, ...]) -> list[Fault]:
    return [Fault(field, f"{len(given)}", "nothing for this kind of entry")] if given else []


def _frozen(frozen: FrozenFinding) -> Iterator[Fault]:
    """A finding's words are the dashboard's own, held back at their source where they must be: only size is checked."""
    at = "frozen.{}".format
    yield from code_faults(at("id"), frozen.id, needed=True)
    yield from day_faults(at("dataset_released"), frozen.dataset_released)
    if len(frozen.columns) > MOST_FROZEN_COLUMNS or len(frozen.rows) > MOST_FROZEN_ROWS:
        found = f"{len(frozen.rows):,} rows of {len(frozen.columns):,} columns"
        yield Fault(at("rows"), found, f"{MOST_FROZEN_ROWS:,} rows of {MOST_FROZEN_COLUMNS} columns at most")
    uneven = next((i for i, row in enumerate(frozen.rows) if len(row) != len(frozen.columns)), None)
    if uneven is not None:
        yield Fault(at(f"rows[{uneven}]"), f"{len(frozen.rows[uneven])} cells", f"{len(frozen.columns)}")
    texts = [frozen.question, frozen.headline, frozen.sentence, frozen.period, frozen.source, frozen.dataset_title]
    texts += [frozen.dataset_version, *frozen.columns, *(cell for row in frozen.rows for cell in row)]
    texts += [part for pair in frozen.link for part in pair]
    if any(len(text) > MOST_FROZEN_TEXT or UNPRINTABLE.search(text) for text in texts):
        yield Fault(
            "frozen", "a text that is too long or cannot be printed", f"{MOST_FROZEN_TEXT:,} characters at most"
        )

"""What an entry must keep to before it is written: closed words, what each kind needs, lengths, nobody pointed at."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from data.contract.participation_tables import RESPONSES
from data.disclosure.personal_details import personal_details
from data.journal.entry import ChosenIndicator, Entry, FrozenFinding, ListedFinding, Signal
from data.journal.errors import EntryError, Fault
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
MOST_CODE, MOST_EVIDENCE = 100, 50
MOST_LISTED, MOST_CHOSEN = 40, 30
MOST_FROZEN_TEXT, MOST_FROZEN_ROWS, MOST_FROZEN_COLUMNS = 4_000, 2_000, 60
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
# What no form can send and PostgreSQL cannot keep: control characters but tab and line ends, and half characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
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
    found = [*_words(entry), *_typed(entry), *_codes(entry), *_days(entry), *_agenda(entry), *_set(entry)]
    if entry.signal is not None:
        found += _signal(entry.signal)
    if entry.frozen is not None:
        found += _frozen(entry.frozen)
    return found


def editor_faults(by_role: object, note: object) -> list[Fault]:
    """What is wrong with how an editor calls their role, and with their note; [] when nothing is."""
    return _typed_text("by_role", by_role, MOST_ROLE) + _typed_text("note", note, MOST_NOTE, needed=False)


def _typed_text(field: str, text: object, most: int, *, needed: bool = True) -> list[Fault]:
    """What is wrong with one text that somebody typed. A text that seems to point at one person is not repeated."""
    if not isinstance(text, str):
        return [Fault(field, shown(text), "text")]
    if needed and not text.strip():
        return [Fault(field, "nothing", "some text")]
    if len(text) > most:
        return [Fault(field, f"{len(text):,} characters", f"{most:,} at most")]
    if _UNPRINTABLE.search(text):
        return [Fault(field, "a character that cannot be printed", "plain text")]
    kinds = personal_details(text)
    if kinds:
        return [Fault(field, f"what looks like {' and '.join(kinds)}", "nothing that points at one person")]
    return []


def _among(field: str, value: str, words: tuple[str, ...]) -> list[Fault]:
    return [] if value in words else [Fault(field, shown(value), f"one of {', '.join(words)}")]


def _words(entry: Entry) -> Iterator[Fault]:
    yield from _among("kind", entry.kind, KINDS)
    yield from _among("state", entry.state, STATES)
    yield from _only("choice", entry.choice, CHOICES, entry.kind == "pilot")
    yield from _only("response", entry.response, RESPONSES, entry.kind == "community")


def _only(field: str, value: str, words: tuple[str, ...], applies: bool) -> list[Fault]:
    """A word that one kind of entry must have and no other may."""
    if applies:
        return _among(field, value, words)
    return [Fault(field, shown(value), "nothing for this kind of entry")] if value else []


def _typed(entry: Entry) -> Iterator[Fault]:
    needed = ("title", *_NEEDED.get(entry.kind, ()))
    for field, most in TYPED.items():
        yield from _typed_text(field, getattr(entry, field), most, needed=field in needed)
    if "\n" in entry.title or "\r" in entry.title:
        yield Fault("title", "several lines", "one line")


def _code(field: str, code: str, *, needed: bool) -> list[Fault]:
    if needed and not code:
        return [Fault(field, "nothing", "a code")]
    fits = len(code) <= MOST_CODE and code.isprintable() and code == code.strip()
    return [] if fits else [Fault(field, shown(code), f"a code of at most {MOST_CODE} printable characters")]


def _codes(entry: Entry) -> Iterator[Fault]:
    needed = ("area_code", *_NEEDED.get(entry.kind, ()))
    for field in CODES:
        yield from _code(field, getattr(entry, field), needed=field in needed)
    for number, each in enumerate(entry.evidence):
        yield from _code(f"evidence[{number}]", each, needed=True)
    if len(entry.evidence) > MOST_EVIDENCE:
        yield Fault("evidence", f"{len(entry.evidence)} pieces", f"{MOST_EVIDENCE} at most")
    if len(set(entry.evidence)) < len(entry.evidence):
        yield Fault("evidence", "one piece twice", "each piece once")


def _day(field: str, day: date | None) -> list[Fault]:
    fits = day is None or FIRST_DAY <= day <= LAST_DAY
    return [] if fits else [Fault(field, str(day), f"a day from {FIRST_DAY.year} to {LAST_DAY.year}")]


def _days(entry: Entry) -> Iterator[Fault]:
    yield from _day("decided_on", entry.decided_on)
    yield from _day("by_when", entry.by_when)
    if entry.by_when is not None and entry.by_when < entry.decided_on:
        yield Fault("by_when", str(entry.by_when), f"no day before it was decided ({entry.decided_on})")


def _signal(signal: Signal) -> Iterator[Fault]:
    at = "signal.{}".format
    yield from _among(at("measure"), signal.measure, MEASURES)
    gap = signal.measure == "gap"
    for field in ("indicator_id", "area_code", "dimension", "disadvantaged", "reference"):
        grouped = field in ("disadvantaged", "reference")
        yield from _code(at(field), getattr(signal, field), needed=gap if grouped else True)
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
    yield from _day(at("period_end"), signal.period_end)
    yield from _day(at("by_when"), signal.by_when)
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
    yield from _typed_text(at("speaker"), listed.speaker, MOST_ROLE, needed=False)
    yield from _typed_text(at("note"), listed.note, MOST_NOTE, needed=False)
    texts = (listed.link, listed.headline, listed.period, listed.counted, listed.disadvantaged, listed.reference)
    if any(len(text) > MOST_FROZEN_TEXT or _UNPRINTABLE.search(text) for text in texts):
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
        yield from _code(f"compare_by[{number}]", code, needed=True)
    for number, each in enumerate(entry.chosen):
        yield from _chosen(f"chosen[{number}].{{}}".format, each)


def _chosen(at: Callable[[str], str], chosen: ChosenIndicator) -> Iterator[Fault]:
    """A target is somebody's, by a day: without either nobody could say that it was missed."""
    yield from _code(at("indicator_id"), chosen.indicator_id, needed=True)
    aims = chosen.target is not None
    yield from _typed_text(at("why"), chosen.why, MOST_NOTE, needed=False)
    yield from _typed_text(at("owner_role"), chosen.owner_role, MOST_ROLE, needed=aims)
    yield from _day(at("by_when"), chosen.by_when)
    if aims != (chosen.by_when is not None):
        yield Fault(at("by_when" if aims else "target"), "nothing", "both a target and its day, or neither")


def _none_of(field: str, given: tuple[object, ...]) -> list[Fault]:
    return [Fault(field, f"{len(given)}", "nothing for this kind of entry")] if given else []


def _frozen(frozen: FrozenFinding) -> Iterator[Fault]:
    """A finding's words are the dashboard's own, held back at their source where they must be: only size is checked."""
    at = "frozen.{}".format
    yield from _code(at("id"), frozen.id, needed=True)
    yield from _day(at("dataset_released"), frozen.dataset_released)
    if len(frozen.columns) > MOST_FROZEN_COLUMNS or len(frozen.rows) > MOST_FROZEN_ROWS:
        found = f"{len(frozen.rows):,} rows of {len(frozen.columns):,} columns"
        yield Fault(at("rows"), found, f"{MOST_FROZEN_ROWS:,} rows of {MOST_FROZEN_COLUMNS} columns at most")
    uneven = next((i for i, row in enumerate(frozen.rows) if len(row) != len(frozen.columns)), None)
    if uneven is not None:
        yield Fault(at(f"rows[{uneven}]"), f"{len(frozen.rows[uneven])} cells", f"{len(frozen.columns)}")
    texts = [frozen.question, frozen.headline, frozen.sentence, frozen.period, frozen.source, frozen.dataset_title]
    texts += [frozen.dataset_version, *frozen.columns, *(cell for row in frozen.rows for cell in row)]
    texts += [part for pair in frozen.link for part in pair]
    if any(len(text) > MOST_FROZEN_TEXT or _UNPRINTABLE.search(text) for text in texts):
        yield Fault(
            "frozen", "a text that is too long or cannot be printed", f"{MOST_FROZEN_TEXT:,} characters at most"
        )

"""What is wrong with one value of an entry: a text that somebody typed, a word of a closed list, a code, a day."""

import re
from datetime import date

from data.disclosure.personal_details import personal_details
from data.journal.errors import Fault
from data.journal.strict_json import shown

MOST_CODE = 100
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
# What no form can send and PostgreSQL cannot keep: control characters but tab and line ends, and half characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def typed_text(field: str, text: object, most: int, *, needed: bool = True) -> list[Fault]:
    """What is wrong with one text that somebody typed. A text that seems to point at one person is not repeated."""
    if not isinstance(text, str):
        return [Fault(field, shown(text), "text")]
    if needed and not text.strip():
        return [Fault(field, "nothing", "some text")]
    if len(text) > most:
        return [Fault(field, f"{len(text):,} characters", f"{most:,} at most")]
    if UNPRINTABLE.search(text):
        return [Fault(field, "a character that cannot be printed", "plain text")]
    kinds = personal_details(text)
    if kinds:
        return [Fault(field, f"what looks like {' and '.join(kinds)}", "nothing that points at one person")]
    return []


def among(field: str, value: str, words: tuple[str, ...]) -> list[Fault]:
    """What is wrong with a word of a closed list."""
    return [] if value in words else [Fault(field, shown(value), f"one of {', '.join(words)}")]


def code_faults(field: str, code: str, *, needed: bool) -> list[Fault]:
    """What is wrong with a code."""
    if needed and not code:
        return [Fault(field, "nothing", "a code")]
    fits = len(code) <= MOST_CODE and code.isprintable() and code == code.strip()
    return [] if fits else [Fault(field, shown(code), f"a code of at most {MOST_CODE} printable characters")]


def day_faults(field: str, day: date | None) -> list[Fault]:
    """What is wrong with a day; None is no day."""
    fits = day is None or FIRST_DAY <= day <= LAST_DAY
    return [] if fits else [Fault(field, str(day), f"a day from {FIRST_DAY.year} to {LAST_DAY.year}")]

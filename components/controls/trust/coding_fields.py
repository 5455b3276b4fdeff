"""Fields that say how something was heard, whose voice it is, and when it was answered: of a new entry and a kept one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.journal import FIELD_LABELS, today
from components.findings.decisions.days import read_past_day
from components.style.dates import day_words
from data.contract.trust_ways import BETWEEN_WAYS, HEARD_GROUPS, WAYS

_NOT_CODED = "not written down"


@dataclass(frozen=True)
class Coding:
    """How an entry is coded, as the journal keeps it; nothing of it for an entry that is not."""

    ways: tuple[str, ...] = ()
    group_heard: str = ""
    answered_on: date | None = None
    followed_up_on: date | None = None

    def cells(self) -> dict[str, str]:
        """The same as cells of the log."""
        return {
            "ways": f"{BETWEEN_WAYS} ".join(self.ways),
            "group_heard": self.group_heard,
            "answered_on": f"{self.answered_on:%Y-%m-%d}" if self.answered_on else "",
            "followed_up_on": f"{self.followed_up_on:%Y-%m-%d}" if self.followed_up_on else "",
        }


def coding_fields(key: Callable[[str], str], heard_on: date, before: Coding = Coding()) -> tuple[Coding, list[str]]:
    """Ask for the coding of what was heard on a day; also what is wrong with the days typed, a line each."""
    ways = st.multiselect(FIELD_LABELS["ways"], WAYS, list(before.ways), key=key("ways"), help=HELP["ways"])
    group, left, right = st.columns(3, gap="small")
    heard = group.selectbox(
        FIELD_LABELS["group_heard"],
        ("", *HEARD_GROUPS),
        index=("", *HEARD_GROUPS).index(before.group_heard) if before.group_heard in HEARD_GROUPS else 0,
        format_func=lambda each: each or _NOT_CODED,
        key=key("group_heard"),
        help=HELP["group_heard"],
    )
    wrong: list[str] = []
    answered, followed = (
        past_day(f"{FIELD_LABELS[name]} (DD/MM/YYYY)", getattr(before, name), key(name), heard_on, wrong, into=column)
        for name, column in (("answered_on", left), ("followed_up_on", right))
    )
    return Coding(tuple(ways), heard, answered, followed), wrong


def past_day(
    label: str, before: date | None, key: str, first: date, wrong: list[str], *, into: st.delta_generator.DeltaGenerator
) -> date | None:
    """Ask for a day from `first` to today; the one before where what is typed is none, which `wrong` then says."""
    shown = day_words(before) if before else ""
    typed = into.text_input(as_text(label), shown, key=key)
    if typed.strip() == shown:
        return before
    try:
        return read_past_day(typed, first, today())
    except ValueError as error:
        wrong.append(f"{label}: {error}.")
        return before


def say_wrong_days(wrong: Sequence[str]) -> None:
    """Say which days cannot be, where some cannot."""
    if wrong:
        st.warning(as_text(" ".join(wrong)))

"""The form of a board's own set: its indicators in order, each with its reason and local target, and by what to compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cached_findings import answer
from components.controls.control_help import HELP
from components.controls.journal import today
from components.controls.pickers import indicator_words
from components.findings.decisions.days import quarter_ends, read_day
from components.findings.everyone_values import EveryoneValue, everyone_values
from components.findings.going_on import going_on
from components.findings.own_set import definition_of_chosen, name_of_chosen
from components.findings.selection import from_link
from components.findings.values import unit_of
from components.style.dates import day_words
from data.dataset.dataset import Dataset
from data.journal.checking import MOST_CHOSEN
from data.journal.entry import ChosenIndicator, Entry

Key = Callable[[str], str]


@dataclass(frozen=True)
class Filled:
    """What the form holds, and in `wrong` what could not be read, a line each."""

    title: str
    compare_by: tuple[str, ...]
    chosen: tuple[ChosenIndicator, ...]
    wrong: tuple[str, ...]


def pick_indicators(dataset: Dataset, base: Entry | None, key: Key) -> list[str]:
    """Choose the set's indicators. It stands outside the form, whose rows follow from it."""
    before = [each.indicator_id for each in base.chosen] if base else []
    offered = [*going_on(dataset), *(code for code in before if code not in going_on(dataset))]
    return st.multiselect(
        "Indicators of the set, in their order",
        offered,
        before,
        format_func=lambda code: _name(dataset, code),
        key=key("indicators"),
        max_selections=MOST_CHOSEN,
        help=HELP["set_indicators"],
    )


def _name(dataset: Dataset, code: str) -> str:
    if code in dataset.indicators:
        return indicator_words(dataset.indicators[code])
    return f"{name_of_chosen(dataset, code)} (no data here)"


def fields(dataset: Dataset, base: Entry | None, codes: Sequence[str], key: Key) -> Filled:
    """The fields of the form, begun from the set that stands or the file that was given."""
    left, right = st.columns(2, gap="small")
    title = left.text_input("Name of the set", base.title if base else "", key=key("title"), max_chars=120)
    with right:
        compare_by = _groups(dataset, base, key)
    before = {each.indicator_id: each for each in base.chosen} if base else {}
    now = {each.indicator.id: each for each in answer(everyone_values, from_link(dataset, {}))}
    rows = [_row(dataset, before.get(code) or ChosenIndicator(indicator_id=code), now.get(code), key) for code in codes]
    wrong = tuple(line for _, line in rows if line)
    return Filled(title.strip(), tuple(compare_by), tuple(chosen for chosen, _ in rows), wrong)


def _groups(dataset: Dataset, base: Entry | None, key: Key) -> list[str]:
    known = dataset.vocabulary
    given = {by for code in going_on(dataset) for by in dataset.dimensions(code, level="icb") if by in known}
    before = list(base.compare_by) if base else []
    offered = [*(code for code in known if code in given), *(code for code in before if code not in given)]
    return st.multiselect(
        "Compare by",
        offered,
        before,
        format_func=lambda code: known[code].label if code in known else code,
        key=key("groups"),
        help=HELP["set_groups"],
    )


def _row(dataset: Dataset, before: ChosenIndicator, now: EveryoneValue | None, key: Key) -> tuple[ChosenIndicator, str]:
    """One indicator's fields; returns what they hold, and what is wrong with them, '' where nothing is."""
    code = before.indicator_id
    known = definition_of_chosen(dataset, code)
    with st.container(border=True):
        name = name_of_chosen(dataset, code)
        words = f"Everyone now: {now.value_words}, {now.period}." if now else "No judged figure of everyone here."
        st.html(blocks.lead(blocks.strong(name), words))
        why, target, when, owner = st.columns([5, 3, 4, 4], gap="small")
        unit = unit_of(known, now.value if now else 0.0).axis if known else "as it is read"
        reason = why.text_input("Why it was chosen", before.why, key=key(f"why_{code}"))
        level = target.number_input(
            f"Target ({as_text(unit)})", value=before.target, key=key(f"target_{code}"), help=HELP["set_target"],
            placeholder="none", format="%g", step=None,
        )  # fmt: skip
        day = _pick_day(when, before, key(f"when_{code}"))
        role = owner.text_input(
            "Owner (a role, never a name)", before.owner_role, key=key(f"owner_{code}"), placeholder="a role"
        )
    wrong, by_when = "", before.by_when
    try:
        by_when = _read(day, before)
    except ValueError as error:
        wrong = f"{name}, by when: {error}."
    return (
        ChosenIndicator(indicator_id=code, why=reason.strip(), target=level, by_when=by_when, owner_role=role.strip()),
        wrong,
    )


def _pick_day(where: DeltaGenerator, before: ChosenIndicator, key: str) -> str:
    kept = day_words(before.by_when) if before.by_when else ""
    ends = [day_words(each) for each in quarter_ends(today())]
    offered = [*([kept] if kept and kept not in ends else []), *ends]
    return (
        where.selectbox(
            "By when (choose, or DD/MM/YYYY)",
            offered,
            index=offered.index(kept) if kept else None,
            key=key,
            accept_new_options=True,
            placeholder="none",
            help=HELP["set_when"],
        )
        or ""
    )


def _read(typed: str, before: ChosenIndicator) -> date | None:
    """The day typed or chosen; one that stood before may have passed meanwhile."""
    if not typed.strip():
        return None
    if before.by_when and typed.strip() == day_words(before.by_when):
        return before.by_when
    return read_day(typed, today())

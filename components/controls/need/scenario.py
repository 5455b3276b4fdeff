"""The scenario of need in the address bar and in the session, and the controls that change it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.address import ask_for_whole_page, read_selection
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.findings.need.predictors import BY_CODE
from components.findings.need.scenario import (
    BASES,
    CAPS,
    LIMITS,
    LONGEST_NAME,
    MOST_SAVED,
    MOST_WEIGHT,
    PRESETS,
    NeedScenario,
    bases_offered,
    preset_of,
    preset_weights,
    resources_offered,
    saved_from_link,
    saved_to_link,
    scenario_from_code,
)
from components.findings.selection import Selection
from data.dataset.dataset import Dataset

_NOW, _SAVED, _WRITTEN, _NAME = "need_scenario", "need_saved", "need_written", "need_name"
_CHANGED = "need_changed"
_LABELS = {
    "within": "Bring everyone within",
    "loss": "Lose at most, a year",
    "gain": "Gain at most, a year",
    "new": "New money",
}
_OWN = "Weights set by hand"
Option = TypeVar("Option")


def read_need(dataset: Dataset) -> tuple[Selection, NeedScenario]:
    """The selection and the scenario to show now; both stand in the address afterwards, a default scenario apart.

    The address wins where it differs from what was last written there; a bare address (another page was left for this one)
    brings back the session's.
    """
    address = (st.query_params.get("need", ""), tuple(st.query_params.get_all("kept")))
    # A weight moved before the browser has heard of the last move comes with an older address: the move wins.
    outrun = st.session_state.pop(_CHANGED, False)
    bare = not st.query_params.to_dict()
    if _NOW not in st.session_state or (not (bare or outrun) and address != st.session_state.get(_WRITTEN)):
        st.session_state[_NOW] = scenario_from_code(dataset, address[0])
        st.session_state[_SAVED] = saved_from_link(dataset, list(address[1]))
    # A dataset of one's own may have come in between, with other predictors.
    scenario = scenario_from_code(dataset, st.session_state[_NOW].to_code())
    st.session_state[_NOW] = scenario
    selection = read_selection(dataset)
    _write(dataset, scenario)
    return selection, scenario


def _write(dataset: Dataset, scenario: NeedScenario) -> None:
    code = "" if scenario == scenario_from_code(dataset, "") else scenario.to_code()
    kept = saved_to_link(st.session_state[_SAVED])
    wanted = ({"need": [code]} if code else {}) | ({"kept": kept} if kept else {})
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    others = {name: values for name, values in now.items() if name not in ("need", "kept")}
    if now != others | wanted:
        st.query_params.from_dict(others | wanted)
    st.session_state[_WRITTEN] = (code, tuple(kept))


def saved_scenarios() -> dict[str, NeedScenario]:
    """This session's saved scenarios, by name."""
    saved: dict[str, NeedScenario] = st.session_state[_SAVED]
    return saved


def _change(**changed: object) -> None:
    st.session_state[_NOW] = replace(st.session_state[_NOW], **changed)
    st.session_state[_CHANGED] = True
    ask_for_whole_page()


def _take(field: str, key: str) -> None:
    _change(**{field: st.session_state[key]})
    if st.session_state[_NOW].gain < st.session_state[_NOW].new:
        _change(gain=min(each for each in LIMITS["gain"] if each >= st.session_state[_NOW].new))


def _select(label: str, field: str, options: Sequence[Option], chosen: Option, words: Callable[[Option], str]) -> None:
    key = f"need_{field}"
    st.session_state[key] = chosen
    st.selectbox(
        as_text(label),
        list(options),
        format_func=words,
        key=key,
        on_change=_take,
        args=(field, key),
        disabled=len(options) < 2,
        help=HELP[key],
    )


def need_row(dataset: Dataset, scenario: NeedScenario) -> None:
    """The page's first controls: how need is counted, by which weights, and what is set against it."""
    bases, offered = bases_offered(dataset), resources_offered(dataset)
    left, middle, right, last = st.columns([5, 6, 6, 3], gap="small")
    with left:
        _select("Need counted by", "basis", bases, scenario.basis, BASES.__getitem__)
    if offered:
        with right:
            words = {code: dataset.indicators[code].short_name for code in offered}
            _select("Set against", "resource", offered, scenario.resource, words.__getitem__)
    if scenario.basis == "mix":
        with middle:
            _pick_preset(dataset, scenario)
        with last:
            _select("Cap", "cap", tuple(CAPS), scenario.cap, CAPS.__getitem__)


def _pick_preset(dataset: Dataset, scenario: NeedScenario) -> None:
    chosen, key = preset_of(dataset, scenario), "need_preset"
    options = [*PRESETS, *([] if chosen else [""])]
    st.session_state[key] = chosen

    def adopt() -> None:
        if st.session_state[key]:
            _change(weights=preset_weights(dataset, st.session_state[key]))

    words = {code: name for code, (name, _) in PRESETS.items()} | {"": _OWN}
    st.selectbox("Weights", options, format_func=words.__getitem__, key=key, on_change=adopt, help=HELP[key])


def _move_weight(code: str) -> None:
    moved = st.session_state[_NOW].with_weight(code, st.session_state[f"weight_{code}"])
    # With every weight at 0 there would be no need to count: the last one stays where it was.
    if any(weight for _, weight in moved.weights):
        _change(weights=moved.weights)


def weight_sliders(scenario: NeedScenario) -> None:
    """One slider a predictor, 0 to 10; only their proportions count."""
    st.container(key="screen_weights").html(
        blocks.note("Only how weights compare counts: all at 3 is the same as all at 6.")
    )
    for code, weight in scenario.weights:
        key = f"weight_{code}"
        # Set only where it differs: a value sent back on every run would undo a key pressed meanwhile.
        if st.session_state.get(key) != weight:
            st.session_state[key] = weight
        st.slider(
            as_text(BY_CODE[code].name), 0, MOST_WEIGHT, key=key, on_change=_move_weight, args=(code,),
            help=HELP["need_weight"],
        )  # fmt: skip


def limits_row(scenario: NeedScenario) -> None:
    """How near, how fast and with how much new money the resource may move."""
    for column, (field, options) in zip(st.columns(4, gap="small"), LIMITS.items(), strict=True):
        with column:
            _select(_LABELS[field], field, options, getattr(scenario, field), lambda size: f"{size}%")


def _save() -> None:
    name = st.session_state[_NAME].strip()[:LONGEST_NAME]
    saved = st.session_state[_SAVED]
    if name and (name in saved or len(saved) < MOST_SAVED):
        st.session_state[_SAVED] = saved | {name: st.session_state[_NOW]}
        st.session_state[_CHANGED] = True
        st.session_state[_NAME] = ""
        ask_for_whole_page()


def _open(name: str) -> None:
    st.session_state[_NOW] = st.session_state[_SAVED][name]
    st.session_state[_CHANGED] = True
    ask_for_whole_page()


def _forget(name: str) -> None:
    st.session_state[_SAVED] = {each: found for each, found in st.session_state[_SAVED].items() if each != name}
    st.session_state[_CHANGED] = True
    ask_for_whole_page()


def saving_row() -> None:
    """Name and save the scenario on screen; open or forget a saved one. They live in the session and in the link."""
    st.html(blocks.title("Save and compare scenarios"))
    saved = st.session_state[_SAVED]
    left, right, _ = st.columns([5, 3, 6], gap="small", vertical_alignment="bottom")
    with left:
        st.text_input(
            "Name of this scenario", key=_NAME, max_chars=LONGEST_NAME, placeholder="such as: Deprivation first"
        )
    with right:
        st.button("Save this scenario", on_click=_save, disabled=len(saved) >= MOST_SAVED, key="need_save")
    for place, name in enumerate(saved):
        left, right, _ = st.columns([5, 5, 4], gap="small")
        left.button(f"Show ‘{as_text(name)}’", key=f"need_open_{place}", on_click=_open, args=(name,))
        right.button(f"Forget ‘{as_text(name)}’", key=f"need_forget_{place}", on_click=_forget, args=(name,))

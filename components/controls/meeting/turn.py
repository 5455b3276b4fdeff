"""Which finding of the list is being presented: in the address, and kept in the session for whoever comes back."""

import time
from dataclasses import dataclass, replace

import streamlit as st

_PRESENT, _AT, _PART, _ITEM = "present", "at", "part", "item"
_TURN = "presenting"


@dataclass(frozen=True)
class Turn:
    """A finding's turn: its place on the list from 1, when presenting began and when its turn did, by the clock that only
    goes forward, in seconds; and which part of it is shown, from 1, where it has several.
    """

    at: int
    began: float
    since: float
    part: int = 1

    @property
    def link(self) -> dict[str, str]:
        """The turn as it stands in the address."""
        part = {_PART: f"{self.part:d}"} if self.part > 1 else {}
        return {_PRESENT: "1", _AT: f"{self.at:d}"} | part


def read_turn(of: int) -> Turn | None:
    """Whose turn it is among so many findings; None where the list itself is to be shown.

    An address with a list says so itself; without one, whoever has gone to ask a question is back where they were.
    """
    kept: Turn | None = st.session_state.get(_TURN)
    if st.query_params.get_all(_ITEM):
        at = _number(_AT) if st.query_params.get(_PRESENT) == "1" else None
        part = _number(_PART)
    else:
        at, part = (kept.at, kept.part) if kept else (None, 1)
    turn = _turn_of(min(max(at, 1), of), max(part, 1), kept) if of and at is not None else None
    st.session_state[_TURN] = turn
    return turn


def turn_of_one() -> Turn:
    """The turn of a finding that is presented by itself."""
    kept: Turn | None = st.session_state.get(_TURN)
    turn = _turn_of(1, kept.part if kept else 1, kept)
    st.session_state[_TURN] = turn
    return turn


def _number(name: str) -> int:
    """A number of the address; 1 where it has none."""
    asked = st.query_params.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() else 1


def go(at: int, part: int = 1) -> None:
    """Give a finding, or a part of it, its turn. For widget callbacks."""
    turn = _turn_of(at, part, st.session_state.get(_TURN))
    st.session_state[_TURN] = turn
    if part == 1:
        st.query_params.pop(_PART, None)
    for name, value in turn.link.items():
        st.query_params[name] = value


def end() -> None:
    """Show the list again. For widget callbacks."""
    st.session_state[_TURN] = None
    for name in (_PRESENT, _AT, _PART):
        st.query_params.pop(name, None)


def _turn_of(at: int, part: int, kept: Turn | None) -> Turn:
    now = time.monotonic()
    same = kept if kept and kept.at == at else Turn(at, kept.began if kept else now, now)
    return replace(same, part=part)

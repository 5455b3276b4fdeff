"""Which finding of the list is being presented: in the address, and kept in the session for whoever comes back."""

import time
from dataclasses import dataclass

import streamlit as st

_PRESENT, _AT, _ITEM = "present", "at", "item"
_TURN = "presenting"


@dataclass(frozen=True)
class Turn:
    """A finding's turn: its place on the list from 1, when presenting began and when its turn did, by the clock that only
    goes forward, in seconds.
    """

    at: int
    began: float
    since: float

    @property
    def link(self) -> dict[str, str]:
        """The turn as it stands in the address."""
        return {_PRESENT: "1", _AT: f"{self.at:d}"}


def read_turn(of: int) -> Turn | None:
    """Whose turn it is among so many findings; None where the list itself is to be shown.

    An address with a list says so itself; without one, whoever has gone to ask a question is back where they were.
    """
    kept: Turn | None = st.session_state.get(_TURN)
    if st.query_params.get_all(_ITEM):
        asked = st.query_params.get(_AT, "")
        place = int(asked) if asked.isascii() and asked.isdigit() else 1
        at = place if st.query_params.get(_PRESENT) == "1" else None
    else:
        at = kept.at if kept else None
    turn = _turn_of(min(max(at, 1), of), kept) if of and at is not None else None
    st.session_state[_TURN] = turn
    return turn


def turn_of_one() -> Turn:
    """The turn of a finding that is presented by itself."""
    kept: Turn | None = st.session_state.get(_TURN)
    turn = _turn_of(1, kept)
    st.session_state[_TURN] = turn
    return turn


def go(at: int) -> None:
    """Give a finding its turn. For widget callbacks."""
    turn = _turn_of(at, st.session_state.get(_TURN))
    st.session_state[_TURN] = turn
    for name, value in turn.link.items():
        st.query_params[name] = value


def end() -> None:
    """Show the list again. For widget callbacks."""
    st.session_state[_TURN] = None
    for name in (_PRESENT, _AT):
        st.query_params.pop(name, None)


def _turn_of(at: int, kept: Turn | None) -> Turn:
    now = time.monotonic()
    return kept if kept and kept.at == at else Turn(at, kept.began if kept else now, now)

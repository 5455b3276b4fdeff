"""Findings, worked out once for each dataset and selection and shared by everyone who asks the same."""

from collections.abc import Callable

import streamlit as st

from components.controls.current import current_dataset
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import Selection

_MOST_KEPT = 2_000


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _answer(version: str, name: str, selection: Selection, _ask: Callable[[Question], object]) -> object:
    return _ask(Question(current_dataset(), selection))


def answer(ask: Callable[[Question], Finding], selection: Selection) -> Finding:
    """What `ask` finds for a selection of the current dataset. What it returns is shared: never change it."""
    return _answer(current_dataset().version, f"{ask.__module__}.{ask.__qualname__}", selection, ask)

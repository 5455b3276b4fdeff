"""Findings, worked out once for each dataset and selection and shared by everyone who asks the same."""

from collections.abc import Callable

import streamlit as st

from components.controls.current import current_dataset
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import Selection

_MOST_KEPT = 2_000
_QUESTIONS_KEPT = 200


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _answer(version: str, name: str, selection: Selection, _ask: Callable[[Question], object]) -> object:
    return _ask(_question(version, selection))


@st.cache_resource(max_entries=_QUESTIONS_KEPT, show_spinner=False)
def _question(version: str, selection: Selection) -> Question:
    """One question for each selection, so that its findings share the rows they read."""
    return Question(current_dataset(), selection)


def answer(ask: Callable[[Question], Finding], selection: Selection) -> Finding:
    """What `ask` finds for a selection of the current dataset. What it returns is shared: never change it."""
    return _answer(current_dataset().version, f"{ask.__module__}.{ask.__qualname__}", selection, ask)

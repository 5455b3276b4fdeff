"""The frame round every page: its look, and the line that says what dataset this is."""

from pathlib import Path

import streamlit as st

from data.dataset.dataset import Dataset

_STYLE = Path(__file__).parents[1] / "style"
ICON = str(_STYLE / "icon.svg")


def page_look() -> None:
    """Apply the house style that the theme cannot express."""
    st.html(_STYLE / "page.css")


def dataset_mark(dataset: Dataset) -> None:
    """One line above every page: the dataset's name, and that it is synthetic where it is."""
    manifest = dataset.manifest
    released = f"{manifest.released.day} {manifest.released:%B %Y}"
    if manifest.synthetic:
        st.html(
            f'<p class="ne-mark ne-synthetic"><strong>Synthetic data.</strong> {manifest.title}: an invented area, '
            "not a real place and not real people.</p>"
        )
    else:
        st.html(f'<p class="ne-mark">{manifest.title} · data released {released}</p>')

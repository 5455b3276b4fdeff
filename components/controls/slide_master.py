"""The team's own presentation whose look slides take: one given in this session, else one that the server names."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.given_files import GivenFiles
from data.files.errors import SourceError
from data.files.presentation import MOST_BYTES, check_presentation

MASTER_VARIABLE = "NEIGHBOURHOOD_EQUITY_SLIDE_MASTER"
_ABOUT = (
    "Give a PowerPoint presentation of yours (.pptx): the slides made in this session take its colours, typefaces and size. "
    "Its own slides are not used, and it is forgotten with the session."
)


@dataclass(frozen=True)
class Master:
    """A presentation that was given and checked."""

    name: str
    data: bytes


FILES: GivenFiles[Master] = GivenFiles("slide_master")


def slide_master() -> bytes | None:
    """The presentation given in this session, else that which the environment names; None where there is neither.

    Errors: OSError for a named one that is not there.
    """
    given = FILES.kept() if get_script_run_ctx(suppress_warning=True) else None
    if given is not None:
        return given.data
    named = os.environ.get(MASTER_VARIABLE, "")
    return _read(Path(named)) if named else None


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


def own_look() -> None:
    """Where a team gives its own presentation."""
    section = st.expander("Slides in your team’s look", key="slide_look", on_change="rerun", icon=":material/palette:")
    if not section.open:
        return
    with section:
        st.html(blocks.note(_ABOUT))
        st.file_uploader(
            "Your presentation", type=["pptx"], accept_multiple_files=True, key=FILES.widget_key, on_change=_load,
            max_upload_size=MOST_BYTES // 1_000_000,
        )  # fmt: skip
        if FILES.fault:
            st.error(as_text(f"{FILES.fault}. Slides look as before."), icon=":material/error:")
        kept = FILES.kept()
        if kept is not None:
            st.success(as_text(f"Slides take the look of {kept.name}."))
            st.button("Use the usual look", key="slide_look_usual", on_click=FILES.forget)


def _load() -> None:
    """Check what was given last; one that is refused leaves the look as it was."""
    given = FILES.in_widget()
    if not given:
        FILES.drop()
        return
    newest = given[-1]
    data = newest.getvalue()
    try:
        check_presentation(data, newest.name)
    except SourceError as error:
        FILES.refuse(str(error))
        return
    FILES.keep(Master(newest.name, data))

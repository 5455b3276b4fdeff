"""The meeting's files: made of the whole list at once, told while they are made, and kept until the list changes."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.controls.as_text import as_text
from components.controls.meeting.reopen import Reopened
from components.controls.slide_master import slide_master
from components.controls.take_away import origin
from components.pack.forms import OF_MANY, Form

_MADE = "meeting_files"


def files_section(found: Sequence[Reopened]) -> None:
    """Buttons that make the list's files, and the files once they are made."""
    exhibits = [each.exhibit(origin()) for each in found]
    made = _kept(found)
    with st.container(horizontal=True, key="meeting_make"):
        pressed = [st.button(f"Make {as_text(form.label)}", key=f"make_{form.ending}") for form in OF_MANY]
    for form, wanted in zip(OF_MANY, pressed, strict=True):
        if wanted:
            bar = st.progress(0.0, text=f"Making {as_text(form.label)}…")
            made[form.ending] = form.make(exhibits, telling(bar, form), master=slide_master())
            bar.empty()
    day = origin().made_on
    for form in OF_MANY:
        if form.ending in made:
            st.download_button(
                f"Download {as_text(form.label)}",
                data=made[form.ending],
                file_name=f"meeting-{day.isoformat()}.{form.ending}",
                mime=form.mime,
                key=f"take_{form.ending}",
                on_click="ignore",
                type="primary",
            )


def _kept(found: Sequence[Reopened]) -> dict[str, bytes]:
    """The files made of just this list and these findings; none where anything has changed since."""
    about = (*((each.item, id(each.finding)) for each in found), slide_master())
    kept: tuple[object, dict[str, bytes]] = st.session_state.get(_MADE, ((), {}))
    if kept[0] != about:
        kept = (about, {})
        st.session_state[_MADE] = kept
    return kept[1]


def telling(bar: st.delta_generator.DeltaGenerator, form: Form) -> Callable[[int, int], None]:
    """What tells a bar how many findings of a file are done."""

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=f"Making {as_text(form.label)}: {done} of {of} findings")

    return tell

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
    made = kept_files(_MADE, (*((each.item, id(each.finding)) for each in found), slide_master()))

    def make(form: Form, tell: Callable[[int, int], None]) -> bytes:
        return form.make(exhibits, tell, master=slide_master())

    make_and_take("meeting", OF_MANY, make, made)


def make_and_take(
    name: str, forms: Sequence[Form], make: Callable[[Form, Callable[[int, int], None]], bytes], made: dict[str, bytes]
) -> None:
    """A button that makes each form, into `made` by its ending, and one that takes it once it is there.

    `name` is how the files' names begin, and what tells these buttons from others of the page.
    """
    with st.container(horizontal=True, key=f"{name}_make"):
        pressed = [st.button(f"Make {as_text(form.label)}", key=f"{name}_{form.ending}") for form in forms]
    for form, wanted in zip(forms, pressed, strict=True):
        if wanted:
            bar = st.progress(0.0, text=f"Making {as_text(form.label)}…")
            made[form.ending] = make(form, _telling(bar, form))
            bar.empty()
        if form.ending in made:
            st.download_button(
                f"Download {as_text(form.label)}",
                data=made[form.ending],
                file_name=f"{name}-{origin().made_on.isoformat()}.{form.ending}",
                mime=form.mime,
                key=f"take_{name}_{form.ending}",
                on_click="ignore",
                type="primary",
            )


def kept_files(key: str, about: object) -> dict[str, bytes]:
    """The files made of just this and kept in the session under `key`; none where anything has changed since."""
    kept: tuple[object, dict[str, bytes]] = st.session_state.get(key, ((), {}))
    if kept[0] != about:
        kept = (about, {})
        st.session_state[key] = kept
    return kept[1]


def _telling(bar: st.delta_generator.DeltaGenerator, form: Form) -> Callable[[int, int], None]:
    """What tells a bar how many findings of a file are done."""

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=f"Making {as_text(form.label)}: {done} of {of} findings")

    return tell

"""The marks of a picture that can be clicked, for the keyboard: one Tab stop, arrow keys, Enter (components/style/marks.js).

The browser reads the marks and their words from the picture itself, so that nothing travels twice and no mark says more than
pointing at it does.
"""

from collections.abc import Callable

import streamlit as st

from components.controls.own_scripts import own_script

# What the choice of a mark does, by the code of the mark's area.
Chooses = Callable[[str], None]


def marks_by_keys(picture: str, chooses: Chooses, *, label: str, shapes: str = "", words: str = "") -> None:
    """Let the keyboard choose marks of the picture of that key, which stands above in the same container.

    For a map, `shapes` is where its areas are fetched and `words` the template of what pointing at one shows.
    """
    key = f"marks_{picture}"

    def chosen() -> None:
        code = st.session_state[key]["chosen"]
        if isinstance(code, str):
            chooses(code)

    own_script("marks", has_look=True)(
        key=key,
        data={"picture": picture, "label": label, "shapes": shapes, "words": words},
        on_chosen_change=chosen,
    )


def clickable(picture: str) -> str:
    """The key of the container that holds a picture and its marks: the marks are laid over it."""
    return f"clickable_{picture}"

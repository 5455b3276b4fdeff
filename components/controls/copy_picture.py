"""Copy as picture: the server draws it when the button is pressed, and the browser puts it on the clipboard."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import streamlit as st

from components.controls.own_scripts import own_script


def copy_as_picture(drawn: Callable[[], bytes], *, key: str) -> None:
    """The button, with what came of it told beneath. `drawn` makes the PNG, and is asked once for each press."""
    asked = bool(st.session_state.get(key) and st.session_state[key].get("ask"))
    button: Callable[..., Any] = own_script("copy_picture", has_look=True)
    button(key=key, data={"png": b64encode(drawn()).decode() if asked else ""}, on_ask_change=lambda: None)

"""The reader's screen: whether it is narrow, and whether its colours are dark; and figures made for it.

How wide the window is, only the browser knows, and when a reader changes between light and dark: a script of our own
(components/style/screen.js) tells where it is not as the server takes it to be. A phone says so of itself when it asks for
the page, and Streamlit says at first whether colours are dark, so that nothing is drawn twice.
"""

import plotly.graph_objects as go
import streamlit as st

from components.charts.maps import QuickDeck
from components.charts.narrow.form import Narrow, narrow_form
from components.controls.own_scripts import own_script
from components.style.dark import images_in_dark, in_dark, words_counterpart

_KEY, _NARROW, _DARK = "screen", "screen_is_narrow", "screen_is_dark"


def narrow() -> bool:
    """Whether the window is as narrow as a phone, or as a laptop's enlarged to twice its size."""
    if _NARROW not in st.session_state:
        st.session_state[_NARROW] = "Mobile" in (st.context.headers.get("User-Agent") or "")
    return bool(st.session_state[_NARROW])


def dark() -> bool:
    """Whether this reader's colours are dark: as the browser tells of the page it shows, at first as Streamlit tells."""
    if _DARK not in st.session_state:
        st.session_state[_DARK] = st.context.theme.type == "dark"
    return bool(st.session_state[_DARK])


def look_at_screen() -> None:
    """Have the browser tell when the window is not as wide, or its colours not as dark, as they were taken to be."""
    taken = {"narrow": narrow(), "dark": dark()}
    own_script("screen")(key=_KEY, data=taken, default={"seen": taken}, on_seen_change=_told)


def _told() -> None:
    seen = st.session_state[_KEY]["seen"]
    st.session_state[_NARROW], st.session_state[_DARK] = bool(seen["narrow"]), bool(seen["dark"])


def on_screen(figure: go.Figure) -> Narrow:
    """The figure as this reader's screen shows it best; the figure given stays as it is."""
    shown = narrow_form(figure) if narrow() else Narrow(figure)
    if not dark():
        return shown
    told = in_dark(shown.figure.to_plotly_json())
    return Narrow(go.Figure(data=told["data"], layout=told["layout"], _validate=False), shown.least)


def deck_on_screen(deck: QuickDeck) -> QuickDeck:
    """A map in this reader's colours. It is made anew at every run, so it is told in its place."""
    if dark():
        deck.in_dark = True
    return deck


def html_on_screen(html: str) -> str:
    """Words of HTML or CSS in this reader's colours."""
    return images_in_dark(html) if dark() else html


def words_on_screen(colour: str) -> str:
    """The colour that words are written in, as this reader's ground asks."""
    return words_counterpart(colour) if dark() else colour

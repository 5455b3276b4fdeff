"""The page frame and the navigation: what every page stands in."""

import streamlit as st

from components.controls.current import current_dataset
from components.controls.frame import ICON, back_button, dataset_mark, page_look
from components.controls.own_dataset import own_mark
from components.controls.page_links import room

SECTIONS = {
    "Inequalities": (
        ("brief", "Brief", ":material/summarize:"),
        ("where", "Where", ":material/map:"),
        ("who", "Who", ":material/groups:"),
        ("trend", "Trend", ":material/show_chart:"),
        ("compare", "Compare", ":material/compare_arrows:"),
    ),
    "Acting on gaps": (
        ("need", "Need", ":material/balance:"),
        ("trust", "Trust", ":material/handshake:"),
        ("access", "Access", ":material/location_on:"),
        ("records", "Records", ":material/fact_check:"),
    ),
    "Pilots and decisions": (
        ("pilots", "Pilots", ":material/science:"),
        ("returns", "Returns", ":material/event_note:"),
        ("evidence", "Evidence", ":material/lightbulb:"),
        ("decisions", "Decisions", ":material/gavel:"),
    ),
    "Data": (
        ("your_data", "Your data", ":material/upload_file:"),
        ("neighbourhoods", "Draw areas", ":material/draw:"),
        ("methods", "Methods", ":material/menu_book:"),
    ),
}


def pages() -> dict[str, list]:
    """Every page, by its section of the navigation; the first is the one opened by the bare address."""
    return {
        section: [
            st.Page(room(name), title=title, icon=icon, url_path=name, default=name == "brief")
            for name, title, icon in rooms
        ]
        for section, rooms in SECTIONS.items()
    }


def main() -> None:
    """Draw the frame, then the page that was asked for."""
    st.set_page_config(page_title="Neighbourhood Equity", page_icon=ICON, layout="wide")
    page_look()
    back_button()
    page = st.navigation(pages())
    own_mark()
    dataset_mark(current_dataset())
    page.run()


main()

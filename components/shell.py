"""The page frame and the navigation: what every page stands in."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.controls.current import current_dataset, systems_offered
from components.controls.find import find_bar
from components.controls.frame import ICON, back_button, dataset_mark, page_look, system_switch
from components.controls.own_dataset import own_mark
from components.controls.page_choice import bring_back_choices
from components.controls.page_links import now_on, page_shown, room
from components.controls.screen import look_at_screen
from data.contract.pages import PAGES, SECTIONS, Page


def pages() -> dict[str, list[StreamlitPage]]:
    """Every page, by its section of the navigation; the first is the one opened by the bare address."""
    return {section: [_in_navigation(page) for page in PAGES if page.section == section] for section in SECTIONS}


def _in_navigation(page: Page) -> StreamlitPage:
    icon = f":material/{page.icon}:"
    return st.Page(room(page.name), title=page.title, icon=icon, url_path=page.name, default=page is PAGES[0])


def _title(page: str) -> str:
    """The browser's title: which page and which board first, as tabs and screen readers cut the end."""
    return f"{page} – {current_dataset().manifest.title} – Neighbourhood Equity"


def main() -> None:
    """Draw the frame, then the page that was asked for."""
    # First: the navigation would else fetch the page's own icon for the tab from another host.
    st.set_page_config(page_icon=ICON, layout="wide")
    page_look()
    back_button()
    page = st.navigation(pages())
    st.set_page_config(page_title=_title(page.title))
    now_on(page.title)
    bring_back_choices(page_shown())
    find_bar()
    own_mark()
    dataset_mark(current_dataset())
    system_switch(current_dataset(), systems_offered())
    # First: a page may stop before its end.
    look_at_screen()
    page.run()


main()

"""What the Access page lets a reader choose beside the selection, kept in the address; and its map of sites."""

from collections.abc import Mapping

import streamlit as st

from components.charts.site_map import site_map
from components.controls.current import current_dataset
from components.controls.map_view import focus_shape, key_line, shape_addresses
from components.controls.page_choice import chosen, page_choice
from components.controls.screen import deck_on_screen
from components.findings.access.site_map import SiteMap
from components.findings.access.sites import (
    CO_LOCATED,
    DEFAULT,
    GROUPS_OFFERED,
    KINDS,
    MOST_MORE,
    TRAVEL,
    WEIGHED,
    AccessChoice,
    kinds_offered,
)
from components.findings.selection import Selection
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset

_NUMBERS = [str(number + 1) for number in range(MOST_MORE)]


def _groups_in_order(selection: Selection) -> list[str]:
    """The dimensions offered, the selection's own first."""
    return sorted(GROUPS_OFFERED, key=lambda code: code != selection.by)


def _travel_in_order() -> list[str]:
    return [DEFAULT.travel, *(code for code in TRAVEL if code != DEFAULT.travel)]


def read_access(dataset: Dataset, selection: Selection, *, address: Mapping[str, str] | None = None) -> AccessChoice:
    """The choices in the address (the page's own, or another), each the first offered where it names none."""
    return AccessChoice(
        groups=chosen("groups", _groups_in_order(selection), address=address),
        kind=chosen("kind", kinds_offered(dataset), address=address),
        travel=chosen("travel", _travel_in_order(), address=address),
        more=int(chosen("more", _NUMBERS, address=address)),
        weigh=chosen("weigh", list(WEIGHED), address=address),
    )


def pick_groups(selection: Selection) -> None:
    """By what to compare people."""
    page_choice("Compare by", "groups", _groups_in_order(selection), lambda code: DIMENSIONS[code].label)


def reach_row(dataset: Dataset) -> None:
    """Which service, and within how far."""
    left, right, _ = st.columns([5, 5, 4], gap="small")
    words = {CO_LOCATED: "Co-located site"} | {code: heading for code, (heading, _, _) in KINDS.items()}
    if offered := kinds_offered(dataset):
        with left:
            page_choice("Service", "kind", offered, words.__getitem__)
        with right:
            page_choice("Within", "travel", _travel_in_order(), lambda code: TRAVEL[code][0].removeprefix("a "))


def more_row() -> None:
    """How many further sites, and for whom."""
    left, right, _ = st.columns([3, 5, 6], gap="small")
    with left:
        page_choice("Further sites", "more", _NUMBERS)
    with right:
        page_choice("Reach as many as can be of", "weigh", list(WEIGHED), WEIGHED.__getitem__)


def show_site_map(found: SiteMap, selection: Selection, *, height: int, alt: str) -> None:
    """Draw the sites over the small areas, and the key."""
    focus = focus_shape(selection) if selection.area != current_dataset().area_code else None
    deck = site_map(
        shape_addresses("lsoa", "neighbourhood"),
        colours=found.colours,
        dots=found.dots,
        letters=found.letters,
        best=found.best,
        focus=focus,
    )
    st.pydeck_chart(deck_on_screen(deck), height=height, key="site_map", alt=alt)
    key_line(found.key)

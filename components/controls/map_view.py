"""The map on screen: a deck whose shapes the browser already has, its key in words, and what a click on it chose."""

from collections.abc import Callable, Sequence
from html import escape

import orjson
import shapely
import streamlit as st

from components.charts.maps import AREAS_LAYER, MapAddresses, QuickDeck, choropleth
from components.controls import html_blocks as blocks
from components.controls.address import choose
from components.controls.current import current_dataset, figures_served, served_level
from components.controls.marks import Chooses, clickable, marks_by_keys
from components.controls.screen import deck_on_screen, html_on_screen
from components.findings.area_map import AreaMap, KeyEntry
from components.findings.map_words import property_names
from components.findings.selection import Selection

_KEY = "area_map"
_KEY_OPENS = '<div class="ne-key" role="note" aria-label="Key to the map">'


def shape_addresses(level: str, over: str) -> MapAddresses:
    """Where the browser fetches a level's shapes, with the boundaries of the level `over` it."""
    served, lines = served_level(level), served_level(over)
    return MapAddresses(
        shapes=f"/geo/{served.shapes.name}",
        outlines=f"/geo/{lines.outlines.name}",
        hatching=f"/geo/{served.hatching.name}",
        style="/geo/style.json",
        bounds=served.bounds,
        outside=f"/geo/{served.outside.name}" if served.outside else "",
    )


def focus_shape(selection: Selection) -> dict[str, object] | None:
    """The outline of the neighbourhood or place in focus as GeoJSON; None for the whole area."""
    dataset = current_dataset()
    for level in ("neighbourhood", "place"):
        shapes = dataset.geometry(level)
        if selection.area in shapes.index:
            simple = shapely.set_precision(shapes.geometry[selection.area], 1e-4)
            outline: dict[str, object] = orjson.loads(shapely.to_geojson(simple))
            return outline
    return None


def clicked_area(key: str) -> str | None:
    """The code of the area that was clicked on the map of that key; None for a click that lets go."""
    chosen = st.session_state[key].selection.objects.get(AREAS_LAYER, [])
    code: str | None = chosen[0]["properties"]["code"] if chosen else None
    return code


def _clicked() -> None:
    """A click on an area makes its neighbourhood the area in focus; a second click on it lets go."""
    code = clicked_area(_KEY)
    _focus_on(current_dataset().area_code if code is None else code)


def _focus_on(code: str) -> None:
    small = current_dataset().areas("lsoa")
    choose(area=small.at[code, "parent_code"] if code in small.index else code)


def show_deck(
    deck: QuickDeck, *, key: str, height: int, alt: str, shapes: str, words: str, clicked: Callable[[], None],
    chooses: Chooses,
) -> None:  # fmt: skip
    """A map whose areas can be clicked, and chosen by the keyboard.

    `shapes` is where its areas are fetched, `words` what pointing at one shows, as in `choropleth`.
    """
    with st.container(key=clickable(key)):
        st.pydeck_chart(
            deck_on_screen(deck), height=height, on_select=clicked, selection_mode="single-object", key=key, alt=alt
        )
        marks_by_keys(key, chooses, label="Areas of the map, by name", shapes=shapes, words=words)


def show_map(found: AreaMap, selection: Selection, *, height: int, alt: str) -> None:
    """Draw the map, its title, its key and its note; clicks change the selection."""
    st.html(blocks.question(blocks.strong(found.title)))
    name = property_names(current_dataset(), selection.level).get((selection.indicator, found.period))
    addresses, everyone = shape_addresses(selection.level, "neighbourhood"), current_dataset().area_code
    words = "{name}" + (f"\n{{{name}}}" if name and figures_served() else "")
    deck = choropleth(
        addresses,
        colours=found.colours,
        hatched=found.hatched,
        words=words,
        focus=focus_shape(selection),
    )
    show_deck(
        deck, key=_KEY, height=height, alt=alt, shapes=addresses.shapes, words=words, clicked=_clicked,
        chooses=lambda code: _focus_on(everyone if code == selection.area else code),
    )  # fmt: skip
    key = f"{_KEY_OPENS}{_square(found)}{_entries(found.key)}</div>"
    st.html(html_on_screen(key))
    if found.note:
        st.html(blocks.note(found.note))


def key_line(key: Sequence[KeyEntry]) -> None:
    """A map's key: each colour with what it means."""
    st.html(html_on_screen(f"{_KEY_OPENS}{_entries(key)}</div>"))


def _entries(key: Sequence[KeyEntry]) -> str:
    return "".join(
        f'<span><span class="swatch{_lines(each)}" '
        f'style="background-color:{escape(each.colour)}"></span>{escape(each.words)}</span>'
        for each in key
    )


def _lines(entry: KeyEntry) -> str:
    """The class of a swatch with lines across it, as on the map; '' for a plain colour."""
    return " leaning" if entry.outside else " hatched" if entry.hatched else ""


def _square(found: AreaMap) -> str:
    """The key of a two-way map: a square of colours with both directions named; '' for other maps."""
    if not found.square:
        return ""
    cells = "".join(f'<i style="background-color:{escape(colour)}"></i>' for row in found.square for colour in row)
    return (
        '<span class="ne-square" role="img" aria-label="Darker to the right is more deprived, darker upwards is worse">'
        f"<b>worse ↑</b><span>{cells}</span><b>more deprived →</b></span>"
    )

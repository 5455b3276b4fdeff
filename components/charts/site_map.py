"""Sites on the map of small areas: practices as dots, other services by their letter, the best new places by number."""

from collections.abc import Mapping, Sequence

import pydeck as pdk

from components.charts.maps import MapAddresses, QuickDeck, choropleth, never_evaluated
from components.style.colours import ACCENT, INK, PAPER, rgb

# A site as it is drawn: its name, longitude and latitude, and the letters written there ('' for a dot).
Mark = tuple[str, float, float, str]


def site_map(
    addresses: MapAddresses,
    *,
    colours: Sequence[str],
    dots: Sequence[Mark],
    letters: Sequence[Mark],
    best: Sequence[Mark],
    focus: Mapping[str, object] | None = None,
) -> QuickDeck:
    """Small areas filled by whether a site is within reach, and the sites; pointing at one tells its name."""
    deck = choropleth(addresses, colours=colours, hatched=[False] * len(colours), words="{name}", focus=focus)
    deck.layers.append(
        pdk.Layer(
            "ScatterplotLayer",
            id="practices",
            data=_data(dots),
            get_position="at",
            get_fill_color=rgb(INK),
            get_line_color=rgb(PAPER),
            stroked=True,
            radius_units=pdk.types.String("pixels"),
            get_radius=4,
            line_width_min_pixels=1,
            pickable=True,
        )
    )
    deck.layers.append(_lettered("services", letters, text=INK, ground=PAPER, size=13))
    deck.layers.append(_lettered("best", best, text=PAPER, ground=ACCENT, size=17))
    return deck


def _data(marks: Sequence[Mark]) -> list[dict[str, object]]:
    return [{"name": never_evaluated(name), "at": [x, y], "text": never_evaluated(text)} for name, x, y, text in marks]


def _lettered(id: str, marks: Sequence[Mark], *, text: str, ground: str, size: int) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        id=id,
        data=_data(marks),
        get_text="text",
        get_position="at",
        get_size=size,
        get_color=rgb(text),
        font_family=pdk.types.String("sans-serif"),
        font_weight=700,
        background=True,
        get_background_color=rgb(ground, 235),
        get_border_color=rgb(INK),
        get_border_width=1,
        background_padding=[4, 1, 4, 1],
        pickable=True,
    )

"""Maps as pydeck decks: shapes fetched once by address, colours sent apart, hidden areas hatched, nothing from outside."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
import pydeck as pdk

from components.style.colours import INK, OUTSIDE, PAPER, QUIET_INK, rgb
from components.style.dark import colours_in_dark

AREAS_LAYER = "areas"
_CLEAR = [0, 0, 0, 0]
_TILE_PIXELS = 512
_MAP_PIXELS = (575, 385)


@dataclass(frozen=True)
class MapAddresses:
    """Where the browser fetches one level's shapes, the boundaries drawn over them, its hatching, and land outside all."""

    shapes: str
    outlines: str
    hatching: str
    style: str
    bounds: tuple[float, float, float, float]
    outside: str = ""


class QuickDeck(pdk.Deck):  # type: ignore[misc]  # pydeck comes without types
    """A deck whose JSON is written compactly; pydeck's own writer indents it to several times the size.

    `in_dark` True has its colours written as their dark counterparts. (None, not False: pydeck writes what is not None.)
    """

    in_dark: bool | None = None

    def to_json(self) -> str:
        """The deck as deck.gl reads it."""
        told = orjson.loads(super().to_json())
        recoloured = told.pop("inDark", None)
        words = orjson.dumps(told).decode()
        return colours_in_dark(words) if recoloured else words


def choropleth(
    addresses: MapAddresses,
    *,
    colours: Sequence[str],
    hatched: Sequence[bool],
    words: str,
    focus: Mapping[str, object] | None = None,
) -> QuickDeck:
    """A filled map. `colours` and `hatched` follow the served areas' order.

    `words` is what pointing at an area shows, as text: a template of the served properties, such as '{name}: {w3}'.
    `focus` is one GeoJSON geometry to outline.
    """
    layers = [_beyond(addresses.outside)] if addresses.outside else []
    layers += [
        _filled(addresses, colours),
        _hatching(addresses, hatched),
        pdk.Layer(
            "GeoJsonLayer",
            id="outlines",
            data=addresses.outlines,
            stroked=True,
            filled=False,
            get_line_color=rgb(PAPER),
            line_width_min_pixels=1.2,
            pickable=False,
        ),
    ]
    if focus is not None:
        layers.append(_outlined(focus))
    return QuickDeck(
        layers=layers,
        initial_view_state=_view(addresses.bounds),
        map_provider="carto",
        map_style=addresses.style,
        tooltip={
            # As text and not as "html": names come from files, and deck.gl would make elements of what stands in them.
            "text": words,
            "style": {
                "backgroundColor": PAPER,
                "color": INK,
                "fontSize": "16px",
                "border": f"1px solid {QUIET_INK}",
                "whiteSpace": "pre-line",
            },
        },
    )


def never_evaluated(words: str) -> str:
    """Words that travel inside a deck as they are: deck.gl would work out a text that begins with its sign for code."""
    return f"\N{WORD JOINER}{words}" if words.startswith("@@") else words


def _by_index(colours: Sequence[Sequence[int]]) -> str:
    """A deck.gl expression for an area's colour: a digit or two an area, by its index, into the few colours there are."""
    shades = [tuple(each) for each in colours]
    palette = {shade: place for place, shade in enumerate(dict.fromkeys(shades))}
    if len(palette) > 100:
        raise ValueError(f"found {len(palette)} colours on one map; expected 100 at most")
    places = [palette[each] for each in shades]
    index = f'("{"".join(str(each % 10) for each in places)}")[properties.i]*1'
    if len(palette) > 10:
        index += f'+("{"".join(str(each // 10) for each in places)}")[properties.i]*10'
    return f"({[list(each) for each in palette]})[{index}]"


def _digest(expression: str) -> str:
    """A short stand-in for an expression, so that deck.gl sees when it changes."""
    return hashlib.sha256(expression.encode()).hexdigest()[:8]


def _filled(addresses: MapAddresses, colours: Sequence[str]) -> pdk.Layer:
    # All England's map has some ten colours and 33,755 areas.
    known = {each: rgb(each)[:3] for each in dict.fromkeys(colours)}
    fill = _by_index([known[each] for each in colours])
    return pdk.Layer(
        "GeoJsonLayer",
        id=AREAS_LAYER,
        data=addresses.shapes,
        stroked=False,
        filled=True,
        # On the sublayer, because Streamlit greys every other area's own colour once one has been clicked.
        _sub_layer_props={"polygons-fill": {"getFillColor": "@@=" + fill}},
        update_triggers={"getFillColor": _digest(fill)},
        pickable=True,
        auto_highlight=True,
        highlight_color=[27, 39, 51, 60],
    )


def _hatching(addresses: MapAddresses, hatched: Sequence[bool]) -> pdk.Layer:
    lines = rgb(QUIET_INK)
    colour = _by_index([lines if each else _CLEAR for each in hatched])
    return pdk.Layer(
        "GeoJsonLayer",
        id="hatching",
        data=addresses.hatching,
        stroked=True,
        filled=False,
        get_line_color=colour,
        update_triggers={"getLineColor": _digest(colour)},
        line_width_min_pixels=1,
        pickable=False,
    )


def _beyond(address: str) -> pdk.Layer:
    """Land that belongs to no area of the map: one quiet colour under falling lines, never that of a value."""
    return pdk.Layer(
        "GeoJsonLayer",
        id="outside",
        data=address,
        stroked=True,
        filled=True,
        get_fill_color=rgb(OUTSIDE),
        get_line_color=[*rgb(QUIET_INK)[:3], 110],
        line_width_min_pixels=1,
        pickable=True,
    )


def _outlined(geometry: Mapping[str, object]) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        id="focus",
        data={"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": geometry}]},
        stroked=True,
        filled=False,
        get_line_color=rgb(INK),
        line_width_min_pixels=4,
        pickable=False,
    )


def _view(bounds: tuple[float, float, float, float]) -> pdk.ViewState:
    """A view that holds the bounds in a map of the usual size."""
    west, south, east, north = bounds
    middle = (south + north) / 2
    across = math.log2(_MAP_PIXELS[0] * 360 / (_TILE_PIXELS * max(east - west, 1e-6)))
    up = math.log2(_MAP_PIXELS[1] * 360 * math.cos(math.radians(middle)) / (_TILE_PIXELS * max(north - south, 1e-6)))
    return pdk.ViewState(longitude=(west + east) / 2, latitude=middle, zoom=min(across, up) - 0.05, pitch=0, bearing=0)

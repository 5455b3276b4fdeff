"""The map a drawing is made on: the small areas by address, their colours apart, and each team's number written on it."""

from collections.abc import Sequence

import pydeck as pdk

from components.charts.maps import MapAddresses, QuickDeck, choropleth, never_evaluated
from components.style.colours import ACCENT, INK, PAPER, rgb

# What pointing at a small area shows, as in `choropleth`.
WORDS = "{name}\n{code}"


def team_map(
    addresses: MapAddresses,
    *,
    colours: Sequence[str],
    hatched: Sequence[bool],
    labels: Sequence[tuple[str, float, float]],
) -> QuickDeck:
    """Small areas filled by team. `labels` are (text, longitude, latitude), one a team."""
    deck = choropleth(addresses, colours=colours, hatched=hatched, words=WORDS)
    deck.layers.append(
        pdk.Layer(
            "TextLayer",
            id="numbers",
            data=[{"text": never_evaluated(text), "at": [x, y]} for text, x, y in labels],
            get_text="text",
            get_position="at",
            get_size=15,
            # On the sublayer, because Streamlit greys every other mark's own colour once one has been clicked.
            _sub_layer_props={"characters": {"getColor": rgb(INK)}},
            font_family=pdk.types.String("sans-serif"),
            font_weight=700,
            background=True,
            get_background_color=rgb(PAPER, 225),
            get_border_color=rgb(ACCENT),
            get_border_width=1,
            background_padding=[5, 2, 5, 2],
            pickable=False,
        )
    )
    return deck

"""The tiles of Core20PLUS5: every clinical area, those of adults above those of children, none left out for want of data."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.brief.cards import silent_card, tile
from components.controls.cached_findings import answer
from components.controls.parts import Part
from components.controls.show import notes, section_words
from components.findings.brief.core20plus5 import QUESTION, AreaTile, core20plus5_finding, core20plus5_tiles
from components.findings.selection import Selection

_IN_A_ROW = 6


def core20plus5_part(selection: Selection) -> Part:
    """Where we stand on Core20PLUS5, a tile an area."""

    def draw() -> None:
        found = answer(core20plus5_finding, selection)
        section_words(found)
        if found.verdict != "cannot tell":
            _tiles(answer(core20plus5_tiles, selection))
        notes(found, key="core20plus5")

    return Part("core20plus5", QUESTION, draw)


def _tiles(tiles: Sequence[AreaTile]) -> None:
    """A row of tiles for each kind of people, under its name."""
    for whom, kind in groupby(tiles, key=lambda each: each.area.whom):
        st.html(blocks.title(whom, level=3))
        of_kind = list(kind)
        for first in range(0, len(of_kind), _IN_A_ROW):
            row = of_kind[first : first + _IN_A_ROW]
            for column, each in zip(st.columns(min(len(of_kind), _IN_A_ROW), gap="small"), row, strict=False):
                with column:
                    if each.gap is None:
                        silent_card(each.area.short_name, each.lacking)
                    else:
                        tile(each.area.short_name, each.gap)

"""The clinical areas of Core20PLUS5 as the built-in frame lists them.

They are read without the checks of the whole table of evidence, which take half a second: the Brief shows them and nothing
else of it. A test holds them to say what the checked table says.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ADULTS, EVERYONE, CHILDREN = "core20plus5_adults", "core20plus5", "core20plus5_children"


@dataclass(frozen=True)
class FrameArea:
    """One area: the tag that indicators name it by, its name, and the entry of the frame that it is part of."""

    tag: str
    title: str
    part_of: str


@cache
def frame_areas() -> tuple[FrameArea, ...]:
    """Every area, in the order of the table."""
    with Path(__file__).with_name("frame.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [FrameArea(row["core20plus5"], row["title"], row["part_of"]) for row in csv.DictReader(stream)]
    return tuple(each for each in rows if each.tag and each.part_of in (ADULTS, EVERYONE, CHILDREN))

"""Any topic table of the Census of 2021 by small area, as the Nomis bulk file: what is counted of it is said in a TOML.

Its headings are those that public programs ask these files for; no file of these tables was at hand when this was made.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from data.files.tables import Reading, SourceTable, numbers

NAME = "Census 2021 topic table by small area (bulk file)"
KIND = "census_topic"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"
RULE = "Protected by the Office for National Statistics: some records swapped between areas, small counts changed a little."

SERIES = "census:"
_CODE = "geography code"
_MEASURES = "; measures: Value"


@dataclass(frozen=True)
class Topic:
    """What is counted of one table, by its headings: the columns counted, and everyone (or every household) of it."""

    table: str
    code: str
    total: str
    counted: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """The topics that indicators are made of."""
    found = tomllib.loads((Path(__file__).parents[1] / "census_topics.toml").read_text(encoding="utf-8"))
    return tuple(Topic(each["table"], each["code"], each["total"], tuple(each["counted"])) for each in found["topic"])


def recognises(table: SourceTable) -> bool:
    """The bulk file's geography code beside every heading of a topic."""
    return table.has(_CODE) and bool(_topics_of(table))


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, source_id, numerator, denominator. One row a small area in England and topic.

    A small area whose count cannot be read, or is above its total, is left out and told.
    """
    found = table.rows()
    small = found[found[_CODE].str.startswith("E01")]
    parts, dropped = [], {}
    for topic in _topics_of(table):
        total = numbers(table, small, _column(table, topic.total))
        counted = sum(
            (numbers(table, small, _column(table, name)) for name in topic.counted), pd.Series(0.0, small.index)
        )
        tidy = pd.DataFrame(
            {"lsoa": small[_CODE], "source_id": SERIES + topic.code, "numerator": counted, "denominator": total}
        )
        whole = tidy["numerator"].between(0, tidy["denominator"])
        if not whole.all():
            dropped[f"{topic.code}: without a count, or with one above its total"] = int((~whole).sum())
        parts.append(tidy[whole])
    if len(found) > len(small):
        dropped["not a small area in England"] = len(found) - len(small)
    together = pd.concat(parts, ignore_index=True)
    return Reading(together, len(together) + sum(dropped.values()), period="2021", dropped=dropped)


def _topics_of(table: SourceTable) -> list[Topic]:
    return [each for each in topics() if all(_column(table, name) for name in (each.total, *each.counted))]


def _column(table: SourceTable, name: str) -> str:
    """The heading as the file has it; '' where it has none."""
    return next((each for each in (name, name + _MEASURES) if table.has(each)), "")

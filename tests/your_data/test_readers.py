"""A sheet is read by the headings that it was recognised by, wherever they stand."""

import pytest

from data.files.opening_sheets import open_sheets
from data.files.upload_limits import Deadline
from data.your_data.assumptions import Declared
from data.your_data.readers import recognised_sheet
from tests.your_data.made_tables import RESEARCH, heat, nnhip, real, tidy


def _sheets(given):
    sheets, problems = open_sheets(given, Deadline())
    assert problems == []
    return sheets


@pytest.mark.parametrize(
    ("given", "name", "at"),
    [
        (tidy, "tidy template", 0),
        (lambda: {"t.csv": b"Our own figures\n" + tidy()["t.csv"].removeprefix(b"\xef\xbb\xbf")}, "tidy template", 1),
        (heat, "WHO HEAT Plus template", 0),
        (nnhip, "NNHIP monthly template", 3),
        (lambda: {"r.csv": real(RESEARCH)}, "research aggregation by practice deprivation", 0),
    ],
    ids=["tidy", "tidy-below-a-title", "heat", "nnhip", "research"],
)
def test_what_is_recognised_says_where_its_headings_are_and_is_read_from_there(given, name, at):
    found = next(each for sheet in _sheets(given()) if (each := recognised_sheet(sheet)) is not None)
    assert (found.format.NAME, found.at) == (name, at)
    rows = found.read(Declared()).frame["row"]
    assert len(rows)
    assert rows.min() > at + 1


def test_a_sheet_of_definitions_or_of_anything_else_is_in_no_format_of_observations():
    definitions = {"indicators.csv": tidy()["indicators.csv"]}
    assert [recognised_sheet(sheet) for sheet in _sheets(definitions | {"o.csv": b"a,b\n1,2\n"})] == [None, None]

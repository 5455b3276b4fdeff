"""A log with the columns that code its entries, and one from before: both are read, and a wrong word is told by its row."""

import pandas as pd
import pytest

from data.contract.participation_tables import CODING
from data.contract.trust_ways import HEARD_GROUPS, WAYS
from data.files.row_table import table_of as table_of_rows
from data.files.tables import SourceTable
from data.optional.add_to_dataset import joined
from data.optional.columns import columns_of, nearly_table_of, table_of
from data.optional.reading import read_optional

ROW = {
    "entry_id": "1", "date": "2026-03-10", "area_code": "", "community": "Carers", "setting": "", "heard_by": "",
    "said": "Nobody rings back", "done": "", "done_on": "", "response": "heard", "indicator_id": "",
}  # fmt: skip
CODED = {
    "ways": f"{WAYS[0]}; {WAYS[4]}",
    "group_heard": "unpaid carers",
    "answered_on": "20/03/2026",
    "followed_up_on": "",
}


def _table(**cells: str) -> SourceTable:
    row = ROW | cells
    return table_of_rows("log.csv", "", [tuple(row), tuple(row.values())])


def _told(table: SourceTable) -> tuple[pd.DataFrame | None, list[str]]:
    found = joined([read_optional(table, "community_log")], None)
    return found.tables.get("community_log"), [str(each) for each in found.faults.get("community_log", [])]


def test_a_log_from_before_is_still_known_by_its_headings_and_read_with_blanks():
    assert table_of(ROW) == table_of(ROW | CODED) == "community_log"
    assert table_of({**ROW, "ways": ""}) == "community_log"
    frame, faults = _told(_table())
    assert faults == []
    assert frame["ways"].tolist() == [""]
    assert frame["answered_on"].isna().all()
    lacking = [name for name in ROW if name != "said"]
    assert nearly_table_of(lacking) == ("community_log", ["said"], [])


def test_a_coded_entry_is_read_as_written():
    frame, faults = _told(_table(**CODED))
    assert faults == []
    assert frame.loc[0, ["ways", "group_heard", "answered_on"]].tolist() == [
        f"{WAYS[0]}; {WAYS[4]}", "unpaid carers", pd.Timestamp(2026, 3, 20),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"ways": "leaflets"}, "ways", WAYS[0]),
        ({"ways": f"{WAYS[0]};{WAYS[0]}"}, "ways", "each once"),
        ({"group_heard": "carers"}, "group_heard", "unpaid carers"),
        ({"answered_on": "9 March"}, "answered_on", "a day as 2026-03-31"),
        ({"answered_on": "2026-03-09"}, "answered_on", "answered_on is no day before date"),
        ({"followed_up_on": "2026-03-09"}, "followed_up_on", "followed_up_on is no day before date"),
    ],
)
def test_a_wrong_cell_is_told_by_its_row_and_what_would_do(cells, column, words):
    frame, (fault,) = _told(_table(**CODED | cells))
    assert frame is None
    for part in ("log.csv", "row 2", column, words):
        assert part in fault


def test_the_template_explains_the_ways_and_offers_the_groups():
    found = {each.name: each for each in columns_of("community_log")}
    assert all(way in found["ways"].what for way in WAYS)
    assert found["group_heard"].allowed == HEARD_GROUPS
    assert all(found[name].may_be_blank and found[name].may_lack for name in CODING)

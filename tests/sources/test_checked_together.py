"""Published files beside one another, as a check takes them."""

import pandas as pd

from data.sources.checked_together import told_together
from data.sources.read_folder import with_every_column


def test_a_table_of_which_no_row_is_used_has_nothing_to_tell():
    empty = pd.DataFrame().assign(source="therapies.csv")
    assert told_together({"counts": [empty]}) == ([], [])


def test_every_column_of_counts_is_there_whatever_was_read():
    found = with_every_column(pd.DataFrame({"source_id": ["fingertips:1"], "value": [2.0]}))
    assert found["value"].tolist() == [2.0]
    assert found[["numerator", "lower"]].isna().all(axis=None)
    assert {"area_type", "period_end", "dimension", "group", "status"} <= set(found)

"""Values with the decimals that their table has them in."""

import pandas as pd

from components.findings.table import Column, Table
from components.pack.told_values import ToldValues
from components.style.numbers import COUNT, PERCENT

_FRAME = pd.DataFrame({"share": [15.934, -3.06], "people": [1240.0, 7.0]})
_TOLD = ToldValues(Table((Column("share", "Share", PERCENT), Column("people", "People", COUNT)), _FRAME))


def test_a_value_of_the_table_has_the_tables_decimals():
    assert _TOLD.as_told(15.934) == 15.9
    assert _TOLD.as_told(-3.06) == -3.1
    assert _TOLD.as_told(1240.0) == 1240


def test_a_value_that_no_cell_tells_stays_as_it_is_drawn():
    assert _TOLD.as_told(8.123456789) == 8.123457

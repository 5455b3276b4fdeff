"""How text is held in tables: as Python's own strings in the small ones that answers are made of.

Each look at an Arrow column costs more than the few strings in it: answers take a third longer by them. Tables with very many
rows are read and checked in Arrow's columns, half as long as otherwise.
"""

from typing import TypeVar

import numpy as np
import pandas as pd

# Made first: its schemas settle how their columns hold text when they are made, and they are for tables of any length.
import data.contract.tables  # noqa: F401

Table = TypeVar("Table", bound=pd.DataFrame)

PLAIN = pd.StringDtype("python", na_value=np.nan)
# What is made from here on without saying how, as by a finding that adds a column of labels.
pd.set_option("mode.string_storage", "python")


def in_plain_text(table: Table) -> Table:
    """The table with every column of text as Python's own strings."""
    texts = [name for name, each in table.items() if isinstance(each.dtype, pd.StringDtype)]
    plain: Table = table.astype(dict.fromkeys(texts, PLAIN))
    return plain

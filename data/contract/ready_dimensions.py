"""Ways of dividing people that are ready to be declared: figures by one of them need no words of their own."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.contract.declared_dimensions import parse_dimensions
from data.contract.vocabulary import DIMENSIONS, Dimension

_FILE = "ready_dimensions.toml"


def _read() -> dict[str, Dimension]:
    entries = tomllib.loads(Path(__file__).with_name(_FILE).read_text(encoding="utf-8"))
    return {each.code: each for each in parse_dimensions(entries, _FILE)}


READY = _read()
# What a table that is given may be by, where its dataset says nothing else.
USABLE = DIMENSIONS | READY


def own_dimensions_of(
    observations: pd.DataFrame, *others: pd.DataFrame, known: Mapping[str, Dimension] = USABLE
) -> tuple[Dimension, ...]:
    """Of the known dimensions those that tables are by and that not every dataset knows: a manifest declares them."""
    columns = [each[name] for each in (observations, *others) for name in ("dimension", "dimension_2") if name in each]
    used = {str(code) for column in columns for code in column.unique()}
    return tuple(each for code, each in known.items() if code in used and code not in DIMENSIONS)

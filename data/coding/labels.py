"""Labels compared as people read them: case, spaces, dashes, brackets and punctuation make no difference."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

_HERE = Path(__file__).parent
_APART = re.compile(r"[\W_]+")


def plain(label: object) -> str:
    """'White –  British' and 'white: british' as 'white british'; '&' counts as 'and', apostrophes as nothing."""
    text = unicodedata.normalize("NFKC", str(label)).casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return _APART.sub(" ", text).strip()


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of this folder ('ethnic_groups', …), in its order."""
    with (_HERE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def looked_up(column: pd.Series, meanings: Mapping[str, str], default: str | None = "") -> pd.Series:
    """A text column for a text column: each text's meaning, or `default`; where that is None, the text itself."""
    found = {each: meanings.get(each, each if default is None else default) for each in column.unique()}
    return column.map(found).astype(str)


def plain_board_name(name: str) -> str:
    """'NHS North Central London Integrated Care Board' as people say it: 'North Central London'."""
    return name.removeprefix("NHS ").removesuffix(" Integrated Care Board").removesuffix(" ICB")

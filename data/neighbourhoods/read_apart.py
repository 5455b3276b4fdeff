"""A lookup that somebody gives, read in a process of its own: what it holds may end that process and nothing else."""

import pandas as pd

from data.files.limits import USUAL
from data.files.sandbox import run
from data.neighbourhoods.lookup import LookupGiven, read_lookup


def lookup_given(data: bytes, name: str, areas: pd.Index, column: str = "") -> LookupGiven:
    """What a CSV of small areas and their neighbourhoods says; SourceError says what is wrong and how to mend it."""
    return run(read_lookup, data, name, areas, column, name=name, limits=USUAL.for_bytes(len(data)))

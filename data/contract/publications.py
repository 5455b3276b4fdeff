"""The publications that indicators are made from: where each is found and what it would show, for those who lack it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from data.contract.published_indicators import indicator_of_series


@dataclass(frozen=True)
class Publication:
    """One publication: the word its series begin with in series.toml, who publishes it, the site it is found at, what it
    would show, and the page that shows it best.
    """

    publication: str
    series: str
    publisher: str
    found_at: str
    shows: str
    page: str

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators made from it, by id, each once."""
        codes = indicator_of_series().items()
        return tuple(dict.fromkeys(each for code, each in codes if code.startswith(f"{self.series}:")))


@cache
def publications() -> tuple[Publication, ...]:
    """Every publication, those that show gaps in access, continuity and outcomes first."""
    rows = pd.read_csv(Path(__file__).with_name("publications.csv"), dtype=str, keep_default_na=False)
    return tuple(Publication(**row) for row in rows.to_dict("records"))

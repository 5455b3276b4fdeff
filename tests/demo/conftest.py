"""The committed demo as its readers open it, and the true counts behind it before anything was hidden."""

from pathlib import Path

import pandas as pd
import pytest

import data.demo
from data.contract.vocabulary import NONE, TOTAL
from data.dataset.dataset import Dataset
from data.demo.generator.building import draw, optional_published

COMMITTED = Path(data.demo.__file__).with_name("icb")


@pytest.fixture(scope="session")
def committed_folder() -> Path:
    return COMMITTED


@pytest.fixture(scope="session")
def dataset(demo) -> Dataset:
    assert demo.folder == COMMITTED
    return demo


@pytest.fixture(scope="session")
def observations() -> pd.DataFrame:
    return pd.read_parquet(COMMITTED / "observations.parquet")


@pytest.fixture(scope="session")
def drawn():
    """Everything the demo is made of, drawn again from the seed and not yet protected or written."""
    return draw()


@pytest.fixture(scope="session")
def published(drawn, observations) -> dict[str, pd.DataFrame]:
    """The optional tables of what was drawn, protected again beside the observations as they are committed."""
    return optional_published(drawn, observations)


@pytest.fixture(scope="session")
def true_counts(drawn) -> pd.DataFrame:
    return drawn.observations


@pytest.fixture(scope="session")
def shares(true_counts):
    """A function: the true values of an indicator by period (rows) and by group or area (columns)."""

    def found(indicator: str, *, level: str = "icb", dimension: str = TOTAL, area: str | None = None) -> pd.DataFrame:
        rows = true_counts[
            (true_counts["indicator_id"] == indicator)
            & (true_counts["level"] == level)
            & (true_counts["dimension"] == dimension)
            & (true_counts["dimension_2"] == NONE)
        ]
        if area is not None:
            rows = rows[rows["area_code"] == area]
        column = "area_code" if dimension == TOTAL else "group"
        sums = rows.groupby(["period_end", column])[["numerator", "denominator"]].sum()
        return (sums["numerator"] / sums["denominator"]).unstack()

    return found

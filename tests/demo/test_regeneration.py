"""The committed demo is what its seed makes: no file was edited by hand, and a new run gives equal tables.

To find which counts to hide beside the small ones takes minutes, and is done again for some indicators. Everything else
follows from what is hidden, and is made again for all.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pandas.api.types import is_float_dtype

from components.controls.current import DEMO
from data.contract.tables import OBSERVATION_KEY, OPTIONAL_TABLES
from data.dataset.writing import CODED, write_dataset
from data.demo.generator.building import MANIFEST
from data.demo.generator.publishing import DISCLOSURE
from data.disclosure.publishing import _Hidden, _shown, publish

_TABLES = tuple(name for name in OPTIONAL_TABLES if (DEMO / f"{name}.parquet").is_file())
# Of every kind. Of one, the newest year of small areas and practices with the quarters of the neighbourhoods they make up;
# of the others, the newest quarters or year.
_WHOLE_YEAR, _NEWEST = pd.Timestamp("2025-04-01"), pd.Timestamp("2026-04-01")
_INDICATORS = {
    "gp_appointments": _NEWEST,
    "usual_provider": _WHOLE_YEAR,
    "premature_mortality": _WHOLE_YEAR,
    "community_nursing": _WHOLE_YEAR,
    "smoking": _NEWEST,
}


@pytest.fixture(scope="module")
def fresh_folder(tmp_path_factory, drawn, observations, published):
    """Everything made again but the observations: some of the committed ones stand for these."""
    folder = tmp_path_factory.mktemp("demo") / "icb"
    write_dataset(folder, MANIFEST, drawn.indicators, drawn.areas, observations.head(100), published)
    return folder


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order in which they are written."""
    return rows.astype(dict.fromkeys(CODED, "category")).sort_values(list(OBSERVATION_KEY), ignore_index=True)


def test_with_the_same_hidden_every_observation_made_again_equals_the_committed_one(drawn, observations):
    key = list(OBSERVATION_KEY)
    true = _in_order(drawn.observations.assign(status=drawn.observations.get("status", "ok")))
    committed = _in_order(observations)
    for name in key:
        assert true[name].astype(committed[name].dtype).equals(committed[name]), name
    suppressed = (committed["status"] == "suppressed").to_numpy()
    size = (committed["denominator"].isna() & true["denominator"].notna()).to_numpy()
    assert not (size & ~suppressed).any()
    known = {each.id: each for each in drawn.indicators}
    assert set(committed["indicator_id"]) == set(known)
    fresh = _shown(true, known, DISCLOSURE, _Hidden(suppressed, size), np.zeros(len(true), dtype=bool)).observations
    assert (fresh["status"].to_numpy() == committed["status"].to_numpy()).all()
    for column in ("numerator", "denominator", "value", "lower", "upper"):
        np.testing.assert_allclose(fresh[column], committed[column], rtol=1e-12, err_msg=column)


@pytest.mark.parametrize("indicator", _INDICATORS)
def test_observations_published_again_equal_the_committed_ones(indicator, drawn, observations):
    rows, committed = (
        each[(each["indicator_id"] == indicator) & (each["period_start"] >= _INDICATORS[indicator])]
        for each in (drawn.observations, observations)
    )
    assert len(rows) > 0
    known = [each for each in drawn.indicators if each.id == indicator]
    fresh = publish(rows, drawn.areas, known, DISCLOSURE).observations
    key, measures = list(OBSERVATION_KEY), ["numerator", "denominator", "value", "lower", "upper"]
    texts = [name for name in (*key, "status") if name != "period_end"]
    fresh, committed = (
        each.astype(dict.fromkeys(texts, str)).sort_values(key, ignore_index=True) for each in (fresh, committed)
    )
    assert fresh["status"].tolist() == committed["status"].tolist()
    for column in measures:
        np.testing.assert_allclose(fresh[column], committed[column], rtol=1e-12, err_msg=column)


@pytest.mark.parametrize("name", _TABLES)
def test_a_table_made_again_equals_the_committed_one(name, fresh_folder, committed_folder):
    fresh, committed = (pd.read_parquet(folder / f"{name}.parquet") for folder in (fresh_folder, committed_folder))
    assert list(fresh.columns) == list(committed.columns)
    for column in fresh:
        if is_float_dtype(fresh[column]):
            np.testing.assert_allclose(fresh[column], committed[column], rtol=1e-12, err_msg=column)
        else:
            assert fresh[column].equals(committed[column]), column


def test_areas_made_again_equal_the_committed_ones(fresh_folder, committed_folder):
    fresh, committed = (gpd.read_parquet(folder / "areas.parquet") for folder in (fresh_folder, committed_folder))
    pd.testing.assert_frame_equal(
        pd.DataFrame(fresh.drop(columns="geometry")), pd.DataFrame(committed.drop(columns="geometry"))
    )
    outlines = fresh.geometry.notna()
    assert (outlines == committed.geometry.notna()).all()
    assert fresh.geometry[outlines].geom_equals(committed.geometry[outlines]).all()


def test_definitions_made_again_equal_the_committed_ones(fresh_folder, committed_folder):
    def texts(folder):
        return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.toml")}

    assert texts(fresh_folder) == texts(committed_folder)


def test_the_committed_folder_is_small(committed_folder):
    assert sum(path.stat().st_size for path in committed_folder.rglob("*") if path.is_file()) < 4_000_000

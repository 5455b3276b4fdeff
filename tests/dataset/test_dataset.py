"""Opening a dataset and asking it: exactly the rows asked for, as they were written."""

import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.contract.errors import ContractError
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.dataset import Dataset
from tests.small_dataset import FIFTHS, ICB, NEWEST, QUARTERS, SMOKING_FIFTHS, small_observations

KEY = ["indicator_id", "level", "area_code", "period_end", "dimension", "group", "dimension_2", "group_2"]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows as text and numbers in one order, for comparing whatever the column types are."""
    frame = frame[list(OBSERVATION_COLUMNS)].copy()
    for name in frame.columns:
        if name.startswith("period"):
            frame[name] = pd.to_datetime(frame[name]).dt.strftime("%Y-%m-%d")
        elif name in ("numerator", "denominator", "value", "lower", "upper"):
            frame[name] = frame[name].astype(float)
        else:
            frame[name] = frame[name].astype(str)
    return frame.astype(dict.fromkeys(KEY, object)).sort_values(KEY, ignore_index=True)


def test_what_was_written_is_what_is_read(small):
    written = small_observations()
    parts = [
        small.observations(list(small.indicators), dimension=by, dimension_2=by_2)
        for by, by_2 in {(row.dimension, row.dimension_2) for row in written.itertuples()}
    ]
    pd.testing.assert_frame_equal(_plain(pd.concat(parts)), _plain(written), check_dtype=False)


def test_a_query_gives_values_by_group(small):
    found = small.observations(
        "smoking", level="icb", dimension="deprivation_quintile", period_ends=[pd.Timestamp(NEWEST)]
    ).set_index("group")
    assert [found.at[group, "numerator"] for group in FIFTHS] == list(SMOKING_FIFTHS)
    assert found.at["unknown", "numerator"] == 20
    assert set(found["area_code"]) == {ICB}


OPTIONS = st.fixed_dictionaries(
    {
        "indicators": st.lists(
            st.sampled_from(["smoking", "trust", "wait", "nothing"]), min_size=1, max_size=3, unique=True
        ),
        "level": st.none() | st.sampled_from(["icb", "neighbourhood", "lsoa", "place"]),
        "areas": st.none() | st.lists(st.sampled_from([ICB, "N1", "N2", "L00", "nowhere"]), max_size=3, unique=True),
        "dimension": st.sampled_from(["total", "deprivation_quintile", "ethnic_group"]),
        "dimension_2": st.sampled_from(["", "ethnic_group"]),
        "period_ends": st.none() | st.lists(st.sampled_from([end for _, end in QUARTERS]), max_size=2, unique=True),
    }
)


@given(asked=OPTIONS)
def test_a_query_gives_only_and_all_of_what_was_asked(small, asked):
    written = _plain(small_observations())
    wanted = written["indicator_id"].isin(asked["indicators"]) & (written["dimension"] == asked["dimension"])
    wanted &= written["dimension_2"] == asked["dimension_2"]
    if asked["level"] is not None:
        wanted &= written["level"] == asked["level"]
    if asked["areas"] is not None:
        wanted &= written["area_code"].isin(asked["areas"])
    ends = None
    if asked["period_ends"] is not None:
        wanted &= written["period_end"].isin(asked["period_ends"])
        ends = [pd.Timestamp(each) for each in asked["period_ends"]]
    found = small.observations(asked.pop("indicators"), **(asked | {"period_ends": ends}))
    pd.testing.assert_frame_equal(_plain(found), written[wanted].reset_index(drop=True), check_dtype=False)


def test_an_odd_name_is_only_a_name(small):
    assert small.observations("smoking' OR '1'='1").empty


def test_hidden_missing_and_zero_stay_three_different_things(small):
    found = small.observations("smoking", level="icb", dimension="ethnic_group").set_index("group")
    assert found.at["mixed", "numerator"] == 0
    assert found.at["mixed", "status"] == "ok"
    assert found.at["black", "status"] == "suppressed"
    assert found.at["other", "status"] == "missing"
    assert np.isnan(found.at["black", "numerator"])
    assert np.isnan(found.at["other", "numerator"])
    assert found.at["black", "denominator"] == 60


def test_areas_are_of_one_level_by_name_without_shapes(small):
    areas = small.areas("neighbourhood")
    assert areas["area_name"].tolist() == [
        "Ashdown",
        "Birchwood",
        "Cedar Hill",
        "Dale End",
        "Elmfield",
        "Firs",
        "Gorse",
    ]
    assert "geometry" not in areas
    assert set(areas.loc[["N1", "N7"], "parent_code"]) == {"P1", "P2"}
    assert small.areas("practice").empty
    assert small.levels == ("icb", "place", "neighbourhood", "lsoa")
    assert small.area_name("N3") == "Cedar Hill"
    assert small.area_code == ICB
    with pytest.raises(KeyError):
        small.area_name("nowhere")


def test_geometry_is_in_the_order_of_the_areas(small, demo):
    for dataset in (small, demo):
        for level in dataset.levels:
            shapes = dataset.geometry(level)
            if not shapes.empty:
                assert shapes.index.tolist() == dataset.areas(level).index.tolist()
                assert shapes.crs.to_epsg() == 4326


def test_coverage_counts_each_status(small):
    found = small.coverage
    one = found[
        (found["indicator_id"] == "smoking") & (found["dimension"] == "ethnic_group") & (found["level"] == "icb")
    ]
    assert one[["n_rows", "n_ok", "n_suppressed", "n_missing", "n_areas"]].iloc[0].tolist() == [6, 4, 1, 1, 1]
    assert found["n_rows"].sum() == len(small_observations())


def test_periods_are_those_with_a_figure_oldest_first(small):
    found = small.periods("smoking", level="icb", dimension="deprivation_quintile")
    assert [f"{end:%Y-%m-%d}" for end in found["period_end"]] == [end for _, end in QUARTERS]
    assert len(small.periods("smoking", level="neighbourhood")) == 1
    assert small.periods("smoking", level="practice").empty
    assert small.periods("trust", level="icb", dimension="ethnic_group").empty


def test_dimensions_leave_out_everyone_and_pairs(small):
    assert set(small.dimensions("smoking", level="icb")) == {"deprivation_quintile", "ethnic_group"}
    assert small.dimensions("smoking", level="neighbourhood") == ["deprivation_quintile"]
    assert small.dimensions("vaccinated") == []


def test_optional_tables_are_there_or_not(small, demo):
    assert small.optional("services") is None
    assert len(demo.optional("services")) > 0
    with pytest.raises(KeyError, match="no such table: 'weather'; expected one of"):
        small.optional("weather")


def test_the_version_is_of_the_content(small_folder, tmp_path):
    copy = shutil.copytree(small_folder, tmp_path / "copy")
    assert Dataset.open(copy).version == Dataset.open(small_folder).version
    manifest = copy / "dataset.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("Squares.", "Circles."), encoding="utf-8")
    assert Dataset.open(copy).version != Dataset.open(small_folder).version


@pytest.mark.parametrize("name", ["areas.parquet", "observations.parquet"])
def test_a_folder_without_a_table_is_told_what_to_do(small_folder, tmp_path, name):
    copy = shutil.copytree(small_folder, tmp_path / "copy")
    (copy / name).unlink()
    with pytest.raises(ContractError, match=f"{name} is missing; build the dataset again"):
        Dataset.open(copy)


def test_a_folder_without_indicators_is_told_what_is_expected(small_folder, tmp_path):
    copy = shutil.copytree(small_folder, tmp_path / "copy")
    shutil.rmtree(copy / "indicators")
    with pytest.raises(ContractError, match=r"no indicator files \(\*\.toml\); expected one an indicator"):
        Dataset.open(copy)


def test_a_folder_with_an_apostrophe_in_its_name_opens(small_folder, tmp_path):
    copy = shutil.copytree(small_folder, tmp_path / "St. Ann's")
    assert not Dataset.open(copy).observations("smoking").empty

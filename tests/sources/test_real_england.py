"""Lancashire and South Cumbria from the national files: the same code at the size of England."""

import pytest

from data.dataset.dataset import Dataset
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from tests.small_dataset import RULE


@pytest.fixture(scope="module")
def lancashire(real_england, tmp_path_factory):
    out = tmp_path_factory.mktemp("real") / "qe1"
    report = build(real_england, "QE1", PCN, out, rule=RULE)
    return Dataset.open(out), report


def test_one_area_is_cut_from_the_national_files_in_time(lancashire):
    dataset, report = lancashire
    assert report.seconds < 60
    assert len(dataset.areas("lsoa")) == 1060
    assert len(dataset.areas("neighbourhood")) >= 35
    assert dataset.area_name(dataset.area_code) == "Lancashire and South Cumbria"
    (registered,) = (line for line in report.files.values() if "registered" in line.taken_for)
    assert registered.rows == 865_965


def test_places_that_the_area_holds_only_in_part_say_so(lancashire):
    dataset, _ = lancashire
    names = set(dataset.areas("place")["area_name"])
    assert {"Blackpool", "Cumberland (part)", "Westmorland and Furness (part)"} <= names


def test_england_is_there_to_compare_with(lancashire):
    dataset, _ = lancashire
    england = dataset.areas("country").iloc[0]
    assert england["population"] == pytest.approx(56_489_800, rel=1e-3)
    asthma = dataset.observations("asthma", level="country").iloc[0]
    assert 0.05 < asthma["numerator"] / asthma["denominator"] < 0.08


def test_history_is_added_up_from_the_parts_of_the_area(lancashire):
    dataset, _ = lancashire
    assert list(dataset.observations("smoking", level="icb")["period_end"].dt.year) == [2020, 2021, 2022, 2023, 2024]


def test_hidden_and_outlying_practices_do_not_reach_the_sums(lancashire):
    dataset, _ = lancashire
    practices = dataset.observations("ae_attendances_under_5", level="practice")
    whole = dataset.observations("ae_attendances_under_5", level="icb").iloc[0]
    shown = practices[practices["status"] == "ok"]
    assert whole["numerator"] == shown["numerator"].sum()
    assert whole["denominator"] == shown["denominator"].sum()

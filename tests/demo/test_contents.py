"""What the demo holds: indicators of every domain, periods, dimensions, sites, and what was not returned."""

import pandas as pd
import pytest

from data.contract.vocabulary import DOMAINS
from data.demo.generator import absences

_YEARLY = {"premature_mortality", "early_cancer"}


def test_it_is_marked_synthetic(dataset):
    assert dataset.manifest.synthetic
    assert "synthetic" in dataset.manifest.title
    assert all(each.source == "Synthetic data" for each in dataset.indicators.values())


def test_indicators_cover_every_domain(dataset):
    assert len(dataset.indicators) == 28
    assert {each.domain for each in dataset.indicators.values()} == set(DOMAINS)


def test_indicator_names_fit_and_are_distinct(dataset):
    short = [each.short_name for each in dataset.indicators.values()]
    assert max(len(name) for name in short) <= 28
    assert len(set(short)) == len(short)


def test_every_core20plus5_clinical_area_is_there(dataset):
    assert {each.core20plus5 for each in dataset.indicators.values()} - {""} == {
        "Maternity",
        "Severe mental illness",
        "Chronic respiratory disease",
        "Early cancer diagnosis",
        "Hypertension and lipids",
        "Smoking cessation",
    }


def test_quarters_run_to_september_2026(dataset):
    for indicator in set(dataset.indicators) - _YEARLY:
        periods = dataset.periods(indicator, level="icb")
        assert len(periods) == 17
        assert periods["period_end"].iloc[-1] == pd.Timestamp("2026-09-30")


def test_small_areas_are_given_by_financial_year(dataset):
    for indicator in set(dataset.indicators) - {"premature_mortality", "community_nursing"}:
        periods = dataset.periods(indicator, level="lsoa")
        assert list(periods["period_end"].dt.strftime("%Y-%m-%d")) == [f"{year}-03-31" for year in range(2023, 2027)]
        assert (periods["period_start"].dt.month == 4).all()


def test_some_indicators_are_given_by_practice(dataset):
    coverage = dataset.coverage
    assert coverage.loc[coverage["level"] == "practice", "indicator_id"].nunique() >= 6


@pytest.mark.parametrize("level", ["icb", "place", "neighbourhood"])
def test_main_dimensions_are_there(dataset, level):
    for indicator in set(dataset.indicators) - {"community_nursing", "ethnicity_recorded"}:
        assert {"deprivation_quintile", "ethnic_group"} <= set(dataset.dimensions(indicator, level=level))


def test_detailed_groups_and_pairs_are_there(observations):
    pairs = observations[observations["dimension_2"] == "ethnic_group"]
    assert set(pairs["level"]) == {"icb", "place", "neighbourhood"}
    detailed = observations[observations["dimension"] == "ethnic_group_18"]
    assert set(detailed["level"]) == {"icb", "place"}
    assert detailed["group"].nunique() == 19


def test_between_6_and_14_percent_have_no_recorded_ethnic_group(true_counts):
    rows = true_counts[(true_counts["indicator_id"] == "ethnicity_recorded") & (true_counts["level"] == "practice")]
    unknown = 1 - rows["numerator"] / rows["denominator"]
    assert unknown.between(0.055, 0.15).mean() > 0.95
    assert unknown.max() - unknown.min() > 0.04


def test_about_one_percent_have_no_known_deprivation(true_counts):
    rows = true_counts[
        (true_counts["indicator_id"] == "long_term_conditions")
        & (true_counts["level"] == "icb")
        & (true_counts["dimension"] == "deprivation_quintile")
        & (true_counts["dimension_2"] == "")
    ]
    people = rows.groupby("group")["denominator"].sum()
    assert 0.005 < people["unknown"] / people.sum() < 0.02


def test_what_was_not_returned_is_missing(dataset):
    rows = dataset.observations(
        absences.ABSENT_INDICATOR,
        areas=[absences.ABSENT_NEIGHBOURHOOD],
        dimension="deprivation_quintile",
        period_ends=absences.ABSENT_QUARTERS,
    )
    assert len(rows)
    assert (rows["status"] == "missing").all()
    practice = dataset.observations(
        absences.ABSENT_PRACTICE_INDICATOR, areas=[absences.ABSENT_PRACTICE], period_ends=[absences.ABSENT_YEAR]
    )
    assert list(practice["status"]) == ["missing"]


def test_standardised_rates_lie_within_their_intervals(dataset):
    rows = dataset.observations("premature_mortality", dimension="deprivation_quintile")
    shown = rows[rows["status"] == "ok"]
    assert len(shown)
    assert ((shown["lower"] < shown["value"]) & (shown["value"] < shown["upper"])).all()


def test_services_of_every_kind_some_sharing_a_building(dataset):
    services = dataset.optional("services")
    assert set(services["kind"]) == {
        "gp", "mental_health", "legal_advice", "welfare_advice", "social_care", "community",
    }  # fmt: skip
    assert (services["kind"] != "gp").sum() >= 30
    kinds_there = services.groupby(["longitude", "latitude"])["kind"].nunique()
    assert (kinds_there > 1).sum() >= 5
    assert set(services["area_code"]) <= set(dataset.areas("neighbourhood").index)

"""The committed demo gives nobody away, and still shows what boards come for."""

import numpy as np
import pandas as pd
import pytest

_AREA = ["indicator_id", "level", "area_code", "period_end"]


@pytest.fixture(scope="module")
def marked(observations) -> pd.DataFrame:
    return observations.astype(dict.fromkeys(("dimension", "dimension_2", "group", "group_2"), str)).assign(
        hidden=(observations["status"] == "suppressed").astype(int),
        can_hide=(observations["status"] == "ok").astype(int) * (observations["numerator"].fillna(1) > 0),
    )


def test_no_shown_count_is_small(observations, dataset):
    assert not observations["numerator"].between(1, 7).any()
    people = {each.id for each in dataset.indicators.values() if each.value_type == "proportion"}
    counted = observations[observations["indicator_id"].isin(people)]
    assert not counted["denominator"].between(1, 7).any()


def test_shown_counts_are_rounded_to_five(observations):
    shown = observations["numerator"].dropna()
    assert (shown % 5 == 0).all()


def test_hidden_rows_have_no_count_or_value(observations):
    hidden = observations[observations["status"] != "ok"]
    assert hidden[["numerator", "value", "lower", "upper"]].isna().all(axis=None)


def test_every_small_true_count_is_hidden(true_counts, observations):
    key = [*_AREA, "dimension", "group", "dimension_2", "group_2"]
    small = true_counts[true_counts["numerator"].between(1, 7)]
    status = observations.astype({name: str for name in key if name != "period_end"}).set_index(key)["status"]
    assert (status.loc[pd.MultiIndex.from_frame(small[key])] == "suppressed").all()


@pytest.mark.parametrize("dimension", ["deprivation_quintile", "ethnic_group", "ethnic_group_18", "age", "sex"])
def test_no_hidden_group_can_be_found_from_everyone(marked, dimension):
    rows = marked[(marked["dimension"].isin([dimension, "total"])) & (marked["dimension_2"] == "")]
    with_groups = rows.groupby(_AREA, observed=True)["dimension"].transform("nunique") == 2
    sums = rows[with_groups].groupby(_AREA, observed=True)[["hidden", "can_hide"]].sum()
    assert len(sums)
    assert not ((sums["hidden"] == 1) & (sums["can_hide"] > 0)).any()


@pytest.mark.parametrize(
    ("margin", "column", "other"), [("deprivation_quintile", "group", "group_2"), ("ethnic_group", "group_2", "group")]
)
def test_no_hidden_pair_can_be_found_from_a_margin(marked, margin, column, other):
    pairs = marked[marked["dimension_2"] == "ethnic_group"]
    alone = marked[(marked["dimension"] == margin) & (marked["dimension_2"] == "")]
    alone = alone[alone["indicator_id"].isin(pairs["indicator_id"]) & ~alone["level"].isin(["country"])]
    together = pd.concat([pairs.assign(part=pairs[column]), alone.assign(part=alone["group"])])
    sums = together.groupby([*_AREA, "part"], observed=True)[["hidden", "can_hide"]].sum()
    assert not ((sums["hidden"] == 1) & (sums["can_hide"] > 0)).any()


@pytest.mark.parametrize(("level", "above"), [("neighbourhood", "place"), ("place", "icb")])
def test_no_hidden_area_can_be_found_from_the_area_above(marked, dataset, level, above):
    parent = dataset.areas(level)["parent_code"]
    parts, whole = marked[marked["level"] == level], marked[marked["level"] == above]
    together = pd.concat([parts.assign(area_code=parts["area_code"].astype(str).map(parent)), whole])
    key = ["indicator_id", "area_code", "period_end", "dimension", "group", "dimension_2", "group_2"]
    together = together.astype({"area_code": str, "indicator_id": str})
    both = together.groupby(key)["level"].transform("nunique") == 2
    sums = together[both].groupby(key)[["hidden", "can_hide"]].sum()
    assert not ((sums["hidden"] == 1) & (sums["can_hide"] > 0)).any()


def _share_shown(rows: pd.DataFrame) -> float:
    about_somebody = rows[rows["status"] != "not_applicable"]
    return float(np.mean(about_somebody["status"] == "ok"))


def test_main_dimensions_are_mostly_shown(marked):
    single = marked[marked["dimension_2"] == ""]
    main = single[single["dimension"].isin(["total", "deprivation_quintile", "ethnic_group", "age", "sex"])]
    assert _share_shown(main[main["level"] == "icb"]) > 0.99
    assert _share_shown(main[main["level"] == "place"]) > 0.95
    assert _share_shown(main[main["level"] == "neighbourhood"]) > 0.8
    assert _share_shown(single[(single["dimension"] == "total") & (single["level"] == "neighbourhood")]) > 0.999


def test_something_is_hidden_where_numbers_are_small(marked):
    pairs = marked[(marked["dimension_2"] != "") & (marked["level"] == "neighbourhood")]
    assert _share_shown(pairs) < 0.7
    assert (marked[marked["level"] == "lsoa"]["status"] == "suppressed").any()
    assert (marked[marked["dimension"] == "ethnic_group_18"]["status"] == "suppressed").any()

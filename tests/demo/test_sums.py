"""Groups add up to everyone, and areas to the area above: exactly before protection, to the rounding after it."""

import numpy as np
import pandas as pd
import pytest

_KEY = ["indicator_id", "level", "area_code", "period_end"]
_COUNTS = ["numerator", "denominator"]


def _everyone(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["dimension"] == "total"].set_index(_KEY)[_COUNTS]


def _counted(true_counts: pd.DataFrame) -> pd.DataFrame:
    return true_counts[true_counts["numerator"].notna()]


@pytest.mark.parametrize("dimension", ["deprivation_quintile", "ethnic_group", "ethnic_group_18", "age", "sex"])
def test_groups_add_up_to_everyone(true_counts, dimension):
    table = _counted(true_counts)
    parts = table[(table["dimension"] == dimension) & (table["dimension_2"] == "")].groupby(_KEY)[_COUNTS].sum()
    assert len(parts)
    pd.testing.assert_frame_equal(parts, _everyone(table).loc[parts.index])


@pytest.mark.parametrize(("margin", "column"), [("deprivation_quintile", "group"), ("ethnic_group", "group_2")])
def test_pairs_add_up_to_each_of_their_margins(true_counts, margin, column):
    table = _counted(true_counts)
    summed = table[table["dimension_2"] == "ethnic_group"].groupby([*_KEY, column])[_COUNTS].sum()
    alone = table[(table["dimension"] == margin) & (table["dimension_2"] == "")].set_index([*_KEY, "group"])[_COUNTS]
    assert len(summed)
    assert (summed.to_numpy() == alone.loc[summed.index].to_numpy()).all()


@pytest.mark.parametrize(("level", "above"), [("neighbourhood", "place"), ("place", "icb")])
def test_areas_add_up_to_the_area_above(true_counts, drawn, level, above):
    parent = drawn.areas.set_index("area_code")["parent_code"]
    table = _counted(true_counts)
    key = ["indicator_id", "period_end", "dimension", "group", "dimension_2", "group_2"]
    parts = table[table["level"] == level]
    summed = parts.assign(area_code=parts["area_code"].map(parent)).groupby(["area_code", *key])[_COUNTS].sum()
    whole = table[table["level"] == above].set_index(["area_code", *key])[_COUNTS]
    assert (summed == whole.loc[summed.index]).all(axis=None)


def test_small_areas_add_up_to_nearly_their_neighbourhood(true_counts, drawn):
    """All but the people whose address cannot be placed, in the financial year to March 2026."""
    parent = drawn.areas.set_index("area_code")["parent_code"]
    table = true_counts[(true_counts["indicator_id"] == "phone_access") & (true_counts["dimension"] == "total")]
    year = table["period_end"] == pd.Timestamp("2026-03-31")
    small = table[(table["level"] == "lsoa") & year]
    quarters = table[(table["level"] == "neighbourhood") & table["period_end"].between("2025-06-30", "2026-03-31")]
    local = small.groupby(small["area_code"].map(parent))[_COUNTS].sum()
    whole = quarters.groupby("area_code")[_COUNTS].sum()
    assert (local / whole).stack().between(0.97, 1.0).all()


def test_practices_add_up_to_their_neighbourhood(true_counts, drawn):
    parent = drawn.areas.set_index("area_code")["parent_code"]
    table = true_counts[(true_counts["indicator_id"] == "gp_appointments") & (true_counts["dimension"] == "total")]
    practices = table[(table["level"] == "practice") & (table["period_end"] == pd.Timestamp("2026-03-31"))]
    quarters = table[(table["level"] == "neighbourhood") & table["period_end"].between("2025-06-30", "2026-03-31")]
    by_practice = practices.groupby(practices["area_code"].map(parent))[_COUNTS].sum()
    assert (by_practice == quarters.groupby("area_code")[_COUNTS].sum()).all(axis=None)


def test_shown_groups_add_up_to_the_rounding(observations):
    shown = observations[(observations["status"] == "ok") & observations["numerator"].notna()]
    hidden = observations[observations["status"].isin(["suppressed", "missing"])]
    for dimension, n_groups in (("deprivation_quintile", 6), ("ethnic_group", 6)):

        def of(table, dimension=dimension):
            return table[(table["dimension"] == dimension) & (table["dimension_2"] == "")]

        whole = ~pd.MultiIndex.from_frame(of(shown)[_KEY]).isin(pd.MultiIndex.from_frame(of(hidden)[_KEY]))
        parts = of(shown)[whole].groupby(_KEY, observed=True)["numerator"].sum()
        total = _everyone(shown)["numerator"].loc[parts.index]
        assert len(parts) > 1_000
        assert np.abs(parts - total).max() <= 2.5 * (n_groups + 1)


def test_no_group_has_more_events_than_people(true_counts, drawn):
    proportions = {each.id for each in drawn.indicators if each.value_type == "proportion"}
    table = true_counts[true_counts["indicator_id"].isin(proportions)].dropna(subset="numerator")
    assert (table["numerator"] <= table["denominator"]).all()


def test_deprivation_denominators_reflect_who_lives_there(true_counts, drawn):
    """Everyone registered in a neighbourhood's most deprived fifth is the people of its most deprived small areas."""
    small = drawn.areas[drawn.areas["level"] == "lsoa"]
    living = small[small["imd_quintile"] == 1].groupby("parent_code")["population"].sum()
    table = true_counts[
        (true_counts["indicator_id"] == "ethnicity_recorded")
        & (true_counts["level"] == "neighbourhood")
        & (true_counts["dimension"] == "deprivation_quintile")
        & (true_counts["group"] == "1")
        & (true_counts["period_end"] == true_counts["period_end"].min())
    ]
    counted = table.set_index("area_code")["denominator"]
    assert np.allclose(counted[living.index], living, rtol=0.02)
    assert (counted.drop(living.index) == 0).all()

"""Counts adjusted for age: by hand, all groups of an area or none, and never from what is hidden."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.age_adjusted import FACTOR, age_adjustment, observed, people_by_age
from components.findings.compared_indicators import compared_indicators
from components.findings.indicator_gaps import indicator_gaps
from components.findings.ranked_areas import ranked_areas
from components.findings.values import with_values
from data.dataset.dataset import Dataset
from tests.findings.aged_dataset import FACTORS, age_structure, hidden_ages, rates_by_age, write_aged
from tests.findings.asking import ask
from tests.small_dataset import FIFTHS, small_indicators, small_observations, write_small

BY = "deprivation_quintile"


@pytest.fixture(scope="module")
def aged(tmp_path_factory):
    return Dataset.open(write_aged(tmp_path_factory.mktemp("aged") / "dataset"))


def test_each_groups_factor_is_what_its_ages_make(aged):
    rows = observed(aged, "smoking", adjusted=True, areas=["I1"], dimension=BY)
    newest = rows[rows["period_end"] == rows["period_end"].max()].set_index("group")
    np.testing.assert_allclose(newest.loc[list(FIFTHS), FACTOR], FACTORS, rtol=1e-12)
    assert newest.at["unknown", FACTOR] == pytest.approx(1)


def test_values_are_divided_by_it_with_their_limits_and_errors(aged):
    rows = observed(aged, "smoking", adjusted=True, areas=["I1"], dimension=BY)
    rows = rows[(rows["period_end"] == rows["period_end"].max()) & (rows["group"] != "unknown")]
    found = with_values(rows, aged.indicators["smoking"])
    counted = with_values(rows.drop(columns=FACTOR), aged.indicators["smoking"])
    # 20, 16, 12, 8 and 4% as counted.
    np.testing.assert_allclose(found["value"], [30, 16, 12, 8, 3], rtol=1e-12)
    for name in ("lower", "upper", "se", "counting_se"):
        np.testing.assert_allclose(found[name].to_numpy() * np.array(FACTORS), counted[name], rtol=1e-12)
    # The counts themselves stay those that were published.
    np.testing.assert_array_equal(found["numerator"], [300, 240, 180, 120, 60])


def test_as_counted_nothing_changes(aged, small):
    ours = ask(aged, "smoking", adjusted="no").groups
    theirs = ask(small, "smoking").groups
    assert not ask(aged, "smoking", adjusted="no").for_age
    for name in ("value", "lower", "upper", "se"):
        np.testing.assert_array_equal(ours[name], theirs[name])


def test_an_area_with_one_group_of_hidden_ages_is_adjusted_in_none(aged):
    rows = observed(aged, "smoking", adjusted=True, level="neighbourhood", dimension=BY)
    assert rows.loc[rows["area_code"] == "N6", FACTOR].isna().all()
    assert rows.loc[rows["area_code"] != "N6", FACTOR].notna().all()


def test_a_hidden_age_is_never_nought(tmp_path):
    ages = age_structure().to_dict("records")
    of_the_whole = next(place for place, each in enumerate(ages) if (each["level"], each["group"]) == ("icb", "5"))
    ages[of_the_whole] = hidden_ages(ages[of_the_whole])
    dataset = Dataset.open(write_aged(tmp_path / "dataset", ages=pd.DataFrame(ages)))
    question = ask(dataset, "smoking")
    assert not question.for_age
    assert question.groups.set_index("group").at["5", "value"] == pytest.approx(4)


def test_a_hidden_rate_of_one_age_leaves_its_period_out_and_no_rates_leave_everything_as_counted(tmp_path):
    rates = rates_by_age()
    one = rates["period_end"].eq(rates["period_end"].max()) & rates["group"].eq("40-64")
    rates.loc[one, ["numerator", "status"]] = [np.nan, "suppressed"]
    known = age_adjustment(Dataset.open(write_aged(tmp_path / "one", rates=rates)), "smoking")
    assert known is not None
    np.testing.assert_allclose(known.rates[[1, 2]], [0.1, 0.2], rtol=1e-12)
    every = rates["group"].eq("40-64")
    rates.loc[every, "numerator"] = np.nan
    rates.loc[every, "status"] = "suppressed"
    dataset = Dataset.open(write_aged(tmp_path / "all", rates=rates))
    assert age_adjustment(dataset, "smoking") is None
    assert not ask(dataset, "smoking").for_age


def test_a_factor_that_would_take_a_share_past_everyone_adjusts_nothing(tmp_path):
    ages = age_structure()
    # With this group aged as younger people only, screening at 80% would be adjusted to 120%.
    ages["people_of"] = "screening"
    rates = rates_by_age().assign(indicator_id="screening")
    dataset = Dataset.open(write_aged(tmp_path / "dataset", ages=ages, rates=rates))
    assert age_adjustment(dataset, "screening") is not None
    question = ask(dataset, "screening")
    assert not question.for_age
    assert question.groups["value"].max() == pytest.approx(80)


def test_populations_serve_only_indicators_about_everyone(tmp_path):
    ages = age_structure().assign(people_of="registered")
    everyone = [replace(each, general_population=each.id == "smoking") for each in small_indicators()]
    observations = pd.concat([small_observations(), rates_by_age()], ignore_index=True)
    parts = {"observations": observations, "optional": {"age_structure": ages}}
    without = Dataset.open(write_small(tmp_path / "without", **parts))
    with_it = Dataset.open(write_small(tmp_path / "with", indicators=everyone, **parts))
    assert people_by_age(without, "smoking") is None
    assert not ask(without, "smoking").for_age
    assert ask(with_it, "smoking").for_age


def test_areas_are_clusters_of_their_own_ages(aged):
    """N6 takes its group's factor; with factors alike everywhere areas say of the value what they said before."""
    adjusted, counted = ask(aged, "smoking").groups, ask(aged, "smoking", adjusted="no").groups
    assert set(adjusted["beneath"].iloc[:5]) == {"neighbourhood"}
    np.testing.assert_allclose(
        adjusted["se"].iloc[:5] / adjusted["counting_se"].iloc[:5],
        counted["se"].iloc[:5] / counted["counting_se"].iloc[:5],
        rtol=1e-9,
    )


def test_the_brief_and_who_are_adjusted_alike_and_only_where_ages_are_known(aged):
    question = ask(aged, "smoking")
    cards = {each.indicator.id: each for each in indicator_gaps(question)}
    assert cards["smoking"].for_age
    assert not cards["screening"].for_age
    assert cards["smoking"].gap.size == pytest.approx(27)
    # If all did as the least deprived at their own ages: Σ 1,500·f·(adjusted − 3%).
    expected = sum(1500 * f * (v - 3) / 100 for f, v in zip(FACTORS, (30, 16, 12, 8, 3), strict=True))
    assert cards["smoking"].people == pytest.approx(expected)
    as_counted = {each.indicator.id: each for each in indicator_gaps(ask(aged, "smoking", adjusted="no"))}
    assert as_counted["smoking"].gap.size == pytest.approx(16)


def test_neighbourhoods_are_judged_by_what_their_ages_would_give_them(aged):
    rows = ranked_areas(ask(aged, "smoking"))
    # Ashdown: 200 of 1,000 young people, where everyone's rates by age would give 100.
    assert rows.at["N1", "value"] == pytest.approx(30)
    assert rows.at["N2", "value"] == pytest.approx(15)
    matrix = {each.indicator.id: each for each in compared_indicators(aged, ("N1", "N2"), True)}["smoking"]
    assert matrix.for_age
    assert matrix.rows["standing"].tolist() == rows.loc[["N1", "N2"], "standing"].tolist()
    counted = {each.indicator.id: each for each in compared_indicators(aged, ("N1", "N2"), False)}["smoking"]
    assert counted.rows.at["N1", "value"] == pytest.approx(20)


def test_two_dimensions_at_once_and_other_dimensions_stay_as_counted(aged):
    pairs = observed(aged, "smoking", adjusted=True, areas=["I1"], dimension=BY, dimension_2="ethnic_group")
    assert len(pairs) == 25
    assert pairs[FACTOR].isna().all()
    assert not ask(aged, "smoking", "ethnic_group").for_age


def test_an_old_period_that_cannot_be_adjusted_leaves_every_page_as_counted(tmp_path):
    """In its first quarter all of the youngest fifth smoked: adjusted it would be 150%. By the newest alone it would not."""
    observed_there = small_observations()
    first = (
        observed_there["period_end"]
        == observed_there.loc[observed_there["indicator_id"] == "smoking", "period_end"].min()
    )
    here = first & (observed_there["indicator_id"] == "smoking") & (observed_there["area_code"] == "I1")
    here &= (observed_there["dimension"] == BY) & (observed_there["group"] == "1")
    assert here.sum() == 1
    observed_there.loc[here, "numerator"] = observed_there.loc[here, "denominator"]
    parts = {"optional": {"age_structure": age_structure()}}
    observations = pd.concat([observed_there, rates_by_age()], ignore_index=True)
    dataset = Dataset.open(write_small(tmp_path / "dataset", observations=observations, **parts))
    question = ask(dataset, "smoking")
    assert not question.for_age
    assert question.groups.set_index("group").at["1", "value"] == pytest.approx(20)
    card = next(each for each in indicator_gaps(question) if each.indicator.id == "smoking")
    assert (card.for_age, card.gap.size) == (False, pytest.approx(16))
    rows = observed(dataset, "smoking", adjusted=True, dimension=BY)
    assert rows.loc[rows["area_code"] == "I1", FACTOR].isna().all()
    assert rows.loc[rows["area_code"] == "N1", FACTOR].notna().all()

"""Every planted story is there in the true numbers, and every pilot has the effect it is said to have."""

import numpy as np
import pandas as pd
import pytest

from data.demo.generator.names import NEIGHBOURHOOD_CODE
from data.demo.generator.pilots import DEMAND_INDICATOR, PILOTS
from data.demo.generator.stories import STORIES, story

_PILOT = {pilot.id: pilot for pilot in PILOTS}


def _by_fifth(shares, indicator: str) -> pd.DataFrame:
    return shares(indicator, dimension="deprivation_quintile")


def _moved(shares, indicator: str) -> pd.Series:
    """How far each fifth moved, from the first year to the last."""
    found = _by_fifth(shares, indicator)
    return found.iloc[-4:].mean() - found.iloc[:4].mean()


def test_story_ids_are_distinct():
    assert len({each.id for each in STORIES}) == len(STORIES) == 5


def test_one_deprived_neighbourhood_bucks_the_trend(shares, drawn):
    told = story("bucks_the_trend")
    deprived = drawn.areas.set_index("area_code").query("level == 'neighbourhood'")["share_most_deprived_fifth"]
    assert deprived.rank(ascending=False)[told.area_code] <= 2
    for indicator in told.indicator_ids:
        values = shares(indicator, level="neighbourhood").iloc[-4:].mean()
        assert values.rank(ascending=False)[told.area_code] <= 3, indicator


def test_one_gap_narrows_because_the_best_off_got_worse(shares):
    (indicator,) = story("levelling_down").indicator_ids
    moved = _moved(shares, indicator)
    assert moved["5"] < -0.07
    assert abs(moved["1"]) < 0.03


def test_one_gap_narrows_because_the_worst_off_improved(shares):
    (indicator,) = story("truly_narrowing").indicator_ids
    moved = _moved(shares, indicator)
    assert moved["1"] > 0.06
    assert abs(moved["5"]) < 0.03


def test_one_gap_widens(shares):
    (indicator,) = story("widening").indicator_ids
    found = _by_fifth(shares, indicator)
    gap = found["1"] - found["5"]
    assert gap.iloc[-4:].mean() > gap.iloc[:4].mean() + 0.08


def test_one_gap_is_hidden_inside_neighbourhoods(shares, drawn):
    (indicator,) = story("hidden_inside").indicator_ids
    latest = _by_fifth(shares, indicator).iloc[-4:].mean()
    assert latest["5"] - latest["1"] > 0.12
    values = shares(indicator, level="neighbourhood").iloc[-4:].mean()
    deprived = drawn.areas.set_index("area_code").loc[values.index, "share_most_deprived_fifth"]
    assert abs(np.corrcoef(values, deprived)[0, 1]) < 0.4
    assert values.max() - values.min() < 0.1


def _neighbourhoods(shares, pilot_id: str) -> tuple[pd.Series, pd.Series, np.ndarray]:
    """The pilot's neighbourhood, the mean of its comparators, and which periods are after the start."""
    pilot = _PILOT[pilot_id]
    values = shares(pilot.indicator_id, level="neighbourhood")
    others = values[[NEIGHBOURHOOD_CODE[each] for each in pilot.comparators]].mean(axis=1)
    return values[pilot.area_code], others, np.asarray(values.index > pd.Timestamp(pilot.start))


def _difference_in_differences(shares, pilot_id: str) -> float:
    here, others, after = _neighbourhoods(shares, pilot_id)
    return (here[after].mean() - here[~after].mean()) - (others[after].mean() - others[~after].mean())


@pytest.fixture(scope="module")
def told(drawn) -> pd.Series:
    """The true effect on the level of each pilot's own indicator, by pilot; in displayed units, positive is better."""
    own = {pilot.id: pilot.indicator_id for pilot in PILOTS}
    found = drawn.truths[
        (drawn.truths["indicator_id"] == drawn.truths["pilot_id"].map(own)) & (drawn.truths["measure"] == "level")
    ]
    return found.set_index("pilot_id")["true_effect"]


@pytest.mark.parametrize("pilot_id", ["digital_confidence", "screening_hosts", "case_finding"])
def test_the_difference_in_differences_finds_the_true_effect(shares, told, pilot_id):
    assert 100 * _difference_in_differences(shares, pilot_id) == pytest.approx(told[pilot_id], abs=1.5)


def test_the_effects_told_are_null_or_not_as_planned(told):
    assert told["digital_confidence"] == told["home_reviews"] == 0
    assert told["screening_hosts"] == pytest.approx(6.8, abs=0.05)
    assert told["case_finding"] == 6


def test_one_pilot_narrows_the_gap(shares):
    pilot = _PILOT["screening_hosts"]
    found = shares(pilot.indicator_id, level="neighbourhood", dimension="deprivation_quintile", area=pilot.area_code)
    after = np.asarray(found.index > pd.Timestamp(pilot.start))
    moved = found[after].mean() - found[~after].mean()
    assert moved["1"] > 0.07
    assert abs(moved["3"]) < 0.03


def test_one_improvement_is_only_regression_to_the_mean(shares):
    here, others, after = _neighbourhoods(shares, "home_reviews")
    relative = here / others
    first = int(after.argmax())
    spike, before, since = relative[first - 3 : first].mean(), relative[: first - 3].mean(), relative[after].mean()
    assert spike > 1.15 * before
    assert since == pytest.approx(before, rel=0.08)


def test_one_pilot_sends_demand_elsewhere(shares):
    pilot = _PILOT["case_finding"]
    values = shares(DEMAND_INDICATOR, level="neighbourhood")
    after = np.asarray(values.index > pd.Timestamp(pilot.start))
    ratio = values[pilot.area_code] / values.drop(columns=pilot.area_code).mean(axis=1)
    assert ratio[after].mean() / ratio[~after].mean() == pytest.approx(1 + pilot.demand / 5.2, abs=0.03)


@pytest.mark.parametrize(
    ("indicator", "sign"),
    [("smoking", 1), ("overall_experience", -1), ("acs_admissions", 1), ("lipid_therapy", 1), ("did_not_attend", 1)],
)
def test_gradients_run_the_way_they_were_set(shares, indicator, sign):
    latest = _by_fifth(shares, indicator).iloc[-4:].mean()
    assert sign * (latest["1"] - latest["5"]) > 0


def test_shapes_differ(shares):
    """In one indicator only the most deprived fifth stands apart; in another only the least deprived."""
    bottom = _by_fifth(shares, "did_not_attend").mean()
    assert bottom["1"] - bottom["2"] > 2 * (bottom["2"] - bottom["5"])
    top = _by_fifth(shares, "preferred_gp").mean()
    assert top["5"] - top["4"] > 2 * abs(top["4"] - top["2"])

"""The pilots' tables show what was planted in them, and what the pilots truly do is in no table."""

import numpy as np
import pandas as pd
import pytest

from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.values.detectable_effect import minimum_detectable_effect
from data.contract.pilot_tables import PILOT_TABLES, STAFF_THEMES
from data.contract.vocabulary import TOTAL
from data.demo.generator.names import NEIGHBOURHOOD_CODE
from data.demo.generator.pilot_surveys import STATEMENTS
from data.demo.generator.pilots import PILOTS

_PILOT = {pilot.id: pilot for pilot in PILOTS}


def test_the_truth_is_drawn_and_never_written(dataset, drawn):
    assert set(drawn.truths["pilot_id"]) == set(_PILOT)
    for name in PILOT_TABLES:
        assert "true_effect" not in dataset.optional(name).columns
    assert "truths" not in {path.stem for path in dataset.folder.rglob("*")}


def test_every_expectation_has_its_truth(dataset, drawn):
    key = ["pilot_id", "indicator_id", "measure", "dimension"]
    expected = dataset.optional("pilot_expectations").merge(drawn.truths, on=key, validate="one_to_one")
    assert len(expected) == len(drawn.truths) == 16
    truth = expected.set_index(key)["true_effect"]
    told = truth[truth != 0].to_dict()
    assert told == {
        ("screening_hosts", "cervical_screening", "level", ""): pytest.approx(6.8, abs=0.05),
        ("screening_hosts", "cervical_screening", "gap", "deprivation_quintile"): pytest.approx(11),
        ("case_finding", "diabetes_three_targets", "level", ""): pytest.approx(6),
        ("case_finding", "gp_appointments", "level", ""): pytest.approx(450),
    }
    assert (expected.groupby("pilot_id")["role"].agg(set) >= {"primary", "secondary", "balancing"}).all()


def test_words_why_comparators_were_taken_are_true(dataset):
    pilots = dataset.optional("pilots").set_index("pilot_id")
    others = pilots["comparators"].str.split(";").map(set)
    people = dataset.observations("ethnicity_recorded", level="neighbourhood", dimension="deprivation_quintile")
    people = people[people["period_end"] == people["period_end"].max()]
    people = people.pivot(index="area_code", columns="group", values="denominator").fillna(0)
    share = people.div(people.sum(axis=1), axis=0)
    without = share.drop(index=pilots["area_codes"])
    assert len(without) == 14
    assert others["home_reviews"] == set(without.index)
    assert others["digital_confidence"] == set(without.index[without["1"] + without["2"] >= 1 / 3])
    assert others["screening_hosts"] == set(without.index[(without["1"] > 0.01) & (without["5"] > 0.01)])
    assert others["case_finding"] == set(without.index)
    assert others.map(len).between(8, 14).all()


def _effect(shares, pilot_id: str, *, leave_out_window: bool = False):
    """Difference-in-differences of a pilot's own indicator against its comparators, in the units told."""
    pilot = _PILOT[pilot_id]
    values = shares(pilot.indicator_id, level="neighbourhood")
    values = values[[pilot.area_code, *(NEIGHBOURHOOD_CODE[each] for each in pilot.comparators)]]
    after = np.asarray(values.index > pd.Timestamp(pilot.start))
    before = ~after
    if leave_out_window:
        before &= ~np.asarray((values.index > pilot.picked[0]) & (values.index <= pilot.picked[1]))
    times = 100_000 if pilot_id == "home_reviews" else 100
    return difference_in_differences(
        values[before].mean().to_numpy() * times,
        values[after].mean().to_numpy() * times,
        np.arange(values.shape[1]) == 0,
        higher_is_better=pilot_id in ("screening_hosts", "case_finding"),
    )


@pytest.mark.parametrize(
    ("pilot_id", "truth"), [("digital_confidence", 0), ("screening_hosts", 6.8), ("case_finding", 6)]
)
def test_the_comparators_lead_to_the_true_effect(shares, pilot_id, truth):
    found = _effect(shares, pilot_id)
    assert found.lower < truth < found.upper


def test_the_picked_window_alone_makes_a_null_pilot_look_good(shares):
    naive, honest = _effect(shares, "home_reviews"), _effect(shares, "home_reviews", leave_out_window=True)
    assert naive.lower > 0
    assert honest.lower < 0 < honest.upper


def test_the_fall_expected_of_home_reviews_is_more_than_the_data_can_show(dataset, shares):
    found = _effect(shares, "home_reviews", leave_out_window=True)
    error = (found.upper - found.lower) / 2 / 2.16  # t on 13 degrees of freedom
    expected = dataset.optional("pilot_expectations").set_index(["pilot_id", "role"])["expected"]
    assert 0 < expected["home_reviews", "primary"] < minimum_detectable_effect(error, degrees_of_freedom=13) / 2


def _steps(dataset, pilot_id: str, dimension: str) -> pd.DataFrame:
    """A pilot's newest uptake by the groups of a dimension that are shown."""
    uptake = dataset.optional("pilot_uptake")
    newest = uptake[(uptake["pilot_id"] == pilot_id) & (uptake["period_end"] == uptake["period_end"].max())]
    return newest[(newest["dimension"] == dimension) & (newest["status"] == "ok")].set_index("group")


def test_digital_confidence_loses_the_most_deprived_between_offer_and_taking_part(dataset):
    found = _steps(dataset, "digital_confidence", "deprivation_quintile")
    offered, engaged = found["offered"] / found["eligible"], found["engaged"] / found["offered"]
    completed = found["completed"] / found["engaged"]
    assert offered["1"] == pytest.approx(offered["2"], abs=0.05)
    assert completed["1"] == pytest.approx(completed["2"], abs=0.05)
    assert engaged["1"] < 0.5 * engaged["2"]


def test_screening_hosts_engages_the_most_deprived_most(dataset):
    found = _steps(dataset, "screening_hosts", "deprivation_quintile")
    engaged = found["engaged"] / found["offered"]
    assert set(engaged.index) == {"1", "2", "3", "4", "5"}
    assert engaged.idxmax() == "1"
    assert engaged["1"] > engaged["5"] + 0.15


def test_case_finding_engages_every_fifth_alike(dataset):
    engaged = _steps(dataset, "case_finding", "deprivation_quintile").eval("engaged / offered")
    assert len(engaged) == 5
    assert engaged.max() - engaged.min() < 0.1


def test_uptake_only_grows_and_starts_with_the_pilot(dataset):
    uptake = dataset.optional("pilot_uptake")
    total = uptake[uptake["dimension"] == TOTAL]
    assert total["status"].eq("ok").all()
    for pilot_id, rows in total.groupby("pilot_id"):
        assert rows["period_end"].is_monotonic_increasing
        assert rows["period_end"].min() > pd.Timestamp(_PILOT[pilot_id].start)
        assert (rows[["offered", "engaged", "completed"]].diff().dropna() >= 0).all().all()
        assert rows["eligible"].nunique() == 1


def test_no_shown_uptake_is_small(dataset):
    # That no hidden one can be worked out is tried in tests/demo/test_tables_hold.py.
    uptake = dataset.optional("pilot_uptake")
    assert (uptake["status"] == "suppressed").any()
    shown = uptake[uptake["status"] == "ok"][["eligible", "offered", "engaged", "completed"]]
    assert not ((shown > 0) & (shown < 8)).any().any()


def _favour(dataset, pilot_id: str, respondents: str) -> pd.DataFrame:
    """The share in favour by wave (rows) and theme (columns), NaN where hidden."""
    survey = dataset.optional("pilot_survey")
    rows = survey[(survey["pilot_id"] == pilot_id) & (survey["respondents"] == respondents)]
    return rows.assign(share=rows["favourable"] / rows["answered"]).pivot(
        index="wave_date", columns="theme", values="share"
    )


def test_the_team_of_case_finding_grows_together(dataset):
    found = _favour(dataset, "case_finding", "staff")
    assert set(found.columns) == set(STAFF_THEMES)
    assert len(found) == 3
    assert (found.diff().iloc[1:] > 0).all().all()
    assert (found.iloc[2] - found.iloc[0]).min() > 0.15


def test_communication_falls_in_home_reviews_and_the_rest_does_not(dataset):
    found = _favour(dataset, "home_reviews", "staff")
    moved = found.iloc[-1] - found.iloc[0]
    assert moved.idxmin() == "Communication"
    assert moved["Communication"] < -0.25
    assert abs(moved.drop("Communication").mean()) < 0.08


def test_one_team_was_asked_once_and_one_is_too_small_to_show(dataset):
    assert len(_favour(dataset, "digital_confidence", "staff")) == 1
    survey = dataset.optional("pilot_survey")
    hidden = survey[survey["status"] == "suppressed"]
    assert set(hidden["pilot_id"]) == {"screening_hosts"}
    assert hidden["asked"].notna().all()
    assert hidden["answered"].isna().all()
    assert (survey["answered"].dropna() >= 10).all()


def test_people_repeat_their_story_less_in_home_reviews(dataset):
    found = _favour(dataset, "home_reviews", "people")[STATEMENTS[0]]
    assert found.iloc[-1] - found.iloc[0] > 0.15


def test_one_pilot_captures_too_little_to_rely_on(dataset):
    capture = dataset.optional("pilot_capture")
    newest = capture[capture["period_end"] == capture["period_end"].max()]
    share = newest.assign(share=newest["complete"] / newest["people"]).pivot(
        index="pilot_id", columns="field", values="share"
    )
    assert share.loc["digital_confidence"].max() < 0.7
    assert share.drop("digital_confidence").min().min() > 0.75


def test_one_pilot_overspends_and_one_underspends(dataset):
    spent = dataset.optional("pilot_spend").groupby("pilot_id")[["planned_gbp", "spent_gbp"]].sum()
    share = spent["spent_gbp"] / spent["planned_gbp"]
    assert share["home_reviews"] > 1.12
    assert share["digital_confidence"] < 0.75
    assert share[["screening_hosts", "case_finding"]].between(0.95, 1.05).all()
    budget = dataset.optional("pilots").set_index("pilot_id")["budget_gbp"]
    # Only that of the screening hosts is over, and has had its whole budget.
    left = budget - spent["planned_gbp"]
    assert left["screening_hosts"] == 0
    assert (left.drop("screening_hosts") > 0).all()


def test_only_what_receives_from_case_finding_fills_up(dataset):
    receivers = dataset.optional("pilot_receivers")
    starts = receivers["pilot_id"].map({pilot.id: pd.Timestamp(pilot.start) for pilot in PILOTS})
    settled = receivers["period_end"] > starts + pd.DateOffset(months=4)
    receivers = receivers.assign(
        when=np.select([receivers["period_end"] < starts, settled], ["before", "after"], "between"),
        used=receivers["seen"] / receivers["capacity"],
    )
    months = receivers.groupby(["service", "when"]).size().unstack()
    assert (months[["before", "after"]] >= 12).all().all()
    means = receivers.groupby(["pilot_id", "service", "when"])[["referrals", "median_wait_days", "used"]].mean()
    change = means.xs("after", level="when") / means.xs("before", level="when")
    filled = change.loc["case_finding"]
    assert (filled["referrals"] > 1.2).all()
    assert (filled["median_wait_days"] > 1.6).all()
    assert (means.loc["case_finding"].xs("after", level="when")["used"] > 0.97).all()
    flat = change.drop(index="case_finding", level="pilot_id")
    assert flat.stack().between(0.93, 1.07).all()

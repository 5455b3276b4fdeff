"""A pilot's business case: every figure worked by hand, and what is not told where it cannot be."""

import numpy as np
import pandas as pd
import pytest

from components.findings.pilots.business_case import business_case_finding
from components.findings.pilots.costs import NOT_EVERY_PERIOD, NOT_REACHED
from data.contract.pilot_tables import PILOT_TABLES
from data.contract.tables import checked
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.findings.pilots.figures import pilot_dataset, pilots_table, quarterly
from tests.findings.pilots.own_figures import NEWEST, everyone, receivers_table, spend_table, uptake_table

# 1,000 eligible in two fifths, of whom 400 and 300 took it up; £7,000 planned, £8,400 spent: 12 for each of 700.
TOLD = {
    "pilot_spend": spend_table((3_000, 3_600), (4_000, 4_800)),
    "pilot_uptake": pd.concat(
        [everyone(2_000, 1_600, 700, 500), uptake_table({"1": (1_000, 800, 400, 300), "5": (1_000, 800, 300, 200)})]
    ),
}
STEADY = [100.0, 104, 98, 101, 97, 103, 99, 102, 98, 100]
MORE = [131.0, 135, 129, 133, 130, 134]


def costs_table(**items: tuple[float, float]) -> pd.DataFrame:
    """What costs are made of: `set_up`, or a service's name, and its least and most pounds."""
    return pd.DataFrame(
        {
            "pilot_id": "calls",
            "item": "set_up" if name == "set_up" else "contact",
            "service": "" if name == "set_up" else name,
            "low_gbp": float(low),
            "high_gbp": float(high),
            "source": "Finance",
        }
        for name, (low, high) in items.items()
    )


def worked(place: int, when: int, share: float) -> dict:
    """Ten points more people screened in the first neighbourhood from the ninth quarter on."""
    return {"numerator": round(2_000 * (share + (0.1 if place == 0 and when > 7 else 0)))}


@pytest.fixture
def asked(tmp_path):
    """Ask about the one pilot of a dataset with the tables given, each of them as the contract has it."""

    def ask_of(cells=None, **tables: pd.DataFrame):
        for name, table in tables.items():
            checked(table, PILOT_TABLES[name], where=name)
        rows = quarterly("screening", **({"cells": cells} if cells else {}))
        found = business_case_finding("calls")(ask(pilot_dataset(tmp_path / "d", rows, **tables), "smoking"))
        assert faults(found) == []
        return found

    return ask_of


def row_of(found, part: str, what: str) -> pd.Series:
    """The one row of the table that tells of this."""
    frame = found.table.frame
    (place,) = frame.index[frame["part"].str.startswith(part) & frame["what"].str.startswith(what)]
    return frame.loc[place]


def test_without_spending_it_says_once_what_to_load(asked):
    found = asked()
    assert found.verdict == "cannot tell"
    assert found.sentence == (
        "What a case would rest on is not loaded. It would take pounds planned and spent in each period (table "
        "‘pilot_spend’) and how many people took it up by the same day (table ‘pilot_uptake’)."
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"pilot_uptake": everyone(100, 80, 45, 20).assign(period_end=NEWEST - pd.DateOffset(months=3))}, NOT_REACHED),
        ({"pilot_uptake": everyone(100, 80, 0, 0)}, NOT_REACHED),
        ({"pilot_spend": spend_table((300, 250), (300, np.nan), (300, 200))}, NOT_EVERY_PERIOD),
    ],
    ids=["another day", "nobody", "a period without"],
)
def test_pounds_and_people_that_do_not_belong_together_are_not_divided(asked, changed, why):
    found = asked(**(TOLD | changed))
    assert found.verdict == "cannot tell"
    assert why in found.sentence
    assert "£" not in found.headline


def test_without_an_effect_beyond_chance_only_people_have_a_cost(asked):
    found = asked(**TOLD)
    assert found.headline == "Morning calls: £12 for each person who took it up, and no effect shown for it"
    assert "By 30 September 2026 £8,400 had been spent and 700 people had taken it up." in found.sentence
    assert "What a unit of effect cost is not told: " in found.sentence
    assert not found.table.frame["part"].str.contains("effect").any()


def test_each_fifth_has_its_pounds_for_a_hundred_eligible(asked):
    found = asked(**TOLD)
    # 12 × 40 of 100 is 480; its limits are 12 × Wilson's 37.0% and 43.1%, rounded outward to two figures.
    row = row_of(found, "By deprivation", "Most deprived")
    assert (row["count"], row["pounds"], row["low"], row["high"]) == (400, 480, 440, 520)
    assert (
        "it spent £480 in the most deprived fifth and £360 in the least deprived fifth, if each person cost the same"
        in (found.sentence)
    )


def test_a_hidden_group_has_no_pounds(asked):
    fifths = uptake_table({"1": (1_000, 800, 400, 300), "5": (1_000, None, None, None)})
    found = asked(**(TOLD | {"pilot_uptake": pd.concat([everyone(2_000, 1_600, 700, 500), fifths])}))
    text = found.table.text
    (hidden,) = text.index[text["What"] == "Least deprived fifth"]
    assert set(text.loc[hidden, ["People or contacts", "Pounds", "Pounds from", "to"]]) == {
        "hidden to protect confidentiality"
    }
    assert found.hidden == "1 of 2 figures are hidden to protect confidentiality."
    assert "if each person cost the same" not in found.sentence


def test_others_are_ranges_of_uptake_and_of_pounds(asked):
    found = asked(**TOLD)
    # 2,000 eligible of 2,000 counted here, so 2,000 in each other one: × 30% × £10 = £6,000 to × 40% × £12 = £9,600.
    assert "other neighbourhoods would take" in found.sentence
    others = found.table.frame[(found.table.frame["part"] == "Elsewhere") & found.table.frame["count"].notna()]
    assert set(others["count"]) == {2_000}
    assert set(others["low"]) == {6_000}
    assert set(others["high"]) == {9_600}
    # Six of them: £36,000 to £57,600, rounded outward.
    row = row_of(found, "Elsewhere", "All 6 together")
    assert (row["low"], row["high"]) == (36_000, 58_000)
    assert "30.0% to 40.0% take it up" in found.how_to_read
    assert "One person costs £10 to £12" in found.how_to_read
    assert "what was paid once, for setting up (table ‘pilot_costs’)" in found.unknown


def test_with_everyone_alone_uptake_is_as_sure_as_its_own_limits(asked):
    found = asked(**(TOLD | {"pilot_uptake": everyone(2_000, 1_600, 700, 500)}))
    # 700 of 2,000 is 35%, by Wilson 32.9% to 37.1%: in 2,000 people × £10 and × £12, £6,600 to £8,900 rounded outward.
    assert "32.9% to 37.1% take it up" in found.how_to_read
    others = found.table.frame[(found.table.frame["part"] == "Elsewhere") & found.table.frame["count"].notna()]
    assert (set(others["low"]), set(others["high"])) == ({6_500}, {9_000})
    assert not found.table.frame["part"].str.startswith("By ").any()


def test_what_is_paid_once_is_told_apart(asked):
    found = asked(**TOLD, pilot_costs=costs_table(set_up=(1_400, 2_100)))
    # From (7,000 − 2,100) / 700 = 7 to (8,400 − 1,400) / 700 = 10.
    row = row_of(found, "To go on", "One more person")
    assert (row["low"], row["high"]) == (7, 10)
    others = found.table.frame[(found.table.frame["part"] == "Elsewhere") & found.table.frame["count"].notna()]
    assert set(others["low"]) == {4_200}
    assert set(others["high"]) == {8_000}
    row = row_of(found, "Elsewhere", "Setting up")
    assert (row["low"], row["high"]) == (len(others) * 1_400, pytest.approx(len(others) * 2_100, rel=0.06))
    assert " once to set up" in found.sentence
    assert "setting up" not in found.unknown


def test_what_was_spent_lately_is_what_going_on_costs(asked):
    spend = spend_table((9_000, 9_000), (300, 250), (300, 400), (300, 320), (300, 280))
    assert "Going on costs £250 to £400 a quarter." in asked(**(TOLD | {"pilot_spend": spend})).sentence


def test_an_effect_beyond_chance_has_a_cost_from_least_over_most_to_most_over_least(asked):
    found = asked(worked, **TOLD)
    effect = row_of(found, "For its effect", "Effect")["note"]
    lower, upper = (float(each.strip(")")) for each in effect.split("between ")[1].split(" and "))
    row = row_of(found, "For its effect", "For each percentage point")
    assert row["low"] == pytest.approx(7_000 / upper, rel=0.06)
    assert row["high"] == pytest.approx(8_400 / lower, rel=0.06)
    assert row["low"] <= 8_400 / 10 <= row["high"]
    assert " for each percentage point better" in found.headline
    assert any("plan with the upper end" in each for each in found.caveats)


def test_spending_of_a_longer_time_than_the_effect_has_no_cost_of_effect(asked):
    later = NEWEST + pd.offsets.QuarterEnd()
    spend = spend_table((7_000, 8_400), last=later)
    found = asked(worked, pilot_spend=spend, pilot_uptake=TOLD["pilot_uptake"].assign(period_end=later))
    assert found.headline.endswith("; what its effect cost cannot be told")
    assert "spending is not given to 30 September 2026, where the figures of its effect end" in found.sentence


def test_what_other_services_bore_is_told_in_contacts_and_priced_where_known(asked):
    tables = TOLD | {"pilot_receivers": receivers_table(referrals=[*STEADY, *MORE])}
    found = asked(**tables)
    # 132 less 100.2 a month, six months: about 191, two figures.
    row = row_of(found, "Sent elsewhere", "Podiatry")
    assert row["count"] == 190
    assert "about 190 more referrals (Podiatry), whose cost is not loaded" in found.sentence
    assert "what one more costs for Podiatry (table ‘pilot_costs’)" in found.unknown
    priced = asked(**tables, pilot_costs=costs_table(Podiatry=(100, 200)))
    row = row_of(priced, "Sent elsewhere", "Podiatry")
    lower, upper = (float(each) for each in row["note"].split(",")[0].removeprefix("95% interval ").split(" to "))
    assert 170 <= lower <= 190 <= upper <= 210
    assert row["low"] == pytest.approx(100 * lower, rel=0.11)
    assert row["high"] == pytest.approx(200 * upper, rel=0.11)
    # At least £17,000 for others beside £8,400 for itself.
    assert priced.headline.endswith("; it cost other services more than itself")


def test_referrals_as_usual_cost_nobody_anything(asked):
    found = asked(**TOLD, pilot_receivers=receivers_table(referrals=[*STEADY, 99.0, 101, 100, 97, 101, 98]))
    assert "Sent elsewhere" not in set(found.table.frame["part"])
    assert "It also brought" not in found.sentence


def test_without_how_many_are_eligible_nothing_is_said_of_others(asked):
    found = asked(**(TOLD | {"pilot_uptake": everyone(np.nan, 1_600, 700, 500)}))
    assert "other neighbourhoods would take" not in found.sentence
    assert "how many people are eligible in other neighbourhoods" in found.unknown
    assert "Elsewhere" not in set(found.table.frame["part"])


def test_where_the_indicator_counts_no_people_residents_are_what_is_scaled(asked):
    tables = TOLD | {"pilots": pilots_table(indicator_id="not_here")}
    found = asked(**tables)
    assert "Of 100 residents, eligible" in set(found.table.frame["what"])
    assert "its outcome is not in this dataset" in found.sentence


def test_an_effect_on_people_counted_at_one_time_is_told_as_people(demo):
    question = ask(demo, "smoking")
    found = business_case_finding("screening_hosts")(question)
    (case,) = demo.optional("pilots").query("pilot_id == 'screening_hosts'").itertuples()
    rows = demo.observations(case.indicator_id, level="neighbourhood", areas=[case.area_codes])
    size = rows.loc[rows["period_start"] >= case.start, "denominator"].mean()
    points = float(row_of(found, "For its effect", "Effect")["note"].split(" ")[0])
    row = row_of(found, "For its effect", "For each of more people screened in time")
    assert row["count"] == pytest.approx(size * points / 100, rel=0.02)
    # £128,000 planned and £130,100 spent.
    assert row["low"] < 128_000 / row["count"]
    assert row["high"] > 130_100 / row["count"]


STORIES = {
    "digital_confidence": ("and no effect shown for it", False),
    "screening_hosts": ("for each percentage point better", False),
    "home_reviews": ("and no effect shown for it", False),
    "case_finding": ("for each percentage point better; it cost other services more than itself", True),
}


@pytest.mark.parametrize("pilot_id", STORIES)
def test_the_demo_tells_each_pilots_case_as_it_was_planted(demo, pilot_id):
    found = business_case_finding(pilot_id)(ask(demo, "smoking"))
    assert faults(found) == []
    ending, sent = STORIES[pilot_id]
    assert found.headline.endswith(ending)
    assert ("Sent elsewhere" in set(found.table.frame["part"])) == sent
    # Every other neighbourhood has its range, and none is a point.
    others = found.table.frame[(found.table.frame["part"] == "Elsewhere") & found.table.frame["count"].notna()]
    assert len(others) == len(demo.areas("neighbourhood")) - 1
    assert (others["low"] < others["high"]).all()

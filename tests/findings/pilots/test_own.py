"""What a pilot counts itself: uptake, surveys, records and spend, each figure worked by hand."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.findings.methods.entries import METHODS
from components.findings.pilots.capture import capture_finding
from components.findings.pilots.demand import demand_finding
from components.findings.pilots.spend import spend_finding, spend_of
from components.findings.pilots.survey import people_finding, survey_changes, team_finding
from components.findings.pilots.uptake import uptake_by_deprivation, uptake_by_ethnic_group
from data.contract.pilot_tables import PILOT_TABLES
from data.contract.tables import checked
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.findings.pilots.figures import pilot_dataset, quarterly
from tests.findings.pilots.own_figures import (
    FIRST_WAVE,
    LAST_WAVE,
    NEWEST,
    capture_table,
    everyone,
    receivers_table,
    spend_table,
    survey_table,
    uptake_table,
)

OWN = (
    uptake_by_deprivation, uptake_by_ethnic_group, team_finding, people_finding, capture_finding, spend_finding,
    demand_finding,
)  # fmt: skip


@pytest.fixture
def asked(tmp_path):
    """Ask about the one pilot of a dataset with the tables given, each of them as the contract has it."""

    def ask_of(make, **tables: pd.DataFrame):
        for name, table in tables.items():
            checked(table, PILOT_TABLES[name], where=name)
        dataset = pilot_dataset(tmp_path / "d", quarterly("screening"), **tables)
        found = make("calls")(ask(dataset, "smoking"))
        assert faults(found) == []
        return found

    return ask_of


@pytest.mark.parametrize("pilot_id", ["digital_confidence", "screening_hosts", "home_reviews", "case_finding"])
def test_words_keep_to_their_tables_on_the_demo(demo, pilot_id):
    found = {make.__name__: make(pilot_id)(ask(demo, "smoking")) for make in OWN}
    assert {name: wrong for name, each in found.items() if (wrong := faults(each))} == {}
    assert {each.method for each in found.values()} <= {each.id for each in METHODS}


@pytest.mark.parametrize("make", OWN)
def test_without_its_table_each_says_what_it_would_take(asked, make):
    found = asked(make)
    assert found.verdict == "cannot tell"
    assert "It would take" in found.sentence


def test_uptake_tells_where_the_most_deprived_are_lost(asked):
    found = asked(uptake_by_deprivation, pilot_uptake=pd.concat([everyone(3_000, 2_700, 1_350, 675), uptake_table()]))
    assert found.headline == (
        "Uptake: 5.0 percentage points fewer completed it in the most deprived fifth, the largest part at being offered it"
    )
    assert found.sentence.startswith(
        "Of 3,000 people eligible, 90.0% were offered it, 45.0% took it up and 22.5% completed it. 20.0% completed it in the "
        "most deprived fifth, against 25.0% in the least deprived fifth. Being offered it makes 5.0 of the 5.0 percentage "
        "points (between 4.3 and 5.7)"
    )
    assert found.verdict == "worse"


def test_uptake_without_a_row_of_everyone_adds_up_the_groups(asked):
    found = asked(uptake_by_deprivation, pilot_uptake=uptake_table())
    assert found.sentence.startswith("Of 3,000 people eligible, 90.0% were offered it, 45.0% took it up and 22.5%")


def test_a_hidden_group_is_told_as_a_range_and_not_as_nothing(asked):
    # 40 completed in all and 30 are shown, so the hidden 10 are all of one group of 50: 20%, rounding of 2 aside.
    counts = {"asian": (100, 80, 40, 20), "white": (100, 60, 20, 10), "black": (50, None, None, None)}
    by_group = uptake_table(counts, dimension="ethnic_group")
    found = asked(uptake_by_ethnic_group, pilot_uptake=pd.concat([everyone(250, 200, 90, 40), by_group]))
    row = found.table.frame.set_index("group").loc["black"]
    low, high = (float(end) for end in row["range"].split(" to "))
    assert low <= 20.0 <= high
    assert high < 40.0
    assert (
        f"Completed must lie in these ranges: Black, Black British, Caribbean or African: {row['range']}%"
        in found.hidden
    )
    cells = found.table.text.set_index("Ethnic group").loc["Black, Black British, Caribbean or African"]
    assert cells["Completed (%)"] == "hidden to protect confidentiality"


def test_uptake_of_one_group_alone_cannot_be_compared(asked):
    found = asked(uptake_by_deprivation, pilot_uptake=uptake_table({"1": (100, 80, 40, 20)}))
    assert found.verdict == "cannot tell"
    assert "fewer than two groups have a value" in found.sentence


def test_the_team_survey_has_newcombes_interval(asked):
    # 56 of 70 against 48 of 80: 20.0 points, 5.24 to 33.39 (Newcombe 1998, table II a).
    table = survey_table(
        (FIRST_WAVE, "Shared purpose", 90, 80, 48),
        (LAST_WAVE, "Shared purpose", 90, 70, 56),
        (FIRST_WAVE, "Mutual support", 90, 80, 40),
        (LAST_WAVE, "Mutual support", 90, 70, 34),
    )
    found = asked(team_finding, pilot_survey=table)
    row = found.table.frame.iloc[0]
    assert row["theme"] == "Shared purpose"
    assert [round(row[name], 2) for name in ("change", "lower", "upper")] == [20.0, 5.24, 33.39]
    assert found.headline == "Team survey: 1 of 2 themes better than at the start, beyond chance"
    assert "from 60.0% to 80.0%, a change of between 5.2 and 33.4 points" in found.sentence
    assert "70 of 90 people answered" in found.sentence


def test_under_ten_answers_are_hidden_whatever_the_table_says(asked):
    table = survey_table((FIRST_WAVE, "Shared purpose", 20, 12, 6), (LAST_WAVE, "Shared purpose", 20, 9, 9))
    found = asked(team_finding, pilot_survey=table)
    assert "100.0%" not in " ".join(found.table.text.to_numpy().ravel())
    assert found.table.frame["verdict"].iloc[0] == "hidden"
    assert "fewer than 10 people answered" in found.hidden
    assert "hidden to protect confidentiality" in found.table.text.to_numpy()[0]


def test_one_wave_tells_no_change(asked):
    found = asked(
        people_finding, pilot_survey=survey_table((LAST_WAVE, "I was listened to", 90, 50, 40), respondents="people")
    )
    assert found.headline == "People it serves: 1 statement asked, and no change can be told yet"
    assert found.verdict == "unclear"
    assert found.sentence == "At the last wave 50 of 90 people answered. A second wave will tell."


@given(st.tuples(*[st.integers(10, 200)] * 2), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=15)
def test_the_waves_the_other_way_round_change_the_other_way(answered, first, last):
    counts = [(n, round(share * n)) for n, share in zip(answered, (first, last), strict=True)]
    found = []
    for waves in ((FIRST_WAVE, LAST_WAVE), (LAST_WAVE, FIRST_WAVE)):
        table = survey_table(
            *((wave, "Trust and respect", 300, *each) for wave, each in zip(waves, counts, strict=True))
        )
        dataset = _Carrying(pilot_survey=table)
        found.append(survey_changes(dataset, "calls", "staff").iloc[0])
    one, other = found
    assert one["change"] == pytest.approx(-other["change"])
    assert (one["lower"], one["upper"]) == pytest.approx((-other["upper"], -other["lower"]))
    assert {one["verdict"], other["verdict"]} in ({"better", "worse"}, {"unclear"})


class _Carrying:
    """Just the optional tables of a dataset."""

    def __init__(self, **tables: pd.DataFrame):
        self.optional = tables.get


def test_poor_capture_is_named_with_its_worst_field(asked):
    table = capture_table(NHS_number=(200, 190), Ethnic_group=(200, 90), What_came_of_it=(200, 100))
    found = asked(capture_finding, pilot_capture=table)
    assert found.headline == "2 of 3 fields of its record are filled in for fewer than 80% of people"
    assert "‘Ethnic group’ is filled in for 45.0%, and ‘What came of it’ is below 80% too" in found.sentence
    assert found.verdict == "worse"


def test_capture_a_hair_under_the_mark_is_not_called_poor(asked):
    # 159 of 200 is 79.5%, whose interval holds 80%.
    found = asked(capture_finding, pilot_capture=capture_table(NHS_number=(200, 159)))
    assert found.verdict == "better"
    assert "● about enough" in found.table.frame["told"].tolist()


def test_spend_is_told_against_plan_budget_and_people(asked):
    tables = {"pilot_spend": spend_table((300, 250), (300, 200)), "pilot_uptake": everyone(100, 80, 45, 20)}
    found = asked(spend_finding, **tables)
    # 450 of 600 planned, 150 under = 25%; 45% of the budget of 1,000; 450 / 45 people = 10 each.
    assert found.headline == "Spending is £150 under plan (25%): £450 of £600 planned by now"
    assert found.sentence == (
        "That is 45% of the whole budget of £1,000. So far it has cost £10 for each person who took it up, setting up "
        "included."
    )


def test_people_and_pounds_of_different_days_are_not_divided(asked):
    earlier = everyone(100, 80, 45, 20).assign(period_end=NEWEST - pd.DateOffset(months=3))
    found = asked(spend_finding, pilot_spend=spend_table((300, 310)), pilot_uptake=earlier)
    assert "how many took it up by then is not known" in found.sentence
    assert found.headline.startswith("Spending is £10 over plan (3%)")


def test_spend_near_plan_is_on_plan(asked):
    assert asked(spend_finding, pilot_spend=spend_table((300, 304))).headline.startswith(
        "Spending is within 1% of plan:"
    )


def test_a_period_without_its_spending_is_left_out_of_both(tmp_path):
    table = spend_table((300, 310), (300, 0))
    table.loc[1, "spent_gbp"] = None
    dataset = pilot_dataset(tmp_path / "d", quarterly("screening"), pilot_spend=table)
    found = spend_of(ask(dataset, "smoking"), "calls")
    assert (found.planned, found.spent) == (300, 310)


STEADY = [100.0, 104, 98, 101, 97, 103, 99, 102, 98, 100]


def test_more_referrals_and_longer_waits_are_named(asked):
    referrals = [*STEADY, 131.0, 135, 129, 133, 130, 134]
    waits = [20.0, 21, 19, 20, 22, 20, 19, 21, 20, 20, 31, 33, 36, 40, 44, 49]
    found = asked(demand_finding, pilot_receivers=receivers_table(referrals=referrals, median_wait_days=waits))
    assert found.headline == "Podiatry got more referrals since it began, and waits rose"
    assert "At podiatry referrals went from 100 to 132 a period." in found.sentence
    assert "the median wait went from 20 to 39 days" in found.sentence
    assert found.verdict == "worse"
    assert "Not measured: capacity used at podiatry." in found.hidden


def test_one_month_out_of_place_is_not_more_demand(asked):
    found = asked(demand_finding, pilot_receivers=receivers_table(referrals=[*STEADY, 99.0, 140, 100, 97, 101, 98]))
    assert found.headline == "No receiving service got more referrals on average since it began; waits are not measured"
    assert found.verdict == "unclear"


def test_too_few_months_before_the_start_say_nothing(asked):
    found = asked(demand_finding, pilot_receivers=receivers_table(referrals=[100.0, 101, *[140.0] * 6]))
    assert found.headline == "Whether receiving services got more referrals cannot be told yet; waits are not measured"
    assert "? too little before the start to say" in found.table.frame["told"].tolist()

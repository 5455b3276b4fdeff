"""People sent on between services and communities: each step against the demo's own table, and who is lost beyond chance."""

import numpy as np
import pytest

from components.findings.selection import areas_offered
from components.findings.trust.route_steps import BORROWED, COUNTING, OWN, TABLE, route_steps
from components.findings.trust.two_way import two_way_finding
from components.measures.spread.false_discovery import flagged
from data.contract.record_tables import ROUTE_STEPS, ROUTES
from tests.findings.asking import ask
from tests.findings.finding_faults import faults


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group", "sex"])
def test_words_keep_to_their_tables_everywhere(demo, by):
    found = {area: faults(two_way_finding(ask(demo, "smoking", by, area=area))) for area in areas_offered(demo)[:3]}
    assert {area: wrong for area, wrong in found.items() if wrong} == {}


def test_shares_are_worked_from_the_table(demo):
    rows = demo.optional(TABLE)
    rows = rows[(rows["level"] == "icb") & (rows["route"] == ROUTES[0]) & (rows["dimension"] == "ethnic_group")]
    own = rows.set_index("group").loc["asian"]
    told = route_steps(ask(demo, "smoking", "ethnic_group")).frame
    told = told[(told["route"] == ROUTES[0]) & (told["group"] == "asian")].iloc[0]
    for before, step in zip(ROUTE_STEPS, ROUTE_STEPS[1:], strict=False):
        assert told[f"{step}_of_before"] == pytest.approx(100 * own[step] / own[before])
        assert told[f"{step}_of_sent"] == pytest.approx(100 * own[step] / own["sent"])


def test_a_group_is_held_against_everyone_shown_at_each_step(demo):
    found = route_steps(ask(demo, "smoking", "ethnic_group"))
    here = found.frame[(found.frame["route"] == ROUTES[1]) & ~found.frame["group"].isin(["all"])]
    mean = 100 * here["received"].sum() / here["sent"].sum()
    judged = found.judged.set_index(["route", "step", "group"])
    black = here.set_index("group").loc["black", "received_of_before"]
    assert judged.loc[(ROUTES[1], "received", "black"), "size"] == pytest.approx(mean - black)
    assert (found.judged["beyond"] == flagged(found.judged["p_value"].to_numpy())).all()
    assert len(found.judged) == len(ROUTES) * (len(ROUTE_STEPS) - 1) * 5


def test_what_was_planted_is_found_and_nothing_else(demo):
    for by, planted in (
        ("ethnic_group", {(ROUTES[0], "received", "asian"), (ROUTES[1], "received", "black")}),
        ("deprivation_quintile", {(ROUTES[2], "closed", "1")}),
    ):
        judged = route_steps(ask(demo, "smoking", by)).judged
        worse = judged[judged["beyond"] & (judged["size"] > 0)]
        assert set(worse[["route", "step", "group"]].itertuples(index=False, name=None)) == planted


def test_neighbourhoods_make_limits_wider_and_are_borrowed_where_too_few_show_a_group(demo):
    judged = route_steps(ask(demo, "smoking", "ethnic_group")).judged.set_index(["route", "step", "group"])
    assert judged.loc[(ROUTES[0], "received", "white"), "limits_from"] == OWN
    assert judged.loc[(ROUTES[2], "closed", "other"), "limits_from"] == BORROWED
    neighbourhood = demo.areas("neighbourhood").index[0]
    alone = route_steps(ask(demo, "smoking", "deprivation_quintile", area=neighbourhood)).judged
    assert set(alone["limits_from"]) == {COUNTING}
    assert np.isfinite(judged[["size", "lower", "upper"]].to_numpy(float)).all()


def test_the_page_says_who_is_lost_where_most_are_and_how_many_are_hidden(demo):
    found = two_way_finding(ask(demo, "smoking", "ethnic_group"))
    assert found.headline == (
        "Sent to community organisations, 70.5% of Asian or Asian British people are received, against 79.2% of everyone"
    )
    assert found.sentence.startswith("Also clearly fewer: sent by community organisations, Black people (received).")
    assert "36.8% of those sent to community organisations, most lost before word comes back" in found.sentence
    assert found.verdict == "worse"
    by_fifth = two_way_finding(ask(demo, "smoking"))
    assert by_fifth.hidden == "3 of 21 figures are hidden to protect confidentiality."
    text = by_fifth.table.text
    assert (
        text.loc[text["Deprivation"].str.contains("not known"), "Sent"] == "hidden to protect confidentiality"
    ).all()


def test_a_dataset_without_the_table_says_what_it_would_take(small):
    found = two_way_finding(ask(small, "smoking"))
    assert faults(found) == []
    assert found.verdict == "cannot tell"
    assert "two_way_referrals" in found.sentence

"""Each ethnic group against a stated reference: the numbers by hand, and in agreement with the headline."""

import numpy as np
import pytest
from scipy import stats

from components.findings.headline_gap import headline_gap
from components.findings.selection import AS_COUNTED, dimensions_offered
from components.findings.who.against_reference import against_reference
from components.findings.who.groups import groups_finding
from components.measures.spread.false_discovery import flagged
from tests.findings.asking import ask


def test_each_group_against_everyone_by_hand(demo):
    question = ask(demo, "smoking", "ethnic_group", adjusted=AS_COUNTED)
    found = against_reference(question)
    assert found.words == "everyone whose group is shown"
    groups = question.groups.set_index("group")
    share = groups["denominator"] / groups["denominator"].sum()
    mean = (share * groups["value"]).sum()
    assert list(found.rows.index) == ["asian", "black", "mixed", "white", "other"]
    for code in found.rows.index:
        assert found.rows.at[code, "size"] == pytest.approx(groups.at[code, "value"] - mean)
    assert found.rows.at["mixed", "standing"] == "worse"
    assert found.rows["standing"].map({"worse": 1, "better": -1, "similar": 0}).to_dict() == {
        "asian": -1, "black": -1, "mixed": 1, "white": 0, "other": 0
    }  # fmt: skip


def test_who_tells_of_each_group_in_words_table_and_marks(demo):
    found = groups_finding(ask(demo, "smoking", "ethnic_group", adjusted=AS_COUNTED))
    assert (
        "Against everyone whose group is shown, worse: people of Mixed ethnic group; better: Asian or Asian British people "
        "and Black people." in found.sentence
    )
    text = found.table.text.set_index("Ethnic group")["Against everyone whose group is shown"]
    assert text["Mixed or multiple ethnic groups"].startswith("▼ worse: +1.8 (between ")
    assert text["White"].startswith("● similar: ")
    assert any("Mixed or multiple ethnic groups ▼" in each for each in found.figure.layout.yaxis.ticktext)
    assert found.unsupported_numbers() == []


def test_the_reference_is_a_choice(demo):
    white = against_reference(ask(demo, "smoking", "ethnic_group", reference="white"))
    assert (white.words, "white" in white.rows.index) == ("White people", False)
    best = against_reference(ask(demo, "smoking", "ethnic_group", reference="best"))
    largest = against_reference(ask(demo, "smoking", "ethnic_group", reference="largest"))
    assert best.words == "Asian or Asian British people"
    assert largest.words == "White people"
    # The best was picked for being it, so the same distance is less sure than against a group that was named.
    named = against_reference(ask(demo, "smoking", "ethnic_group", reference="asian"))
    assert named.rows["size"].to_dict() == best.rows["size"].to_dict()
    assert (best.rows["p_value"] > named.rows["p_value"]).all()
    assert "Against White people" in groups_finding(ask(demo, "smoking", "ethnic_group", reference="white")).sentence


@pytest.mark.parametrize("by", ["ethnic_group", "ethnic_group_18", "sex"])
def test_no_group_stands_out_where_the_headline_sees_no_gap(demo, by):
    clear = 0
    for indicator in demo.indicators:
        if by not in dimensions_offered(demo, indicator):
            continue
        question = ask(demo, indicator, by)
        gap, found = headline_gap(question), against_reference(question)
        if found is None:
            continue
        out = found.rows["standing"] != "similar"
        if gap.verdict in ("worse", "better"):
            clear += 1
            assert out.tolist() == flagged(found.rows["p_value"], rate=gap.level).tolist()
        else:
            assert not out.any()
            assert "Against" not in groups_finding(question).sentence
    assert clear > 0 or by == "ethnic_group_18"


def test_groups_in_an_order_are_not_held_against_everyone(demo):
    assert against_reference(ask(demo, "smoking")) is None
    found = groups_finding(ask(demo, "smoking"))
    assert not [each for each in found.table.text.columns if each.startswith("Against")]


def test_groups_that_are_alike_seldom_stand_out():
    """Five groups without a gap, headline picked and groups judged inside it: far fewer than one in twenty are named."""
    rng = np.random.default_rng(12)
    error, groups = 1.0, 5
    named = 0
    for _ in range(2_000):
        value = rng.normal(0, error, groups)
        if stats.studentized_range.sf(np.ptp(value) / error, groups, np.inf) > 0.05:
            continue
        away = np.abs(value - value.mean()) / (error * np.sqrt(1 - 1 / groups))
        named += flagged(2 * stats.norm.sf(away), rate=0.05).any()
    assert named / 2_000 < 0.05

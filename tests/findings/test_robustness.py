"""Does a gap hold when it is looked at otherwise: each way by itself, as it is counted, and as it is said."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.brief.shown_cards import shown_cards
from components.findings.headline_gap import headline_gap
from components.findings.indicator_gaps import indicator_gaps
from components.findings.other_fifths import other_fifths
from components.findings.robustness import Look, Robustness, robustness, robustness_of
from components.findings.who.gradient import slope_finding
from components.findings.who.groups import groups_finding
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_observations, write_small

LOOKS = (Look("in 2024/25", "worse"), Look("by sex", "unclear"), Look("along the slope", "better"), Look("anyhow", ""))


@pytest.mark.parametrize(
    ("verdict", "looks", "sentence"),
    [
        ("worse", LOOKS, "Holds in 1 of 3 other ways to look; not by sex, nor along the slope."),
        ("worse", LOOKS[:1], "Holds in 1 of 1 other way to look."),
        ("better", LOOKS[:2], "Holds in 0 of 2 other ways to look; not in 2024/25, nor by sex."),
        (
            "unclear",
            LOOKS,
            "Judged by itself, 2 of 3 other ways to look would show one: in 2024/25, along the slope.",
        ),
        ("unclear", LOOKS[1:2], "The one other way to look shows no clear gap either."),
        ("unclear", LOOKS[:1], "Judged by itself, the one other way to look would show one: in 2024/25."),
        ("unclear", (LOOKS[1], LOOKS[1]), "None of 2 other ways to look shows a clear gap either."),
        ("worse", LOOKS[3:], ""),
        ("cannot tell", (), ""),
    ],
)
def test_how_it_is_said(verdict, looks, sentence):
    found = Robustness(verdict, looks)
    assert found.sentence == sentence
    assert found.mark == (sentence.split(";")[0].rstrip(".").replace("Holds", "holds") if "Holds" in sentence else "")


def test_what_each_way_makes_of_it_is_said():
    found = Robustness("worse", LOOKS)
    assert [found.said(each) for each in found.told] == [
        "a clear gap", "no clear gap", "a clear gap, the other way round",
    ]  # fmt: skip


def _ways(found: Robustness) -> dict[str, str]:
    return {each.way: each.verdict for each in found.looks}


def test_the_period_before_is_its_own_headline(small):
    """Smoking, most deprived: 265 of 1,500 in the quarter before, 17.7% against 4%."""
    found = _ways(robustness(ask(small, "smoking")))
    assert found["in Apr–Jun 2026"] == "worse" == headline_gap(ask(small, "smoking", period="2026-06-30")).verdict
    assert found["along the slope of all fifths"] == "worse"


def test_the_first_period_has_none_before(small):
    found = _ways(robustness(ask(small, "smoking", period="2025-09-30")))
    assert not any(way.startswith("in ") for way in found)


def test_a_period_that_shares_months_is_not_the_one_before(tmp_path):
    frame = small_observations()
    frame["period_start"] = pd.to_datetime(frame["period_end"]) - pd.DateOffset(years=1) + pd.DateOffset(days=1)
    rolling = Dataset.open(write_small(tmp_path / "rolling", observations=frame))
    found = _ways(robustness(ask(rolling, "smoking")))
    assert [way for way in found if way.startswith("in ")] == ["in year to Sep 2025"]


def test_broad_and_detailed_groups_are_ways_to_look_at_each_other(demo):
    for by, way in (("ethnic_group", "by detailed ethnic group"), ("ethnic_group_18", "by ethnic group")):
        question = ask(demo, "usual_provider", by)
        other = "ethnic_group_18" if by == "ethnic_group" else "ethnic_group"
        found = _ways(robustness(question))[way]
        # Judged by itself: clear there means clear here, and not the other way round.
        if headline_gap(ask(demo, "usual_provider", other)).verdict == "worse":
            assert found == "worse"


def test_local_fifths_are_sums_of_small_areas(demo):
    """Against the small areas' own counts, put together by hand."""
    question = ask(demo, "smoking")
    ((way, verdict),) = other_fifths(question)
    assert (way, verdict) == ("by this area's own fifths of small areas, 2025/26, as counted", "worse")
    rows = demo.observations("smoking", level="lsoa", period_ends=[pd.Timestamp("2026-03-31")])
    fifth = demo.areas("lsoa")["imd_quintile_local"].reindex(rows["area_code"]).to_numpy()
    shares = [rows.loc[fifth == each, ["numerator", "denominator"]].dropna().sum() for each in (1, 5)]
    most, least = (each["numerator"] / each["denominator"] for each in shares)
    assert most > least
    assert np.isfinite([most, least]).all()


def test_small_areas_with_too_much_hidden_say_nothing(demo):
    assert list(other_fifths(ask(demo, "smi_health_check"))) == []
    assert list(other_fifths(ask(demo, "smoking", "ethnic_group"))) == []
    assert list(other_fifths(ask(demo, "usual_provider"))) == []


def test_what_is_missing_counts_only_where_something_is(demo):
    for each in indicator_gaps(ask(demo, "smoking", "ethnic_group")):
        ways = _ways(*robustness_of(ask(demo, "smoking", "ethnic_group"), [each]))
        told = ways.get("at the worst that the hidden and the unknown could be")
        if told is not None:
            assert each.conclusion in ("holds", "could_vanish", "could_be_reversed", "no_gap")
            assert (told == each.gap.verdict) == (each.conclusion == "holds")


def test_cards_say_what_who_says(demo):
    question = ask(demo, "smoking")
    shown = shown_cards(question)
    assert list(shown) == ["access", "continuity", "outcome"]
    for cards in shown.values():
        assert 0 < len(cards) <= 3
        for found, mark in cards:
            there = groups_finding(ask(demo, found.indicator.id, found.dimension.code, period=found.period_code))
            assert (mark != "") == ("Holds in" in there.sentence)
            assert mark[2:].replace("holds", "Holds") in there.sentence
            assert mark[:2] == ("" if not mark else "◑ " if "; not" in there.sentence else "✓ ")


def test_the_slope_is_the_one_that_is_drawn(demo):
    for indicator in ("smoking", "phone_access", "lipid_therapy"):
        question = ask(demo, indicator)
        drawn = slope_finding(question)
        if _ways(robustness(question))["along the slope of all fifths"] == "unclear":
            assert "no clear slope" in drawn.headline


def test_another_area_is_asked_about_itself(demo):
    area = demo.areas("neighbourhood").index[0]
    question = ask(demo, "smoking", area=area)
    other = replace(question, selection=replace(question.selection, area=demo.area_code))
    for each in (question, other):
        assert robustness(each).verdict == headline_gap(each).verdict
    assert robustness(other).told != robustness(question).told

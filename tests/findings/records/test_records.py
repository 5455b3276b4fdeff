"""Records: every figure on the page against the demo's own tables, worked out again here, and words held to their tables."""

import numpy as np
import pytest

from components.findings.recording_rows import one_in
from components.findings.records.agreement import agreement_finding
from components.findings.records.completing import completing_finding, gaps_to_settle, holding_at
from components.findings.records.fields import fields_of, records_finding
from components.findings.records.places import places_finding
from components.findings.records.practices import practices_finding
from components.findings.records.referrals import referrals_finding
from components.findings.records.registers import registers_finding
from components.findings.selection import areas_offered
from components.style.numbers import number
from tests.findings.asking import ask
from tests.findings.finding_faults import faults

ALL = (
    records_finding, places_finding("Ethnic group"), places_finding("Unpaid carer"), completing_finding, practices_finding,
    registers_finding, agreement_finding, referrals_finding,
)  # fmt: skip


@pytest.fixture
def question(demo):
    return ask(demo, "smoking")


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group"])
def test_words_keep_to_their_tables_everywhere(demo, by):
    found = {}
    for area in areas_offered(demo)[:8]:
        for place, finding in enumerate(ALL):
            found[area, place] = faults(finding(ask(demo, "smoking", by, area=area)))
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_the_headline_counts_whose_ethnic_group_is_not_known(demo, question):
    rows = demo.optional("recording")
    here = rows[(rows["level"] == "icb") & (rows["dimension"] == "total") & (rows["field"] == "Ethnic group")].iloc[0]
    unknown = here["not_stated"] + here["missing"]
    found = records_finding(question)
    assert found.headline == (
        f"Ethnic group is not known for {number(unknown)} people: {100 * unknown / here['people']:.1f}% of those registered"
    )
    assert f"{number(here['not_stated'])} were asked and did not say" in found.sentence
    assert fields_of(question)[0] == "Ethnic group"


def test_the_record_agrees_with_the_indicator_of_the_same_thing(demo):
    rows = demo.optional("recording")
    for level in ("icb", "place", "neighbourhood", "practice"):
        own = rows[(rows["level"] == level) & (rows["dimension"] == "total") & (rows["field"] == "Ethnic group")]
        told = demo.observations("ethnicity_recorded", level=level, period_ends=list(own["period_end"].unique()))
        both = own.merge(told, on="area_code")
        assert len(both) == len(own)
        assert ((both["valid"] - both["numerator"]).abs() <= 5).all()


def test_where_it_is_missing_is_ordered_and_names_the_worst(question):
    frame = places_finding("Ethnic group")(question).table.frame
    inside = frame[frame["kind"] == "Neighbourhoods"]
    assert len(inside) == 18
    assert inside["share"].is_monotonic_decreasing
    assert inside["name"].iloc[0] in places_finding("Ethnic group")(question).headline
    assert len(frame[frame["kind"] == "General practices"]) == 60


def test_case_finding_is_one_less_observed_over_expected(demo, question):
    rows = demo.optional("registers")
    most = rows[(rows["level"] == "icb") & (rows["condition"] == "High blood pressure") & (rows["group"] == "1")].iloc[
        0
    ]
    share = 1 - most["registered"] / most["expected"]
    found = registers_finding(question)
    assert found.headline.startswith(f"High blood pressure: {one_in(share)} undiagnosed in the most deprived fifth")
    assert f"{100 * share:.1f}%" in found.sentence


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.25, "1 in 4"), (0.26, "1 in 4"), (0.29, "3 in 10"), (0.62, "62%"), (0.1, "1 in 10"), (0.0, "0%")],
)
def test_a_share_is_said_as_people_say_it(share, words):
    assert one_in(share) == words


def test_more_recording_never_settles_fewer_gaps(question):
    gaps = gaps_to_settle(question, "ethnic_group")
    counts = [holding_at(gaps, recorded) for recorded in np.linspace(0, 1, 11)]
    assert counts == sorted(counts)
    assert counts[0] == sum(one.conclusion in ("holds", "nothing_hidden") for one in gaps)
    for one in gaps:
        low, high = one.limits
        assert low <= one.found.gap.size <= high


def test_practices_are_ranked_by_whom_they_could_add(question):
    frame = practices_finding(question).table.frame
    assert len(frame) == 60
    assert frame["unknown"].is_monotonic_decreasing
    assert frame["settled"].is_monotonic_increasing
    assert frame["together"].iloc[-1] == pytest.approx(100)
    assert frame["name"].iloc[0] in practices_finding(question).headline


def test_the_least_agreed_group_is_named(demo, question):
    rows = demo.optional("agreement")
    worst = (rows["agree"] / rows["people"]).idxmin()
    assert rows.at[worst, "group"] == "white_gypsy_traveller"
    assert agreement_finding(question).headline.endswith("recorded as Gypsy or Irish Traveller")


def test_referrals_close_for_fewer_of_the_most_deprived(question):
    frame = referrals_finding(question).table.frame
    talking = frame[frame["service"] == "Talking therapies"].set_index("group")["share"]
    assert talking["1"] < talking["5"]


@pytest.mark.parametrize("finding", ALL)
def test_a_dataset_without_these_tables_says_what_it_would_take(small, finding):
    found = finding(ask(small, "smoking"))
    assert faults(found) == []
    if finding is not records_finding and finding is not completing_finding:
        assert found.verdict == "cannot tell"
        assert "It would take" in found.sentence


def test_without_counted_fields_the_indicators_tell_who_is_in_no_group(small):
    found = records_finding(ask(small, "smoking"))
    assert found.headline == "Ethnic group is not known for 2.6% of the people counted"

"""The Brief: every indicator's gap, in the order of the fewest people it could mean."""

from dataclasses import replace

import pytest

from components.findings.brief.brief import brief_finding
from components.findings.brief.card_words import TREND_WORDS, doubted, verdict_words
from components.findings.brief.core20plus5 import core20plus5_finding, core20plus5_gaps, core20plus5_tiles
from components.findings.gap_verdicts import LEVELLING_DOWN
from components.findings.indicator_gaps import gap_ends, indicator_gaps
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_indicators, write_bare, write_small


def test_the_brief_in_words(small):
    found = brief_finding(ask(small, "smoking"))
    assert found.headline == "Our biggest gaps, by people affected: Attendances and Smoking"
    assert found.sentence.startswith("On 3 of 5 indicators the most deprived fifth are clearly worse off.")
    assert "None of the gaps is narrowing and 1 is widening. For 4 there are too few periods to tell." in found.sentence
    assert found.unknown == (
        "Nothing is loaded for continuity by deprivation of where people live: there are no cards for it."
    )


def test_the_brief_in_numbers(small):
    text = brief_finding(ask(small, "smoking")).table.text.set_index("Indicator")
    # 300 attendances a quarter are 1,200 a year, more than 600 people.
    assert text.index[:5].tolist() == ["Attendances", "Smoking", "Trust", "Wait", "Screening"]
    assert text.loc["Smoking", "Gap"] == "16.0 percentage points"
    assert text.loc["Smoking", "Change if all did as well"] == "about 600"
    assert text.loc["Smoking", "Disadvantaged group is"] == "worse"
    assert text.loc["Smoking", "Gap is"] == "widening"
    assert text.loc["Attendances", "Change if all did as well"] == "about 300"
    assert text.loc["Trust", "Groups compared"] == "60.0% most deprived, 80.0% least deprived"
    assert text.loc["Trust", "Change if all did as well"] == "–"
    assert text.loc["Wait", "95% interval"] == "not published"
    assert text.loc["Wait", "Disadvantaged group is"] == "no interval"
    assert text.loc["Screening", "Disadvantaged group is"] == "better"
    assert text.loc["Screening", "Gap is"] == "cannot tell"


def test_cards_come_in_the_order_of_the_fewest_people(demo):
    for by in ("deprivation_quintile", "ethnic_group"):
        found = indicator_gaps(ask(demo, "smoking", by))
        keys = [each.rank_key for each in found]
        assert keys == sorted(keys, reverse=True)
        assert len({each.indicator.id for each in found}) == len(found)
        for each in found:
            assert each.people is None or 0 <= each.people_lower <= each.people


def test_a_gap_that_may_be_nothing_never_stands_before_one_beyond_chance(demo):
    for by in ("deprivation_quintile", "ethnic_group"):
        worse = [each.gap.verdict == "worse" for each in indicator_gaps(ask(demo, "smoking", by))]
        assert 0 < sum(worse) < len(worse)
        assert worse == sorted(worse, reverse=True)


def test_events_of_a_quarter_are_ranked_as_those_of_a_year(demo):
    found = {each.indicator.id: each for each in indicator_gaps(ask(demo, "smoking"))}
    assert found["ae_under5"].times_a_year == pytest.approx(365.25 / 92)
    assert found["ae_under5"].rank_key[0] == pytest.approx(found["ae_under5"].people_lower * 365.25 / 92)
    assert found["smoking"].times_a_year == 1
    assert found["smoking"].rank_key[0] == found["smoking"].people_lower


def test_groups_without_an_order_are_named_for_what_they_are(small, demo):
    assert "one ethnic group is " in brief_finding(ask(small, "smoking", "ethnic_group")).sentence
    assert "one sex is " in brief_finding(ask(demo, "smoking", "sex")).sentence
    assert "one age band is " in brief_finding(ask(demo, "smoking", "age")).sentence
    (only,) = indicator_gaps(ask(small, "smoking", "ethnic_group"))
    assert gap_ends(only) == "20.0% Asian, 0.0% Mixed"
    assert only.people is None


def test_one_period_gives_no_trend_and_says_so(tmp_path):
    found = brief_finding(ask(Dataset.open(write_bare(tmp_path / "d")), "screening"))
    assert found.headline == "No gap is clear"
    assert "each has too few periods" in found.sentence


def test_everyone_alone_has_nothing_to_brief_on(small):
    found = brief_finding(ask(small, "vaccinated", "total"))
    assert found.headline == "We cannot tell from this dataset"


def test_a_place_without_figures_has_nothing_to_brief_on(small):
    found = brief_finding(ask(small, "smoking", area="P1"))
    assert found.sentence == "No indicator is given by deprivation of where people live for North."


def test_need_is_counted_among_indicators_but_not_among_the_worse_or_what_moved(tmp_path):
    needed = [replace(each, domain="need") if each.id == "smoking" else each for each in small_indicators()]
    dataset = Dataset.open(write_small(tmp_path / "d", indicators=needed))
    found = brief_finding(ask(dataset, "smoking"))
    assert found.headline == "Our biggest gap, by people affected: Attendances"
    assert found.sentence.startswith("On 2 of 4 indicators the most deprived fifth are clearly worse off.")
    assert found.sentence.endswith("No gap can be followed over time yet: each has too few periods."), "smoking widened"
    text = found.table.text.set_index("Indicator")
    assert text.loc["Smoking", "Disadvantaged group is"] == "higher"
    assert text.loc["Smoking", "Change if all did as well"] == "–"


def test_core20plus5_takes_the_largest_gap_of_each_area(tmp_path):
    tags = {"smoking": "Smoking cessation", "attendances": "Respiratory", "screening": "Respiratory"}
    tagged = [replace(each, core20plus5=tags.get(each.id, "")) for each in small_indicators()]
    question = ask(Dataset.open(write_small(tmp_path / "d", indicators=tagged)), "smoking")
    assert {tag: each.indicator.id for tag, each in core20plus5_gaps(question).items()} == {
        "Respiratory": "attendances",
        "Smoking cessation": "smoking",
    }
    found = core20plus5_finding(question)
    assert found.headline == "Core20PLUS5: a clear gap in 2 of the 2 areas we can see"
    assert found.unsupported_numbers() == []


def test_core20plus5_without_tags_says_so(small):
    assert core20plus5_finding(ask(small, "smoking")).headline == "We cannot tell from this dataset"


def test_a_gap_that_narrowed_because_the_better_off_got_worse_is_not_said_to_be_closing(demo):
    question = ask(demo, "smoking")
    trends = {each.indicator.id: each.trend for each in indicator_gaps(question)}
    down = [each for each, trend in trends.items() if trend == LEVELLING_DOWN]
    assert sorted(down) == ["phone_access"]
    found = brief_finding(question)
    narrowing = sum(trend == "narrowing" for trend in trends.values())
    assert f"{narrowing} of the gaps are narrowing and 1 is widening. 1 is narrower only because" in found.sentence
    assert "1 is narrower only because the better-off got worse." in found.sentence
    assert trends["hypertension_to_target"] == "narrowing"
    assert TREND_WORDS[LEVELLING_DOWN] == "⤓ narrower because the better-off got worse"


def test_a_gap_that_the_unrecorded_could_undo_has_one_word_of_certainty(demo):
    question = ask(demo, "smoking", "ethnic_group")
    gaps = indicator_gaps(question)
    unsure = [each for each in gaps if each.verdict == "worse" and doubted(each)]
    sure = [each for each in gaps if each.verdict == "worse" and not doubted(each)]
    assert {verdict_words(each) for each in unsure} == {"▼ worse off as recorded"}
    assert {verdict_words(each) for each in sure} <= {"▼ clearly worse off"}
    assert unsure
    found = brief_finding(question)
    assert "clearly" not in found.sentence
    assert f"on {len(unsure)} of these too much is unrecorded to be sure." in found.sentence
    assert found.unsupported_numbers() == []


def test_core20plus5_shows_every_clinical_area_and_says_where_there_are_no_data(demo):
    tiles = core20plus5_tiles(ask(demo, "smoking"))
    assert [(each.area.whom, each.area.short_name, each.lacking or each.gap.indicator.id) for each in tiles] == [
        ("Adults", "Maternity", "maternity_continuity"),
        ("Adults", "Severe mental illness", "smi_health_check"),
        ("Adults", "Chronic respiratory disease", "copd_flu_vaccination"),
        ("Adults", "Early cancer diagnosis", "cervical_screening"),
        ("Adults", "Hypertension and lipids", "hypertension_to_target"),
        ("Adults", "Smoking cessation", "smoking"),
        *(
            ("Children and young people", each, "no data here")
            for each in ("Asthma", "Diabetes", "Epilepsy", "Oral health", "Mental health")
        ),
    ]
    assert core20plus5_finding(ask(demo, "smoking")).sentence.endswith("For 5 of the 11 areas there are no data here.")


def test_an_area_of_core20plus5_that_has_figures_but_no_gap_is_not_called_empty(tmp_path):
    tags = {"vaccinated": "Maternity", "smoking": "Smoking cessation"}
    changed = [
        replace(each, core20plus5=tags.get(each.id, "Severe mental illness" if each.id == "attendances" else ""))
        for each in small_indicators()
    ]
    changed = [replace(each, domain="need") if each.id == "attendances" else each for each in changed]
    question = ask(Dataset.open(write_small(tmp_path / "d", indicators=changed)), "smoking")
    lacking = {each.area.short_name: each.lacking for each in core20plus5_tiles(question) if each.gap is None}
    assert lacking["Maternity"] == "figures here, but not by these groups"
    assert lacking["Severe mental illness"] == "only how many have it, not how they fare"
    assert lacking["Early cancer diagnosis"] == "no data here"

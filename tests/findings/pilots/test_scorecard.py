"""The four stories of the demo's pilots, the list of all, and the scorecard: each line against what it is made of."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.charts.score_rows import RowStanding, ScoreRow, score_rows
from components.charts.type_marks import bold
from components.findings.pilots import verdict as verdicts
from components.findings.pilots.case import expectations_of, pilot_cases, primary_expectation
from components.findings.pilots.declared import declared_words
from components.findings.pilots.effect import effect_of
from components.findings.pilots.flags import pilot_flags
from components.findings.pilots.overview import overview_finding
from components.findings.pilots.questions import questions_of
from components.findings.pilots.receiver_series import REFERRALS, WAITS, receiver_series, services_with
from components.findings.pilots.score_lines import DOMAINS, NOT_MEASURED, score_lines
from components.findings.pilots.scorecard import scorecard_finding
from components.findings.pilots.story import BAD, GOOD, NO_ANSWER, NOTHING, TONES, effect_line, effect_words, story_of
from data.demo.generator.pilot_receivers import RECEIVERS
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.findings.pilots.figures import expectations_table, pilot_dataset, pilots_table, quarterly
from tests.findings.pilots.own_figures import capture_table, everyone, spend_table

PILOTS = ("digital_confidence", "screening_hosts", "home_reviews", "case_finding")
STORIES = {
    "digital_confidence": "No effect; what was expected is ruled out",
    "screening_hosts": "It did better than similar areas and narrowed the gap",
    "home_reviews": "The fall would probably have happened anyway",
    "case_finding": "It did better than similar areas, but sent demand elsewhere",
}


@pytest.fixture
def question(demo):
    return ask(demo, "smoking")


def test_the_four_pilots_tell_four_stories(question):
    assert {pilot_id: story_of(question, pilot_id).title for pilot_id in PILOTS} == STORIES
    assert [bool(story_of(question, each).sent_elsewhere) for each in PILOTS] == [False, False, False, True]
    assert [bool(story_of(question, each).narrowed) for each in PILOTS] == [False, True, False, False]


def test_the_list_of_all_counts_them_and_keeps_to_its_table(question):
    found = overview_finding(question)
    assert found.headline == "2 of 4 pilots did better than similar areas, and one of them sent demand elsewhere"
    assert faults(found) == []
    assert all(
        name in found.sentence for name in ("Screening hosts: it did better", "Digital confidence sessions: no effect")
    )


@pytest.mark.parametrize("pilot_id", PILOTS)
def test_the_scorecard_keeps_to_its_table_and_covers_every_domain(question, pilot_id):
    found = scorecard_finding(pilot_id)(question)
    assert faults(found) == []
    lines = score_lines(question, pilot_id)
    assert list(dict.fromkeys(each.domain for each in lines)) == list(DOMAINS)
    assert all(each.note for each in lines if each.tone == NO_ANSWER)
    assert {each.symbol for each in lines} <= set("▲▼○✕↺↑=?–≠")


@pytest.mark.parametrize("pilot_id", PILOTS)
def test_every_expected_effect_is_a_line_with_its_numbers(demo, question, pilot_id):
    lines = score_lines(question, pilot_id)
    case = pilot_cases(demo)[pilot_id]
    for each in expectations_of(demo, pilot_id):
        one = effect_of(demo, case, each)
        name = demo.indicators[each.indicator_id].short_name
        (line,) = [
            line
            for line in lines
            if line.label == name
            and line.domain == each.domain
            and line.under.startswith("gap") == (each.measure == "gap")
        ]
        assert line.verdict == verdicts.VERDICTS[one.verdict].phrase
        sign = -1 if each.is_demand else 1
        assert line.standing.at == pytest.approx(sign * one.estimate / each.expected)
        assert line.standing.lower <= line.standing.at <= line.standing.upper


def test_only_the_pilot_that_was_made_to_send_demand_on_is_said_to(demo):
    for pilot_id in PILOTS:
        found = receiver_series(demo, pilot_id)
        busier = {each.service for each in RECEIVERS[pilot_id] if each.times > 1}
        assert set(services_with(found, REFERRALS, "more")) == busier
        assert set(services_with(found, WAITS, "more")) == busier


def test_poor_capture_demand_and_the_gap_are_flagged_beside_the_verdict(question):
    told = {pilot_id: " ".join(words for _, words in pilot_flags(pilot_id)(question)) for pilot_id in PILOTS}
    assert told["digital_confidence"].startswith("What is not captured cannot be judged: 4 of 4 fields")
    assert told["screening_hosts"].startswith("The gap narrowed: 13.5 percentage points narrower")
    assert told["home_reviews"] == ""
    assert "GP appointments: 582 per 1,000 people a year more" in told["case_finding"]
    assert "2 of 2 receiving services got more referrals, and waits there rose" in told["case_finding"]


def test_a_pilot_is_declared_in_few_words(question):
    words = dict(declared_words("screening_hosts")(question))
    assert words["Where and when"] == "Sallowmouth West, 1 October 2024 to 30 September 2026"
    assert words["Beside whom"].startswith("8 neighbourhoods. Neighbourhoods without a pilot where people of both")
    assert words["Budget and owner"] == "£128,000; Cancer screening lead, primary care network"


def _effect(demo, **changes: object):
    case = pilot_cases(demo)["screening_hosts"]
    return replace(effect_of(demo, case, primary_expectation(demo, case)), **changes)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((2.0, 1.0, 3.0), "2.0 percentage points better (between 1.0 and 3.0)"),
        ((-2.0, -3.0, -1.0), "2.0 percentage points worse (between 1.0 and 3.0)"),
        ((0.5, -1.0, 2.0), "0.5 percentage points better (between 1.0 worse and 2.0 better)"),
    ],
)
def test_an_effect_is_said_by_its_way_and_never_by_a_sign(demo, limits, words):
    estimate, lower, upper = limits
    assert effect_words(_effect(demo, estimate=estimate, lower=lower, upper=upper)) == words


def test_every_verdict_has_a_tone_and_a_line(demo):
    assert set(TONES) == set(verdicts.VERDICTS)
    assert set(TONES.values()) == {GOOD, BAD, NOTHING, NO_ANSWER}
    primary = [code for code in verdicts.VERDICTS if code not in (verdicts.DEMAND_ROSE, verdicts.DEMAND_HELD)]
    lines = {code: effect_line("Screening", _effect(demo, verdict=code, reason="it is early")) for code in primary}
    assert len(set(lines.values())) >= len(primary) - 1
    assert all(line.startswith("Screening: ") and line.endswith(".") for line in lines.values())
    untold = _effect(demo, estimate=np.nan, reason="it began after the newest figures")
    assert effect_line("Screening", untold) == "Screening: we cannot tell, because it began after the newest figures."


def test_with_only_the_table_of_pilots_every_question_has_an_answer(tmp_path):
    tables = {"pilots": pilots_table(), "pilot_expectations": expectations_table().iloc[:0]}
    dataset = pilot_dataset(tmp_path / "d", quarterly("screening"), **tables)
    asked = ask(dataset, "smoking")
    lines = score_lines(asked, "calls")
    absent = {each.label for each in lines if each.verdict == NOT_MEASURED}
    assert {"Team survey", "What people it serves say", "Receiving services", "Uptake", "Data capture"} <= absent
    found = scorecard_finding("calls")(asked)
    assert faults(found) == []
    assert "Not measured: " in found.sentence
    assert faults(overview_finding(asked)) == []
    assert all(each(asked) is not None for each in questions_of("calls"))


@pytest.mark.parametrize(
    "changed",
    [{"indicator_id": "no_such"}, {"area_codes": "N99"}, {"comparators": ""}, {"start": pd.Timestamp("2030-01-01")}],
)
def test_a_pilot_that_cannot_be_judged_says_so_and_breaks_nothing(tmp_path, changed):
    tables = {"pilots": pilots_table(**changed), "pilot_expectations": expectations_table().iloc[:0]}
    asked = ask(pilot_dataset(tmp_path / "d", quarterly("screening"), **tables), "smoking")
    story = story_of(asked, "calls")
    assert story.tone == NO_ANSWER
    assert "not in this dataset" in story.line or "we cannot tell, because" in story.line
    found = overview_finding(asked)
    assert faults(found) == []
    assert found.headline == "Morning calls: we cannot tell yet"
    assert faults(scorecard_finding("calls")(asked)) == []
    assert all(each(asked) is not None for each in questions_of("calls"))


def test_the_pilots_own_lines_say_what_its_tables_say(tmp_path):
    tables = {
        "pilot_uptake": everyone(200, 150, 100, 50),
        "pilot_capture": capture_table(NHS_number=(100, 95), Ethnic_group=(100, 40)),
        "pilot_spend": spend_table((300, 400)),
    }
    dataset = pilot_dataset(tmp_path / "d", quarterly("screening"), **tables)
    lines = {each.label: each for each in score_lines(ask(dataset, "smoking"), "calls")}
    assert lines["Uptake"].seen == f"{bold('25.0%')} completed"
    assert (lines["Data capture"].symbol, lines["Data capture"].verdict) == ("▼", "1 of 2 fields too empty to judge by")
    assert (lines["Spend so far"].tone, lines["Spend so far"].verdict) == (BAD, "£100 over plan (33%)")
    assert lines["Spend so far"].under == "£4 for each person engaged"


def test_a_dataset_without_pilots_says_how_to_declare_one(small):
    found = overview_finding(ask(small, "smoking"))
    assert faults(found) == []
    assert found.verdict == "cannot tell"
    assert "The tables to fill in are on the page Your data" in found.sentence
    assert scorecard_finding("no_such")(ask(small, "smoking")).verdict == "cannot tell"


def test_what_lies_beyond_the_strip_is_marked_at_its_edge_and_still_drawn():
    row = ScoreRow(
        "Calls", "per 1,000", "at most +1", "+9", "↑ demand rose", standing=RowStanding(-9, -10, -8, limited=True)
    )
    figure = score_rows([row], heads=("Expected", "Seen", "Verdict"))
    low, high = figure.layout.xaxis.range
    (dots,) = figure.data
    assert low < dots.x[0] < high
    assert "◂" in [each.text for each in figure.layout.annotations]
    assert "most allowed" in [each.text for each in figure.layout.annotations]
    with pytest.raises(ValueError, match="found none"):
        score_rows([], heads=("Expected", "Seen", "Verdict"))

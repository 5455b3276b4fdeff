"""Trust: who takes part, whose voice is missing, who trusts, and what was said, against the demo's own tables."""

import pandas as pd
import pytest

from components.findings.selection import AS_COUNTED, areas_offered
from components.findings.trust.experience import experience_finding
from components.findings.trust.heard import heard, missing_voices
from components.findings.trust.log import log_entries, log_finding
from components.findings.trust.missing import lines, missing_finding
from components.findings.trust.participation import participation_finding
from data.dataset.dataset import Dataset
from data.disclosure.personal_details import personal_details
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import write_small

ALL = (participation_finding, experience_finding, missing_finding, log_finding)
WORDS_ONLY = ["no picture and no reason"]


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group", "age", "sex"])
def test_words_keep_to_their_tables_everywhere(demo, by):
    found = {}
    for area in areas_offered(demo)[:8]:
        for finding in ALL:
            wrong = faults(finding(ask(demo, "phone_access", by, area=area)))
            found[area, finding.__name__] = [each for each in wrong if each not in WORDS_ONLY or finding is ALL[0]]
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_a_ratio_is_worked_from_the_table(demo):
    rows = demo.optional("participation")
    rows = rows[(rows["level"] == "icb") & (rows["activity"] == "Patient groups")]
    own = rows[rows["dimension"] == "deprivation_quintile"].set_index("group")
    known = rows[rows["dimension"] == "total"]["people"].iloc[0] - own.at["unknown", "people"]
    lives = own["population"].drop("unknown")
    expected = (own.at["1", "people"] / max(known, own["people"].drop("unknown").sum())) / (lives["1"] / lives.sum())
    frame = heard(ask(demo, "smoking")).frame
    told = frame[(frame["activity"] == "Patient groups") & (frame["group"] == "1")].iloc[0]
    assert told["ratio"] == pytest.approx(expected)
    assert told["ratio"] < 0.5


def test_the_most_deprived_fifth_is_missing_from_two_activities_and_reached_by_the_third(demo):
    question = ask(demo, "smoking")
    missing = missing_voices(heard(question))
    assert set(missing[missing["group"] == "1"]["activity"]) == {"Patient groups", "Practice survey"}
    found = participation_finding(question)
    assert found.headline == "We hear too little from the most deprived fifth"
    assert "Listening sessions do reach the most deprived fifth" in found.sentence


def test_a_hidden_count_is_never_shown_and_is_bounded_by_what_is_left(demo):
    frame = heard(ask(demo, "smoking", "ethnic_group")).frame
    hidden = frame[frame["status"] == "suppressed"]
    assert len(hidden)
    assert hidden[["people", "ratio", "took", "more"]].isna().all(axis=None)
    assert (hidden["most"] > 0).all()


def test_a_hidden_number_of_unknown_only_widens_the_upper_limit(demo):
    for area in areas_offered(demo):
        for by in ("ethnic_group", "deprivation_quintile", "age", "sex"):
            frame = heard(ask(demo, "phone_access", by, area=area)).frame.dropna(subset=["ratio"])
            assert (frame["lower"] <= frame["ratio"] + 1e-9).all()
            assert (frame["ratio"] <= frame["upper"] + 1e-9).all()


def test_missing_voices_are_said_plainly(demo):
    question = ask(demo, "smoking")
    told = lines(missing_finding(question))
    assert any("Patient groups: Most deprived fifth" in line for line in told)
    assert told[-1].startswith("Nothing is written down from: ")
    log = demo.optional("community_log")
    silent = set(demo.areas("neighbourhood").index) - set(log["area_code"])
    assert f"from {len(silent)} of 18 neighbourhoods" in missing_finding(question).headline


def test_the_log_is_newest_first_and_beside_its_indicator(demo):
    entries = log_entries(ask(demo, "smoking"))
    assert len(entries) == len(demo.optional("community_log")) == 9
    dates = pd.to_datetime([entry.date for entry in entries], format="%d %B %Y")
    assert dates.is_monotonic_decreasing
    assert entries[0].indicator == "Easy to reach by phone"
    assert "most deprived" in entries[0].gap
    assert log_finding(ask(demo, "smoking")).headline.startswith("4 of 9 things communities told us")


def test_an_area_shows_its_own_entries_only(demo):
    place = demo.areas("place").index[1]
    inside = {place, *demo.areas("neighbourhood").query("parent_code == @place").index}
    log = demo.optional("community_log")
    assert len(log_entries(ask(demo, "smoking", area=place))) == log["area_code"].isin(inside).sum() > 0


def test_an_entry_that_points_at_one_person_is_held_back(demo, tmp_path):
    log = demo.optional("community_log").assign(area_code="I1", indicator_id="smoking")
    log.loc[0, "said"] = "Ring Mrs Sparrow on 020 7946 0000"
    folder = write_small(tmp_path / "d", optional={"community_log": log})
    question = ask(Dataset.open(folder), "smoking")
    assert len(log_entries(question)) == len(log) - 1
    assert "1 entries are held back" in log_finding(question).hidden
    assert "Sparrow" not in log_finding(question).table.csv


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("My number is 943 476 5919", ("an NHS number",)),
        ("Ring me on 020 7946 0000", ("a telephone number",)),
        ("write to ann@example.org", ("an e-mail address",)),
        ("I live at SW1A 1AA", ("a full postcode",)),
        ("born 3/4/1961", ("a date that may be of birth",)),
        ("Mrs Sparrow told us", ("a name with its title",)),
        ("Ring at 8 on the 12th; 30,000 people live here since 2021", ()),
    ],
)
def test_personal_details_are_found_by_their_form(text, kinds):
    assert personal_details(text) == kinds


def test_no_text_of_the_demo_points_at_anyone(demo):
    log = demo.optional("community_log")
    texts = log[["community", "setting", "heard_by", "said", "done"]].to_numpy().ravel()
    assert [text for text in texts if personal_details(text)] == []


@pytest.mark.parametrize("finding", ALL)
def test_a_dataset_without_these_tables_says_what_it_would_take(small, finding):
    found = finding(ask(small, "smoking"))
    assert faults(found) == []
    if finding is not experience_finding:
        assert found.verdict == "cannot tell"
        assert "It would take" in found.sentence


def test_experience_names_confidence_and_trust_first_of_what_is_beyond_chance(demo):
    # As counted, overall experience alone is beyond chance by deprivation; of that gap most is age.
    for by, adjusted, first in (
        ("ethnic_group", "", "Confidence and trust: "),
        # Where no gap is clear none leads by its name.
        ("deprivation_quintile", "", "No group is clearly worse off on any of 6 measures of experience and continuity"),
        ("deprivation_quintile", AS_COUNTED, "Good overall experience: "),
    ):
        found = experience_finding(ask(demo, "smoking", by, adjusted=adjusted))
        assert found.headline.startswith(first)
        assert found.table.frame["indicator"].iloc[0] == "Confidence and trust"
    assert experience_finding(ask(demo, "smoking", "sex")).sentence == (
        "Furthest apart is Named care coordinator: 42.0% Female, 43.0% Male. A gap of 1.0 percentage points can be chance."
    )

"""The Evidence page without a browser: what stands in view, the filters, the entry that a link asks for, a team's own."""

import pandas as pd
import pytest

from components.controls.as_text import as_text
from components.findings.evidence.pattern import OWN_REASONING, pattern_finding
from components.findings.evidence.recommendations import recommendations_finding
from data.evidence.certainty import WHOLE_CAVEAT
from data.evidence.reading import built_in
from tests.findings.asking import ask
from tests.pages.conftest import assert_sound, main_heading, open_page, told
from tests.small_dataset import write_small

OWN = {
    "evidence_id": "our_walks",
    "kind": "local",
    "title": "Walks with a nurse",
    "says": "More people came back.",
    "certainty": "low",
    "source": "Testshire 2026",
}


def _links(page) -> list[tuple[str, str]]:
    """Words and query of every link to a page."""
    return [(each.proto.label, each.proto.query_string) for each in page.get("page_link")]


def test_the_pattern_leads_and_the_recommendations_stand_as_cards_with_the_caveat_in_view(demo):
    shown = open_page("evidence", indicator="smoking")
    assert_sound(shown)
    words = told(shown)
    assert main_heading(shown) == pattern_finding(ask(demo, "smoking")).headline
    assert recommendations_finding(ask(demo, "smoking")).headline in words
    assert OWN_REASONING in words
    assert WHOLE_CAVEAT in words
    five = [each for each in built_in().values() if each.kind == "recommendation"]
    places = [words.index(each.says) for each in five]
    assert places == sorted(places)
    for each in five:
        assert f"How sure: {each.certainty_words}" in " ".join(words.split())
        assert ", ".join(each.audience) in words


def test_a_card_leads_to_its_indicators_and_pages_with_the_same_choices(demo):
    area = demo.areas("neighbourhood").index[2]
    links = dict(_links(open_page("evidence", indicator="smoking", area=area)))
    (nursing,) = [query for label, query in links.items() if label.startswith("Sees preferred GP")]
    assert "indicator=preferred_gp" in nursing
    assert f"area={area}" in nursing
    assert f"area={area}" in links["Open Need"]


def test_the_filters_are_kept_in_the_address_and_obeyed():
    shown = open_page("evidence", indicator="smoking")
    (picker,) = [each for each in shown.selectbox if each.label == "Who acts"]
    shown = picker.set_value("NHS England").run()
    assert_sound(shown)
    assert shown.query_params["actor"] == "NHS England"
    words = told(shown)
    assert built_in()["rec_resource_by_need"].says in words
    assert built_in()["rec_open_access"].says not in words


def test_filters_that_leave_nothing_say_so():
    shown = open_page("evidence", actor="NHS England", principle="principle_trust")
    assert_sound(shown)
    assert "No entry is of this kind, for these people, under this principle." in told(shown)


@pytest.mark.parametrize("entry", ["rec_co_locate", "trust_led_by_members", "pilots_demand", "pattern_top"])
def test_an_entry_that_a_link_asks_for_comes_first(entry):
    shown = open_page("evidence", indicator="smoking", evidence=entry)
    assert_sound(shown)
    words = told(shown)
    assert "The entry you asked for" in words
    assert words.index(built_in()[entry].says) < words.index("What works, and how sure is that?")


def test_an_entry_that_is_not_here_is_told_of():
    shown = open_page("evidence", evidence="moonshine")
    assert_sound(shown)
    assert "‘moonshine’, which the evidence of this dataset does not hold" in shown.info[0].value


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("need", "principle_by_need"),
        ("trust", "principle_trust"),
        ("access", "principle_co_located"),
        ("records", "principle_records"),
    ],
)
def test_the_pages_that_act_on_gaps_lead_to_their_entry(page, entry):
    shown = open_page(page)
    assert built_in()[entry].says in told(shown)
    assert ("More of this evidence", f"evidence={entry}") in _links(shown)


def test_who_leads_to_what_fits_with_the_same_choices():
    query = dict(_links(open_page("who", indicator="smoking")))["What fits a gap like this?"]
    assert "indicator=smoking" in query


def test_local_evidence_is_shown_and_marked_and_a_clash_is_named(show_dataset, tmp_path):
    own = pd.DataFrame([OWN, OWN | {"evidence_id": "rec_co_locate"}])
    show_dataset(write_small(tmp_path / "dataset", optional={"evidence": own}))
    shown = open_page("evidence", indicator="smoking")
    assert [each.value for each in shown.exception] == []
    assert as_text("evidence_id rec_co_locate: this id is one of the built-in entries") in shown.warning[0].value
    words = told(shown)
    assert "◆ Local: an entry of this dataset's own team" in words
    assert "More people came back." in words
    assert built_in()["rec_co_locate"].says in words

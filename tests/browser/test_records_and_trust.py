"""The one job of Records and of Trust, done by clicking."""

from playwright.sync_api import expect

from components.findings.records.fields import records_finding
from components.findings.records.places import places_finding
from components.findings.trust.log import log_finding
from components.findings.trust.participation import participation_finding
from tests.findings.asking import ask


def test_records_says_who_is_missing_and_where_for_a_field_and_an_area(visit, demo):
    place = demo.areas("place").index[0]
    visit.open("/records?indicator=smoking").says(records_finding(ask(demo, "smoking")).headline)
    visit.part("places")
    visit.choose("Field of the record", "Unpaid carer").until(field="Unpaid carer")
    expect(visit.page.get_by_text(places_finding("Unpaid carer")(ask(demo, "smoking")).headline)).to_be_visible()
    visit.choose("Area", f"{demo.area_name(place)} (place)").until(area=place)
    visit.says(records_finding(ask(demo, "smoking", area=place)).headline)
    expect(visit.chart(0)).to_contain_text("Housing situation")
    expect(
        visit.part("places").get_by_text(places_finding("Unpaid carer")(ask(demo, "smoking", area=place)).headline)
    ).to_be_visible()
    assert visit.address["field"] == "Unpaid carer"


def test_records_leads_to_its_method(visit):
    visit.open("/records?indicator=smoking")
    visit.part("registers").get_by_text("How to read this, the table and the source").click()
    visit.page.get_by_role("link", name="How this is worked out").click()
    visit.until(method="case_finding")
    assert visit.path == "/methods"


def test_trust_says_whom_we_hear_by_the_groups_chosen(visit, demo):
    visit.open("/trust?indicator=smoking").says(participation_finding(ask(demo, "smoking")).headline)
    visit.choose("Compare by", "Ethnic group").until(by="ethnic_group")
    visit.says(participation_finding(ask(demo, "smoking", "ethnic_group")).headline)
    expect(visit.chart(0)).to_contain_text("hidden to protect confidentiality")
    expect(visit.part("log").get_by_text(log_finding(ask(demo, "smoking", "ethnic_group")).headline)).to_be_visible()


def test_an_entry_of_the_log_leads_to_its_indicator(visit):
    visit.open("/trust?indicator=smoking")
    visit.part("log").get_by_role("link", name="Look closer at Cervical screening", exact=True).click()
    visit.until(indicator="cervical_screening")
    assert visit.path == "/who"


def test_writing_of_a_person_is_warned_of_and_cannot_be_taken_away(visit):
    visit.open("/trust?indicator=smoking")
    visit.part("log").get_by_text("Write down what a community said").click()
    said = visit.page.get_by_label("What was said")
    said.fill("Ring Mrs Sparrow on 020 7946 0000")
    said.press("Control+Enter")
    expect(visit.page.get_by_text("This seems to hold a telephone number and a name with its title")).to_be_visible()
    take = visit.page.get_by_role("button", name="Take this entry away (CSV)")
    expect(take).to_have_count(0)
    said.fill("Nobody answers at eight")
    said.press("Control+Enter")
    with visit.page.expect_download() as taken:
        take.click()
    assert "Nobody answers at eight" in taken.value.path().read_text(encoding="utf-8")

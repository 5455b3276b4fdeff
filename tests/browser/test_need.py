"""The Need page in a browser: move a weight and see ranks change, save a scenario, and send the link to somebody else."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from components.findings.need.index import need_index_finding
from components.findings.need.scenario import scenario_from_code
from components.findings.need.target import need_lead
from tests.findings.asking import ask


def _slider(visit, name: str):
    return visit.page.get_by_role("slider", name=name)


def _parameter(visit, name: str) -> str:
    return parse_qs(urlsplit(visit.page.url).query)[name][0]


def _press(visit, name: str, key: str, values: list[int]) -> None:
    """Press a key on a slider once for each value it should come to, and wait until the link has each."""
    slider = _slider(visit, name)
    for value in values:
        before = visit.page.url
        slider.focus()
        visit.page.keyboard.press(key)
        expect(slider).to_have_value(str(value))
        visit.page.wait_for_function("before => location.href !== before", arg=before)
        visit.settled()


def test_weights_move_ranks_and_a_link_brings_the_scenario_to_another(visit, new_visit, server, demo):
    question = ask(demo, "smoking")
    visit.open("/need?indicator=smoking").says(need_lead(question, scenario_from_code(demo, "")).headline)
    before = need_index_finding(question, scenario_from_code(demo, ""))
    expect(visit.part("need_index").get_by_text(before.headline)).to_be_visible()

    _press(visit, "Living in the most deprived fifth", "ArrowLeft", [2, 1, 0])
    code = "mix.all3.old3.ltc3.men3.lea3.cap20.to5.out3.in10.new0.by-community_nursing"
    visit.until(need=code)
    after = need_index_finding(question, scenario_from_code(demo, code))
    expect(visit.part("need_index").get_by_text(after.headline)).to_be_visible()
    assert after.headline != before.headline

    visit.part("need_scenarios").get_by_label("Name of this scenario").fill("Without deprivation")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("button", name="Save this scenario").click()
    visit.until(kept=f"Without deprivation~{code}")
    _press(visit, "Aged 65 and over", "ArrowRight", [4, 5, 6, 7])
    visit.until(need=code.replace("old3", "old7"))
    expect(visit.part("need_scenarios").get_by_text("Does the answer hang on the scenario?")).to_be_visible()
    heading = visit.heading

    other = new_visit(server).open(visit.page.url.removeprefix(server.address)).says(heading)
    expect(_slider(other, "Aged 65 and over")).to_have_value("7")
    other.part("need_scenarios").get_by_role("button", name="Show ‘Without deprivation’").click()
    other.until(need=code)
    expect(other.part("need_index").get_by_text(after.headline)).to_be_visible()
    assert _parameter(other, "kept") == f"Without deprivation~{code}"


def test_the_scenario_waits_while_another_page_is_read(visit, demo):
    code = "mix.old5.cap20.to5.out3.in10.new0.by-community_nursing"
    visit.open(f"/need?need={code}").until(need=code)
    heading = visit.heading
    assert heading == need_lead(ask(demo, "smoking"), scenario_from_code(demo, code)).headline
    visit.go("Who").go("Need")
    visit.until(need=code).says(heading)

"""What can be found: everything of the dataset once, with the words people say, each opening on what its page can show."""

from collections import Counter

from components.findings.find.signposts import signposts
from components.findings.methods.entries import METHODS
from components.findings.selection import changes, from_link, indicator_given_by
from data.contract.pages import BY_NAME, PAGES


def _of_kind(demo, begins: str) -> list[str]:
    return [each.name for each in signposts(demo) if each.what.startswith(begins)]


def test_all_indicators_pages_places_groups_and_methods_can_be_found(demo):
    assert _of_kind(demo, "Indicator") == [each.short_name for each in demo.indicators.values()]
    assert _of_kind(demo, "Page") == [page.title for page in PAGES]
    assert Counter(_of_kind(demo, "Neighbourhood")) == Counter(demo.areas("neighbourhood")["area_name"])
    assert Counter(_of_kind(demo, "Place")) == Counter(demo.areas("place")["area_name"])
    assert {"By ethnic group", "Bangladeshi", "Most deprived fifth", "Female"} <= set(_of_kind(demo, "Group"))
    assert _of_kind(demo, "Method") == [each.title for each in METHODS]


def test_each_opens_a_page_that_is_there_on_what_it_names(demo):
    for each in signposts(demo):
        assert each.page in BY_NAME
        wanted = {name: [value] for name, value in each.choices.items() if name not in ("method", "pilot")}
        if "by" in each.choices:
            wanted["indicator"] = [indicator_given_by(demo, "smoking", each.choices["by"])]
        assert changes(wanted, from_link(demo, wanted)) == [], each.name


def test_what_people_say_stands_beside_what_is_named(demo):
    said = {each.name: each.also for each in signposts(demo)}
    assert {"BP", "hypertension"} <= set(said["Blood pressure to target"])
    assert "statins" in said["Lipid-lowering therapy"]
    assert "casualty" in said["A&E visits under 5"]
    assert "board pack" in said["Meeting"]
    assert "SII" not in said["Slope index and relative index of inequality (SII, RII)"]

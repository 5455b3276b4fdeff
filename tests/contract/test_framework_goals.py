"""The goals of the neighbourhood health framework name indicators that there are."""

from data.contract.framework_goals import framework_goals
from data.contract.indicator import read_indicators
from tests.architecture.project_files import ROOT


def test_every_indicator_named_is_a_published_one_or_one_of_the_demo(demo):
    known = read_indicators(ROOT / "data" / "contract" / "published").keys() | demo.indicators.keys()
    goals = framework_goals()
    assert [each.code for each in goals] == ["outcomes", "gp_access", "planned_care", "urgent_care", "satisfaction"]
    assert {code for each in goals for code in each.indicators} - known == set()


def test_an_indicator_shows_the_goals_it_is_listed_for_and_those_of_its_domain(demo):
    shown = {
        code: [each.code for each in framework_goals() if each.shown_by(demo.indicators[code])]
        for code in ("acs_admissions", "phone_access", "overall_experience", "maternity_continuity")
    }
    assert shown == {
        "acs_admissions": ["outcomes", "urgent_care"],
        "phone_access": ["gp_access"],
        "overall_experience": ["satisfaction"],
        "maternity_continuity": [],
    }

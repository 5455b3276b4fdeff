"""Methods: every measure is explained, every link to one leads somewhere, and each has a worked example."""

import re

import pytest

from components.findings.analyst.measures_table import analyst_finding
from components.findings.brief import brief, core20plus5
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.compare.split import split_finding
from components.findings.methods.entries import METHODS, method_of
from components.findings.methods.worked_example import MADE_UP
from components.findings.trend.trend import trend_finding
from components.findings.where import areas as where
from components.findings.where import need as where_need
from components.findings.who import gradient, grid
from components.findings.who import groups as who
from components.measures.values.life_expectancy import life_expectancy
from tests.architecture.project_files import imported, product_modules
from tests.findings.asking import ask
from tests.measures.every_measure import MEASURES

LINKED = {"value", "gap", "slope", "levelling_up", "grid", "funnel", "need", "trend", "rank", "split"}
# A method not named here is worked on the selection. Of these the demo's smokers by deprivation give nothing to work on.
MADE_UP_FOR_SMOKERS = {
    "mean", "standardised", "indirect", "life_expectancy", "disclosure", "difference_in_differences",
    "regression_to_mean", "detectable_effect", "event_study", "parallel_trends", "pilot_verdict", "need_index",
    "reallocation", "continuity", "recording_needed", "case_finding", "representation", "median_wait", "cascade", "reach",
    "maximal_cover", "co_location", "against_country", "cost_of_effect", "neighbourhood_team",
    "team_survey",
}  # fmt: skip
# Worked by the function that the analyst's panel has of them, or told of beside the measure whose interval it checks.
WORKED_OTHERWISE = {
    "components.measures.values.gap.ratio",
    *(f"components.measures.spread.dispersion.{name}" for name in ("mdm", "mdb", "mdr", "idis")),
    "components.measures.gradient.slope_simulation.simulated_slope_index",
}
SELECTIONS = [
    ("smoking", "deprivation_quintile"),
    ("smoking", "ethnic_group_18"),
    ("acs_admissions", "sex"),
    ("premature_mortality", "ethnic_group"),
    ("usual_provider", "deprivation_quintile"),
    ("community_nursing", "total"),
    ("long_term_conditions", "age"),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.id)
def test_a_method_is_explained_in_full(method):
    for words in (method.family, method.title, method.meaning, method.formula, method.use, method.avoid, method.source):
        assert words.strip()
    assert method.formula.count("{") == method.formula.count("}")
    assert method.formula.count(r"\left") == method.formula.count(r"\right")
    assert re.fullmatch(r"[a-z_]+", method.id)


def test_anchors_are_unique_and_an_unknown_one_leads_to_the_first():
    assert len({each.id for each in METHODS}) == len(METHODS)
    assert method_of("slope").title.startswith("Slope index")
    assert method_of("nonsense") is METHODS[0]
    assert {each.id for each in METHODS} >= LINKED


def test_families_stand_together():
    families = [each.family for each in METHODS]
    assert len(set(families)) == 1 + sum(a != b for a, b in zip(families, families[1:], strict=False))


def test_every_finding_links_to_a_method_that_is_there(small, demo):
    known = {each.id for each in METHODS}
    asked = [
        who.groups_finding, grid.grid_finding, gradient.slope_finding, where.ranking_finding, where_need.need_finding,
        brief.brief_finding, core20plus5.core20plus5_finding, trend_finding, compare_finding, funnel_finding,
        split_finding, analyst_finding,
    ]  # fmt: skip
    for dataset, indicator in ((small, "smoking"), (small, "trust"), (demo, "smoking")):
        for finding in asked:
            assert finding(ask(dataset, indicator)).method in known


def test_every_method_has_one_worked_example_of_its_own():
    names = [f"{each.worked.__module__}.{each.worked.__qualname__}" for each in METHODS]
    assert len(set(names)) == len(names)


def test_every_measure_of_the_analysts_panel_is_worked_in_a_method():
    def measures_of(room: str) -> set[str]:
        files = [path for path in product_modules() if path.match(f"components/findings/{room}/*.py")]
        return set().union(*map(imported, files)) & set(MEASURES)

    assert measures_of("analyst") - measures_of("methods") == WORKED_OTHERWISE


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.id)
def test_an_example_is_of_the_selection_wherever_it_can_be(demo, method):
    found = method.worked(ask(demo, "smoking"))
    assert (found.source == MADE_UP) == (method.id in MADE_UP_FOR_SMOKERS)
    assert found.headline.startswith("A made-up example, because ") == (method.id in MADE_UP_FOR_SMOKERS)
    assert {each.id for each in METHODS} >= MADE_UP_FOR_SMOKERS


@pytest.mark.parametrize(("indicator", "by"), SELECTIONS)
def test_examples_of_the_demo_hold_their_words_to_their_tables(demo, indicator, by):
    for area in (demo.area_code, demo.areas("place").index[0], demo.areas("neighbourhood").index[0]):
        for method in METHODS:
            found = method.worked(ask(demo, indicator, by, area=area))
            assert found.verdict != "cannot tell", method.id
            assert found.unsupported_numbers() == [], method.id
            assert len(found.table.text) > 1
            assert not re.search(r"\bnan\b", f"{found.sentence} {found.table.csv}")


@pytest.mark.parametrize("indicator", ["smoking", "screening", "attendances", "trust", "wait", "vaccinated"])
@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group"])
def test_examples_of_the_small_dataset_are_sound(small, indicator, by):
    for method in METHODS:
        found = method.worked(ask(small, indicator, by))
        assert found.unsupported_numbers() == [], method.id
        assert found.table.text.to_numpy().size


def _cells(finding) -> dict[str, str]:
    return dict(zip(finding.table.text.iloc[:, 0], finding.table.text.iloc[:, 1], strict=True))


def test_the_slope_is_worked_from_ranks_to_index(small):
    found = method_of("slope").worked(ask(small, "smoking"))
    # 20, 16, 12, 8 and 4% in equal fifths: a line from 22 to 2.
    assert list(found.table.text.iloc[:5, 4]) == ["0.100", "0.300", "0.500", "0.700", "0.900"]
    cells = _cells(found)
    assert (cells["Line at x = 0"], cells["Line at x = 1"]) == ("22.00%", "2.00%")
    assert cells["SII"].startswith("20.0 percentage points (between ")
    assert cells["RII"].startswith("11.00 (between ")


def test_levelling_up_is_worked_group_by_group(small):
    found = method_of("levelling_up").worked(ask(small, "smoking"))
    assert list(found.table.text.iloc[:5, 3]) == ["240", "180", "120", "60", "0"]
    assert _cells(found)["Sum"].startswith("600 (between ")


def test_bounds_of_a_hidden_group_hold_what_the_unknown_allow(small):
    found = method_of("bounds").worked(ask(small, "smoking"))
    # 300 and 60 of 1,500, each within 2; 20 events among 200 people of unknown group, in whichever of the groups.
    cells = _cells(found)
    assert cells["Gap as shown"] == "16.0 percentage points"
    low, high = (float(each) for each in re.findall(r"\d+\.\d", cells["Smallest and largest it could be"]))
    assert low < 100 * 298 / 1700 - 100 * 62 / 1500 < 16 < 100 * 302 / 1500 - 100 * 58 / 1500 < high
    assert cells["The conclusion"] == "holds whatever the hidden values are"


def test_a_made_up_example_is_worked_by_the_measure_itself(small):
    found = method_of("life_expectancy").worked(ask(small, "smoking"))
    deaths, people = ([float(each.replace(",", "")) for each in found.table.text.iloc[:20, place]] for place in (1, 2))
    years = life_expectancy(deaths, people)
    assert found.table.text.iloc[0, 3] == f"{float(years.estimate[0]):.1f}"

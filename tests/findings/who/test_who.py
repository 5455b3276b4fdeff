"""Who fares worst: the groups, their gap and the grid, with the numbers and words worked out by hand."""

import pytest

from components.findings.who.grid import grid_finding
from components.findings.who.groups import groups_finding
from components.style.colours import COMPARISON, DEPRIVATION
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.by_hand import effect_of_areas, mover, over_areas, together, wilson
from tests.small_dataset import SMOKING_NEIGHBOURHOODS, small_observations, write_small

HIDDEN = "hidden to protect confidentiality"


def _in_areas(fifth: int) -> list[float]:
    """Smokers among the 200 people of a fifth in each of the six neighbourhoods known."""
    return [count / 5 + 6 - 2 * fifth for count in SMOKING_NEIGHBOURHOODS[:6]]


def _smokers(fifth: int, events: float) -> tuple[float, float, float]:
    return tuple(100 * each for each in over_areas(_in_areas(fifth), 200, events, 1500))


def _gap_in_smoking() -> tuple[float, float]:
    effects = [effect_of_areas(_in_areas(fifth), 200, events, 1500) for fifth, events in ((1, 300), (5, 60))]
    return mover(_smokers(1, 300), _smokers(5, 60), together(*effects))


def _percent(events: float, people: float) -> tuple[float, float, float]:
    return 100 * events / people, *(100 * each for each in wilson(events, people))


def _rows(finding) -> dict[str, list[str]]:
    text = finding.table.text
    return {line[0]: list(line[1:]) for line in text.itertuples(index=False)}


def test_a_gap_that_is_worse(small):
    found = groups_finding(ask(small, "smoking"))
    assert found.headline == "Smoking: 16.0 percentage points higher in the most deprived fifth"
    assert "20.0% of adults smoke, against 4.0% in the least deprived fifth." in found.sentence
    low, high = _gap_in_smoking()
    assert f"between {low:.1f} and {high:.1f} percentage points." in found.sentence
    assert "Lower is better." in found.sentence
    assert (found.verdict, found.period) == ("worse", "Jul–Sep 2026")


def test_the_table_has_every_group_and_the_gap(small):
    found = _rows(groups_finding(ask(small, "smoking")))
    assert list(found) == [
        "Most deprived fifth", "Second most deprived fifth", "Middle fifth", "Second least deprived fifth",
        "Least deprived fifth", "Deprivation not known", "Gap between the two groups compared",
        "Looked at in Apr–Jun 2026: a clear gap", "Looked at along the slope of all fifths: a clear gap",
        "Looked at at the worst that the hidden and the unknown could be: a clear gap",
        "Holds in 3 of 3 other ways to look.",
    ]  # fmt: skip
    low, high = (f"{each:.1f}" for each in _smokers(1, 300)[1:])
    assert found["Most deprived fifth"] == ["20.0", low, high, "300", "1,500"]
    assert found["Deprivation not known"][0] == "10.0"
    low, high = (f"{each:.1f}" for each in _gap_in_smoking())
    assert found["Gap between the two groups compared"][:3] == ["16.0", low, high]


def test_a_reversed_gap_says_higher_where_higher_is_better(small):
    found = groups_finding(ask(small, "screening"))
    assert found.headline == "Screening: 10.0 percentage points higher in the most deprived fifth"
    low, high = mover(_percent(800, 1000), _percent(700, 1000))
    assert f"between {low:.1f} and {high:.1f} percentage points." in found.sentence
    assert "Higher is better." in found.sentence
    assert found.verdict == "better"


def test_a_rate_is_said_per_so_many(small):
    found = groups_finding(ask(small, "attendances"))
    assert found.headline == "Attendances: 200 per 1,000 children higher in the most deprived fifth"
    assert (
        "In the most deprived fifth, 500 per 1,000 children, against 300 in the least deprived fifth." in found.sentence
    )
    assert found.verdict == "worse"
    assert found.hidden == f"1 of 6 figures are {HIDDEN}."
    assert _rows(found)["Deprivation not known"] == [HIDDEN, HIDDEN, HIDDEN, HIDDEN, "50"]


def test_a_survey_is_given_with_its_own_interval(small):
    found = groups_finding(ask(small, "trust"))
    assert found.headline == "Trust: 20.0 percentage points lower in the most deprived fifth"
    low, high = mover((60, 56, 64), (80, 76, 84))
    assert f"between {-high:.1f} and {-low:.1f}" in found.sentence
    assert _rows(found)["Most deprived fifth"][:3] == ["60.0", "56.0", "64.0"]


def test_a_mean_without_an_interval_says_so(small):
    found = groups_finding(ask(small, "wait"))
    assert found.headline == "Wait: we cannot tell whether the gap is more than chance"
    assert "No interval was published, so we cannot tell whether this is more than chance." in found.sentence
    assert found.verdict == "no interval"


def test_groups_without_an_order_tell_hidden_from_missing_from_zero(small):
    found = groups_finding(ask(small, "smoking", "ethnic_group"))
    assert found.headline == "Smoking: 20.0 percentage points higher among Asian or Asian British people"
    assert "20.0% of adults smoke, against 0.0% among people of Mixed ethnic group." in found.sentence
    rows = _rows(found)
    assert rows["Black, Black British, Caribbean or African"][0] == HIDDEN
    assert rows["Other ethnic group"][0] == "not collected"
    assert rows["Mixed or multiple ethnic groups"][0] == "0.0"
    assert rows["Mixed or multiple ethnic groups"][3] == "0"
    assert found.hidden == f"1 of 6 figures are {HIDDEN}; 1 of 6 were not collected."
    assert found.unknown == "3% of people have no recorded ethnic group and are shown apart."


def test_an_unclear_gap_is_not_called_one(small):
    found = groups_finding(ask(small, "smoking", area="N6"))
    # 16 of 200 against 8 of 200: 8% and 4%.
    low, high = mover(_percent(16, 200), _percent(8, 200))
    assert low < 0 < high
    assert (
        found.headline == "Smoking in Firs: no clear gap between the most deprived fifth and the least deprived fifth"
    )
    assert f"could be between −{-low:.1f} and {high:.1f}, so it may be nothing." in found.sentence
    assert found.verdict == "unclear"


def test_an_indicator_for_everyone_only_has_no_groups(small):
    found = groups_finding(ask(small, "vaccinated", "total"))
    assert found.headline == "We cannot tell from this dataset"
    assert "for everyone together only" in found.sentence
    assert found.figure is None


def test_an_area_without_figures_says_so(small):
    found = groups_finding(ask(small, "smoking", area="N7"))
    assert found.headline == "We cannot tell from this dataset"
    assert "can be shown for Gorse in Jul–Sep 2026" in found.sentence


def test_the_picture_has_the_groups_values_and_each_neighbourhood(small):
    figure = groups_finding(ask(small, "smoking", area="N2")).figure
    texts = [each for trace in figure.data for each in (trace.text if trace.text is not None else ())]
    assert [each for each in ("17.0%", "13.0%") if not any(each in text for text in texts)] == []
    dots = next(trace for trace in figure.data if trace.name == "neighbourhoods")
    assert sorted({each[0] for each in dots.customdata}) == ["N1", "N3", "N4", "N5", "N6"], "N2 is the large dots"
    assert len(dots.x) == 25
    assert DEPRIVATION["1"] in str(figure.to_dict())


def test_the_grid_finds_who_is_furthest_behind(small):
    found = grid_finding(ask(small, "smoking"))
    black = "Black, Black British, Caribbean or African"
    assert found.headline == f"Smoking: furthest behind – {black}, most deprived fifth"
    assert found.sentence == "40.0%, against 11.9% for everyone in Testshire."
    text = found.table.text.set_index(["Ethnic group", "Deprivation"])
    assert len(text) == 26
    assert text.loc[(black, "Most deprived fifth"), "Compared with everyone"] == "much worse"
    assert text.loc[("White", "Least deprived fifth"), "Value (%)"] == "2.0"
    # 4 of 200 are 4.3 standard errors of counting away, but the neighbourhoods beneath make a fifth's variance much larger.
    assert text.loc[("White", "Least deprived fifth"), "Compared with everyone"] == "similar"
    assert text.loc[("Other ethnic group", "Middle fifth"), "Value (%)"] == HIDDEN
    assert text.loc[("Mixed or multiple ethnic groups", "Second least deprived fifth"), "Value (%)"] == "not collected"
    assert text.loc[("Everyone", "Everyone"), "Value (%)"] == "11.9"
    assert found.hidden == f"1 of 25 figures are {HIDDEN}; 1 of 25 were not collected."


def test_the_grid_draws_hidden_and_missing_in_words(small):
    figure = grid_finding(ask(small, "smoking")).figure
    words = [each for trace in figure.data if trace.type == "scatter" for each in trace.text]
    assert len(words) == 25
    assert words.count("▨ hidden") == 1
    assert words.count("○ not collected") == 1
    assert "▼▼ 40.0%" in words
    assert COMPARISON["much worse"] in str(figure.to_dict())


@pytest.mark.parametrize("indicator", ["screening", "wait", "vaccinated"])
def test_a_grid_that_is_not_given_says_so(small, indicator):
    found = grid_finding(ask(small, indicator, "total" if indicator == "vaccinated" else "deprivation_quintile"))
    assert found.headline == "We cannot tell from this dataset"
    assert "is not given by deprivation and ethnic group together for Testshire" in found.sentence


def test_a_grid_without_everyone_to_compare_with_says_so(tmp_path):
    frame = small_observations()
    frame.loc[frame["dimension"] == "total", "status"] = "suppressed"
    frame.loc[frame["dimension"] == "total", ["numerator", "value", "lower", "upper"]] = float("nan")
    found = grid_finding(ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "smoking"))
    assert found.sentence == "There is no figure for everyone in Testshire to compare each combination with."

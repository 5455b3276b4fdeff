"""Neighbourhoods side by side: who is shown, what is marked, and that chance is allowed for once, over everything."""

import pandas as pd
import pytest

from components.findings.compare.areas import compared_areas, proposal_words, proposed_areas
from components.findings.compare.matrix import compare_finding
from components.findings.compared_indicators import compared_indicators, n_compared, newest_periods
from components.findings.own_set import OwnSet
from components.findings.ranked_areas import ranked_areas
from components.style.colours import COMPARISON, MISSING, SUPPRESSED
from data.dataset.dataset import Dataset
from data.journal.entry import ChosenIndicator
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import TWO_APART, row, small_observations, with_neighbourhoods, write_small


@pytest.fixture
def with_rows(tmp_path):
    """The small dataset with some observations changed and others added."""

    def make(*added: dict, change=lambda frame: frame, **parts: object) -> Dataset:
        frame = change(small_observations())
        frame = pd.concat([frame, pd.DataFrame(added, columns=frame.columns)], ignore_index=True) if added else frame
        return Dataset.open(write_small(tmp_path / "changed", observations=frame, **parts))

    return make


def test_the_worst_the_best_and_one_like_the_worst_are_proposed(small):
    # N7's value is hidden; N2 (0.5) is nearest in deprivation to N1 (0.6).
    assert proposed_areas(ask(small, "smoking")) == ("N1", "N6", "N2")
    assert (
        proposal_words(ask(small, "smoking"))
        == "worst and best on Smoking, and the one most like the first in deprivation"
    )


def test_the_area_in_focus_is_proposed_first(small):
    question = ask(small, "smoking", area="N3")
    assert proposed_areas(question) == ("N3", "N1", "N6", "N4")
    assert proposal_words(question).startswith("Cedar Hill, worst and best on Smoking, and the one most like it")


def test_a_place_in_focus_is_not_compared_with_neighbourhoods(small):
    assert proposed_areas(ask(small, "smoking", area="P1")) == ("N1", "N6", "N2")


def test_chosen_neighbourhoods_are_shown_as_chosen(small):
    question = ask(small, "smoking", areas=("N4", "N2"))
    assert compared_areas(question) == ("N4", "N2")
    assert proposal_words(question) == ""


def test_an_indicator_without_neighbourhoods_proposes_by_deprivation(small):
    assert proposed_areas(ask(small, "screening")) == ("N1", "N7", "N2")


def test_need_has_a_highest_and_a_lowest_not_a_worst(demo):
    assert proposal_words(ask(demo, "long_term_conditions")).startswith("highest and lowest on Several conditions")


def test_each_indicator_is_at_its_newest_period_for_neighbourhoods(small, demo):
    assert newest_periods(small) == {"smoking": pd.Timestamp("2026-09-30")}
    newest = newest_periods(demo)
    assert newest["smoking"] == pd.Timestamp("2026-09-30")
    assert newest["early_cancer"] == pd.Timestamp("2026-03-31")


def test_marks_by_hand(small):
    # 920 of 7,700 is 11.9%; a thousand people have a standard error of 1.03 points, so 20 and 15% are 7.9 and 3.0 away.
    found = compare_finding(ask(small, "smoking", areas=("N1", "N2", "N3", "N7")))
    assert found.headline == "Ashdown and Birchwood are each worse than the whole area on 1 of 1 indicators"
    assert found.sentence == (
        "Ashdown: clearly worse on 1, better on none. Birchwood: clearly worse on 1, better on none. "
        "Cedar Hill: clearly worse on none, better on none. Gorse: clearly worse on none, better on none. "
        "Every other difference can be chance."
    )
    cells = found.table.text.iloc[0]
    assert cells[["Ashdown", "Birchwood", "Cedar Hill", "Whole area"]].tolist() == [
        "▼ 20.0%",
        "▼ 15.0%",
        "● 12.0%",
        "11.9%",
    ]
    assert cells["Gorse"] == "hidden to protect confidentiality"
    assert found.hidden == "1 of 4 figures are hidden to protect confidentiality."
    assert faults(found) == []


def test_what_stands_apart_from_the_rest_is_marked_twice(with_rows):
    dataset = with_rows(change=lambda _: with_neighbourhoods(TWO_APART))
    cells = compare_finding(ask(dataset, "smoking", areas=("N1", "N2", "N6"))).table.text.iloc[0]
    assert cells[["Ashdown", "Birchwood", "Firs"]].tolist() == ["▼▼ 20.0%", "● 11.9%", "▲▲ 8.0%"]


@pytest.mark.parametrize(("birchwood", "expected"), [(142, "similar"), (152, "worse")])
def test_a_mark_must_survive_all_the_neighbourhoods_whichever_are_shown(with_rows, birchwood, expected):
    """14.2% is beyond its own 95% limit (p = 0.03), but not as the furthest of six; 15.2% (p = 0.001) is."""
    dataset = with_rows(change=lambda _: with_neighbourhoods((119, birchwood, 119, 119, 119, 119)))
    for areas in (("N2",), ("N1", "N2", "N3", "N4")):
        rows = compared_indicators(dataset, areas, True)[0].rows
        assert rows.at["N2", "standing"].removeprefix("much ") == expected
        assert rows.at["N2", "standing"] == ranked_areas(ask(dataset, "smoking")).at["N2", "standing"]
    found = compare_finding(ask(dataset, "smoking", areas=("N1", "N2", "N3", "N4")))
    assert ("None of these neighbourhoods clearly differs" in found.headline) == (expected == "similar")
    assert faults(found) == []


def test_better_only_is_said_as_such(small):
    found = compare_finding(ask(small, "smoking", areas=("N6", "N3")))
    assert found.headline == "Firs is better than the whole area on 1 of 1 indicators, and none is worse"


def test_missing_hidden_and_without_an_interval_are_told_apart(with_rows):
    dataset = with_rows(
        row("wait", "N1", "neighbourhood", denominator=100, value=30.0),
        row("screening", "N1", "neighbourhood", numerator=700, denominator=1_000),
    )
    found = compare_finding(ask(dataset, "smoking", areas=("N1", "N7")))
    cells = found.table.text.set_index("Indicator")
    assert cells.at["Wait, days", "Ashdown"] == "30.0"
    assert cells.at["Screening", "Gorse"] == "not collected"
    assert cells.at["Smoking", "Gorse"] == "hidden to protect confidentiality"
    texts = [trace for trace in found.figure.data if trace.type == "scatter"][0]
    told = dict(zip(texts.text, texts.customdata, strict=True))
    assert "chance cannot be judged" in told["30.0"]
    assert told["▨ hidden"] == "hidden to protect confidentiality"
    assert told["○ none"] == "not collected"
    grounds = [trace for trace in found.figure.data if trace.type == "heatmap"][0]
    colours = {colour for _, colour in grounds.colorscale}
    assert {SUPPRESSED, MISSING, COMPARISON["worse"]} <= colours


def test_need_is_marked_but_not_counted_as_worse(demo):
    areas = tuple(demo.areas("neighbourhood").index[:4])
    found = compare_finding(ask(demo, "smoking", areas=areas))
    cells = found.table.text.set_index("Indicator").loc["Several conditions · adjusted for age"]
    assert not set("▼▲") & set("".join(cells))
    unjudged = sum(not each.judged for each in demo.indicators.values())
    assert unjudged > 0
    of = found.table.text.set_index("Indicator").loc["Indicators judged"].iloc[2]
    assert int(of) <= len(demo.indicators) - unjudged


def test_the_place_that_bucks_the_trend_is_better_where_it_should_be(demo):
    """Tarnhaven is planted to do better than most on six measures though it is deprived."""
    (code,) = demo.areas("neighbourhood").query("area_name == 'Tarnhaven'").index
    found = {each.indicator.id: each.rows.at[code, "standing"] for each in compared_indicators(demo, (code,), True)}
    planted = (
        "preferred_gp",
        "hypertension_to_target",
        "cervical_screening",
        "smi_health_check",
        "copd_flu_vaccination",
        "confidence_trust",
    )
    assert {found[each].removeprefix("much ") for each in planted} == {"better"}
    assert found["smoking"] == "worse"


def test_columns_and_counts_agree_with_the_table(demo):
    found = compare_finding(ask(demo, "smoking"))
    text = found.table.text.set_index("Indicator")
    for name in text.columns[2:-2]:
        marked = [cell for cell in text[name].iloc[:-3] if cell.startswith("▼")]
        assert text.at["Clearly worse", name] == str(len(marked))
    assert n_compared(compared_indicators(demo, compared_areas(ask(demo, "smoking")), True)) > 70


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group"])
def test_every_indicator_of_the_demo(demo, by):
    wrong = {code: faults(compare_finding(ask(demo, code, by))) for code in demo.indicators}
    assert {code: each for code, each in wrong.items() if each} == {}


def test_nothing_to_compare_is_said(with_rows):
    dataset = with_rows(change=lambda frame: frame[frame["level"] == "icb"])
    found = compare_finding(ask(dataset, "smoking"))
    assert found.verdict == "cannot tell"
    assert "neighbourhoods" in found.sentence
    assert compared_indicators(dataset, ("N1",), True) == []


def test_a_boards_own_set_stands_first_and_marks_the_same(demo):
    question = ask(demo, "smoking")
    chosen = ("waits_over_18_weeks", "smoking")
    own = OwnSet("Winter plan", tuple(ChosenIndicator(indicator_id=each) for each in chosen))
    usual, found = compare_finding(question), compare_finding(question, own)
    rows = found.table.text
    assert list(rows["Domain"][:3]) == ["Our set", "Our set", "Access"]
    assert list(rows["Indicator"][:2]) == ["Waiting over 18 weeks", "Smoking · adjusted for age"]
    assert (found.headline, found.sentence) == (usual.headline, usual.sentence)
    same = [
        each.drop(columns="Domain").sort_values("Indicator").to_numpy().tolist() for each in (usual.table.text, rows)
    ]
    assert same[0] == same[1]

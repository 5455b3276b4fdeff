"""The Need page, run without a browser: what it says, what its controls change, and what a link brings back."""

import pytest

from components.findings.evidence.by_principle import principle_evidence
from components.findings.need.case import need_case
from components.findings.need.index import need_index_finding
from components.findings.need.scenario import preset_weights, scenario_from_code
from components.findings.need.target import need_lead
from components.findings.need.words import OPEN_WEIGHTS
from tests.findings.asking import ask
from tests.pages.conftest import assert_sound, main_heading, open_page, told


def _picker(page, label):
    (found,) = [each for each in page.selectbox if each.label == label]
    return found


def _slider(page, label):
    (found,) = [each for each in page.slider if each.label == label]
    return found


def _headline(demo, code: str = "") -> str:
    return need_lead(ask(demo, "smoking"), scenario_from_code(demo, code)).headline


def test_the_page_opens_on_the_default_scenario(demo):
    shown = open_page("need")
    assert_sound(shown)
    assert main_heading(shown) == _headline(demo)
    assert "need" not in shown.query_params
    words = told(shown)
    assert principle_evidence("need").line in words
    assert OPEN_WEIGHTS in words
    assert need_index_finding(ask(demo, "smoking"), scenario_from_code(demo, "")).headline in words


def test_a_weight_moves_the_answer_and_the_address(demo):
    shown = open_page("need")
    shown = _slider(shown, "Living in the most deprived fifth").set_value(0).run()
    assert_sound(shown)
    code = shown.query_params["need"]
    assert "dep" not in code
    assert main_heading(shown) == _headline(demo, code) != _headline(demo)
    assert _picker(shown, "Weights").value == ""


def test_the_last_weight_cannot_be_taken_away():
    shown = open_page("need", need="mix.all4")
    shown = _slider(shown, "Every person alike").set_value(0).run()
    assert_sound(shown)
    assert _slider(shown, "Every person alike").value == 4


@pytest.mark.parametrize("preset", ["age", "deprived", "heads"])
def test_a_preset_sets_every_weight(demo, preset):
    shown = _picker(open_page("need"), "Weights").set_value(preset).run()
    assert_sound(shown)
    assert {each.label: each.value for each in shown.slider}["Aged 65 and over"] == dict(preset_weights(demo, preset))[
        "old"
    ]
    assert main_heading(shown) == _headline(demo, shown.query_params["need"])


def test_limits_change_what_would_move():
    shown = open_page("need")
    assert "A year at this pace moves" in told(shown)
    shown = _picker(shown, "Lose at most, a year").set_value(100).run()
    shown = _picker(shown, "Gain at most, a year").set_value(100).run()
    assert_sound(shown)
    assert "would bring every neighbourhood within 5%" in told(shown)
    assert "out100.in100" in shown.query_params["need"]


def test_a_saved_scenario_is_compared_and_lives_in_the_link(demo):
    shown = _picker(open_page("need"), "Weights").set_value("age").run()
    shown.text_input[0].set_value("Age only").run()
    shown.button(key="need_save").click().run()
    shown = _picker(shown, "Weights").set_value("deprived").run()
    assert_sound(shown)
    assert "Does the answer hang on the scenario?" in told(shown)
    kept = shown.query_params["kept"]
    assert kept.startswith("Age only~mix.")
    other = open_page("need", need=shown.query_params["need"], kept=kept)
    assert_sound(other)
    assert main_heading(other) == main_heading(shown)
    other = other.button(key="need_open_0").click().run()
    assert main_heading(other) == _headline(demo, kept.split("~")[1])
    other = other.button(key="need_forget_0").click().run()
    assert "kept" not in other.query_params
    assert "Does the answer hang on the scenario?" not in told(other)


def test_the_scenario_is_there_on_coming_back(demo):
    shown = _picker(open_page("need"), "Weights").set_value("age").run()
    code = shown.query_params["need"]
    shown.switch_page("../pages/who.py").run()
    shown.query_params.clear()
    shown.switch_page("../pages/need.py").run()
    assert_sound(shown)
    assert main_heading(shown) == _headline(demo, code)


def test_published_weighted_populations_give_the_place_based_index(show_dataset, ncl_built):
    """Every network's index is (its weighted ÷ its registered) ÷ (the board's weighted ÷ the board's registered)."""
    show_dataset(ncl_built[0])
    shown = open_page("need")
    assert_sound(shown)
    assert _picker(shown, "Need counted by").value == "nhs"
    words = told(shown)
    assert "Relative to this board only" in words
    assert not shown.slider
    from components.controls.current import shared_dataset

    dataset = shared_dataset()
    rows = need_case(dataset, scenario_from_code(dataset, "")).rows
    # Payments to general practice are set against what patients need of general practice.
    board = dataset.observations("weighted_primary_care_need", level="icb").iloc[-1]
    assert len(rows) == 33
    assert rows["people"].sum() == pytest.approx(board["denominator"])
    expected = (rows["weighted"] / rows["people"]) / (board["numerator"] / board["denominator"])
    assert rows["index"].to_numpy() == pytest.approx(expected.to_numpy())
    assert 0.7 < rows["index"].min() < 1 < rows["index"].max() < 1.3
    shown = _picker(shown, "Need counted by").set_value("mix").run()
    assert_sound(shown)
    assert "Not in this dataset, so not in the index: living alone, living in a care home." in told(shown)

"""The funnel: who is beyond chance, between which places each rank lies, and what is done where there are no counts."""

import numpy as np
import pandas as pd
import pytest

from components.findings.compare.funnel import funnel_finding
from components.findings.ranked_areas import ranked_areas
from components.findings.standing import area_spread, funnel_limits
from components.measures.spread.funnel import widened_limits
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import row, small_observations, with_neighbourhoods, write_small


def test_words_by_hand(small):
    found = funnel_finding(ask(small, "smoking", areas=("N1", "N3", "N6")))
    assert found.headline == "Smoking: worse in Ashdown; better in Firs; no clear difference in Cedar Hill"
    # Ashdown, Birchwood and Firs (20%, 15% and 6% against 11.9%) are beyond the 95% limits of 9.9 to 14.0.
    assert found.sentence.startswith(
        "3 of 6 neighbourhoods are clearly different from the whole area, which is at 11.9%. Not one stands apart from how "
        "neighbourhoods differ anyway."
    )
    assert "Ashdown 6" in found.sentence
    assert "Firs 1." in found.sentence
    assert found.hidden == "1 of 7 figures are hidden to protect confidentiality."
    assert faults(found) == []


def test_limits_are_drawn_round_the_whole_areas_value(small):
    question = ask(small, "smoking")
    figure = funnel_finding(question).figure
    sizes, areas = figure.data[0].x, ranked_areas(question)
    chance = funnel_limits(np.array(sizes), 920 / 77, question.indicator)
    spread = float(area_spread(areas, 920 / 77, question.indicator).spread)
    assert spread == pytest.approx(3.2, abs=0.5)
    limits = widened_limits(chance, spread, 6)
    drawn = (limits.lower_998, limits.upper_998, limits.lower_95, limits.upper_95, chance.lower_95, chance.upper_95)
    for trace, expected in zip(figure.data[:6], drawn, strict=True):
        assert list(trace.y) == pytest.approx(list(expected), rel=1e-6)
    words = [each.text for each in figure.layout.annotations]
    assert {"95%, chance alone", "11.9% whole area"} <= set(words)


def test_where_areas_are_alike_only_chance_is_drawn(tmp_path):
    frame = with_neighbourhoods((121, 120, 119, 118, 119, 120))
    question = ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "smoking")
    figure = funnel_finding(question).figure
    limits = funnel_limits(np.array(figure.data[0].x), 920 / 77, question.indicator)
    for trace, expected in zip(
        figure.data[:4], (limits.lower_998, limits.upper_998, limits.lower_95, limits.upper_95), strict=True
    ):
        assert list(trace.y) == pytest.approx(list(expected), rel=1e-6)
    assert "95%, chance alone" not in [each.text for each in figure.layout.annotations]


def test_the_compared_are_named_and_every_dot_can_be_chosen(small):
    figure = funnel_finding(ask(small, "smoking", areas=("N1", "N3"))).figure
    (dots,) = [trace for trace in figure.data if trace.customdata is not None]
    assert {each[0] for each in dots.customdata} == {"N1", "N2", "N3", "N4", "N5", "N6"}
    assert sorted(text for text in dots.text if text) == ["<b>Ashdown</b>", "<b>Cedar Hill</b>"]


def test_published_values_are_ranked_with_their_own_intervals(tmp_path):
    frame = small_observations()
    rows = [
        row("trust", code, "neighbourhood", denominator=100, value=value, lower=value - 0.05, upper=value + 0.05)
        for code, value in (("N1", 0.5), ("N2", 0.7), ("N3", 0.8))
    ]
    frame = pd.concat([frame, pd.DataFrame(rows, columns=frame.columns)], ignore_index=True)
    dataset = Dataset.open(write_small(tmp_path / "d", observations=frame))
    found = funnel_finding(ask(dataset, "trust", areas=("N1", "N2", "N3")))
    assert found.headline == "Trust: worse in Ashdown; better in Cedar Hill; no clear difference in Birchwood"
    assert "no funnel" in found.how_to_read
    assert faults(found) == []


def test_without_intervals_chance_is_not_judged(tmp_path):
    frame = small_observations()
    rows = [
        row("wait", code, "neighbourhood", denominator=100, value=value) for code, value in (("N1", 30.0), ("N2", 20.0))
    ]
    frame = pd.concat([frame, pd.DataFrame(rows, columns=frame.columns)], ignore_index=True)
    found = funnel_finding(ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "wait"))
    assert found.headline == "Wait: published without intervals, so we cannot tell"
    assert "cannot be judged" in found.sentence
    assert faults(found) == []


def test_nothing_for_neighbourhoods_is_said(small):
    found = funnel_finding(ask(small, "screening"))
    assert found.verdict == "cannot tell"
    assert "neighbourhoods" in found.sentence


@pytest.mark.parametrize("areas", [(), ("XN001", "XN008", "XN009", "XN014")])
def test_every_indicator_of_the_demo(demo, areas):
    wrong = {}
    for code in demo.indicators:
        question = ask(
            demo, code, demo.dimensions(code, level="icb")[0] if demo.dimensions(code, level="icb") else "total"
        )
        wrong[code] = faults(funnel_finding(ask(demo, code, question.selection.by, areas=areas)))
    assert {code: each for code, each in wrong.items() if each} == {}

"""The whole slope: index, ratio, shape and what levelling up would mean, worked out by hand."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from components.findings.who.gradient import slope_finding
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.by_hand import effect_of_areas, fitted_ends, together
from tests.small_dataset import SMOKING_NEIGHBOURHOODS, small_indicators, small_observations, write_small


def _rows(finding) -> dict[str, dict[str, str]]:
    return finding.table.text.set_index(finding.table.text.columns[0]).to_dict("index")


def test_a_straight_slope(small):
    found = slope_finding(ask(small, "smoking"))
    # 20, 16, 12, 8, 4% in equal fifths lie on a line from 22 to 2; levelling up is (16 + 12 + 8 + 4)% of 1,500.
    assert fitted_ends([20, 16, 12, 8, 4], [1500] * 5) == pytest.approx((22, 2))
    assert found.headline == "Smoking: worse with every step down in deprivation"
    assert "the difference is 20.0 percentage points (between " in found.sentence
    assert "there would be about 600 fewer people counted for smoking in Jul–Sep 2026." in found.sentence
    rows = _rows(found)
    assert rows["Slope index of inequality (SII)"]["Value (%)"] == "20.0"
    assert rows["Relative index of inequality (RII)"]["Note"].startswith("11.00 (between ")
    assert rows["Levelling-up count"]["Note"].startswith("about 600 (between ")
    assert found.verdict == "linear"


def test_the_interval_of_the_slope_is_the_propagated_one(small):
    found = slope_finding(ask(small, "smoking")).table.frame.set_index("label").loc["Slope index of inequality (SII)"]
    # The slope is a weighted sum of five values; with equal shares the weights are (rank − ½) / Σ(rank − ½)².
    ranks = [0.1, 0.3, 0.5, 0.7, 0.9]
    spread = sum((rank - 0.5) ** 2 for rank in ranks)
    # The six neighbourhoods of 200 that are known differ alike in every fifth.
    counts = [count / 5 for count in SMOKING_NEIGHBOURHOODS[:6]]
    shares = (0.20, 0.16, 0.12, 0.08, 0.04)
    effects = [effect_of_areas(counts, 200, 1500 * share, 1500) for share in shares]
    parts = [
        (rank - 0.5) / spread * math.sqrt(effect * share * (1 - share) / 1500)
        for rank, share, effect in zip(ranks, shares, effects, strict=True)
    ]
    variance = sum(
        one * other * (1.0 if i == j else together(effects[i], effects[j]))
        for i, one in enumerate(parts)
        for j, other in enumerate(parts)
    )
    half = 1.959964 * 100 * math.sqrt(variance)
    assert (found["lower"], found["upper"]) == pytest.approx((20 - half, 20 + half), abs=1e-4)


def test_a_reversed_slope_is_called_reversed(small):
    found = slope_finding(ask(small, "screening"))
    first, last = fitted_ends([80, 78, 76, 74, 70], [1000] * 5)
    assert found.headline == "Screening: the slope is reversed – the most deprived fifth are better off"
    assert f"the difference is {first - last:.1f} percentage points" in found.sentence
    assert "with the most deprived end better" in found.sentence
    assert "there would be" not in found.sentence
    assert _rows(found)["Slope index of inequality (SII), reversed"]["Value (%)"] == f"{first - last:.1f}"


def test_a_rate_counts_events_not_people(small):
    found = slope_finding(ask(small, "attendances"))
    first, last = fitted_ends([500, 400, 300, 300, 300], [1000] * 5)
    assert f"the difference is {first - last:.0f} per 1,000 children" in found.sentence
    # (200 + 100) per 1,000 of 1,000 children.
    assert "there would be about 300 fewer attendances in Jul–Sep 2026." in found.sentence


def test_a_group_of_its_own_is_named_as_the_shape(tmp_path):
    frame = small_observations()
    fifths = (frame["indicator_id"] == "screening") & (frame["dimension"] == "deprivation_quintile")
    frame.loc[fifths, "numerator"] = [600, 800, 801, 802, 803]
    found = slope_finding(ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "screening"))
    assert found.verdict == "bottom"
    assert found.headline == "Screening: the most deprived fifth stand apart from all the others"
    assert "there would be about 209 more people counted for screening in Jul–Sep 2026." in found.sentence


def test_a_flat_slope_is_not_called_one(tmp_path):
    frame = small_observations()
    fifths = (frame["indicator_id"] == "screening") & (frame["dimension"] == "deprivation_quintile")
    frame.loc[fifths, "numerator"] = [700, 703, 699, 702, 701]
    found = slope_finding(ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "screening"))
    assert found.headline == "Screening: no clear slope across the fifths"


def test_need_is_higher_and_not_worse(tmp_path):
    needed = [replace(each, domain="need") if each.id == "smoking" else each for each in small_indicators()]
    found = slope_finding(ask(Dataset.open(write_small(tmp_path / "d", indicators=needed)), "smoking"))
    assert found.headline == "Smoking: higher with every step down in deprivation"
    assert "worse" not in found.sentence
    assert "there would be" not in found.sentence


def test_groups_without_an_order_have_no_slope(small):
    found = slope_finding(ask(small, "smoking", "ethnic_group"))
    assert found.headline == "We cannot tell from this dataset"
    assert found.sentence.startswith("A slope needs groups in an order")


def _with_fifths_hidden(folder, *hidden: str) -> Dataset:
    frame = small_observations()
    rows = (frame["indicator_id"] == "screening") & frame["group"].isin(hidden)
    frame.loc[rows, "status"] = "suppressed"
    frame.loc[rows, "numerator"] = float("nan")
    return Dataset.open(write_small(folder, observations=frame))


def test_too_few_fifths_have_no_slope(tmp_path):
    found = slope_finding(ask(_with_fifths_hidden(tmp_path / "d", "1", "2", "3"), "screening"))
    assert found.headline == "We cannot tell from this dataset"
    assert found.sentence.startswith("Only 2 of the fifths have a figure that can be shown")


def test_a_hidden_fifth_keeps_its_place_and_is_told(tmp_path):
    found = slope_finding(ask(_with_fifths_hidden(tmp_path / "d", "3"), "screening"))
    # 80, 78, 74 and 70 at 0.1, 0.3, 0.7 and 0.9 of all people: 4.8 down over a spread of 0.4.
    assert "the difference is 12.0 percentage points" in found.sentence
    assert found.hidden == "1 of 5 figures are hidden to protect confidentiality."
    assert _rows(found)["Middle fifth"]["Value (%)"] == "hidden to protect confidentiality"
    bars = next(trace for trace in found.figure.data if trace.type == "bar")
    assert list(bars.y)[:2] + list(bars.y)[3:] == [80, 78, 74, 70]
    assert math.isnan(bars.y[2])
    assert "▨ hidden" in [each.text for each in found.figure.layout.annotations]


def test_bars_start_at_zero_and_are_as_wide_as_their_share_of_people(small):
    figure = slope_finding(ask(small, "smoking")).figure
    bars = next(trace for trace in figure.data if trace.type == "bar")
    assert list(bars.y) == pytest.approx([20, 16, 12, 8, 4])
    assert pd.Series(bars.width).sum() == pytest.approx(0.985)
    assert figure.layout.yaxis.range[0] == 0
    line = next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines")
    assert list(line.y) == pytest.approx([22, 2])

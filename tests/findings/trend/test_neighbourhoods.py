"""Each neighbourhood's own change: named only where it is beyond chance with all of them tested together."""

import numpy as np
import pandas as pd

from components.findings.trend.neighbourhoods import neighbourhood_trend_finding
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import FIFTHS, QUARTERS, row, small_observations, write_small

# Of 2,000 in the most deprived fifth of each neighbourhood, quarter by quarter; the least deprived stay at 200.
MOST_DEPRIVED = {
    "N1": (600, 560, 520, 480, 440),
    "N2": (400, 440, 480, 520, 560),
    "N3": (500, 505, 495, 500, 500),
    "N4": (500, 490, 510, 500, 500),
    "N5": (500, 500, 500, 510, 490),
}


def _dataset(folder, by_neighbourhood: dict[str, tuple[int, ...]], **changes: object) -> Dataset:
    frame = small_observations()
    rows = []
    for code, counts in by_neighbourhood.items():
        for (start, end), count in zip(QUARTERS, counts, strict=True):
            when = {"period_start": start, "period_end": end, "dimension": "deprivation_quintile"}
            for group in FIFTHS:
                events = {"1": count, "5": 200}.get(group, 300)
                hidden = {"numerator": np.nan, "status": "suppressed"} if events < 0 else {"numerator": events}
                rows.append(row("smoking", code, "neighbourhood", group=group, denominator=2_000, **when, **hidden))
    kept = ~((frame["level"] == "neighbourhood") & (frame["dimension"] == "deprivation_quintile"))
    frame = pd.concat([frame[kept], pd.DataFrame(rows)[list(frame.columns)]], ignore_index=True)
    return Dataset.open(write_small(folder, observations=frame, **changes))


def test_closing_and_widening_by_hand(tmp_path):
    found = neighbourhood_trend_finding(ask(_dataset(tmp_path / "d", MOST_DEPRIVED), "smoking"))
    assert found.headline == "Smoking: the gap is closing in 1 and widening in 1 of 5 neighbourhoods"
    assert found.sentence == (
        # Of five periods only a change larger than any two of them differ by is told.
        "Closing in Ashdown; widening in Birchwood. For 5 there is not enough data."
    )
    rows = found.table.frame.set_index("name")
    # 2 percentage points less each quarter is 8 a year.
    assert abs(rows.at["Ashdown", "change"] + 8) < 0.1
    assert rows.at["Ashdown", "upper"] < 0 < rows.at["Birchwood", "lower"]
    assert rows.at["Ashdown", "said"] == "▲ narrowing"
    assert rows.at["Birchwood", "said"] == "▼ widening"
    assert found.unknown == (
        "Not drawn, because too few periods show both groups: Cedar Hill, Dale End, Elmfield, Firs, Gorse."
    )
    assert found.unsupported_numbers() == []


def test_a_change_that_is_not_larger_than_any_two_of_five_periods_differ_by_cannot_be_told(tmp_path):
    counts = dict.fromkeys(MOST_DEPRIVED, (500,) * 5) | {"N1": (500, 490, 480, 470, 460)}
    found = neighbourhood_trend_finding(ask(_dataset(tmp_path / "d", counts), "smoking"))
    assert found.headline == "We cannot tell from this dataset"
    assert "6 are needed, or a change larger than any two of fewer differ by" in found.sentence


def test_hidden_neighbourhoods_are_named_as_hidden(tmp_path):
    counts = MOST_DEPRIVED | {"N5": (-1, -1, -1, 500, 500)}
    found = neighbourhood_trend_finding(ask(_dataset(tmp_path / "d", counts), "smoking"))
    assert found.hidden == "Not drawn, because most periods are hidden to protect confidentiality: Elmfield."
    told = found.table.text.set_index("Neighbourhood").loc["Elmfield"].tolist()
    assert "cannot tell: hidden to protect confidentiality" in told


def test_a_reversed_gap_that_shrinks_is_closing(tmp_path):
    # The most deprived fare better throughout, by less and less.
    counts = MOST_DEPRIVED | {"N1": (20, 60, 100, 140, 180)}
    found = neighbourhood_trend_finding(ask(_dataset(tmp_path / "d", counts), "smoking"))
    ashdown = found.table.frame.set_index("name").loc["Ashdown"]
    assert ashdown["change"] < 0
    assert ashdown["said"] == "▲ narrowing (the gap runs the other way)"


def test_a_click_on_a_dot_gives_its_neighbourhood(tmp_path):
    found = neighbourhood_trend_finding(ask(_dataset(tmp_path / "d", MOST_DEPRIVED), "smoking", area="N2"))
    (dots,) = [trace for trace in found.figure.data if trace.customdata is not None]
    assert {each[0] for each in dots.customdata} == {"N1", "N2"}
    assert "<b>Birchwood ▼</b>" in found.figure.layout.yaxis.ticktext


def test_the_pilots_neighbourhood_is_marked(demo):
    found = neighbourhood_trend_finding(ask(demo, "cervical_screening"))
    assert found.headline == "Cervical screening: the gap did not clearly change in any of 10 neighbourhoods"
    assert "Sallowmouth West (pilot) ●" in found.figure.layout.yaxis.ticktext
    assert "Screening hosts" in found.table.text["Pilot"].tolist()


def test_nothing_to_follow_is_said(small):
    assert "6 are needed" in neighbourhood_trend_finding(ask(small, "smoking")).sentence
    assert "everyone together only" in neighbourhood_trend_finding(ask(small, "vaccinated")).sentence
    assert "inside neighbourhoods" in neighbourhood_trend_finding(ask(small, "trust")).sentence

"""Where it is worst: the ranking, its marks and ranges, and deprivation beside it."""

import numpy as np
import pandas as pd
import pytest

from components.findings.area_map import area_map
from components.findings.ranked_areas import ranked_areas, whole_area_value
from components.findings.where.areas import ranking_finding
from components.findings.where.need import need_finding
from data.dataset.dataset import Dataset
from data.demo.generator.stories import story
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import (
    DEPRIVED_SHARES,
    SMOKING_EVERYONE,
    SMOKING_NEIGHBOURHOODS,
    row,
    small_observations,
    with_neighbourhoods,
    write_small,
)

HIDDEN = "hidden to protect confidentiality"


def test_the_ranking_in_words(small):
    found = ranking_finding(ask(small, "smoking"))
    assert found.headline == "Smoking: highest in Ashdown, 20.0%"
    assert "from 20.0% to 6.0%; the whole area is at 11.9%." in found.sentence
    assert (
        "2 of 6 are clearly worse than that. Not one stands apart from how neighbourhoods differ anyway."
        in found.sentence
    )
    assert found.hidden == f"1 of 7 figures are {HIDDEN}."
    assert "Squares." in found.caveats


@pytest.mark.parametrize(
    ("counts", "headline", "begins"),
    [
        ([0] * 6, "Smoking: the same in all 6 neighbourhoods, 0.0%", "Every neighbourhood is at 0.0%"),
        (
            [200, 200, 120, 110, 100, 60],
            "Smoking: highest in Ashdown and Birchwood, 20.0%",
            "Neighbourhoods run from 20.0%",
        ),
        (
            [200, 200, 200, 200, 100, 60],
            "Smoking: highest in Ashdown and 3 others alike, 20.0%",
            "Neighbourhoods run from",
        ),
    ],
)
def test_a_tie_is_told_as_a_tie(tmp_path, counts, headline, begins):
    dataset = Dataset.open(write_small(tmp_path / "d", observations=with_neighbourhoods(counts)))
    found = ranking_finding(ask(dataset, "smoking"))
    assert found.headline == headline
    assert found.sentence.startswith(begins)
    assert faults(found) == []


def test_the_ranking_in_numbers(small):
    text = ranking_finding(ask(small, "smoking")).table.text.set_index("Neighbourhood")
    names = ["Ashdown", "Birchwood", "Cedar Hill", "Dale End", "Elmfield", "Firs", "Gorse"]
    assert text.index[:7].tolist() == names
    assert text.loc[names, "Value (%)"].tolist() == ["20.0", "15.0", "12.0", "11.0", "10.0", "6.0", HIDDEN]
    assert text.loc[names, "Compared with the whole area"].tolist() == [
        "worse", "worse", "similar", "similar", "similar", "better", "",
    ]  # fmt: skip
    assert text.loc[names[0], "Residents in the most deprived national fifth (%)"] == "60.0"
    assert text.loc["Testshire (whole area)", "Value (%)"] == "11.9"
    assert text.loc["Neighbourhoods clearly worse than the whole area", "Compared with the whole area"] == "2 of 6"


def test_the_headline_follows_the_neighbourhood_in_focus(small):
    found = ranking_finding(ask(small, "smoking", area="N2"))
    assert found.headline == "Smoking in Birchwood: 15.0%, clearly worse than the whole area"
    assert found.sentence.startswith(
        "Highest in Ashdown, 20.0%. Neighbourhoods run from 20.0% to 6.0%; the whole area is"
    )
    assert faults(found) == []
    no_different = ranking_finding(ask(small, "smoking", area="N3"))
    assert no_different.headline == "Smoking in Cedar Hill: 12.0%, no clear difference from the whole area"
    hidden = ranking_finding(ask(small, "smoking", area="N7"))
    assert hidden.headline == "Smoking: highest in Ashdown, 20.0%"


def test_without_intervals_no_place_is_called_clearly_worse_or_no_different(tmp_path):
    frame = small_observations()
    values = (("N1", 30.0), ("N2", 20.0))
    rows = [row("wait", code, "neighbourhood", denominator=100, value=value) for code, value in values]
    frame = pd.concat([frame, pd.DataFrame(rows, columns=frame.columns)], ignore_index=True)
    question = ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "wait", "total")
    found = ranking_finding(question)
    assert found.headline == "Wait: highest in Ashdown, 30.0"
    assert found.sentence == (
        "Neighbourhoods run from 30.0 to 20.0 days; the whole area is at 25.6. These figures come without intervals, so we "
        "cannot tell which differences are more than chance."
    )
    text = found.table.text.set_index("Neighbourhood")["Compared with the whole area"]
    assert text[["Ashdown", "Birchwood"]].tolist() == ["no interval: cannot tell"] * 2
    assert not text.index.str.startswith("Neighbourhoods clearly").any()
    assert not any("●" in label for label in found.figure.layout.yaxis.ticktext)
    shown = area_map(question)
    assert "without intervals" in shown.note
    assert not any("no clear difference" in each.words for each in shown.key)
    assert faults(found) == []


def test_rank_ranges_hold_the_rank_and_overlap_where_chance_could_turn_it(small):
    rows = ranked_areas(ask(small, "smoking"))
    assert (rows.at["N1", "rank_lower"], rows.at["N1", "rank_upper"]) == (6, 6)
    assert (rows.at["N6", "rank_lower"], rows.at["N6", "rank_upper"]) == (1, 1)
    for rank, code in enumerate(["N6", "N5", "N4", "N3", "N2", "N1"], start=1):
        assert rows.at[code, "rank_lower"] <= rank <= rows.at[code, "rank_upper"]
    assert rows.at["N4", "rank_lower"] < rows.at["N4", "rank_upper"]
    assert np.isnan(rows.at["N7", "rank_lower"])


def test_ranks_are_the_same_on_every_run(small):
    one, other = ranked_areas(ask(small, "smoking")), ranked_areas(ask(small, "smoking", area="N1"))
    assert one["rank_upper"].tolist()[:6] == other["rank_upper"].tolist()[:6]


def test_small_areas_without_a_row_are_missing_and_not_zero(small):
    rows = ranked_areas(ask(small, "smoking"), "lsoa")
    assert len(rows) == 14
    assert rows.loc[["L00", "L12", "L13"], "status"].tolist() == ["ok", "suppressed", "missing"]
    assert np.isnan(rows.at["L13", "value"])


def test_the_comparator_is_the_whole_areas_own_value(small):
    events, people = SMOKING_EVERYONE
    assert whole_area_value(ask(small, "smoking", area="N1")) == pytest.approx(100 * events / people)


def test_the_picture_marks_the_area_in_focus_and_names_hidden_ones(small):
    figure = ranking_finding(ask(small, "smoking", area="N2")).figure
    dots = next(trace for trace in figure.data if trace.customdata is not None)
    assert [each[0] for each in dots.customdata] == ["N1", "N2", "N3", "N4", "N5", "N6"]
    assert list(dots.marker.size).index(max(dots.marker.size)) == 1
    words = [each.text for each in figure.layout.annotations]
    assert HIDDEN in words
    assert any("whole area: 11.9%" in each for each in words)


def test_an_indicator_without_neighbourhoods_says_so(small):
    found = ranking_finding(ask(small, "trust"))
    assert found.headline == "We cannot tell from this dataset"
    assert found.sentence == "‘Trust’ is not given for neighbourhoods in Jul–Sep 2026."


def test_need_and_results_are_set_against_a_line_that_allows_for_scatter(small):
    found = need_finding(ask(small, "smoking"))
    shares = np.array([100 * each for each in DEPRIVED_SHARES[:6]])
    values = np.array([each / 10 for each in SMOKING_NEIGHBOURHOODS])
    counting = values * (100 - values) / 1000
    left = values - np.polyval(np.polyfit(shares, values, 1), shares)
    scatter = max((left**2).sum() / 4 - counting.mean(), 0)
    slope, level = np.polyfit(shares, values, 1, w=1 / np.sqrt(counting + scatter))
    frame = found.table.frame.set_index("name")
    assert frame.at["Ashdown", "expected"] == pytest.approx(level + slope * 60)
    assert frame.at["Ashdown", "difference"] == pytest.approx(20 - frame.at["Ashdown", "expected"])
    assert found.headline == "No neighbourhood is both more deprived and worse than deprivation explains"
    assert found.table.text.iloc[-1]["Both"] == "0 of 6 neighbourhoods"


def test_neighbourhoods_are_named_only_where_both_hold(tmp_path):
    """On a line but for the most deprived, ten points above it: need and results meet there."""
    on_line = [60 + round(2 * 100 * share) for share in DEPRIVED_SHARES[:6]]
    frame = with_neighbourhoods([on_line[0] + 100, *on_line[1:]])
    found = need_finding(ask(Dataset.open(write_small(tmp_path / "d", observations=frame)), "smoking"))
    assert found.headline == "1 of 6 neighbourhoods are more deprived and worse than deprivation explains"
    assert found.sentence == "Start with Ashdown."
    rows = found.table.frame.dropna(subset=["value"]).set_index("name")
    assert rows.index[rows["both_words"] != ""].tolist() == ["Ashdown"]


def test_the_place_that_bucks_the_trend_is_named_on_all_its_measures(demo):
    """Tarnhaven is planted to do better than most on six measures though it is deprived."""
    for indicator in story("bucks_the_trend").indicator_ids:
        assert "Tarnhaven: better than deprivation explains." in need_finding(ask(demo, indicator)).sentence, indicator
    assert "Tarnhaven" not in need_finding(ask(demo, "smoking")).sentence


def test_too_few_neighbourhoods_are_not_set_against_anything(small):
    assert need_finding(ask(small, "screening")).headline == "We cannot tell from this dataset"

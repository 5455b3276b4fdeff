"""What measures could be if hidden counts and the unknown were anything they can be, each worked out by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.analyst.measures_table import analyst_finding
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_manifest, small_observations, write_small

FIFTHS = "deprivation_quintile"


def _rows(tmp_path, frame: pd.DataFrame, by: str = FIFTHS) -> dict[str, dict]:
    """The panel's rows for smoking, where counts are shown without rounding."""
    manifest = small_manifest()
    manifest = replace(manifest, disclosure=replace(manifest.disclosure, rounded_to=1))
    dataset = Dataset.open(write_small(tmp_path / "d", observations=frame, manifest=manifest))
    return analyst_finding(ask(dataset, "smoking", by)).table.frame.set_index("name").to_dict("index")


def _possible(rows: dict[str, dict]) -> dict[str, str]:
    return {name: row["value"] for name, row in rows.items() if name.endswith(", possible") or "Tipping" in name}


def _known_fifths(hidden: str = "") -> pd.DataFrame:
    """Counts of 300, 240, 180, 120 and 60 of 1,500 each, everyone's fifth known, one of them hidden."""
    frame = small_observations()
    newest = (frame["indicator_id"] == "smoking") & (frame["dimension_2"] == "") & (frame["level"] == "icb")
    frame = frame[~(newest & (frame["group"] == "unknown"))].copy()
    newest = newest & (frame["period_end"] == frame["period_end"].max())
    frame.loc[newest & (frame["group"] == "all"), ["numerator", "denominator"]] = (900.0, 7500.0)
    if hidden:
        gone = newest & (frame["dimension"] == FIFTHS) & (frame["group"] == hidden)
        frame.loc[gone, ["numerator", "status"]] = (np.nan, "suppressed")
    return frame


def test_nothing_hidden_and_nobody_unknown_leaves_nothing_to_say(tmp_path):
    assert _possible(_rows(tmp_path, _known_fifths())) == {}


def test_a_hidden_fifth_moves_the_slope_as_far_as_the_total_allows(tmp_path):
    """SII = 24 − y4 / 2 in percentage points; the fourth fifth has 0 to 120 of 1,500."""
    rows = _rows(tmp_path, _known_fifths(hidden="4"))
    found = _possible(rows)
    assert found["SII, possible"] == "20.0 to 24.0 percentage points"
    # 0.4 × the slope on these ranks, over a fifth of the groups each: 2 × 0.08 × 20 to 24.
    assert found["ACI, possible"] == "3.20 to 3.84 percentage points"
    assert "hidden counts are" in rows["SII, possible"]["read"]
    assert "holds whatever the hidden values are" in rows["SII, possible"]["read"]


def test_a_hidden_end_says_at_what_count_the_gap_would_vanish(tmp_path):
    found = _possible(_rows(tmp_path, _known_fifths(hidden="1")))
    assert found["Tipping count of the hidden group"] == "about 60"


def test_a_hidden_end_that_cannot_close_the_gap_says_why(tmp_path):
    """The least deprived fifth would need 300; of the total of 900 only 60 are left."""
    row = _rows(tmp_path, _known_fifths(hidden="5"))["Tipping count of the hidden group"]
    assert row["value"] == "none"
    assert "largest that the hidden count could be" in row["read"]


def test_the_unknown_move_the_ratio_from_one_end_to_the_other(tmp_path):
    """Of 200 unknown people 20 smoke: 320 of 1,520 over 60 of 1,680 at most, 300 of 1,680 over 80 of 1,520 at least."""
    rows = _rows(tmp_path, small_observations())
    name = "Ratio, Most deprived fifth v Least deprived fifth, possible"
    assert rows[name]["value"] == "3.39 to 5.89"
    assert "people of unknown group" in rows[name]["read"]
    assert rows["Tipping share of the unknown"]["value"] == "none"


def test_groups_without_an_order_have_a_range_and_the_hidden_one_a_place(tmp_path):
    """Black people: 0 to 10 of 60 alone; unknown people can only widen that."""
    found = _possible(_rows(tmp_path, small_observations(), "ethnic_group"))
    low, _, high = found["Black, Black British, Caribbean or African v White, possible"].partition(" to ")
    assert float(low.replace("−", "-")) < -780 / 68 < float(high.split()[0])
    assert found["Range of all groups, possible"].endswith("percentage points")
    assert not [name for name in found if name.startswith(("SII", "ACI"))]


def test_limits_by_simulation_agree_with_the_formula(tmp_path):
    rows = _rows(tmp_path, small_observations())
    exact, drawn = rows["Slope index of inequality (SII)"], rows["SII, limits by simulation"]
    width = exact["upper"] - exact["lower"]
    assert drawn["estimate"] == pytest.approx(exact["estimate"])
    assert [drawn[end] for end in ("lower", "upper")] == pytest.approx(
        [exact[end] for end in ("lower", "upper")], abs=0.02 * width
    )

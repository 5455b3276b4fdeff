"""The analyst's panel: every measure on the right scale, worked out by hand on a small dataset, and every gap in words."""

import math

import numpy as np
import pytest
from scipy import stats

from components.findings.analyst.groups import analyst_groups
from components.findings.analyst.measures_table import analyst_finding
from components.findings.methods.entries import METHODS
from components.findings.selection import dimensions_offered
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.by_hand import fitted_ends, mover, wilson
from tests.small_dataset import small_observations, write_small

SMOKING = (20.0, 16.0, 12.0, 8.0, 4.0)
RANKS = (0.1, 0.3, 0.5, 0.7, 0.9)
FAMILY_OF_SPREAD = ("BGV", "BGSD", "COV", "MLD", "Theil", "MDM", "MDB", "MDR", "IDIS")


def _rows(finding) -> dict[str, dict]:
    return finding.table.frame.set_index("name").to_dict("index")


def _starting(rows: dict[str, dict], start: str) -> dict:
    (found,) = [row for name, row in rows.items() if name.startswith(start)]
    return found


def test_the_ends_are_set_against_each_other(small):
    rows = _rows(analyst_finding(ask(small, "smoking")))
    one, other = (each / 1500 for each in (300, 60))
    low, high = mover((one, *wilson(300, 1500)), (other, *wilson(60, 1500)))
    found = rows["Difference, most v least disadvantaged"]
    assert (found["estimate"], found["lower"], found["upper"]) == pytest.approx((16, 100 * low, 100 * high))
    assert rows["Ratio, most v least disadvantaged"]["estimate"] == pytest.approx(5)


def test_the_ends_are_set_against_each_other_with_their_areas_as_what_was_drawn(small):
    """The same worked out area by area: how far each neighbourhood's count lies from what the fifth's share would give it."""
    end = small.observations("smoking", areas=["I1"])["period_end"].max()
    rows = small.observations("smoking", level="neighbourhood", dimension="deprivation_quintile", period_ends=[end])
    away, limits, apart = {}, {}, 1.0
    for fifth, events in (("1", 300), ("5", 60)):
        areas = rows[(rows["group"] == fifth) & rows["numerator"].notna()].set_index("area_code")
        shown, people = areas["numerator"].sum(), areas["denominator"].sum()
        shares = areas["denominator"] / people
        residuals = (areas["numerator"] - shown / people * areas["denominator"]) / (people * np.sqrt(1 - shares))
        away[fifth] = residuals * math.sqrt(min(1, people / 1500))
        error = math.sqrt((away[fifth] ** 2).sum())
        wide = stats.t.ppf(0.975, max(1, 1 / (shares**2).sum() - 1)) * error
        share = events / 1500
        effect = max(1, (wide / (stats.norm.ppf(0.975) * math.sqrt(share * (1 - share) / 1500))) ** 2)
        limits[fifth] = (share, *wilson(events / effect, 1500 / effect))
        apart *= math.sqrt(1 - 1 / effect)
    # Two groups of one area are counted apart, whatever they share besides.
    together = min(apart, (away["1"] * away["5"]).sum() / math.sqrt((away["1"] ** 2).sum() * (away["5"] ** 2).sum()))
    low, high = mover(limits["1"], limits["5"], together)
    found = _rows(analyst_finding(ask(small, "smoking")))["Difference, most v least disadvantaged, areas as clusters"]
    assert (found["estimate"], found["lower"], found["upper"]) == pytest.approx((16, 100 * low, 100 * high))
    assert "neighbourhoods differ among themselves" in found["read"]


def test_where_no_areas_beneath_are_counted_it_says_so(small):
    found = _rows(analyst_finding(ask(small, "trust")))["Difference, most v least disadvantaged, areas as clusters"]
    assert found["value"] == "cannot be told"
    assert "only sampling error" in found["read"]


def test_a_straight_slope_in_every_index(small):
    rows = _rows(analyst_finding(ask(small, "smoking")))
    assert fitted_ends(SMOKING, [1500] * 5) == pytest.approx((22, 2))
    assert rows["Slope index of inequality (SII)"]["estimate"] == pytest.approx(20)
    assert rows["Relative index of inequality (RII)"]["estimate"] == pytest.approx(11)
    assert rows["Scotland’s relative index (SII / mean)"]["estimate"] == pytest.approx(20 / 12)
    absolute = -sum(0.2 * (2 * rank - 1) * value for rank, value in zip(RANKS, SMOKING, strict=True))
    assert rows["Absolute concentration index (ACI)"]["estimate"] == pytest.approx(absolute)
    assert rows["Relative concentration index (RCI)"]["estimate"] == pytest.approx(absolute / 12)
    assert rows["Shape of the gradient"]["value"] == "linear"


def test_shares_are_taken_as_fractions_where_an_index_has_a_ceiling(small):
    rows = _rows(analyst_finding(ask(small, "smoking")))
    absolute = -sum(0.2 * (2 * rank - 1) * value / 100 for rank, value in zip(RANKS, SMOKING, strict=True))
    assert _starting(rows, "RCI, Wagstaff")["estimate"] == pytest.approx(absolute / 0.12 / (1 - 0.12))
    assert _starting(rows, "RCI, Erreygers")["estimate"] == pytest.approx(4 * absolute)
    assert _starting(rows, "RCI, Erreygers")["lower"] < 4 * absolute < _starting(rows, "RCI, Erreygers")["upper"]


def test_the_logit_slope_is_back_in_percentage_points(small):
    rows = _rows(analyst_finding(ask(small, "smoking")))
    logits = [math.log(value / (100 - value)) for value in SMOKING]
    start, end = fitted_ends(logits, [1500] * 5)
    fractions = [1 / (1 + math.exp(-each)) for each in (start, end)]
    found = rows["SII, logit scale"]
    assert found["estimate"] == pytest.approx(100 * (fractions[0] - fractions[1]))
    assert 1 < found["lower"] < found["estimate"] < found["upper"] < 100
    assert rows["RII, logit scale"]["estimate"] == pytest.approx(fractions[0] / fractions[1])


def test_a_rate_is_fitted_on_the_log_scale_and_has_no_ceiling(small):
    rows = _rows(analyst_finding(ask(small, "attendances")))
    start, end = fitted_ends([math.log(each) for each in (500, 400, 300, 300, 300)], [1000] * 5)
    assert rows["RII, log scale"]["estimate"] == pytest.approx(math.exp(start - end))
    assert rows["SII, log scale"]["estimate"] == pytest.approx(math.exp(start) - math.exp(end))
    assert not [name for name in rows if "Wagstaff" in name]
    assert rows["Levelling-up count"]["estimate"] == pytest.approx(300)


def test_what_levelling_up_would_mean(small):
    rows = _rows(analyst_finding(ask(small, "smoking")))
    assert rows["Levelling-up count"]["estimate"] == pytest.approx(600)
    assert rows["Population attributable risk (PAR)"]["estimate"] == pytest.approx(4 - 12)
    assert rows["Population attributable fraction (PAF)"]["estimate"] == pytest.approx(-100 * 8 / 12)


def _ethnic(tmp_path) -> Dataset:
    """Smoking: 100 of 500 Asian, 20 of 100 Mixed (were 0) and 780 of 6,800 White people; the others are not shown."""
    frame = small_observations()
    mixed = (frame["indicator_id"] == "smoking") & (frame["group"] == "mixed") & (frame["dimension"] == "ethnic_group")
    frame.loc[mixed, "numerator"] = 20
    return Dataset.open(write_small(tmp_path / "d", observations=frame))


def test_groups_without_an_order_have_the_whole_family_of_spread(tmp_path):
    rows = _rows(analyst_finding(ask(_ethnic(tmp_path), "smoking", "ethnic_group")))
    people, values = np.array([500.0, 100.0, 6800.0]), np.array([20.0, 20.0, 100 * 780 / 6800])
    share = people / people.sum()
    mean = float(share @ values)
    variance = float(share @ (values - mean) ** 2)
    assert rows["Between-group variance (BGV)"]["estimate"] == pytest.approx(variance)
    assert _starting(rows, "Between-group standard deviation")["estimate"] == pytest.approx(math.sqrt(variance))
    assert _starting(rows, "Coefficient of variation")["estimate"] == pytest.approx(100 * math.sqrt(variance) / mean)
    away = np.abs(values - mean)
    assert _starting(rows, "Index of disparity (IDIS), weighted")["estimate"] == pytest.approx(
        100 * share @ away / mean
    )
    assert _starting(rows, "Mean difference from the average (MDM), unweighted")["estimate"] == pytest.approx(
        away.mean()
    )
    assert rows["Mean difference from White (MDR), weighted"]["estimate"] == pytest.approx(
        share @ np.abs(values - values[2])
    )
    assert all(any(short in name for name in rows) for short in FAMILY_OF_SPREAD)
    assert all(row["lower"] is not None for name, row in rows.items() if "MDM" in name)


def test_theil_of_percentages_is_theil_of_fractions(tmp_path):
    rows = _rows(analyst_finding(ask(_ethnic(tmp_path), "smoking", "ethnic_group")))
    share, fraction = np.array([500, 100, 6800]) / 7400, np.array([0.2, 0.2, 780 / 6800])
    relative = fraction / (share @ fraction)
    assert rows["Theil’s index × 1,000"]["estimate"] == pytest.approx(1000 * share @ (relative * np.log(relative)))
    assert _starting(rows, "Mean log deviation")["estimate"] == pytest.approx(-1000 * share @ np.log(relative))


def test_hidden_and_missing_groups_say_so_and_are_left_out(tmp_path):
    rows = _rows(analyst_finding(ask(_ethnic(tmp_path), "smoking", "ethnic_group")))
    for label in ("Black, Black British, Caribbean or African", "Other ethnic group"):
        assert rows[f"{label} v overall"]["value"] == "not defined"
        assert "hidden or missing" in rows[f"{label} v overall"]["read"]
    assert rows["Theil’s index × 1,000"]["groups"] == "3"


def test_a_zero_group_has_no_logarithm_and_the_row_says_why(small):
    rows = _rows(analyst_finding(ask(small, "smoking", "ethnic_group")))
    assert _starting(rows, "Mean log deviation")["value"] == "not defined"
    assert "zero" in _starting(rows, "Mean log deviation")["read"]


def test_values_without_an_interval_still_have_a_slope(small):
    rows = _rows(analyst_finding(ask(small, "wait")))
    assert rows["Difference, most v least disadvantaged"]["interval"] == "none published"
    assert "residual scatter" in rows["Slope index of inequality (SII)"]["method"]
    assert "counts" in rows["Levelling-up count"]["read"]


def test_everyone_together_cannot_be_compared(small):
    assert analyst_finding(ask(small, "vaccinated", "total")).verdict == "cannot tell"


def test_simulated_intervals_are_the_same_every_time(tmp_path):
    dataset = _ethnic(tmp_path)
    one, other = (analyst_finding(ask(dataset, "smoking", "ethnic_group")).table.text for _ in range(2))
    assert one.equals(other)


def test_only_shares_become_fractions(small):
    assert analyst_groups(ask(small, "smoking")).fraction == pytest.approx([each / 100 for each in SMOKING])
    with pytest.raises(ValueError, match="not percentages"):
        _ = analyst_groups(ask(small, "attendances")).fraction


def test_every_selection_of_the_demo_is_told_in_full(demo):
    known = {each.id for each in METHODS}
    areas = [demo.area_code, demo.areas("neighbourhood").index[0]]
    for indicator in demo.indicators:
        for by in dimensions_offered(demo, indicator) or ["total"]:
            for area in areas:
                found = analyst_finding(ask(demo, indicator, by, area=area))
                assert found.unsupported_numbers() == [], (indicator, by, area)
                assert found.method in known
                if found.verdict != "cannot tell":
                    assert (found.table.text[["Measure", "Value", "How it is read"]] != "").all(axis=None)

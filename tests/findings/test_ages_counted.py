"""Ages from an indicator's own rows by group and age: the same factors as from a table of ages, worked out by hand."""

import pandas as pd
import pytest

from components.findings.age_adjusted import age_adjustment, people_by_age
from components.findings.ages_counted import people_counted
from components.findings.analyst.measures_table import analyst_finding
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import FIFTHS, NEWEST, QUARTERS, row, small_observations, write_small

BY = "deprivation_quintile"
START = next(start for start, end in QUARTERS if end == NEWEST)
# Of 200 smokers-or-not in each fifth: younger people smoke in 10%, older ones in 20%; the last fifth is older.
_YOUNGER = (1_500, 750, 750, 750, 0)


def _crossed(*, swapped: bool = False, hidden: bool = False, everyone: bool = True) -> pd.DataFrame:
    rows = []
    for group, younger in zip(FIFTHS, _YOUNGER, strict=True):
        for band, people, share in (("18-39", younger, 0.1), ("40-64", 1_500 - younger, 0.2)):
            one, other = (BY, group), ("age", band)
            if swapped:
                one, other = other, one
            rows.append(
                row(
                    "smoking",
                    dimension=one[0],
                    group=one[1],
                    dimension_2=other[0],
                    group_2=other[1],
                    numerator=people * share,
                    denominator=people,
                    period_start=START,
                    period_end=NEWEST,
                )
            )
    if hidden:
        rows[0] |= {"numerator": float("nan"), "denominator": float("nan"), "status": "suppressed"}
    if everyone:
        rows += [
            row("smoking", dimension="age", group=band, numerator=count, denominator=people,
                period_start=START, period_end=NEWEST)
            for band, count, people in (("18-39", 375, 3_750), ("40-64", 750, 3_750))
        ]  # fmt: skip
    return pd.DataFrame(rows)[list(OBSERVATION_COLUMNS)]


def _dataset(folder, **more: bool) -> Dataset:
    together = pd.concat([small_observations(), _crossed(**more)], ignore_index=True)
    return Dataset.open(write_small(folder, observations=together, optional={}))


@pytest.mark.parametrize("more", [{}, {"swapped": True}, {"everyone": False}], ids=["given", "swapped", "summed"])
def test_groups_are_adjusted_by_their_own_rows_by_age(tmp_path, more):
    dataset = _dataset(tmp_path / "d", **more)
    known = age_adjustment(dataset, "smoking")
    assert known is not None
    assert known.rates_of == "icb"
    factors = known.ages.xs(BY, level="dimension")["age_factor"]
    # Everyone: 15%. All younger: 0.10 / 0.15; half and half: 1; all older: 0.20 / 0.15.
    assert factors[["icb"]].tolist() == pytest.approx([2 / 3, 1, 1, 1, 4 / 3])
    asked = ask(dataset, "smoking")
    assert asked.for_age
    counted = asked.values(areas=[asked.selection.area], by=BY).set_index("group")
    plain = 100 * counted["numerator"] / counted["denominator"]
    assert (counted["value"] / plain)[list(FIFTHS)].tolist() == pytest.approx([1.5, 1, 1, 1, 0.75])


def test_the_panel_standardises_the_gap_directly_beside_one_factor(tmp_path):
    """At every age all fifths are alike, so nothing is left; the last fifth has nobody of the younger band."""
    rows = {
        each["name"]: each
        for each in analyst_finding(ask(_dataset(tmp_path / "d"), "smoking")).table.frame.to_dict("records")
    }
    direct = rows["Difference, most v least disadvantaged, standardised directly for age"]
    assert direct["value"] == "not defined"
    assert "an age band has no population" in direct["read"]


def test_a_gap_within_each_age_is_what_is_left(tmp_path):
    """Most deprived: 20% of 750 younger and 40% of 750 older; least: 10% and 20%. Everyone's ages are half and half."""
    crossed = _crossed()
    for group, shares in (("1", (0.2, 0.4)), ("5", (0.1, 0.2))):
        for band, share in zip(("18-39", "40-64"), shares, strict=True):
            here = (crossed["group"] == group) & (crossed["group_2"] == band)
            crossed.loc[here, ["numerator", "denominator"]] = 750 * share, 750
    together = pd.concat([small_observations(), crossed], ignore_index=True)
    asked = ask(Dataset.open(write_small(tmp_path / "d", observations=together, optional={})), "smoking")
    rows = {each["name"]: each for each in analyst_finding(asked).table.frame.to_dict("records")}
    direct = rows["Difference, most v least disadvantaged, standardised directly for age"]
    assert direct["estimate"] == pytest.approx(30 - 15)
    assert 10 < direct["lower"] < 12 < 18 < direct["upper"] < 20


def test_where_the_people_of_a_band_are_hidden_nothing_is_adjusted(tmp_path):
    dataset = _dataset(tmp_path / "d", hidden=True)
    ages = people_by_age(dataset, "smoking")
    assert ages is not None
    assert ages["status"].tolist().count("suppressed") == 1
    assert not ask(dataset, "smoking").for_age


def test_without_rows_by_group_and_age_nothing_is_counted(tmp_path):
    dataset = Dataset.open(write_small(tmp_path / "d", optional={}))
    assert people_counted(dataset, "smoking") is None

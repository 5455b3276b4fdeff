"""Deprivation labels: fifths and tenths of any wording, and an order that is turned round names itself."""

import pandas as pd
import pytest

from data.coding.coding import code_labels, dimension_of, groups_named

FINGERTIPS_TENTHS = {
    "Most deprived decile": "1", "Second most deprived decile": "1", "Third more deprived decile": "2",
    "Fourth more deprived decile": "2", "Fifth more deprived decile": "3", "Fifth less deprived decile": "3",
    "Fourth less deprived decile ": "4", "Third less deprived decile (IMD2019)": "4",
    "Second least deprived decile (IMD2019)": "5", "Least deprived decile ": "5",
}  # fmt: skip


def _coded(labels: list[str], **more: object):
    return code_labels(pd.Series(labels), "deprivation_quintile", **more)


def test_the_tenths_of_fingertips_become_fifths():
    coding = _coded(list(FINGERTIPS_TENTHS))
    assert coding.groups.tolist() == list(FINGERTIPS_TENTHS.values())
    assert coding.faults == ()


@pytest.mark.parametrize(
    "labels",
    [
        ["1", "2", "3", "4", "5"],
        ["Q1", "Q2", "Q3", "Q4", "Q5"],
        ["1 - most deprived", "2", "3", "4", "5 - least deprived"],
        ["Most deprived", "Second most deprived", "Middle", "Second least deprived", "Least deprived"],
        ["Most deprived quintile", "Second most deprived quintile", "Average deprived quintile",
         "Second least deprived quintile", "Least deprived quintile"],
        ["IMD quintile 1 (most deprived)", "IMD quintile 2", "IMD quintile 3", "IMD quintile 4", "IMD quintile 5"],
        ["Most deprived fifth", "Second most deprived fifth", "Middle fifth", "Second least deprived fifth",
         "Least deprived fifth"],
        ["Most deprived 20%", "Next most deprived 20%", "Middle 20%", "Next least deprived 20%", "Least deprived 20%"],
    ],
)  # fmt: skip
def test_fifths_of_any_wording_run_from_the_most_deprived(labels):
    assert _coded([*labels, "Not known"]).groups.tolist() == ["1", "2", "3", "4", "5", "unknown"]


def test_ten_numbers_are_tenths_and_five_are_fifths():
    assert _coded([str(n) for n in range(1, 11)]).groups.tolist() == [*"1122334455"]
    assert _coded(["1", "2", "5"]).groups.tolist() == ["1", "2", "5"]


def test_five_numbers_are_tenths_where_the_dimension_is_called_one_of_tenths():
    assert groups_named("IMD decile") == 10
    assert groups_named("IMD quintile") == 5
    assert groups_named("deprivation_quintile") == 0
    assert groups_named("Deprivation") == 0
    assert _coded(["1", "2", "5"], groups=10).groups.tolist() == ["1", "1", "3"]


@pytest.mark.parametrize(
    ("labels", "most_deprived"),
    [
        (["1 - least deprived", "2", "3", "4", "5 - most deprived"], 1),
        (["1", "2", "3", "4", "5"], 5),
        (["Q1 least deprived", "Q2", "Q3", "Q4", "Q5"], 1),
    ],
)
def test_an_order_turned_round_is_a_fault_until_it_is_confirmed(labels, most_deprived):
    coding = _coded(labels, most_deprived=most_deprived)
    assert coding.groups.tolist() == [""] * 5
    assert {each.offer for each in coding.faults} == {"reversed_order"}
    assert coding.faults[0].problem == "the order is turned round: 5 is the most deprived group here"
    confirmed = _coded(labels, most_deprived=most_deprived, confirmed=("reversed_order",))
    assert confirmed.groups.tolist() == ["5", "4", "3", "2", "1"]
    assert confirmed.faults == ()


@pytest.mark.parametrize("label", ["", "Fairly deprived", "0", "6", "Q7", "rich"])
def test_what_cannot_be_read_is_named_and_not_guessed(label):
    coding = _coded(["Q1", "Q5", label])
    assert coding.groups.tolist() == ["1", "5", ""]
    assert [each.label for each in coding.faults] == [label]
    assert "1 (most deprived) to 5 (least deprived)" in coding.faults[0].expected


@pytest.mark.parametrize(
    ("words", "dimension"),
    [
        ("IMD Quintile", "deprivation_quintile"),
        ("Ethnicity", "ethnic_group"),
        ("age-group", "age"),
        ("Everyone", "total"),
        ("Economic status", ""),
    ],
)
def test_dimensions_are_known_by_their_usual_names(words, dimension):
    assert dimension_of(words) == dimension


def test_ages_fill_a_band_exactly_or_not_at_all():
    labels = ["18-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-89", "90+", "Not known"]
    coding = code_labels(pd.Series(labels), "age")
    assert coding.groups.tolist() == ["18-39", "18-39", "18-39", "", "", "", "", "80+", "80+", "unknown"]
    assert [each.label for each in coding.doubts] == ["40-49", "50-59", "60-69", "70-79"]
    without_youngest = code_labels(pd.Series(labels[1:]), "age")
    assert without_youngest.groups.tolist()[:2] == ["", ""]
    five_years = [f"{n}-{n + 4}" for n in range(40, 65, 5)]
    assert set(code_labels(pd.Series(five_years), "age").groups) == {"40-64"}


def test_sex_is_read_from_words_and_never_from_a_bare_number():
    coding = code_labels(pd.Series(["F", "Males", "1", "Persons"]), "sex")
    assert coding.groups.tolist() == ["female", "male", "", "all"]
    assert [each.label for each in coding.faults] == ["1"]

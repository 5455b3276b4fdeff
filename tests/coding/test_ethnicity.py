"""Ethnic-group labels: every classification becomes the contract's groups, and nothing is guessed."""

import pandas as pd
import pytest

from data.coding.coding import code_labels
from data.coding.ethnicity import detailed_groups_needed
from data.coding.labels import table
from data.contract.vocabulary import DIMENSIONS, ETHNIC_GROUP_18


def _coded(labels: list[str], dimension: str = "ethnic_group"):
    return code_labels(pd.Series(labels), dimension)


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("A", "white_british"),
        ("R", "asian_chinese"),
        ("Z", "unknown"),
        ("99", "unknown"),
        ("White: English, Welsh, Scottish, Northern Irish or British", "white_british"),
        ("White – British", "white_british"),
        ("WHITE   BRITISH", "white_british"),
        ("British or mixed British - ethnic category 2001 census", "white_british"),
        ("White: Roma", "white_other"),
        ("White: Gypsy or Irish Traveller", "white_gypsy_traveller"),
        ("Mixed/multiple ethnic groups: White and Black Caribbean", "mixed_white_black_caribbean"),
        ("Mixed & multiple ethnic groups: White & Asian", None),
        ("Asian, Asian British or Asian Welsh: Chinese", "asian_chinese"),
        ("Chinese or Other ethnic group: Chinese", "asian_chinese"),
        ("Black, Black British, Black Welsh, Caribbean or African: African", "black_african"),
        ("Other ethnic group: Arab", "other_arab"),
        ("Refused", "unknown"),
        ("Not stated", "unknown"),
    ],
)
def test_a_detailed_label_becomes_its_group(label, group):
    coding = _coded(["Irish", label])
    assert coding.groups[1] == (group or "")
    assert coding.dimensions[1] == ("ethnic_group_18" if group else "")
    assert [each.label for each in coding.faults] == ([] if group else [label])


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("White", "white"),
        ("ASIAN OR ASIAN BRITISH", "asian"),
        ("Black, Black British, Caribbean or African", "black"),
        ("Mixed or multiple ethnic groups", "mixed"),
        ("Any other ethnic group", "other"),
        ("Unknown", "unknown"),
        ("asian", "asian"),
    ],
)
def test_a_broad_label_becomes_its_group(label, group):
    coding = _coded(["White", label])
    assert (coding.dimensions[1], coding.groups[1]) == ("ethnic_group", group)


def test_any_other_ethnic_group_is_detailed_only_among_detailed_labels():
    assert _coded(["Indian", "Any other ethnic group"]).groups.tolist() == ["asian_indian", "other_any"]
    assert _coded(["Asian", "Any other ethnic group"]).groups.tolist() == ["asian", "other"]


def test_the_other_group_of_2001_is_used_and_doubted_because_it_holds_chinese_people():
    coding = _coded(["White", "Chinese or Other"])
    assert coding.groups.tolist() == ["white", "other"]
    assert [(each.label, "Chinese" in each.problem) for each in coding.doubts] == [("Chinese or Other", True)]


def test_every_group_of_the_contract_has_labels_in_every_classification_that_knows_it():
    rows = table("ethnic_groups")
    for scheme, absent in (("census_2011_2021", set()), ("hes_2001", {"other_arab"})):
        found = {row["group"] for row in rows if row["scheme"] == scheme}
        assert set(ETHNIC_GROUP_18) - found == absent
    wrong = [
        row for row in rows if row["group"] in ETHNIC_GROUP_18 and ETHNIC_GROUP_18[row["group"]][1] != row["broad"]
    ]
    assert wrong == []


def test_the_contracts_own_labels_and_codes_stand_for_themselves():
    for dimension in ("ethnic_group", "ethnic_group_18"):
        groups = DIMENSIONS[dimension].groups
        assert _coded(list(groups.values()), dimension).groups.tolist() == list(groups)
        assert _coded(list(groups), dimension).groups.tolist() == list(groups)


def test_the_mapping_tells_label_scheme_and_how_many_rows():
    mapping = _coded(["R", "R", "Martian", "All"]).mapping.set_index("label")
    assert mapping.loc["R", ["dimension", "group", "scheme", "rows"]].tolist() == [
        "ethnic_group_18",
        "asian_chinese",
        "hes_2001",
        2,
    ]
    assert "2001 counted Chinese under Other" in mapping.loc["R", "note"]
    assert mapping.loc["Martian", ["group", "scheme"]].tolist() == ["", "not known"]
    assert mapping.loc["All", ["dimension", "group"]].tolist() == ["total", "all"]


def test_a_broad_group_of_2001_needs_neither_arab_nor_traveller():
    assert detailed_groups_needed("other", census_2001=True) == {"other_any"}
    assert detailed_groups_needed("other", census_2001=False) == {"other_any", "other_arab"}
    assert len(detailed_groups_needed("white", census_2001=False)) == 4

"""Every category that Fingertips uses for ethnic groups, deprivation of small areas and sex: mapped, or known not to be."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from data.coding.categories import dimension_of_type
from data.coding.coding import code_labels

FORMATS = Path(__file__).parents[2].parent / "shared" / "real" / "formats"
# Several groups together, or a part of one: no one group of the contract.
NO_ONE_GROUP = {"Ethnic Minority", "BAME", "Indian/Pakistani/Bangladeshi", "Pakistani/Bangladeshi"}


@pytest.mark.parametrize(
    ("label", "dimension", "group"),
    [
        ("Asian / Asian British inc Chinese", "ethnic_group", "asian"),
        ("Mixed/Multiple", "ethnic_group", "mixed"),
        ("Not stated / invalid", "ethnic_group", "unknown"),
        ("Not reported", "ethnic_group", "unknown"),
        ("Don't know / Refused to answer", "ethnic_group", "unknown"),
        ("Any other mixed/multiple ethnic background", "ethnic_group_18", "mixed_other"),
        ("Any other Black, Black British, Caribbean or African background", "ethnic_group_18", "black_other"),
    ],
)
def test_words_of_fingertips_stand_for_one_group(label, dimension, group):
    found = code_labels(pd.Series([label]), "ethnic_group")
    assert (found.dimensions[0], found.groups[0]) == (dimension, group)


def test_not_stated_among_detailed_groups_is_unknown_in_the_detailed_dimension():
    found = code_labels(pd.Series(["White British", "Not stated / invalid"]), "ethnic_group")
    assert found.groups.tolist() == ["white_british", "unknown"]
    assert set(found.dimensions) == {"ethnic_group_18"}


@pytest.mark.parametrize("words", ["Sexuality", "Sexuality - 4 categories", "Sexuality 3grps + unknown"])
def test_sexuality_is_not_sex(words):
    assert dimension_of_type("Sex") == ("sex", "")
    assert dimension_of_type(words) == ("", "by sexual orientation, which no indicator here is shown by")


def test_every_category_of_a_kind_that_is_used_is_mapped_or_is_no_one_group():
    if not FORMATS.is_dir():
        pytest.skip("the list of Fingertips' categories is not here")
    with (FORMATS / "fphd_dimension_type.csv").open(encoding="utf-8", newline="") as text:
        kinds = {row["id"]: row["name"] for row in csv.DictReader(text)}
    with (FORMATS / "fphd_dimension_value.csv").open(encoding="utf-8", newline="") as text:
        labels = pd.DataFrame(list(csv.DictReader(text)))
    used, unmapped = 0, set()
    for kind, words in kinds.items():
        dimension, _ = dimension_of_type(words)
        if dimension:
            found = code_labels(labels.loc[labels["dimension_type_id"] == kind, "name"], dimension)
            used += 1
            unmapped |= set(found.mapping.loc[found.mapping["group"] == "", "label"])
    assert used == 38
    assert unmapped == NO_ONE_GROUP

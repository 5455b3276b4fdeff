"""A dataset with dimensions of its own: its tables may be by them, and by no group that it does not declare."""

import pytest

from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from tests.declared_dataset import declared_observations, open_declared, write_declared
from tests.small_dataset import small_manifest


def test_figures_by_a_declared_dimension_are_read(tmp_path):
    dataset = open_declared(tmp_path / "d")
    rows = dataset.observations("smoking", level="icb", dimension="carers").set_index(["period_end", "group"])
    newest = rows.loc[rows.index.get_level_values(0).max()]
    assert newest["numerator"].to_dict() == {"carer": 300.0, "not_carer": 600.0, "unknown": 20.0}
    assert dataset.vocabulary["carers"].label == "Unpaid carers"
    assert dataset.dimensions("smoking") == [
        "carers", "conditions", "deprivation_quintile", "ethnic_group"
    ]  # fmt: skip


def test_a_group_that_is_not_declared_is_named_with_those_that_are(tmp_path):
    rows = declared_observations()
    rows.loc[rows["group"] == "carer", "group"] = "young_carer"
    with pytest.raises(ContractError, match=r"found dimension carers, group young_carer; .*carer, not_carer, unknown"):
        write_declared(tmp_path / "d", observations=rows)


def test_a_dimension_that_is_not_declared_is_told_where_to_declare_it(tmp_path):
    with pytest.raises(ContractError, match=r"found dimension carers, group carer; .*as \[dimensions\.carers\]"):
        write_declared(tmp_path / "d", manifest=small_manifest())


def test_what_a_dataset_declares_is_read_when_it_is_opened(tmp_path):
    folder = write_declared(tmp_path / "d")
    manifest = folder / "dataset.toml"
    manifest.write_text(manifest.read_text().replace('reference = "not_carer"', 'reference = "nobody"'))
    with pytest.raises(ContractError, match=r"dimension carers, reference: found 'nobody'"):
        Dataset.open(folder)

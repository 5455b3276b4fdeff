"""Several systems of neighbourhoods under one roof: each whole by itself, replaced together."""

from argparse import Namespace

from data.commands import describe
from data.commands.checking_dataset import check
from data.contract.manifest import system_code
from data.dataset.systems import open_systems
from tests.outside_dataset import outside_areas, outside_observations, write_outside
from tests.small_dataset import small_manifest, write_small


def test_systems_are_opened_in_the_order_in_which_they_were_given(tmp_path):
    write_outside(tmp_path / "b", manifest=small_manifest(system="Big squares"))
    write_outside(tmp_path / "a", manifest=small_manifest(system="Another"))
    beside = {"1-big-squares": tmp_path / "b", "2-another": tmp_path / "a"}
    write_small(tmp_path / "d", manifest=small_manifest(system="Squares"), beside=beside)
    found = open_systems(tmp_path / "d")
    assert {code: len(each.areas("neighbourhood")) for code, each in found.items()} == {
        "squares": 7,
        "big-squares": 6,
        "another": 6,
    }
    # Written again without the others, none of them is left behind.
    write_small(tmp_path / "d", areas=outside_areas(), observations=outside_observations())
    assert list(open_systems(tmp_path / "d")) == [""]


def test_a_systems_code_can_stand_in_an_address():
    assert system_code("Primary care networks") == "primary-care-networks"
    assert system_code("  Localities (2026) ") == "localities-2026"


def test_check_and_describe_name_every_system(tmp_path):
    write_outside(tmp_path / "a", manifest=small_manifest(system="Another"))
    beside = {"1-another": tmp_path / "a"}
    write_small(tmp_path / "d", manifest=small_manifest(system="Squares"), beside=beside)
    assert "also by Another: 6 neighbourhoods" in check(tmp_path / "d")
    told = describe.run(Namespace(dataset=tmp_path / "d", grid=None), print).text
    assert told.endswith("Also by Another: 6 neighbourhoods; 4,000 people in none.\n")

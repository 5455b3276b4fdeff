"""An audit attacks the dataset by every system of neighbourhoods: each of them is published."""

import pytest

from data.commands import audit
from data.commands.attacks import Attacked
from data.disclosure.attacking import Attack
from tests.outside_dataset import write_outside
from tests.small_dataset import small_manifest, write_small


@pytest.fixture
def two_systems(tmp_path):
    """The small dataset by two systems of neighbourhoods."""
    write_outside(tmp_path / "other", manifest=small_manifest(system="Fewer squares"))
    beside = {"1-fewer-squares": tmp_path / "other"}
    return write_small(tmp_path / "d", manifest=small_manifest(system="Squares"), beside=beside)


def test_what_is_given_away_by_a_further_system_is_found_and_named(run, two_systems, monkeypatch):
    def attack(dataset, *_):
        shown = (
            Attack(hidden=1, exact=1, narrowed=1) if dataset.manifest.system == "Fewer squares" else Attack(hidden=2)
        )
        return [Attacked("smoking", shown)]

    monkeypatch.setattr(audit, "attack_dataset", attack)
    found = run("audit", two_systems)
    assert found.code == 2
    assert "| smoking | 2 | 0 | 0 |" in found.out
    assert "| Fewer squares: smoking | 1 | 1 | 1 |" in found.out
    assert "| All | 3 | 1 | 1 |" in found.out

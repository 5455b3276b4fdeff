"""Counting from records by the command: what it asks for first, what it writes, and what it says."""

import pytest

from tests.architecture.project_files import ROOT
from tests.small_dataset import STATED

EXAMPLE = ROOT / "docs" / "aggregate_example.toml"


@pytest.fixture
def spec(tmp_path):
    """A spec of one indicator, by sex only."""
    text = EXAMPLE.read_text(encoding="utf-8")
    head = text.split("[dimensions]")[0].replace("pairs =", "# pairs =").replace("age_structure = true", "")
    one = text[text.index("[indicators.urgent_any]") : text.index("[indicators.gp_contacts]")]
    path = tmp_path / "spec.toml"
    head = head.replace('every = "quarter"', 'every = "year"').replace("by_age = true", "by_age = false")
    path.write_text(f'{head}[dimensions]\nsex = "people.sex"\n{one}', encoding="utf-8")
    return path


def test_records_in_protected_figures_out(run, spec, tmp_path):
    from data.aggregate.synthetic_records import write_synthetic_records

    write_synthetic_records(tmp_path / "records", 600, contacts_each=6, files="csv")
    out = tmp_path / "out"
    asked = ("aggregate", "--spec", spec, "--from", tmp_path / "records", "--out", out)
    without = run(*asked)
    assert without.code == 2
    assert "no disclosure rule: --hide and --round-to not given" in without.err
    done = run(*asked, *STATED)
    assert done.code == 1, done.err
    assert "Indicators: 1. Periods: 1. Areas: 5. Figures: 20" in done.out
    assert "contacts: 3,600 records" in done.out
    assert sorted(each.name for each in out.iterdir()) == ["observations-indicators.csv", "observations.csv"]
    assert (tmp_path / "out-report.md").is_file()
    rows = (out / "observations.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("indicator,area_code,period,dimension,group")
    assert len(rows) == 21
    assert run(*asked, *STATED).code == 2


def test_what_is_missing_is_told_before_anything_is_read(run, spec, tmp_path):
    asked = ("aggregate", "--spec", spec, "--out", tmp_path / "out", *STATED)
    assert "give a folder or an address after --from" in run(*asked).err
    assert "no such folder" in run(*asked, "--from", tmp_path / "nowhere").err
    assert "no such file" in run("aggregate", "--spec", tmp_path / "none.toml", "--out", tmp_path / "out").err


def test_the_queries_of_another_database_are_written_instead(run, spec, tmp_path):
    done = run("aggregate", "--spec", spec, "--sql", "databricks", "--out", tmp_path / "sql")
    assert done.code == 0
    assert f"Queries written into {tmp_path / 'sql'}: 1." in done.out
    assert "nothing is hidden in them" in done.out
    assert [each.name for each in (tmp_path / "sql").iterdir()] == ["urgent_any_2026-03-31.sql"]

"""Build, build without writing, keep what was built before, list releases and tell what changed between two."""

import errno

import pandas as pd
import pytest

from data.commands.comparing import compare
from data.dataset.dataset import Dataset
from data.recipes.guessed import Said
from data.recipes.recipe_file import recipe_toml
from data.your_data.assumptions import Declared
from data.your_data.validate import take
from tests.small_dataset import STATED, small_indicators, small_manifest, small_observations, write_small
from tests.sources.published_folder import FINGERTIPS, fingertips, rows


def _more_smokers(published, count=240):
    lines = [fingertips("A10001", "GPs", "2022/23", count, 800), fingertips("A10002", "GPs", "2022/23", 100, 1000)]
    (published / "j.csv").write_bytes(rows(FINGERTIPS, lines))


def test_build_reports_on_stdout_and_tells_its_progress_on_stderr(run, published, tmp_path):
    out = tmp_path / "out"
    ran = run("build", *STATED, "--from", published, "--area", "qaa", "--neighbourhoods", "pcn", "--out", out)
    assert ran.code == 0
    assert ran.out.startswith(f"# Built {out}")
    assert "## Files" in ran.out
    assert "reading i.csv … 14 rows" in ran.err
    assert Dataset.open(out).area_name("U00001") == "Alpha 1W PCN"


def test_a_fault_leaves_code_2_and_says_why_on_stderr(run, published, tmp_path):
    ran = run("build", *STATED, "--from", published, "--area", "QXX", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].startswith("error: b.csv: no such area")
    assert not (tmp_path / "out").exists()


def test_an_area_given_twice_is_refused_before_anything_is_read(run, capsys, published, tmp_path):
    words = (*STATED, "--from", published, "--area", "QBB", "--area", "QAA", "--out", tmp_path / "out")
    with pytest.raises(SystemExit, match="2"):
        run("build", *words)
    told = capsys.readouterr().err
    assert "--area: given twice, 'QBB' and 'QAA'; expected one" in told
    assert "reading" not in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("stated", "lacks"),
    [((), "--hide and --round-to"), (("--hide", "1-7"), "--round-to"), (("--round-to", "5"), "--hide")],
)
def test_a_build_without_a_stated_rule_fails_and_says_what_to_write(run, published, tmp_path, stated, lacks):
    ran = run("build", *stated, "--from", published, "--area", "QAA", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: no disclosure rule: {lacks} not given; state it. --hide 1-7 --round-to 5 hides")
    assert not (tmp_path / "out").exists()


def test_the_stated_rule_is_kept_in_numbers_and_words(run, published, tmp_path):
    words = ("--hide", "1-4", "--round-to", "1", "--from", published, "--area", "QAA", "--out", tmp_path / "out")
    assert run("build", *words).code == 0
    rule = Dataset.open(tmp_path / "out").manifest.disclosure
    assert (rule.hidden_from, rule.hidden_to, rule.rounded_to) == (1, 4, 1)
    assert rule.words.startswith(
        "Counts of 1 to 4 are hidden, with enough others that none can be found by subtraction; "
    )
    assert "published figures are public and stand as they were released" in rule.words


def test_a_dry_run_reports_and_writes_nothing(run, published, tmp_path):
    out = tmp_path / "out"
    before = sorted(tmp_path.rglob("*"))
    ran = run("build", *STATED, "--from", published, "--area", "QAA", "--out", out, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith(f"# Nothing written: what a build of {out} would be")
    assert "smoking by total: " in ran.out
    assert f"There is no dataset in {out} to compare it with." in ran.out
    assert sorted(tmp_path.rglob("*")) == before


def test_a_dry_run_tells_how_it_would_differ_from_the_dataset_there(run, built, published):
    before = Dataset.open(built).version
    same = run("build", *STATED, "--from", published, "--area", "QAA", "--out", built, "--dry-run")
    assert "# Compared with the dataset there now" in same.out
    assert "They hold the same." in same.out
    assert "(not written)" in same.out
    _more_smokers(published)
    ran = run("build", *STATED, "--from", published, "--area", "QAA", "--out", built, "--dry-run")
    assert "Testshire, 2022/23, deprivation of the practice: most deprived fifth, from 22.5% to 30.0%" in ran.out
    assert Dataset.open(built).version == before


def test_an_earlier_dataset_can_be_kept_and_compared(run, built, published):
    earlier = Dataset.open(built)
    _more_smokers(published)
    ran = run("build", *STATED, "--from", published, "--area", "QAA", "--out", built, "--keep")
    kept = built.with_name("qaa-releases") / f"{earlier.manifest.released:%Y-%m-%d}-{earlier.version}"
    assert f"The earlier dataset is kept in {kept}" in ran.out
    assert Dataset.open(kept).version == earlier.version
    listed = run("releases", built.parent)
    assert listed.code == 0
    assert len(listed.out.splitlines()) == 4
    assert {line.split()[1] for line in listed.out.splitlines()[::2]} == {earlier.version, Dataset.open(built).version}
    assert "    qaa: 1 indicators, " in listed.out
    told = run("releases", "diff", kept, built)
    assert told.code == 0
    assert "Smoking (smoking): " in told.out


def test_a_build_that_fails_keeps_nothing(run, built, published):
    (published / "j.csv").write_bytes(rows(FINGERTIPS, [fingertips("A10001", "GPs", "sometime", 1, 2)]))
    assert run("build", *STATED, "--from", published, "--area", "QAA", "--out", built, "--keep").code == 2
    assert not list(built.parent.glob("qaa-releases/*"))


@pytest.mark.parametrize("words", [["diff", "a"], ["a", "b"], ["diff", "a", "b", "c"]])
def test_releases_says_how_it_is_used(run, words):
    ran = run("releases", *words)
    assert ran.code == 2
    assert "releases diff BEFORE AFTER" in ran.err


def test_a_folder_without_releases(run, tmp_path):
    assert "no dataset in it" in run("releases", tmp_path).err
    assert "no such folder" in run("releases", tmp_path / "nowhere").err


def test_a_broken_release_is_listed_as_broken(run, built):
    (built / "areas.parquet").unlink()
    ran = run("releases", built.parent)
    assert ran.code == 2
    assert "not a dataset that can be opened" in ran.out


@pytest.fixture
def pair(tmp_path):
    """The small dataset, and one with other figures, another indicator, and others hidden."""
    before = small_observations()
    after = before.copy()
    smoking = (
        (after["indicator_id"] == "smoking") & (after["period_end"] == "2026-09-30") & (after["dimension_2"] == "")
    )
    whole = smoking & (after["level"] == "icb") & (after["dimension"] == "total")
    after.loc[whole, "numerator"] = 1_232  # 920 of 7,700 before: 11.9%; now 16%
    fifth = (
        smoking & (after["level"] == "icb") & (after["dimension"] == "deprivation_quintile") & (after["group"] == "5")
    )
    after.loc[fifth, "numerator"] = 75  # 4% before, 5% now
    hidden = (
        smoking & (after["level"] == "neighbourhood") & (after["area_code"] == "N6") & (after["dimension"] == "total")
    )
    after.loc[hidden, ["numerator", "status"]] = [float("nan"), "suppressed"]
    shown = smoking & (after["area_code"] == "N7")
    after.loc[shown, ["numerator", "status"]] = [3, "ok"]
    after = after[(after["indicator_id"] != "vaccinated") & ~(smoking & (after["area_code"] == "L00"))]
    changed = [each for each in small_indicators() if each.id != "vaccinated"]
    changed = [each if each.id != "wait" else type(each)(**(vars(each) | {"caveat": "New."})) for each in changed]
    one = write_small(tmp_path / "one")
    other = write_small(
        tmp_path / "other",
        observations=pd.DataFrame(after),
        indicators=changed,
        manifest=small_manifest(imd_version="IMD 2030"),
    )
    return Dataset.open(one), Dataset.open(other)


def test_what_changed_is_counted_row_by_row(pair):
    found = compare(*pair)
    counts = found.figures.loc[
        "smoking", ["rows_added", "rows_removed", "rows_changed", "newly_hidden", "no_longer_hidden"]
    ]
    assert counts.tolist() == [0, 1, 4, 1, 1]
    assert (found.figures.loc["smoking", "from_value"], found.figures.loc["smoking", "to_value"]) == (920 / 7_700, 0.16)
    assert found.figures.loc["smoking", "where"] == "Testshire, Jul–Sep 2026"
    assert found.figures.loc["screening", ["rows_added", "rows_removed", "rows_changed"]].tolist() == [0, 0, 0]
    assert found.figures.loc["vaccinated", "rows_removed"] == 1
    assert (found.added, found.removed, found.redefined) == ((), ("vaccinated",), {"wait": ("caveat",)})
    assert not found.none


def test_what_changed_in_words(run, pair):
    text = run("releases", "diff", pair[0].folder, pair[1].folder).out
    assert "- Deprivation: IMD 2025 → IMD 2030" in text
    assert "- Vaccinated (vaccinated)" in text
    assert "- Wait (wait): caveat" in text
    assert (
        "- Smoking (smoking): 1 removed, 4 changed, 1 newly hidden, 1 no longer hidden; most: Testshire, Jul–Sep 2026, "
        "from 11.9% to 16.0%"
    ) in text
    # A figure that one of the two hides is never told.
    assert "Firs" not in text
    assert "Gorse" not in text


def test_added_is_removed_the_other_way_round(pair):
    found = compare(*reversed(pair))
    assert (found.added, found.removed) == (("vaccinated",), ())
    assert found.figures.loc["smoking", "rows_added"] == 1


def test_a_dataset_holds_the_same_as_itself(pair):
    found = compare(pair[0], pair[0])
    assert found.none
    assert "They hold the same." in found.text("What changed")


def test_a_full_disk_is_an_error_in_a_sentence_and_leaves_nothing(run, published, tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "observations.parquet")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", full)
    ran = run("build", *STATED, "--from", published, "--area", "qaa", "--out", tmp_path / "place" / "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].startswith(
        "error: observations.parquet: a file could not be read or written (No space left on device). To mend it: "
    )
    assert list((tmp_path / "place").iterdir()) == []


def test_a_table_that_a_recipe_reads_is_joined_and_one_without_is_told(run, published, built, tmp_path):
    table = b"ICB code,Month,Seen,Referred\nE54000099,Apr 2026,120,200\nE54000099,May 2026,3,210\n"
    recipe = (
        take(
            {"waits.csv": table},
            declared=Declared(
                said={"waits.csv": Said(answers={"part:Referred": "yes"})}, agreed=frozenset(["waits.csv"])
            ),
        )
        .by_recipe[0]
        .recipe
    )
    recipes, code = tmp_path / "recipes", Dataset.open(built).manifest.area_code
    recipes.mkdir()
    (recipes / "waits.recipe.toml").write_text(recipe_toml(recipe), encoding="utf-8")
    (published / "waits.csv").write_bytes(table.replace(b"E54000099", code.encode()))
    (published / "other.csv").write_bytes(b"Team,Hours\nNorth,12\nSouth,14\n")
    teams = "".join(f"E0100000{number},N{1 + number % 2}\n" for number in range(1, 7))
    (published / "teams.csv").write_text(f"lsoa_code,neighbourhood_code\n{teams}", encoding="utf-8")
    given = ("--from", published, "--area", "qaa", "--neighbourhoods", published / "teams.csv", "--recipes", recipes)
    ran = run("build", *STATED, *given, "--out", tmp_path / "joined")
    assert ran.code == 0
    rows = Dataset.open(tmp_path / "joined").observations("seen", level="icb")
    assert rows["status"].astype(str).tolist() == ["ok", "suppressed"]
    assert rows["numerator"].iloc[0] == 120
    assert "waits.csv: read by the recipe ‘waits’." in ran.out
    assert f"other.csv: python -m data understand {published / 'other.csv'} --write" in ran.out
    assert "understand" not in "".join(line for line in ran.out.splitlines() if "teams.csv" in line), "it has been used"

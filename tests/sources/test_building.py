"""A dataset built from a small folder of invented files, from opening to checking."""

import shutil

import pandas as pd
import pytest

from data.commands.checking_dataset import check
from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, fingertips, rows

YEAR = [pd.Timestamp(2023, 3, 31)]


@pytest.fixture
def built(folder, tmp_path) -> Dataset:
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    return Dataset.open(tmp_path / "out")


def _counts(dataset: Dataset, level: str, **asked) -> dict:
    found = dataset.observations("smoking", level=level, period_ends=YEAR, **asked)
    keys = zip(found["area_code"], found["group"], strict=True)
    figures = zip(found["numerator"].fillna(-1), found["denominator"].fillna(-1), found["status"], strict=True)
    return dict(zip(keys, figures, strict=True))


def test_levels_nest_and_people_are_conserved(built):
    small, neighbourhoods = built.areas("lsoa"), built.areas("neighbourhood")
    assert len(small) == 6
    assert small["parent_code"].to_dict() == {
        "E01000001": "U00001",
        "E01000002": "U00001",
        "E01033001": "U00001",
        "E01033002": "U00001",
        "E01033003": "U00002",
        "E01000006": "U00002",
    }
    assert neighbourhoods["parent_code"].to_dict() == {"U00001": "E06000901", "U00002": "E07000902"}
    for level in ("icb", "place", "neighbourhood", "lsoa"):
        assert built.areas(level)["population"].sum() == 5000
        assert built.areas(level)["resident_asian"].sum() == 1000
        area = built.geometry(level).to_crs("EPSG:27700").area.sum()
        assert area == pytest.approx(built.geometry("icb").to_crs("EPSG:27700").area.sum(), rel=1e-6)
    assert built.areas("practice")["registered"].sum() == 910 + 1205 + 2203 + 50
    assert built.areas("icb")["registered"].tolist() == [4368]


def test_names_are_written_as_people_write_them(built):
    assert built.area_name("U00001") == "Alpha 1W PCN"
    assert built.area_name("U00002") == "Beta and South PCN"
    assert built.area_name("A10001") == "The Alpha Surgery"
    assert built.area_name("E54000090") == "Testshire"
    assert built.area_name("E07000902") == "Beta (part)"
    assert built.area_name("E06000901") == "Alpha"


def test_small_areas_carry_deprivation_and_its_local_fifths(built):
    small = built.areas("lsoa")
    assert small.loc["E01000001", ["imd_rank", "imd_decile", "imd_quintile"]].tolist() == [100, 1, 1]
    assert small.loc["E01000001", "share_most_deprived_fifth"] == 1
    assert small.loc["E01000006", ["imd_quintile", "share_most_deprived_fifth"]].tolist() == [5, 0]
    assert small["imd_quintile_local"].to_dict()["E01033003"] == 4
    assert built.areas("icb")["share_most_deprived_fifth"].tolist() == [pytest.approx(2000 / 5000)]
    assert small.loc["E01000006", "fit"] == pytest.approx(600 / 670)


def test_counts_alone_are_enough_where_no_publisher_gives_a_value_or_an_interval(folder, tmp_path):
    (folder / "j.csv").unlink()
    lines = [
        (code, "AF", register, "TOTAL", 1000) for code, register in (("A10001", 30), ("A10002", 20), ("A10003", 25))
    ]
    header = "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE"
    (folder / "x_2223.csv").write_bytes(rows(header, lines))
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    found = Dataset.open(tmp_path / "out").observations("atrial_fibrillation", level="icb", period_ends=YEAR)
    assert found[["numerator", "denominator"]].to_numpy().tolist() == [[75, 3000]]


def test_practices_are_ranked_by_where_their_patients_live(built):
    practices = built.areas("practice")
    assert practices.loc["A10002", "imd_rank"] == round((800 * 5000 + 300 * 12_000 + 100 * 18_000) / 1200)
    fifths = {"A10001": 1, "A10002": 2, "A10003": 4, "A10004": 5}
    assert practices["imd_quintile_local"].to_dict() == fifths
    assert practices["parent_code"].to_dict() == {
        "A10001": "U00001",
        "A10002": "U00001",
        "A10003": "U00002",
        "A10004": "E07000902",
    }


def test_practices_add_up_and_a_hidden_one_is_in_no_sum(built):
    assert _counts(built, "practice")[("A10003", "all")] == (-1, 2000, "suppressed")
    assert _counts(built, "neighbourhood") == {
        ("U00001", "all"): (280, 1800, "ok"),
        ("U00002", "all"): (-1, -1, "suppressed"),
    }
    # A10004 is in no network, so it counts in the place where its patients live and in the whole area only.
    assert _counts(built, "place") == {
        ("E06000901", "all"): (280, 1800, "ok"),
        ("E07000902", "all"): (4, 40, "ok"),
    }
    assert _counts(built, "icb") == {("E54000090", "all"): (284, 1840, "ok")}


def test_practices_add_up_by_their_deprivation(built):
    found = _counts(built, "icb", dimension="practice_deprivation_quintile")
    assert {group: figures for (_, group), figures in found.items()} == {
        "1": (180, 800, "ok"),
        "2": (100, 1000, "ok"),
        "4": (-1, -1, "suppressed"),
        "5": (4, 40, "ok"),
    }
    below = _counts(built, "neighbourhood", dimension="practice_deprivation_quintile")
    assert below[("U00001", "1")] == (180, 800, "ok")


def test_published_history_of_the_whole_area_and_england_is_kept(built):
    history = built.observations("smoking", level="icb").set_index("period_end")
    assert history.loc["2020-03-31", ["numerator", "denominator"]].tolist() == [500, 2900]
    assert history.loc["2022-03-31", ["numerator", "denominator"]].tolist() == [450, 3000]
    england = built.observations("smoking", level="country")
    assert england[["numerator", "denominator"]].to_numpy().tolist() == [[150_000, 1_000_000]]


def test_the_manifest_says_what_it_was_made_of_and_what_it_lacks(built):
    manifest = built.manifest
    assert (manifest.area_code, manifest.area_name, manifest.synthetic) == ("E54000090", "Testshire", False)
    assert manifest.imd_version == "Index of Multiple Deprivation 2025"
    assert any(each.name == "Fingertips indicator extract" and each.licence for each in manifest.sources)
    assert any("July 2022" in note and "2011 to 2021" in note for note in manifest.notes)
    assert any("ethnic group" in lack for lack in manifest.lacks)
    assert "No continuity indicator is loaded." in manifest.lacks
    rule = manifest.disclosure
    assert (rule.hidden_from, rule.hidden_to, rule.rounded_to) == (RULE.hidden_from, RULE.hidden_to, RULE.rounded_to)
    assert rule.words.startswith(f"{RULE.words} This holds for the tables of the team's own")
    assert "Small counts that a publisher hid stay hidden." in rule.words
    told = {each.name: each.rule for each in manifest.sources}
    assert told["Fingertips indicator extract"].startswith(
        "Published as open data; what a publisher hid is blank, with a"
    )
    assert all(told.values())


def test_the_report_accounts_for_every_row_and_file(folder, tmp_path):
    report = build(folder, "E54000090", PCN, tmp_path / "out", rule=RULE)
    assert report.unrecognised == ["k.csv", "notes.txt"]
    for line in report.files.values():
        assert line.used + sum(line.left_out.values()) == line.rows, line
    text = (tmp_path / "out" / "build_report.md").read_text(encoding="utf-8")
    assert "split: 800 patients" in text
    assert "merged: 1,200 patients" in text
    assert "no small area known (NO2011): 10 patients" in text
    assert "small area given as CLOSED: 3 patients" in text
    assert "living in Wales, Scotland or Northern Ireland: 5 patients" in text
    assert "in no list, so of no known area: 1 (Z99999)" in text
    assert "in no network: 1 (A10004)" in text
    assert "1 suppressed (A10003); left out of every sum" in text
    assert "Time taken" in text


def test_neighbourhoods_from_a_lookup(folder, tmp_path):
    names = {"E01000001": "North", "E01000002": "North", "E01033001": "North", "E01033002": "South"}
    lines = [
        (code, f"N{name[0]}", name) for code, name in (names | {"E01033003": "South", "E01000006": "South"}).items()
    ]
    path = tmp_path / "ours.csv"
    path.write_bytes(rows("lsoa code,Neighbourhood code,Neighbourhood name", lines, bom=True))
    build(folder, "QAA", str(path), tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    assert dataset.areas("neighbourhood")["area_name"].to_dict() == {"NN": "North", "NS": "South"}
    assert dataset.areas("practice")["parent_code"].to_dict() == {
        "A10001": "NN",
        "A10002": "NN",
        "A10003": "NS",
        "A10004": "NS",
    }


def test_the_2019_index_is_carried_over_when_it_is_the_only_one(folder, tmp_path):
    (folder / "e.xlsx").unlink()
    ranks = {"E01000001": 100, "E01000002": "5,000", "E01000003": 15_000, "E01000004": 20_000, "E01000005": 30_001}
    lines = [(code, f'"{rank}"', 9) for code, rank in (ranks | {"E01000006": 32_000}).items()]
    name = "Index of Multiple Deprivation (IMD)"
    (folder / "e.csv").write_bytes(rows(f"LSOA code (2011),{name} Rank,{name} Decile", lines, bom=True))
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    small = dataset.areas("lsoa")
    assert small.loc["E01000002", ["imd_rank", "imd_decile"]].tolist() == [5000, 9]
    assert small.loc[["E01033001", "E01033002"], "imd_rank"].tolist() == [15_000, 15_000]
    assert small.loc["E01033003", ["imd_rank", "imd_decile"]].tolist() == [25_000, 8]
    assert "2019" in dataset.manifest.imd_version


def test_the_fifths_of_an_older_index_are_kept_beside_the_newer(folder, tmp_path, built):
    ranks = dict(
        zip((f"E0100000{each}" for each in range(1, 7)), (32_000, 25_000, 15_000, 10_000, 5_001, 100), strict=True)
    )
    name = "Index of Multiple Deprivation (IMD)"
    lines = list(ranks.items())
    (folder / "e19.csv").write_bytes(rows(f"LSOA code (2011),{name} Rank", lines))
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    assert dataset.manifest.imd_version == "Index of Multiple Deprivation 2025"
    small, alone = dataset.areas("lsoa"), built.areas("lsoa")
    assert small["imd_quintile"].to_dict() == alone["imd_quintile"].to_dict()
    # Ranks of 32,844, the third area split in two and the fourth and fifth merged to their mean.
    assert small["imd_quintile_2019"].to_dict() == {
        "E01000001": 5, "E01000002": 4, "E01033001": 3, "E01033002": 3, "E01033003": 2, "E01000006": 1
    }  # fmt: skip
    practices = dataset.areas("practice")
    assert practices["imd_quintile_local"].to_dict() == built.areas("practice")["imd_quintile_local"].to_dict()
    assert practices.loc[["A10001", "A10004"], "imd_quintile_local_2019"].tolist() == [5, 1]
    assert "the fifths of 2019 are kept beside it" in report.text("")


def test_a_failed_build_leaves_the_earlier_dataset_as_it_was(folder, tmp_path, built):
    (folder / "j.csv").write_bytes(rows(FINGERTIPS, [fingertips("A10001", "GPs", "sometime", 1, 2)]))
    with pytest.raises(SourceError, match=r"the folder holds no .*Fingertips.*j\.csv, row 2, column 'Time period'"):
        build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert Dataset.open(tmp_path / "out").version == built.version


def test_a_wrong_area_lists_the_areas_there_are_before_anything_else_is_read(folder, tmp_path):
    steps: list[str] = []
    with pytest.raises(SourceError, match=r"found 'QXX'; expected one of: .*QZZ or E54000091.*QAA or E54000090"):
        build(folder, "QXX", PCN, tmp_path / "out", rule=RULE, tell=steps.append)
    assert len(steps) == 1
    assert "recognised" in steps[0]


@pytest.mark.parametrize(
    ("missing", "words"),
    [("a.json", "ONS boundaries"), ("i.csv", "Patients registered"), ("f.csv", "TS021"), ("j.csv", "Fingertips")],
)
def test_a_missing_file_is_named_by_what_it_should_hold(folder, tmp_path, missing, words):
    (folder / missing).unlink()
    with pytest.raises(SourceError, match=f"the folder holds no .*{words}"):
        build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert not (tmp_path / "out").exists()


def test_files_are_known_by_what_they_hold_whatever_they_are_called(folder, tmp_path):
    first = build(folder, "QAA", PCN, tmp_path / "one", rule=RULE)
    shutil.move(folder / "j.csv", folder / "registered_patients_lsoa.csv")
    shutil.move(folder / "i.csv", folder / "fingertips.csv")
    second = build(folder, "QAA", PCN, tmp_path / "two", rule=RULE)
    taken = {line.taken_for for line in first.files.values()}
    assert {line.taken_for for line in second.files.values()} == taken
    one, two = (pd.read_parquet(tmp_path / name / "observations.parquet") for name in ("one", "two"))
    pd.testing.assert_frame_equal(one, two)


def test_check_finds_a_code_that_the_dataset_does_not_define(built):
    path = built.folder / "observations.parquet"
    table = pd.read_parquet(path)
    table["area_code"] = table["area_code"].astype(str).replace({"U00001": "U77777"})
    table.to_parquet(path)
    with pytest.raises(ContractError, match="column area_code: found 'U77777'"):
        check(built.folder)

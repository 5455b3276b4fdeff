"""Odd rows, files and repeats in a folder of invented figures: what is right for each, in the dataset and in the report."""

import json

import openpyxl
import pandas as pd
import pytest

from data.__main__ import main
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from data.sources.report import BuildReport
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, REGISTRATIONS, fingertips, rows, square

QOF = "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE"
REGISTERED = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"


@pytest.fixture
def made(folder, tmp_path):
    """Build the folder as it stands now: its dataset and the report."""

    def building(**changed: object) -> tuple[Dataset, BuildReport]:
        report = build(folder, str(changed.get("area", "QAA")), PCN, tmp_path / "out", rule=RULE)
        return Dataset.open(tmp_path / "out"), report

    return building


def _qof(folder, year: str, *lines: tuple) -> None:
    (folder / f"QOF_{year}.csv").write_bytes(rows(QOF, [(code, "HYP", n, "TOTAL", size) for code, n, size in lines]))


def _figures(dataset: Dataset, level: str, indicator: str = "hypertension") -> dict[tuple[str, int], tuple]:
    """Numerator, denominator and status by area and year of the period's end; -1 where a number is not there."""
    found = dataset.every_observation()
    found = found[(found["indicator_id"] == indicator) & (found["level"] == level) & (found["dimension"] == "total")]
    return {
        (row.area_code, row.period_end.year): (
            -1 if pd.isna(row.numerator) else row.numerator,
            -1 if pd.isna(row.denominator) else row.denominator,
            row.status,
        )
        for row in found.itertuples()
    }


def _registrations(folder, name: str, lines: list[tuple], day: str = "01JUL2022", sex: str = "ALL") -> None:
    found = [("GP", day, practice, "NAME", area, sex, n) for practice, area, n in lines]
    (folder / name).write_bytes(rows(REGISTERED, found))


@pytest.mark.parametrize(
    ("mark", "status"), [("*", "suppressed"), ("<5", "suppressed"), ("NULL", "missing"), ("x9", "missing")]
)
def test_a_mark_among_counts_is_hidden_or_missing_and_the_others_stand(folder, made, mark, status):
    _qof(folder, "2122", ("A10001", 80, 800), ("A10002", mark, 1000), ("A10003", 200, 2000))
    dataset, report = made()
    assert _figures(dataset, "practice") == {
        ("A10001", 2022): (80, 800, "ok"),
        ("A10002", 2022): (-1, 1000, status),
        ("A10003", 2022): (200, 2000, "ok"),
    }
    assert _figures(dataset, "neighbourhood")["U00001", 2022] == (80, 800, "ok")
    assert len(report.faults) == (mark == "x9")


def test_a_repeat_counts_once_and_a_contradiction_not_at_all_until_it_is_mended(folder, made):
    _qof(folder, "2122", ("A10001", 80, 800), ("A10001", 180, 800), ("A10002", 300, 1000), ("A10002", 300, 1000))
    dataset, report = made()
    assert _figures(dataset, "practice") == {("A10002", 2022): (300, 1000, "ok")}
    assert report.sections["Figures that contradict one another"] == [
        "hypertension in QOF_2122.csv: areas with two different figures for one period, neither of which is used until the "
        "file is mended: 1 (first: A10001 to Mar 2022, 80 of 800 and 180 of 800)"
    ]
    left_out = report.files["QOF_2122.csv"].left_out
    assert left_out["two different figures for one area and period: neither is used"] == 2
    assert left_out["the same area and period again, in another file or series"] == 1


def test_nobody_out_of_nobody_does_not_apply(folder, made):
    _qof(folder, "2122", ("A10001", 0, 0), ("A10002", 300, 1000))
    assert _figures(made()[0], "practice")["A10001", 2022] == (-1, 0, "not_applicable")


def test_a_share_far_from_all_others_and_from_its_own_years_is_told_and_kept(folder, made):
    usual = [("A10002", 20, 1000), ("A10003", 22, 1000)]
    _qof(folder, "2021", ("A10001", 11, 571), *usual)
    _qof(folder, "2122", ("A10001", 364, 571), *usual)
    dataset, report = made()
    assert _figures(dataset, "practice")["A10001", 2022] == (364, 571, "ok")
    (told,) = report.sections["Figures to look at"]
    assert "A10001 to Mar 2022: 364 of 571, 63.7%; the middle of all practices 2.2%, its own other years 1.9%" in told


def test_a_practice_that_is_different_every_year_is_not_doubted(folder, made):
    for year in ("2021", "2122"):
        _qof(folder, year, ("A10001", 360, 571), ("A10002", 20, 1000), ("A10003", 22, 1000))
    assert "Figures to look at" not in made()[1].sections


def test_the_same_registrations_twice_count_once(folder, made, capsys):
    _registrations(folder, "i.csv", [*REGISTRATIONS, *REGISTRATIONS[:2]])
    dataset, report = made()
    assert dataset.areas("lsoa").loc["E01000001", "registered"] == 700
    assert report.files["i.csv"].left_out["the same practice, small area and number again"] == 2
    assert main(["check", str(folder)]) == 1
    assert "- i.csv: 2 rows counted once: the same practice, small area and number again" in capsys.readouterr().out


def test_where_two_extracts_contradict_one_another_on_everybody_here_that_is_the_fault(folder, made):
    elsewhere = [("A10009", "E01000009", 900)]
    _registrations(
        folder, "a.csv", [*((practice, area, n + 1) for practice, area, n in REGISTRATIONS[:-2]), *elsewhere]
    )
    with pytest.raises(
        SourceError, match="no practice of Testshire has a patient left.*have different numbers, and none of them"
    ):
        made()


def test_of_two_extracts_the_newest_is_used_whatever_its_name(folder, made):
    _registrations(folder, "a_first.csv", [(practice, area, n + 1) for practice, area, n in REGISTRATIONS], "01OCT2022")
    dataset, report = made()
    assert dataset.areas("icb")["registered"].tolist() == [4368 + 12]
    assert report.files["i.csv"].used == 0
    assert report.sections["Registrations"] == [
        "i.csv: an older extract of 01 July 2022, left out; that of 01 October 2022 is used"
    ]


def test_of_two_lookups_and_two_lists_of_practices_the_newest_by_their_own_date_are_followed(folder, made):
    text = (folder / "b.csv").read_text(encoding="utf-8-sig")
    (folder / "a_b23.csv").write_text(
        text.replace("24", "23").replace("NHS Testshire", "NHS Oldshire"), encoding="utf-8"
    )
    text = (folder / "g.csv").read_text(encoding="utf-8")
    old = text.replace("01Jan2026", "01Jan2024").replace("ALPHA TWO,AA1 1AA,U00001", "ALPHA TWO,AA1 1AA,U00002")
    (folder / "a_g.csv").write_text(old, encoding="utf-8")
    dataset, report = made()
    assert dataset.area_name("E54000090") == "Testshire"
    assert report.files["a_b23.csv"].left_out == {"of another year: the lookup of 2024 is used": 7}
    assert dataset.areas("practice").loc["A10002", "parent_code"] == "U00001"


def test_members_for_everyone_and_for_each_sex_give_each_person_once(folder, made):
    for sex, part in (("MALE", 0.4), ("FEMALE", 0.6)):
        _registrations(
            folder, f"{sex}.csv", [(practice, area, n * part) for practice, area, n in REGISTRATIONS], sex=sex
        )
    assert made()[0].areas("icb")["registered"].tolist() == [4368]
    (folder / "i.csv").unlink()
    assert made()[0].areas("icb")["registered"].tolist() == [pytest.approx(4368)]
    (folder / "MALE.csv").unlink()
    with pytest.raises(SourceError, match=r"the registrations hold one sex only; found 'female'.*To mend it"):
        made()


def _merged(folder) -> None:
    """A10004 closed in 2021, and its people went to A10003, of another network."""
    for year in ("1920", "2021"):
        _qof(folder, year, ("A10003", 100, 2000), ("A10004", 400, 1000), ("A10001", 80, 800))
    _qof(folder, "2122", ("A10003", 500, 3000), ("A10001", 80, 800))


def test_history_follows_the_people_to_the_practice_that_took_them_on(folder, made):
    _merged(folder)
    (folder / "s.csv").write_bytes(b'"A10004","A10003","M","20210630","Y"\r\n"5A1","5B2","M","20060930","Y"\r\n')
    dataset, report = made()
    assert {year: _figures(dataset, "neighbourhood")["U00002", year] for year in (2020, 2021, 2022)} == dict.fromkeys(
        (2020, 2021, 2022), (500, 3000, "ok")
    )
    fifths = dataset.every_observation()
    fifths = fifths[
        (fifths["indicator_id"] == "hypertension") & (fifths["dimension"] == "practice_deprivation_quintile")
    ]
    assert "unknown" not in set(fifths["group"])
    assert report.sections["Practices that closed or merged"] == [
        "counted with the network of their successor: 1 (A10004 (now A10003, BETA AND SOUTH PCN))"
    ]
    assert "Practices without figures in some periods" not in report.sections
    assert report.files["s.csv"].left_out["not of two general practices"] == 1


def _last_networks(folder) -> None:
    """Memberships of networks with the day on which A10004's ended, and no list of successors."""
    (folder / "g.csv").unlink()
    book = openpyxl.Workbook()
    book.active.append(
        ["Partner Organisation Code", "Partner Name", "Practice Parent Sub ICB Loc Code", "PCN Code", "PCN Name",
         "Practice to PCN Relationship End Date"]
    )  # fmt: skip
    for code, network, end in (
        ("A10001", "U00001", None), ("A10002", "U00001", None), ("A10003", "U00002", None), ("A10004", "U00002", "20210630"),
    ):  # fmt: skip
        book.active.append([code, code, "99X", network, f"NETWORK {network[-1]}", end])
    book.save(folder / "g.xlsx")


def test_without_a_list_of_successors_people_that_others_of_the_network_took_on_are_not_absent(folder, made):
    """A10004 had 1,000 people, and A10003 has 1,000 more in the year after."""
    _merged(folder)
    _last_networks(folder)
    dataset, report = made()
    found = _figures(dataset, "neighbourhood")
    assert {year: found["U00002", year] for year in (2020, 2021, 2022)} == dict.fromkeys(
        (2020, 2021, 2022), (500, 3000, "ok")
    )
    assert report.sections["Practices that closed or merged"] == [
        "counted with the network they were in last: 1 (A10004 (NETWORK 2))",
        "give figures no longer, and others of their network have about as many people more, so none is absent: 1 "
        "(A10004 of U00002: 1,000 people to Mar 2021, and 1,000 more in the others after it)",
    ]
    assert "Practices without figures in some periods" not in report.sections


def test_a_closed_practice_whose_people_nobody_took_on_is_absent_and_told(folder, made):
    _merged(folder)
    _qof(folder, "2122", ("A10003", 100, 2100), ("A10001", 80, 800))
    _last_networks(folder)
    dataset, report = made()
    assert _figures(dataset, "neighbourhood")["U00002", 2022] == (100, 2100, "ok")
    assert len(report.sections["Practices that closed or merged"]) == 1
    (told,) = report.sections["Practices without figures in some periods"]
    assert "U00002 to Mar 2022 without A10004 (33% of its people)" in told


def test_blanks_round_codes_make_no_other_code(folder, made):
    for name in ("b.csv", "g.csv", "i.csv"):
        text = (folder / name).read_text(encoding="utf-8-sig")
        (folder / name).write_text(text.replace("QAA", "QAA ").replace("A1000", "\u00a0A1000"), encoding="utf-8")
    dataset, _ = made()
    assert dataset.areas("icb")["registered"].tolist() == [4368]
    assert list(dataset.areas("neighbourhood").index) == ["U00001", "U00002"]


def test_a_small_area_of_people_registered_elsewhere_is_given_to_no_network(folder, made):
    inside = [line for line in REGISTRATIONS if line[1] != "E01000006"]
    _registrations(folder, "i.csv", [*inside, ("A10001", "E01000006", 7)])
    dataset, report = made()
    border = dataset.areas("lsoa").loc["E01000006"]
    assert (border["outside"], border["parent_code"]) == ("elsewhere", "E07000902")
    assert list(dataset.outside.index) == ["E01000006"]
    assert any("E01000006 (7 of 700)" in line for line in report.sections["Neighbourhoods"])
    # The board and its places keep all their people; the neighbourhoods together leave these 700 out.
    assert dataset.areas("icb")["population"].sum() == 5000
    assert dataset.areas("neighbourhood")["population"].sum() == 4300
    assert "700 of 5,000 residents (14.0%)" in dataset.manifest.neighbourhood_basis


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (None, "no shape"),
        ({"type": "Polygon", "coordinates": []}, "no shape"),
        ({"type": "Point", "coordinates": [-1, 52]}, "a point, which encloses no land"),
        ({"type": "Heptagon", "coordinates": [[1, 2]]}, "not a shape"),
    ],
)
def test_a_small_area_without_a_polygon_is_named_by_check_and_by_build(folder, made, capsys, shape, why):
    layer = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    layer["features"][5]["geometry"] = shape
    (folder / "a.json").write_text(json.dumps(layer), encoding="utf-8")
    with pytest.raises(
        SourceError, match=r"1 of the area's 6 small areas have no boundary; found 'none for E01000006'"
    ):
        made()
    assert main(["check", str(folder)]) == 1
    assert f"left out: 1; found 'E01000006 (row 6: {why})'" in capsys.readouterr().out


def test_two_parts_of_one_area_are_one_area(folder, made):
    layer = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    whole = made()[0].geometry("lsoa").to_crs("EPSG:27700").area
    island = {"type": "Feature", "properties": {"LSOA21CD": "E01000006", "LSOA21NM": "x"}, "geometry": square(40)}
    layer["features"].append(island)
    (folder / "a.json").write_text(json.dumps(layer), encoding="utf-8")
    with_island = made()[0].geometry("lsoa").to_crs("EPSG:27700").area
    assert with_island.iloc[-1] + with_island.iloc[0] > 0
    assert with_island.sum() == pytest.approx(whole.sum() * 7 / 6, rel=0.01)


def test_a_file_that_cannot_be_read_is_left_out_and_told_first(folder, made):
    (folder / "z.zip").write_bytes(b"PK\x03\x04 not a zip")
    report = made()[1]
    assert [told.split(":")[0] for told in report.refused] == ["z.zip"]
    assert report.text("x").index("## Files left out") < report.text("x").index("## Files\n")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("E09000003", "a council"),
        ("U00001", "a primary care network"),
        ("93C", "a part of a board"),
        ("A10001", "a practice"),
    ],
)
def test_a_code_of_another_kind_is_refused_before_a_file_is_read(tmp_path, code, kind):
    with pytest.raises(SourceError, match=f"this is the code of {kind}.*found '{code}'.*such as QMJ") as caught:
        build(tmp_path / "no such folder", code, PCN, tmp_path / "out", rule=RULE)
    assert "--neighbourhoods" in caught.value.mend


def test_a_figure_of_the_board_under_another_code_is_the_boards(folder, made):
    lines = [
        fingertips("A10001", "GPs", "2022/23", 180, 800),
        fingertips("nE54000777", "ICBs", "2020/21", 450, 3000, name="NHS Testshire Integrated Care Board - QAA"),
        fingertips("nE54000778", "ICBs", "2020/21", 9, 30, name="NHS Other Integrated Care Board - QZZ"),
    ]
    (folder / "j.csv").write_bytes(rows(FINGERTIPS, lines))
    assert _figures(made()[0], "icb", "smoking")["E54000090", 2021] == (450, 3000, "ok")


def test_a_board_whose_practices_are_now_anothers_is_refused(folder, made):
    text = (folder / "g.csv").read_text(encoding="utf-8")
    (folder / "g.csv").write_text(text.replace(",QAA", ",QYY"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"listed under another board: boards have merged.*the others are with QYY"):
        made()


def test_check_says_what_a_build_would_leave_out_or_doubt(folder, capsys):
    _qof(folder, "2122", ("A10001", 30, 12), ("A10002", 300, 1000), ("A10003", 1, 100), ("A10003", 2, 100))
    lines = [fingertips("A10001", "GPs", "Apr 2021", 4, 40, id="90999"), fingertips("A10001", "GPs", "2007-09", 4, 40)]
    (folder / "j.csv").write_bytes(rows(FINGERTIPS, lines))
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "more people counted than there are: taken as not collected; 1 rows (A10001 to Mar 2022)" in said
    assert "(first: A10003 to Mar 2022, 1 of 100 and 2 of 100)" in said
    assert "j.csv, row 3, column 'Time period': a period that could be a month or years: its rows are left out" in said
    assert "1 series that no indicator uses, 1 rows (fingertips:90999). To use one, define it" in said


def test_a_row_of_a_lookup_without_a_small_areas_code_is_left_out_and_told(folder, made):
    text = (folder / "b.csv").read_text(encoding="utf-8")
    (folder / "b.csv").write_text(text + "*,x,E38000990,99X,Part,E54000090,QAA,NHS Testshire\r\n", encoding="utf-8")
    dataset, report = made()
    assert len(dataset.areas("lsoa")) == 6
    (told,) = report.faults
    assert told.startswith(
        "b.csv, row 9, column 'LSOA21CD': not the code of a small area: its row is left out; found '*'"
    )


@pytest.mark.parametrize("cell", ["*", "-5", "many"])
def test_a_census_row_without_a_count_names_its_small_area_and_no_dataset_is_made_without_people(folder, made, cell):
    text = (folder / "f.csv").read_text(encoding="utf-8")
    (folder / "f.csv").write_text(text.replace("E01000001,1000", f"E01000001,{cell}"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"1 of the area's 6 small areas have no row in: Census.*none for E01000001"):
        made()


def test_codes_in_small_letters_are_the_same_codes(folder, tmp_path):
    registrations = (folder / "i.csv").read_text()
    header, *lines = registrations.splitlines()
    (folder / "i.csv").write_text("\n".join([header, *(line.lower() for line in lines)]), encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert Dataset.open(tmp_path / "out").areas("icb")["registered"].tolist() == [4368]

"""Check whatever lies there, with an exit code for pipelines; the template goes out, is filled in and comes back sound."""

import csv

import openpyxl
import pytest

from data.dataset.dataset import Dataset
from tests.fetching.serving import Server
from tests.small_dataset import STATED
from tests.sources.published_folder import FINGERTIPS, fingertips, rows


def test_a_dataset_without_fault(run, built):
    ran = run("check", built)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "no fault found"
    assert "icb: 1 areas" in ran.out


def test_a_dataset_with_a_fault(run, built):
    (built / "areas.parquet").unlink()
    ran = run("check", built)
    assert (ran.code, ran.out) == (2, "")
    assert "areas.parquet is missing; build the dataset again" in ran.err


def test_published_files_are_read_to_their_end(run, published):
    (published / "notes.txt").unlink()
    (published / "k.csv").unlink()
    ran = run("check", published)
    assert ran.code == 0
    assert "- i.csv: Patients registered at a practice by small area (July 2022), 14 rows" in ran.out
    assert "still needs" not in ran.out
    assert ran.out.splitlines()[-1] == "no fault found"
    assert "reading i.csv" in ran.err


def test_a_stranger_beside_published_files_is_a_warning(run, published):
    ran = run("check", published)
    assert ran.code == 1
    assert "## Not used: in no format known here\n\n- k.csv\n- notes.txt" in ran.out
    assert ran.out.splitlines()[-1] == "0 errors, 0 warnings, 2 files not used"


def test_every_fault_of_a_folder_is_told_at_once(run, published):
    (published / "j.csv").write_bytes(rows(FINGERTIPS, [fingertips("A10001", "GPs", "sometime", 1, 2)]))
    (published / "e.xlsx").write_bytes(b"not a workbook")
    ran = run("check", published)
    assert ran.code == 2
    assert (
        "j.csv, row 2, column 'Time period': a period that cannot be read: its rows are left out; found 'some"
        in ran.out
    )
    assert "e.xlsx: not an Excel workbook, or a damaged one" in ran.out
    assert ran.out.splitlines()[-1] == "1 error, 2 warnings, 2 files not used"


def test_what_a_build_would_still_ask_for_is_listed(run, published):
    (published / "a.json").unlink()
    (published / "i.csv").unlink()
    text = run("check", published).out
    wanted = text.partition("## To build a dataset, the folder still needs\n\n")[2].split("\n\n")[0]
    assert wanted == "- ONS boundaries\n- Patients registered at a practice by small area"


def test_the_record_of_a_fetch_is_not_taken_for_data(run, published):
    for name in ("notes.txt", "k.csv"):
        (published / name).unlink()
    (published / "fetched.json").write_text('{"area": "QAA", "files": []}')
    ran = run("check", published)
    assert ran.code == 0
    assert "fetched.json" not in ran.out


def _fill(path, lines):
    """Replace the example rows of a template in text by others."""
    with path.open(newline="", encoding="utf-8-sig") as text:
        header = next(csv.reader(text))
    with path.open("w", newline="", encoding="utf-8") as text:
        writer = csv.DictWriter(text, header)
        writer.writeheader()
        writer.writerows(lines)


GROUPS = (("total", "All", 460, 1000), ("ethnic_group", "Black", 60, 150), ("ethnic_group", "White", 400, 850))


def _lines(indicator="smoking", area="I1", marks=()):
    return [
        {"indicator": indicator, "area_code": area, "period": "Q1 2019/20", "dimension": dimension, "group": group,
         "numerator": dict(marks).get(group, count), "denominator": people}
        for dimension, group, count, people in GROUPS
    ]  # fmt: skip


def test_a_template_is_filled_in_and_comes_back_sound(run, tmp_path, small_folder):
    out = tmp_path / "own.csv"
    ran = run("template", out)
    assert ran.code == 0
    assert f"Wrote {out} and {tmp_path / 'own-indicators.csv'}" in ran.out
    # As it goes out it holds examples of an area that does not exist.
    assert run("check", out, "--dataset", small_folder).code == 2
    _fill(out, _lines())
    ran = run("check", out, "--dataset", small_folder)
    assert ran.code in (0, 1), ran.out
    assert "## Errors" not in ran.out
    assert "- own.csv: tidy template" in ran.out
    assert "- 3 rows of own tables, 0 of them left out for an error" in ran.out


def test_definitions_beside_a_template_are_read_with_it(run, tmp_path, small_folder):
    out = tmp_path / "own.csv"
    run("template", out)
    _fill(out, _lines("example_checks"))
    assert "## Errors" not in run("check", out, "--dataset", small_folder).out
    (tmp_path / "own-indicators.csv").unlink()
    ran = run("check", out, "--dataset", small_folder)
    assert ran.code == 2
    assert "example_checks" in ran.out


def test_a_fault_of_an_own_table_names_its_row_and_can_be_marked(run, tmp_path, small_folder):
    out, marked = tmp_path / "own.csv", tmp_path / "marked.xlsx"
    run("template", out)
    _fill(out, _lines(marks={"Black": "many"}))
    ran = run("check", out, "--dataset", small_folder, "--marked", marked)
    assert ran.code == 2
    (fault,) = [line for line in ran.out.splitlines() if "'many'" in line]
    assert fault.startswith("- own.csv, row 3, column 'numerator'")
    assert f"wrote {marked}" in ran.err
    book = openpyxl.load_workbook(marked)
    assert any("many" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def test_a_conversion_is_made_only_when_confirmed(run, tmp_path, small_folder):
    out = tmp_path / "own.csv"
    run("template", out)
    shares = (("total", "All", "0.46"), ("ethnic_group", "Black", "0.40"), ("ethnic_group", "White", "0.47"))
    _fill(
        out,
        [
            {
                "indicator": "smoking",
                "area_code": "I1",
                "period": "Q1 2019/20",
                "dimension": d,
                "group": g,
                "value": value,
            }
            for d, g, value in shares
        ],
    )
    ran = run("check", out, "--dataset", small_folder)
    assert "--confirm fractions: " in ran.out
    assert "--confirm" not in run("check", out, "--dataset", small_folder, "--confirm", "fractions").out
    with pytest.raises(SystemExit) as stopped:
        run("check", out, "--confirm", "anything")
    assert stopped.value.code == 2


def test_there_is_nothing_to_mark_in_published_files(run, published, tmp_path):
    for name in ("notes.txt", "k.csv"):
        (published / name).unlink()
    ran = run("check", published, "--marked", tmp_path / "marked.xlsx")
    assert ran.code == 2
    assert "no own table in it to mark" in ran.err
    assert not (tmp_path / "marked.xlsx").exists()


def test_nothing_there(run, tmp_path):
    assert run("check", tmp_path / "nowhere").code == 2
    (tmp_path / "empty").mkdir()
    ran = run("check", tmp_path / "empty")
    assert (ran.code, ran.out) == (2, "")
    assert "no file in it" in ran.err


def test_a_template_is_not_written_over_one_that_may_be_filled_in(run, tmp_path):
    out = tmp_path / "own.xlsx"
    assert run("template", out).code == 0
    assert "observations" in openpyxl.load_workbook(out).sheetnames
    out.write_bytes(b"filled in")
    ran = run("template", out)
    assert ran.code == 2
    assert f"{out}: is there already" in ran.err
    assert out.read_bytes() == b"filled in"
    assert run("template", out, "--overwrite").code == 0
    assert out.read_bytes() != b"filled in"


def test_a_template_is_a_workbook_or_text(run, tmp_path):
    ran = run("template", tmp_path / "own.docx")
    assert ran.code == 2
    assert "not a kind of template; found '.docx'; expected .xlsx or .csv" in ran.err


def test_fetch_lists_what_it_would_ask_without_a_network(run, tmp_path):
    ran = run("fetch", "--area", "QMJ", "--out", tmp_path / "out", "--list", "--only", "census", "qof_2425")
    assert ran.code == 0
    assert ran.out.splitlines()[0].startswith(
        "census: Census 2021 TS021 ethnic group (Office for National Statistics; "
    )
    assert ran.out.splitlines()[3] == "    https://files.digital.nhs.uk/95/4708D7/QOF2425.zip"
    assert not (tmp_path / "out").exists()


def test_fetch_says_what_could_not_be_had_and_leaves_code_2(run, tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Server()
    services = tmp_path / "services.toml"
    part = "\n".join(
        f'{name} = "{value}"'
        for name, value in {
            "name": "boards", "title": "Lookup", "kind": "lsoa_to_icb", "service": "arcgis", "narrowed_by": "board",
            "address": f"{server.address}/gone", "file": "b.csv", "publisher": "P", "licence": "L",
        }.items()
    )  # fmt: skip
    services.write_text(f'[[part]]\n{part}\nask = {{ ods = "H", ons = "C" }}\n')
    ran = run("fetch", "--area", "qmj", "--out", tmp_path / "out", "--services", services)
    server.stop()
    assert ran.code == 2
    fault = ran.err.splitlines()[-1]
    assert fault.startswith(
        f"error: Lookup: answered 404 Not Found (asked: {server.address}/gone?f=json). To mend it: "
    )
    assert fault.endswith("put it in data/fetching/services.toml")


def test_the_help_says_what_each_command_is_for(capsys):
    from data.__main__ import main

    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert [word for word in ("fetch", "check", "build", "describe", "releases", "template") if word not in text] == []
    assert "1 when there are warnings only" in " ".join(text.split())


def _without_strangers(folder):
    for name in ("notes.txt", "k.csv"):
        (folder / name).unlink()
    return folder


def test_the_template_of_an_optional_table_is_empty_explained_and_read_when_filled(run, published, tmp_path):
    path = _without_strangers(published) / "our pilots.xlsx"
    ran = run("template", "--table", "pilots", path)
    assert ran.code == 0
    assert "put it beside the published files" in ran.out
    book = openpyxl.load_workbook(path)
    sheet = book["pilots"]
    assert sheet.max_row == 1 or not any(cell.value for cell in sheet[2])
    headings = [cell.value for cell in sheet[1]]
    told = {row[0].value: row[1].value for row in book["columns"].iter_rows(min_row=2) if row[0].value}
    assert list(told) == headings
    assert told["picked_why"] == "Why this place or cohort was picked."
    filled = {
        "pilot_id": "vans",
        "name": "Vans",
        "area_codes": "U00001",
        "start": "2026-01-05",
        "indicator_id": "smoking",
    }
    for column, text in filled.items():
        sheet.cell(2, headings.index(column) + 1, text)
    book.save(path)
    out = tmp_path / "qaa"
    assert run("build", *STATED, "--from", published, "--area", "QAA", "--out", out).code == 0
    assert Dataset.open(out).optional("pilots")["name"].tolist() == ["Vans"]
    assert run("check", published, "--dataset", out).code == 0


def test_an_empty_template_makes_no_table(run, published, tmp_path):
    run("template", "--table", "pilot_spend", published / "spend.csv")
    assert (published / "spend.csv").read_text(encoding="utf-8-sig") == "pilot_id,period_end,planned_gbp,spent_gbp\n"
    assert run("build", *STATED, "--from", published, "--area", "QAA", "--out", tmp_path / "qaa").code == 0
    assert Dataset.open(tmp_path / "qaa").optional("pilot_spend") is None


def test_a_table_that_there_is_none_of_has_no_template(run, tmp_path):
    with pytest.raises(SystemExit):
        run("template", "--table", "pilot", tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_faults_of_an_optional_table_are_checked_alone_and_against_a_dataset(run, built, tmp_path):
    path = tmp_path / "spend.csv"
    path.write_text("pilot_id,period_end,planned_gbp,spent_gbp\nvans,2026-03-31,10,ten\nvans,2026-06-30,10,12\n")
    alone = run("check", path)
    assert alone.code == 2
    assert "spend.csv, row 2, column 'spent_gbp': not a number; found 'ten'" in alone.out
    assert "- spend.csv: the optional table 'pilot_spend', 2 rows; 1 left out" in alone.out
    beside = run("check", path, "--dataset", built)
    assert "row 3, column 'pilot_id': there is no such pilot; found 'vans'" in beside.out

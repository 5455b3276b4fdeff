"""Whatever people open in a spreadsheet leaves through one place, where text cannot become a formula."""

import ast
from pathlib import Path

from tests.architecture.project_files import parsed, product_modules

ONE_PLACE = Path("data/files/spreadsheet_text.py")
# What is fetched is kept as its publisher gave it and read by the program only.
WRITES_CSV = {
    ONE_PLACE,
    Path("data/fetching/arcgis.py"),
    Path("data/fetching/cvdprevent.py"),
    Path("data/fetching/nomis.py"),
    Path("data/fetching/organisations.py"),
}
# These write the project's own words into templates, formulas among them; what comes from a file goes through put_text.
WRITES_WORKBOOKS = {
    Path("components/pack/excel/workbook.py"),
    Path("data/your_data/annotated_copy.py"),
    Path("data/optional/template.py"),
    Path("data/your_data/template.py"),
    Path("data/returns/blank_template.py"),
}


def _calls(path: Path) -> set[str]:
    tree = parsed(path)
    return {ast.unparse(node.func).rpartition(".")[2] for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_tables_are_written_in_one_place():
    written = {"to_csv", "writer", "DictWriter", "to_excel", "to_html", "to_markdown"}
    calls = {path: _calls(path) for path in product_modules()}
    assert {
        str(path): found & written for path, found in calls.items() if path not in WRITES_CSV and found & written
    } == {}
    assert [str(path) for path, found in calls.items() if path not in WRITES_WORKBOOKS and "Workbook" in found] == []


def test_the_marked_copy_writes_text_as_text():
    assert {"put_text", "printable"} <= _calls(Path("data/your_data/annotated_copy.py"))

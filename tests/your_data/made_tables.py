"""Sound tables for tests to spoil, cell by cell: the tidy template, a HEAT Plus table, and the real examples."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from data.your_data.assumptions import Declared
from data.your_data.template import indicators_csv, template_csv, template_xlsx

REAL = Path(__file__).parents[3] / "shared" / "real"
NNHIP = "formats/nnhip_filled_synthetic_example.xlsx"
NNHIP_PLACE = "Fenland and Peterborough within the North Cambridgeshire and Peterborough Care Partnership"
SMOKING = "ncl/indicators/fingertips_91547_smoking_qof.csv"
EVERYWHERE = Declared(area_of={"EXAMPLE1": "I1", NNHIP_PLACE: "I1", "North Central London": "I1", "E09000003": "P1"})
HEAT_HEADINGS = (
    "setting", "date", "source", "indicator_abbr", "indicator_name", "dimension", "subgroup", "estimate", "se", "ci_lb",
    "ci_ub", "population", "note", "setting_average", "iso3", "favourable_indicator", "indicator_scale",
    "ordered_dimension", "subgroup_order", "reference_subgroup",
)  # fmt: skip
Cells = Mapping[tuple[int, str], str]


def real(path: str) -> bytes:
    """The bytes of a real file, or a skip that says it is not here."""
    if not (REAL / path).is_file():
        pytest.skip(f"the real file is not here (looked for ../shared/real/{path})")
    return (REAL / path).read_bytes()


def spoiled(data: bytes, cells: Cells | None = None, *, keep: Callable[[int, list[str]], bool] | None = None) -> bytes:
    """CSV with cells changed, by row (1 = headings) and heading; `keep` tells which rows stay."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    header = list(rows[0])
    for (row, heading), text in (cells or {}).items():
        rows[row - 1][header.index(heading)] = text
    kept = [row for number, row in enumerate(rows, start=1) if keep is None or keep(number, row)]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(kept)
    return stream.getvalue().encode("utf-8")


def tidy(cells: Cells | None = None, *, definitions: Cells | None = None, **more: object) -> dict[str, bytes]:
    """The template's example (rows 2 to 14: everyone, fifths, fifth not known, ethnic groups), spoiled."""
    return {"t.csv": spoiled(template_csv(), cells, **more), "indicators.csv": spoiled(indicators_csv(), definitions)}


def tidy_book(change: Callable[[openpyxl.Workbook], None] = lambda _book: None) -> dict[str, bytes]:
    """The template as a workbook, filled with the example's rows, and changed."""
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    for sheet, data in (("observations", template_csv()), ("indicators", indicators_csv())):
        for row, cells in enumerate(csv.reader(io.StringIO(data.decode("utf-8-sig"))), start=1):
            for column, text in enumerate(cells, start=1):
                book[sheet].cell(row, column, float(text) if text.isdigit() and row > 1 else text or None)
    change(book)
    return {"t.xlsx": saved(book)}


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def nnhip(cells: Mapping[str, object] | None = None, *, sheet: str = "SubmissionTemplate", columns: str = "") -> dict:
    """The real filled example with cells changed; `columns` deletes a column. Its formulas become their values."""
    book = openpyxl.load_workbook(io.BytesIO(real(NNHIP)), data_only=True)
    for each in list(book["SubmissionTemplate"].merged_cells.ranges):
        book["SubmissionTemplate"].unmerge_cells(str(each))
    for place, value in (cells or {}).items():
        book[sheet][place] = value
    if columns:
        book[sheet].delete_cols(openpyxl.utils.column_index_from_string(columns))
    return {"nnhip.xlsx": saved(book)}


def heat_rows() -> list[dict[str, str]]:
    """Five fifths of one indicator in one setting, most disadvantaged first, with limits and an average."""
    fifths = zip(("Q1", "Q2", "Q3", "Q4", "Q5"), (60, 64, 68, 72, 80), strict=True)
    return [
        {
            "setting": "Testshire", "date": "2025", "source": "A survey by hand", "indicator_abbr": "contact",
            "indicator_name": "Easy to contact the practice", "dimension": "Deprivation (IMD quintile)",
            "subgroup": group, "estimate": str(value), "se": "2", "ci_lb": str(value - 4), "ci_ub": str(value + 4),
            "population": "500", "note": "", "setting_average": "68.8", "iso3": "GBR", "favourable_indicator": "1",
            "indicator_scale": "100", "ordered_dimension": "1", "subgroup_order": group[1], "reference_subgroup": "0",
        }
        for group, value in fifths
    ]  # fmt: skip


def heat(cells: Cells | None = None, **more: object) -> dict[str, bytes]:
    """A HEAT Plus table, spoiled."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, HEAT_HEADINGS)
    writer.writeheader()
    writer.writerows(heat_rows())
    return {"heat.csv": spoiled(stream.getvalue().encode(), cells, **more)}

"""Sound monthly returns for tests to spoil, cell by cell, and the real workbooks where they lie."""

import datetime
from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from data.returns.blank_template import COLUMNS, SUBMISSION, blank_template
from data.returns.folder import Folder, read_folder
from data.returns.monthly_return import CELL_COLUMNS, OK, PARTS, TOTAL, Return, group_code
from data.returns.workbook_cells import Content, with_cells
from data.returns.writing import Template, fill, open_template
from data.your_data.formats.nnhip_layout import metrics

EXAMPLE = "formats/nnhip_filled_synthetic_example.xlsx"
BLANK = "formats/NNHIPDataCollectionTemplatev1.2.xlsx"
PLACES = ("Testville", "Otherton")
MARCH = pd.Timestamp("2026-03-01")
IN_TIME = datetime.datetime(2026, 5, 20, 9)
# 500 people, however they are divided; no part is small.
COHORT = {
    "age": (20, 30, 40, 50, 60, 70, 80, 90, 50, 10),
    "ethnic_group": (300, 50, 80, 30, 30, 10),
    "deprivation_quintile": (150, 120, 100, 70, 50, 10),
}


@cache
def template() -> Template:
    """Our own blank template for two invented places."""
    return open_template(blank_template(COLUMNS, PLACES, pd.Timestamp("2025-01-01")))


def sound(place: str = PLACES[0], month: pd.Timestamp = MARCH, *, times: Mapping[str, int] | None = None) -> Return:
    """A return in which every metric counts each person of the cohort once, or `times` as often by metric."""
    rows = []
    for metric in metrics():
        rows += rows_of(metric["id"], {by: np.array(COHORT[by]) * (times or {}).get(metric["id"], 1) for by in PARTS})
    return Return("", "", place, month, pd.DataFrame(rows, columns=list(CELL_COLUMNS)))


def rows_of(metric: str, parts: Mapping[str, np.ndarray], total: int | None = None) -> list[tuple]:
    """The cells of one metric: parts by dimension, and their Total unless another is given."""
    at, rows = dict.fromkeys(PARTS, 0), []
    for dimension, label in COLUMNS:
        if dimension == TOTAL:
            count, people = int(parts["age"].sum()) if total is None else total, sum(COHORT["age"])
        else:
            count, people = int(parts[dimension][at[dimension]]), COHORT[dimension][at[dimension]]
            at[dimension] += 1
        group = "all" if dimension == TOTAL else group_code(label)
        cells = (float(count), OK, str(count), 0, float(people), OK, str(people), 0, float("nan"), 0)
        rows.append((metric, dimension, group, label, "", *cells))
    return rows


def with_total(each: Return, metric: str, parts: Mapping[str, tuple[int, ...]]) -> Return:
    """The return with other counts of one metric."""
    rows = pd.DataFrame(
        rows_of(metric, {by: np.array(found) for by, found in parts.items()}), columns=list(CELL_COLUMNS)
    )
    cells = pd.concat([each.cells[each.cells["metric"] != metric], rows], ignore_index=True)
    order = [metric["id"] for metric in metrics()]
    cells = cells.sort_values("metric", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)
    return Return(each.file, each.sheet, each.place, each.month, cells, synthetic=each.synthetic)


def workbook(each: Return | None = None, *, saved: datetime.datetime = IN_TIME) -> bytes:
    """A return as a workbook, hiding nothing: as a place may send it."""
    return fill(template(), each or sound(), saved=saved)


def spoiled(cells: Mapping[str, Content], *, each: Return | None = None, sheet: str = SUBMISSION) -> dict[str, bytes]:
    """A sound workbook with cells changed."""
    return {"a.xlsx": with_cells(workbook(each), {sheet: dict(cells)}, saved=IN_TIME)}


def read(given: Mapping[str, bytes]) -> Folder:
    """The workbooks read as a folder."""
    return read_folder(given)


def figures(each: Return) -> pd.DataFrame:
    """What must survive writing and reading: every count, mark and cohort, by metric and group.

    Not how pandas holds a text, which the process that reads a file may do in another way.
    """
    columns = ["metric", "dimension", "group", "count", "count_status", "cohort", "cohort_status"]
    found = each.cells[columns].reset_index(drop=True)
    texts = found.select_dtypes("string").columns
    return found.astype(dict.fromkeys(texts, object)).set_axis(pd.Index(columns, dtype=object), axis=1)


METRIC = "nnhip_outpatient_new"


@st.composite
def small_returns(draw):
    """A sound return whose first metric has few events: the same Total however they are divided."""
    ages = draw(st.lists(st.integers(0, 12), min_size=10, max_size=10))
    parts = {"age": tuple(ages)}
    for by, size in (("ethnic_group", 6), ("deprivation_quintile", 6)):
        weights = draw(st.lists(st.integers(0, 5), min_size=size, max_size=size))
        shares = np.array(weights) / max(1, sum(weights))
        found = np.floor(sum(ages) * shares).astype(int)
        found[0] += sum(ages) - found.sum()
        parts[by] = tuple(found)
    return with_total(sound(), METRIC, parts)

"""A return made of a dataset's own figures of the programme's indicators, for one area and month."""

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from data.contract.vocabulary import ALL, NONE, TOTAL, UNKNOWN
from data.dataset.dataset import Dataset
from data.returns.blank_template import COLUMNS
from data.returns.monthly_return import BLANK, CELL_COLUMNS, OK, OVER, SUPPRESSED, Return, group_code
from data.your_data.formats.nnhip_layout import metrics

_STATUS = {"ok": OK, "suppressed": SUPPRESSED}


def months_held(dataset: Dataset) -> list[tuple[str, pd.Timestamp]]:
    """Area and first day of every month for which the dataset holds one of the programme's indicators, newest first."""
    found = set()
    for code in metrics_held(dataset):
        rows = dataset.observations(code, dimension=TOTAL)
        monthly = (rows["period_end"] - rows["period_start"]).dt.days < 31
        found |= set(rows.loc[monthly, ["area_code", "period_start"]].itertuples(index=False, name=None))
    return sorted(found, key=lambda each: (-each[1].value, each[0]))


class _Observed(Protocol):
    """A row of a dataset's observations."""

    status: str
    numerator: float
    denominator: float


def from_dataset(dataset: Dataset, area: str, month: pd.Timestamp) -> Return:
    """The return of an area and month. Ages are left blank: a dataset's bands are wider than the template's.

    Counts that the dataset hides stay hidden. Errors: ValueError where it holds nothing for them.
    """
    end = month + pd.offsets.MonthEnd(0)
    held: dict[tuple[str, str, str], _Observed] = {}
    for code in metrics_held(dataset):
        for dimension in (TOTAL, "ethnic_group", "deprivation_quintile"):
            rows = dataset.observations(code, areas=[area], dimension=dimension, period_ends=[end])
            rows = rows[(rows["dimension_2"] == NONE) & (rows["period_start"] == month)]
            held |= {(code, dimension, row.group): row for row in rows.itertuples(index=False)}
    if not held:
        raise ValueError(f"{area}, {month:%B %Y}: found no figure of the programme's indicators, expected one or more")
    cells = [_cell(metric["id"], dimension, label, held) for metric in metrics() for dimension, label in COLUMNS]
    return Return(
        file="",
        sheet="",
        place=dataset.area_name(area),
        month=month,
        synthetic=dataset.manifest.synthetic,
        cells=pd.DataFrame(cells, columns=list(CELL_COLUMNS)),
    )


def metrics_held(dataset: Dataset) -> list[str]:
    """Indicators of the dataset that are the programme's own metrics."""
    return [each["id"] for each in metrics() if each["id"] in dataset.indicators]


def _cell(
    metric: str, dimension: str, label: str, held: Mapping[tuple[str, str, str], _Observed]
) -> tuple[object, ...]:
    group = ALL if dimension == TOTAL else (UNKNOWN if group_code(label) == UNKNOWN else group_code(label))
    row = held.get((metric, dimension, group))
    status = BLANK if row is None else _STATUS.get(row.status, BLANK)
    count = float(row.numerator) if row is not None and status == OK and pd.notna(row.numerator) else float("nan")
    status = BLANK if status == OK and pd.isna(count) else status
    cohort = float("nan") if row is None or pd.isna(row.denominator) else float(row.denominator)
    cohort_status = BLANK if pd.isna(cohort) else OK
    heading = "Total" if dimension == TOTAL else f"{OVER[dimension]} {label}"
    told = {OK: f"{count:.0f}", SUPPRESSED: "*", BLANK: ""}[status]
    cohort_told = f"{cohort:.0f}" if cohort_status == OK else ""
    return (
        metric, dimension, "all" if dimension == TOTAL else group, heading, "",
        count, status, told, 0, cohort, cohort_status, cohort_told, 0, float("nan"), 0,
    )  # fmt: skip

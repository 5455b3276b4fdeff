"""Figures of groups of practices as observations: the board's and England's, each as published, without counts or limits."""

import numpy as np
import pandas as pd

from data.coding.labels import plain, plain_board_name
from data.contract.tables import OBSERVATION_COLUMNS
from data.contract.vocabulary import NONE
from data.sources.area import Area
from data.sources.definitions import Definitions
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

_ENGLAND = "E92000001"
_KEY = ["indicator_id", "level", "area_code", "period_start", "period_end", "dimension", "group"]
_SECTION = "Groups of practices"


def practice_group_observations(
    gathered: Gathered, area: Area, definitions: Definitions, report: BuildReport
) -> pd.DataFrame | None:
    """Observations of every series found, in the columns of the contract; None where the folder holds none.

    A board is known by its name, the only thing that the file says of it.
    """
    if not gathered.has("practice_groups"):
        return None
    rows = gathered.frame("practice_groups")
    boards = rows["area_type"] == "icb"
    names = {name: plain(plain_board_name(name)) == plain(area.name) for name in rows["area_name"].unique()}
    ours = boards & rows["area_name"].map(names)
    rows = report.keep(rows, ours | ~boards, "other boards")
    if not ours.any():
        report.line(_SECTION, f"none of {area.name}: a board is known by its name there, which may have changed")
    rows = rows.assign(
        indicator_id=rows["source_id"].map(definitions.of_series),
        level=rows["area_type"],
        area_code=rows["area_type"].map({"icb": area.code, "country": _ENGLAND}),
    )
    rows = _settled(rows, report)
    report.used(rows)
    found = rows.assign(
        dimension_2=NONE, group_2=NONE, age_band="", status="ok",
        **dict.fromkeys(("numerator", "denominator", "lower", "upper"), np.nan),
        population_base=definitions.bases(rows["indicator_id"]),
    )  # fmt: skip
    return found[list(OBSERVATION_COLUMNS)]


def _settled(rows: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Each figure once; of two that differ for one group neither, and the report says of which."""
    once = ~rows.duplicated([*_KEY, "value"])
    rows = report.keep(rows, once, "the same area, period and figure again")
    torn = rows.duplicated(_KEY, keep=False)
    for _, pair in rows[torn].groupby(_KEY, sort=False):
        first = pair.iloc[0]
        report.faults.append(
            f"{first['source']}: two figures of {first['area_name']}, {first['source_id']}, group {first['group']}, to "
            f"{first['period_end']:%B %Y}: found {' and '.join(f'{each:g}' for each in pair['value'])}; expected one. "
            "To mend it: leave out the one that does not hold"
        )
    return report.keep(rows, ~torn, "two figures of one group that differ")

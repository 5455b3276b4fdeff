"""Whether the practices that a file holds speak for an area: an extract of one network's is no figure of a whole board."""

import pandas as pd

from data.sources.report import BuildReport

_PERIOD = ["indicator_id", "period_start", "period_end"]
# Of an area's patients. Published files of all practices have 97% or more of them, in every year that was seen.
_MOST = 0.5
# In an area of a few practices one that is not there is told by its name, and is much of it.
_MANY = 10


def of_most_patients(rows: pd.DataFrame, practices: pd.DataFrame, column: str, report: BuildReport) -> pd.DataFrame:
    """Practices' rows without those of areas of which fewer than half of the patients are with practices that have a row.

    `column` names the area of each practice in both tables; a row counts whether its figure is shown or not. Areas of fewer
    than ten practices are not judged. What is left out of the sums is told by indicator.
    """
    if "registered" not in practices or rows.empty:
        return rows
    of_area = practices.groupby(column)["registered"].agg(["sum", "size"])
    present = rows.drop_duplicates([*_PERIOD, "area_code"])
    registered = present["area_code"].map(practices["registered"]).fillna(0.0)
    here = registered.groupby([present[name] for name in (*_PERIOD, column)]).sum()
    areas = here.index.get_level_values(column)
    share = here / of_area["sum"].reindex(areas).to_numpy()
    few = share[(share < _MOST) & (of_area["size"].reindex(areas) >= _MANY).to_numpy()]
    if few.empty:
        return rows
    for indicator, found in few.groupby("indicator_id"):
        shares = " to ".join(dict.fromkeys(f"{each:.0%}" for each in (found.min(), found.max())))
        codes = found.index.get_level_values(column).unique()
        report.line(
            "Practices without figures in some periods",
            f"{indicator}: the practices with figures have {shares} of the patients of "
            f"{', '.join(codes[:3])}{' and others' if len(codes) > 3 else ''}: they are not added up to these",
        )
    return rows[~pd.MultiIndex.from_frame(rows[[*_PERIOD, column]]).isin(few.index)]

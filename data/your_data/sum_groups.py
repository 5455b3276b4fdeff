"""Add up rows whose labels share a group (tenths to fifths, 19 groups to 18), only where the sum is exact."""

import pandas as pd

from data.contract.vocabulary import UNKNOWN
from data.your_data.row_checks import Work

KEY = [
    "indicator_id", "level", "area_code", "period_start", "period_end", "dimension_code", "group_code",
    "dimension_2_code", "group_2_code",
]  # fmt: skip
_COUNTED = ("proportion", "rate", "mean")


def combine(work: Work) -> pd.DataFrame:
    """One row a key: the open rows, those that share a key added up. `_index` is the row of the frame it came from."""
    frame = work.frame
    open_rows = work.open_rows
    rows = frame[open_rows].assign(_index=frame.index[open_rows])
    if rows.empty:
        return rows
    rows["_needed"] = _labels_needed(rows) * rows["pieces"]
    size = rows.groupby(KEY)["_index"].transform("size")
    needed = rows.groupby(KEY)["_needed"].transform("max")
    whole = size >= needed
    short = _marked(work, rows.loc[~whole, "_index"])
    work.tell(
        short, "group", "part of a group without the rest of it",
        expected="every label, or small area, that makes up the group, each with its counts",
        mend="add the rows that are missing, or leave the group's other rows out",
    )  # fmt: skip
    several = rows[whole & (size > 1)]
    no_counts = several["n_denominator"].isna() & (several["status"] == "ok") | ~several["kind"].isin(_COUNTED)
    no_counts |= several["n_numerator"].isna() & (several["status"] == "ok")
    faulty = no_counts.groupby([several[name] for name in KEY]).transform("any")
    work.tell(
        _marked(work, several.loc[faulty, "_index"]), "group", "several labels that make up one group, without counts to add",
        expected="a count and a denominator for each", mend="give counts, or the figure of the whole group",
    )  # fmt: skip
    single = rows[whole & (size == 1)]
    added = _added(several[~faulty])
    return pd.concat([single, added], ignore_index=True) if len(added) else single.reset_index(drop=True)


def _marked(work: Work, indices: pd.Series) -> pd.Series:
    return work.frame.index.to_series().isin(set(indices))


def _labels_needed(rows: pd.DataFrame) -> pd.Series:
    """How many labels of its file make up a row's group: all of them must be there for a sum to be whole."""
    label = rows["group"].str.casefold().str.strip()
    needed = label.groupby([rows["table"], rows["dimension_code"], rows["group_code"]]).transform("nunique")
    # Not stated, refused and not recorded are each given only where there are any.
    return needed.where(rows["group_code"] != UNKNOWN, 1)


def _added(rows: pd.DataFrame) -> pd.DataFrame:
    """Sums of counts; where one part is hidden or missing the sum is too."""
    if rows.empty:
        return rows
    rank = {"ok": 0, "not_applicable": 0, "missing": 1, "suppressed": 2}
    grouped = rows.assign(_rank=rows["status"].map(rank)).groupby(KEY, sort=False)
    first = grouped.first().reset_index()
    sums = grouped[["n_numerator", "n_denominator"]].sum(min_count=1).reset_index()
    known = grouped["n_denominator"].agg(lambda each: each.notna().all()).reset_index(drop=True)
    worst = grouped["_rank"].max().reset_index(drop=True)
    hidden = worst > 0
    first["n_numerator"] = sums["n_numerator"].mask(hidden)
    first["n_denominator"] = sums["n_denominator"].where(known)
    for name in ("n_value", "n_lower", "n_upper"):
        first[name] = float("nan")
    nobody = first["n_denominator"].eq(0)
    first["status"] = worst.map({0: "ok", 1: "missing", 2: "suppressed"}).mask(nobody & ~hidden, "not_applicable")
    first["n_numerator"] = first["n_numerator"].where(first["status"] == "ok")
    return first

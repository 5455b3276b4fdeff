"""Breakdowns published as 'category type' and 'category': which are of people, and what each category stands for."""

import re

import pandas as pd

from data.coding.coding import code_labels
from data.coding.labels import plain, table

_COUNTS = ["numerator", "denominator"]
_FIGURES = ["source_id", "area_type", "area_code", "period_start", "period_end"]
_INDEX_YEAR = re.compile(r"(?:imd|iod)\s?(\d{4})")


def dimension_of_type(category_type: str) -> tuple[str, str]:
    """The contract's dimension of a category type, or '' and why its rows are not used."""
    words = plain(category_type)
    row = next((row for row in table("category_types") if re.search(rf"\b(?:{row['pattern']})", words)), None)
    if row is None:
        return "", f"by ‘{' '.join(category_type.split())}’, a kind of category that is not used here"
    return row["dimension"], "" if row["dimension"] else f"by {row['note']}"


def coded(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Rows of `counts` with `category_type` and `category` as rows by dimension and group, and what was left out.

    Tenths of deprivation are added up in pairs to fifths, which needs their counts; a fifth with a hidden tenth is
    hidden. Where several category types divide the same area and period, the newest index's is kept.
    """
    kinds = {kind: dimension_of_type(kind) for kind in rows["category_type"].unique()}
    reason = rows["category_type"].map({kind: why for kind, (_, why) in kinds.items()})
    dropped = {f"{why}": int(count) for why, count in reason[reason != ""].value_counts().items()}
    columns = [each for each in rows if each not in ("category_type", "category")]
    rows = rows[reason == ""]
    parts = [_of_one_type(found, kinds[kind][0], dropped) for kind, found in rows.groupby("category_type")]
    if not parts:
        return rows[columns], dropped
    together = pd.concat(parts, ignore_index=True)
    year = together["category_type"].str.lower().str.extract(_INDEX_YEAR, expand=False).fillna("")
    together = together.assign(year=year).sort_values(["year", "category_type"], ascending=False, kind="stable")
    first = together.groupby([*_FIGURES, "dimension"])["category_type"].transform("first")
    kept = together[together["category_type"] == first].sort_index()
    _count(dropped, "the same area and period by an older index", int(together["rows"].sum() - kept["rows"].sum()))
    _count(dropped, "tenths joined to fifths", int(kept["rows"].sum()) - len(kept))
    return kept.reindex(columns=columns).reset_index(drop=True), dropped


def _count(dropped: dict[str, int], reason: str, rows: int) -> None:
    if rows:
        dropped[reason] = dropped.get(reason, 0) + rows


def _of_one_type(rows: pd.DataFrame, dimension: str, dropped: dict[str, int]) -> pd.DataFrame:
    """One row a group: the rows of a category type, their categories coded, those of one group added up."""
    unique = rows.drop_duplicates([*_FIGURES, "category"])
    _count(dropped, "the same area, period and category again", len(rows) - len(unique))
    coding = code_labels(unique["category"], dimension)
    named = unique.assign(dimension=coding.dimensions, group=coding.groups)
    known = named[named["group"] != ""]
    for label, count in named.loc[named["group"] == "", "category"].value_counts().items():
        _count(dropped, f"in ‘{' '.join(str(label).split())}’, which stands for no one group known here", int(count))
    labels = known.groupby("group")["category"].nunique()
    several = known["group"].map(labels) > 1
    whole = known[~several].drop(columns="category").assign(rows=1)
    joined = _joined(known[several], labels)
    _count(
        dropped,
        "tenths without counts or without their pair, so not to be joined to fifths",
        int(several.sum()) - int(joined["rows"].sum()),
    )
    return pd.concat([part for part in (whole, joined) if len(part)] or [whole], ignore_index=True)


def _joined(rows: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """Rows of one area, period and group added up, where every label of the group is there and shown or hidden."""
    keys = [*_FIGURES, "dimension", "group"]
    counted = rows[_COUNTS].notna().all(axis=1)
    terms = rows.assign(
        usable=counted | (rows["status"] == "suppressed"), hidden=rows["status"] == "suppressed", rows=1
    )
    sums = terms.groupby(keys, as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        usable=("usable", "all"),
        hidden=("hidden", "any"),
        rows=("rows", "sum"),
        area_name=("area_name", "first"),
        category_type=("category_type", "first"),
    )
    sums = sums[sums["usable"] & (sums["rows"] == sums["group"].map(labels))]
    sums[_COUNTS] = sums[_COUNTS].mask(sums["hidden"])
    status = sums["hidden"].map({True: "suppressed", False: "ok"})
    return sums.assign(status=status).drop(columns=["usable", "hidden"])

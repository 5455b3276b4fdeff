"""Rows published by bands of age as rows by the contract's bands, so that values can be adjusted for age.

Bands that make one of the contract's up exactly are added up. Publishers' bands often cut across ours (40 to 59, 60 to 79):
of England those are shared out by the years in them, as counts so large allow, and serve as rates by age only; of smaller
areas they are left out.
"""

import numpy as np
import pandas as pd

from data.coding.ages import AGE, age_of, band_of, band_shares, contract_bands

_COUNTS = ["numerator", "denominator"]
_FIGURES = ["source_id", "area_type", "area_code", "period_start", "period_end"]
_NUMBERS = [*_COUNTS, "value", "lower", "upper"]
# As wide as the widest of the contract's bands that ends: of a wider one nobody knows where in it the events are.
_WIDEST = 25
NOT_OURS = "by bands of age that do not make ours up"


def by_bands_of_age(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int], tuple[str, ...]]:
    """Rows of `counts` with the publisher's `age` as rows by age in the contract's bands; what was left out; and notes.

    Several bands of one are added up where all are there with counts; with a hidden one the sum is hidden.
    """
    columns = ["group" if name == "age" else name for name in rows]
    parts, notes = [], []
    for source, published in rows.groupby("source_id", sort=False):
        codes = {each: meaning.group for each, meaning in age_of(sorted(set(published["age"])))[0].items()}
        code = published["age"].map(lambda each, known=codes: known.get(each, ""))
        parts.append(_added_up(published.assign(group=code)[code != ""]))
        lacking = set(contract_bands()) - set(codes.values())
        shared, labels = _shared_out(published[published["area_type"] == "country"], lacking)
        if len(shared):
            parts.append(shared)
            notes.append(
                f"{source}: England's figures of {', '.join(labels)} are shared out to broad bands by the years in them, "
                "only to adjust for age"
            )
    found = pd.concat(parts, ignore_index=True) if parts else rows.iloc[:0].assign(group="", used=0)
    used = int(found["used"].sum())
    dropped = {NOT_OURS: len(rows) - used, "bands of age joined to ours": used - len(found)}
    found = found.assign(dimension=AGE).reindex(columns=columns)
    return found, {reason: count for reason, count in dropped.items() if count > 0}, tuple(notes)


def _added_up(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an area, period and band, with how many rows it is of; those that lack a part are left out."""
    if rows.empty:
        return rows.assign(used=0)
    rows = rows.drop_duplicates([*_FIGURES, "age"])
    parts = rows["age"].groupby(rows["group"]).nunique()
    several = rows["group"].map(parts) > 1
    single, joined = rows[~several].assign(used=1), rows[several]
    if joined.empty:
        return single
    hidden = joined["status"] == "suppressed"
    usable = hidden | joined[_COUNTS].notna().all(axis=1)
    terms = joined.assign(hidden=hidden, usable=usable, used=1)
    sums = terms.groupby([*_FIGURES, "group"], as_index=False, sort=False).agg(
        {name: "first" for name in joined if name not in (*_FIGURES, "group", "age", "status", *_NUMBERS)}
        | {name: lambda each: each.sum(skipna=False) for name in _COUNTS}
        | {"hidden": "any", "usable": "all", "used": "sum"}
    )
    whole = sums["usable"] & (sums["used"] == sums["group"].map(parts))
    status = sums["hidden"].map({True: "suppressed", False: "ok"})
    sums = sums.assign(status=status, value=np.nan, lower=np.nan, upper=np.nan)[whole]
    return pd.concat([single, sums.drop(columns=["hidden", "usable"])], ignore_index=True)


def _shared_out(rows: pd.DataFrame, lacking: set[str]) -> tuple[pd.DataFrame, list[str]]:
    """The contract's bands that are lacking, made of published bands that cut across them; and those bands' labels."""
    shown = rows[rows[_COUNTS].notna().all(axis=1) & (rows["status"] == "ok")].drop_duplicates([*_FIGURES, "age"])
    labels = _apart(sorted(set(shown["age"]))) if lacking else []
    if not labels:
        return rows.iloc[:0].assign(group="", used=0), []
    shares = pd.DataFrame(
        band_shares([band for each in labels if (band := band_of(each))]), index=labels, columns=list(contract_bands())
    )
    codes = [code for code in contract_bands() if code in lacking and _filled(code, labels)]
    parts, of = [], {each for code in codes for each in labels if shares.at[each, code] > 0}
    whole = shown[shown["age"].isin(of)]
    complete = whole.groupby(_FIGURES)["age"].transform("nunique") == len(of)
    for code in codes:
        part = whole[complete & whole["age"].map(shares[code]).gt(0)]
        share = part["age"].map(shares[code])
        counts = part.assign(**{name: part[name] * share for name in _COUNTS})
        first = part.drop_duplicates(_FIGURES).set_index(_FIGURES)
        sums = counts.groupby(_FIGURES)[_COUNTS].sum()
        parts.append(first.assign(**sums, value=np.nan, lower=np.nan, upper=np.nan, group=code).reset_index())
    if not parts:
        return rows.iloc[:0].assign(group="", used=0), []
    found = pd.concat(parts, ignore_index=True).assign(used=0)
    # Told once: several of ours are made of the same rows.
    found.loc[found.index[0], "used"] = int(complete.sum())
    return found, [each for each in labels if each in of]


def _apart(labels: list[str]) -> list[str]:
    """Bands no two of which share a year, the narrow ones first, in order of age; without those too wide to share out."""
    oldest = max(contract_bands().values())
    chosen: list[tuple[int, int, str]] = []
    bands = [(*band, each) for each in labels if (band := band_of(each))]
    for first, last, label in sorted(bands, key=lambda each: (each[1] - each[0], each)):
        open_ended = last >= oldest[1]
        fits = first >= oldest[0] if open_ended else last - first < _WIDEST
        if fits and all(last < start or end < first for start, end, _ in chosen):
            chosen.append((first, last, label))
    return [label for _, _, label in sorted(chosen)]


def _filled(code: str, labels: list[str]) -> bool:
    first, last = contract_bands()[code]
    bands = [band for each in labels if (band := band_of(each))]
    return sum(max(0, min(last, end) - max(first, start) + 1) for start, end in bands) == last - first + 1

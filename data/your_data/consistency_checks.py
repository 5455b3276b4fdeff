"""Whether rows agree with one another: groups with everyone, periods with the one before, noughts with chance."""

import numpy as np
import pandas as pd

from data.contract.vocabulary import NONE, TOTAL, UNKNOWN
from data.files.problems import ERROR, WARNING
from data.your_data.resolve_numbers import SHARES
from data.your_data.row_checks import Work

_SAME = ["indicator_id", "level", "area_code", "period_end"]
_SERIES = ["indicator_id", "level", "area_code", "dimension_code", "group_code", "dimension_2_code", "group_2_code"]
_COUNTED = ("proportion", "rate")
# Counts may be rounded to 5, so each group may be 2.5 out.
_ROUNDING = 2.5
# Fewer people than this change by a multiple without anything being wrong.
_FEW = 50
_TIMES = 3.0
# How many groups of a dimension are everyone.
_COMPLETE = {"ethnic_group": 5, "ethnic_group_18": 16, "deprivation_quintile": 5, "sex": 2}
_RANGE_SLACK, _HALF_A_POINT = 0.02, 0.005
# Counts that are all multiples of five, this many of them, were rounded to five: chance makes that once in 3,000 tables.
_FEWEST_ROUNDED = 5
# Rounded, up to two are written as nought: so many must be expected that chance gives no more than two so seldom.
_EXPECTED_ROUNDED = 12.0
# A nought is not believed where so many are expected that chance gives none less than once in a thousand.
_EXPECTED = 7.0
# Words with places for numbers, and a column for each place: written out for the rows that are told, which are few.
_Words = tuple[str, *tuple[pd.Series, ...]]


def tell_disagreements(work: Work, rows: pd.DataFrame) -> None:
    """Tell every disagreement among the combined rows; those that cannot be right are errors."""
    if rows.empty:
        return
    _sums(work, rows)
    _parts(work, rows)
    _ranges(work, rows)
    _breaks(work, rows)
    _noughts(work, rows)


def _sums(work: Work, rows: pd.DataFrame) -> None:
    """Groups of one dimension against everyone: together they may not be more, nor fewer when nobody is left out."""
    counted = rows["n_numerator"].notna() & rows["n_denominator"].notna()
    single = rows["dimension_2_code"] == NONE
    everyone = rows[single & counted & (rows["dimension_code"] == TOTAL)].drop_duplicates(_SAME).set_index(_SAME)
    groups = rows[single & (rows["dimension_code"] != TOTAL)]
    if everyone.empty or groups.empty:
        return
    by = [*_SAME, "dimension_code"]
    groups = groups.assign(shown=counted, unknown=groups["group_code"] == UNKNOWN)
    sums = groups.groupby(by).agg(
        numerator=("n_numerator", "sum"), denominator=("n_denominator", "sum"), size=("shown", "size"),
        shown=("shown", "all"), unknown=("unknown", "any"), first=("_index", "min"),
    ).reset_index()  # fmt: skip
    sums["complete"] = (sums["size"] - sums["unknown"]) >= sums["dimension_code"].map(
        lambda code: _COMPLETE.get(code, 99)
    )
    sums = sums.join(everyone[["n_numerator", "n_denominator"]], on=_SAME, how="inner")
    if sums.empty:
        return
    # Ages that fill no band of the contract are left out, so bands may rightly be fewer than everyone.
    ages = sums["dimension_code"] == "age"
    # Where a row has been refused its group is absent, and being fewer says nothing more.
    refused = set(work.frame.loc[work.frame["bad"], "indicator_id"])
    untouched = sums["complete"] | ~sums["indicator_id"].isin(refused)
    for name, called in (("denominator", "denominators"), ("numerator", "counts")):
        total, slack = sums[f"n_{name}"], _ROUNDING * sums["size"]
        more = sums[name] > total + slack
        fewer = untouched & sums["shown"] & (sums[name] < total - slack)
        expected = (f"{{:,.0f}}, the {name} of everyone", total)
        found = ("{:,.0f} in {} groups", sums[name], sums["size"])
        for rows_at, problem, mend, severity in (
            (more, f"the {called} of groups add up to more than everyone's", "correct the groups or everyone", ERROR),
            (
                fewer & sums["unknown"] & ~ages, f"the {called} of groups and those not known add up to less than everyone's",
                "correct the groups or everyone", ERROR,
            ),
            (
                fewer & sums["complete"] & ~sums["unknown"], f"the {called} of groups add up to less than everyone's",
                "add the people whose group is not known, as a group of their own", WARNING,
            ),
        ):  # fmt: skip
            _tell_at(work, sums["first"], rows_at, name, problem, found, expected, mend, severity)


def _parts(work: Work, rows: pd.DataFrame) -> None:
    """Each single group against everyone: however few groups there are, none may be larger."""
    keys = [*_SAME, "period_start"]
    single = rows["dimension_2_code"] == NONE
    everyone = rows[single & (rows["dimension_code"] == TOTAL)].drop_duplicates(keys).set_index(keys)
    groups = rows[rows["dimension_code"] != TOTAL]
    if everyone.empty or groups.empty:
        return
    groups = groups.join(everyone[["n_numerator", "n_denominator"]].add_suffix("_of_all"), on=keys, how="inner")
    counted = groups[groups["kind"].isin(_COUNTED)]
    if counted.empty:
        return
    for name, called in (("denominator", "denominator"), ("numerator", "count")):
        number, total = counted[f"n_{name}"], counted[f"n_{name}_of_all"]
        # Only where both are multiples of five may they be rounded, and each then half of five out.
        rounded = (number % 5 == 0) & (total % 5 == 0)
        more = number > total + (2 * _ROUNDING) * rounded
        problem = f"the {called} of one group is more than everyone's"
        expected = (f"at most {{:,.0f}}, the {name} of everyone", total)
        mend = "correct the group or everyone"
        _tell_at(work, counted["_index"], more, name, problem, ("{:,.0f}", number), expected, mend, ERROR)


def _ranges(work: Work, rows: pd.DataFrame) -> None:
    """Everyone's value lies between the lowest and the highest of groups that are everyone together."""
    single = rows[(rows["dimension_2_code"] == NONE) & (rows["status"] == "ok")]
    counted = single["n_numerator"] / single["n_denominator"].where(single["n_denominator"] > 0)
    scale = single["multiplier"].where(single["kind"] == "rate", 1.0)
    single = single.assign(worth=single["n_value"].fillna(counted * scale))
    single = single[single["worth"].notna()]
    everyone = single[single["dimension_code"] == TOTAL].drop_duplicates(_SAME).set_index(_SAME)
    groups = single[single["dimension_code"] != TOTAL]
    if everyone.empty or groups.empty:
        return
    by = [*_SAME, "dimension_code"]
    # Those of unknown group are part of everyone: their value counts where it is given, but no group is complete by it.
    known = groups.assign(known=groups["group_code"] != UNKNOWN)
    found = (
        known.groupby(by).agg(lowest=("worth", "min"), highest=("worth", "max"), size=("known", "sum")).reset_index()
    )
    found = found[found["size"] >= found["dimension_code"].map(_COMPLETE).fillna(np.inf)]
    found = found[~pd.MultiIndex.from_frame(found[by]).isin(_unknown_not_told(rows, by))]
    found = found.join(everyone[["worth", "_index", "kind"]], on=_SAME, how="inner")
    if found.empty:
        return
    # Rounded values, and ages weighed otherwise, may lie a little outside.
    slack = np.maximum(_RANGE_SLACK * found["worth"].abs(), found["kind"].isin(SHARES) * _HALF_A_POINT)
    outside = (found["worth"] < found["lowest"] - slack) | (found["worth"] > found["highest"] + slack)
    times = found["kind"].isin(SHARES).map({True: 100.0, False: 1.0})
    shown = ("{:,.4g}", found["worth"] * times)
    expected = ("from {:,.4g} to {:,.4g}, as in its groups", found["lowest"] * times, found["highest"] * times)
    problem = "everyone's value lies outside the range of its groups"
    mend = "correct everyone or the groups; all must be of the same people and on one scale"
    _tell_at(work, found["_index"], outside, "value", problem, shown, expected, mend, ERROR)


def _unknown_not_told(rows: pd.DataFrame, by: list[str]) -> pd.MultiIndex:
    """Where people of unknown group have a value that is hidden or missing: everyone's may lie beyond all others."""
    unknown = (rows["group_code"] == UNKNOWN) & (rows["dimension_2_code"] == NONE)
    return pd.MultiIndex.from_frame(rows.loc[unknown & rows["status"].isin(("suppressed", "missing")), by])


def _tell_at(
    work: Work, index: pd.Series, rows: pd.Series, field: str, problem: str, found: _Words, expected: _Words, mend: str,
    severity: str,
) -> None:  # fmt: skip
    """Tell a problem of combined rows at the rows they came from."""
    at = index[rows].astype(int)
    if at.empty:
        return
    marked = work.frame.index.to_series().isin(set(at))
    frame = pd.DataFrame({"found": _written(found, rows), "expected": _written(expected, rows)}, index=at.to_numpy())
    frame = frame[~frame.index.duplicated()].reindex(work.frame.index)
    work.tell(marked, field, problem, found=frame["found"], expected=frame["expected"], mend=mend, severity=severity)


def _written(words: _Words, rows: pd.Series) -> list[str]:
    """The words of each marked row, with its numbers in their places."""
    form, *columns = words
    return [form.format(*numbers) for numbers in zip(*(column[rows] for column in columns), strict=True)]


def _breaks(work: Work, rows: pd.DataFrame) -> None:
    """Denominators, or values, that change by a multiple from one period to the next, and stay in the series."""
    series = rows.sort_values("period_end")
    for name in ("denominator", "value"):
        current = series[f"n_{name}"]
        if name == "value":
            counted = series["n_numerator"] / series["n_denominator"].where(series["n_denominator"] > 0)
            large = series["n_numerator"].fillna(_FEW) >= _FEW
            current = counted.fillna(current).where(large)
        before = current.groupby([series[each] for each in _SERIES]).shift()
        ratio = np.where((before > 0) & (current > 0), current / before.where(before > 0), 1.0)
        wide = (ratio > _TIMES) | (ratio < 1 / _TIMES)
        if name == "denominator":
            wide &= (np.maximum(current, before) >= _FEW).to_numpy()
        told = pd.Series(wide, index=series.index)
        shown = ("{:,.4g}", current)
        expected = ("about {:,.4g}, as in the period before", before)
        problem = f"a sudden break in a series: the {name} changes more than {_TIMES:.0f}-fold from the period before"
        mend = (
            "check both periods; if the definition or the area changed, give the new series as an indicator of its own"
        )
        _tell_at(work, series["_index"], told, name, problem, shown, expected, mend, WARNING)


def _rounded(work: Work, counted: pd.DataFrame, by: list[pd.Series]) -> pd.Series:
    """Whether all counts of an indicator are multiples of five, which is told: a nought may then be one or two."""
    above = counted["n_numerator"] > 0
    fives = (counted["n_numerator"] % 5 == 0).groupby(by).transform("all")
    rounded = fives & (above.groupby(by).transform("sum") >= _FEWEST_ROUNDED)
    for (_, indicator), rows in counted[rounded].groupby(by):
        noughts = int((rows["n_numerator"] == 0).sum())
        work.notes.append(
            f"{indicator}: all {len(rows):,} counts are multiples of 5, so they were rounded to the nearest 5"
            + (f"; {noughts:,} of them are 0, which then stands for 0 to 2" if noughts else "")
            + "."
        )
    return rounded


def _noughts(work: Work, rows: pd.DataFrame) -> None:
    """Counts of nought that are hidden counts in disguise: improbable ones, and noughts where 1 to 5 never occur."""
    counted = rows[
        rows["kind"].isin(("proportion", "rate")) & rows["n_numerator"].notna() & (rows["n_denominator"] > 0)
    ]
    if counted.empty:
        return
    by = [counted[name] for name in ("table", "indicator_id")]
    total, people = (counted[f"n_{name}"].groupby(by).transform("sum") for name in ("numerator", "denominator"))
    expected = total / people * counted["n_denominator"]
    rounded = _rounded(work, counted, by)
    nought = counted["n_numerator"] == 0
    if not nought.any():
        return
    least = rounded.map({True: _EXPECTED_ROUNDED, False: _EXPECTED})
    improbable = nought & (expected >= least)
    shown = ("{:,.0f}", counted["n_numerator"])
    about = ("about {:,.0f} at the rate of the others, or * if it is hidden", expected)
    mend = "write * (hidden) instead of 0 if the count was suppressed"
    problem = "a nought that is hardly possible: a hidden count may have been turned into 0"
    _tell_at(work, counted["_index"], improbable, "numerator", problem, shown, about, mend, WARNING)
    small = counted["n_numerator"].between(1, 5)
    low = counted["n_numerator"].between(6, 20)
    many = nought.groupby(by).transform("sum") >= 3
    suspicious = many & ~rounded & ~small.groupby(by).transform("any") & (low.groupby(by).transform("sum") >= 3)
    first = (
        suspicious
        & nought
        & ~counted.loc[suspicious & nought, ["table", "indicator_id"]]
        .duplicated()
        .reindex(counted.index, fill_value=True)
    )
    count = ("{} noughts, and no count from 1 to 5", nought.groupby(by).transform("sum").astype(int))
    problem = "noughts where small counts never occur: hidden counts may have been turned into 0"
    words = ("some counts from 1 to 5 among them, or * where they are hidden", counted["_index"])
    _tell_at(work, counted["_index"], first, "numerator", problem, count, words, mend, WARNING)

"""Compare the numbers of one row with one another, and rows that say they are about the same thing."""

import pandas as pd

from data.contract.vocabulary import TOTAL
from data.files.problems import WARNING
from data.your_data.conversions import FRACTIONS
from data.your_data.resolve_numbers import SHARES
from data.your_data.row_checks import Work

_SAME_LABEL = ["indicator_id", "level", "area", "period_end", "dimension_code", "group", "dimension_2_code", "group_2"]
# A value may be rounded to whole numbers; beyond this part of itself it disagrees with its counts.
_ROUNDED, _APART = 0.51, 0.01
# Groups differ from everyone by a multiple; a change of scale differs by a hundred, less that multiple.
_HUNDREDFOLD = (30.0, 300.0)


def compare_numbers(work: Work, confirmed: frozenset[str]) -> None:
    """Check counts against denominators and values against counts; settle percentages into shares of 1."""
    frame = work.frame
    proportion = frame["kind"] == "proportion"
    more = proportion & (frame["n_numerator"] > frame["n_denominator"])
    work.tell(
        more & work.open_rows, "numerator", "a count larger than its denominator",
        expected="at most " + frame["denominator"].astype(str), mend="correct the count or the denominator",
    )  # fmt: skip
    share = frame["kind"].isin(SHARES)
    by_hundred = share & frame["percent"]
    counted = frame["n_numerator"].notna() & frame["n_denominator"].gt(0)
    scale = frame["multiplier"].where(frame["kind"] == "rate", 1.0).where(~by_hundred, 100.0).astype(float)
    worked_out = (frame["n_numerator"] / frame["n_denominator"] * scale).where(counted)
    worked_out = worked_out.where(frame["kind"].isin(("proportion", "rate", "mean")))
    fractions = _fractions(frame, by_hundred, worked_out) & work.open_rows
    if FRACTIONS in confirmed:
        for name in ("n_value", "n_lower", "n_upper"):
            frame.loc[fractions, name] *= 100
    else:
        work.tell(
            fractions, "value", "a percentage given as a fraction", offer=FRACTIONS,
            expected="25 or 25% for a quarter",
            mend="confirm that fractions are meant, or multiply by 100, or write % after a value that is below 1%",
        )  # fmt: skip
    mixed = _mixed(frame, by_hundred & ~fractions) & work.open_rows
    if FRACTIONS in confirmed:
        for name in ("n_value", "n_lower", "n_upper"):
            frame.loc[mixed, name] *= 100
    else:
        work.tell(
            mixed, "value", "percentages and fractions mixed: everyone's is about a hundred times that of the groups",
            offer=FRACTIONS, expected="one scale for everyone and for the groups",
            mend="confirm that fractions are meant, or write all of them as percentages",
        )  # fmt: skip
    _tell_disagreeing(work, worked_out)
    beyond = share & frame["n_value"].gt(frame["percent"].map({True: 100.0, False: 1.0}))
    work.tell(
        beyond & work.open_rows, "value", "more than the whole", expected="at most 100%", mend="correct the value"
    )
    for name in ("n_value", "n_lower", "n_upper"):
        frame[name] = frame[name].mask(by_hundred, frame[name] / 100)


def _fractions(frame: pd.DataFrame, by_hundred: pd.Series, worked_out: pd.Series) -> pd.Series:
    """Shares that are a hundredth of what they should be: by their counts, or all of an indicator's at most 1."""
    value = frame["n_value"].where(by_hundred & ~frame["value"].str.contains("%", regex=False))
    by_counts = (
        worked_out.notna() & ((value * 100 - worked_out).abs() < _ROUNDED) & ((value - worked_out).abs() >= _ROUNDED)
    )
    alone = value.where(worked_out.isna())
    most = alone.groupby([frame["table"], frame["indicator_id"]]).transform("max")
    return by_counts | (alone.notna() & most.between(0, 1, inclusive="right"))


def _mixed(frame: pd.DataFrame, by_hundred: pd.Series) -> pd.Series:
    """Shares up to 1 where the largest of the same indicator, area and period is some hundred times as much."""
    value = frame["n_value"].where(by_hundred & ~frame["value"].str.contains("%", regex=False))
    low = value.where(value.between(0, 1, inclusive="right"))
    together = [frame[name] for name in ("table", "indicator_id", "area", "period_end")]
    times = value.where(value > 1).groupby(together).transform("max") / low.groupby(together).transform("median")
    everyone = (frame["dimension_code"] == TOTAL).where(value > 1, False).groupby(together).transform("any")
    return low.notna() & everyone & times.between(*_HUNDREDFOLD)


def _tell_disagreeing(work: Work, worked_out: pd.Series) -> None:
    value = work.frame["n_value"]
    apart = (value - worked_out).abs() > (_ROUNDED + _APART * worked_out.abs())
    work.tell(
        apart & work.open_rows, "value", "a value that its counts do not give",
        expected=worked_out.map("{:,.1f}".format) + ", the count over the denominator",
        mend="correct the value or the counts, or leave the value blank: it is worked out",
    )  # fmt: skip


def compare_rows(work: Work) -> None:
    """Tell rows that stand twice, with the row that has the same indicator, area, period and groups."""
    frame = work.frame
    key = frame[_SAME_LABEL].assign(label=frame["group"].str.casefold().str.strip())
    # Pieces of one area are different rows; a code and a name of the same area are not.
    key["area"] = frame["area_code"].where(frame["pieces"] == 1, frame["area"])
    key = key.drop(columns="group")
    open_rows = work.open_rows
    twice = key[open_rows].duplicated(keep="first").reindex(frame.index, fill_value=False)
    if not twice.any():
        return
    first = frame[open_rows].groupby([key.loc[open_rows, name] for name in key], sort=False)["row"].transform("first")
    above = (
        "only one row for each; row " + first.astype(int).astype(str).reindex(frame.index).fillna("") + " is the same"
    )
    named = frame["indicator_id"] + ", " + frame["area_code"] + ", " + frame["period"] + ", " + frame["group"]
    work.tell(
        twice, "indicator", "the same indicator, area, period and group again", found=named, expected=above,
        mend="delete one of the two rows, or say what sets them apart",
    )  # fmt: skip


def tell_caseload(work: Work) -> None:
    """A caseload as large as its cohort: the programme says that it should not be."""
    frame = work.frame
    whole = (
        (frame["indicator_id"] == "nnhip_caseload") & (frame["dimension_code"] == "total")
        & (frame["n_numerator"] == frame["n_denominator"]) & work.open_rows
    )  # fmt: skip
    work.tell(
        whole, "numerator", "the caseload is the whole cohort", severity=WARNING,
        expected="only the cases worked with in the month", mend="count the active cases only",
    )  # fmt: skip

"""Settle the numbers of each row: counts, values and limits, and what a cell without a number means."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.coding.labels import looked_up
from data.contract.indicator import Indicator
from data.files.marks import read_numbers, status_of_blank
from data.files.problems import WARNING
from data.files.sheets import NUMBERS
from data.your_data.row_checks import Work

SHARES = ("proportion", "survey_share")
_RANK = {"suppressed": 3, "not_applicable": 2, "missing": 1}


def settle_numbers(work: Work, definitions: Mapping[str, Indicator]) -> None:
    """Add the numbers (columns n_…), `status`, `kind` and `multiplier`. No mark or blank ever becomes nought."""
    frame = work.frame
    frame["kind"] = looked_up(frame["indicator_id"], {code: each.value_type for code, each in definitions.items()})
    frame["multiplier"] = (
        frame["indicator_id"].map({code: each.multiplier for code, each in definitions.items()}).astype(float)
    )
    share = frame["kind"].isin(SHARES)
    statuses = {}
    for name in NUMBERS:
        percent = name in ("value", "lower", "upper")
        number, status, doubt = read_numbers(frame[name], percent=percent)
        wrong = (status == "wrong") | (percent & frame[name].str.contains("%", regex=False) & ~share & (status == "ok"))
        _tell_marks(work, name, wrong, number, status, doubt)
        frame[f"n_{name}"], statuses[name] = number, status
    _tell_uncalculated(work, statuses)
    frame["status"] = _statuses(frame, statuses)
    _tell_halves(work, statuses)
    hidden = frame["status"] != "ok"
    for name in ("numerator", "value", "lower", "upper"):
        frame[f"n_{name}"] = frame[f"n_{name}"].mask(hidden)


def _tell_marks(
    work: Work, name: str, wrong: pd.Series, number: pd.Series, status: pd.Series, doubt: pd.Series
) -> None:
    text, rows = work.frame[name], work.open_rows
    excel = text.str.startswith("#") & wrong & rows
    mend = "correct the formula in Excel, or write the mark for a figure that cannot be given"
    work.tell(excel, name, "an Excel error, not a number", expected="a number", mend=mend)
    comma = text.str.fullmatch(r"\d+,\d{1,2}") & wrong & rows
    work.tell(
        comma, name, "a comma where a decimal point belongs, or thousands that are not three digits",
        expected="12.5 or 1,250", mend="write decimals with a point",
    )  # fmt: skip
    expected = "a number, or * where it is hidden, or a blank cell where it is not collected"
    mend = "write the number alone: no unit, letter or note in the cell"
    work.tell(wrong & ~excel & ~comma & rows, name, "not a number", expected=expected, mend=mend)
    negative = number.lt(0) & (status == "ok") & rows & (name != "lower")
    mend = "write * for a hidden figure and leave a cell blank for one not collected"
    work.tell(negative, name, "a number below nought", expected="0 or more", mend=mend)
    work.tell(
        (doubt != "") & rows, name, "a mark whose meaning is not certain: taken as not collected",
        found=text, expected="* where a figure is hidden, 0 where there is none, blank where it is not collected",
        mend="write one of these in its place", severity=WARNING, each=False,
    )  # fmt: skip


def _tell_uncalculated(work: Work, statuses: Mapping[str, pd.Series]) -> None:
    if not any(work.uncalculated):
        return
    for name in NUMBERS:
        blank = work.frame[(statuses[name] == "blank") & work.open_rows]
        marked = pd.Series(False, index=work.frame.index)
        for index, row in blank.iterrows():
            number, letter, _ = work.whereabouts(row, name)
            marked[index] = f"{letter}{number}" in work.uncalculated[row["table"]]
        work.tell(
            marked, name, "a formula that was never worked out", found=pd.Series("a formula", index=work.frame.index),
            expected="a number", mend="open the workbook in Excel, save it and give it again",
        )  # fmt: skip


def _statuses(frame: pd.DataFrame, statuses: Mapping[str, pd.Series]) -> pd.Series:
    """'ok' where there are counts or a value, else what the strongest mark says, else what the note says of a blank."""
    marks = pd.concat(
        [statuses[name].map(lambda each: _RANK.get(each, 0)) for name in ("numerator", "value")], axis=1
    ).max(axis=1)
    by_rank = {rank: name for name, rank in _RANK.items()}
    blank = frame["note"].map({each: status_of_blank(each) for each in frame["note"].unique()})
    counted = (statuses["numerator"] == "ok") & (statuses["denominator"] == "ok")
    valued = (statuses["numerator"] != "suppressed") & (statuses["value"] == "ok")
    status = marks.map(by_rank | {0: ""}).where(marks > 0, blank)
    status = status.mask(counted & (statuses["value"] != "suppressed") | valued, "ok")
    nobody = counted & (frame["n_denominator"] == 0) & (frame["n_numerator"] == 0)
    return status.mask(nobody, "not_applicable")


def _tell_halves(work: Work, statuses: Mapping[str, pd.Series]) -> None:
    """Counts without their denominator, figures shown beside their own hidden half, and limits without a pair."""
    frame, rows = work.frame, work.open_rows
    alone = (statuses["numerator"] == "ok") & (statuses["denominator"] == "blank") & (statuses["value"] == "blank")
    work.tell(
        alone & rows, "denominator", "a count without its denominator",
        expected="the number of people, or of people's years, that the count is out of", mend="fill in the denominator",
    )  # fmt: skip
    given_away = (
        ((statuses["numerator"] == "suppressed") & (statuses["value"] == "ok") & (statuses["denominator"] == "ok"))
        | ((statuses["value"] == "suppressed") & (statuses["numerator"] == "ok") & (statuses["denominator"] == "ok"))
    )  # fmt: skip
    work.tell(
        given_away & rows, "value", "a hidden figure that can be worked out from the others in its row",
        expected="count and value both hidden, or neither", mend="hide both, or show both if they may be shown",
    )  # fmt: skip
    one = frame["n_lower"].isna() != frame["n_upper"].isna()
    work.tell(
        one & rows & (frame["status"] == "ok"), "lower", "one 95% limit without the other",
        expected="both limits, or neither", mend="fill in both limits or leave both blank",
    )  # fmt: skip
    crossed = (frame["n_lower"] > frame["n_value"]) | (frame["n_upper"] < frame["n_value"])
    shown = frame["lower"].astype(str) + " to " + frame["upper"].astype(str)
    work.tell(
        crossed & rows, "value", "a value outside its own 95% limits", found=frame["value"],
        expected="a value from " + shown, mend="correct the value or the limits",
    )  # fmt: skip
    nobody = (frame["n_denominator"] == 0) & (frame["n_numerator"] > 0)
    work.tell(
        nobody & rows, "denominator", "a count out of nobody", expected="a denominator of at least the count",
        mend="correct the denominator",
    )  # fmt: skip
    if np.isinf(frame[[f"n_{name}" for name in NUMBERS]].to_numpy()).any():
        infinite = np.isinf(frame[[f"n_{name}" for name in NUMBERS]]).any(axis=1)
        work.tell(infinite & rows, "value", "a number without end", expected="a number", mend="correct the cell")

"""What a picture of change is drawn from: the groups' lines, everyone's lines behind them, and when pilots began."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.charts.time_lines import TimeLine
from components.findings.question import Question
from components.style.colours import LINE, QUIET_INK, group_colour
from data.contract.vocabulary import UNKNOWN

_MOST_LABELLED = 7


@dataclass(frozen=True)
class Backdrop:
    """Everyone's value a period, for the whole area and for England; None where it is not given."""

    whole_area: np.ndarray | None
    country: np.ndarray | None
    country_name: str = ""


def everyone_over_time(question: Question, periods: pd.DataFrame) -> Backdrop:
    """Everyone's value in each of the periods, where it is given."""

    def placed(rows: pd.DataFrame) -> np.ndarray | None:
        found = rows.drop_duplicates("period_end").set_index("period_end")["value"].reindex(periods["period_end"])
        return found.to_numpy(float) if found.notna().any() else None

    whole = question.values(areas=[question.dataset.area_code], all_periods=True)
    country = question.values(level="country", all_periods=True)
    names = question.dataset.areas("country")["area_name"]
    return Backdrop(placed(whole), placed(country), names.iloc[0] if len(names) else "")


def group_lines(
    question: Question, rows: pd.DataFrame, periods: pd.DataFrame, strong: tuple[str, ...]
) -> list[TimeLine]:
    """One line a group of one area, the groups in `strong` drawn on top; unknown is left to the table."""
    shown = rows[rows["group"] != UNKNOWN]
    codes = [code for code in question.dimension.known_groups if (shown["group"] == code).any()]
    few = len(codes) <= _MOST_LABELLED
    lines = [
        TimeLine(
            label=_line_label(question, code),
            # With too many to name, those that are not compared recede.
            colour=group_colour(question.selection.by, code) if few or code in strong else LINE,
            values=shown[shown["group"] == code]
            .set_index("period_end")["value"]
            .reindex(periods["period_end"])
            .to_numpy(float),
            strong=code in strong,
            labelled=few or code in strong,
        )
        for code in codes
    ]
    return sorted(lines, key=lambda line: line.strong)


def _line_label(question: Question, code: str) -> str:
    """A group's name at the end of its line; ordered groups lose the number that their order already shows."""
    short = question.dimension.short_of(code)
    if not question.dimension.ordered:
        return short
    return f"fifth {short}" if short == code else short.removeprefix(f"{code} ").lower()


def backdrop_lines(backdrop: Backdrop) -> list[TimeLine]:
    """Dashed and dotted lines for the whole area and for England."""
    lines = []
    if backdrop.whole_area is not None:
        lines.append(TimeLine("whole area", QUIET_INK, backdrop.whole_area, dash="dash"))
    if backdrop.country is not None:
        lines.append(TimeLine(backdrop.country_name, QUIET_INK, backdrop.country, dash="dot"))
    return lines


def pilot_starts(question: Question, periods: pd.DataFrame) -> list[tuple[pd.Timestamp, str]]:
    """When pilots that aim at this indicator began in the area in focus, or in an area that holds it, with names."""
    pilots = question.dataset.optional("pilots")
    if pilots is None:
        return []
    here = {question.selection.area, question.dataset.area_code}
    if question.area_level == "neighbourhood":
        here.add(question.dataset.areas("neighbourhood").at[question.selection.area, "parent_code"])
    runs_here = pilots["area_codes"].str.split(";").map(lambda codes: not here.isdisjoint(codes))
    found = pilots[(pilots["indicator_id"] == question.indicator.id) & runs_here]
    found = found[found["start"].between(periods["period_start"].min(), periods["period_end"].max())]
    return [(row.start, f"{row.name_} began") for row in found.rename(columns={"name": "name_"}).itertuples()]

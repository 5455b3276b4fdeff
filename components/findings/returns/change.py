"""How the newest month of each metric stands against the place's own earlier months."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.returns.figures import PER_1000, totals
from components.measures.change.control_chart import control_chart
from components.measures.values.proportion import proportion
from components.measures.values.rate import crude_rate
from data.returns.monthly_return import CASELOAD, HIDDEN_TO, OK, TOTAL, metric_names, metric_roles

LEAST_MONTHS = 12
LOWER, HIGHER, SAME, UNTOLD = "lower", "higher", "no different", "cannot tell"


@dataclass(frozen=True)
class Change:
    """One metric: its newest value and interval, that of its earlier months together, and how the two stand.

    `standing` is LOWER, HIGHER, SAME or UNTOLD; `by` says in words what it rests on. `earlier` is the smallest and the
    largest value that the earlier months together can have: the same where all are shown. NaN where not known; `status`
    says why the newest is not.
    """

    metric: str
    name: str
    role: str
    value: float
    lower: float
    upper: float
    status: str
    earlier: tuple[float, float]
    months: int
    standing: str
    by: str

    @property
    def index(self) -> tuple[float, float, float]:
        """The newest value and its limits, each as a percentage of the earlier months' value; NaN where that is a range."""
        low, high = self.earlier
        if not (low == high and low > 0):
            return math.nan, math.nan, math.nan
        return 100 * self.value / low, 100 * self.lower / low, 100 * self.upper / low

    @property
    def judged(self) -> str:
        """'better' or 'worse' for an outcome that moved (fewer is better); '' for all else."""
        if self.role != "outcome" or self.standing not in (LOWER, HIGHER):
            return ""
        return "better" if self.standing == LOWER else "worse"


def rule_words(rule: str) -> str:
    """A rule of control charts as people say it of months: '7 months in a row below the mean'."""
    return rule.replace("points", "months in a row").replace("centre", "mean")


def changes(figures: pd.DataFrame) -> list[Change]:
    """A change for every metric, in the template's order; `figures` are the rows of one place's figures."""
    rows, months = totals(figures), sorted(figures["month"].unique())
    names, roles = metric_names(), metric_roles()
    rows = rows.merge(_shown_parts(figures), how="left", left_on=["metric", "month"], right_index=True)
    return [
        _change(metric, names[metric], roles[metric], rows[rows["metric"] == metric].set_index("month").reindex(months))
        for metric in names
    ]


def _shown_parts(figures: pd.DataFrame) -> pd.Series:
    """By metric and month, what the shown groups of one dimension come to: everyone together is that at least."""
    parts = figures[(figures["dimension"] != TOTAL) & (figures["count_status"] == OK)]
    sums = parts.groupby(["metric", "month", "dimension"])["count"].sum()
    return sums.groupby(level=["metric", "month"]).max().rename("shown_parts")


def _change(metric: str, name: str, role: str, rows: pd.DataFrame) -> Change:
    newest, before = rows.iloc[-1], rows.iloc[:-1]
    earlier = _earlier(metric, before)
    standing, by = _standing(rows, newest, earlier)
    status = newest["status"] if isinstance(newest["status"], str) else "missing"
    value, lower, upper = (float(newest[each]) for each in ("value", "lower", "upper"))
    return Change(
        metric, name, role, value, lower, upper, status, earlier, int((before["status"] == "ok").sum()), standing, by
    )


def _earlier(metric: str, before: pd.DataFrame) -> tuple[float, float]:
    """The earlier months' value together: a range where some are hidden, each of which holds 0 to 5 by the template's rule.

    To leave hidden months out would raise it, because it is the low ones that are hidden. Not known where a month is
    hidden to protect its groups: their shown ones tell that it is more.
    """
    shown, hidden = before[before["status"] == "ok"], before[before["status"] == "suppressed"]
    if shown.empty:
        return float("nan"), float("nan")
    people = float(shown["cohort"].sum() + hidden["cohort"].sum())
    if hidden["cohort"].isna().any() or not people or (hidden["shown_parts"] > HIDDEN_TO).any():
        return float("nan"), float("nan")
    least = float(shown["count"].sum())
    return _together(metric, least, people), _together(metric, least + HIDDEN_TO * len(hidden), people)


def _together(metric: str, events: float, people: float) -> float:
    if metric == CASELOAD:
        return 100 * float(proportion(min(events, people), people).estimate)
    return float(crude_rate(events, people, multiplier=PER_1000).estimate)


def _standing(rows: pd.DataFrame, newest: pd.Series, earlier: tuple[float, float]) -> tuple[str, str]:
    """By control limits where a year of months is shown and none hidden, else by the newest interval."""
    low, high = earlier
    if np.isnan(newest["value"]) or np.isnan(low):
        return UNTOLD, ""
    values = rows["value"].to_numpy(float)
    if low == high and int(np.isfinite(values).sum()) >= LEAST_MONTHS:
        found = control_chart(values, allow_memory=True)
        told = rule_words(str(found.rule[-1])) or "within its control limits"
        return {"high": HIGHER, "low": LOWER}.get(str(found.kind[-1]), SAME), told
    if newest["lower"] > high:
        return HIGHER, "its interval lies above"
    if newest["upper"] < low:
        return LOWER, "its interval lies below"
    if low < high:
        return UNTOLD, "hidden months leave it open"
    return SAME, "its interval holds the earlier value"

"""Rates of a place's monthly returns with their intervals: what every part of the scorecard is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.returns.words import group_name, source
from components.measures.values.proportion import proportion
from components.measures.values.rate import crude_rate
from components.style.numbers import PERCENT, Unit, decimals_for
from data.coding.labels import plain
from data.returns.monthly_return import CASELOAD, OK, SUPPRESSED, TOTAL, Return
from data.returns.protected import protected
from data.returns.rule_timing import current

PER_1000 = 1000.0
_STATUS = {OK: "ok", SUPPRESSED: "suppressed"}


@dataclass(frozen=True)
class PlaceFigures:
    """A place's figures: a row a month, metric and group, small numbers hidden as they would be in a return sent.

    Columns of `rows`: month, metric, dimension, group, name, count, cohort, count_status, cohort_status, status (as in a
    dataset), value, lower and upper (per 1,000 of the cohort; a percentage of it for the caseload). `source` says where from.
    """

    place: str
    rows: pd.DataFrame
    source: str

    @property
    def month(self) -> pd.Timestamp:
        """The newest month."""
        return self.rows["month"].max()


def place_figures(returns: Sequence[Return], place: str) -> PlaceFigures:
    """The figures of one place, of each month the return received last."""
    here = [each for each in current(returns) if plain(each.place) == plain(place)]
    frames = [protected(each).cells.assign(month=each.month) for each in here]
    frame = pd.concat(frames, ignore_index=True).sort_values("month", kind="stable", ignore_index=True)
    frame["name"] = [group_name(by, label) for by, label in zip(frame["dimension"], frame["label"], strict=True)]
    hidden = (frame["count_status"] == SUPPRESSED) | (frame["cohort_status"] == SUPPRESSED)
    shown = (frame["count_status"] == OK) & (frame["cohort_status"] == OK)
    frame["status"] = np.select([shown, hidden], ["ok", "suppressed"], "missing")
    nobody = shown & (frame["cohort"] == 0)
    frame["status"] = frame["status"].mask(nobody, "not_applicable")
    found = zip(("value", "lower", "upper"), rates(frame, frame["status"] == "ok"), strict=True)
    return PlaceFigures(place, frame.assign(**dict(found)), source(here))


def rates(frame: pd.DataFrame, shown: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value, lower and upper of each row: events per 1,000 (Byar's or exact limits), the caseload as a share (Wilson's).

    A caseload larger than its cohort has no share: an issue says so.
    """
    count = frame["count"].where(shown).to_numpy(float)
    cohort = frame["cohort"].where(shown).to_numpy(float)
    share = (frame["metric"] == CASELOAD).to_numpy()
    events = crude_rate(count, cohort, multiplier=PER_1000)
    part = proportion(np.where(share & (count <= cohort), count, np.nan), np.where(share, cohort, np.nan))
    return (
        np.where(share, 100 * part.estimate, events.estimate),
        np.where(share, 100 * part.lower, events.lower),
        np.where(share, 100 * part.upper, events.upper),
    )


def unit_of_metric(metric: str, values: pd.Series | np.ndarray) -> Unit:
    """How a metric's values are written: a share of the cohort, or per 1,000 of it with decimals to suit their size."""
    if metric == CASELOAD:
        return PERCENT
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    return Unit(" per 1,000", "per 1,000", decimals_for(float(np.median(known))) if len(known) else 0)


def totals(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows of everyone together."""
    return figures[figures["dimension"] == TOTAL]

"""What reaching people alike would take in every other neighbourhood: ranges, from assumptions that are listed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.pilots.case import PilotCase, primary_expectation
from components.findings.pilots.costs import PilotCosts
from components.findings.pilots.panel import pilot_panel
from components.findings.pilots.uptake import UPTAKE_BY
from components.findings.question import Question
from components.findings.wording import group_words
from components.measures.pilots.cost_ranges import cost_elsewhere, rounded_outward
from components.measures.values.proportion import proportion
from data.contract.vocabulary import UNKNOWN
from data.dataset.dataset import Dataset

# A share of fewer people than this is more chance than uptake.
FEWEST_ELIGIBLE = 100
_RESIDENTS = "residents"
_HIDDEN, _ABSENT = "suppressed", "missing"


@dataclass(frozen=True)
class UptakeEnd:
    """The lowest or the highest uptake seen: a share of people eligible (0 to 1), and of which group."""

    share: float
    whose: str


@dataclass(frozen=True, eq=False)
class CostsElsewhere:
    """Each other neighbourhood (`rows`: code, name, eligible, low, high, status), and all of them together, in pounds.

    `low` and `high` are rounded outward to two figures. `base` names the people by whose number those eligible are reckoned,
    `per_100` how many of every 100 of them were eligible here. `uptake` is the lowest and the highest that was seen.
    """

    rows: pd.DataFrame
    together: tuple[float, float]
    base: str
    per_100: float
    uptake: tuple[UptakeEnd, UptakeEnd]

    @property
    def known(self) -> int:
        """For how many neighbourhoods the range is known."""
        return int(self.rows["low"].notna().sum())

    def setting_up(self, once: tuple[float, float]) -> tuple[float, float]:
        """The least and most pounds to set up in each of those, `once` being what it took here."""
        low, high = rounded_outward(self.known * once[0], self.known * once[1])
        return float(low), float(high)


def costs_elsewhere(question: Question, case: PilotCase, costs: PilotCosts) -> CostsElsewhere | None:
    """What the other neighbourhoods would take; None where how many are eligible there cannot be reckoned."""
    people, base = _people(question.dataset, case)
    here = people["number"].reindex(list(case.areas))
    others = people.drop(index=list(case.areas), errors="ignore")
    # A subtraction of hidden from shown is never made: only sizes that are shown are scaled.
    known = here.notna().all() and here.sum() > 0 and costs.eligible > 0
    if not known or not others["number"].notna().any():
        return None
    per_one = costs.eligible / float(here.sum())
    uptake = _uptake_ends(question, costs)
    eligible = per_one * others["number"].to_numpy(float)
    found = cost_elsewhere(eligible, (uptake[0].share, uptake[1].share), costs.each_again)
    low, high = rounded_outward(found.lower, found.upper)
    rows = pd.DataFrame(
        {
            "code": others.index,
            "name": [question.dataset.area_name(code) for code in others.index],
            "eligible": np.round(eligible),
            "low": low,
            "high": high,
            "status": np.where(others["number"].notna(), "ok", others["status"]),
        }
    )
    together = rounded_outward(np.nansum(found.lower), np.nansum(found.upper))
    return CostsElsewhere(
        rows.sort_values("high", ascending=False, na_position="last", ignore_index=True),
        (float(together[0]), float(together[1])),
        base,
        100 * per_one,
        uptake,
    )


def _people(dataset: Dataset, case: PilotCase) -> tuple[pd.DataFrame, str]:
    """By neighbourhood, how many people the pilot's indicator is of where it counts them at one time, else residents."""
    codes = dataset.areas("neighbourhood").index
    indicator = dataset.indicators.get(case.indicator_id)
    if indicator is not None and indicator.value_type == "proportion" and indicator.over_time == "end":
        periods = pilot_panel(dataset, case, primary_expectation(dataset, case)).periods
        if len(periods):
            newest = periods.iloc[-1]
            rows = dataset.observations(indicator.id, level="neighbourhood", period_ends=[newest["period_end"]])
            rows = rows[rows["period_start"] == newest["period_start"]].set_index("area_code").reindex(codes)
            status = rows["status"].where(rows["status"] == _HIDDEN, _ABSENT)
            return pd.DataFrame(
                {"number": rows["denominator"].astype(float), "status": status}
            ), indicator.population_noun
    number = dataset.areas("neighbourhood")["population"].astype(float)
    return pd.DataFrame({"number": number, "status": _ABSENT}), _RESIDENTS


def _uptake_ends(question: Question, costs: PilotCosts) -> tuple[UptakeEnd, UptakeEnd]:
    """The lowest and highest uptake among groups of some size; where there are fewer than two, the limits of everyone's."""
    shown = costs.uptake[
        costs.uptake["dimension"].isin(UPTAKE_BY)
        & (costs.uptake["group"] != UNKNOWN)
        & (costs.uptake["eligible"] >= FEWEST_ELIGIBLE)
        & costs.uptake["engaged"].notna()
    ]
    ends = [
        UptakeEnd(row.engaged / row.eligible, group_words(question.dataset.vocabulary[row.dimension], row.group))
        for row in shown.itertuples()
    ]
    if len(ends) < 2:
        found = proportion(costs.engaged, costs.eligible)
        words = "everyone here, {} end of what chance allows"
        return (
            UptakeEnd(float(found.lower), words.format("lower")),
            UptakeEnd(float(found.upper), words.format("upper")),
        )
    ends.sort(key=lambda each: each.share)
    return ends[0], ends[-1]

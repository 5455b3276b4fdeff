"""What a reader can work out of one return, by linear programmes written out plainly: nothing of the product's own."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linprog

HIDDEN, CASELOAD = "suppressed", "nnhip_caseload"
PARTS = ("age", "ethnic_group", "deprivation_quintile")


@dataclass(frozen=True)
class Reader:
    """Equations and bounds of one metric's counts as a return shows them, with its cohort where it counts people."""

    sums: np.ndarray
    within: np.ndarray
    bounds: list[tuple[float, float | None]]

    def ends(self, place: int) -> tuple[float, float]:
        """The least and most that a figure can be."""
        found = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(self.bounds))
            aim[place] = sign
            limits = {"A_ub": self.within, "b_ub": np.zeros(len(self.within))} if len(self.within) else {}
            answer = linprog(aim, A_eq=self.sums, b_eq=np.zeros(len(self.sums)), bounds=self.bounds, **limits)
            assert answer.status in (0, 3), "the true counts fit, so there is an answer, or no end"
            found.append(float(answer.x[place]) if answer.status == 0 else np.inf)
        return found[0], found[1]


def reader_of(cells: pd.DataFrame, metric: str, *, least: float) -> Reader:
    """A reader of one metric who takes each hidden figure to be `least` or more. Figures are in the return's order, and
    of the caseload first the counts and then the cohort."""
    rows = cells[cells["metric"] == metric]
    names = ["count", "cohort"] if metric == CASELOAD else ["count"]
    bounds: list[tuple[float, float | None]] = []
    for name in names:
        hidden = rows[f"{name}_status"] == HIDDEN
        bounds += [(least, None) if gone else (value, value) for gone, value in zip(hidden, rows[name], strict=True)]
    n = len(rows)
    sums = []
    for number in range(len(names)):
        for by in PARTS:
            row = np.zeros(len(bounds))
            row[number * n : (number + 1) * n] = 1.0 * (rows["dimension"] == "total") - 1.0 * (rows["dimension"] == by)
            sums.append(row)
    within = np.hstack([np.eye(n), -np.eye(n)]) if len(names) == 2 else np.zeros((0, n))
    return Reader(np.array(sums), within, bounds)


def told_of_small(before: pd.DataFrame, after: pd.DataFrame, *, least: float) -> dict[str, int]:
    """Of the counts from 1 to 5: how many there are, how many a reader finds, and how many he narrows down."""
    found = {"small": 0, "exact": 0, "narrowed": 0}
    for metric in before["metric"].unique():
        true = before.loc[before["metric"] == metric, "count"].to_numpy()
        reader = reader_of(after, metric, least=least)
        for place in np.flatnonzero((true >= 1) & (true <= 5)):
            low, high = reader.ends(int(place))
            found["small"] += 1
            found["exact"] += high - low < 0.5
            found["narrowed"] += low > 1 + 1e-6 or high < 5 - 1e-6
    return found

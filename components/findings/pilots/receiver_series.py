"""What happened at the services that receive a pilot's people: each series before and since its start, judged."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.charts.control_points import ControlLines
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.rows import rows_of
from components.measures.change.control_chart import control_chart
from components.measures.values.gap import difference_from_intervals
from components.measures.values.mean import mean_of
from components.style.numbers import Unit, short
from data.dataset.dataset import Dataset

# Limits on fewer points than this move too much to say what was usual.
FEWEST_BEFORE = 6
REFERRALS, WAITS, USED = "referrals", "median_wait_days", "used"
SERIES = {REFERRALS: "Referrals", WAITS: "Days waited (median)", USED: "Capacity used"}
UNITS = {REFERRALS: Unit("", "", 0), WAITS: Unit(" days", "days", 0), USED: Unit("%", "percentage points", 0)}
WORDS = {
    "more": "▲ more than usual",
    "fewer": "▼ less than usual",
    "usual": "● as usual on average",
    "few": "? too little before the start to say",
    "absent": "not measured",
}


@dataclass(frozen=True, eq=False)
class ReceiverSeries:
    """One series of one service, oldest first; limits are of the time before the start, None where that is too short.

    `before` and `since` are means, `change` the interval of their difference (None where not known), `n_since` the shown
    points since the start and `n_beyond` those of them beyond what was usual; `beyond` marks them. `verdict`: a key of WORDS.
    """

    service: str
    name: str
    times: np.ndarray
    values: np.ndarray
    beyond: np.ndarray
    before: float
    since: float
    n_since: int
    n_beyond: int
    limits: ControlLines | None
    change: tuple[float, float] | None
    verdict: str

    @property
    def unit(self) -> Unit:
        """The unit of its values."""
        return UNITS[self.name]

    @property
    def change_words(self) -> str:
        """Its mean before and since, e.g. 'from 40 to 58'."""
        return f"from {short(self.before, self.unit)} to {short(self.since, self.unit)}"


def receiver_series(dataset: Dataset, pilot_id: str) -> list[ReceiverSeries]:
    """Referrals, waits and use of capacity of each receiving service of a pilot; none where none is given."""
    rows = rows_of(dataset, "pilot_receivers", pilot_id)
    if rows is None:
        return []
    start = pilot_cases(dataset)[pilot_id].start
    rows = rows.assign(**{USED: 100 * rows["seen"] / rows["capacity"].where(rows["capacity"] > 0)})
    rows.loc[rows["status"] != "ok", list(SERIES)] = np.nan
    return [
        _series(service, name, part.sort_values("period_end"), start)
        for service, part in rows.groupby("service", sort=True)
        for name in SERIES
    ]


def _series(service: str, name: str, rows: pd.DataFrame, start: pd.Timestamp) -> ReceiverSeries:
    values = rows[name].to_numpy(float)
    # A period that ends after the start has some of the pilot in it.
    since = (rows["period_end"] >= start).to_numpy()
    known = ~np.isnan(values)
    then, now = (mean_of(np.where(part, values, np.nan)) for part in (~since, since))
    beyond = np.zeros(len(values), dtype=bool)
    limits: ControlLines | None = None
    change: tuple[float, float] | None = None
    verdict = "few" if known.any() else "absent"
    if (known & ~since).sum() >= FEWEST_BEFORE and (known & since).sum() > 1:
        chart = control_chart(values, baseline_points=int((~since).sum()), allow_memory=True)
        high, low = ((chart.kind == side) & since for side in ("high", "low"))
        beyond = high | low
        limits = ControlLines(*(float(line[0]) for line in (chart.centre, chart.lower, chart.upper)))
        moved = difference_from_intervals(
            now.estimate, now.lower, now.upper, then.estimate, then.lower, then.upper, higher_is_better=False
        )
        change = float(moved.lower), float(moved.upper)
        # One point out of place happens by chance in so many: a lasting change must show in the average as well.
        risen, fallen = high.any() and change[0] > 0, low.any() and change[1] < 0
        verdict = "more" if risen else ("fewer" if fallen else "usual")
    return ReceiverSeries(
        service=str(service),
        name=name,
        times=rows["period_end"].to_numpy(),
        values=values,
        beyond=beyond,
        before=float(then.estimate),
        since=float(now.estimate),
        n_since=int((known & since).sum()),
        n_beyond=int(beyond.sum()),
        limits=limits,
        change=change,
        verdict=verdict,
    )


def services_with(found: list[ReceiverSeries], name: str, verdict: str) -> list[str]:
    """The services where one series has this verdict."""
    return [each.service for each in found if each.name == name and each.verdict == verdict]

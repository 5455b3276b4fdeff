"""The services that receive people from each pilot, month by month, from before its start.

Planted: those that receive from case_finding get more referrals than they can see, so that the wait grows and nothing
of their capacity is left; those of the other pilots do not change.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.generator.pilots import PILOTS
from data.demo.generator.publishing import DISCLOSURE
from data.demo.generator.randomness import stream
from data.disclosure.cells import rounded

MONTH_ENDS = pd.date_range("2023-04-30", "2026-09-30", freq="ME")
_DAYS_A_MONTH = 365.25 / 12
# Over how many months referrals grow to what a pilot adds.
_GROWING = 3


@dataclass(frozen=True)
class Receiver:
    """One service: usual referrals and capacity a month, people usually waiting, and what the pilot multiplies by."""

    service: str
    referrals: float
    capacity: int
    waiting: float
    times: float = 1.0


RECEIVERS = {
    "digital_confidence": (Receiver("Practice telephone lines: call-backs", 310, 360, 120),),
    "screening_hosts": (Receiver("Colposcopy clinic", 118, 138, 96),),
    "home_reviews": (
        Receiver("Community nursing", 240, 285, 150),
        Receiver("Adult social care assessments", 84, 98, 92),
    ),
    "case_finding": (
        Receiver("Diabetes education", 96, 110, 74, times=1.32),
        Receiver("Foot care for people with diabetes", 132, 150, 98, times=1.27),
    ),
}


def _months(pilot_id: str, receiver: Receiver, start: pd.Timestamp) -> pd.DataFrame:
    """True counts of one service, month by month: who is not seen waits, and nobody is seen beyond the capacity."""
    rng = stream(f"pilot receivers {pilot_id} {receiver.service}")
    since = np.clip((MONTH_ENDS - start).days / _DAYS_A_MONTH / _GROWING, 0, 1)
    referrals = rng.poisson(receiver.referrals * (1 + (receiver.times - 1) * since))
    usual = np.round(rng.normal(receiver.waiting, 0.06 * receiver.waiting, len(MONTH_ENDS)))
    seen, waiting, before = [], [], usual[0]
    for came, left in zip(referrals, usual, strict=True):
        # A service that can keeps its list at its usual length.
        seen.append(float(np.clip(before + came - left, 0, receiver.capacity)))
        before = before + came - seen[-1]
        waiting.append(before)
    # From the counts as they are published: a figure worked out from true ones would undo their rounding.
    shown_waiting, shown_seen = (rounded(np.array(each), DISCLOSURE.rounded_to) for each in (waiting, seen))
    wait = np.round(_DAYS_A_MONTH * shown_waiting / shown_seen)
    return pd.DataFrame(
        {
            "pilot_id": pilot_id,
            "service": receiver.service,
            "period_end": MONTH_ENDS,
            "referrals": referrals,
            "seen": seen,
            "waiting": waiting,
            "median_wait_days": wait,
            "capacity": float(receiver.capacity),
        }
    )


def receivers_table() -> pd.DataFrame:
    """Every receiving service of every pilot, by month: true counts."""
    tables = [
        _months(pilot.id, receiver, pd.Timestamp(pilot.start)) for pilot in PILOTS for receiver in RECEIVERS[pilot.id]
    ]
    table = pd.concat(tables, ignore_index=True)
    columns = ["referrals", "seen", "waiting", "median_wait_days", "capacity"]
    return table.assign(status="ok")[["pilot_id", "service", "period_end", "status", *columns]]

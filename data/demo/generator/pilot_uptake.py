"""Who each pilot reached: eligible, offered, engaged and completed, by deprivation fifth and by ethnic group.

Planted: digital_confidence loses the most deprived people between the offer and taking part; screening_hosts engages
them more than anybody; home_reviews reaches few people, so that most ethnic groups are hidden; case_finding reaches all
fifths alike, and people whose ethnic group is Asian or Black a little less.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data.contract.count_tables import UPTAKE_STEPS as STEPS
from data.contract.vocabulary import ALL, DIMENSIONS, TOTAL
from data.demo.generator.people import People
from data.demo.generator.pilots import PILOTS, Pilot, in_neighbourhood
from data.demo.generator.quarters import QUARTER_ENDS, QUARTER_STARTS
from data.demo.generator.randomness import stream
from data.demo.generator.residents import BROAD_OF_DETAILED

_FIFTHS = tuple(DIMENSIONS["deprivation_quintile"].groups)
_GROUPS = tuple(DIMENSIONS["ethnic_group"].groups)
_KEY = ["pilot_id", "period_end", "dimension", "group"]


@dataclass(frozen=True)
class Reach:
    """The true chances behind a pilot's uptake, each by fifth (1 to 5, then unknown).

    `eligible` is a share of everyone registered there, `offered` of those eligible by the newest quarter, `engaged` of
    those offered and `completed` of those engaged. `shift` moves an ethnic group's chance to engage, in log odds.
    """

    eligible: tuple[float, ...]
    offered: tuple[float, ...]
    engaged: tuple[float, ...]
    completed: tuple[float, ...]
    shift: dict[str, float] = field(default_factory=dict)


REACH = {
    "digital_confidence": Reach(
        eligible=(0.22, 0.19, 0.0, 0.0, 0.0, 0.35),
        offered=(0.46, 0.45, 0.0, 0.0, 0.0, 0.46),
        engaged=(0.19, 0.45, 0.0, 0.0, 0.0, 0.36),
        completed=(0.63, 0.66, 0.0, 0.0, 0.0, 0.50),
        shift={"asian": -0.15, "other": -0.2},
    ),
    "screening_hosts": Reach(
        eligible=(0.12, 0.115, 0.11, 0.11, 0.11, 0.0),
        offered=(0.84, 0.82, 0.78, 0.76, 0.76, 0.0),
        engaged=(0.61, 0.56, 0.45, 0.42, 0.41, 0.0),
        completed=(0.85, 0.85, 0.84, 0.78, 0.78, 0.0),
        shift={"asian": 0.3, "black": 0.35},
    ),
    "home_reviews": Reach(
        eligible=(0.02, 0.022, 0.0, 0.0, 0.0, 0.0),
        offered=(0.72, 0.72, 0.0, 0.0, 0.0, 0.0),
        engaged=(0.70, 0.70, 0.0, 0.0, 0.0, 0.0),
        completed=(0.70, 0.70, 0.0, 0.0, 0.0, 0.0),
    ),
    "case_finding": Reach(
        eligible=(0.07, 0.055, 0.045, 0.04, 0.035, 0.0),
        offered=(0.90,) * 6,
        engaged=(0.60,) * 6,
        completed=(0.62,) * 6,
        shift={"asian": -0.25, "black": -0.25},
    ),
}


def quarters_running(pilot: Pilot) -> list[pd.Timestamp]:
    """The ends of the quarters since a pilot's start, oldest first."""
    return list(QUARTER_ENDS[pd.Timestamp(pilot.start) <= QUARTER_STARTS])


def _registered(pilot: Pilot, people: People) -> np.ndarray:
    """Everyone registered in the pilot's neighbourhood in the newest quarter (6 fifths, 6 broad ethnic groups)."""
    here = in_neighbourhood(pilot, people)
    by_fifth = (np.arange(1, 7)[:, None] == people.quintile[here]) @ people.counts[-1][here]
    broad = np.append(BROAD_OF_DETAILED, len(_GROUPS) - 1)
    return np.asarray(by_fifth @ (broad[:, None] == np.arange(len(_GROUPS))))


def reached(pilot: Pilot, people: People) -> np.ndarray:
    """True counts so far, from the start to each quarter's end (quarters, 4 steps, 6 fifths, 6 ethnic groups)."""
    reach, n_quarters = REACH[pilot.id], len(quarters_running(pilot))
    rng = stream(f"pilot uptake {pilot.id}")
    eligible = rng.binomial(np.round(_registered(pilot, people)).astype(int), np.array(reach.eligible)[:, None])
    a_quarter = 1 - (1 - np.array(reach.offered)) ** (1 / n_quarters)
    odds = np.array(reach.engaged) / (1 - np.array(reach.engaged))
    odds = odds[:, None] * np.exp([reach.shift.get(group, 0.0) for group in _GROUPS])
    offered, engaged, completed = (np.zeros((n_quarters, *eligible.shape), dtype=int) for _ in range(3))
    left = eligible.copy()
    for quarter in range(n_quarters):
        offered[quarter] = rng.binomial(left, a_quarter[:, None])
        left -= offered[quarter]
        engaged[quarter] = rng.binomial(offered[quarter], odds / (1 + odds))
        completed[quarter] = rng.binomial(engaged[quarter], np.array(reach.completed)[:, None])
    flows = np.stack([offered, engaged, completed], axis=1).cumsum(axis=0)
    return np.concatenate([np.broadcast_to(eligible, (n_quarters, 1, *eligible.shape)), flows], axis=1)


def _rows(counts: np.ndarray) -> pd.DataFrame:
    """One quarter's counts (4 steps, 6, 6) as rows: everyone, then fifths and ethnic groups that anybody belongs to."""
    parts: list[tuple[str, tuple[str, ...], np.ndarray]] = [
        (TOTAL, (ALL,), counts.sum(axis=(1, 2))[:, None]),
        ("deprivation_quintile", _FIFTHS, counts.sum(axis=2)),
        ("ethnic_group", _GROUPS, counts.sum(axis=1)),
    ]
    tables = [
        pd.DataFrame(values.T, columns=list(STEPS)).assign(dimension=dimension, group=groups)
        for dimension, groups, values in parts
    ]
    return pd.concat(tables, ignore_index=True).query("eligible > 0")


def uptake_table(people: People) -> pd.DataFrame:
    """How far people got in each pilot, quarter by quarter since its start: true counts."""
    tables = [
        _rows(counts).assign(pilot_id=pilot.id, period_end=end)
        for pilot in PILOTS
        for end, counts in zip(quarters_running(pilot), reached(pilot, people), strict=True)
    ]
    table = pd.concat(tables, ignore_index=True).astype(dict.fromkeys(STEPS, float))
    return table.assign(status="ok")[[*_KEY, "status", *STEPS]]

"""Four pilots whose true effects are known, so that an evaluation can be judged against the truth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.generator.names import NEIGHBOURHOOD_CODE, NEIGHBOURHOOD_NAMES
from data.demo.generator.people import People
from data.demo.generator.quarters import N_QUARTERS_MADE, QUARTER_STARTS

_NONE = (0.0,) * 6


@dataclass(frozen=True)
class Pilot:
    """One pilot, and what it truly does from its start.

    `effect` is added to the proportion of each deprivation fifth (1 to 5, then unknown) in its neighbourhood;
    `demand` is added to GP appointments there, per person a year. `spike` raises the log rate of the quarters just
    before the start, oldest first: the chance high for which the neighbourhood was picked, gone when the pilot starts.
    """

    id: str
    name: str
    kind: str
    what: str
    neighbourhood: str
    start: str
    end: str
    indicator_id: str
    cohort: str
    eligibility: str
    picked_why: str
    comparators: tuple[str, ...]
    comparators_why: str
    budget_gbp: float
    owner_role: str
    picked: tuple[str, str] | None = None
    effect: tuple[float, ...] = _NONE
    demand: float = 0.0
    spike: tuple[float, ...] = ()

    @property
    def area_code(self) -> str:
        """The code of the pilot's neighbourhood."""
        return NEIGHBOURHOOD_CODE[self.neighbourhood]

    @property
    def running(self) -> np.ndarray:
        """Which of the quarters made are after the start (18,)."""
        return np.asarray(pd.Timestamp(self.start) <= QUARTER_STARTS)


_WITH_A_PILOT = ("Southbank Docks", "Sallowmouth West", "Sallowmouth Quays", "Elverstrand North")
_WITHOUT_A_PILOT = tuple(name for name in NEIGHBOURHOOD_NAMES if name not in _WITH_A_PILOT)
PILOTS = (
    Pilot(
        id="digital_confidence",
        name="Digital confidence sessions",
        kind="Digital health knowledge",
        what="Volunteers help people to book and consult online, in libraries and community rooms, so that they need "
        "not wait. Outcome: appointments held more than two weeks after booking.",
        neighbourhood="Southbank Docks",
        start="2025-04-01",
        end="2027-03-31",
        indicator_id="waited_two_weeks",
        cohort="Everyone registered with a practice in the neighbourhood",
        eligibility="Adults who have not used their practice's online services in the past year",
        picked_why="The community rooms and the volunteers were there",
        comparators=(
            "Merrowbridge Central",
            "Brindlewold",
            "Sallow Southbank",
            "Osmer Levels",
            "Osmerhythe",
            "Tarnhaven",
            "Sallowmouth North",
            "Elverstrand South",
        ),
        comparators_why="Neighbourhoods without a pilot where at least a third of people live in the two most deprived "
        "fifths",
        budget_gbp=96_000,
        owner_role="Digital inclusion lead, borough council",
    ),
    Pilot(
        id="screening_hosts",
        name="Screening hosts",
        kind="Outreach by community members",
        what="Women known in their communities invite, explain and come along; clinics in the evening and at places "
        "of worship. Outcome: cervical screening in time, and the gap between deprivation fifths.",
        neighbourhood="Sallowmouth West",
        start="2024-10-01",
        end="2026-09-30",
        indicator_id="cervical_screening",
        cohort="People eligible for screening who live in the two most deprived fifths",
        eligibility="People due for cervical screening, or overdue",
        picked_why="Community organisations here asked for it",
        comparators=(
            "Merrowbridge West",
            "Merrowbridge Central",
            "Merrow Fords",
            "Brindlewold",
            "Sallow Southbank",
            "Osmerhythe",
            "Sallowmouth North",
            "Elverstrand South",
        ),
        comparators_why="Neighbourhoods without a pilot where people of both the most and the least deprived fifth live, "
        "so that the gap can be compared too",
        budget_gbp=128_000,
        owner_role="Cancer screening lead, primary care network",
        effect=(0.11, 0.07, 0.0, 0.0, 0.0, 0.0),
    ),
    Pilot(
        id="home_reviews",
        name="Reviews for people who cannot leave home",
        kind="Proactive holistic reviews",
        what="A nurse, a social worker and a pharmacist review people at home. Begun here after a year of unusually "
        "many admissions. Outcome: emergency admissions that good community care can prevent.",
        neighbourhood="Sallowmouth Quays",
        start="2025-01-01",
        end="2026-12-31",
        indicator_id="acs_admissions",
        cohort="People with two or more emergency admissions in 2024",
        eligibility="People who cannot leave home without help, and those with two or more emergency admissions in 2024",
        picked_why="Picked because emergency admissions were unusually many from April to December 2024",
        comparators=_WITHOUT_A_PILOT,
        comparators_why="Every neighbourhood without a pilot",
        budget_gbp=310_000,
        owner_role="Community services manager",
        picked=("2024-04-01", "2024-12-31"),
        spike=(0.2, 0.3, 0.34),
    ),
    Pilot(
        id="case_finding",
        name="Finding people with uncontrolled diabetes",
        kind="Proactive case finding",
        what="Practices search their records and call people in. Outcome: diabetes targets met; watch GP appointments, "
        "to which the people found come back.",
        neighbourhood="Elverstrand North",
        start="2025-04-01",
        end="2027-03-31",
        indicator_id="diabetes_three_targets",
        cohort="People on the diabetes register who do not meet all three targets",
        eligibility="People on the diabetes register who miss at least one of the three targets",
        picked_why="The practices here share one records system, which the searches need",
        comparators=_WITHOUT_A_PILOT,
        comparators_why="Every neighbourhood without a pilot",
        budget_gbp=184_000,
        owner_role="Clinical lead for long-term conditions",
        effect=(0.06,) * 6,
        demand=0.45,
    ),
)
DEMAND_INDICATOR = "gp_appointments"


def in_neighbourhood(pilot: Pilot, people: People) -> np.ndarray:
    """Which units of people are in the pilot's neighbourhood (units,)."""
    codes = np.array(list(NEIGHBOURHOOD_CODE.values()))
    return np.asarray(codes[people.neighbourhood] == pilot.area_code)


def pilot_effect(indicator_id: str, people: People) -> np.ndarray:
    """What the pilots add to an indicator's true chance or yearly rate (quarters, units, 1)."""
    added = np.zeros((N_QUARTERS_MADE, people.n_units))
    for pilot in PILOTS if people.where == "county" else ():
        here = in_neighbourhood(pilot, people)
        if indicator_id == pilot.indicator_id:
            added += pilot.running[:, None] * here * np.array(pilot.effect)[people.quintile - 1]
        if indicator_id == DEMAND_INDICATOR:
            added += pilot.running[:, None] * here * pilot.demand
    return added[:, :, None]


def pilot_spike(indicator_id: str, people: People) -> np.ndarray:
    """The chance highs before pilots, on the log scale (quarters, units, 1)."""
    shift = np.zeros((N_QUARTERS_MADE, people.n_units))
    for pilot in PILOTS if people.where == "county" else ():
        if indicator_id == pilot.indicator_id and pilot.spike:
            start = int(pilot.running.argmax())
            before = slice(start - len(pilot.spike), start)
            shift[before] += np.array(pilot.spike)[:, None] * in_neighbourhood(pilot, people)
    return shift[:, :, None]


def true_effect(pilot: Pilot, people: People) -> float:
    """The true change in the neighbourhood's proportion (0 to 1) or yearly rate: the mean over the people in it."""
    size = people.counts[-1].sum(axis=1) * in_neighbourhood(pilot, people)
    return float(np.average(np.array(pilot.effect)[people.quintile - 1], weights=size))


def pilots_table() -> pd.DataFrame:
    """The pilots as they are declared, the optional table of a dataset. What they truly do is not in it."""
    return pd.DataFrame(
        {
            "pilot_id": pilot.id,
            "name": pilot.name,
            "kind": pilot.kind,
            "what": pilot.what,
            "area_codes": pilot.area_code,
            "start": pd.Timestamp(pilot.start),
            "end": pd.Timestamp(pilot.end),
            "indicator_id": pilot.indicator_id,
            "cohort": pilot.cohort,
            "eligibility": pilot.eligibility,
            "picked_from": pd.Timestamp(pilot.picked[0]) if pilot.picked else pd.NaT,
            "picked_to": pd.Timestamp(pilot.picked[1]) if pilot.picked else pd.NaT,
            "picked_why": pilot.picked_why,
            "comparators": ";".join(NEIGHBOURHOOD_CODE[each] for each in pilot.comparators),
            "comparators_why": pilot.comparators_why,
            "budget_gbp": pilot.budget_gbp,
            "owner_role": pilot.owner_role,
        }
        for pilot in PILOTS
    )

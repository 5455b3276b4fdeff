"""Four pilots whose true effects are known, so that an evaluation can be judged against the truth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.names import NEIGHBOURHOOD_CODE
from data.demo.people import People
from data.demo.quarters import N_QUARTERS_MADE, QUARTER_STARTS

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
    what: str
    neighbourhood: str
    start: str
    indicator_id: str
    comparators: tuple[str, ...]
    cohort: str
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


PILOTS = (
    Pilot(
        id="digital_confidence",
        name="Digital confidence sessions",
        what="Volunteers help people to book and consult online, in libraries and community rooms, so that they need "
        "not wait. Outcome: appointments held more than two weeks after booking.",
        neighbourhood="Southbank Docks",
        start="2025-04-01",
        indicator_id="waited_two_weeks",
        comparators=("Tarnhaven", "Merrowbridge Central", "Sallowmouth North"),
        cohort="Everyone registered with a practice in the neighbourhood",
    ),
    Pilot(
        id="screening_hosts",
        name="Screening hosts",
        what="Women known in their communities invite, explain and come along; clinics in the evening and at places "
        "of worship. Outcome: cervical screening in time, and the gap between deprivation fifths.",
        neighbourhood="Sallowmouth West",
        start="2024-10-01",
        indicator_id="cervical_screening",
        comparators=("Merrowbridge Central", "Sallowmouth North", "Osmerhythe"),
        cohort="People eligible for screening who live in the two most deprived fifths",
        effect=(0.11, 0.07, 0.0, 0.0, 0.0, 0.0),
    ),
    Pilot(
        id="home_reviews",
        name="Reviews for people who cannot leave home",
        what="A nurse, a social worker and a pharmacist review people at home. Begun here after a year of unusually "
        "many admissions. Outcome: emergency admissions that good community care can prevent.",
        neighbourhood="Sallowmouth Quays",
        start="2025-01-01",
        indicator_id="acs_admissions",
        comparators=("Southbank Docks", "Tarnhaven", "Sallowmouth North"),
        cohort="People with two or more emergency admissions in 2024",
        spike=(0.2, 0.3, 0.34),
    ),
    Pilot(
        id="case_finding",
        name="Finding people with uncontrolled diabetes",
        what="Practices search their records and call people in. Outcome: diabetes targets met; watch GP appointments, "
        "to which the people found come back.",
        neighbourhood="Elverstrand North",
        start="2025-04-01",
        indicator_id="diabetes_three_targets",
        comparators=("Quillmarket", "Elverstrand South", "Brindlewold"),
        cohort="People on the diabetes register who do not meet all three targets",
        effect=(0.06,) * 6,
        demand=0.45,
    ),
)
DEMAND_INDICATOR = "gp_appointments"


def _in_neighbourhood(pilot: Pilot, people: People) -> np.ndarray:
    codes = np.array(list(NEIGHBOURHOOD_CODE.values()))
    return codes[people.neighbourhood] == pilot.area_code


def pilot_effect(indicator_id: str, people: People) -> np.ndarray:
    """What the pilots add to an indicator's true chance or yearly rate (quarters, units, 1)."""
    added = np.zeros((N_QUARTERS_MADE, people.n_units))
    for pilot in PILOTS if people.where == "county" else ():
        here = _in_neighbourhood(pilot, people)
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
            shift[before] += np.array(pilot.spike)[:, None] * _in_neighbourhood(pilot, people)
    return shift[:, :, None]


def true_effect(pilot: Pilot, people: People) -> float:
    """The true change in the neighbourhood's proportion (0 to 1) or yearly rate: the mean over the people in it."""
    size = people.counts[-1].sum(axis=1) * _in_neighbourhood(pilot, people)
    return float(np.average(np.array(pilot.effect)[people.quintile - 1], weights=size))


def pilots_table(people: People) -> pd.DataFrame:
    """The pilots as the optional table of a dataset."""
    return pd.DataFrame(
        {
            "pilot_id": pilot.id,
            "name": pilot.name,
            "what": pilot.what,
            "area_code": pilot.area_code,
            "start": pd.Timestamp(pilot.start),
            "indicator_id": pilot.indicator_id,
            "comparators": ";".join(NEIGHBOURHOOD_CODE[each] for each in pilot.comparators),
            "cohort": pilot.cohort,
            "true_effect": round(true_effect(pilot, people), 4),
        }
        for pilot in PILOTS
    )

"""How each pilot kept its own records and its budget, and what its costs are made of.

Planted: digital_confidence records so little that its own figures cannot be relied on; home_reviews began badly and
mends; the others record well. home_reviews spends more than planned, digital_confidence much less, the others as planned.
"""

import numpy as np
import pandas as pd

from data.contract.count_tables import UPTAKE_STEPS as STEPS
from data.contract.pilot_tables import CONTACT, SET_UP
from data.demo.generator.people import People
from data.demo.generator.pilot_uptake import quarters_running, reached
from data.demo.generator.pilots import PILOTS
from data.demo.generator.randomness import stream

# The share complete in the first and in the newest quarter, by pilot and field.
CAPTURE = {
    "digital_confidence": {
        "NHS number": (0.58, 0.55),
        "Ethnic group": (0.44, 0.41),
        "Reason for contact": (0.63, 0.60),
        "What came of it": (0.36, 0.34),
    },
    "screening_hosts": {
        "NHS number": (0.95, 0.96),
        "Ethnic group": (0.90, 0.93),
        "Reason for contact": (0.92, 0.94),
        "What came of it": (0.88, 0.92),
    },
    "home_reviews": {
        "NHS number": (0.90, 0.94),
        "Ethnic group": (0.62, 0.86),
        "Reason for contact": (0.66, 0.90),
        "What came of it": (0.50, 0.82),
    },
    "case_finding": {
        "NHS number": (0.96, 0.96),
        "Ethnic group": (0.91, 0.92),
        "Reason for contact": (0.94, 0.94),
        "What came of it": (0.88, 0.90),
    },
}
# What was spent for every pound planned.
SPENT = {"digital_confidence": 0.62, "screening_hosts": 0.99, "home_reviews": 1.19, "case_finding": 1.01}
_POUNDS_TO = 100
# Least and most pounds, invented: for setting up (paid once, '' for its service), and for one more contact with a service.
COSTS = {
    "digital_confidence": {"": (4_000, 7_000)},
    "home_reviews": {"": (18_000, 30_000)},
    "screening_hosts": {"": (9_000, 14_000)},
    "case_finding": {
        "": (11_000, 16_000),
        "Diabetes education": (70, 110),
        "Foot care for people with diabetes": (45, 75),
        "GP appointments": (34, 48),
    },
}


def capture_table(people: People) -> pd.DataFrame:
    """How many of those who took part so far have each field in the pilot's records: true counts."""
    rows = []
    for pilot in PILOTS:
        ends = quarters_running(pilot)
        engaged = reached(pilot, people)[:, STEPS.index("engaged")].sum(axis=(1, 2))
        for field, (first, newest) in CAPTURE[pilot.id].items():
            share = np.linspace(first, newest, len(ends))
            complete = stream(f"pilot capture {pilot.id} {field}").binomial(engaged, share)
            rows.append(
                pd.DataFrame(
                    {
                        "pilot_id": pilot.id,
                        "period_end": ends,
                        "field": field,
                        "people": engaged.astype(float),
                        "complete": complete.astype(float),
                    }
                )
            )
    table = pd.concat(rows, ignore_index=True)
    return table.assign(status="ok")[["pilot_id", "period_end", "field", "status", "people", "complete"]]


def spend_table() -> pd.DataFrame:
    """Pounds planned and spent in every quarter since each pilot's start; its first quarter is planned at half."""
    tables = []
    for pilot in PILOTS:
        ends = quarters_running(pilot)
        n_planned = len(pd.period_range(pilot.start, pilot.end, freq="Q"))
        weight = np.append(0.5, np.ones(n_planned - 1))
        planned = np.round(pilot.budget_gbp * weight / weight.sum() / _POUNDS_TO) * _POUNDS_TO
        # The last quarter takes what rounding left, so that the whole plan is the budget.
        planned[-1] += pilot.budget_gbp - planned.sum()
        planned = planned[: len(ends)]
        wobble = stream(f"pilot spend {pilot.id}").normal(1, 0.05, len(ends))
        spent = np.round(planned * SPENT[pilot.id] * wobble / _POUNDS_TO) * _POUNDS_TO
        about = {"pilot_id": pilot.id, "period_end": ends}
        tables.append(pd.DataFrame({**about, "planned_gbp": planned, "spent_gbp": spent}))
    return pd.concat(tables, ignore_index=True)


def costs_table() -> pd.DataFrame:
    """What setting up cost, and what one more contact costs the services that receive people: ranges, invented."""
    return pd.DataFrame(
        {
            "pilot_id": pilot_id,
            "item": CONTACT if service else SET_UP,
            "service": service,
            "low_gbp": float(low),
            "high_gbp": float(high),
            "source": "Invented for the demonstration",
        }
        for pilot_id, costs in COSTS.items()
        for service, (low, high) in costs.items()
    )

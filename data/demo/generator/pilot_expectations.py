"""What each pilot was expected to do, and what it truly does: the first is in the dataset, the second never is.

- digital_confidence does nothing; 3 points fewer long waits were expected, which the data can rule out.
- screening_hosts lifts screening and narrows its gap.
- home_reviews does nothing; the small fall that was expected is smaller than the data can show by its date.
- case_finding lifts the level for every fifth alike, so the gap stays; appointments rise beyond what was allowed for.
"""

from dataclasses import dataclass

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.vocabulary import NONE
from data.demo.generator.people import People
from data.demo.generator.pilots import DEMAND_INDICATOR, PILOTS, Pilot, true_effect

_FIFTHS = "deprivation_quintile"


@dataclass(frozen=True)
class DeclaredExpectation:
    """One row of what a pilot is expected to do, as in the contract; `dimension` is what a gap is by."""

    indicator_id: str
    domain: str
    role: str
    expected: float
    by_date: str
    dimension: str = NONE

    @property
    def measure(self) -> str:
        """'gap' where there is something to be a gap by, otherwise 'level'."""
        return "level" if self.dimension == NONE else "gap"


EXPECTATIONS = {
    "digital_confidence": (
        DeclaredExpectation("waited_two_weeks", "care", "primary", 3.0, "2026-03-31"),
        DeclaredExpectation("phone_access", "experience", "secondary", 4.0, "2026-03-31"),
        DeclaredExpectation("did_not_attend", "care", "secondary", 1.0, "2026-09-30"),
        DeclaredExpectation(DEMAND_INDICATOR, "demand", "balancing", 150.0, "2026-09-30"),
    ),
    "screening_hosts": (
        DeclaredExpectation("cervical_screening", "care", "primary", 5.0, "2026-03-31"),
        DeclaredExpectation("cervical_screening", "inequality", "primary", 6.0, "2026-09-30", _FIFTHS),
        DeclaredExpectation("confidence_trust", "experience", "secondary", 3.0, "2026-09-30"),
        DeclaredExpectation(DEMAND_INDICATOR, "demand", "balancing", 150.0, "2026-09-30"),
    ),
    "home_reviews": (
        DeclaredExpectation("acs_admissions", "care", "primary", 60.0, "2026-06-30"),
        DeclaredExpectation("overall_experience", "experience", "secondary", 3.0, "2026-12-31"),
        DeclaredExpectation("medication_review", "care", "secondary", 5.0, "2026-12-31"),
        DeclaredExpectation(DEMAND_INDICATOR, "demand", "balancing", 150.0, "2026-12-31"),
    ),
    "case_finding": (
        DeclaredExpectation("diabetes_three_targets", "care", "primary", 4.0, "2026-06-30"),
        DeclaredExpectation("diabetes_three_targets", "inequality", "secondary", 4.0, "2026-09-30", _FIFTHS),
        DeclaredExpectation("overall_experience", "experience", "secondary", 3.0, "2027-03-31"),
        DeclaredExpectation(DEMAND_INDICATOR, "demand", "balancing", 150.0, "2026-09-30"),
    ),
}


def expectations_table() -> pd.DataFrame:
    """What each pilot is expected to do, the optional table of a dataset."""
    return pd.DataFrame(
        {
            "pilot_id": pilot_id,
            "indicator_id": each.indicator_id,
            "measure": each.measure,
            "dimension": each.dimension,
            "domain": each.domain,
            "role": each.role,
            "expected": each.expected,
            "by_date": pd.Timestamp(each.by_date),
        }
        for pilot_id, expected in EXPECTATIONS.items()
        for each in expected
    )


def truths(people: People, indicators: dict[str, Indicator]) -> pd.DataFrame:
    """What each pilot truly does to whatever is expected of it: pilot_id, indicator_id, measure, dimension, true_effect.

    In displayed units, signed as expectations are: positive is better, but in the domain `demand` it is more work. A gap's
    is how much closer the most and the least deprived fifth come; a fitted slope moves by more or less than that.
    """
    return pd.DataFrame(
        {
            "pilot_id": pilot.id,
            "indicator_id": each.indicator_id,
            "measure": each.measure,
            "dimension": each.dimension,
            "true_effect": round(_true(pilot, each, people) * indicators[each.indicator_id].multiplier, 2),
        }
        for pilot in PILOTS
        for each in EXPECTATIONS[pilot.id]
    )


def _true(pilot: Pilot, expectation: DeclaredExpectation, people: People) -> float:
    """The true effect as a proportion or a yearly rate. Only its own indicator and demand are ever moved by a pilot."""
    if expectation.domain == "demand":
        return pilot.demand
    if expectation.indicator_id != pilot.indicator_id:
        return 0.0
    return pilot.effect[0] - pilot.effect[4] if expectation.measure == "gap" else true_effect(pilot, people)

"""What the demo's indicators are meant to reach: national targets as published, local ones invented like the place."""

from datetime import date

import pandas as pd

from data.contract.targets import Target

_LOCAL = "Invented local target (synthetic data)"
_GUIDANCE = "NHS priorities and operational planning guidance"
_LONG_TERM_PLAN = "NHS Long Term Plan, 2019"

NATIONAL_TARGETS: dict[str, tuple[Target, ...]] = {
    "cervical_screening": (Target(0.8, source="NHS population screening standards, achievable level"),),
    "early_cancer": (Target(0.75, by=date(2028, 12, 31), source=_LONG_TERM_PLAN),),
    "hypertension_to_target": (
        Target(0.77, since=date(2023, 4, 1), source=f"{_GUIDANCE} 2023/24"),
        Target(0.8, since=date(2024, 4, 1), source=f"{_GUIDANCE} 2024/25"),
    ),
    "ld_health_check": (Target(0.75, source=_LONG_TERM_PLAN),),
    "lipid_therapy": (Target(0.65, since=date(2024, 4, 1), source=f"{_GUIDANCE} 2024/25"),),
    "smi_health_check": (Target(0.6, since=date(2024, 4, 1), source=f"{_GUIDANCE} 2024/25"),),
    "smoking": (Target(0.05, by=date(2030, 12, 31), source="Smokefree 2030, prevention green paper, 2019"),),
    "waits_over_18_weeks": (
        Target(0.08, by=date(2029, 3, 31), source="NHS Constitution standard; Plan for Change, 2024"),
    ),
}
# As they are read on the page, and the day set, for the whole area and whoever in it has none of their own.
_LOCAL_TARGETS = {
    "care_coordinator": (45.0, "2027-03-31"),
    "confidence_trust": (70.0, None),
    "copd_flu_vaccination": (75.0, None),
    "diabetes_three_targets": (45.0, "2030-03-31"),
    "did_not_attend": (5.0, None),
    "ethnicity_recorded": (95.0, "2028-03-31"),
    "hypertension_to_target": (70.0, "2027-03-31"),
    "maternity_continuity": (40.0, "2028-03-31"),
    "medication_review": (70.0, None),
    "nhs_health_check": (42.5, None),
    "overall_experience": (70.0, None),
    "phone_access": (70.0, None),
    "preferred_gp": (50.0, None),
    "usual_provider": (50.0, None),
    "waited_two_weeks": (20.0, None),
}


def local_targets_table() -> pd.DataFrame:
    """The optional table of local targets."""
    found = pd.DataFrame(
        [(code, "", target, None, by, _LOCAL) for code, (target, by) in _LOCAL_TARGETS.items()],
        columns=["indicator_id", "area_code", "target", "since", "by", "source"],
    )
    return found.astype({"since": "datetime64[ns]", "by": "datetime64[ns]"})

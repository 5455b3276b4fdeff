"""What the demo's indicators are meant to reach: national targets as published, local ones invented like the place."""

from datetime import date

from data.contract.targets import Target

_LOCAL = "Invented local target (synthetic data)"
_LONG_TERM_PLAN = "NHS Long Term Plan, 2019"
_GUIDANCE = "NHS priorities and operational planning guidance"


def _local(value: float, by: date | None = None) -> tuple[Target, ...]:
    return (Target(value, "local", by=by, source=_LOCAL),)


INDICATOR_TARGETS: dict[str, tuple[Target, ...]] = {
    "care_coordinator": _local(0.45, date(2027, 3, 31)),
    "cervical_screening": (Target(0.8, source="NHS population screening standards, achievable level"),),
    "confidence_trust": _local(0.7),
    "copd_flu_vaccination": _local(0.75),
    "diabetes_three_targets": _local(0.45, date(2030, 3, 31)),
    "did_not_attend": _local(0.05),
    "early_cancer": (Target(0.75, by=date(2028, 12, 31), source=_LONG_TERM_PLAN),),
    "ethnicity_recorded": _local(0.95, date(2028, 3, 31)),
    "hypertension_to_target": (
        Target(0.77, since=date(2023, 4, 1), source=f"{_GUIDANCE} 2023/24"),
        Target(0.8, since=date(2024, 4, 1), source=f"{_GUIDANCE} 2024/25"),
        Target(0.7, "local", by=date(2027, 3, 31), source=_LOCAL),
    ),
    "ld_health_check": (Target(0.75, source=_LONG_TERM_PLAN),),
    "lipid_therapy": (Target(0.65, since=date(2024, 4, 1), source=f"{_GUIDANCE} 2024/25"),),
    "maternity_continuity": _local(0.4, date(2028, 3, 31)),
    "medication_review": _local(0.7),
    "nhs_health_check": _local(0.425),
    "overall_experience": _local(0.7),
    "phone_access": _local(0.7),
    "preferred_gp": _local(0.5),
    "smi_health_check": (Target(0.6, since=date(2024, 4, 1), source=f"{_GUIDANCE} 2024/25"),),
    "smoking": (Target(0.05, by=date(2030, 12, 31), source="Smokefree 2030, prevention green paper, 2019"),),
    "usual_provider": _local(50.0),
    "waited_two_weeks": _local(0.2),
    "waits_over_18_weeks": (
        Target(0.08, by=date(2029, 3, 31), source="NHS Constitution standard; Plan for Change, 2024"),
    ),
}

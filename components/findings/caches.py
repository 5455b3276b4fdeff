"""Let go of a dataset: findings keep what several pages ask of one, and a dropped dataset must not live on in there."""

from components.findings import indicator_gaps, selection
from components.findings.compare import cells as compare_cells
from components.findings.decisions import agenda as decision_agenda
from components.findings.decisions import example as decision_example
from components.findings.decisions import status as decision_status
from components.findings.need import case as need_case
from components.findings.need import predictors as need_predictors
from components.findings.pilots import effect as pilot_effect
from components.findings.pilots import panel as pilot_panel
from components.findings.where import areas as where

_KEPT = (
    compare_cells.compared_indicators,
    decision_agenda.known_status,
    decision_example.example_records,
    decision_status._question,
    indicator_gaps._gaps_of,
    need_case.need_case,
    need_predictors.predictor_levels,
    pilot_effect.effect_of,
    pilot_panel.pilot_panel,
    selection.areas_offered,
    where.ranked_areas,
)


def forget_datasets() -> None:
    """Empty every cache of findings that holds datasets; what is still wanted is worked out again when asked for."""
    for each in _KEPT:
        each.cache_clear()

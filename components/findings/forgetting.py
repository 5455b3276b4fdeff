"""Let go of a dataset: findings keep what several pages ask of one, and a dropped dataset must not live on in there."""

from components.findings import (
    compare_cells,
    decision_agenda,
    decision_example,
    decision_status,
    indicator_gaps,
    need_case,
    need_predictors,
    pilot_effect,
    pilot_panel,
    selection,
    where,
)

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

"""Which worked example goes with which method: each is worked out from the selection on screen wherever that can be."""

from collections.abc import Callable

from components.findings.finding import Finding
from components.findings.methods import (
    worked_access,
    worked_comparing,
    worked_decisions,
    worked_evaluating,
    worked_gaps,
    worked_gradient,
    worked_hidden,
    worked_people,
    worked_pilots,
    worked_records,
    worked_spread,
    worked_time,
    worked_values,
)
from components.findings.question import Question

WORKED: dict[str, Callable[[Question], Finding]] = {
    "value": worked_values.value_example,
    "mean": worked_values.mean_example,
    "standardised": worked_values.standardised_example,
    "indirect": worked_values.indirect_example,
    "life_expectancy": worked_values.life_expectancy_example,
    "gap": worked_gaps.gap_example,
    "ratio": worked_gaps.ratio_example,
    "reference": worked_gaps.reference_example,
    "slope": worked_gradient.slope_example,
    "shape": worked_gradient.shape_example,
    "concentration": worked_gradient.concentration_example,
    "levelling_up": worked_people.levelling_up_example,
    "attributable": worked_people.attributable_example,
    "spread": worked_spread.spread_example,
    "mean_difference": worked_spread.mean_difference_example,
    "entropy": worked_spread.entropy_example,
    "split": worked_spread.split_example,
    "trend": worked_time.trend_example,
    "control_chart": worked_time.control_chart_example,
    "recent_trend": worked_time.recent_trend_example,
    "funnel": worked_comparing.funnel_example,
    "grid": worked_comparing.grid_example,
    "rank": worked_comparing.rank_example,
    "shrinkage": worked_comparing.shrinkage_example,
    "false_discovery": worked_comparing.false_discovery_example,
    "need": worked_comparing.need_example,
    "disclosure": worked_hidden.disclosure_example,
    "bounds": worked_hidden.bounds_example,
    "tipping_point": worked_hidden.tipping_point_example,
    "difference_in_differences": worked_evaluating.difference_in_differences_example,
    "regression_to_mean": worked_evaluating.regression_to_mean_example,
    "detectable_effect": worked_evaluating.detectable_effect_example,
    "event_study": worked_pilots.event_study_example,
    "parallel_trends": worked_pilots.parallel_trends_example,
    "pilot_verdict": worked_pilots.pilot_verdict_example,
    "signal": worked_decisions.signal_example,
    "need_index": worked_evaluating.need_index_example,
    "reallocation": worked_evaluating.reallocation_example,
    "continuity": worked_people.continuity_example,
    "recording_needed": worked_records.recording_needed_example,
    "case_finding": worked_records.case_finding_example,
    "representation": worked_records.representation_example,
    "cascade": worked_access.cascade_example,
    "reach": worked_access.reach_example,
    "maximal_cover": worked_access.maximal_cover_example,
    "co_location": worked_access.co_location_example,
}


def worked_example(method: str) -> Callable[[Question], Finding]:
    """The worked example of a method, by its anchor. KeyError for a method that has none."""
    return WORKED[method]

"""The effect of a pilot: how much more it changed than its comparators, with everything its verdict rests on."""

from dataclasses import dataclass

import numpy as np

from components.findings.kept import kept_with_dataset
from components.findings.pilots.case import Expectation, PilotCase
from components.findings.pilots.comparison import compared, earlier_trends, foreseen, periods_due
from components.findings.pilots.panel import PilotPanel, pilot_panel
from components.findings.pilots.regression_to_mean import returned
from components.findings.pilots.verdict import CANNOT_SHOW, CANNOT_TELL, EffectEvidence, verdict_of
from components.measures.pilots.effect_by_periods import ChangeVariance
from components.measures.result import Measure
from components.style.numbers import Unit
from data.dataset.dataset import Dataset

NOT_YET = "it began after the newest figures"
NOT_BEFORE = "there are no figures from before it began"
NO_FIGURES = "no neighbourhood of the pilot or its comparators has a figure"
NO_ALLOWANCE = "nothing says how large a rise is allowed for, and none is beyond chance"
TOO_WIDE = "the interval holds both no rise and a larger one than is allowed for"
TRENDS_UNKNOWN = "there are too few periods before the start to see whether trends were alike"
TRENDS_APART = "pilot and comparators were already moving apart before the start"


@dataclass(frozen=True, eq=False)
class Effect:
    """The effect in displayed units, positive = the pilot did better (of demand: positive = demand rose).

    estimate, lower, upper, change_pilot, change_comparators, smallest_detectable: NaN where `reason` says why there is
    none. The two changes are plain (after less before), not turned to 'better'. `naive` counts the window that the pilot
    was picked for as 'before'; `returned` is the change that would have come by itself; `parallel` is a year's difference
    of earlier trends: each positive = better, and None where it does not apply. `smallest_detectable_by` is the smallest
    effect that would show by the expectation's date, None where no date is given. `untold` says what is left out.
    `verdict` is a code of pilot_verdict.VERDICTS, `reason` why it is 'cannot tell' ('' otherwise).
    """

    estimate: float
    lower: float
    upper: float
    change_pilot: float
    change_comparators: float
    n_pilot: int
    n_comparators: int
    n_before: int
    n_after: int
    n_by_date: int | None
    smallest_detectable: float
    smallest_detectable_by: float | None
    variance: ChangeVariance | None
    expected: float | None
    parallel: Measure
    returned: Measure | None
    naive: Measure | None
    unit: Unit
    untold: tuple[str, ...]
    verdict: str
    reason: str


@kept_with_dataset
def effect_of(dataset: Dataset, case: PilotCase, expectation: Expectation, *, leave_out_picked: bool = True) -> Effect:
    """The effect of a pilot on one thing expected of it. `leave_out_picked`: not to count the window it was picked for."""
    return judged(pilot_panel(dataset, case, expectation), case, expectation, leave_out_picked=leave_out_picked)


def judged(panel: PilotPanel, case: PilotCase, expectation: Expectation, *, leave_out_picked: bool = True) -> Effect:
    """The effect that a panel of figures shows."""
    early = panel.quiet if leave_out_picked else panel.before
    due = None if expectation.by_date is None else periods_due(panel, expectation.by_date, case.end)
    found = compared(panel, early)
    if found is None or found.reason:
        return _without_estimate(panel, case, expectation, early, due, "" if found is None else found.reason)
    parallel = earlier_trends(panel, early)
    picked_for = leave_out_picked and panel.picked.any() and expectation.indicator_id == case.indicator_id
    beside = compared(panel, panel.before) if picked_for else None
    naive = None if beside is None else beside.measure
    by_date = None if due is None else found.smallest_with(due)
    evidence = EffectEvidence(
        lower=float(found.measure.lower),
        upper=float(found.measure.upper),
        trends_differed=_differed(parallel),
        naive_lower=None if naive is None else float(naive.lower),
        expected=expectation.expected,
        smallest=found.smallest if by_date is None else by_date,
    )
    verdict = verdict_of(evidence, demand=expectation.is_demand)
    return Effect(
        estimate=float(found.measure.estimate),
        lower=float(found.measure.lower),
        upper=float(found.measure.upper),
        change_pilot=found.change_pilot,
        change_comparators=found.change_comparators,
        n_pilot=found.n_pilot,
        n_comparators=found.n_comparators,
        n_before=int(early.sum()),
        n_after=int(panel.after.sum()),
        n_by_date=due,
        smallest_detectable=found.smallest,
        smallest_detectable_by=by_date,
        variance=found.variance,
        expected=expectation.expected,
        parallel=parallel,
        returned=returned(panel) if expectation.indicator_id == case.indicator_id else None,
        naive=naive,
        unit=panel.unit,
        untold=panel.untold,
        verdict=verdict,
        reason=_reason(evidence, expectation) if verdict == CANNOT_TELL else "",
    )


def _differed(parallel: Measure) -> bool | None:
    """Whether earlier trends differed beyond chance; None where that cannot be checked."""
    return bool((parallel.lower > 0) | (parallel.upper < 0)) if bool(parallel.defined) else None


def _reason(evidence: EffectEvidence, expectation: Expectation) -> str:
    if evidence.trends_differed is None:
        return TRENDS_UNKNOWN
    if evidence.trends_differed:
        return TRENDS_APART
    return NO_ALLOWANCE if expectation.expected is None else TOO_WIDE


def _without_estimate(
    panel: PilotPanel, case: PilotCase, expectation: Expectation, early: np.ndarray, due: int | None, reason: str
) -> Effect:
    """What can be said where nothing can be compared: why, and what later figures could show."""
    ahead = None if panel.after.any() else foreseen(panel, early)
    by_date = None if ahead is None or not due else ahead.smallest_with(due, before=int(early.sum()))
    wanted = expectation.expected
    hopeless = by_date is not None and wanted is not None and by_date > wanted
    if not panel.is_pilot.any() and panel.untold_pilots:
        reason = panel.untold_pilots[0]
    elif not reason:
        reason = NO_FIGURES if not panel.values.size else (NOT_YET if early.any() else NOT_BEFORE)
    return Effect(
        estimate=np.nan,
        lower=np.nan,
        upper=np.nan,
        change_pilot=np.nan,
        change_comparators=np.nan,
        n_pilot=int(panel.is_pilot.sum()),
        n_comparators=int((~panel.is_pilot).sum()),
        n_before=int(early.sum()),
        n_after=int(panel.after.sum()),
        n_by_date=due,
        smallest_detectable=np.nan,
        smallest_detectable_by=by_date,
        variance=None if ahead is None else ahead.variance,
        expected=expectation.expected,
        parallel=earlier_trends(panel, early),
        returned=returned(panel) if expectation.indicator_id == case.indicator_id else None,
        naive=None,
        unit=panel.unit,
        untold=panel.untold,
        verdict=CANNOT_SHOW if hopeless and not expectation.is_demand else CANNOT_TELL,
        reason=reason,
    )

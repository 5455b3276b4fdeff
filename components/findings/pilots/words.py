"""What is said of a pilot's effect: one headline and one sentence for each verdict."""

from components.findings.pilots import verdict as verdicts
from components.findings.pilots.view import PilotView
from components.measures.result import Measure
from components.style.numbers import number

_STILL = "which is within chance"


def headline(view: PilotView) -> str:
    """The verdict of the effect in one line, the pilot named."""
    name, effect = view.case.name, view.effect
    expected = "" if effect.expected is None else view.size(effect.expected)
    if effect.verdict in (verdicts.WORKED, verdicts.WORSE):
        return f"{name}: {_beyond(view)}"
    if effect.verdict == verdicts.NOT_AS_EXPECTED:
        return f"{name}: no effect{_on(view)} beyond chance, and the {expected} expected are ruled out"
    if effect.verdict == verdicts.CANNOT_SHOW:
        return f"This pilot cannot show {expected}{_by(view)}: nothing under {_smallest(view)} would stand out"
    if effect.verdict == verdicts.CHANCE_HIGH:
        what = "rose" if view.panel.higher_is_better else "fell"
        return f"{name}: what {what} is what would have come back by itself"
    if effect.verdict == verdicts.TRENDS_DIFFERED:
        return f"{name}: trends differed before it began, so this comparison cannot say whether it worked"
    return f"{name}: no effect{_on(view)} that can be told from chance"


def _on(view: PilotView) -> str:
    return f" on the gap in {view.subject}" if view.expectation.measure == "gap" else ""


def _beyond(view: PilotView) -> str:
    size, better = view.size(view.effect.estimate), view.effect.estimate > 0
    if view.expectation.measure == "gap":
        way = "narrowed" if better else "widened"
        return f"the gap in {view.subject} {way} by {size} more than at its comparators"
    return f"{view.subject} {size} {'better' if better else 'worse'} than at its comparators"


def _by(view: PilotView) -> str:
    return f" by {view.by_date}" if view.by_date else ""


def _smallest(view: PilotView) -> str:
    later = view.effect.smallest_detectable_by
    return view.size(view.effect.smallest_detectable if later is None else later)


def sentence(view: PilotView) -> str:
    """How large the effect is, how sure, and how it stands to what was expected."""
    effect = view.effect
    if effect.verdict == verdicts.CHANCE_HIGH and effect.naive is not None:
        size, better = view.short(effect.estimate), effect.estimate > 0
        limits = view.limits(effect.lower, effect.upper)
        return (
            f"{_naive(view, effect.naive)} With those left out it did {size} {'better' if better else 'worse'} than its "
            f"{effect.n_comparators} comparators ({limits}), {_STILL}.{_nor(view)}"
        )
    if effect.verdict == verdicts.TRENDS_DIFFERED:
        way = "faster" if float(effect.parallel.estimate) > 0 else "slower"
        limits = view.limits(float(effect.parallel.lower), float(effect.parallel.upper), ("slower", "faster"))
        size = view.size(float(effect.parallel.estimate))
        return f"Year on year it was already improving {way} than its comparators, by {size} ({limits})."
    said = _plainly(view)
    return f"{said[0].upper()}{said[1:]}, with {_windows(view)}.{_beside_expected(view)}{_naive_too(view)}"


def _plainly(view: PilotView) -> str:
    effect = view.effect
    ways = ("wider", "narrower") if view.expectation.measure == "gap" else ("worse", "better")
    size, limits = view.size(effect.estimate), view.limits(effect.lower, effect.upper, ways)
    others = f"its {effect.n_comparators} comparators"
    if view.expectation.measure == "gap":
        said = f"beside {others} the gap {'narrowed' if effect.estimate > 0 else 'widened'} by {size}"
    else:
        said = f"beside {others} it did {size} {'better' if effect.estimate > 0 else 'worse'}"
    chance = "" if effect.verdict in (verdicts.WORKED, verdicts.WORSE) else f", {_STILL}"
    return f"{said} ({limits}){chance}"


def _windows(view: PilotView) -> str:
    return f"{number(view.effect.n_before)} {view.word}s before and {number(view.effect.n_after)} since {view.started}"


def _beside_expected(view: PilotView) -> str:
    effect = view.effect
    if effect.expected is None:
        return " Nobody wrote down what size was expected."
    if effect.verdict not in (verdicts.WORKED, verdicts.NO_CLEAR_EFFECT):
        return ""
    expected = view.size(effect.expected)
    if effect.lower > effect.expected:
        return f" That is more than the {expected} expected."
    if effect.upper < effect.expected:
        return f" That is less than the {expected} expected."
    return f" The {expected} expected lies within that."


def _naive(view: PilotView, found: Measure) -> str:
    limits = view.limits(float(found.lower), float(found.upper))
    return (
        f"Beside the {view.word}s it was picked for it would look {view.size(float(found.estimate))} better ({limits})."
    )


def _naive_too(view: PilotView) -> str:
    found = view.effect.naive
    return f" {_naive(view, found)}" if found is not None and bool(found.defined) and float(found.estimate) > 0 else ""


def _nor(view: PilotView) -> str:
    effect = view.effect
    later = effect.smallest_detectable_by
    smallest = effect.smallest_detectable if later is None else later
    if effect.expected is None or smallest <= effect.expected:
        return ""
    expected, least = view.short(effect.expected), view.short(smallest)
    return f" Nor could these figures show the {expected} expected: nothing under {least} would stand out."

"""What a unit of a pilot's effect cost: told only of an effect beyond chance and beyond earlier trends."""

from dataclasses import dataclass

from components.findings.pilots.costs import PilotCosts
from components.findings.pilots.verdict import VERDICTS, WORKED
from components.findings.pilots.view import PilotView
from components.measures.pilots.cost_of_effect import cost_of_effect
from components.measures.pilots.cost_ranges import in_two_figures, rounded_outward
from components.measures.result import Measure
from components.style.dates import day_words
from components.style.numbers import COUNT, interval

NOT_JUDGED = "its outcome is not in this dataset"
# So few more people are too few to be told as a number of people.
_FEWEST_PEOPLE = 10


@dataclass(frozen=True)
class Priced:
    """What a unit of effect cost: `what` it is, pounds in two figures, and their ends rounded outward.

    `number` is how many there were, with its 95% interval in `limits` (None and '' of a unit of the outcome itself).
    """

    what: str
    pounds: float
    ends: tuple[float, float]
    number: float | None = None
    limits: str = ""


@dataclass(frozen=True)
class EffectCost:
    """Pounds for each unit of the outcome, the effect in `words`, and pounds for one more person where people are counted."""

    of_one: Priced
    words: str
    of_people: Priced | None


def effect_cost(view: PilotView | None, costs: PilotCosts) -> EffectCost | str:
    """What a unit of the effect on the primary outcome cost; in words why that cannot be told."""
    if view is None:
        return NOT_JUDGED
    effect, panel = view.effect, view.panel
    if effect.verdict != WORKED:
        return effect.reason or VERDICTS[effect.verdict].meaning.rstrip(".")
    last = panel.periods.loc[panel.after, "period_end"].max()
    spent = costs.spend.rows
    by_then = spent[spent["period_end"] == last]
    # Pounds of a longer or a shorter time than the effect's would make it look dearer or cheaper.
    if by_then.empty:
        return f"spending is not given to {day_words(last)}, where the figures of its effect end"
    planned, cost = float(by_then["planned"].iloc[0]), float(by_then["spent"].iloc[0])
    ends = min(planned, cost), max(planned, cost)
    each = cost_of_effect(cost, effect.estimate, effect.lower, effect.upper, cost_range=ends)
    words = f"{view.size(effect.estimate)} better ({view.limits(effect.lower, effect.upper)})"
    return EffectCost(_priced(_one(view), each), words, _people(view, cost, ends))


def _priced(what: str, each: Measure, number: float | None = None, limits: str = "") -> Priced:
    low, high = rounded_outward(each.lower, each.upper)
    return Priced(what, float(in_two_figures(each.estimate)), (float(low), float(high)), number, limits)


def _one(view: PilotView) -> str:
    """One unit of the outcome, as 'for each …' has it: 'percentage point', 'day', '1 per 1,000 people'."""
    unit = view.panel.unit.gap_words
    return f"1 {unit}".strip() if unit.startswith("per ") or not unit else f"each {unit.removesuffix('s')}"


def _people(view: PilotView, cost: float, ends: tuple[float, float]) -> Priced | None:
    """The effect as people, where the indicator is a share of people at one time; None where not."""
    indicator, panel = view.panel.indicator, view.panel
    if indicator.value_type != "proportion" or indicator.over_time != "end":
        return None
    after = panel.periods[panel.after]
    rows = view.question.dataset.observations(
        indicator.id, level="neighbourhood", areas=view.case.areas, period_ends=list(after["period_end"])
    ).merge(after[["period_start", "period_end"]], on=["period_start", "period_end"])
    if rows.empty or rows["denominator"].isna().any() or len(rows) != len(after) * len(view.case.areas):
        return None
    size = float(rows.groupby("period_end")["denominator"].sum().mean()) / indicator.multiplier
    more = [size * end for end in (view.effect.estimate, view.effect.lower, view.effect.upper)]
    if more[1] < _FEWEST_PEOPLE:
        return None
    each = cost_of_effect(cost, *more, cost_range=ends)
    what = f"{'more' if indicator.higher_is_better else 'fewer'} {indicator.event_noun}"
    low, high = rounded_outward(more[1], more[2])
    return _priced(what, each, float(in_two_figures(more[0])), interval(float(low), float(high), COUNT))

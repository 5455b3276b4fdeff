"""What is said of a pilot's business case: no promise, no point where only a range is known."""

import pandas as pd

from components.findings.pilots.case import PilotCase
from components.findings.pilots.costs import PilotCosts
from components.findings.pilots.costs_elsewhere import FEWEST_ELIGIBLE, CostsElsewhere
from components.findings.pilots.costs_of_demand import MoreContacts, pounds_together
from components.findings.pilots.costs_of_effect import EffectCost
from components.findings.pilots.verdict import CANNOT_TELL, TRENDS_DIFFERED, WORKED, WORSE
from components.findings.pilots.view import PilotView
from components.findings.recording_rows import listed
from components.findings.wording import place_words
from components.style.dates import day_words
from components.style.numbers import PERCENT, number, pounds, with_unit
from data.contract.vocabulary import DIMENSIONS, UNKNOWN

_BY = "deprivation_quintile"


def case_headline(
    case: PilotCase, costs: PilotCosts, effect: EffectCost | str, contacts: list[MoreContacts], view: PilotView | None
) -> str:
    """Pounds for a person reached, then for a unit of effect or why there is none, then whether others bore more."""
    more = "; it cost other services more than itself" if _others_bore_more(costs, contacts) else ""
    return f"{_for_people_and_effect(case, costs, effect, view)}{more}"


def _others_bore_more(costs: PilotCosts, contacts: list[MoreContacts]) -> bool:
    """Whether the least that other services bore is more than was spent on the pilot itself."""
    together = pounds_together(contacts)
    return together is not None and together[0] > costs.spend.spent


def _for_people_and_effect(case: PilotCase, costs: PilotCosts, effect: EffectCost | str, view: PilotView | None) -> str:
    start = f"{case.name}: {pounds(costs.each)} for each person who took it up"
    if isinstance(effect, EffectCost):
        return f"{start}, and {_ends(effect.of_one.ends)} for {effect.of_one.what} better"
    verdict = CANNOT_TELL if view is None else view.effect.verdict
    if verdict in (CANNOT_TELL, TRENDS_DIFFERED, WORKED):
        return f"{start}; what its effect cost cannot be told"
    if verdict == WORSE:
        return f"{start}, and it did worse than its comparators"
    return f"{start}, and no effect shown for it"


def case_sentence(
    costs: PilotCosts,
    effect: EffectCost | str,
    groups: pd.DataFrame,
    contacts: list[MoreContacts],
    elsewhere: CostsElsewhere | None,
) -> str:
    """What was spent and what for, what other services got, and what going on and others would take."""
    spent, people = pounds(costs.spend.spent), number(costs.engaged)
    told = [f"By {day_words(costs.until)} {spent} had been spent and {people} people had taken it up."]
    told += [_effect(effect), *_by_deprivation(groups), *_contacts(costs, contacts)]
    told += [_on(costs), *_others(costs, contacts, elsewhere)]
    return " ".join(told)


def _ends(ends: tuple[float, float]) -> str:
    low, high = map(pounds, ends)
    return low if low == high else f"{low} to {high}"


def _effect(effect: EffectCost | str) -> str:
    if isinstance(effect, str):
        return f"What a unit of effect cost is not told: {effect[0].lower()}{effect[1:]}."
    found = effect.of_people
    if found is None or found.number is None:
        return f"For that it did {effect.words} than its comparators."
    people = f"about {number(found.number)} {found.what} ({found.limits})"
    return f"Against its comparators that comes to {people}: {_ends(found.ends)} for each."


def _by_deprivation(groups: pd.DataFrame) -> list[str]:
    """Pounds at the two ends of the fifths that are shown; nothing where fewer than two are, or their limits meet."""
    known = groups[(groups["code"] == _BY) & (groups["group"] != UNKNOWN) & groups["pounds"].notna()]
    ends = known.iloc[[0, -1]] if len(known) > 1 else known
    # Limits that do not meet are further apart than chance takes them; where they meet, no difference is spoken of.
    if len(known) < 2 or ends["low"].max() <= ends["high"].min():
        return []
    told = [f"{pounds(row.pounds)} {place_words(DIMENSIONS[_BY], row.group)}" for row in ends.itertuples()]
    return [f"For every 100 people eligible it spent {told[0]} and {told[1]}, if each person cost the same."]


def _contacts(costs: PilotCosts, contacts: list[MoreContacts]) -> list[str]:
    if not contacts:
        return []
    sent = listed([f"about {number(each.number)} more {each.noun} ({each.name})" for each in contacts])
    together = pounds_together(contacts)
    if together is None:
        return [f"It also brought {sent}, whose cost is not loaded."]
    part = " where the cost of one is known" if any(each.pounds is None for each in contacts) else ""
    beside = ", more than it cost itself" if _others_bore_more(costs, contacts) else ""
    return [f"It also brought {sent}: {_ends(together)} for the services{part}{beside}."]


def _on(costs: PilotCosts) -> str:
    return f"Going on costs {_ends(costs.lately)} {costs.every}."


def _others(costs: PilotCosts, contacts: list[MoreContacts], found: CostsElsewhere | None) -> list[str]:
    if found is None:
        return []
    once = f", and {_ends(found.setting_up(costs.set_up))} once to set up" if costs.set_up else ""
    beside = " What other services would need comes on top." if contacts else ""
    where = f"{number(found.known)} other neighbourhoods"
    return [f"Reaching people alike in {where} would take {_ends(found.together)} in the same time{once}.{beside}"]


def how_to_read(case: PilotCase, costs: PilotCosts, found: CostsElsewhere | None) -> str:
    """What bars and rows are, and every assumption by which the ranges stand."""
    read = (
        "A person reached is one who took it up. By group, one person reached is taken to cost what another does. Pounds for "
        "a unit of effect run from the least cost over the upper limit of the effect, to the most cost over its lower limit."
    )
    if found is None:
        return read
    lowest, highest = found.uptake
    setting_up = "Setting up is reckoned apart." if costs.set_up else "Setting up is within it."
    shares = (with_unit(100 * end.share, PERCENT) for end in found.uptake)
    return (
        f"{read} Each bar is a range for one neighbourhood, from the least to the most, rounded outward, and rests on four "
        f"assumptions. (1) As many of 100 {found.base} are eligible there as here: {number(found.per_100, 1)}. (2) Of those "
        f"{' to '.join(shares)} take it up: the lowest and the highest seen here, of {lowest.whose} and of {highest.whose} "
        f"(groups of {number(FEWEST_ELIGIBLE)} eligible or more). (3) One person costs {_ends(costs.each_again)}, what was "
        f"planned and what was spent here. {setting_up} (4) It runs as long as it has here, from {day_words(case.start)} to "
        f"{day_words(costs.until)}."
    )

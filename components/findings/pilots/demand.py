"""What did a pilot send elsewhere? Referrals, waits and use of capacity where its people go, and balancing measures."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.findings.finding import Finding
from components.findings.pilots.case import expectations_of, pilot_cases
from components.findings.pilots.demand_table import demand_figure, demand_table
from components.findings.pilots.effect import Effect, effect_of
from components.findings.pilots.receiver_series import (
    FEWEST_BEFORE,
    REFERRALS,
    SERIES,
    USED,
    WAITS,
    ReceiverSeries,
    receiver_series,
    services_with,
)
from components.findings.pilots.rows import about_pilot, pilot_source
from components.findings.pilots.verdict import DEMAND_ROSE, VERDICTS
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed
from components.findings.usual_variation import ALLOWS_FOR_MEMORY
from components.style.dates import month_words
from components.style.numbers import number, short, signed_gap

QUESTION = "What did it send elsewhere, and could they take it?"
_NEEDS = (
    "referrals, people seen, people waiting, days waited and capacity of each receiving service, from before the start too "
    "(table ‘pilot_receivers’)"
)


def balancing_effects(question: Question, pilot_id: str) -> list[tuple[str, Effect]]:
    """What was to be watched besides the pilot's aims: each indicator's short name and the pilot's effect on it."""
    case = pilot_cases(question.dataset)[pilot_id]
    return [
        (question.dataset.indicators[each.indicator_id].short_name, effect_of(question.dataset, case, each))
        for each in expectations_of(question.dataset, pilot_id)
        if each.is_demand
    ]


@about_pilot
def demand_finding(question: Question, pilot_id: str) -> Finding:
    """Each receiving service's control charts with the start marked, and the balancing measures against comparators."""
    found = receiver_series(question.dataset, pilot_id)
    watched = balancing_effects(question, pilot_id)
    if not any(each.verdict != "absent" for each in found):
        return _without_receivers(question, watched)
    case = pilot_cases(question.dataset)[pilot_id]
    headline, sentence = _words(found, watched)
    last = max(each.times.max() for each in found)
    return Finding(
        id="pilot_demand",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=demand_table(found, watched),
        how_to_read=(
            "Each small picture is one figure of one service over time, the dash-dotted line the pilot's start. The grey "
            "band is what was usual before it, the dashed line its average; ◆ marks what stands out since the start "
            "(outside the band, two of three near its edge, or seven on one side). More or less than usual is said where the "
            "average has moved beyond chance as well. Capacity used above 100% means that the "
            "service saw more people than it is staffed for. " + ALLOWS_FOR_MEMORY
        ),
        method="control_chart",
        source=pilot_source(question),
        period=f"to {month_words(pd.Timestamp(last))}",
        figure=demand_figure(found, case.start),
        hidden=_hidden(found),
        caveats=(
            "More referrals may be need met at last, which was the aim: it has to be staffed all the same. No comparator is "
            "charted here, so what else began at the same time shows too.",
            f"A band is drawn only where there are at least {number(FEWEST_BEFORE)} points before the start.",
        ),
        verdict=demand_verdict(found, watched),
        names=("100%", "95%", *(name for name, _ in watched), *(each.service for each in found)),
    )


def demand_verdict(found: list[ReceiverSeries], watched: list[tuple[str, Effect]]) -> str:
    """'worse' where referrals, waits or a balancing measure rose, 'better' where none did, else 'unclear'."""
    if any(each.verdict == "more" for each in found) or any(one.verdict == DEMAND_ROSE for _, one in watched):
        return "worse"
    known = [each for each in found if each.verdict in ("usual", "fewer")]
    return "better" if known and len(known) == len(found) else "unclear"


def demand_words(found: list[ReceiverSeries]) -> str:
    """Which services got more, and whether waits rose, as the words of a headline."""
    n = number(len({each.service for each in found}))
    more, waits = (services_with(found, name, "more") for name in (REFERRALS, WAITS))
    if not more:
        told = "no receiving service got more referrals on average since it began"
        if not services_with(found, REFERRALS, "usual") and not services_with(found, REFERRALS, "fewer"):
            told = "whether receiving services got more referrals cannot be told yet"
    elif len(more) <= 2:
        told = f"{listed([_low(each) for each in more])} got more referrals since it began"
    else:
        told = f"{number(len(more))} of {n} receiving services got more referrals since it began"
    if waits:
        where = "" if set(waits) == set(more) and len(waits) <= 2 else f" at {listed([_low(each) for each in waits])}"
        return f"{told}, and waits rose{where}"
    measured = [each for each in found if each.name == WAITS and each.verdict != "absent"]
    return f"{told}; waits did not rise" if measured else f"{told}; waits are not measured"


def _low(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def watched_words(name: str, one: Effect) -> str:
    """A balancing measure in a sentence: how much more there was than at comparators, with its interval."""
    if not np.isfinite(one.estimate):
        return f"{name}: we cannot tell, because {one.reason}."
    size = f"{signed_gap(one.estimate, one.unit)} {one.unit.gap_words}".strip()
    limits = f"{signed_gap(one.lower, one.unit)} to {signed_gap(one.upper, one.unit)}"
    allowed = f"; {number(one.expected, one.unit.decimals)} was allowed for" if one.expected is not None else ""
    return f"{name}, against neighbourhoods like it: {size} ({limits}){allowed}."


def _words(found: list[ReceiverSeries], watched: list[tuple[str, Effect]]) -> tuple[str, str]:
    headline = demand_words(found)
    told = []
    for name, verb in ((REFERRALS, "referrals went"), (WAITS, "the median wait went")):
        rose = [each for each in found if each.name == name and each.verdict == "more"]
        if rose:
            most = max(rose, key=lambda each: each.since / each.before if each.before else np.inf)
            unit = " days" if name == WAITS else " a period"
            told.append(f"At {_low(most.service)} {verb} {most.change_words}{unit}")
    over = [each for each in found if each.name == USED and each.since > 100]
    if over:
        most = max(over, key=lambda each: each.since)
        told.append(f"{_low(most.service)} used {short(most.since, most.unit)} of its capacity".capitalize())
    words = (
        ". ".join(told) + "."
        if told
        else "Since it began, the receiving services' figures are on average as they were before."
    )
    return headline[0].upper() + headline[1:], " ".join([words, *(watched_words(*each) for each in watched)])


def _without_receivers(question: Question, watched: list[tuple[str, Effect]]) -> Finding:
    what = "What the services that receive its people saw is not measured here: it"
    found = lacks(question, "pilot_demand", QUESTION, what, _NEEDS, method="control_chart")
    told = [f"{name}: {VERDICTS[one.verdict].phrase}." for name, one in watched]
    return found if not told else _with_sentence(found, f"{found.sentence} {' '.join(told)}")


def _with_sentence(found: Finding, sentence: str) -> Finding:
    return replace(found, sentence=sentence, names=(*found.names, sentence))


def _hidden(found: list[ReceiverSeries]) -> str:
    absent = [f"{_low(SERIES[each.name])} at {_low(each.service)}" for each in found if each.verdict == "absent"]
    return f"Not measured: {listed(absent)}." if absent else ""

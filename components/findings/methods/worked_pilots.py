"""Worked examples of a pilot beside its comparators: period by period, earlier trends, and the verdict."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.worked_example import example, result, said
from components.findings.pilots.verdict import VERDICTS, EffectEvidence, verdict_of
from components.findings.question import Question
from components.measures.pilots.event_study import event_study
from components.measures.pilots.parallel_trends import earlier_slopes, parallel_trends
from components.style.numbers import Unit

_POINTS = Unit("", "percentage points", 1)
_NO_PILOT = "a pilot is judged over chosen periods and comparators, which a single view does not hold"
_NAMES = ("Pilot", "Comparator A", "Comparator B", "Comparator C")
_VALUES = np.array(
    [[50.0, 51.0, 52.0, 58.0], [48.0, 49.5, 50.0, 51.0], [53.0, 53.5, 55.0, 56.0], [47.0, 48.0, 48.5, 50.0]]
)
_IS_PILOT = np.array([True, False, False, False])
_BEFORE = np.array([True, True, True, False])


def _rows() -> dict[str, list[str]]:
    heads = ("Period 1", "Period 2", "Period 3", "Since the start")
    periods = {head: [said(each, _POINTS) for each in _VALUES[:, place]] for place, head in enumerate(heads)}
    return {"Neighbourhood": list(_NAMES)} | periods


def event_study_example(question: Question) -> Finding:
    """Three periods before, one since, three comparators."""
    found = event_study(_VALUES, _IS_PILOT, _BEFORE, higher_is_better=True)
    told = [result(found.at(place), _POINTS) for place in range(4)]
    results = [(f"Period {place + 1}" if place < 3 else "Since the start", each) for place, each in enumerate(told)]
    sentence = f"Since the start the pilot stands {told[3]} from its comparators, beyond how far it stood before."
    return example(question, "event_study", sentence, _rows(), results=results, made_up=_NO_PILOT)


def parallel_trends_example(question: Question) -> Finding:
    """The slopes of the three periods before."""
    early = _VALUES[:, _BEFORE]
    told = result(parallel_trends(early, np.arange(3.0), _IS_PILOT, higher_is_better=True), _POINTS)
    columns = _rows() | {"Slope before": [said(each, _POINTS) for each in earlier_slopes(early, np.arange(3.0))]}
    sentence = f"Each period before, the pilot rose faster than its comparators by {told}."
    return example(question, "parallel_trends", sentence, columns, results=[("Faster by", told)], made_up=_NO_PILOT)


def pilot_verdict_example(question: Question) -> Finding:
    """Five pilots of which 4 points were expected, and what is said of each."""
    cases = {
        "A": EffectEvidence(1.0, 5.0, False, None, 4.0, 2.8),
        "B": EffectEvidence(1.0, 5.0, True, None, 4.0, 2.8),
        "C": EffectEvidence(-1.0, 2.0, False, 0.5, 4.0, 2.1),
        "D": EffectEvidence(-1.0, 2.0, False, None, 4.0, 2.1),
        "E": EffectEvidence(-3.0, 6.0, False, None, 4.0, 6.4),
    }
    rows = list(cases.values())
    verdicts = [VERDICTS[verdict_of(each)] for each in rows]
    columns = {
        "Pilot": list(cases),
        "Verdict": [f"{each.symbol} {each.phrase}" for each in verdicts],
        "From": [said(each.lower, _POINTS) for each in rows],
        "To": [said(each.upper, _POINTS) for each in rows],
        "Expected": ["–" if each.expected is None else said(each.expected, _POINTS) for each in rows],
        "Smallest it can show": ["–" if each.smallest is None else said(each.smallest, _POINTS) for each in rows],
        "Earlier trends": ["differed" if each.trends_differed else "alike" for each in rows],
        "From, time picked for counted": [
            "–" if each.naive_lower is None else said(each.naive_lower, _POINTS) for each in rows
        ],
    }
    sentence = f"Pilots A and B have the same limits; of B nothing can be said: {verdicts[1].phrase}."
    return example(question, "pilot_verdict", sentence, columns, made_up=_NO_PILOT)

"""Worked examples of the measures behind Records and Trust, on made-up numbers small enough to follow."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.worked_example import counts_of, example, result
from components.findings.question import Question
from components.measures.people.representation import people_short, representation_ratio
from components.measures.records.case_finding import undiagnosed_share
from components.measures.records.recording_needed import recording_needed
from components.style.numbers import RATIO, Unit, number, with_unit

_WHY = "it needs tables of records or of who takes part, which are read on their own pages"
_SHARE = Unit("", "", 2)


def recording_needed_example(question: Question) -> Finding:
    """Two groups with a gap, and people of unknown group who could undo it until enough are recorded."""
    events, people = np.array([240.0, 210.0]), np.array([800.0, 1000.0])
    unknown, unknown_events = 300.0, 60.0
    needed = recording_needed(
        events, people, unknown, unknown_events, disadvantaged=0, reference=1, higher_is_better=False
    )
    columns = {
        "Group": ["A (disadvantaged)", "B", "Not known"],
        "x (counted)": counts_of(np.append(events, unknown_events)),
        "n (out of)": counts_of(np.append(people, unknown)),
    }
    share = f"{100 * float(needed):.0f}%"
    sentence = f"The gap between A and B is certain once {share} of the people not known have been recorded."
    return example(question, "recording_needed", sentence, columns, results=[("To be recorded", share)], made_up=_WHY)


def case_finding_example(question: Question) -> Finding:
    """A register beside an expected number with its limits."""
    found = undiagnosed_share(750, 1000, 900, 1100)
    columns = {
        "Count": ["Registered", "Expected", "Expected, at least", "Expected, at most"],
        "People": counts_of(np.array([750.0, 1000.0, 900.0, 1100.0])),
    }
    told = result(found, _SHARE)
    return example(
        question, "case_finding", f"On no register: {told}.", columns, results=[("On no register", told)], made_up=_WHY
    )


def representation_example(question: Question) -> Finding:
    """Three groups, how many of each live here and took part, and the ratio of the shares."""
    took, lives = np.array([10.0, 30.0, 60.0]), np.array([200.0, 200.0, 600.0])
    found, short = representation_ratio(took, took.sum(), lives), people_short(took, took.sum(), lives)
    ratios = [result(found.at(place), RATIO) for place in range(3)]
    columns = {
        "Group": ["A", "B", "C"],
        "Took part": counts_of(took),
        "Live here": counts_of(lives),
        "Ratio": ratios,
        "More needed for a ratio of 1": [number(each) for each in short],
    }
    whole = with_unit(float(took.sum()), Unit("", "", 0))
    sentence = f"A is {ratios[0]}: {columns['Took part'][0]} of {whole} who took part, {columns['Live here'][0]} here."
    return example(question, "representation", sentence, columns, results=[("All who took part", whole)], made_up=_WHY)

"""Methods: records and trust, with their worked examples, made up where a table would be needed."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import counts_of, example, result
from components.findings.question import Question
from components.measures.people.representation import people_short, representation_ratio
from components.measures.people.waiting_time import median_wait
from components.measures.records.case_finding import undiagnosed_share
from components.measures.records.recording_needed import recording_needed
from components.style.numbers import RATIO, Unit, number, with_unit

_FAMILY = "Records and trust"
_WHY = "it needs tables of records or of who takes part, which are read on their own pages"
_SHARE = Unit("", "", 2)
_DAYS = Unit(" days", "days", 0)


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


def median_wait_example(question: Question) -> Finding:
    """Eight waits, three of them still going on, and the middle one with those counted in."""
    days = np.array([20.0, 28.0, 35.0, 50.0, 60.0, 75.0, 90.0, 120.0])
    ended = np.array([True, True, True, False, True, True, False, False])
    found = median_wait(days, ended)
    told = with_unit(float(found.estimate), _DAYS)
    columns = {"Wait (days)": counts_of(days), "Has ended": ["yes" if each else "not yet" for each in ended]}
    sentence = f"Half of these waits have ended within {told}, those still going on counted in."
    return example(question, "median_wait", sentence, columns, results=[("Middle wait", told)], made_up=_WHY)


RECORDS_AND_TRUST = (
    Method(
        "recording_needed",
        _FAMILY,
        "How much must be recorded before a gap is certain",
        "The smallest share of the people of unknown group whose group would have to be recorded before the direction of a "
        "gap is certain, whoever the rest are. 0% means it is certain already.",
        formula(
            r"\min\ f:\ \ 0\notin\left[\min_{c\in C_f} g(c),\ \max_{c\in C_f} g(c)\right]",
            r"C_f:\ (1-f)U\ \text{people may be in any group,}",
            r"fU\ \text{join the groups in proportion, at their rates}",
        ),
        "To decide where completing records would settle most, and when there is enough to act.",
        "Not as a forecast: people not yet recorded may differ from those who are, so the rest stay free to be anyone.",
        "Manski 2003 (partial identification), followed as the unknown shrink.",
        worked=recording_needed_example,
    ),
    Method(
        "case_finding",
        _FAMILY,
        "Case-finding gap",
        "Of the people expected to have a condition, the share who are on no register. 25% is 1 in 4 not found.",
        formula(r"1-\frac{\text{registered}}{\text{expected}}", r"\text{limits: those of the expected number}"),
        "To see where looking harder would find most people, by deprivation fifth or neighbourhood.",
        "Not where the expected number was made for another population: it is a model's, and its error is not chance.",
        "Observed to expected prevalence as in OHID's public health profiles.",
        worked=case_finding_example,
    ),
    Method(
        "representation",
        _FAMILY,
        "Representation ratio",
        "A group's share of those who take part over its share of those who live here. 1 = as many as live here; 0.5 = half "
        "as many. People whose group is not known are left out of both.",
        formula(
            r"R_g=\frac{x_g/\sum_h x_h}{N_g/\sum_h N_h}",
            r"\text{interval: Wilson's of}\ x_g/\textstyle\sum_h x_h\ \text{over}\ N_g/\sum_h N_h",
        ),
        "For patient groups, listening sessions and surveys: whose voice is missing, and by how many people.",
        "Not as proof of being heard: people can be present and not listened to. A ratio near 1 from few people says little.",
        "Participation-to-prevalence ratio (Eshera and others 2015); Wilson 1927.",
        worked=representation_example,
    ),
    Method(
        "median_wait",
        _FAMILY,
        "How long until half are answered",
        "The time by which half of what was heard had an answer. What still waits is counted as waiting, so that a log full "
        "of open entries does not look quick. There is none where fewer than five were answered, or more than half wait.",
        formula(
            r"S(t)=\prod_{t_i\le t}\left(1-\frac{d_i}{n_i}\right),\quad \text{median}=\min\{t: S(t)\le 0.5\}",
            r"d_i\ \text{answered after } t_i\ \text{days, of } n_i\ \text{still waiting then}",
        ),
        "For answers to communities, or any wait that some are still in.",
        "Not to rank groups heard a few times each: the interval is then wide or cannot be given.",
        "Kaplan and Meier 1958; limits of the median by Brookmeyer and Crowley 1982.",
        worked=median_wait_example,
    ),
)

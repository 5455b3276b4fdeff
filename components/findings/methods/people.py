"""Methods: what closing a gap means for people, and continuity of care, with their worked examples."""

import numpy as np

from components.findings.analyst.rows import gap_unit_of
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import (
    ExampleGroups,
    counts_of,
    example,
    example_groups,
    result,
    said,
    values_of,
)
from components.findings.question import Question
from components.measures.group_axis import receive
from components.measures.people.attributable import paf, par
from components.measures.people.continuity import (
    bice_boxerman,
    contacts_by_clinician,
    herfindahl,
    own_patient_ratio,
    secon,
    slicc,
    upc,
)
from components.measures.people.levelling_up import levelling_up, levelling_up_by_group
from components.measures.reference import choose
from components.style.numbers import COUNT, PERCENT, Unit, number, rounded_count

_PEOPLE = "People"
_CARE = "Continuity"
_INDEX = Unit("", "", 2)
# Contacts that the named clinician of the made-up list has with patients of other lists.
_ELSEWHERE = 7.0


def _reference(question: Question, found: ExampleGroups) -> str:
    """The reference of the selection: the least disadvantaged group where ordered (as in the made-up one), else the best."""
    ordered = bool(found.made_up) or question.dimension.ordered
    return "least_disadvantaged" if ordered else "best"


def _columns(question: Question, found: ExampleGroups) -> dict[str, list[str]]:
    groups = found.groups
    target = choose(receive(groups.value, groups.people), _reference(question, found), groups.higher_is_better)
    return {
        "Group": [
            f"{label} (reference)" if chosen else label
            for label, chosen in zip(groups.labels, target.is_group, strict=True)
        ],
        f"y ({found.groups.unit.axis})": values_of(groups, groups.value, groups.unit),
        "n (people)": counts_of(groups.people),
    }


def levelling_up_example(question: Question) -> Finding:
    """Each group's part of the count, and the sum with its interval."""
    found = example_groups(question, counted=True)
    groups, reference = found.groups, _reference(question, found)
    data, better = (groups.value, groups.people, groups.error), groups.higher_is_better
    if groups.per is None:
        raise ValueError("per: found none, expected what the values of counted groups are stated per")
    parts = levelling_up_by_group(*data, per=groups.per, higher_is_better=better, reference=reference)
    columns = _columns(question, found) | {"n × shortfall": [_part(each, question) for each in parts.estimate]}
    whole = levelling_up(*data, per=groups.per, higher_is_better=better, reference=reference)
    few = bool(whole.defined) and 0 < float(whole.estimate) <= question.hidden_to
    total = rounded_count(float(whole.estimate), question.hidden_to) if few else result(whole, COUNT)
    sentence = f"The groups’ parts add up to {total}."
    return example(question, "levelling_up", sentence, columns, results=[("Sum", total)], of=found)


def _part(people: float, question: Question) -> str:
    """One group's part, unless the dataset's rule would hide so small a count."""
    return rounded_count(people, question.hidden_to) if 0 < people <= question.hidden_to else said(people, COUNT)


def attributable_example(question: Question) -> Finding:
    """The reference group's level less the average, and that over the average."""
    found = example_groups(question)
    groups, reference = found.groups, _reference(question, found)
    data, better = (groups.value, groups.people, groups.error), groups.higher_is_better
    risk, fraction = (
        each(*data, higher_is_better=better, reference=reference, correlation=groups.together) for each in (par, paf)
    )
    average = receive(groups.value, groups.people).average
    results = [
        ("μ (average)", said(float(average), groups.unit)),
        ("PAR", result(risk, gap_unit_of(groups))),
        ("PAF", result(fraction, PERCENT)),
    ]
    sentence = f"PAR: {results[1][1]}. As a percentage of the average, PAF: {results[2][1]}."
    return example(question, "attributable", sentence, _columns(question, found), results=results, of=found)


def continuity_example(question: Question) -> Finding:
    """Four made-up patients' contacts in order, and their indices; a dataset holds no single contacts."""
    seen = np.array([[0, 0, 0, 1, 0], [0, 1, 0, 1, 0], [0, 1, 2, 0, 0], [0, -1, -1, -1, -1]], dtype=float)
    contacts = contacts_by_clinician(seen, 3)
    indices = {
        "UPC": upc(contacts),
        "Bice–Boxerman": bice_boxerman(contacts),
        "Herfindahl": herfindahl(contacts),
        "SECON": secon(seen),
    }
    letters = np.array(["A", "B", "C"])
    columns = {
        "Patient": [number(place + 1) for place in range(len(seen))],
        "Clinicians seen, in order": [" ".join(letters[row[row >= 0].astype(int)]) for row in seen],
    } | {name: [result(index.at(place), _INDEX) for place in range(len(seen))] for name, index in indices.items()}
    named, total = float(contacts[:, 0].sum()), float(contacts.sum())
    share = slicc(named, total)
    own = own_patient_ratio(named, named + _ELSEWHERE)
    results = [
        ("SLICC, A is the named clinician", f"{number(named)} of {number(total)}: {result(share, _INDEX)}"),
        (
            f"Own-patient ratio of A, who has {number(_ELSEWHERE)} contacts with others’ patients",
            f"{number(named)} of {number(named + _ELSEWHERE)}: {result(own, _INDEX)}",
        ),
    ]
    sentence = (
        f"Of {number(total)} contacts, {number(named)} are with the named clinician: SLICC {result(share, _INDEX)}."
    )
    why = "a dataset holds counts, never single people’s contacts"
    return example(question, "continuity", sentence, columns, results=results, made_up=why)


PEOPLE = (
    Method(
        "levelling_up",
        _PEOPLE,
        "Levelling-up count",
        "How many people (or events) there would be fewer or more of if every group did as well as the least deprived.",
        formula(
            r"\sum_j n_j\,\max(0,\ y_{\mathrm{ref}}-y_j)",
            r"\text{(mirrored where lower is better)}",
        ),
        "To turn a gap into people, and to put gaps in an order. Cards are ordered by its lower 95% limit.",
        "Not as a forecast: it says what equality with the reference would mean, not what a service could achieve.",
        "Mackenbach and Kunst 1997; WHO Health Equity Assessment Toolkit technical notes.",
        worked=levelling_up_example,
    ),
    Method(
        "attributable",
        _PEOPLE,
        "Population attributable risk and fraction (PAR, PAF)",
        "How far the overall level would move if everyone had the level of the reference group, in the indicator's units "
        "(PAR) and as a percentage of the overall level (PAF). Below 0 is a fall.",
        formula(
            r"\mathrm{PAR}=y_{\text{ref}}-\mu\qquad \mathrm{PAF}=100\,\mathrm{PAR}/\mu",
            r"se^2=\sum_j\left([j=\text{ref}]-p_j\right)^2 se_j^2",
        ),
        "To say what the inequality costs the whole population.",
        "Not as what a programme would achieve: nothing says the reference's level is within reach, or that one cause made "
        "the gap. Both are 0 where the reference is no better than the average.",
        "WHO Health Equity Assessment Toolkit technical notes; Walter 1978.",
        worked=attributable_example,
    ),
)

CARE = (
    Method(
        "continuity",
        _CARE,
        "Continuity indices (UPC, Bice–Boxerman, SECON, SLICC)",
        "How far a patient sees the same clinician: the share with the one seen most (UPC), how gathered contacts are "
        "(Bice–Boxerman, Herfindahl), how often two visits in a row are with the same one (SECON), the share of a list's "
        "contacts with its named clinician (SLICC), and of a clinician's contacts the share with patients of their own "
        "list (own-patient ratio).",
        formula(
            r"\mathrm{UPC}=\frac{\max_j n_j}{n}\qquad \mathrm{COC}=\frac{\sum_j n_j^2-n}{n(n-1)}",
            r"\text{Herfindahl}=\sum_j\left(\frac{n_j}{n}\right)^2",
            r"\mathrm{SECON}=\frac{\#\{t: c_t=c_{t+1}\}}{n-1}",
            r"\mathrm{SLICC}=\frac{\text{contacts with the named clinician}}{\text{contacts of the list}}",
        ),
        "UPC and Bice–Boxerman need at least two contacts; three are usual. SLICC needs only a practice's own appointments.",
        "Not for patients with one contact. People with many contacts have lower scores for the same care, so compare like "
        "with like.",
        "Bice and Boxerman 1977; Steinwachs 1979; Sidaway-Lee and others 2023 (British Journal of General Practice).",
        worked=continuity_example,
    ),
)

"""Methods: values adjusted for age, worked out from the ages of the groups on screen."""

import numpy as np

from components.findings.age_adjusted import FACTOR, age_adjustment
from components.findings.age_words import as_counted, can_be_adjusted
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import counts_of, example, said
from components.findings.question import Question
from components.findings.values import displayed
from components.measures.values.age_factor import age_factor
from components.style.numbers import PERCENT, Unit, number
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import DIMENSIONS

_FACTOR = Unit("", "", 3)
_BANDS = list(AGE_COLUMNS)
_NOT_KNOWN = "the ages of these groups, or the values by age, are not known"


def age_example(question: Question) -> Finding:
    """Each group's people by age, the value that everyone's rates by age would give it, and its value divided by that."""
    known = age_adjustment(question.dataset, question.indicator.id)
    if known is None or not can_be_adjusted(question):
        return _made_up(question)
    counted = as_counted(question).groups.set_index("group")["value"]
    codes = [code for code in question.dimension.known_groups if np.isfinite(counted.get(code, np.nan))]
    about = (question.area_level, question.selection.area, question.selection.by)
    ages = known.ages.loc[[(*about, code) for code in codes]]
    factor, value = ages[FACTOR].to_numpy(float), counted.loc[codes].to_numpy(float)
    unit, scale = question.unit, _scale(question)
    shown = [name for name in _BANDS if np.isfinite(known.rates[_BANDS.index(name)])]
    columns = {
        "Group": [question.dimension.label_of(code) for code in codes],
        **{
            f"Aged {_label(name)} ({said(scale * known.rates[_BANDS.index(name)], unit)})": counts_of(
                ages[name].to_numpy(float)
            )
            for name in shown
        },
        "f": [said(each, _FACTOR) for each in factor],
        f"As counted ({unit.axis})": [said(each, unit) for each in value],
        f"Adjusted for age ({unit.axis})": [said(each, unit) for each in value / factor],
    }
    first = columns["Group"][0]
    sentence = (
        f"{first}: with everyone's value at each age (in the headings) its ages alone would make its value {columns['f'][0]} "
        f"times everyone's, so {said(value[0], unit)} as counted is {said(value[0] / factor[0], unit)} adjusted for age."
    )
    return example(question, "age", sentence, columns)


def _scale(question: Question) -> float:
    indicator = question.indicator
    return indicator.multiplier if indicator.value_type == "rate" else displayed(1.0, indicator)


def _label(column: str) -> str:
    return DIMENSIONS["age"].label_of(AGE_COLUMNS[column])


def _made_up(question: Question) -> Finding:
    people, rates = np.array([[80.0, 20.0], [50.0, 50.0], [20.0, 80.0]]), np.array([0.1, 0.3])
    factor, value = age_factor(people, rates, np.array([50.0, 50.0])), np.array([21.0, 20.0, 19.5])
    columns = {
        "Group": ["A", "B", "C"],
        "Younger people (10.0%)": counts_of(people[:, 0]),
        "Older people (30.0%)": counts_of(people[:, 1]),
        "f": [said(each, _FACTOR) for each in factor],
        "As counted (%)": [said(each, PERCENT) for each in value],
        "Adjusted for age (%)": [said(each, PERCENT) for each in value / factor],
    }
    sentence = (
        f"Group A is younger: its ages alone would make its value {columns['f'][0]} times everyone's, so "
        f"{said(value[0], PERCENT)} as counted is {said(value[0] / factor[0], PERCENT)} adjusted for age."
    )
    return example(question, "age", sentence, columns, made_up=_NOT_KNOWN)


AGE = (
    Method(
        "age",
        "Single values",
        "Adjusted for age",
        "What a group's value would be if its people were as old as everyone in the whole area. Older people are ill more "
        "often, so a young group can look well, and an old one badly served, by age alone. Each value is divided by f: how "
        "many times everyone's value the group's would be if only its ages differed.",
        formula(
            r"f=\frac{\sum_a p_a\,r_a}{\sum_a P_a\,r_a}\qquad \text{adjusted}=\frac{x/n}{f}",
            r"=\text{observed over expected, times everyone's value}",
            r"p_a, P_a:\ \text{share of the group, and of everyone, of age } a;\quad r_a:\ \text{everyone's value at age } a",
            r"\text{limits, and the areas beneath: those of } x/(n f)",
        ),
        "To see whether a gap is more than that groups differ in age. It is on wherever people by age of each group and the "
        f"indicator by age are loaded, in {number(len(AGE_COLUMNS))} bands. Load the table age_structure (its "
        "template is on Your data), NHS England's patients by practice and five-year age group, or ages by small "
        "area (ONS mid-year estimates or the Census), and the indicator itself by age.",
        "Not to say how many people are affected: that is the value as counted. Inside a band ages may still differ; and "
        "where a group's disadvantage is itself different at each age, no one figure tells it.",
        "Breslow and Day 1987 (indirect standardisation); OHID technical guidance.",
        worked=age_example,
    ),
)

"""Methods: single values and their intervals, each with its worked example."""

import numpy as np

from components.findings.age_words import as_counted
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
from components.measures.spread.funnel import ratio_limits, ratio_position
from components.measures.values.life_expectancy import BAND_STARTS, life_expectancy
from components.measures.values.mean import mean_of
from components.measures.values.standardised import (
    ESP2013,
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)
from components.style.numbers import COUNT, RATIO, Unit, interval, interval_cell, number, with_unit

_VALUES = "Single values"
_PER_100_000 = Unit(" per 100,000", "per 100,000", 1)

_YEARS = Unit(" years", "years", 1)
_NO_AGES = "this dataset gives no counts by age group for one place and cause"
_BANDS = ("0–4", *(f"{start}–{start + 4}" for start in range(5, 90, 5)), "90 and over")
_DEATHS = np.array([8, 1, 1, 2, 4, 5, 7, 9, 13, 20, 32, 48, 70, 96, 140, 190, 260, 330, 420, 620], dtype=float)
_LIVES = np.array([1.2, 4.8, 6, 6, 6.1, 6.8, 7.2, 7.4, 7, 6.6, 6.4, 6.6, 6, 5.2, 4.6, 4.2, 3.4, 2.4, 1.6, 1.1])


def value_example(question: Question) -> Finding:
    """Each selected group's count, its number of people, and the value and interval made of them."""
    found = example_groups(question, counted=True)
    groups = found.groups
    shown = np.flatnonzero(groups.used)
    first, unit = int(shown[0]), groups.unit
    counts, people = (float(each[first]) for each in (groups.events, groups.people))
    lower, upper = _by_counting(question, found)
    sentence = (
        f"{groups.labels[first]}: {number(counts)} of {number(people)} is {with_unit(float(groups.value[first]), unit)}, "
        f"{interval(float(lower[first]), float(upper[first]), unit)}."
    )
    wider = {}
    if found.allows_for:
        wider["Limits on the other pages"] = [
            interval_cell(float(low), float(high), unit) if np.isfinite(low) else ""
            for low, high in zip(groups.lower, groups.upper, strict=True)
        ]
        sentence += (
            f" The other pages say {interval(float(groups.lower[first]), float(groups.upper[first]), unit)}: they allow for "
            "how the areas that make up a group differ, which counting people does not."
        )
    columns = {
        "Group": groups.labels,
        "x (counted)": counts_of(groups.events),
        "n (out of)": counts_of(groups.people),
        f"Value ({groups.unit.axis})": values_of(groups, groups.value, unit),
        "Lower 95% limit": values_of(groups, lower, unit),
        "Upper 95% limit": values_of(groups, upper, unit),
    }
    return example(question, "value", sentence, columns | wider, made_up=found.made_up)


def _by_counting(question: Question, found: ExampleGroups) -> tuple[np.ndarray, np.ndarray]:
    """The limits of the groups' values by counting people alone, (groups,) each."""
    if found.made_up:
        return found.groups.lower, found.groups.upper
    chosen = question.selection
    rows = as_counted(question).values(areas=[chosen.area], by=chosen.by).set_index("group")
    lower, upper = (rows.loc[list(found.groups.codes), name].to_numpy(float) for name in ("lower", "upper"))
    return lower, upper


def mean_example(question: Question) -> Finding:
    """A mean of a few made-up waiting times, with Student's interval: a dataset holds no single people."""
    days = np.array([9.0, 14.0, 11.0, 16.0, 12.0, 10.0, 13.0])
    found, unit = mean_of(days), Unit(" days", "days", 1)
    columns = {
        "Person": [number(place + 1) for place in range(len(days))],
        "Days waited": [number(each) for each in days],
    }
    results = [("Mean", result(found, unit)), ("People (n)", number(len(days)))]
    sentence = f"The mean of {number(len(days))} people’s waits is {result(found, unit)}."
    why = "a dataset holds counts and published values, never single people"
    return example(question, "mean", sentence, columns, results=results, made_up=why)


def standardised_example(question: Question) -> Finding:
    """A directly standardised rate of made-up deaths in the 19 age bands of the European Standard Population."""
    deaths, lives = _nineteen(_DEATHS), _nineteen(_LIVES) * 1000
    found = directly_standardised_rate(deaths, lives)
    crude = 100_000 * deaths.sum() / lives.sum()
    columns = {
        "Age": _BANDS,
        "Events": counts_of(deaths),
        "People": counts_of(lives),
        "Rate per 100,000": [said(each, _PER_100_000) for each in 100_000 * deaths / lives],
        "Standard population": counts_of(np.array(ESP2013, dtype=float)),
    }
    results = [("Crude rate", with_unit(crude, _PER_100_000)), ("Directly standardised", result(found, _PER_100_000))]
    sentence = f"The crude rate is {results[0][1]}; with the standard population’s ages it is {results[1][1]}."
    return example(question, "standardised", sentence, columns, results=results, made_up=_NO_AGES)


def _nineteen(bands: np.ndarray) -> np.ndarray:
    """Twenty bands with ages under 1 and 1 to 4 put together."""
    return np.concatenate([[bands[:2].sum()], bands[2:]])


def indirect_example(question: Question) -> Finding:
    """Observed over expected, by made-up age bands and reference rates."""
    names = ("0–39", "40–64", "65 and over")
    events, people = np.array([12.0, 40.0, 88.0]), np.array([4000.0, 3000.0, 1500.0])
    seen, at_risk = np.array([2500.0, 9000.0, 40000.0]), np.array([1e6, 8e5, 8e5])
    ratio = indirectly_standardised_ratio(events, people, seen, at_risk)
    rate = indirectly_standardised_rate(events, people, seen, at_risk)
    expected, funnel = people * seen / at_risk, ratio_limits(events.sum())
    columns = {
        "Age": names,
        "Observed": counts_of(events),
        "People": counts_of(people),
        "Reference rate per 100,000": [said(each, _PER_100_000) for each in 100_000 * seen / at_risk],
        "Expected": [said(each, Unit("", "", 1)) for each in expected],
    }
    results = [
        ("All observed", with_unit(float(events.sum()), COUNT)),
        ("All expected", said(expected.sum(), Unit("", "", 1))),
        ("Ratio", result(ratio, RATIO)),
        (
            "Funnel limits around 1 at this count (95%)",
            f"{said(float(funnel.lower_95), RATIO)} to {said(float(funnel.upper_95), RATIO)}",
        ),
        ("Against 1", str(ratio_position(events.sum(), expected.sum()))),
        ("Standardised rate", result(rate, _PER_100_000)),
    ]
    sentence = f"{results[0][1]} events where {results[1][1]} are expected: a ratio of {results[2][1]}."
    return example(question, "indirect", sentence, columns, results=results, made_up=_NO_AGES)


def life_expectancy_example(question: Question) -> Finding:
    """Life expectancy from made-up deaths in twenty age bands."""
    lives = _LIVES * 1000
    found = life_expectancy(_DEATHS, lives)
    ages = ["under 1", "1–4", *_BANDS[1:]]
    assert len(ages) == len(BAND_STARTS)
    columns = {
        "Age": ages,
        "Deaths": counts_of(_DEATHS),
        "People (person-years)": counts_of(lives),
        "Years still ahead": [said(each, _YEARS) for each in found.estimate],
    }
    at_birth = result(found.at(0), _YEARS)
    sentence = f"At birth, {at_birth}."
    results = [("At birth", at_birth)]
    return example(question, "life_expectancy", sentence, columns, results=results, made_up=_NO_AGES)


VALUES = (
    Method(
        "value",
        _VALUES,
        "A value and its interval",
        "A share of people (%) or a number of events per so many people. The 95% interval holds the values that chance "
        "alone could easily have produced from the same underlying level.",
        formula(
            r"p=\frac{x}{n}\qquad\text{share: Wilson}",
            r"\frac{2x+z^2\pm z\sqrt{z^2+4x(1-p)}}{2(n+z^2)}",
            r"\text{rate: exact Poisson under 10 events,}",
            r"x\left(1-\tfrac{1}{9x}-\tfrac{z}{3\sqrt{x}}\right)^{3}\text{ and Byar's upper limit from 10}",
        ),
        "To read any single figure. Narrow intervals mean many people were counted.",
        "Not to compare two groups by whether their intervals overlap: read the gap's own interval.",
        "OHID technical guidance; Wilson 1927; Breslow and Day 1987 (Byar).",
        worked=value_example,
    ),
    Method(
        "mean",
        _VALUES,
        "Means, and values published with their own interval",
        "An average of measured numbers, whose interval comes from how much they vary; or a figure that its publisher gives "
        "with an interval (a median, a survey share), which is carried as it is.",
        formula(r"\bar y\ \pm\ t_{n-1}\,\frac{s}{\sqrt n}", r"se=\frac{u-l}{2z}\quad\text{from a published interval}"),
        "For waiting days, continuity scores and survey results.",
        "Not for an average of averages: each must be weighted by how many it is of. One value alone shows no spread.",
        "Student 1908; OHID technical guidance.",
        worked=mean_example,
    ),
    Method(
        "standardised",
        _VALUES,
        "Directly standardised rate (DSR)",
        "What the rate would be if this area or group had the ages of the European Standard Population: age differences are "
        "taken out.",
        formula(
            r"\mathrm{DSR}=\frac{\sum_i w_i\,x_i/n_i}{\sum_i w_i}",
            r"\mathrm{DSR}+\sqrt{v/X}\,(X_L-X)\ \text{ to }\ \mathrm{DSR}+\sqrt{v/X}\,(X_U-X)",
            r"v=\frac{\sum_i w_i^2\,x_i/n_i^2}{(\sum_i w_i)^2}\qquad X=\textstyle\sum_i x_i",
        ),
        "To compare deaths or admissions between places with older and younger people.",
        "Not under 10 events, and not to say how many people are affected: it is a rate of an invented population.",
        "Dobson and others 1991; Eurostat 2013 (European Standard Population).",
        worked=standardised_example,
    ),
    Method(
        "indirect",
        _VALUES,
        "Indirectly standardised ratio and rate",
        "Events seen over the events expected if every age band had the rates of a reference population.",
        formula(
            r"E=\sum_i n_i\,\frac{X_i}{N_i}\qquad \mathrm{ISR}=\frac{O}{E}",
            r"\text{interval: Poisson limits of } O \text{, over } E",
            r"\text{rate}=\mathrm{ISR}\times\text{the reference's crude rate}",
        ),
        "Where areas are small: age-specific rates need not be known in them, only their people and their total of events.",
        "Not to compare two areas with one another: each is weighed by its own ages.",
        "OHID technical guidance; Breslow and Day 1987.",
        worked=indirect_example,
    ),
    Method(
        "life_expectancy",
        _VALUES,
        "Life expectancy",
        "The years a newborn would live on average if today's death rates of each age held for life.",
        formula(
            r"q_i=\frac{w_i M_i}{1+w_i(1-a_i)M_i}\qquad M_i=\frac{d_i}{n_i}",
            r"L_i=w_i\,(l_{i+1}+a_i\,l_i q_i)",
            r"e_i=\frac{1}{l_i}\sum_{j\ge i}L_j\qquad L_{\text{last}}=l_{\text{last}}/M_{\text{last}}",
        ),
        "To sum mortality at all ages in one figure that people understand.",
        "Not under 5,000 person-years: a few deaths then move it by years. It is not a forecast for anyone alive.",
        "Chiang 1984; Silcocks and others 2001 (variance).",
        worked=life_expectancy_example,
    ),
)

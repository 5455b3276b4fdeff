"""Worked examples of comparing places and cells: neighbourhoods on screen, or made-up ones where they are not given."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.findings.against_country import AGAINST_WORDS
from components.findings.analyst.rows import finer
from components.findings.everyone_values import everyone_values
from components.findings.finding import Finding
from components.findings.methods.worked_example import MADE_UP, chance_said, counts_of, example, said
from components.findings.question import Question
from components.findings.ranked_areas import ranked_areas, whole_area_value
from components.findings.standing import apart_either_way, area_spread, funnel_limits, standing
from components.findings.where.areas import ranking_finding
from components.findings.where.need import need_finding
from components.findings.who.grid import grid_finding
from components.measures.spread.false_discovery import adjusted_p_values, flagged, two_sided_p
from components.measures.spread.funnel import position, proportion_limits, widened_limits
from components.measures.spread.off_the_line import off_the_line
from components.measures.spread.rank import rank_intervals
from components.measures.spread.shrinkage import FEWEST_AREAS, shrink_proportions, shrink_rates
from components.measures.values.proportion import standard_error
from components.style.numbers import COUNT, PERCENT, RATIO, Unit, number, with_unit

_SEEN, _PEOPLE = np.array([0.0, 40.0, 55.0, 70.0]), np.array([20.0, 200.0, 200.0, 200.0])
_NAMES = ["Ashdown", "Birchwood", "Cedar Hill", "Dale End"]
_FALSE_SHARE = 0.05
_NO_COUNTS = "neighbourhoods are not given with counts for this selection"


def _counted_areas(question: Question, *, fewest: int = 2) -> pd.DataFrame | None:
    """Neighbourhoods with counts; None where too few are given with them."""
    if question.indicator.value_type not in ("proportion", "rate"):
        return None
    rows = ranked_areas(question)
    rows = rows[rows["numerator"].notna() & (rows["denominator"] > 0)]
    return rows if len(rows) >= fewest else None


def _about(question: Question) -> str:
    return f"{question.indicator.short_name}: neighbourhoods, {question.period}"


def funnel_example(question: Question) -> Finding:
    """Each neighbourhood's value, its limits by chance alone and with how areas differ, and whether it is marked."""
    rows, level = _counted_areas(question), whole_area_value(question)
    indicator, made_up, unit = question.indicator, "", question.unit
    if rows is None or level is None:
        indicator, made_up, unit = (
            replace(indicator, value_type="proportion", predicate="are seen"),
            _NO_COUNTS,
            PERCENT,
        )
        level = 100 * _SEEN.sum() / _PEOPLE.sum()
        rows = pd.DataFrame(
            {"name": _NAMES, "numerator": _SEEN, "denominator": _PEOPLE, "value": 100 * _SEEN / _PEOPLE}
        )
        rows = standing(rows.assign(lower=np.nan, upper=np.nan), level, indicator)
    people, spread = rows["denominator"].to_numpy(float), area_spread(rows, level, indicator)
    limits = funnel_limits(people, level, indicator)
    wider = widened_limits(limits, spread.spread, len(rows))
    columns = {
        "Neighbourhood": list(rows["name"]),
        f"Value ({unit.axis})": [said(each, unit) for each in rows["value"]],
        "n (people)": counts_of(people),
        "95% limits, chance alone": _between(limits.lower_95, limits.upper_95, unit),
        "95% limits, areas that differ": _between(wider.lower_95, wider.upper_95, unit),
        "Marked": list(rows["standing"]),
    }
    marked = int((rows["standing"] != "similar").sum())
    apart = int(apart_either_way(rows["standing"]).sum())
    outside = int(((rows["value"] < limits.lower_95) | (rows["value"] > limits.upper_95)).sum())
    results = [
        ("P (comparator)", with_unit(level, unit)),
        ("Outside 95% by chance alone", number(outside)),
        ("φ (variance over that of chance)", said(float(spread.ratio), RATIO)),
        ("τ (spread of the areas)", said(float(spread.spread), finer(unit))),
        ("Marked", number(marked)),
        ("Marked twice", number(apart)),
    ]
    sentence = (
        f"Around {results[0][1]}, {results[1][1]} of the areas lie outside the limits of chance alone; {results[4][1]} are "
        f"marked once it is allowed for their being many, and {results[5][1]} twice, once it is for how areas differ too."
    )
    return example(question, "funnel", sentence, columns, results=results, made_up=made_up, about=_about(question))


def _between(lower: np.ndarray, upper: np.ndarray, unit: Unit) -> list[str]:
    return [f"{said(low, unit)} to {said(high, unit)}" for low, high in zip(lower, upper, strict=True)]


def rank_example(question: Question) -> Finding:
    """Ranks with their simulated ranges: the ranking's own table, or made-up areas."""
    found = ranking_finding(question)
    if found.verdict != "cannot tell" and ranked_areas(question)["rank_lower"].notna().any():
        return found
    share = _SEEN / _PEOPLE
    ranks = rank_intervals(share, standard_error(_SEEN, _PEOPLE), higher_is_better=False)
    columns = {
        "Neighbourhood": _NAMES,
        "Value": [said(each, PERCENT) for each in 100 * share],
        "Rank (1 = best)": [said(each, COUNT) for each in ranks.estimate],
        "95% range": [f"{number(low)} to {number(high)}" for low, high in zip(ranks.lower, ranks.upper, strict=True)],
    }
    why = "neighbourhoods are not given with intervals for this selection"
    return example(question, "rank", "Ranges that overlap do not tell who is last.", columns, made_up=why)


def shrinkage_example(question: Question) -> Finding:
    """Each neighbourhood's own value and the steadier one."""
    rows = _counted_areas(question, fewest=FEWEST_AREAS)
    if rows is None:
        names, events, people, made_up = _NAMES, _SEEN, _PEOPLE, _NO_COUNTS
        found, unit, times, per = shrink_proportions(_SEEN, _PEOPLE), PERCENT, 100.0, 100.0
    else:
        names, made_up, unit = list(rows["name"]), "", question.unit
        events, people = rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float)
        if question.indicator.value_type == "proportion":
            found, times, per = shrink_proportions(events, people), 100.0, 100.0
        else:
            per, times = question.indicator.multiplier, 1.0
            found = shrink_rates(events, people, multiplier=per)
    own = per * events / people
    own_head = f"Own value ({unit.axis})"
    columns = {
        "Neighbourhood": names,
        own_head: [said(each, finer(unit)) for each in own],
        "n (people)": counts_of(people),
        "Steadier value": [said(times * each, finer(unit)) for each in found.estimate],
        "95% limits": [
            f"{said(times * low, unit)} to {said(times * high, unit)}"
            for low, high in zip(found.lower, found.upper, strict=True)
        ],
    }
    moved = int(np.argmax(np.abs(times * found.estimate - own)))
    sentence = f"Moved most: {names[moved]}, from {columns[own_head][moved]} to {columns['Steadier value'][moved]}."
    return example(question, "shrinkage", sentence, columns, made_up=made_up, about=_about(question))


def false_discovery_example(question: Question) -> Finding:
    """P-values of every neighbourhood against the whole area, as they are and adjusted for being many."""
    rows, level = ranked_areas(question), whole_area_value(question)
    rows = rows[rows["value"].notna() & rows["se"].notna()]
    if level is None or len(rows) < 2:
        names, made_up = [f"Cell {number(place + 1)}" for place in range(6)], "neighbourhoods have no intervals here"
        away, error = np.array([0.2, 1.1, 2.1, 2.3, 2.9, 3.6]), np.ones(6)
        cells, unit = away, Unit("", "", 1)
    else:
        names, made_up, unit = list(rows["name"]), "", question.unit
        cells = rows["value"].to_numpy(float)
        away, error = cells - level, rows["se"].to_numpy(float)
    raw = two_sided_p(away, error)
    adjusted, declared = adjusted_p_values(raw), flagged(raw, rate=_FALSE_SHARE)
    columns = {
        "Neighbourhood": names,
        f"Value ({unit.axis})": [said(each, unit) for each in cells],
        "p": [chance_said(each) for each in raw],
        "Adjusted p": [chance_said(each) for each in adjusted],
        "Declared": ["yes" if each else "no" for each in declared],
    }
    results = [
        ("p under 0.05 before adjusting", number(int((raw < _FALSE_SHARE).sum()))),
        ("Declared after adjusting", number(int(declared.sum()))),
    ]
    sentence = f"Of {number(len(names))} tests, {results[0][1]} are marked before adjusting and {results[1][1]} after."
    results.append(("Tests", number(len(names))))
    return example(
        question, "false_discovery", sentence, columns, results=results, made_up=made_up, about=_about(question)
    )


def grid_example(question: Question) -> Finding:
    """The grid of deprivation by ethnic group where it is given, else made-up cells by the same limits."""
    found = grid_finding(question)
    if found.verdict != "cannot tell":
        return found
    return _made_up_cells(question, "grid", "deprivation and ethnic group are not given together here")


def need_example(question: Question) -> Finding:
    """The line of the indicator on deprivation where neighbourhoods are given, else made-up cells' standing."""
    found = need_finding(question)
    if found.verdict != "cannot tell":
        return found
    return _made_up_line(question)


def country_example(question: Question) -> Finding:
    """Each surveyed measure of everyone with England's, its z and what is said of it; made-up ones where none is given."""
    judged = [each for each in everyone_values(question) if each.against]
    value, error, country, country_error = (
        np.array([64.0, 70.5, 81.0]),
        np.full(3, 0.9),
        np.array([68.6, 70.0, 78.0]),
        np.full(3, 0.2),
    )
    names, said_of, made_up = ["Measure A", "Measure B", "Measure C"], ["worse", "similar", "better"], ""
    if judged:
        value, error = np.array([each.value for each in judged]), np.array([each.error for each in judged])
        country = np.array([each.country or 0.0 for each in judged])
        country_error = np.array([each.country_error for each in judged])
        names, said_of = [each.indicator.short_name for each in judged], [each.against for each in judged]
    else:
        made_up = "no survey gives everyone here and in England"
    z = (value - country) / np.hypot(error, country_error)
    columns = {
        "Measure": names,
        "Here": [said(each, PERCENT) for each in value],
        "England": [said(each, PERCENT) for each in country],
        "z": [number(each, 2) for each in z],
        "p": [chance_said(each) for each in two_sided_p(z, 1.0)],
        "Said": [AGAINST_WORDS[each] for each in said_of],
    }
    sentence = "Each difference is set against its own chance, and all of them are judged together."
    return example(question, "against_country", sentence, columns, made_up=made_up)


def _made_up_cells(question: Question, method: str, why: str) -> Finding:
    limits = proportion_limits(0.25, _PEOPLE, multiplier=100)
    value = 100 * _SEEN / _PEOPLE
    columns = {
        "Cell": _NAMES,
        "Value": [said(each, PERCENT) for each in value],
        "95% limits": [
            f"{said(low, PERCENT)} to {said(high, PERCENT)}"
            for low, high in zip(limits.lower_95, limits.upper_95, strict=True)
        ],
        "Position": [str(each) for each in position(value, limits)],
    }
    sentence = f"Each cell is set against limits at its own size. {MADE_UP}"
    return example(question, method, sentence, columns, made_up=why)


def _made_up_line(question: Question) -> Finding:
    deprived = np.array([0.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0])
    value, error = np.array([12.1, 13.0, 13.9, 16.2, 24.5, 21.0, 24.2]), np.full(7, 0.8)
    line = off_the_line(deprived, value, error)
    columns = {
        "Neighbourhood": [f"Place {number(place + 1)}" for place in range(len(value))],
        "Value": [said(each, PERCENT) for each in value],
        "In the most deprived fifth": [said(each, PERCENT) for each in deprived],
        "On the line": [said(each, PERCENT) for each in line.expected],
        "p": [chance_said(each) for each in line.p_value],
        "Off the line": ["yes" if each else "no" for each in flagged(line.p_value)],
    }
    why = "neighbourhoods are not given with both a figure and their deprivation"
    return example(question, "need", "Values far off the line are not explained by deprivation.", columns, made_up=why)

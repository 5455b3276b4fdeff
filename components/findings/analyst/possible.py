"""What each measure could be if hidden counts, and people of unknown group, were anything they can be: rows of the panel.

A measure of the panel leaves hidden groups and people of unknown group out. These rows say how far that could matter.
"""

from dataclasses import replace

import numpy as np

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.rows import INDEX, NOT_DEFINED, RATIO, AnalystRow, finer, gap_unit_of, words_row
from components.findings.analyst.unordered import largest_group
from components.findings.gaps import furthest_groups
from components.findings.hidden import Counts, feasible
from components.findings.question import Question
from components.findings.selected_counts import events_repeat, selected_counts
from components.measures.bounds.bounds import CONCLUSION_WORDS, Bounds, conclusion_holds
from components.measures.bounds.completions import Completions
from components.measures.bounds.concentration import absolute_concentration_bounds, relative_concentration_bounds
from components.measures.bounds.levelling_up import levelling_up_bounds
from components.measures.bounds.range import range_bounds
from components.measures.bounds.slope import relative_index_bounds, slope_index_bounds
from components.measures.bounds.tipping_point import TippingPoint, tipping_count, tipping_share
from components.measures.bounds.two_groups import against_reference_bounds, ratio_bounds
from components.style.numbers import Unit, count_interval, interval_cell, rounded_count, share, with_unit

# Every number of events that the unknown could have is a case of its own: with more than this many, only the hidden
# counts are let vary, so that the panel answers in the time of a click.
_MOST_CASES = 200
_TIPPING = "tipping point, in closed form, from the counts as shown"


def possible_rows(question: Question, groups: AnalystGroups) -> list[AnalystRow]:
    """The smallest and the largest each measure could be; none where nothing is hidden or unknown, or without counts."""
    if groups.per is None:
        return []
    rows, counts = selected_counts(question)
    unknown = bool(counts.unknown_people[0] > 0)
    if not unknown and not counts.suppressed.any():
        return []
    rule, repeat = question.dataset.manifest.disclosure, events_repeat(question)
    given = feasible(counts, rule, events_repeat=repeat, with_unknown=unknown)
    if float((given.unknown_upper - given.unknown_lower)[0]) > _MOST_CASES:
        given = feasible(counts, rule, events_repeat=repeat, with_unknown=False)
    pair = furthest_groups(rows, question.dimension, higher_is_better=groups.higher_is_better)
    places = None if pair is None else tuple(question.dimension.known_groups.index(code) for code in pair)
    found = []
    if places is not None:
        found += [_ratio_row(question, groups, given, *places), *_tipping_rows(question, counts, given, *places)]
    if question.dimension.ordered:
        # A slope weighs groups by their people, these ranges by the people of everyone's ages: then they are not about it.
        found += [] if groups.for_age else _gradient_rows(groups, given)
    else:
        found += _spread_rows(question, groups, given, counts.suppressed[0])
    if question.indicator.judged and places is not None:
        found.append(_levelling_up_row(question, groups, given, places[1]))
    return found


def _gradient_rows(groups: AnalystGroups, given: Completions) -> list[AnalystRow]:
    better, per = groups.higher_is_better, groups.per or 1.0
    sii = slope_index_bounds(given, higher_is_better=better, multiplier=per)
    aci = absolute_concentration_bounds(given, higher_is_better=better, multiplier=per)
    unit = gap_unit_of(groups)
    return [
        _row(given, "SII, possible", sii, unit, null=0.0),
        _row(given, "RII, possible", relative_index_bounds(given, higher_is_better=better), RATIO, null=1.0),
        _row(given, "ACI, possible", aci, finer(unit), null=0.0),
        _row(given, "RCI, possible", relative_concentration_bounds(given, higher_is_better=better), INDEX, null=0.0),
    ]


def _spread_rows(
    question: Question, groups: AnalystGroups, given: Completions, suppressed: np.ndarray
) -> list[AnalystRow]:
    """The range of all groups, and each hidden group against the largest."""
    unit, per = gap_unit_of(groups), groups.per or 1.0
    rows = [_row(given, "Range of all groups, possible", range_bounds(given, multiplier=per), unit)]
    largest = largest_group(groups)
    if largest < 0:
        return rows
    known, names = question.dimension.known_groups, question.dimension.groups
    reference = known.index(groups.codes[largest])
    found = against_reference_bounds(given, reference, higher_is_better=groups.higher_is_better, multiplier=per)
    return rows + [
        _row(given, f"{names[code]} v {groups.labels[largest]}, possible", found.at((..., place)), unit, null=0.0)
        for place, code in enumerate(known)
        if suppressed[place]
    ]


def _ratio_row(question: Question, groups: AnalystGroups, given: Completions, worst: int, best: int) -> AnalystRow:
    """The ratio of the two groups of the headline."""
    found = ratio_bounds(given, disadvantaged=worst, reference=best, higher_is_better=groups.higher_is_better)
    name = " v ".join(_labels(question, worst, best))
    return _row(given, f"Ratio, {name}, possible", found, RATIO, null=1.0)


def _labels(question: Question, *places: int) -> list[str]:
    return [question.dimension.groups[question.dimension.known_groups[place]] for place in places]


def _tipping_rows(question: Question, counts: Counts, given: Completions, worst: int, best: int) -> list[AnalystRow]:
    """What the hidden or the unknown would have to be for the headline’s gap to vanish, counts taken as shown."""
    given = _as_shown(counts, given)
    labels, rows = _labels(question, worst, best), []
    if given.unknown_people[0] > 0:
        found = tipping_share(given, disadvantaged=worst, reference=best)
        read = (
            f"The gap vanishes if this share of the people of unknown group are {labels[0]} and the others {labels[1]}, "
            "with one event rate among them all."
        )
        rows.append(_tipping_row("Tipping share of the unknown", found, share(_within(found)), read))
    hidden = [bool(counts.suppressed[0, place]) for place in (worst, best)]
    if hidden[0] != hidden[1]:
        of = "disadvantaged" if hidden[0] else "reference"
        found = tipping_count(given, disadvantaged=worst, reference=best, of=of)
        words = rounded_count(float(np.nan_to_num(found.value[0])), question.hidden_to)
        name = labels[0] if hidden[0] else labels[1]
        read = f"The gap vanishes if the hidden count of {name} is this."
        rows.append(_tipping_row("Tipping count of the hidden group", found, words, read))
    return rows


def _as_shown(counts: Counts, given: Completions) -> Completions:
    """What is shown taken as exact and not as rounded: one count a shown group, hidden ones anywhere in their range."""
    shown = given.used & ~counts.suppressed
    told = given.any_unknown & ~np.isnan(counts.unknown_events)
    return replace(
        given,
        lower=np.where(shown, counts.numerator, given.lower),
        upper=np.where(shown, counts.numerator, given.upper),
        unknown_lower=np.where(told, counts.unknown_events, given.unknown_lower),
        unknown_upper=np.where(told, counts.unknown_events, given.unknown_upper),
        # Rounded counts need not add up to a rounded total; the hidden ones' ranges already keep to it.
        sum_lower=np.full(given.shape, -np.inf),
        sum_upper=np.full(given.shape, np.inf),
    )


def _within(found: TippingPoint) -> float:
    """The share as it can be said: 0 to 1."""
    return float(np.clip(np.nan_to_num(found.value[0]), 0.0, 1.0))


def _tipping_row(name: str, found: TippingPoint, value: str, read: str) -> AnalystRow:
    reason = str(found.reason[0])
    if np.isnan(found.value[0]):
        return words_row(name, NOT_DEFINED, f"Not defined here: {reason}.", groups=2, method=_TIPPING)
    if reason:
        return words_row(name, "none", f"None does: {reason}.", groups=2, method=_TIPPING)
    return words_row(name, value, read, groups=2, method=_TIPPING)


def _levelling_up_row(question: Question, groups: AnalystGroups, given: Completions, reference: int) -> AnalystRow:
    found = levelling_up_bounds(given, higher_is_better=groups.higher_is_better, reference=reference)
    row = _row(given, "Levelling-up count, possible", found, Unit("", "", 0))
    if not bool(found.defined[0]):
        return row
    return words_row(
        row.name,
        count_interval(float(found.lower[0]), float(found.upper[0]), question.hidden_to),
        row.read,
        groups=_used(given),
        method=row.method,
    )


def _row(given: Completions, name: str, found: Bounds, unit: Unit, *, null: float | None = None) -> AnalystRow:
    """Certain limits as a row; where `null` is given, also whether what the measure says could be otherwise."""
    low, high, reason = float(found.lower[0]), float(found.upper[0]), str(found.reason[0])
    if np.isnan(low) and np.isnan(high):
        return words_row(name, NOT_DEFINED, f"Not defined here: {reason}.", groups=_used(given), method=found.method)
    if np.isnan(high):
        value = f"{with_unit(low, unit)} or more"
    elif np.isnan(low):
        value = f"{with_unit(high, unit)} or less"
    else:
        value = interval_cell(low, high, unit) + unit.suffix
    what = "hidden counts and people of unknown group are" if given.any_unknown[0] else "hidden counts are"
    read = f"Certain limits, whatever {what}; not limits of chance."
    if null is not None:
        read += f" Here: {CONCLUSION_WORDS[str(conclusion_holds(found, null)[0])]}."
    if reason:
        read += f" There is {reason}."
    return words_row(name, value, read, groups=_used(given), method=found.method)


def _used(given: Completions) -> int:
    return int(given.used[0].sum())

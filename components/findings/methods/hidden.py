"""Methods: what is hidden or not known, what is hidden with it and how far it could change a conclusion, with examples."""

from dataclasses import replace

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_cells import HiddenCells, hidden_cells
from components.findings.methods.worked_example import counts_of, example, said
from components.findings.question import Question
from components.measures.bounds.bounds import CONCLUSION_WORDS, conclusion_holds
from components.measures.bounds.tipping_point import tipping_event_rate
from components.measures.bounds.two_groups import difference_bounds
from components.style.numbers import PERCENT, Unit, number, with_unit
from data.disclosure.cells import Cells, cells_of
from data.disclosure.cluster_model import ClusterModel
from data.disclosure.sums import leaf_form, sums_of
from data.disclosure.suppression import protect

_HIDDEN = "Hidden and unknown"
_WHY_MADE_UP = "it needs shares with counts, two groups shown, and something hidden or unknown beside them"
_MADE_UP = HiddenCells(
    names=("A", "B", "C"),
    events=np.array([60.0, np.nan, 30.0]),
    people=np.array([200.0, 40.0, 200.0]),
    hidden=np.array([False, True, False]),
    unknown=(4.0, 20.0),
    ends=(0, 2),
    higher_is_better=False,
)

_GAP = replace(PERCENT, suffix=" percentage points")
_PLAIN = Unit("", "", 1)


def disclosure_example(question: Question) -> Finding:
    """Five made-up counts and their total, hidden by the routine itself under the dataset's own thresholds."""
    given = question.dataset.manifest.disclosure
    least, most = given.hidden_from, given.hidden_to
    # Not rounded, so that the sums can be followed.
    rule = replace(given, rounded_to=1)
    parts = np.array([least, least, 30.0, 40.0, 25.0])
    every = np.append(parts, parts.sum())
    cells = cells_of(every, sums_of([(len(parts), range(len(parts)))]), rule)
    hidden = protect(cells)
    alone, published = _could_be(cells, cells.hidden), _could_be(cells, hidden)
    columns = {
        "Group": ["A", "B", "C", "D", "E", "All"],
        "True count": counts_of(every),
        "Small ones hidden": [
            "hidden" if gone else number(value) for gone, value in zip(cells.hidden, every, strict=True)
        ],
        "They could then be": alone,
        "Published": ["hidden" if gone else number(value) for gone, value in zip(hidden, every, strict=True)],
        "Could be": published,
    }
    also = [
        name for name, gone, small in zip(columns["Group"], hidden, cells.hidden, strict=True) if gone and not small
    ]
    sentence = (
        f"Of {columns['True count'][-1]}, A and B are small. With these two alone hidden, a reader subtracts C, D and E: A "
        f"could be {alone[0]} only. With {' and '.join(also)} hidden too it could be {published[0]}, and so any number "
        f"from {number(least)} to {number(most)}."
    )
    results = [("Rule", f"{number(least)} to {number(most)}")]
    made_up = "true counts of small groups are never in a published dataset"
    return example(question, "disclosure", sentence, columns, results=results, made_up=made_up)


def _could_be(cells: Cells, hidden: np.ndarray) -> list[str]:
    """What a reader can work out of each hidden cell, with these hidden: '0 to 27'; '' for the shown."""
    seen = replace(cells, count=np.where(hidden, np.nan, cells.count), hidden=hidden)
    form = leaf_form(len(seen), seen.sums)
    reader = ClusterModel(seen, form, np.arange(len(form.leaf)), None, nought_hidden=True)
    ends = [reader.extremes(cell) if gone else None for cell, gone in enumerate(hidden)]
    return ["" if each is None else f"{number(each[0])} to {number(each[1])}" for each in ends]


def bounds_example(question: Question) -> Finding:
    """The smallest and largest gap of the selected groups, given hidden counts and people of unknown group."""
    cells = hidden_cells(question)
    made_up = "" if cells else _WHY_MADE_UP
    cells = cells or _MADE_UP
    given = cells.completions()
    found = difference_bounds(
        given,
        disadvantaged=cells.ends[0],
        reference=cells.ends[1],
        higher_is_better=cells.higher_is_better,
        multiplier=100,
    )
    conclusion = CONCLUSION_WORDS[str(conclusion_holds(found))]
    sign = -1 if cells.higher_is_better else 1
    value = cells.events / cells.people
    shown = with_unit(100 * sign * (value[cells.ends[0]] - value[cells.ends[1]]), _GAP)
    ends = f"not known: {found.reason}"
    if bool(found.defined):
        ends = f"{with_unit(float(found.lower), _PLAIN)} to {with_unit(float(found.upper), _GAP)}"
    low, high = cells.ranges()
    columns = _cells(cells) | {
        "Could be": [
            *(f"{number(a)} to {number(b)}" if b > a else number(a) for a, b in zip(low, high, strict=True)),
            "",
        ],
    }
    first, second = (cells.names[place] for place in cells.ends)
    results = [("Gap as shown", shown), ("Smallest and largest it could be", ends), ("The conclusion", conclusion)]
    sentence = f"{first} against {second}: shown {shown}; it could be {ends}. The conclusion: {conclusion}."
    return example(question, "bounds", sentence, columns, results=results, made_up=made_up)


def tipping_point_example(question: Question) -> Finding:
    """How high the event rate of unknown people would have to be for the selected gap to vanish."""
    cells, made_up = hidden_cells(question), ""
    if cells is None or not cells.unknown[1] > 0 or cells.hidden.any():
        cells, made_up = (
            replace(_MADE_UP, events=np.array([60.0, 9.0, 30.0]), hidden=np.zeros(3, dtype=bool)),
            _WHY_MADE_UP,
        )
    found = tipping_event_rate(
        replace(cells, rounding=0).completions(), disadvantaged=cells.ends[0], reference=cells.ends[1]
    )
    rate = float(found.value)
    possible = np.isfinite(rate) and 0 <= rate <= 1
    value = said(100 * rate, PERCENT) if possible else f"none from {said(0, PERCENT)} to {said(100, PERCENT)}"
    first, second = (cells.names[place] for place in cells.ends)
    can = "yes" if bool(found.attainable) else f"no: {found.reason}"
    results = [("Tipping rate", value), ("Could it be?", can)]
    words = (
        f"the gap vanishes if {value} of those who belong to {first} had the event" if possible else "no rate does it"
    )
    sentence = f"{first} against {second}, the unknown divided as the known are: {words}. Could it be? {can}."
    columns = _cells(cells)
    return example(question, "tipping_point", sentence, columns, results=results, made_up=made_up)


def _cells(cells: HiddenCells) -> dict[str, list[str]]:
    events = np.append(cells.events, cells.unknown[0])
    people = np.append(cells.people, cells.unknown[1])
    value = 100 * events / np.where(people > 0, people, np.nan)
    gone = [*cells.hidden, False]
    return {
        "Group": [*cells.names, "Not known"],
        "x (counted)": ["hidden" if hid else number(each) for hid, each in zip(gone, events, strict=True)],
        "n (out of)": counts_of(people),
        "Value": [said(each, PERCENT) for each in value],
    }


HIDDEN = (
    Method(
        "disclosure",
        _HIDDEN,
        "Hidden numbers",
        "Small counts are hidden so that nobody can be recognised, and enough others that no reader can work one out: for "
        "each hidden count whoever adds up all that is published, with the rule in hand, must still find every number "
        "that the rule hides possible. A hidden count is never drawn, counted or averaged as zero; where a nought is "
        "needed to protect a small count, it is hidden too.",
        formula(
            r"\text{hide } x_j \text{ where } a\le x_j\le b\text{, and the cheapest others until}",
            r"\min_{c\in C} c_j\le a\ \text{ and }\ \max_{c\in C} c_j\ge b\quad\text{for every hidden } j",
            r"C:\ \text{all counts that fit what is shown, its rounding and every sum}",
        ),
        "Before anything is shown: the thresholds belong to the dataset and are told below.",
        "Not by putting 0, or half the threshold, in its place: either makes a small group look better or worse than it is.",
        "NHS England and ONS disclosure guidance; Fischetti and Salazar 2001 (the cell suppression problem).",
        worked=disclosure_example,
    ),
    Method(
        "bounds",
        _HIDDEN,
        "Smallest and largest possible gap (bounds)",
        "With cells hidden, or ethnic group unknown for some people, a gap can only be known to lie in a range: the smallest "
        "and largest value over every way the full data could be. 'Holds whatever the hidden values are' is said only when "
        "the whole range lies on one side.",
        formula(
            r"\min_{c\in C}\ g(c)\ \le\ g\ \le\ \max_{c\in C}\ g(c)",
            r"C:\ \text{all counts within their ranges that}",
            r"\text{add up to the total, each unknown person}",
            r"\text{being in one of the groups}",
        ),
        "Wherever a cell is hidden or a group is not recorded: a range instead of a blank.",
        "Not as a 95% interval: bounds hold for certain and leave chance aside. Wide bounds do not make the middle likely.",
        "Manski 2003 (partial identification).",
        worked=bounds_example,
    ),
    Method(
        "tipping_point",
        _HIDDEN,
        "Tipping point",
        "What the unknown people would have to be like for the gap to vanish: the share of them with the event, if they "
        "belong to the disadvantaged group.",
        formula(
            r"\frac{x_1+a}{n_1+m}=\frac{x_0+k(u-a)}{n_0+k(U-m)}",
            r"\text{solved for } a;\ \text{the tipping rate is } a/m",
        ),
        "To judge a conclusion that bounds leave open: an absurd tipping rate means the conclusion is safe in practice.",
        "Not as a probability: it says how extreme the unknown would have to be, not how likely that is.",
        "Yan, Lee and Li 2009 (tipping-point analysis).",
        worked=tipping_point_example,
    ),
)

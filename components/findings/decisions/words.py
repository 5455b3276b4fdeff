"""What a decision expected and what later figures say of it, in the words and marks used everywhere."""

from components.findings.decisions.status import NOT_YET, DecisionStatus, Moved
from components.measures.change.signal import AS_EXPECTED, CANNOT_TELL, NO_SIGNAL, OPPOSITE
from components.style.numbers import gap, interval, number
from data.journal.entry import Signal

MARKS = {
    AS_EXPECTED: "▲ as expected",
    OPPOSITE: "▼ opposite",
    NO_SIGNAL: "● no signal yet",
    NOT_YET: "○ not yet",
    CANNOT_TELL: "? cannot tell",
}
NOTHING_EXPECTED = "– no figure named"
_MOVES = {"gap": ("narrow", "widen"), "value": ("fall", "rise")}
_MOVED = {"narrow": "narrowed", "widen": "widened", "fall": "fell", "rise": "rose"}


def move_of(measure: str, change: float, then: float) -> str:
    """'narrow' or 'widen' for a gap, 'fall' or 'rise' for a value. A gap in the other direction narrows towards 0 too."""
    if measure == "gap":
        return _MOVES["gap"][0 if change * (then or 1) < 0 else 1]
    return _MOVES["value"][0 if change < 0 else 1]


def subject_of(expected: Signal) -> str:
    """What a signal is about, in two words."""
    return "the gap" if expected.measure == "gap" else "the figure"


def mark_of(status: DecisionStatus | None) -> str:
    """The status' mark and name, with 'by less' where the change falls short of what was expected."""
    if status is None:
        return NOTHING_EXPECTED
    return MARKS[status.code] + (", by less" if status.smaller else "")


def expected_words(expected: Signal, status: DecisionStatus) -> str:
    """What was expected, e.g. 'the gap to narrow by 2.0 percentage points'."""
    move = move_of(expected.measure, expected.expected_change, expected.estimate)
    return f"{subject_of(expected)} to {move} by {gap(expected.expected_change, status.unit)}"


def status_words(expected: Signal, status: DecisionStatus) -> str:
    """The verdict of the newest figures in one or two sentences; every number stands in the register's table."""
    if status.code == NOT_YET:
        return f"Not yet: no figures newer than {status.then.period} are out."
    found = status.moved
    if status.code == CANNOT_TELL or found is None:
        return f"We cannot tell: {status.reason}."
    if status.code == NO_SIGNAL:
        return f"No signal yet: {_where_it_is(expected, status, found)} {_could_it(status, found)}"
    move = _MOVED[move_of(expected.measure, found.change, status.then.estimate)]
    low, high = sorted((abs(found.lower), abs(found.upper)))
    limits = interval(low, high, status.unit)
    moved = f"{subject_of(expected)} {move} by {gap(found.change, status.unit)} ({limits})"
    moved += f", {_from_to(status, found)}"
    wanted = expected_words(expected, status).removeprefix(subject_of(expected) + " ")
    if status.code == OPPOSITE:
        return f"The opposite: {moved}. It was expected {wanted}."
    if status.smaller:
        return f"As expected, but by less: {moved}. It was expected {wanted}."
    return f"As expected: {moved}. It was expected {wanted}."


def _from_to(status: DecisionStatus, found: Moved) -> str:
    """The figure then and now, e.g. 'from 12.1 to 2.6'."""
    decimals = status.unit.decimals
    return f"from {number(status.then.estimate, decimals)} to {number(found.now.estimate, decimals)}"


def _where_it_is(expected: Signal, status: DecisionStatus, found: Moved) -> str:
    decimals = status.unit.decimals
    if found.lower > 0 or found.upper < 0:
        return f"{subject_of(expected)} moved {_from_to(status, found)}, by less than was said to count."
    limits = interval(found.lower, found.upper, status.unit)
    return (
        f"{subject_of(expected)} went {_from_to(status, found)}, and chance alone could do that (a change of {limits}); "
        f"{number(abs(status.expected), decimals)} was expected."
    )


def _could_it(status: DecisionStatus, found: Moved) -> str:
    smallest = number(found.detectable, status.unit.decimals)
    if status.could_show:
        return f"These figures could have shown it: they can show a change of {smallest}."
    return f"These figures could not have shown it: they cannot show a change under {smallest}."

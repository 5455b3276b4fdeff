"""What a change in a gap is called in plain words: the verdict, and who moved."""

from dataclasses import dataclass

from components.findings.question import Question
from components.findings.trend_series import GapSeries, step_word
from components.findings.wording import RECORDED_AS, group_phrase
from components.measures.change.straight_line import ENOUGH_POINTS
from components.style.numbers import Unit, gap, interval, number, short, signed_gap, with_unit
from data.contract.indicator import Indicator


@dataclass(frozen=True)
class _Side:
    """One side of a gap: how it is called, how it moved ('improved', …) and its improvement a year."""

    phrase: str
    moved: str
    improvement: float


def _move_words(indicator: Indicator) -> dict[str, str]:
    """How each move is said: 'improved' and 'got worse', or, where neither direction is better, 'rose' and 'fell'."""
    if indicator.judged:
        return {"improved": "improved", "worsened": "got worse"}
    up, down = ("improved", "worsened") if indicator.higher_is_better else ("worsened", "improved")
    return {up: "rose", down: "fell"}


def positive_means(indicator: Indicator) -> str:
    """What a gap above 0 says of the group named first: 'fare worse', or 'are higher' (or lower) where nothing is worse."""
    if indicator.judged:
        return "fare worse"
    return "are lower" if indicator.higher_is_better else "are higher"


def how_many_periods(series: GapSeries) -> str:
    """How many separate periods show the gap, e.g. '17 quarters' or '1 year'."""
    shown = int(series.n_tested[0])
    word = ("separate " if series.overlapping else "") + step_word(series.periods)
    return f"{number(shown)} {word if shown == 1 else word + 's'}"


def fewest_needed() -> str:
    """From how many points in time on a trend is told however small it is, as a number."""
    return number(ENOUGH_POINTS)


def verdict(series: GapSeries) -> str:
    """The measure's verdict for the only area of a series."""
    return str(series.moved.gap.verdict[0])


def headline(question: Question, series: GapSeries) -> str:
    """The verdict in one line: is the gap closing, and because of whom."""
    return f"{question.subject}: {_verdict_words(question, series)}"


def _verdict_words(question: Question, series: GapSeries) -> str:
    found, trend = verdict(series), series.moved.gap
    if found == "cannot tell":
        if series.n_tested[0] == 0:
            return "we cannot tell, no period shows both groups"
        return f"we cannot tell, only {how_many_periods(series)} to go by"
    behind, ahead = _sides(question, series)
    said = _move_words(question.indicator)
    if trend.crossed[0]:
        return _turned_words(question, series, found)
    # Said only where the newest gap is itself beyond chance the other way.
    newest = int(series.tested[0].nonzero()[0][-1])
    turned = bool(trend.reversed[0]) and bool(series.numbers["upper"][0][newest] < 0)
    the_gap = f"the gap in favour of {ahead.phrase}" if turned else "the gap"
    if found == "no clear change":
        clear = not series.numbers["lower"][0][newest] <= 0 <= series.numbers["upper"][0][newest]
        whole = f"no clear change in {the_gap}" if clear else "no clear gap and no clear change"
        return f"{whole} over {how_many_periods(series)}"
    if found == "widening":
        return f"{the_gap} is widening{_why_widening(behind, ahead, said)}"
    if ahead.moved == "worsened" and -ahead.improvement > behind.improvement:
        why = f"because {ahead.phrase} {said['worsened']}"
        return f"{the_gap} is smaller, but {why}" if question.indicator.judged else f"{the_gap} narrowed {why}"
    return f"{the_gap} is closing{_why_closing(behind, ahead, said)}"


def _sides(question: Question, series: GapSeries) -> tuple[_Side, _Side]:
    """The side behind and the side ahead at the end of the trend line."""
    moved = series.moved
    first = _Side(
        _called(question, series.disadvantaged), str(moved.worst_off_moved[0]), float(moved.worst_off.estimate[0])
    )
    second = _Side(_called(question, series.reference), str(moved.best_off_moved[0]), float(moved.best_off.estimate[0]))
    return (second, first) if moved.gap.reversed[0] else (first, second)


def _called(question: Question, group: str) -> str:
    """A group's phrase for a headline: "people recorded as ‘Indian’" is there simply ‘Indian’."""
    return group_phrase(question, group).removeprefix(RECORDED_AS)


def _turned_words(question: Question, series: GapSeries, found: str) -> str:
    """For a trend line that crosses the line of no gap: who gained, and how far that can be said."""
    one, other = (_called(question, group) for group in (series.disadvantaged, series.reference))
    gained, lost = (one, other) if series.moved.gap.slope.estimate[0] < 0 else (other, one)
    if not question.indicator.judged:
        return f"the gap between {one} and {other} changed direction"
    if found == "widening":
        return f"the gap turned round – {gained} overtook {lost}"
    if found == "narrowing":
        return f"the gap has closed – {gained} caught up with {lost}"
    return f"{gained} gained on {lost}; who is ahead now is not clear"


def _why_closing(behind: _Side, ahead: _Side, said: dict[str, str]) -> str:
    if behind.moved != "improved":
        return ", though neither group clearly moved on its own"
    if ahead.moved == "improved":
        return f", because {behind.phrase} {said['improved']} faster"
    also = f" and {ahead.phrase} {said['worsened']}" if ahead.moved == "worsened" else ""
    return f", because {behind.phrase} {said['improved']}{also}"


def _why_widening(behind: _Side, ahead: _Side, said: dict[str, str]) -> str:
    if behind.moved == ahead.moved == "improved":
        return f", because {ahead.phrase} {said['improved']} faster"
    if behind.moved == ahead.moved == "worsened":
        return f", because {behind.phrase} {said['worsened']} faster"
    if behind.moved == "worsened":
        also = f" and {ahead.phrase} {said['improved']}" if ahead.moved == "improved" else ""
        return f", because {behind.phrase} {said['worsened']}{also}"
    if ahead.moved == "improved":
        return f", because only {ahead.phrase} {said['improved']}"
    return ", though neither group clearly moved on its own"


def sentence(question: Question, series: GapSeries) -> str:
    """The size of the change with its interval, and each group's own way from the first to the last period."""
    found = verdict(series)
    if found == "cannot tell":
        return _what_there_is(question, series)
    unit, trend = question.unit, series.moved.gap
    start, end = float(trend.start[0]), float(trend.end[0])
    low, high = series.change_interval()
    if found == "no clear change":
        moves = {str(series.moved.worst_off_moved[0]), str(series.moved.best_off_moved[0])}
        size = (
            f"The trend line ends at a gap of {gap(end, unit)}; its change over this time could be anything from "
            f"{signed_gap(low, unit)} to {signed_gap(high, unit)}."
        )
        both = _move_words(question.indicator).get(moves.pop()) if len(moves) == 1 else None
        size += f" Both groups {both}, at about the same pace." if both else ""
    elif trend.crossed[0] or trend.reversed[0]:
        size = f"The gap moved by {gap(end - start, unit)} ({_size_of(low, high, unit)})."
    else:
        way = "smaller" if end < start else "larger"
        size = (
            f"The gap went from {number(start, unit.decimals)} to {gap(end, unit)} on the trend line, {way} by "
            f"{_size_of(low, high, unit)}."
        )
    return f"{size} {_own_ways(question, series)}".replace(" .", ".").replace(" ;", ";")


def _size_of(low: float, high: float, unit: Unit) -> str:
    least, most = sorted((abs(low), abs(high)))
    return interval(least, most, unit)


def _own_ways(question: Question, series: GapSeries) -> str:
    """Each group's first and last value of those compared."""
    unit, ways = question.unit, []
    for side, group in (("disadvantaged", series.disadvantaged), ("reference", series.reference)):
        shown = series.numbers[side][0][series.tested[0]]
        way = f"from {short(shown[0], unit)} to {with_unit(shown[-1], unit)}"
        ways.append((group_phrase(question, group), way))
    (one, way), (other, other_way) = ways
    return f"{one[0].upper()}{one[1:]} went {way}, {other} {other_way}."


def _what_there_is(question: Question, series: GapSeries) -> str:
    """Why no trend can be told, and the gap in the first and last period that show one."""
    needed = (
        f"With fewer than {fewest_needed()} separate periods that show both groups, we call it a trend only if the gap "
        "changed by more than chance could explain."
    )
    if series.overlapping:
        needed = f"These periods share months with one another. {needed}"
    shown = [place for place, value in enumerate(series.numbers["size"][0]) if value == value]
    if not shown:
        return f"{_why_no_gap(question, series)} {needed}"
    unit, labels = question.unit, series.periods["label"]
    told = " and ".join(
        f"{gap(series.numbers['size'][0][place], unit)} in {labels[place]}"
        for place in dict.fromkeys((shown[0], shown[-1]))
    )
    way = "against" if series.numbers["size"][0][shown[-1]] >= 0 else "in favour of"
    return f"The gap {way} {group_phrase(question, series.disadvantaged)} was {told}. {needed}"


def _why_no_gap(question: Question, series: GapSeries) -> str:
    """Which of the two groups is missing throughout."""
    absent = [
        group_phrase(question, group)
        for side, group in (("disadvantaged", series.disadvantaged), ("reference", series.reference))
        if not (series.numbers[side][0] == series.numbers[side][0]).any()
    ]
    if not absent:
        return "The two groups are never shown in the same period."
    return f"No figure can be shown for {' or for '.join(absent)} in {question.area_name}."

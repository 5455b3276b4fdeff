"""When a target would be met, if everyone's value went on as it did."""

from dataclasses import dataclass
from datetime import date, timedelta

from components.findings.everyone_series import EveryoneSeries
from components.findings.targets import Aim
from components.measures.change.straight_line import FEWEST_POINTS
from components.measures.change.time_to_target import AWAY, CANNOT_TELL, MET, TOWARDS, time_to_target
from components.measures.result import Measure
from components.style.dates import day_words, month_words
from components.style.numbers import number

_DAYS_A_YEAR = 365.25
# To carry a line on for longer says nothing.
_MOST_YEARS = 20
_NEAR_YEARS = 2


@dataclass(frozen=True)
class Way:
    """The way to one target: a code of `time_to_target`, and the words for it."""

    code: str
    words: str


def way_to(series: EveryoneSeries, aim: Aim) -> Way:
    """When the target would be met if things went on as they did since the newest break."""
    here = [place for place in series.shown if place >= series.since and series.periods["separate"].iloc[place]]
    value, error = series.numbers["value"][here], series.numbers["se"][here]
    known = bool((error > 0).all())
    if len(here) == 0 or series.higher_is_better is None:
        return Way(CANNOT_TELL, f"Whether it will meet the {aim.name} cannot be told.")
    found = time_to_target(
        value,
        error if known else None,
        series.periods["years"].to_numpy()[here],
        aim.value,
        higher_is_better=series.higher_is_better,
    )
    code = str(found.code)
    return Way(code, _way_words(code, aim, series, found.years))


def _way_words(code: str, aim: Aim, series: EveryoneSeries, years: Measure) -> str:
    if code == CANNOT_TELL:
        return f"Too few periods to say when it would meet the {aim.name}: at least {number(FEWEST_POINTS)} are needed."
    if code == MET:
        return f"Its line over time has reached the {aim.name}."
    if code == AWAY:
        return f"It moves away from the {aim.name}{_not_by(aim)}."
    if code != TOWARDS:
        return f"How fast it moves is too unsure to say when it would meet the {aim.name}."
    soonest, likely, latest = (_day(series, float(each)) for each in (years.lower, years.estimate, years.upper))
    if soonest is None or likely is None:
        return f"At this pace it does not meet the {aim.name} within {number(_MOST_YEARS)} years{_not_by(aim)}."
    told = f"At this pace it meets the {aim.name} by {_when(likely, series)}"
    early, late = _when(soonest, series), _when(latest, series) if latest else f"more than {number(_MOST_YEARS)} years"
    told += f" ({early} at the earliest, {late} at the latest)" if early != late else ""
    return told + _by_the_day(aim, soonest, latest) + "."


def _when(day: date, series: EveryoneSeries) -> str:
    """The month of a day that is near, the year of one that is not."""
    return month_words(day) if (day - series.newest_end).days < _NEAR_YEARS * _DAYS_A_YEAR else str(day.year)


def _not_by(aim: Aim) -> str:
    return f", and so not by the day set, {day_words(aim.by)}" if aim.by else ""


def _by_the_day(aim: Aim, soonest: date, latest: date | None) -> str:
    if aim.by is None:
        return ""
    if soonest > aim.by:
        return f", not before the day set, {day_words(aim.by)}"
    if latest is not None and latest <= aim.by:
        return f", in time for the day set, {day_words(aim.by)}"
    return f"; whether by the day set, {day_words(aim.by)}, cannot be told"


def _day(series: EveryoneSeries, years: float) -> date | None:
    """The day so many years after the newest period; None beyond what a line can be carried on for."""
    return series.newest_end + timedelta(days=years * _DAYS_A_YEAR) if years <= _MOST_YEARS else None

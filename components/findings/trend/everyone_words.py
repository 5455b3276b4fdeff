"""What everyone's value over time is called in words: how it moves, how it stands to its targets, and when they are met."""

import math

import numpy as np

from components.findings.everyone_series import EveryoneSeries, assurance
from components.findings.finding import Sign
from components.findings.question import Question
from components.findings.targets import Aim
from components.findings.trend.lines import Backdrop
from components.findings.trend.target_way import Way
from components.findings.usual_variation import FEWEST_FOR_LIMITS
from components.style.dates import month_words
from components.style.numbers import number, short, with_unit

_MOVES = {
    "improvement": "better than usual",
    "concern": "worse than usual",
    "high": "higher than usual",
    "low": "lower than usual",
    "": "as it usually varies",
}
_SIGN_OF_MOVE = {"improvement": "improving", "concern": "worsening", "high": "higher", "low": "lower", "": "usual"}
_STANDS = {
    "consistently met": "consistently meets the {aim}",
    "consistently missed": "consistently misses the {aim}",
    "hit and miss": "meets the {aim} only now and then",
}


def verdict(series: EveryoneSeries) -> str:
    """A short code for what the newest point says."""
    if series.chart is None:
        return "cannot tell"
    kind = str(series.chart.kind[series.shown[-1]])
    return {"improvement": "better", "concern": "worse"}.get(kind, "unclear")


def headline(question: Question, series: EveryoneSeries, aims: tuple[Aim, ...]) -> str:
    """The newest value, how it stands to its usual variation, and to its first target."""
    newest = series.shown[-1]
    told = _value_in(question, series, newest)
    if series.chart is not None:
        told += f", {_MOVES[str(series.chart.kind[newest])]}"
    return told + (f"; {_standing(series, aims[0])}" if aims else "")


def _value_in(question: Question, series: EveryoneSeries, place: int) -> str:
    return f"{with_unit(series.numbers['value'][place], question.unit)} in {series.periods['label'].iloc[place]}"


def _standing(series: EveryoneSeries, aim: Aim) -> str:
    found = assurance(series, aim)
    low, high = (series.numbers[name][series.shown[-1]] for name in ("lower", "upper"))
    if not found and (math.isnan(low) or low <= aim.value <= high):
        return f"whether it meets the {aim.name} cannot be told"
    met = found == "consistently met" if found else (low > aim.value) == bool(series.higher_is_better)
    if aim.by and aim.by > series.newest_end and not met and found != "hit and miss":
        return f"has yet to reach the {aim.name}, set for {month_words(aim.by)}"
    if found:
        return _STANDS[found].format(aim=aim.name)
    return f"{'meets' if met else 'misses'} the {aim.name} in this period"


def sentence(
    question: Question, series: EveryoneSeries, aims: tuple[Aim, ...], ways: list[Way], backdrop: Backdrop
) -> str:
    """Which rule the newest point meets, and the way to each target."""
    parts = []
    if series.chart is not None:
        newest = series.shown[-1]
        low, high = float(series.chart.lower[newest]), float(series.chart.upper[newest])
        limits = f"{short(low, question.unit)} to {with_unit(high, question.unit)}"
        rule = str(series.chart.rule[newest])
        parts.append(f"Usual variation is {limits}" + (f"; the newest point {_rule(rule)}." if rule else "."))
    else:
        if len(series.shown) > 1:
            parts.append(f"It was {_value_in(question, series, series.shown[0])}.")
        parts.append(why_no_limits(series))
    parts += _country_words(question, series, backdrop)
    parts += [_beside(series, aim) for aim in aims[1:]]
    parts += [way.words for way in ways]
    return " ".join(parts)


def _country_words(question: Question, series: EveryoneSeries, backdrop: Backdrop) -> list[str]:
    """The country's value in the newest period of this place, where it is given."""
    values = backdrop.country
    newest = series.shown[-1]
    if values is None or np.isnan(values[newest]):
        return []
    return [f"{backdrop.country_name} then: {with_unit(float(values[newest]), question.unit)}."]


def _beside(series: EveryoneSeries, aim: Aim) -> str:
    """How it stands to a target that the headline does not name."""
    words = _standing(series, aim)
    return f"{words[0].upper()}{words[1:]}." if words.startswith("whether") else f"It {words}."


def _rule(rule: str) -> str:
    """The rule that a point meets, as what the point does."""
    if rule.endswith("limit") and not rule[0].isdigit():
        return f"lies {rule}"
    if rule.startswith("2 of 3"):
        return f"is among {rule.replace('near', 'points near')}"
    return f"is one of {rule.replace('points', 'points in a row').replace('centre', 'average')}"


def why_no_limits(series: EveryoneSeries) -> str:
    """Why usual variation cannot be told."""
    if series.overlapping:
        return "These periods share months with one another, so we cannot tell what its usual ups and downs are."
    return (
        f"It takes {number(FEWEST_FOR_LIMITS)} periods to tell its usual ups and downs; here there "
        f"{'is' if len(series.shown) == 1 else 'are'} {number(len(series.shown))}."
    )


def signs(series: EveryoneSeries, aims: tuple[Aim, ...]) -> tuple[Sign, ...]:
    """The signs of variation and assurance that NHS boards know, in our own drawing, each with its words."""
    if series.chart is None:
        return ()
    kind = str(series.chart.kind[series.shown[-1]])
    found = [Sign(_SIGN_OF_MOVE[kind], f"Variation: {_MOVES[kind]}")]
    for aim in aims:
        name = assurance(series, aim)
        found.append(Sign(name.replace(" ", "_"), f"{aim.name[0].upper()}{aim.name[1:]}: {name}"))
    return tuple(found)

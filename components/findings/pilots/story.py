"""What became of a pilot, in one line that needs no statistician: did it work, for whom, and at what cost elsewhere."""

from dataclasses import dataclass

import numpy as np

from components.charts.type_marks import bold
from components.findings.pilots.case import PilotCase, expectations_of, pilot_cases, primary_expectation
from components.findings.pilots.demand import balancing_effects
from components.findings.pilots.effect import Effect, effect_of
from components.findings.pilots.receiver_series import REFERRALS, WAITS, receiver_series
from components.findings.pilots.verdict import (
    CANNOT_SHOW,
    CANNOT_TELL,
    CHANCE_HIGH,
    DEMAND_HELD,
    DEMAND_ROSE,
    NO_CLEAR_EFFECT,
    NOT_AS_EXPECTED,
    TRENDS_DIFFERED,
    VERDICTS,
    WORKED,
    WORSE,
)
from components.findings.question import Question
from components.style.colours import INK, MUCH_BETTER, MUCH_WORSE
from components.style.numbers import gap, number, signed_gap

# What a verdict comes to for a board: good or bad news, nothing seen, or no answer.
GOOD, BAD, NOTHING, NO_ANSWER = "better", "worse", "nothing", "no answer"
TONES = {
    WORKED: GOOD,
    DEMAND_HELD: GOOD,
    WORSE: BAD,
    DEMAND_ROSE: BAD,
    NOT_AS_EXPECTED: NOTHING,
    NO_CLEAR_EFFECT: NOTHING,
    CHANCE_HIGH: NOTHING,
    CANNOT_SHOW: NO_ANSWER,
    TRENDS_DIFFERED: NO_ANSWER,
    CANNOT_TELL: NO_ANSWER,
}
TONE_COLOURS = {GOOD: MUCH_BETTER, BAD: MUCH_WORSE, NOTHING: INK, NO_ANSWER: INK}
_TITLES = {
    WORKED: "It did better than similar areas",
    WORSE: "It did worse than similar areas",
    NOT_AS_EXPECTED: "No effect; what was expected is ruled out",
    CHANCE_HIGH: "The {change} would probably have happened anyway",
    CANNOT_SHOW: "Too small to show with these figures",
    NO_CLEAR_EFFECT: "No clear effect",
    TRENDS_DIFFERED: "It cannot be compared",
    CANNOT_TELL: "We cannot tell yet",
}


@dataclass(frozen=True, eq=False)
class Story:
    """A pilot's one line: a symbol and title, then the line; `effect` is that on its primary outcome, `outcome` its name.

    `effect` is None where the dataset does not have that indicator, whose code is then its name. `narrowed` and
    `sent_elsewhere` say how far its gap narrowed and where demand rose, each beyond chance, '' where not.
    """

    case: PilotCase
    outcome: str
    effect: Effect | None
    symbol: str
    title: str
    line: str
    tone: str
    narrowed: str
    sent_elsewhere: str

    @property
    def verdict(self) -> str:
        """The code of the verdict on the primary outcome."""
        return CANNOT_TELL if self.effect is None else self.effect.verdict


def story_of(question: Question, pilot_id: str) -> Story:
    """The story of one pilot of the dataset. KeyError where it has none of that name."""
    dataset = question.dataset
    case = pilot_cases(dataset)[pilot_id]
    wanted = primary_expectation(dataset, case)
    if wanted.indicator_id not in dataset.indicators:
        line = f"Its outcome, the indicator ‘{wanted.indicator_id}’, is not in this dataset."
        known = VERDICTS[CANNOT_TELL].symbol, _TITLES[CANNOT_TELL], line, NO_ANSWER
        return Story(case, wanted.indicator_id, None, *known, "", "")
    effect = effect_of(dataset, case, wanted)
    gaps = [effect_of(dataset, case, each) for each in expectations_of(dataset, pilot_id) if each.measure == "gap"]
    narrowed = next((one for one in gaps if one.verdict == WORKED), None)
    elsewhere = _elsewhere(question, pilot_id)
    indicator = dataset.indicators[wanted.indicator_id]
    outcome = indicator.short_name
    title = _TITLES[effect.verdict].format(change="rise" if indicator.higher_is_better else "fall")
    if effect.verdict == WORKED and narrowed is not None:
        title = f"{title} and narrowed the gap"
    if elsewhere:
        title = f"{title}, {'but' if effect.verdict == WORKED else 'and'} sent demand elsewhere"
    line = " ".join(each for each in (effect_line(outcome, effect), _gap_line(narrowed), elsewhere) if each)
    tone = TONES[effect.verdict]
    symbol = VERDICTS[effect.verdict].symbol
    return Story(case, outcome, effect, symbol, title, line, tone, _gap_line(narrowed), elsewhere)


def effect_words(one: Effect, ways: tuple[str, str] = ("worse", "better")) -> str:
    """An effect with its interval, e.g. '8.9 percentage points better (between 5.1 and 12.6)'.

    `ways` say which side of nought is which; an interval that holds nought tells them both.
    """
    size = f"{gap(one.estimate, one.unit)} {ways[one.estimate > 0]}"
    low, high = (number(abs(end), one.unit.decimals) for end in (one.lower, one.upper))
    if one.lower < 0 < one.upper:
        return f"{size} (between {low} {ways[0]} and {high} {ways[1]})"
    return f"{size} (between {' and '.join((low, high) if one.lower >= 0 else (high, low))})"


def seen_cell(one: Effect) -> str:
    """An effect with its interval for a cell of a picture, signed and without its unit; '–' where there is none."""
    if not np.isfinite(one.estimate):
        return "–"
    limits = f"{signed_gap(one.lower, one.unit)} to {signed_gap(one.upper, one.unit)}"
    return f"{bold(signed_gap(one.estimate, one.unit))}  ({limits})"


def effect_line(outcome: str, one: Effect) -> str:
    """What was seen in the outcome, as a sentence that says how sure it is."""
    if not np.isfinite(one.estimate):
        return f"{outcome}: we cannot tell, because {one.reason}."
    expected = "" if one.expected is None else gap(one.expected, one.unit)
    seen = f"{effect_words(one)} than in neighbourhoods like it"
    return {
        WORKED: f"{outcome}: {seen}.",
        WORSE: f"{outcome}: {seen}.",
        NOT_AS_EXPECTED: f"{outcome}: {seen}, which can be chance. {expected} better was expected.",
        CHANCE_HIGH: (
            f"{outcome}: better only beside the figures for which the place was picked. Without them: {seen}, which can be "
            "chance."
        ),
        CANNOT_SHOW: f"{outcome}: {seen}. An effect of {expected} is too small for these figures to show.",
        NO_CLEAR_EFFECT: f"{outcome}: {seen}, which can be chance.",
        TRENDS_DIFFERED: f"{outcome}: it and its comparators were already moving apart before the start.",
        CANNOT_TELL: f"{outcome}: we cannot tell, because {one.reason}.",
    }[one.verdict]


def _gap_line(narrowed: Effect | None) -> str:
    return "" if narrowed is None else f"The gap narrowed: {effect_words(narrowed, ('wider', 'narrower'))}."


def _elsewhere(question: Question, pilot_id: str) -> str:
    """Where demand rose, as a sentence; '' where it did not, or where that is not known."""
    told = [
        f"{name}: {effect_words(one, ('fewer', 'more'))} than in neighbourhoods like it"
        for name, one in balancing_effects(question, pilot_id)
        if one.verdict == DEMAND_ROSE
    ]
    found = receiver_series(question.dataset, pilot_id)
    more = {each.service for each in found if each.name == REFERRALS and each.verdict == "more"}
    waits = {each.service for each in found if each.name == WAITS and each.verdict == "more"}
    if more:
        services = number(len({each.service for each in found}))
        rose = ", and waits there rose" if waits else ""
        told.append(f"{number(len(more))} of {services} receiving services got more referrals{rose}")
    elif waits:
        told.append("waits rose at the receiving services")
    return " ".join(f"{each[0].upper()}{each[1:]}." for each in told)

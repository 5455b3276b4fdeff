"""The lines of a pilot's scorecard: one a measure, with what was expected, what was seen, the verdict, and why not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.charts.score_rows import RowStanding
from components.charts.type_marks import bold
from components.findings.cascade_steps import by_group
from components.findings.gaps import Gap
from components.findings.pilots.capture import ENOUGH, capture_rows, poor_fields
from components.findings.pilots.case import (
    Expectation,
    expectations_of,
    gap_expectation,
    pilot_cases,
    primary_expectation,
)
from components.findings.pilots.demand import demand_verdict
from components.findings.pilots.effect import TRENDS_APART, Effect, effect_of
from components.findings.pilots.receiver_series import REFERRALS, WAITS, receiver_series, services_with
from components.findings.pilots.spend import spend_of
from components.findings.pilots.story import BAD, GOOD, NO_ANSWER, NOTHING, TONES, seen_cell
from components.findings.pilots.survey import survey_changes
from components.findings.pilots.uptake import UPTAKE_BY, WAY, compared_groups, everybody_of, newest_uptake
from components.findings.pilots.verdict import CANNOT_SHOW, TRENDS_DIFFERED, VERDICTS
from components.findings.question import Question
from components.findings.wording import place_words
from components.style.numbers import PERCENT, WHOLE_PERCENT, gap, number, pounds, with_unit
from data.contract.vocabulary import DIMENSIONS, Dimension

DOMAINS = {
    "care": "Preventive, coordinated, personalised care",
    "inequality": "Inequality reduction",
    "experience": "Experience and involvement",
    "team": "Team partnership",
    "demand": "Demand sent elsewhere",
    "own": "The pilot itself",
}
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class ScoreLine:
    """One measure of a pilot. `tone` is what it comes to (see pilot_story), `symbol` and `verdict` say it in words.

    `note` says why it cannot be told, or what else must be known, '' where nothing; `standing` its place between nothing
    and what was expected.
    """

    domain: str
    label: str
    under: str
    expected: str
    seen: str
    symbol: str
    verdict: str
    tone: str
    note: str = ""
    standing: RowStanding | None = None


def score_lines(question: Question, pilot_id: str) -> list[ScoreLine]:
    """Every line of a pilot's scorecard, by domain."""
    dataset = question.dataset
    case = pilot_cases(dataset)[pilot_id]
    expected = expectations_of(dataset, pilot_id)
    if case.indicator_id in dataset.indicators:
        expected = expected or (primary_expectation(dataset, case),)
        gaps = any(each.measure == "gap" for each in expected)
        expected = expected if gaps else (*expected, gap_expectation(dataset, case))
    lines = [_effect_line(question, each, effect_of(dataset, case, each)) for each in expected]
    lines += [_survey_line(question, pilot_id, "people"), _survey_line(question, pilot_id, "staff")]
    lines += [_receivers_line(question, pilot_id), _uptake_line(question, pilot_id)]
    lines += [_capture_line(question, pilot_id), _spend_line(question, pilot_id)]
    for domain in DOMAINS:
        if not any(each.domain == domain for each in lines):
            lines.append(_untold(domain, DOMAINS[domain], "nothing was declared to judge it by"))
    order = list(DOMAINS)
    return sorted(lines, key=lambda each: order.index(each.domain))


def _untold(domain: str, label: str, why: str, under: str = "") -> ScoreLine:
    return ScoreLine(domain, label, under, "–", "–", "?", NOT_MEASURED, NO_ANSWER, why)


def _effect_line(question: Question, wanted: Expectation, one: Effect) -> ScoreLine:
    unit = one.unit.gap_words or one.unit.axis
    what = (
        "" if wanted.measure == "level" else f"gap by {question.dataset.vocabulary[wanted.dimension].label.lower()}, "
    )
    verdict = VERDICTS[one.verdict]
    size = "not declared" if one.expected is None else number(one.expected, one.unit.decimals)
    if one.expected is not None:
        size = f"at most +{size}" if wanted.is_demand else f"+{size}"
    return ScoreLine(
        wanted.domain,
        question.dataset.indicators[wanted.indicator_id].short_name,
        f"{what}{unit}",
        size,
        seen_cell(one),
        verdict.symbol,
        verdict.phrase,
        TONES[one.verdict],
        _why(one),
        _standing(wanted, one),
    )


def _why(one: Effect) -> str:
    if one.verdict == CANNOT_SHOW:
        smallest = one.smallest_detectable_by or one.smallest_detectable
        return f"{gap(smallest, one.unit)} is the least these figures could show" if np.isfinite(smallest) else ""
    return TRENDS_APART if one.verdict == TRENDS_DIFFERED else one.reason


def _standing(wanted: Expectation, one: Effect) -> RowStanding | None:
    if not one.expected or not np.isfinite(one.estimate):
        return None
    at, lower, upper = (each / one.expected for each in (one.estimate, one.lower, one.upper))
    if wanted.is_demand:
        return RowStanding(-at, -upper, -lower, limited=True)
    return RowStanding(at, lower, upper)


def _survey_line(question: Question, pilot_id: str, respondents: str) -> ScoreLine:
    domain, label, kind = {
        "staff": ("team", "Team survey", "themes"),
        "people": ("experience", "What people it serves say", "statements"),
    }[respondents]
    frame = survey_changes(question.dataset, pilot_id, respondents)
    if frame is None:
        return _untold(domain, label, "no survey is loaded")
    under = f"{number(len(frame))} {kind}, first against last wave"
    if frame["change"].isna().all():
        once = (frame["verdict"] == "one wave").any()
        why = "it was asked once only" if once else "too few people answered to show it"
        return ScoreLine(domain, label, under, "better", "–", "?", "cannot tell", NO_ANSWER, why)
    better, worse = (int((frame["verdict"] == each).sum()) for each in ("better", "worse"))
    seen = f"{bold(number(better))} of {number(len(frame))} better, {bold(number(worse))} worse"
    if better and not worse:
        return ScoreLine(domain, label, under, "better", seen, "▲", f"{number(better)} better, none worse", GOOD)
    if worse and not better:
        return ScoreLine(domain, label, under, "better", seen, "▼", f"{number(worse)} worse, none better", BAD)
    words = "some better, some worse" if better else "no change beyond chance"
    return ScoreLine(domain, label, under, "better", seen, "○", words, NOTHING)


def _receivers_line(question: Question, pilot_id: str) -> ScoreLine:
    found = receiver_series(question.dataset, pilot_id)
    label = "Receiving services"
    if not any(each.verdict != "absent" for each in found):
        return _untold("demand", label, "no figures of receiving services are loaded")
    n = number(len({each.service for each in found}))
    under = f"{n} {'service' if n == '1' else 'services'}: referrals and waits"
    more, waits = (services_with(found, name, "more") for name in (REFERRALS, WAITS))
    seen = f"{bold(number(len(more)))} got more, {bold(number(len(waits)))} slower"
    if more or waits:
        words = "more referrals, and longer waits" if more and waits else ("more referrals" if more else "longer waits")
        return ScoreLine("demand", label, under, "as usual", seen, "↑", words, BAD)
    if demand_verdict(found, []) == "unclear":
        return ScoreLine(
            "demand", label, under, "as usual", seen, "?", "cannot tell", NO_ANSWER, "too little is known of them"
        )
    return ScoreLine("demand", label, under, "as usual", seen, "=", "as usual", GOOD)


def _uptake_line(question: Question, pilot_id: str) -> ScoreLine:
    newest = newest_uptake(question, pilot_id)
    everybody = None if newest is None else everybody_of(newest)
    if newest is None or everybody is None or not everybody["eligible"] > 0:
        return _untold("own", "Uptake", "it is not counted who was eligible, offered, engaged and completed")
    shares = 100 * everybody / everybody["eligible"]
    seen = f"{bold(with_unit(shares['completed'], PERCENT))} completed"
    under = f"of {number(everybody['eligible'])} eligible"
    apart = {code: _compared(newest, DIMENSIONS[code]) for code in UPTAKE_BY}
    told = [
        f"{'fewer' if one.verdict == 'worse' else 'more'} {place_words(DIMENSIONS[code], one.disadvantaged)}"
        for code, one in apart.items()
        if one is not None and one.verdict in ("worse", "better")
    ]
    first = apart[UPTAKE_BY[0]]
    by_deprivation = "" if first is None else first.verdict
    symbol, tone = {"worse": ("▼", BAD), "better": ("▲", GOOD)}.get(by_deprivation, ("○", NOTHING))
    words = "differs between groups" if told else "no clear gap between groups"
    return ScoreLine("own", "Uptake", under, "–", seen, symbol, words, tone, "; ".join(told))


def _compared(newest: pd.DataFrame, dimension: Dimension) -> Gap | None:
    rows = newest[newest["dimension"] == dimension.code]
    return None if rows.empty else compared_groups(by_group(WAY, rows, dimension), dimension)


def _capture_line(question: Question, pilot_id: str) -> ScoreLine:
    rows = capture_rows(question.dataset, pilot_id)
    if rows is None or rows["share"].isna().all():
        return _untold("own", "Data capture", "how complete its records are is not counted")
    shown = rows.dropna(subset=["share"])
    enough = with_unit(ENOUGH, WHOLE_PERCENT)
    seen = f"{bold(with_unit(shown['share'].iloc[0], PERCENT))} at worst"
    under = f"least complete: {shown['field'].iloc[0]}"
    if poor_fields(rows):
        n = number(len(poor_fields(rows)))
        words = f"{n} of {number(len(shown))} fields too empty to judge by"
        return ScoreLine("own", "Data capture", under, f"{enough} filled in", seen, "▼", words, BAD)
    return ScoreLine("own", "Data capture", under, f"{enough} filled in", seen, "▲", "enough to judge by", GOOD)


def _spend_line(question: Question, pilot_id: str) -> ScoreLine:
    spend = spend_of(question, pilot_id)
    if spend is None:
        return _untold("own", "Spend", "pounds planned and spent are not loaded")
    symbol, tone = {"over": ("▼", BAD), "under": ("○", NOTHING), "on plan": ("=", GOOD)}[spend.verdict]
    under = "" if spend.each is None else f"{pounds(spend.each)} for each person engaged"
    return ScoreLine(
        "own", "Spend so far", under, pounds(spend.planned), bold(pounds(spend.spent)), symbol, spend.words, tone
    )

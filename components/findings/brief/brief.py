"""The brief: every indicator's gap in one table, and the headline that names the largest."""

import pandas as pd

from components.findings.brief.card_words import TREND_TOLD, age_mark, doubted
from components.findings.finding import Finding, nothing_to_show
from components.findings.gap_verdicts import LEVELLING_DOWN
from components.findings.hidden import WORDS, holds
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.wording import ends, group_words
from components.style.numbers import gap, interval_cell, number, rounded_count
from data.contract.vocabulary import DOMAIN_LABELS, TOTAL

QUESTION = "What are our biggest gaps, are they closing, and how sure are we?"
_TRENDS = ("narrowing", "widening", LEVELLING_DOWN, "cannot tell")
_UNTOLD = ("cannot tell", "no interval")
HEADLINE_DOMAINS = ("access", "continuity", "outcome")


def brief_finding(question: Question) -> Finding:
    """Every indicator's gap as one table, with the headline naming the largest of access, continuity and outcomes."""
    if question.selection.by == TOTAL:
        why = "No indicator in this dataset is given by deprivation or ethnic group, so there is no gap to brief on."
        return nothing_to_show("brief", QUESTION, why, method="gap")
    gaps = indicator_gaps(question)
    if not gaps:
        why = f"No indicator is given by {question.dimension.phrase} for {question.area_name}."
        return nothing_to_show("brief", QUESTION, why, method="gap")
    headline, sentence = _words(question, gaps)
    return Finding(
        id="brief",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(gaps),
        how_to_read=(
            "Cards come in order of the fewest people the gap could mean: the lower 95% limit of how many people (or "
            "events) would change if every group did as well as the least deprived. That puts size, number of people "
            "and certainty in one order; it does not weigh how much each matters to a life. On a card's line the dots are "
            "the groups and the square is the one that the gap is about: the further right of ‘no gap’, the worse. Cards "
            "in one unit share one scale."
        ),
        method="levelling_up",
        source=f"Source: each indicator's own, as on the Methods page.{question.synthetic_note}",
        period="newest period of each indicator",
        unknown=_silent(question, gaps),
        notice=" ".join(each for each in (_age_notice(gaps), question.notice) if each),
        caveats=tuple(dict.fromkeys(each.dimension.basis for each in gaps if each.dimension.basis)),
        names=("95%", *(each.indicator.short_name for each in gaps)),
    )


def _silent(question: Question, gaps: list[IndicatorGap]) -> str:
    lacking = [each for each in HEADLINE_DOMAINS if not any(found.indicator.domain == each for found in gaps)]
    if not lacking:
        return ""
    domains = " or ".join(DOMAIN_LABELS[each].lower() for each in lacking)
    return f"Nothing is loaded for {domains} by {question.dimension.phrase}: there are no cards for it."


def _words(question: Question, gaps: list[IndicatorGap]) -> tuple[str, str]:
    worse = [each for each in gaps if each.verdict == "worse"]
    tops = [next((each for each in worse if each.indicator.domain == domain), None) for domain in HEADLINE_DOMAINS]
    named = [each for each in tops if each is not None] or worse[:3]
    counts = _counts(gaps)
    if named:
        titles = [each.indicator.short_name for each in named]
        listed = titles[0] if len(titles) == 1 else ", ".join(titles[:-1]) + " and " + titles[-1]
        headline = f"Our biggest gap{'s' if len(titles) > 1 else ''}, by people affected: {listed}"
    elif counts["untold"] == len(_judged(gaps)):
        headline = "We cannot tell where the gaps are"
    else:
        headline = "No gap is clear"
    who = _who(question, worse)
    opening = _standing(counts, who, len(_judged(gaps)))
    if counts["cannot tell"] == len(_judged(gaps)):
        return headline, f"{opening} No gap can be followed over time yet: each has too few periods."
    trends = [f"{_so_many(counts['narrowing'])} of the gaps {_are(counts['narrowing'])} narrowing"]
    trends[0] += f" and {_so_many(counts['widening']).lower()} {_are(counts['widening'])} widening"
    if down := counts[LEVELLING_DOWN]:
        trends.append(f"{number(down)} {_are(down)} narrower only because the better-off got worse")
    if counts["cannot tell"]:
        trends.append(f"For {number(counts['cannot tell'])} there are too few periods to tell")
    return headline, f"{opening} {'. '.join(trends)}."


def _standing(counts: dict[str, int], who: str, judged: int) -> str:
    """On how many indicators somebody is worse off, how sure that is, and for how many nobody can tell, in sentences."""
    if counts["untold"] == judged:
        return f"On none of the {number(judged)} indicators is there enough data to tell who is worse off."
    told = f"On {_so_many(counts['worse']).lower()} of {number(judged)} indicators {who}"
    if counts["doubted"]:
        told += f" worse off as recorded; on {number(counts['doubted'])} of these too much is unrecorded to be sure."
    else:
        told += " clearly worse off."
    return f"{told} For {number(counts['untold'])} there is not enough data to tell." if counts["untold"] else told


def _so_many(count: int) -> str:
    return number(count) if count else "None"


def _are(count: int) -> str:
    return "is" if count <= 1 else "are"


def _who(question: Question, worse: list[IndicatorGap]) -> str:
    """Who is worse off, with its verb. Some gaps may be by another way of knowing deprivation than the one chosen."""
    if question.dimension.code in question.dataset.manifest.own_dimensions:
        return _who_of_declared(question, worse)
    if not question.dimension.ordered:
        return f"one {question.dimension.phrase} is"
    ways = {each.dimension.code: each.dimension for each in worse} or {question.selection.by: question.dimension}
    return f"{ends(ways.popitem()[1])[0]} are" if len(ways) == 1 else "the most deprived groups are"


def _who_of_declared(question: Question, worse: list[IndicatorGap]) -> str:
    """Of a dimension of the dataset's own: the group that is worse off, where it is the same one each time."""
    groups = {each.gap.disadvantaged for each in worse if each.dimension.code == question.dimension.code}
    return f"{group_words(question.dimension, groups.pop())} are" if len(groups) == 1 else "one of the groups is"


def _age_notice(gaps: list[IndicatorGap]) -> str:
    """How many gaps allow for age; that the others do not is said on their cards too."""
    adjusted = sum(each.for_age for each in gaps)
    if not adjusted:
        return "No gap here is adjusted for age: part of each may be that the groups differ in age."
    are = "is" if adjusted == 1 else "are"
    return f"{number(adjusted)} of the gaps {are} adjusted for age; part of each other may be age."


def _judged(gaps: list[IndicatorGap]) -> list[IndicatorGap]:
    return [each for each in gaps if each.indicator.judged]


def _counts(gaps: list[IndicatorGap]) -> dict[str, int]:
    """How many gaps have each verdict, of those that are judged: more or less recorded need is neither better nor worse."""
    judged = _judged(gaps)
    found = {each: sum(1 for one in judged if one.trend == each) for each in _TRENDS}
    untold = sum(each.verdict in _UNTOLD for each in judged)
    worse = [each for each in gaps if each.verdict == "worse"]
    return found | {"worse": len(worse), "untold": untold, "doubted": sum(doubted(each) for each in worse)}


def _table(gaps: list[IndicatorGap]) -> Table:
    counts = _counts(gaps)
    rows = [
        {
            "domain": DOMAIN_LABELS[each.indicator.domain],
            "indicator": each.indicator.short_name,
            "groups": gap_ends(each),
            "gap": gap(each.gap.plain, each.unit) if each.gap.plain is not None else each.gap.reason,
            "interval": interval_cell(*each.gap.sized_interval, each.unit)
            if each.gap.sized_interval
            else "not published",
            "people": rounded_count(each.people, each.hidden_to) if each.people is not None else "–",
            "verdict": each.verdict,
            "trend": TREND_TOLD.get(each.trend, each.trend),
            "conclusion": WORDS[each.conclusion],
            "age": age_mark(each) or "standardised as published",
            "period": each.period,
        }
        for each in gaps
    ]
    rows.append(
        {
            "domain": "All",
            "indicator": f"{number(len(gaps))} indicators, {number(len(_judged(gaps)))} of them judged",
            "groups": "",
            "gap": "",
            "interval": "",
            "people": "",
            "verdict": f"worse on {number(counts['worse'])}, cannot tell on {number(counts['untold'])}",
            "trend": f"narrowing {number(counts['narrowing'])}, widening {number(counts['widening'])}, "
            f"{TREND_TOLD[LEVELLING_DOWN]} {number(counts[LEVELLING_DOWN])}, cannot tell {number(counts['cannot tell'])}",
            "conclusion": f"hold: {number(sum(holds(each.conclusion) for each in gaps))}, "
            f"not sure of the worse: {number(counts['doubted'])}",
            "age": f"adjusted: {number(sum(each.for_age for each in gaps))}",
            "period": "",
        }
    )
    heads = {
        "domain": "Domain",
        "indicator": "Indicator",
        "groups": "Groups compared",
        "gap": "Gap",
        "interval": "95% interval",
        "people": "Change if all did as well",
        "verdict": "Disadvantaged group is",
        "trend": "Gap is",
        "conclusion": "Hidden and unknown",
        "age": "Age",
        "period": "Period",
    }
    return Table(tuple(Column(key, label) for key, label in heads.items()), pd.DataFrame(rows))

"""Worked example of a decision met by later figures: the selected gap in its first and its selected period."""

from dataclasses import dataclass

import numpy as np

from components.findings.analyst.groups import analyst_groups
from components.findings.analyst.rows import gap_unit_of
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import example, result, said
from components.findings.question import Question
from components.findings.trend_series import fixed_pair, followed_gap
from components.measures.change.signal import signal
from components.style.numbers import PERCENT, Unit
from data.contract.vocabulary import TOTAL

_FEW = "the selected gap has no earlier period with an interval"
_HALF = -0.5
_VERDICTS = {
    "as expected": "as expected",
    "no signal yet": "no signal yet",
    "opposite": "the opposite of what was expected",
    "cannot tell": "we cannot tell",
}

_SMALLER = "as expected, though by less than expected"


@dataclass(frozen=True)
class _Pair:
    """A gap at two times, each as estimate, lower and upper; `then` and `now` are the periods' names."""

    then: str
    now: str
    gaps: np.ndarray


_MADE_UP = _Pair("Before", "Later", np.array([[16.0, 13.8, 18.4], [10.0, 8.0, 12.4]]))


def signal_example(question: Question) -> Finding:
    """The gap then and now, and its change held against the expectation that it halves."""
    found = _two_times(question)
    pair, unit = found or _MADE_UP, PERCENT if found is None else gap_unit_of(analyst_groups(question))
    expected = _HALF * pair.gaps[0][0]
    (then, then_lower, then_upper), (now, now_lower, now_upper) = pair.gaps
    answer = signal(then, then_lower, then_upper, now, now_lower, now_upper, expected)
    verdict = _SMALLER if bool(answer.smaller) else _VERDICTS[answer.code.item()]
    plain = Unit("", "", unit.decimals)
    columns = {
        "Period": [pair.then, pair.now],
        f"g (gap, {unit.gap_words})": [said(each[0], plain) for each in pair.gaps],
        "l (lower limit)": [said(each[1], plain) for each in pair.gaps],
        "u (upper limit)": [said(each[2], plain) for each in pair.gaps],
    }
    told = result(answer.change, plain)
    results = [
        ("Expected change, if the gap is to halve", said(expected, plain)),
        ("Change c", told),
        ("Smallest change these figures could show", said(float(answer.detectable), plain)),
        ("Verdict", verdict),
    ]
    sentence = f"Had somebody expected the gap to halve: {verdict}; it changed by {told}."
    return example(
        question,
        "signal",
        sentence,
        columns,
        results=results,
        made_up="" if found else _FEW,
        about=f"{question.subject} by {question.dimension.phrase}, {pair.then} and {pair.now}" if found else "",
    )


def _two_times(question: Question) -> _Pair | None:
    """The selected gap in the earliest and the newest of its separate periods; None where there are not two."""
    if question.selection.by == TOTAL:
        return None
    area = question.selection.area
    rows = question.values(areas=[area], by=question.selection.by, all_periods=True)
    groups = fixed_pair(question, rows)
    if groups is None:
        return None
    series = followed_gap(question, rows, [area], groups)
    limits = np.stack([series.numbers[name][0] for name in ("size", "lower", "upper")], axis=-1)
    used = np.flatnonzero(series.tested[0] & np.isfinite(limits).all(axis=-1))
    if len(used) < 2 or limits[used[0]][0] == 0:
        return None
    first, last = used[0], used[-1]
    return _Pair(series.periods["label"][first], series.periods["label"][last], limits[[first, last]])


DECISIONS = (
    Method(
        "signal",
        "Decisions",
        "Was the later change what was expected?",
        "The gap in the newest figures less the gap as it stood when something was decided, held against what was "
        "expected. As expected: it moved that way beyond chance (by less than expected, where the whole interval falls "
        "short). Opposite: it moved the other way beyond chance. No signal yet: the interval holds no change at all; the "
        "smallest change that these figures could show then says whether they could have shown the expected one.",
        formula(
            r"c=g_{\text{now}}-g_{\text{then}}",
            r"c-\sqrt{(g_{\text{now}}-l_{\text{now}})^2+(u_{\text{then}}-g_{\text{then}})^2}\ \text{ to }\ "
            r"c+\sqrt{(u_{\text{now}}-g_{\text{now}})^2+(g_{\text{then}}-l_{\text{then}})^2}",
            r"\text{smallest change}=(z_{0.975}+z_{0.8})\,se(c)",
        ),
        "For each decision, at each new release, with the same two groups, area and definition throughout.",
        "Not as proof that the decision did it: a gap picked for being large comes part of the way back by itself, and "
        "other things change too. At each release one gap in twenty that never moved will seem to have.",
        "MOVER: Zou and Donner 2008; smallest change: Bloom 1995.",
        worked=signal_example,
    ),
)

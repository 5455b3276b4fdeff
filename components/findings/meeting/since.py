"""What has changed since a meeting's list was kept? Each finding then and now: better, worse or the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from components.findings.decisions.gap import definition_words, standing_gap
from components.findings.finding import Finding
from components.findings.gaps import gap_between
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.measures.change.signal import AS_EXPECTED, NO_SIGNAL, OPPOSITE, signal
from components.style.dates import day_words
from components.style.numbers import interval_cell, number, signed_gap
from data.contract.vocabulary import TOTAL
from data.dataset.dataset import Dataset
from data.journal.entry import FrozenFinding, ListedFinding

QUESTION = "What has changed since this list was kept?"
BETTER, WORSE, SAME, CANNOT_TELL = "better", "worse", "no change beyond chance", "cannot tell"
_VERDICTS = (WORSE, BETTER, SAME, CANNOT_TELL)
# A gap that shrinks is what everyone hopes for, so that is what later figures are asked for.
_NARROWER = -1.0
_OF_CODE = {AS_EXPECTED: BETTER, OPPOSITE: WORSE, NO_SIGNAL: SAME}


@dataclass(frozen=True)
class Since:
    """One finding of a kept list beside the same finding now.

    `now` is None where this dataset holds it no longer; `about` is the question of its one gap, None where it has none.
    """

    then: ListedFinding
    now: Finding | None
    about: Question | None


def listed_finding(finding: Finding, about: Question | None, *, link: str, speaker: str, note: str) -> ListedFinding:
    """The finding as it stands, to be kept: its words, and the figure of the one gap that it is about."""
    words = ListedFinding(link=link, headline=finding.headline, period=finding.period, speaker=speaker, note=note)
    stands = standing_gap(about) if about is not None and about.selection.by != TOTAL else None
    if stands is None or about is None:
        return words
    return ListedFinding(
        link=link,
        headline=finding.headline,
        period=finding.period,
        speaker=speaker,
        note=note,
        counted=_counted(about),
        disadvantaged=stands.disadvantaged,
        reference=stands.reference,
        estimate=stands.estimate,
        lower=stands.lower,
        upper=stands.upper,
    )


def since_finding(found: Sequence[Since], kept: FrozenFinding, kept_on: date, dataset: Dataset) -> Finding:
    """The kept list beside the figures as they are now. Of the same release nothing can have changed, and it says so."""
    same_release = kept.dataset_version == dataset.version
    rows = [_row(place, each, same_release=same_release) for place, each in enumerate(found, start=1)]
    counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in _VERDICTS}
    tally = ", ".join(f"{number(count)} {verdict}" for verdict, count in counts.items() if count)
    day = day_words(kept_on)
    released = f"Then: {kept.dataset_title}, {kept.period or 'as it stood'}."
    return Finding(
        id="meeting_since",
        question=QUESTION,
        headline=f"The same release of figures as on {day}: nothing can have changed"
        if same_release
        else f"Since {day}: {tally}",
        sentence="Keep the list; open it again when new figures have come."
        if same_release
        else "New figures have come. A gap is called better or worse only where the change is beyond chance.",
        table=Table(
            (
                Column("place", "Order"),
                Column("verdict", "Since then"),
                Column("then", "What it told then"),
                Column("now", "What it tells now"),
                Column("then_figure", "Gap then (95% interval)"),
                Column("now_figure", "Gap now (95% interval)"),
                Column("change", "Change (95% interval)"),
                Column("why", "Why it cannot be told"),
            ),
            with_row(pd.DataFrame(rows), place="All", verdict=tally),
        ),
        how_to_read=(
            "A gap is how much worse off the disadvantaged group is. Then and now are taken as independent, so that a change "
            "is told rather too late than too soon. Findings about more than one figure have no verdict: compare their words."
        ),
        method="signal",
        source=released,
        period="",
        verdict="does not apply",
        names=(day, "95%"),
    )


def _counted(question: Question) -> str:
    return "; ".join(f"{name}: {words}" for name, words in definition_words(question).items())


def _row(place: int, since: Since, *, same_release: bool) -> dict[str, str]:
    then = since.then
    row = {
        "place": number(place),
        "then": f"{then.headline} ({then.period})" if then.period else then.headline,
        "now": "–" if since.now is None else _words_now(since.now),
        "then_figure": "–", "now_figure": "–", "change": "–", "verdict": CANNOT_TELL, "why": "",
    }  # fmt: skip
    reason = _untold(since)
    if reason or since.about is None:
        return row | {"why": reason}
    now = _same_gap(since.about, then)
    unit = since.about.unit
    row["then_figure"] = _figure(then.estimate, then.lower, then.upper, since.about)
    if now is None:
        return row | {"why": "the gap between these groups is not shown now"}
    row["now_figure"] = _figure(*now, since.about)
    if same_release:
        return row | {"verdict": SAME}
    before, after = ([_limit(each) for each in figure] for figure in ((then.estimate, then.lower, then.upper), now))
    told = signal(before[0], before[1], before[2], after[0], after[1], after[2], _NARROWER)
    code = str(told.code.item())
    if code not in _OF_CODE:
        return row | {"why": str(told.reason.item())}
    change, lower, upper = (float(each.item()) for each in (told.change.estimate, told.change.lower, told.change.upper))
    words = f"{signed_gap(change, unit)} ({interval_cell(lower, upper, unit)})"
    return row | {"change": words, "verdict": _OF_CODE[code]}


def _words_now(finding: Finding) -> str:
    return f"{finding.headline} ({finding.period})" if finding.period else finding.headline


def _untold(since: Since) -> str:
    """Why a finding has no verdict; '' where it may have one."""
    if since.now is None:
        return "this dataset does not hold it now"
    if since.about is None or since.then.estimate is None:
        return "it is about more than one figure"
    return "" if _counted(since.about) == since.then.counted else "it is counted or grouped otherwise now"


def _same_gap(question: Question, then: ListedFinding) -> tuple[float, float | None, float | None] | None:
    """The gap between the same two groups as then, in the question's period."""
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    better = question.indicator.higher_is_better
    found = gap_between(rows, then.disadvantaged, then.reference, higher_is_better=better)
    return None if found.size is None else (found.size, found.lower, found.upper)


def _figure(estimate: float | None, lower: float | None, upper: float | None, question: Question) -> str:
    if estimate is None:
        return "–"
    told = f"{number(estimate, question.unit.decimals)} {question.unit.gap_words}".strip()
    return told if lower is None or upper is None else f"{told} ({interval_cell(lower, upper, question.unit)})"


def _limit(value: float | None) -> float:
    return np.nan if value is None else value

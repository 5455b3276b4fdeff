"""What could completing the record do to each gap? Bounds, tipping points, and how much would have to be recorded."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.age_adjusted import observed
from components.findings.finding import Finding
from components.findings.gaps import Gap
from components.findings.hidden import COUNTED, WORDS, GapRanges, counts_of, gap_ranges
from components.findings.newest_gaps import NewestGap, newest_gaps
from components.findings.question import Question
from components.findings.recording_rows import SHARE, WHOLE, lacks, source_of
from components.findings.selection import dimensions_offered
from components.findings.table import Column, Table, with_row
from components.measures.records.recording_needed import recording_needed
from components.style.colours import ACCENT, PLAIN
from components.style.numbers import Unit, gap, interval_cell, number, short
from data.contract.vocabulary import TOTAL

QUESTION = "What could completing the record change?"
_PREFERRED = "ethnic_group"
_BESIDE = "deprivation_quintile"


@dataclass(frozen=True)
class GapToSettle:
    """One gap and what the unknown could do to it.

    `found` is the gap as shown; `limits` the smallest and largest it could be, signed so that positive = the disadvantaged
    worse off, in displayed units; `conclusion` a key of hidden.WORDS; `tipping` the value among the unknown that would
    close it (None: none would); `needed` the share of the unknown to record before it holds (0 to 1; None: cannot be said);
    `unknown` the share of people of no known group.
    """

    found: NewestGap
    limits: tuple[float, float] | None
    conclusion: str
    tipping: float | None
    needed: float | None
    unknown: float


def settled_by(question: Question) -> str:
    """The dimension whose gaps the Records page judges: ethnic group where any indicator has it, else the selected one."""
    given = any(_PREFERRED in dimensions_offered(question.dataset, code) for code in question.dataset.indicators)
    return _PREFERRED if given else question.selection.by


def gaps_to_settle(question: Question, by: str) -> list[GapToSettle]:
    """Every counted gap by a dimension in the area in focus, least recording needed first."""
    asked = Question(question.dataset, replace(question.selection, by=by))
    found = [each for each in newest_gaps(asked) if each.gap.size is not None] if by != TOTAL else []
    result = []
    for kind in COUNTED:
        for code in question.dataset.vocabulary:
            part = [one for one in found if one.indicator.value_type == kind and one.dimension.code == code]
            result.extend(_settled(asked, part, kind) if part else [])
    return sorted(
        result, key=lambda one: (np.inf if one.needed is None else one.needed, one.found.indicator.short_name)
    )


def _settled(question: Question, found: list[NewestGap], kind: str) -> list[GapToSettle]:
    dataset, dimension = question.dataset, found[0].dimension
    codes = [one.indicator.id for one in found]
    area, by = question.selection.area, dimension.code
    rows = observed(dataset, codes, adjusted=question.selection.for_age, areas=[area], dimension=by)
    totals = dataset.observations(codes, areas=[area])
    known = rows[rows["group"].isin(dimension.known_groups) & (rows["status"] == "ok")]
    newest = known.groupby("indicator_id", observed=True)["period_end"].max()
    rows, totals = (part[part["period_end"] == part["indicator_id"].map(newest)] for part in (rows, totals))
    counts = counts_of(rows, totals, codes, dimension, cell="indicator_id")
    places = {group: place for place, group in enumerate(dimension.known_groups)}
    worst, best = (np.array([places[getattr(one.gap, end)] for one in found]) for end in ("disadvantaged", "reference"))
    better = np.array([one.indicator.higher_is_better for one in found])
    repeats = kind == "rate"
    ranges = gap_ranges(
        counts, dataset.manifest.disclosure, worst, best, higher_is_better=better, events_repeat=repeats
    )
    needed = recording_needed(
        np.where(counts.suppressed, np.nan, counts.numerator), counts.denominator, counts.unknown_people,
        np.nan_to_num(counts.unknown_events), disadvantaged=worst, reference=best, higher_is_better=better,
        events_repeat=repeats,
    )  # fmt: skip
    return [_one(each, place, ranges, needed[place]) for place, each in enumerate(found)]


def _one(found: NewestGap, place: int, ranges: GapRanges, needed: float) -> GapToSettle:
    scale = 100.0 if found.indicator.value_type == "proportion" else found.indicator.multiplier
    limits = None
    if bool(ranges.both.defined[place]):
        limits = float(ranges.both.lower[place]) * scale, float(ranges.both.upper[place]) * scale
    tipping = float(ranges.tipping[place])
    return GapToSettle(
        found=found,
        limits=limits,
        conclusion=str(ranges.conclusion[place]),
        tipping=None if np.isnan(tipping) else tipping * scale,
        needed=None if np.isnan(needed) else float(needed),
        unknown=float(ranges.unknown_share[place]),
    )


def completing_finding(question: Question) -> Finding:
    """How much of the unknown would have to be recorded before each gap is certain."""
    gaps = gaps_to_settle(question, settled_by(question))
    if not any(one.unknown > 0 for one in gaps):
        needs = "counts by a group that some people are not recorded in, those people as their own group"
        return lacks(
            question,
            "records_completing",
            QUESTION,
            "Any gap of which some people's group is not recorded",
            needs,
            method="recording_needed",
        )
    frame = _frame(gaps)
    by = gaps[0].found.dimension
    headline, sentence = _words(question, gaps, by.phrase)
    other = [] if by.ordered else gaps_to_settle(question, _BESIDE)
    if any(one.unknown > 0 for one in other):
        sure = f"{number(holding_at(other, 0.0))} of {number(len(other))}"
        sentence += f" By deprivation, {sure} hold as things are."
        frame = with_row(frame, indicator="By deprivation", conclusion=f"hold now: {sure}", reason="–")
    return Finding(
        id="records_completing",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(frame),
        how_to_read=(
            "Each dot says how much of what is unknown must be recorded before the direction of the gap is certain: at 0% it "
            "holds whoever the unknown are; at 100% only a full record would settle it. People newly recorded are taken to "
            "be like those already known; those still unknown could be anyone. These are certain limits, not chance: a gap "
            "that could be reversed is not thereby doubtful, but nobody can prove it from this record."
        ),
        method="recording_needed",
        source=source_of(question, "the indicators named"),
        period="newest period of each indicator",
        figure=_figure(gaps),
        unknown=_unknown(gaps, by.label),
        names=tuple(one.found.indicator.short_name for one in gaps) + ("0%", "100%", question.area_name),
    )


def _unknown(gaps: list[GapToSettle], label: str) -> str:
    middle = 100 * float(np.median([one.unknown for one in gaps]))
    return f"{label} is not known for {short(middle, SHARE)} of people in the middle one of these indicators."


def holding_at(gaps: list[GapToSettle], recorded: float) -> int:
    """How many gaps hold once a share of the unknown (0 to 1) has been recorded."""
    return sum(1 for one in gaps if one.needed is not None and one.needed <= recorded + 1e-9)


def _words(question: Question, gaps: list[GapToSettle], phrase: str) -> tuple[str, str]:
    now, every = holding_at(gaps, 0.0), len(gaps)
    where = "" if question.is_whole_area else f" in {question.area_name}"
    if now == every:
        gaps_by = f"any of {number(every)} gaps" if every > 1 else "the 1 gap"
        return (
            f"Missing records could not change {gaps_by} by {phrase}{where}",
            "Whoever the unknown are, none would be overturned.",
        )
    headline = f"Missing records could not change {number(now)} of {number(every)} gaps by {phrase}{where}"
    if not now:
        headline = f"None of {number(every)} gaps by {phrase}{where} is certain until more is recorded"
    half, nine = number(holding_at(gaps, 0.5)), number(holding_at(gaps, 0.9))
    told = f"With half of the unknown recorded, {half} would be certain; with nine in ten of them, "
    told += "no more." if half == nine else f"{nine}."
    for one in gaps:
        if one.needed:
            told += f" Nearest to being settled: {one.found.indicator.short_name}, at {short(100 * one.needed, WHOLE)}."
            break
    return headline, told


def _frame(gaps: list[GapToSettle]) -> pd.DataFrame:
    rows = []
    for one in gaps:
        shown, unit = one.found, one.found.unit
        rows.append(
            {
                "indicator": shown.indicator.short_name,
                "groups": " v ".join(map(shown.dimension.short_of, (shown.gap.disadvantaged, shown.gap.reference))),
                "gap": _as_shown(shown.gap, unit),
                "limits": interval_cell(*one.limits, unit) if one.limits else "not known",
                "conclusion": WORDS[one.conclusion],
                "tipping": short(one.tipping, unit) if one.tipping is not None else "none would",
                "needed": np.nan if one.needed is None else 100 * one.needed,
                "unknown": 100 * one.unknown,
                "period": shown.period,
                "reason": "" if one.needed is not None else "cannot be said",
            }
        )
    counted = {"half": holding_at(gaps, 0.5), "nine": holding_at(gaps, 0.9), "now": holding_at(gaps, 0.0)}
    foot = f"hold now {counted['now']}, half recorded {counted['half']}, nine in ten recorded {counted['nine']}"
    rows.append({"indicator": f"{number(len(gaps))} gaps", "conclusion": foot, "reason": "–"})
    return pd.DataFrame(rows)


def _as_shown(found: Gap, unit: Unit) -> str:
    if found.size is None:
        return found.reason
    return gap(found.size, unit) if found.size >= 0 else f"reversed, {gap(found.size, unit)}"


def _table(frame: pd.DataFrame) -> Table:
    return Table(
        (
            Column("indicator", "Indicator"),
            Column("groups", "Groups compared"),
            Column("gap", "Gap as shown"),
            Column("limits", "Smallest and largest it could be"),
            Column("conclusion", "The gap"),
            Column("tipping", "Value among the unknown that would close it"),
            Column("needed", "To be recorded before it holds (%)", WHOLE),
            Column("unknown", "Not known (%)", SHARE),
            Column("period", "Period"),
        ),
        frame,
    )


def _figure(gaps: list[GapToSettle]) -> go.Figure:
    rows = []
    for one in gaps:
        name = one.found.indicator.short_name
        if one.needed is None:
            rows.append(DotRow(name, absent="cannot be said: a count is hidden, or there is no gap"))
            continue
        words = f"{name}: {100 * one.needed:.0f}% of the unknown"
        sure = one.needed == 0
        dot = Dot(100 * one.needed, words, ACCENT if sure else PLAIN, size=15, symbol="diamond" if sure else "circle")
        rows.append(DotRow(name, (dot,)))
    return dot_rows(
        rows, axis="share of the unknown to be recorded before the gap is certain", suffix="%", row_height=26, zero=True
    )

"""Counts that fall step by step, for any way with steps: each group's shares, and the part each step has in the last gap."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.cascade_lines import CascadeLine, StepPart, cascade_lines
from components.findings.gaps import ShownGap
from components.findings.table import Column, Table, with_row
from components.findings.wording import group_words, place_words
from components.measures.access.cascade import gap_parts
from components.measures.result import Measure
from components.measures.values.proportion import proportion
from components.style.colours import group_colour
from components.style.numbers import COUNT, PERCENT, gap, interval, number, short, with_unit
from data.contract.vocabulary import UNKNOWN, Dimension


@dataclass(frozen=True)
class Way:
    """The steps of a way into care, by their columns in order; the first is everybody who should get to the end.

    `labels` are headings, `doing` says each later step as an act; `reached` and `finish` are how the end is said of people
    ('9 points fewer followed up', '62% are followed up').
    """

    labels: dict[str, str]
    doing: dict[str, str]
    reached: str
    finish: str

    @property
    def steps(self) -> tuple[str, ...]:
        """Every step's column, everybody first."""
        return tuple(self.labels)

    @property
    def taken(self) -> tuple[str, ...]:
        """The steps after the first."""
        return self.steps[1:]

    @property
    def whole(self) -> str:
        """How everybody is called in a sentence: 'registered'."""
        return self.labels[self.steps[0]].lower()


def by_group(way: Way, rows: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    """One row a group in reading order: counts, the share still there at each step, and the last with its interval."""
    order = {code: place for place, code in enumerate(dimension.groups)}
    rows = rows.assign(place=rows["group"].map(order), label=rows["group"].map(dimension.groups))
    rows = rows.sort_values("place", ignore_index=True)
    everybody = rows[way.steps[0]].to_numpy(float)
    last = proportion(rows[way.taken[-1]].to_numpy(float), everybody)
    shares = {f"{step}_share": 100 * proportion(rows[step].to_numpy(float), everybody).estimate for step in way.taken}
    numbers = {"value": 100 * last.estimate, "lower": 100 * last.lower, "upper": 100 * last.upper}
    return rows.assign(**shares, **numbers, denominator=everybody)


def parts_of(way: Way, groups: pd.DataFrame, reference: str) -> Measure:
    """Each group's distance from the reference group at the last step, shared out among the steps: (groups, steps)."""
    counts = groups[list(way.steps)].to_numpy(float)
    return gap_parts(counts, counts[(groups["group"] == reference).to_numpy()][0])


def group_row(groups: pd.DataFrame, group: str) -> int:
    """The place of a group in the rows."""
    return int(groups.index[groups["group"] == group][0])


def ends_words(way: Way, dimension: Dimension, found: ShownGap) -> str:
    """How many reach the end in each of the two groups, as a sentence."""
    return (
        f"{with_unit(found.disadvantaged_value, PERCENT)} {way.finish} {place_words(dimension, found.disadvantaged)}, "
        f"against {short(found.reference_value, PERCENT)} {place_words(dimension, found.reference)}."
    )


def gap_words(way: Way, dimension: Dimension, found: ShownGap, parts: Measure) -> tuple[str, str]:
    """What a headline says of a gap beyond chance, and where most of it arises, as the sentence after the two ends."""
    side = np.sign(found.plain)
    order = np.argsort(side * parts.estimate)[::-1]
    most, second = order[0], order[1]
    ends = (parts.lower, parts.upper) if side > 0 else (-parts.upper, -parts.lower)
    clear = ends[0][most] > ends[1][second]
    size = gap(found.plain, PERCENT)
    manner = "fewer" if found.plain < 0 else "more"
    doing = [way.doing[step] for step in way.taken]
    lost = f"the largest part at {doing[most]}" if clear else "at several steps"
    told = f"{size} {manner} {way.reached} {place_words(dimension, found.disadvantaged)}, {lost}"
    low, high = 100 * ends[0][most], 100 * ends[1][most]
    sentence = (
        f"{doing[most].capitalize()} makes {number(100 * side * parts.estimate[most], 1)} of the "
        f"{size} ({interval(low, high, PERCENT)}), {doing[second]} "
        f"{number(100 * side * parts.estimate[second], 1)}."
    )
    return told, sentence


def unknown_share(way: Way, groups: pd.DataFrame) -> float:
    """The share of everybody whose group is not known, 0 to 1; 0 where every group is."""
    unknown = groups.loc[groups["group"] == UNKNOWN, way.steps[0]].sum()
    return float(unknown / groups[way.steps[0]].sum()) if unknown > 0 else 0.0


def steps_table(
    way: Way, dimension: Dimension, groups: pd.DataFrame, found: ShownGap, parts: Measure, more: tuple[Column, ...] = ()
) -> Table:
    """Each group's way and what each step adds to its distance from the reference; then the compared group's limits."""
    part_names = [f"{step}_part" for step in way.taken]
    everybody = way.steps[0]
    kept = ["group", "label", everybody, *(f"{step}_share" for step in way.taken), "lower", "upper", "status"]
    frame = groups[kept + [column.key for column in more]]
    behind = dict(zip(part_names, 100 * parts.estimate.T, strict=True))
    frame = frame.assign(behind=groups["value"] - found.reference_value, **behind)
    frame["most_lost"] = [_most_lost(way, row) for row in 100 * parts.estimate]
    at = group_row(groups, found.disadvantaged)
    compared = group_words(dimension, found.disadvantaged)
    size = {"behind": abs(found.plain), "label": f"Size of the gap: {compared}", "status": "not_applicable"}
    sizes = dict(zip(part_names, np.sign(found.plain) * 100 * parts.estimate[at], strict=True))
    frame = with_row(frame, **size, **sizes)
    sign, ends = (1, ("Lower", "Upper")) if found.plain > 0 else (-1, ("Upper", "Lower"))
    for name, limit in zip(ends, (parts.lower, parts.upper), strict=True):
        row = dict(zip(part_names, sign * 100 * limit[at], strict=True))
        frame = with_row(frame, label=f"{name} 95% limit of its parts", status="not_applicable", **row)
    reference = group_words(dimension, found.reference)
    return Table(
        (
            Column("label", dimension.label),
            Column(everybody, way.labels[everybody], COUNT),
            *(Column(f"{step}_share", f"{way.labels[step]} (%)", PERCENT) for step in way.taken),
            Column("lower", "Lower 95% limit", PERCENT),
            Column("upper", "Upper 95% limit", PERCENT),
            *more,
            Column("behind", f"Against {reference} (percentage points)", PERCENT),
            *(Column(f"{step}_part", f"of which {way.doing[step]}", PERCENT) for step in way.taken),
            Column("most_lost", "Most lost at"),
        ),
        frame,
    )


def _most_lost(way: Way, parts: np.ndarray) -> str:
    """The step with the largest loss against the reference; '–' where none is lost, '' where it is not known."""
    if np.isnan(parts).any():
        return ""
    return way.labels[way.taken[int(np.argmin(parts))]] if parts.min() < 0 else "–"


def steps_figure(way: Way, dimension: Dimension, groups: pd.DataFrame, found: ShownGap, parts: Measure) -> go.Figure:
    """Every group's line, the two compared drawn strongest, and the parts of the gap between them as bars."""
    shown = groups[groups["value"].notna()]
    compared = (found.disadvantaged, found.reference)
    lines = [
        CascadeLine(
            label=dimension.short_of(row["group"]),
            colour=group_colour(dimension.code, row["group"]),
            shares=(100.0, *(float(row[f"{step}_share"]) for step in way.taken)),
            emphasised=row["group"] in compared,
        )
        for _, row in shown.iterrows()
    ]
    at = parts.at(group_row(groups, found.disadvantaged))
    side = np.sign(found.plain) or 1.0
    limits = np.sort(np.stack([side * at.lower, side * at.upper]), axis=0)
    bars = [
        StepPart(way.labels[step], *(float(100 * each) for each in (side * at.estimate[i], *limits[:, i])))
        for i, step in enumerate(way.taken)
    ]
    heading = f"Where the gap of {gap(found.plain, PERCENT)} arises"
    return cascade_lines(lines, list(way.labels.values()), bars, compared=heading, whole=way.whole)

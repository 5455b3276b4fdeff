"""The table of a pilot's business case: what was spent, on whom, for what, and what it cost and would cost elsewhere."""

import pandas as pd

from components.findings.pilots.costs import PilotCosts
from components.findings.pilots.costs_elsewhere import FEWEST_ELIGIBLE, CostsElsewhere, UptakeEnd
from components.findings.pilots.costs_of_demand import MoreContacts, pounds_together
from components.findings.pilots.costs_of_effect import EffectCost
from components.findings.table import Column, Table
from components.style.dates import day_words
from components.style.numbers import COUNT, PERCENT, interval_cell, number, with_unit

_COLUMNS = (
    Column("part", "Part of the case"),
    Column("what", "What"),
    Column("count", "People or contacts", COUNT),
    Column("pounds", "Pounds", COUNT),
    Column("low", "Pounds from", COUNT),
    Column("high", "to", COUNT),
    Column("note", "How it is reckoned"),
)
_Row = dict[str, object]
_NUMBERS = ("count", "pounds", "low", "high")


def case_table(
    costs: PilotCosts,
    groups: pd.DataFrame,
    effect: EffectCost | None,
    contacts: list[MoreContacts],
    elsewhere: CostsElsewhere | None,
) -> Table:
    """Every figure of the case, part by part."""
    rows = [*_so_far(costs), *_of_groups(groups), *_of_effect(effect), *_of_contacts(contacts)]
    rows += [] if elsewhere is None else _of_others(costs, elsewhere)
    frame = pd.DataFrame(rows).reindex(columns=[*(each.key for each in _COLUMNS), "status"])
    hidden = frame["status"].where(frame["status"].isin(["suppressed", "missing"]))
    # Only a number that is hidden is said to be so: the other cells of a row are of another kind.
    states = {f"{name}_status": hidden for name in _NUMBERS}
    return Table(
        _COLUMNS,
        frame.drop(columns="status").assign(
            note=frame["note"].fillna(""), **{name: frame[name].astype(float) for name in _NUMBERS}, **states
        ),
    )


def _so_far(costs: PilotCosts) -> list[_Row]:
    part, again = f"To {day_words(costs.until)}", "without setting up" if costs.set_up else "setting up included"
    rows: list[_Row] = [
        {"part": part, "what": "Spent, and people who took it up", "count": costs.engaged, "pounds": costs.spend.spent},
        {"part": part, "what": "Planned by then", "pounds": costs.spend.planned},
        {"part": part, "what": "For each person who took it up", "pounds": costs.each, "note": "spent over people"},
    ]
    if costs.set_up:
        rows.append({"part": part, "what": "Setting up, once", "low": costs.set_up[0], "high": costs.set_up[1]})
    low, high = costs.each_again
    note = f"planned and spent over people, {again}"
    return [
        *rows,
        {"part": "To go on", "what": "One more person who takes it up", "low": low, "high": high, "note": note},
        {
            "part": "To go on",
            "what": f"Spent {costs.every}, lowest and highest of late",
            "low": costs.lately[0],
            "high": costs.lately[1],
        },
    ]


def _of_groups(groups: pd.DataFrame) -> list[_Row]:
    note = "for every 100 people eligible; 95% interval of the share that took it up"
    return [
        {
            "part": f"By {row.by.lower()}",
            "what": row.label,
            "count": row.engaged,
            "pounds": row.pounds,
            "low": row.low,
            "high": row.high,
            "status": row.status,
            "note": note,
        }
        for row in groups.itertuples()
    ]


def _of_effect(effect: EffectCost | None) -> list[_Row]:
    if effect is None:
        return []
    rows: list[_Row] = [{"part": "For its effect", "what": "Effect beyond comparators", "note": effect.words}]
    for each in (effect.of_one, effect.of_people):
        if each is None:
            continue
        what = f"For {each.what}" if each.number is None else f"For each of {each.what} ({each.limits})"
        cells = {"count": each.number, "pounds": each.pounds, "low": each.ends[0], "high": each.ends[1]}
        note = "least cost over the most effect, to most over the least"
        rows.append({"part": "For its effect", "what": what, **cells, "note": note})
    return rows


def _of_contacts(contacts: list[MoreContacts]) -> list[_Row]:
    rows: list[_Row] = []
    for each in contacts:
        row = {"part": "Sent elsewhere", "what": f"{each.name}: more {each.noun}", "count": each.number}
        row["note"] = f"95% interval {interval_cell(*each.limits, COUNT)}"
        if each.pounds is not None and each.price is not None:
            row |= {"low": each.pounds[0], "high": each.pounds[1]}
            row["note"] = f"{row['note']}, at {interval_cell(*each.price, COUNT)} pounds each"
        rows.append(row)
    if (together := pounds_together(contacts)) is not None:
        low, high = together
        rows.append({"part": "Sent elsewhere", "what": "All of these with a cost", "low": low, "high": high})
    return rows


def _of_others(costs: PilotCosts, found: CostsElsewhere) -> list[_Row]:
    rows: list[_Row] = [
        {"part": "Assumed", "what": f"Of 100 {found.base}, eligible", "note": number(found.per_100, 1)},
        _end("Lowest uptake", found.uptake[0]),
        _end("Highest uptake", found.uptake[1]),
        {
            "part": "Assumed",
            "what": "Groups looked at for uptake",
            "note": f"of {number(FEWEST_ELIGIBLE)} eligible or more",
        },
    ]
    rows += [
        {
            "part": "Elsewhere",
            "what": row.name,
            "count": row.eligible,
            "low": row.low,
            "high": row.high,
            "status": row.status,
            "note": "people eligible, about",
        }
        for row in found.rows.itertuples()
    ]
    low, high = found.together
    rows.append({"part": "Elsewhere", "what": f"All {number(found.known)} together", "low": low, "high": high})
    if costs.set_up:
        low, high = found.setting_up(costs.set_up)
        rows.append({"part": "Elsewhere", "what": "Setting up in all of these, once", "low": low, "high": high})
    return rows


def _end(what: str, end: UptakeEnd) -> _Row:
    return {"part": "Assumed", "what": what, "note": f"{with_unit(100 * end.share, PERCENT)}, of {end.whose}"}

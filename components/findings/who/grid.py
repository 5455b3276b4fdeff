"""Who is left behind when deprivation and another way of dividing people meet? The grid of the two dimensions."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.charts.cross_grid import cross_grid
from components.findings.age_words import as_counted
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.standing import adverse_words, cell_standing, stands_out
from components.findings.table import Column, Table
from components.findings.wording import hidden_words, named
from components.style.numbers import COUNT, with_unit
from data.contract.vocabulary import DIMENSIONS, Dimension

_BY = "deprivation_quintile"
_USUAL = "ethnic_group"


def crossed_with(question: Question) -> Dimension:
    """The dimension that is crossed with deprivation: the selected one where it is the dataset's own, else ethnic group.

    Where ethnic group is not given with deprivation, the first that is.
    """
    dataset, by = question.dataset, question.selection.by
    if by in dataset.manifest.own_dimensions:
        return dataset.vocabulary[by]
    cover = dataset.coverage
    cover = cover[(cover["indicator_id"] == question.indicator.id) & (cover["dimension"] == _BY)]
    given = [code for code in (_USUAL, *dataset.vocabulary) if code in set(cover["dimension_2"])]
    return dataset.vocabulary[given[0] if given else _USUAL]


def grid_question(question: Question) -> str:
    """What the grid asks: the two dimensions by name."""
    label = crossed_with(question).label
    return f"Who is left behind when deprivation and {label[0].lower()}{label[1:]} meet?"


def grid_finding(question: Question) -> Finding:
    """Deprivation by another dimension at once: where being in both matters more than either."""
    by, other, asked = DIMENSIONS[_BY], crossed_with(question), grid_question(question)
    # How old the people of both groups at once are is not known: cells and everyone are as counted.
    question = as_counted(question)
    cells = question.values(areas=[question.selection.area], by=by.code, by_2=other.code)
    if cells["value"].notna().sum() < 4:
        why = (
            f"{named(question)} is not given by deprivation and {other.phrase} together for {question.area_name}, so the "
            "two cannot be looked at at once."
        )
        return nothing_to_show("who_grid", asked, why, method="grid", source=question.source)
    everyone = question.values(areas=[question.selection.area])
    if everyone["value"].notna().sum() == 0:
        why = f"There is no figure for everyone in {question.area_name} to compare each combination with."
        return nothing_to_show("who_grid", asked, why, method="grid", source=question.source)
    rows, columns = other.known_groups, by.known_groups
    cells = cells[cells["group"].isin(columns) & cells["group_2"].isin(rows)]
    cells = cell_standing(
        cells, float(everyone["value"].iloc[0]), question.indicator, _cell_effects(question, cells, other)
    )
    cells = cells.assign(
        row=cells["group_2"].map({code: i for i, code in enumerate(rows)}),
        column=cells["group"].map({code: i for i, code in enumerate(columns)}),
        absent=cells["status"].map({"suppressed": "hidden", "missing": "not collected", "not_applicable": "nobody"}),
        deprivation=cells["group"].map(by.groups),
        people=cells["group_2"].map(other.groups),
    ).sort_values(["row", "column"])
    headline, sentence = _grid_words(question, cells, float(everyone["value"].iloc[0]))
    unit = question.unit
    return Finding(
        id="who_grid",
        question=asked,
        headline=headline,
        sentence=sentence,
        table=_grid_table(question, cells, everyone, other),
        how_to_read=(
            f"Columns run from most to least deprived, rows are {_rows_are(other)}. A cell marked ▼ is worse and ▲ better "
            "(for need ↑ higher, ↓ lower) than everyone in the area beyond chance (doubled marks far beyond), ● is no "
            "different; of all the marks together about 1 in 20 may be false. Small groups have wide limits: ● does not mean "
            "equal. Hidden cells are hatched in words, never zero."
        ),
        method="grid",
        source=question.source,
        period=question.period,
        figure=cross_grid(
            cells,
            rows=[other.short_of(code) for code in rows],
            columns=[by.short_of(code) for code in columns],
            unit=unit,
        ),
        hidden=hidden_words(cells),
        caveats=question.caveats,
        names=question.names,
    )


def _rows_are(other: Dimension) -> str:
    return "ethnic groups" if other.code == _USUAL else f"the groups of ‘{other.label}’ that are known"


def _cell_effects(question: Question, cells: pd.DataFrame, other: Dimension) -> np.ndarray:
    """By how much the areas beneath make each cell's variance larger than counting people does.

    A cell's areas are those of its fifth and its other group. What they add to the variance of a group is in proportion to
    the people of it in an area, so a cell has its part of it: of the two, the larger.
    """
    people, effects = cells["denominator"].to_numpy(float), np.ones(len(cells))
    for by, column in ((_BY, "group"), (other.code, "group_2")):
        whole = replace(question, selection=replace(question.selection, by=by)).groups
        added = (whole["se"] / whole["counting_se"]) ** 2 - 1
        part = dict(zip(whole["group"], added / whole["denominator"], strict=True))
        found = 1 + people * cells[column].map(part).to_numpy(float)
        effects = np.fmax(effects, np.where(np.isfinite(found), found, 1.0))
    return effects


def _grid_words(question: Question, cells: pd.DataFrame, everyone: float) -> tuple[str, str]:
    worse = cells[stands_out(cells["standing"], question.indicator) & cells["value"].notna()]
    if worse.empty:
        return (
            f"{question.subject}: no combination is clearly {adverse_words(question.indicator)} than everyone",
            f"Everyone in {question.area_name}: {with_unit(everyone, question.unit)}.",
        )
    furthest = worse.assign(distance=(worse["value"] - everyone).abs()).sort_values("distance").iloc[-1]
    where = f"{furthest['people']}, {furthest['deprivation'][0].lower()}{furthest['deprivation'][1:]}"
    return (
        f"{question.subject}: {'furthest behind' if question.indicator.judged else 'highest'} – {where}",
        f"{with_unit(furthest['value'], question.unit)}, against {with_unit(everyone, question.unit)} for everyone in "
        f"{question.area_name}.",
    )


def _grid_table(question: Question, cells: pd.DataFrame, everyone: pd.DataFrame, other: Dimension) -> Table:
    unit = question.unit
    total = everyone.assign(people="Everyone", deprivation="Everyone", standing="")
    frame = pd.concat([cells, total], ignore_index=True).rename(columns={"people": other.code})
    frame["standing"] = frame["standing"].where(frame["value"].notna(), "")
    return Table(
        (
            Column(other.code, other.label),
            Column("deprivation", "Deprivation"),
            Column("value", f"Value ({unit.axis})", unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            Column("denominator", f"Out of: {question.indicator.population_noun}", COUNT),
            Column("standing", "Compared with everyone"),
        ),
        frame[[other.code, "deprivation", "value", "lower", "upper", "denominator", "standing", "status"]],
    )

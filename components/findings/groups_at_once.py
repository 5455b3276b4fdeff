"""The groups of many questions worked out together, and kept for each: one by one they take several times as long."""

from collections.abc import Iterable

import pandas as pd

from components.findings.fifths_by import dimension_of, rows_by
from components.findings.group_values import group_values
from components.findings.question import groups_kept, keep_groups
from components.findings.selection import Selection
from data.dataset.dataset import Dataset


def keep_all_groups(dataset: Dataset, wanted: Iterable[Selection]) -> None:
    """Keep `Question.groups` of every selection: those of one area, period and way of grouping are asked for at once.

    They are the same as asked one by one, for nothing that is said of an indicator's groups follows from another's.
    """
    alike: dict[tuple[str, str, str, str], dict[str, Selection]] = {}
    for each in wanted:
        if not groups_kept(dataset, each):
            alike.setdefault((each.by, each.area, each.period, each.adjusted), {})[each.indicator] = each
    for selections in alike.values():
        _keep(dataset, selections)


def _keep(dataset: Dataset, selections: dict[str, Selection]) -> None:
    one = next(iter(selections.values()))
    rows = rows_by(
        dataset,
        list(selections),
        adjusted=one.for_age,
        areas=(one.area,),
        dimension=one.by,
        period_ends=[pd.Timestamp(one.period)] if one.period else None,
    )
    known = {code: dataset.indicators[code] for code in selections}
    groups = group_values(dataset, rows, known, dataset.level_of(one.area), dimension_of(dataset, one.by))
    places = groups.groupby("indicator_id", observed=True).indices
    keep_groups(dataset, groups, {each: places[code] for code, each in selections.items() if code in places})

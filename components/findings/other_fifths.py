"""The gap by other fifths than the national ones of where people live: those of this area's own small areas."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from components.findings.areas_beneath import areas_inside
from components.findings.gaps import selected_gap
from components.findings.group_values import group_values
from components.findings.question import Question
from data.contract.periods import period_label
from data.contract.vocabulary import DIMENSIONS

NATIONAL = "deprivation_quintile"
LOCAL = replace(DIMENSIONS[NATIONAL], code="deprivation_quintile_local")
# Where more of a fifth's people live in small areas with hidden counts, their sum says too little of the fifth.
_MOST_HIDDEN = 0.05


def other_fifths(question: Question) -> Iterator[tuple[str, str]]:
    """How else it was looked at, and the verdict on the gap; nothing where small areas do not give enough counts."""
    if question.selection.by != NATIONAL:
        return
    rows = _by_local_fifth(question)
    if rows is None:
        return
    indicator = question.indicator
    groups = group_values(question.dataset, rows, {indicator.id: indicator}, question.area_level, LOCAL)
    found = selected_gap(groups, LOCAL, higher_is_better=indicator.higher_is_better)
    label = period_label(rows["period_start"].iloc[0], rows["period_end"].iloc[0])
    yield f"by this area's own fifths of small areas, {label}", found.verdict if found.lower is not None else ""


def _by_local_fifth(question: Question) -> pd.DataFrame | None:
    """Rows as the dataset would give them by local fifth: sums of the small areas of the newest period up to the selected."""
    inside = areas_inside(question.dataset, question.selection.area, "lsoa")
    areas = None if question.is_whole_area else list(inside.index)
    rows = question.dataset.observations(question.indicator.id, level="lsoa", areas=areas)
    rows = rows[(rows["period_end"] <= question.period_end) & (rows["denominator"] > 0)]
    fifths = inside.get("imd_quintile_local", pd.Series(dtype=float)).reindex(rows["area_code"]).to_numpy(float)
    rows = rows.assign(group=[f"{each:.0f}" for each in fifths])[np.isfinite(fifths)]
    rows = rows[rows["period_end"] == rows["period_end"].max()]
    shown = rows[rows["numerator"].notna()]
    people, counted = (part.groupby("group")["denominator"].sum() for part in (rows, shown))
    known = list(LOCAL.known_groups)
    if (
        not set(known) <= set(counted.index)
        or (counted.reindex(known) < (1 - _MOST_HIDDEN) * people.reindex(known)).any()
    ):
        return None
    sums = shown.groupby("group", as_index=False)[["numerator", "denominator"]].sum()
    first = {name: rows[name].iloc[0] for name in rows if name not in sums}
    own = {"area_code": question.selection.area, "dimension": LOCAL.code, "status": "ok"}
    return sums.assign(**first | own | dict.fromkeys(("value", "lower", "upper"), np.nan))

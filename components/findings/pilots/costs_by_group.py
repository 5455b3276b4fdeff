"""How a pilot's pounds fall on groups: for every 100 people eligible, where one person reached costs what another does."""

import pandas as pd

from components.findings.cascade_steps import by_group
from components.findings.pilots.costs import PilotCosts
from components.findings.pilots.uptake import UPTAKE_BY, WAY
from components.findings.question import Question
from components.measures.pilots.cost_ranges import in_two_figures, rounded_outward
from components.measures.values.proportion import proportion


def costs_by_group(question: Question, costs: PilotCosts) -> pd.DataFrame:
    """One row a group, in reading order: the dimension's `code` and its label `by`, `group`, `label`, people `engaged`.

    `pounds` for every 100 people eligible with `low` and `high`, its 95% interval: of the share that took it up, for what one
    of them cost is counted. `status` where a count is hidden, whose row has no number. No rows where uptake by
    group is not given.
    """
    tables = [_groups(question, costs, code) for code in UPTAKE_BY]
    return pd.concat(tables, ignore_index=True)


def _groups(question: Question, costs: PilotCosts, code: str) -> pd.DataFrame:
    dimension = question.dataset.vocabulary[code]
    rows = costs.uptake[(costs.uptake["dimension"] == code) & costs.uptake["group"].isin(list(dimension.groups))]
    groups = by_group(WAY, rows.reset_index(drop=True), dimension)
    taken = proportion(groups["engaged"].to_numpy(float), groups["eligible"].to_numpy(float))
    each = 100 * costs.each
    low, high = rounded_outward(each * taken.lower, each * taken.upper)
    numbers = {"pounds": in_two_figures(each * taken.estimate), "low": low, "high": high}
    shown = groups[["group", "label", "engaged", "status"]].assign(code=code, by=dimension.label, **numbers)
    return shown.loc[:, ["code", "by", "group", "label", "engaged", "pounds", "low", "high", "status"]]

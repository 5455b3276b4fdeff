"""Attacks on everything that a dataset, or a folder of monthly returns, publishes."""

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

import pandas as pd

from data.commands.output import Tell
from data.contract.count_tables import COUNT_TABLES
from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.dataset.dataset import Dataset
from data.disclosure.attacking import Attack, attack
from data.disclosure.attacking_observations import attack_observations
from data.disclosure.counts_elsewhere import figures_by_row
from data.disclosure.linked_observations import linked_indicators
from data.disclosure.table_audit import audit_table
from data.returns.folder import read_folder
from data.returns.linked_cells import as_read
from data.returns.monthly_return import month_words


@dataclass(frozen=True)
class Attacked:
    """What was attacked, in words, and what came of it."""

    name: str
    attack: Attack


def attack_dataset(dataset: Dataset, only: Collection[str], true: pd.DataFrame | None, tell: Tell) -> list[Attacked]:
    """Attack the observations, indicator by indicator with those that share its counts, and every optional table."""
    found = [*_observations(dataset, only, true, tell)]
    if not only:
        found += attack_tables(dataset)
    return found


def _observations(dataset: Dataset, only: Collection[str], true: pd.DataFrame | None, tell: Tell) -> Iterator[Attacked]:
    observations = dataset.every_observation()
    areas = pd.concat([dataset.areas(level).reset_index() for level in dataset.levels])[
        ["area_code", "level", "parent_code"]
    ]
    left = {each for each in dataset.indicators if not only or each in only}
    tasks = []
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        while left:
            group = linked_indicators({min(left)}, dataset.indicators)
            left -= group
            rows = observations["indicator_id"].isin(group).to_numpy()
            known = [dataset.indicators[each] for each in group if each in dataset.indicators]
            counts = None if true is None else true[rows].reset_index(drop=True)
            given = (observations[rows].reset_index(drop=True), areas, known, dataset.manifest.disclosure, counts)
            tasks.append((", ".join(sorted(group)), pool.submit(_attack_indicators, *given)))
        for name, task in tasks:
            attacked = task.result()
            tell(f"attacked {name}")
            yield Attacked(name, attacked)


def _attack_indicators(
    rows: pd.DataFrame, areas: pd.DataFrame, known: list[Indicator], rule: Disclosure, true: pd.DataFrame | None
) -> Attack:
    return reduce(add, (each for _, each in attack_observations(rows, areas, known, rule, true=true)), Attack())


def attack_tables(dataset: Dataset) -> Iterator[Attacked]:
    """Attack every optional table that counts people, beside the others and the indicators that share its counts."""
    tables = {name: table for name in COUNT_TABLES if (table := dataset.optional(name)) is not None}
    figures = figures_by_row(dataset.every_observation())
    parents = {
        str(code): str(parent)
        for level in dataset.levels
        for code, parent in dataset.areas(level)["parent_code"].items()
    }
    for name, table in tables.items():
        rule = dataset.manifest.disclosure
        audited = audit_table(name, table, parents, rule, figures=figures, others=tables)
        yield Attacked(f"table {name}", reduce(add, (attack(each.cells) for each in audited), Attack()))


def attack_returns(folder: Path) -> list[Attacked]:
    """Attack every monthly return in a folder as it lies there."""
    return [
        Attacked(f"return of {each.place}, {month_words(each.month)}", attack(as_read(each).cells))
        for each in read_folder(folder).returns
    ]

"""The issues log: everything at fault or in doubt in a folder of returns, most important first, without small numbers."""

from dataclasses import asdict

import pandas as pd

from data.files.problems import ERROR, PROBLEM_COLUMNS
from data.files.spreadsheet_text import csv_for_excel
from data.returns import rule_cells, rule_hidden, rule_sums, rule_timing, rule_zero
from data.returns.folder import Folder
from data.returns.issue import KINDS, Issue, of_problem
from data.returns.monthly_return import RULE
from data.your_data.mask_small_counts import NumberCells, protected_problems

ISSUE_COLUMNS = (*PROBLEM_COLUMNS, "kind", "place", "month", "metric")
LOG_COLUMNS = ("file", "sheet", "row", "column", "problem", "found", "expected", "mend", "count")
_ONE_BY_ONE = (rule_zero, rule_sums, rule_cells, rule_hidden, rule_timing)


def issues_of(folder: Folder) -> pd.DataFrame:
    """A row an issue in ISSUE_COLUMNS, errors first and then by kind, place and month; safe to show and to pass on.

    No small number stands in it: what was found and expected is left out wherever either, or their difference, is small.
    """
    found: list[Issue] = [of_problem(each) for each in folder.problems]
    for each in folder.returns:
        for rule in _ONE_BY_ONE:
            found += rule.find(each)
    found += rule_timing.find_together(folder.returns)
    # Any figure may be of a cell: reading the sheets again to know which would tell no more.
    shown = protected_problems(found, NumberCells(known=False), RULE)
    table = pd.DataFrame([asdict(each) for each in shown], columns=list(ISSUE_COLUMNS))
    table = table.astype({"row": int, "count": int})
    kinds = list(KINDS)
    order = table.assign(warned=table["severity"] != ERROR, rank=table["kind"].map(kinds.index).astype(int))
    order = order.sort_values(["warned", "rank", "place", "file", "sheet", "row"], kind="stable")
    return order[list(ISSUE_COLUMNS)].reset_index(drop=True)


def log_csv(issues: pd.DataFrame) -> bytes:
    """The log as CSV, a row an issue, for a spreadsheet: no cell begins like a formula."""
    wanted = ["severity", "place", "month", "metric", *LOG_COLUMNS]
    table = issues[wanted].astype(str).rename(columns={"problem": "what is wrong", "count": "cells"})
    table["row"] = table["row"].where(issues["row"].to_numpy() > 0, "")
    return csv_for_excel(table)

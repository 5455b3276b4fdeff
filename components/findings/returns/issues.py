"""What is wrong in the returns: how many faults, which matter most, and the log as it is read."""

import pandas as pd

from components.findings.finding import Finding
from components.findings.returns.words import source
from components.findings.table import Column, Table, with_row
from components.findings.wording import of
from components.style.numbers import COUNT, number
from data.files.problems import ERROR
from data.returns.folder import Folder
from data.returns.issue import KINDS

QUESTION = "What must be mended before these figures are used or sent?"
_MARKS = {"error": "● To mend", "warning": "○ To look at"}


def issues_finding(folder: Folder, issues: pd.DataFrame) -> Finding:
    """Faults by kind, the most important first; the sentence names where the first of them is."""
    kinds = issue_kinds(issues)
    errors = int((issues["severity"] == ERROR).sum())
    doubts = len(issues) - errors
    return Finding(
        id="returns_issues",
        question=QUESTION,
        headline=_headline(errors, doubts, len(folder.returns)),
        sentence=_sentence(issues, kinds),
        table=Table(
            (
                Column("mark", "Weight"), Column("name", "What"), Column("issues", "Times", COUNT),
                Column("cells", "Cells", COUNT), Column("where", "First found in"),
            ),
            with_row(
                kinds, mark="Altogether", issues=len(issues), cells=int(issues["count"].sum()), where="",
                name=f"{number(errors)} to mend, {number(doubts)} to look at, in {number(len(folder.returns))} read",
            ),
        ),
        how_to_read=(
            "A fault to mend makes a figure wrong, missing or unsafe to send; a thing to look at may be right. Totals are "
            "held against their parts allowing for every value that hidden cells could have: only what none could explain is "
            "a fault. No small number is repeated here or in the download."
        ),
        method="disclosure",
        source=source(folder.returns),
        period="",
        verdict="worse" if errors else "",
        names=(_first_words(issues),),
    )  # fmt: skip


def issue_kinds(issues: pd.DataFrame) -> pd.DataFrame:
    """A row a kind and weight of issue: how often, in how many cells, and where first; the most important first."""
    if issues.empty:
        nothing = {"mark": ["○ None"], "name": ["Nothing was found"], "issues": [0], "cells": [0], "where": [""]}
        return pd.DataFrame(nothing)
    found = issues.assign(where=issues["place"] + ", " + issues["month"]).groupby(["severity", "kind"], sort=False)
    kinds = found.agg(issues=("count", "size"), cells=("count", "sum"), where=("where", "first")).reset_index()
    where = kinds["where"].str.strip(", ")
    return kinds.assign(mark=kinds["severity"].map(_MARKS), name=kinds["kind"].map(KINDS), where=where)


def _headline(errors: int, doubts: int, returns: int) -> str:
    where = of(returns, "return", "returns")
    if errors:
        more = f", and {of(doubts, 'thing', 'things')} to look at" if doubts else ""
        return f"{of(errors, 'fault', 'faults')} to mend in {where}{more}"
    return f"Nothing to mend in {where}" + (f"; {of(doubts, 'thing', 'things')} to look at" if doubts else "")


def _sentence(issues: pd.DataFrame, kinds: pd.DataFrame) -> str:
    if issues.empty:
        return "Every cell is filled, every Total agrees with its parts, and all came in time."
    others = [f"{each[0].lower()}{each[1:]}" for each in kinds["name"].iloc[1:4]]
    return f"First: {_first_words(issues)}." + (f" Then: {'; '.join(others)}." if others else "")


def _first_words(issues: pd.DataFrame) -> str:
    """The most important issue in a few words: what, and where."""
    if issues.empty:
        return ""
    row = issues.iloc[0]
    name = KINDS[row["kind"]]
    where = ", ".join(each for each in (row["place"] or row["file"], row["month"], row["metric"]) if each)
    return f"{name[0].lower()}{name[1:]} ({where})"


def log_table(issues: pd.DataFrame) -> pd.DataFrame:
    """The log as it is read, a row an issue."""
    return pd.DataFrame(
        {
            "Weight": issues["severity"].map(_MARKS),
            "Place": issues["place"],
            "Month": issues["month"],
            "Metric": issues["metric"],
            "What is wrong": issues["problem"],
            "Found": issues["found"],
            "Expected": issues["expected"],
            "How to mend it": issues["mend"],
            "File": issues["file"],
            "Row": issues["row"].map(lambda row: number(row) if row else ""),
            "Column": issues["column"],
            "Cells": issues["count"].map(number),
        }
    )

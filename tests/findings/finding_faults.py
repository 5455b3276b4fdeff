"""What is wrong with a finding: words that no cell bears out, no picture, no words, text that differs from its number."""

import math
import re

import pandas as pd

from components.findings.finding import Finding
from components.findings.pilots.verdict import VERDICTS as PILOT_VERDICTS
from components.findings.table import Table
from components.measures.change.gap_trend import VERDICTS as TREND_VERDICTS
from components.style.numbers import number

VERDICTS = {
    "", "worse", "better", "unclear", "no interval", "cannot tell", "linear", "bottom", "top", "none", "does not apply",
    *PILOT_VERDICTS, *TREND_VERDICTS,
}  # fmt: skip
NO_PICTURE = {"cannot tell", "does not apply"}
NOT_A_NUMBER = re.compile(r"\b(?:nan|NaN|inf|NaT|None(?! of)|null)\b|<NA>")
NOT_SHOWN = {"hidden to protect confidentiality", "not collected", "does not apply", "see the note", "–", ""}

# Their picture is a row of cards, which the page draws.
DRAWN_AS_CARDS = ("brief", "core20plus5", "brief_everyone", "own_set")


def faults(finding: Finding) -> list[str]:
    """What is wrong with a finding, in words."""
    found = [f"no cell says {each}" for each in finding.unsupported_numbers()]
    for name in ("question", "headline", "sentence", "method"):
        if not getattr(finding, name).strip():
            found.append(f"{name} is empty")
    if NOT_A_NUMBER.search(f"{finding.headline} {finding.sentence}"):
        found.append(f"not a number: {finding.headline} {finding.sentence}")
    if len(finding.alt) < 40:
        found.append("alt text is too short")
    if finding.figure is None and finding.verdict not in NO_PICTURE and finding.id not in DRAWN_AS_CARDS:
        found.append("no picture and no reason")
    if finding.verdict not in VERDICTS:
        found.append(f"verdict {finding.verdict!r}")
    return found + table_faults(finding.table)


def table_faults(table: Table) -> list[str]:
    """Where the text that is read differs from the number behind it."""
    found = []
    if table.text.empty:
        found.append("the table is empty")
    for column in table.columns:
        if column.unit is None:
            continue
        for raw, told in zip(table.frame[column.key], table.text[column.label], strict=True):
            if pd.isna(raw):
                if told not in NOT_SHOWN:
                    found.append(f"{column.label}: {told!r} where there is no number")
            elif told != number(float(raw), column.unit.decimals) or math.isinf(raw):
                found.append(f"{column.label}: {told!r} for {raw}")
    return found

"""NHS Talking Therapies, main table of the yearly report: boards and England, in all and by groups of people.

Read in the layout of 2024/25, whose headings and kinds of group are known; its figures were not at hand when this was made.
"""

import re

import pandas as pd

from data.coding.coding import code_labels, groups_named
from data.contract.vocabulary import ALL, TOTAL
from data.files.dates import period_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "NHS Talking Therapies, yearly report"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"
RULE = "Counts rounded to the nearest 5 and small ones hidden by the publisher."

_ORGANISATIONS = {"England": "country", "STP": "icb", "ICB": "icb", "Integrated Care Board": "icb"}
_ENGLAND = "E92000001"
_KINDS = {
    "Total": TOTAL,
    "Ethnic Group": "ethnic_group",
    "Gender": "sex",
    "Indices of Deprivation Decile": "deprivation_quintile",
}
_FINISHED, _NOT_A_CASE = "Count_FinishedCourseTreatment", "Count_NotAtCaseness"
# Numerator and denominator of each figure; a second column is taken from the denominator.
_FIGURES = {
    "reliable_recovery": ("Count_ReliableRecovery", _FINISHED, _NOT_A_CASE),
    "improvement": ("Count_Improvement", _FINISHED, ""),
    "ended_before_treatment": ("Count_EndedBeforeTreatment", "Count_EndedReferrals", ""),
}
_COUNTS = sorted({name for columns in _FIGURES.values() for name in columns if name})
# '*' stands for a small count; the others for what there is nothing of.
_HIDDEN, _NOTHING = ("*",), ("-", "N/A", "NULL")
_WHOLE = ("", "NULL", "N/A", "All", "Total")
_YEARS = re.compile(r"(?<!\d)(20\d\d)[-_/](?:20)?(\d\d)(?!\d)")
_KEYS = ["area_type", "area_code", "dimension", "group"]


def recognises(table: SourceTable) -> bool:
    """An organisation, a kind of group and its values beside the report's counts."""
    return table.has("OrgType", "OrgCode", "VariableType", "VariableA", "VariableB", *_COUNTS)


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: three figures of each board and England, in all and by ethnic group, sex and deprivation."""
    found = table.rows()
    start, end, year = _year(table)
    kinds = found["VariableType"].str.strip()
    known = kinds.isin(_KINDS) & found["OrgType"].isin(_ORGANISATIONS)
    kept = found[known].assign(kind=kinds[known], area_type=found.loc[known, "OrgType"].map(_ORGANISATIONS))
    kept["area_code"] = kept["OrgCode"].str.strip().mask(kept["area_type"] == "country", _ENGLAND)
    coded = pd.concat([_coded(rows, kind) for kind, rows in kept.groupby("kind")]) if len(kept) else kept
    placed = coded[coded["group"] != ""] if len(kept) else kept
    tidy = _figures(table, placed).assign(period_start=start, period_end=end, area_name="") if len(placed) else None
    used = 0 if tidy is None else len(tidy)
    dropped = {
        "of other organisations (regions, providers) or by other groups": len(found) - len(kept),
        "of a group that is not known, or part of one": len(kept) - len(placed),
    }
    return Reading(
        pd.DataFrame() if tidy is None else tidy,
        used + sum(dropped.values()),
        period=year,
        dropped={reason: rows for reason, rows in dropped.items() if rows},
        notes=("its year is in its name only", f"{len(found):,} lines, {len(_FIGURES):,} figures of each that is used"),
    )


def _coded(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Rows of one kind of group, with dimension and group; a detailed group's name is in the second column."""
    dimension = _KINDS[kind]
    if dimension == TOTAL:
        return rows.assign(dimension=TOTAL, group=ALL)
    detail = rows["VariableB"].str.strip()
    label = rows["VariableA"].str.strip().where(detail.isin(_WHOLE), detail)
    # The broad and the detailed groups are judged apart: together 'Other' could be either.
    parts = []
    for _, each in rows.groupby(detail.isin(_WHOLE)):
        coding = code_labels(label[each.index], dimension, groups=groups_named(kind))
        parts.append(each.assign(dimension=coding.dimensions, group=coding.groups))
    return pd.concat(parts)


def _figures(table: SourceTable, placed: pd.DataFrame) -> pd.DataFrame:
    """The figures of each group, tenths of deprivation added up to fifths; hidden where any part is."""
    counts, hidden = {}, pd.Series(False, index=placed.index)
    for name in _COUNTS:
        text = placed[name].str.strip()
        hidden |= text.isin(_HIDDEN)
        counts[name] = numbers(table, placed.assign(**{name: text.mask(text.isin((*_HIDDEN, *_NOTHING)), "")}), name)
    terms = placed[_KEYS].assign(**counts, hidden=hidden)
    sums = terms.groupby(_KEYS, as_index=False).agg(
        {name: lambda each: each.sum(skipna=False) for name in _COUNTS} | {"hidden": "any"}
    )
    parts = []
    for code, (numerator, denominator, less) in _FIGURES.items():
        below = sums[denominator] - (sums[less] if less else 0)
        usable = sums[numerator].notna() & (below > 0) & ~sums["hidden"]
        status = sums["hidden"].map({True: "suppressed", False: "missing"}).mask(usable, "ok")
        part = sums[_KEYS].assign(
            source_id=f"talking_therapies:{code}",
            numerator=sums[numerator].where(usable),
            denominator=below.where(usable),
            status=status,
        )
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _year(table: SourceTable) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    name = table.file.rsplit("/", 1)[-1]
    for first, second in _YEARS.findall(name):
        words = f"{first}/{second}"
        period = period_of(words)
        if period is not None:
            return *period, words
    raise SourceError(
        "its rows do not say which year they are of, nor does its name",
        file=table.file,
        found=name,
        expected="the two years in the name as NHS England writes them, for example 2024-25",
        mend="give the file its published name again",
    )

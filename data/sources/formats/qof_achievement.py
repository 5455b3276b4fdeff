"""Quality and Outcomes Framework achievement: for each practice and indicator, whom it concerns and who was reached.

Rows are single measures: NUMERATOR, DENOMINATOR (without those set aside), PCAS (those set aside by a personalised care
adjustment), and points. Everyone whom an indicator concerns is counted here, set aside or not: practices set aside unlike
shares of their patients, and leaving those out would hide who is not reached.
"""

import re

import pandas as pd

from data.files.tables import Reading, SourceTable, numbers
from data.sources.formats.qof_prevalence import LICENCE, PUBLISHER, england_of, financial_year

__all__ = ["KIND", "LICENCE", "NAME", "PUBLISHER", "recognises", "read"]

NAME = "QOF achievement by practice"
KIND = "counts"

_REACHED, _CONCERNED = "NUMERATOR", "DENOMINATOR"
_SET_ASIDE = re.compile(r"PCAS?|EXCEPTIONS?")


def recognises(table: SourceTable) -> bool:
    """A practice, an indicator, a measure and its value."""
    return table.has("PRACTICE_CODE", "INDICATOR_CODE", "MEASURE", "VALUE")


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: those reached over everyone concerned, a row a practice and indicator. England too in a national
    file. Points and registers are left out."""
    found = table.rows()
    start, end, year = financial_year(table)
    measure = found["MEASURE"].str.strip().str.upper()
    aside = measure.str.fullmatch(_SET_ASIDE)
    counts = found.assign(
        value=numbers(table, found, "VALUE"),
        part=measure.where(measure.isin((_REACHED, _CONCERNED))).mask(aside, "ASIDE"),
    )
    kept = counts[counts["part"].notna()]
    wide = kept.pivot_table(index=["PRACTICE_CODE", "INDICATOR_CODE"], columns="part", values="value", aggfunc="first")
    wide = wide.reindex(columns=[_REACHED, _CONCERNED, "ASIDE"]).reset_index()
    tidy = pd.DataFrame(
        {
            "source_id": "qof_achievement:" + wide["INDICATOR_CODE"].str.strip(),
            "area_type": "practice",
            "area_code": wide["PRACTICE_CODE"].str.strip(),
            "area_name": "",
            "period_start": start,
            "period_end": end,
            "dimension": "total",
            "group": "all",
            "numerator": wide[_REACHED],
            "denominator": wide[_CONCERNED] + wide["ASIDE"].fillna(0),
        }
    )
    # A practice without anyone whom it concerns has no figure.
    blank = tidy[["numerator", "denominator"]].isna().any(axis=1) | (tidy["denominator"] == 0)
    tidy["status"] = blank.map({True: "missing", False: "ok"})
    notes = ["its year is in its name only"]
    notes.append(
        "those set aside are counted" if aside.any() else "it does not say who was set aside: they are not counted"
    )
    dropped = {"points, registers and other measures": len(found) - len(kept)}
    england = england_of(tidy)
    if england is not None:
        notes.append(f"every practice in England: {len(england):,} rows for England added up from it")
        tidy = pd.concat([tidy, england], ignore_index=True)
    joined = len(kept) - len(wide)
    dropped["measures joined to one figure"] = joined
    return Reading(tidy, len(found), year, {reason: rows for reason, rows in dropped.items() if rows}, tuple(notes))

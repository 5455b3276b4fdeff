"""COVER: children vaccinated by their first, second and fifth birthdays, by council and quarter (UKHSA), one sheet an age.

A sheet gives the children of an age and the share vaccinated; the children vaccinated are their product, a whole number.
"""

import re

import pandas as pd

from data.contract.vocabulary import ALL, TOTAL
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, figures
from data.files.written_periods import Period, period_in_words

NAME = "COVER vaccination coverage by council and quarter"
KIND = "counts"
PUBLISHER = "UK Health Security Agency"
LICENCE = "Open Government Licence v3.0"
RULE = "Councils with few children are published together with a neighbour."

SERIES = "cover:"
_CODE, _COUNTRY = "ONS UTLA code", "ONS government office region code"
_ENGLAND = "E92000001"
# Figures by the end of the sheet's headings: the age in them is that of the denominator.
_SHARES = {
    "12m": {"six_in_one_by_1": r"12m DTaP.*"},
    "24m": {"menb_booster_by_2": r"24m MenB Booster.*"},
    "5y": {"mmr_two_by_5": r"5y MMR2.*", "preschool_booster_by_5": r"5y DTaPIPV.*"},
}
_DENOMINATOR = re.compile(r"(12m|24m|5y) denominator")
_QUARTER = re.compile(r"([A-Z][a-z]+) to ([A-Z][a-z]+) (20\d\d)\s*$")


def recognises(table: SourceTable) -> bool:
    """Among the first rows, one with a council's ONS code, a region's, the children of an age and a vaccine of theirs."""
    return _top(table) is not None


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: children of an age and how many of them are vaccinated, of each council and England."""
    top = _top(table)
    lines = table.ragged()
    if top is None:
        raise AssertionError("only a table that is recognised is read")
    headings = list(table.first_rows[top])
    body = [(*line, *[""] * len(headings))[: len(headings)] for line in lines[top + 1 :]]
    # A fault is told by the row of the sheet, which counts from 1 and two above a frame's own.
    found = pd.DataFrame(body, columns=headings, index=range(top, top + len(body)))
    start, end = _quarter(table)
    england = (found[_COUNTRY] == _ENGLAND) & ~found[_CODE].str.startswith("E0")
    councils = found[_CODE].str.fullmatch(r"E(?:0[6-9]|10)\d{6}")
    kept = found[england | councils]
    denominator = next(name for name in headings if _DENOMINATOR.fullmatch(name))
    age = denominator.split()[0]
    parts = [_figure(table, kept, denominator, code, pattern) for code, pattern in _SHARES[age].items()]
    parts = [part for part in parts if len(part)]
    tidy = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    words = f"{start:%B} to {end:%B %Y}"
    dropped = {"of regions, or notes": int(found.ne("").any(axis=1).sum()) - len(kept)}
    return Reading(
        tidy.assign(period_start=start, period_end=end, dimension=TOTAL, group=ALL),
        len(tidy) + dropped["of regions, or notes"],
        period=words,
        dropped={why: rows for why, rows in dropped.items() if rows},
    )


def _figure(table: SourceTable, kept: pd.DataFrame, denominator: str, code: str, pattern: str) -> pd.DataFrame:
    """Rows of one vaccine; none where the sheet has no column for it."""
    column = next((name for name in kept if re.fullmatch(pattern, name)), "")
    if not column:
        return pd.DataFrame()
    # '[note 1]' says that a council is published together with another, so it has no figure of its own.
    plain = kept.assign(
        **{name: kept[name].where(~kept[name].str.startswith("[note"), "") for name in (column, denominator)}
    )
    children, share = figures(table, plain, denominator), figures(table, plain, column, percent=True)
    vaccinated = (children.numbers * share.numbers / 100).round()
    ok = vaccinated.notna()
    return pd.DataFrame(
        {
            "source_id": SERIES + code,
            "area_type": kept[_CODE].str.startswith("E").map({True: "place", False: "country"}),
            "area_code": kept[_CODE].where(kept[_CODE].str.startswith("E"), _ENGLAND),
            "area_name": kept["UTLA name"].str.strip(),
            "numerator": vaccinated,
            "denominator": children.numbers.where(ok),
            "status": share.statuses.mask(~ok & (share.statuses == "ok"), "missing"),
        }
    )


def _top(table: SourceTable) -> int | None:
    """The row of headings, among the first."""
    for number, row in enumerate(table.first_rows):
        age = next((found[1] for cell in row if (found := _DENOMINATOR.fullmatch(cell))), "")
        vaccines = [
            pattern for pattern in _SHARES.get(age, {}).values() if any(re.fullmatch(pattern, cell) for cell in row)
        ]
        if {_CODE, _COUNTRY, "UTLA name"} <= set(row) and vaccines:
            return number
    return None


def _quarter(table: SourceTable) -> Period:
    """The quarter in the sheet's title, the only place that says it."""
    title = next((cell for row in table.first_rows for cell in row if _QUARTER.search(cell)), "")
    named = _QUARTER.search(title)
    first = period_in_words(f"{named[1]} {named[3]}") if named else None
    last = period_in_words(f"{named[2]} {named[3]}") if named else None
    if first is None or last is None or last[1] < first[0]:
        raise SourceError(
            "its title does not say which quarter it is of",
            file=table.file,
            sheet=table.sheet,
            row=1,
            found=title[:120] or "no title",
            expected="a title that ends in a quarter, such as April to June 2024",
            mend="put the published title back above the table",
        )
    return first[0], last[1]

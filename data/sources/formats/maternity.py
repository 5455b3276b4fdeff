"""Maternity Services monthly statistics: women and babies by what was recorded of them, by council of residence and month.

The layout, the levels and the words are those of the publisher's own open code (NHS Digital, mat_analysis), and of public
code that reads its files; no file was at hand. A row is a count of one answer to one question; a council without a woman
who gave an answer has no row for it. Of its files this is 'exp-data', not 'exp-measures'.
"""

import pandas as pd

from data.contract.vocabulary import ALL, TOTAL
from data.files.dates import day_of
from data.files.tables import Reading, SourceTable, figures

NAME = "Maternity services, monthly statistics"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"
RULE = "Counts of 1 to 7 are shown as 5, all others rounded to the nearest 5."

SERIES = "maternity:"
_START, _END = "ReportingPeriodStartDate", "ReportingPeriodEndDate"
_ASKED, _LEVEL, _CODE, _AREA, _ANSWER = "Dimension", "Org_Level", "Org_Code", "Org_Name", "Measure"
_VALUES = r"Final_value|Value"
_ENGLAND = "E92000001"
_LEVELS = {"National": "country", "Local Authority of Residence": "place"}
# Of each question the answers counted, and all that are known: who gave no answer is in neither.
_FIGURES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "booked_by_10_weeks": (
        "GestAgeFormalAntenatalBookingGroup", ("0 to 70 days",), ("71 to 90 days", "91 to 140 days", "141+ days")
    ),
    "smoking_at_booking": (
        "SmokingStatusGroupBooking", ("Smoker",), ("Non-Smoker / Ex-Smoker", "Non-Smoker", "Ex-Smoker")
    ),
    "first_feed_breast_milk": (
        "BabyFirstFeedBreastMilkStatus", ("Maternal or Donor Breast Milk",), ("Not Breast Milk",)
    ),
    "born_early": ("GestationLengthBirthGroup37", ("<37 weeks",), (">=37 weeks",)),
}  # fmt: skip
_KEYS = ["source_id", "area_type", "area_code", "area_name", "period_start", "period_end"]


def recognises(table: SourceTable) -> bool:
    """An answer to a question beside the level of an organisation and the days of a period."""
    return table.has(_START, _END, _ASKED, _LEVEL, _CODE, _AREA, _ANSWER) and bool(table.column_like(_VALUES))


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: of those with a known answer, how many gave the one that an indicator counts.

    For England and for councils by where the woman lives: providers and their sites are of no area.
    """
    found = table.rows()
    days = {column: pd.to_datetime(found[column].map(_days(found[column]))) for column in (_START, _END)}
    level = found[_LEVEL].str.strip().map(_LEVELS)
    code = found[_CODE].str.strip().mask(level == "country", _ENGLAND)
    known = level.notna() & code.str.fullmatch(r"E(?:0[6-9]|92)\d{6}")
    dated = days[_START].notna() & days[_END].notna()
    wrong = found.index[known & ~dated]
    table.odd.add(
        _START, "a period that cannot be read: its rows are left out", [int(row) + 2 for row in wrong],
        found.loc[wrong, _START].tolist(), expected="the first and last day of a month", mend="take the published file",
    )  # fmt: skip
    placed = found.assign(
        area_type=level,
        area_code=code,
        area_name=found[_AREA].str.strip(),
        period_start=days[_START],
        period_end=days[_END],
    )[known & dated]
    parts = [_figure(table, placed, *each) for each in _FIGURES.items()]
    tidy = pd.concat(parts, ignore_index=True)
    counted = placed[_ASKED].str.strip().isin([asked for asked, _, _ in _FIGURES.values()])
    dropped = {
        "of providers, regions or other organisations": int((~known).sum()),
        "of a month that cannot be read": len(wrong),
        "of other questions": int((~counted).sum()),
        "of who gave the other answers, or none: counted in the figures": int(counted.sum()) - len(tidy),
    }
    months = pd.to_datetime(tidy["period_end"]).dt.strftime("%B %Y")
    return Reading(
        tidy.assign(dimension=TOTAL, group=ALL),
        len(found),
        period=", ".join(dict.fromkeys(months)) if months.nunique() < 3 else f"{months.nunique()} months",
        dropped={why: rows for why, rows in dropped.items() if rows > 0},
    )


def _days(cells: pd.Series) -> dict[str, pd.Timestamp | None]:
    return {text: day_of(text.strip()) for text in cells.unique()}


def _figure(
    table: SourceTable, placed: pd.DataFrame, code: str, meant: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> pd.DataFrame:
    """One row an area and month of one figure; hidden or missing where any of the counts that it is made of is."""
    asked, counted, others = meant
    answers = placed[_ANSWER].str.strip()
    rows = placed[(placed[_ASKED].str.strip() == asked) & answers.isin((*counted, *others))]
    column = table.column_like(_VALUES)
    people = figures(table, rows, column)
    terms = rows.assign(
        source_id=SERIES + code,
        numerator=people.numbers.where(answers[rows.index].isin(counted), 0.0),
        denominator=people.numbers,
        hidden=people.statuses == "suppressed",
    )
    sums = terms.groupby(_KEYS, as_index=False).agg(
        numerator=("numerator", lambda each: each.sum(skipna=False)),
        denominator=("denominator", lambda each: each.sum(skipna=False)),
        hidden=("hidden", "any"),
    )
    usable = sums["denominator"].notna() & ~sums["hidden"]
    status = sums["hidden"].map({True: "suppressed", False: "missing"}).mask(usable, "ok")
    counts = {name: sums[name].where(usable) for name in ("numerator", "denominator")}
    return sums[_KEYS].assign(**counts, status=status)

"""Claimant count by small area and month, as Nomis gives it (data set NM_162_1, the CSV of its API).

Its headings and words are those that public programs ask this data set for; no file of it was at hand when this was made. A
query may leave columns out: those without which a row could be of one sex, one age or a rate must be there.
"""

import pandas as pd

from data.files.dates import period_of
from data.files.tables import Reading, SourceTable, numbers

NAME = "Claimant count by small area (Nomis)"
KIND = "claimants"
PUBLISHER = "Department for Work and Pensions and Office for National Statistics"
LICENCE = "Open Government Licence v3.0"
RULE = "Counts are rounded to the nearest 5 by the publisher."

SERIES = "claimants:all"
_CODE, _SEX, _AGE, _MEASURE, _VALUE = "GEOGRAPHY_CODE", "GENDER_NAME", "AGE_NAME", "MEASURE_NAME", "OBS_VALUE"
_MONTH = "DATE_NAME|DATE"
_COUNTED = "Claimant count"
_EVERY_AGE = "All categories"


def recognises(table: SourceTable) -> bool:
    """A Nomis query by sex, age and measure, one of whose first rows is of the claimant count."""
    if not (table.has(_CODE, _SEX, _AGE, _MEASURE, _VALUE) and table.column_like(_MONTH)):
        return False
    return any("claimant" in cell.casefold() for row in table.first_rows[1:] for cell in row)


def read(table: SourceTable) -> Reading:
    """Columns: lsoa (of 2011 or 2021), period_start, period_end, claimants. One row a small area in England and month."""
    found = table.rows()
    wanted = {
        "not a small area in England": found[_CODE].str.fullmatch(r"E01\d{6}"),
        "rates, or measures other than the count": found[_MEASURE].str.strip() == _COUNTED,
        "of one sex": found[_SEX].str.strip() == "Total",
        "of some ages": found[_AGE].str.startswith(_EVERY_AGE),
    }
    if table.has("MEASURES_NAME"):
        wanted["rates, or measures other than the count"] &= found["MEASURES_NAME"].str.strip() == "Value"
    kept, dropped = found, {}
    for why, rows in wanted.items():
        left = ~rows[kept.index]
        dropped[why], kept = int(left.sum()), kept[~left]
    column = table.column_like(_MONTH)
    months = {text: period_of(text) for text in kept[column].unique()}
    wrong = kept[kept[column].map(lambda text: months[text] is None)]
    table.odd.add(
        column, "a month that cannot be read: its rows are left out", [int(row) + 2 for row in wrong.index],
        wrong[column].tolist(), expected="a month such as 'March 2026'", mend="download the query again",
    )  # fmt: skip
    dated = kept.drop(wrong.index)
    claimants = numbers(table, dated, _VALUE)
    counted = claimants >= 0
    dropped |= {"of a month that cannot be read": len(wrong), "without a count": int((~counted).sum())}
    periods = [each for text in dated.loc[counted, column] if (each := months[text]) is not None]
    tidy = pd.DataFrame(
        {
            "lsoa": dated.loc[counted, _CODE].to_numpy(),
            "period_start": pd.to_datetime([first for first, _ in periods]),
            "period_end": pd.to_datetime([last for _, last in periods]),
            "claimants": claimants[counted].to_numpy(float),
        }
    ).drop_duplicates(["lsoa", "period_end"])
    dropped["the same small area and month again"] = int(counted.sum()) - len(tidy)
    names = list(dict.fromkeys(tidy["period_end"].dt.strftime("%B %Y")))
    return Reading(
        tidy,
        len(found),
        period=", ".join(names) if len(names) < 3 else f"{len(names)} months",
        dropped={why: rows for why, rows in dropped.items() if rows},
    )

"""Learning Disabilities Health Check Scheme, monthly file by practice: who on the register had a health check in the year.

The layout, the codes and how the register is made of them are those of the publisher's own open code (NHS Digital,
ldhc_publication); no file was at hand. That code says which ages and which register a code is of, and not in so many words
which of two is the check and which the plan made at it, nor that a year adds up. So a file is held to both: those with a plan
are among those who had a check, and by the end of March most people have had one. One that is not so is refused.
"""

import pandas as pd

from data.contract.vocabulary import ALL, TOTAL
from data.files.dates import day_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, figures

NAME = "Learning Disabilities Health Check Scheme, by practice"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"
RULE = "A register of fewer than two beside people who declined is hidden, and so is who declined."

SERIES = "ldhc:health_check"
_PRACTICE, _DAY, _CODE, _MEASURE, _VALUE = "PRACTICE_CODE", "ACH_DATE", "IND_CODE", "MEASURE", "VALUE"
# Aged 14 to 17, and 18 and over.
_CHECKED, _PLANNED = ("LDHCMI034", "LDHCMI035"), ("LDHCMI036", "LDHCMI037")
_REGISTERS = ("LD_REG_1417", "LD_REG_18OV")
_COUNTED = "Numerator"
# Where the registers are not given by themselves they are these two: whom the check is due to, and who declined it.
_ON_REGISTER = ("Denominator", "HLTHCHKDEC")
_LEAST_OF_A_YEAR = 0.4


def recognises(table: SourceTable) -> bool:
    """A practice's value of a measure of an indicator, one of the first of which is of this scheme."""
    if not table.has(_PRACTICE, _DAY, _CODE, _MEASURE, _VALUE):
        return False
    place = table.header.index(_CODE)
    return any(len(row) > place and row[place].startswith(("LDHC", "LD_REG")) for row in table.first_rows[1:])


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: of the people aged 14 and over on each practice's register, how many had a check in the year.

    Of the file of March only: an earlier month's is of a part of the year. SourceError where it is none of a whole year.
    """
    found = table.rows()
    days = found[_DAY].map({text: day_of(text.strip()) for text in found[_DAY].unique()})
    ends = pd.to_datetime(days)
    whole = (ends.dt.month == 3) & (ends.dt.day == 31)
    code, measure = found[_CODE].str.strip(), found[_MEASURE].str.strip()
    checked = whole & code.isin(_CHECKED) & (measure == _COUNTED)
    planned = whole & code.isin(_PLANNED) & (measure == _COUNTED)
    register = whole & code.isin(_REGISTERS)
    if not register.any():
        register = whole & code.isin(_CHECKED) & measure.isin(_ON_REGISTER)
    keys = [found[_PRACTICE].str.strip().rename("area_code"), ends.rename("period_end")]
    numerator, denominator = (_sums(table, found[rows], keys) for rows in (checked, register))
    tidy = denominator.add_suffix("_register").join(numerator, how="inner").reset_index()
    _fault_in_meaning(table, tidy, _sums(table, found[planned], keys)["people"].sum())
    hidden = tidy["hidden"] | tidy["hidden_register"]
    usable = tidy["people"].notna() & tidy["people_register"].notna() & ~hidden
    rows = pd.DataFrame(
        {
            "source_id": SERIES,
            "area_type": "practice",
            "area_code": tidy["area_code"],
            "area_name": "",
            "period_start": tidy["period_end"] - pd.DateOffset(years=1) + pd.DateOffset(days=1),
            "period_end": tidy["period_end"],
            "dimension": TOTAL,
            "group": ALL,
            "numerator": tidy["people"].where(usable),
            "denominator": tidy["people_register"].where(usable),
            "status": hidden.map({True: "suppressed", False: "missing"}).mask(usable, "ok"),
        }
    )
    dropped = {
        "of a month before March, so of a part of the year": int((ends.notna() & ~whole).sum()),
        "of a day that cannot be read": int(ends.isna().sum()),
        "of other measures, or added to a practice's figure": int(whole.sum()) - len(rows),
    }
    return Reading(
        rows,
        len(found),
        period=", ".join(f"year to March {day.year}" for day in sorted(rows["period_end"].unique())),
        dropped={why: lines for why, lines in dropped.items() if lines},
    )


def _sums(table: SourceTable, rows: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """`people` of both ages by practice and day, NaN where one is not given; `hidden` where one is."""
    read = figures(table, rows, _VALUE)
    terms = pd.DataFrame({"people": read.numbers, "hidden": read.statuses == "suppressed"}, index=rows.index)
    by = terms.groupby([key[rows.index] for key in keys])
    return by.agg(people=("people", lambda each: each.sum(skipna=False)), hidden=("hidden", "any"))


def _fault_in_meaning(table: SourceTable, tidy: pd.DataFrame, planned: float) -> None:
    """Refuse a file whose codes do not count what they are taken for."""
    both = tidy[tidy["people"].notna() & tidy["people_register"].notna()]
    checked, register = both["people"].sum(), both["people_register"].sum()
    told = None
    if planned > tidy["people"].sum():
        told = "more people with a health action plan than had a health check"
    elif len(both) and checked > register:
        told = "more people who had a health check than are on the register"
    elif len(both) and checked < _LEAST_OF_A_YEAR * register:
        told = "too few health checks for a whole year"
    if told:
        raise SourceError(
            told,
            file=table.file,
            column=_CODE,
            found=f"{checked:,.0f} with a check, {planned:,.0f} with a plan, {register:,.0f} on the register",
            expected="the file of March, whose figures are of the year since April",
            mend="give it as a table of your own, and say what its columns are",
        )

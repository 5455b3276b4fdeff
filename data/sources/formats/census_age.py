"""Census 2021 table TS007A, age by five-year bands: as a Nomis query, or as the bulk file with its longer names."""

import re
from collections.abc import Callable

import pandas as pd

from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers
from data.sources.nomis import CODE, counts_of, header_among, small_area_rows

NAME = "Census 2021 TS007A age by five-year bands"
KIND = "census_age"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"
RULE = "Protected by the Office for National Statistics: some records swapped between areas, small counts changed a little."

_QUERY, _BULK = "Aged 4 years and under", "Age: Aged 4 years and under"
_BULK_CODE = "geography code"
_UNDER = re.compile(r"(?:Age: )?Aged (\d+) years and under")
_BETWEEN = re.compile(r"(?:Age: )?Aged (\d+) to (\d+) years")
_OVER = re.compile(r"(?:Age: )?Aged (\d+) years and over")
_TOTAL = re.compile(r"(?:Age: )?Total(: All usual residents)?")
# Counts of small areas are perturbed band by band, so that bands and total may differ by a few people.
_MOST_APART = 0.02


def recognises(table: SourceTable) -> bool:
    """The youngest band beside an area's code: in the first row (bulk file) or among the first rows (query)."""
    return table.has(_BULK_CODE, _BULK) or bool(header_among(table, _QUERY))


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, aged_<first>_to_<last> for each band, aged_<first>_and_over for the last."""
    count: Callable[[SourceTable, pd.DataFrame, str], pd.Series]
    if table.has(_BULK_CODE, _BULK):
        every = table.rows()
        frame, around = every[every[_BULK_CODE].str.startswith("E01")], 0
        code, count = _BULK_CODE, numbers
    else:
        frame, around = small_area_rows(table, _QUERY)
        every, code, count = frame, CODE, counts_of
    bands = {column: name for column in frame if (name := _band(column))}
    tidy = pd.DataFrame({"lsoa": frame[code]} | {name: count(table, frame, each) for each, name in bands.items()})
    total = next((column for column in frame if _TOTAL.fullmatch(column)), None)
    if total is not None:
        _fault_in_sums(table, tidy[list(bands.values())].sum(axis=1), count(table, frame, total))
    notes = (f"{around:,} lines of heading and footnotes around the table passed over",) if around else ()
    dropped = {"not a small area in England": len(every) - len(frame)} if len(every) > len(frame) else {}
    whole = tidy.drop(columns="lsoa").ge(0).all(axis=1)
    if not whole.all():
        dropped["with a cell that is no count"] = int((~whole).sum())
        tidy = tidy[whole]
    return Reading(tidy.reset_index(drop=True), len(every), period="2021", dropped=dropped, notes=notes)


def _band(column: str) -> str:
    """'Aged 5 to 9 years' as 'aged_5_to_9'; '' for a column that is no band."""
    if found := _UNDER.fullmatch(column):
        return f"aged_0_to_{found[1]}"
    if found := _BETWEEN.fullmatch(column):
        return f"aged_{found[1]}_to_{found[2]}"
    if found := _OVER.fullmatch(column):
        return f"aged_{found[1]}_and_over"
    return ""


def _fault_in_sums(table: SourceTable, bands: pd.Series, total: pd.Series) -> None:
    apart = abs(bands.sum() - total.sum()) / max(total.sum(), 1.0)
    if apart > _MOST_APART:
        raise SourceError(
            "its age bands do not add up to its total",
            file=table.file,
            found=f"{bands.sum():,.0f} in all bands, {total.sum():,.0f} in total",
            expected="every band once",
            mend="download every age band of the table, and no sums of bands beside them",
        )

"""NHS England's waits from referral to treatment, full extract of a month: who is still waiting, by weeks, of each board.

No file was held when this was written: the layout is that of its publisher's monthly "full CSV data file" as those who
read it describe it (121 columns, by name, unchanged from 2021/22 on).
"""

import re

import pandas as pd

from data.contract.boards import BOARD_ODS
from data.files.tables import Reading, SourceTable, numbers

NAME = "Waits from referral to treatment, monthly extract"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"
RULE = "Nothing is hidden by its publisher; a blank is nobody."

_BOARD, _BOARD_NAME, _PART, _SPECIALTY, _PERIOD = (
    "Commissioner Parent Org Code", "Commissioner Parent Name", "RTT Part Type", "Treatment Function Code", "Period",
)  # fmt: skip
_BAND = re.compile(r"Gt (\d{2,3})(?: To \d{2,3})? Weeks SUM 1")
_MONTH = r"RTT[- ]([A-Za-z]+)[- ](20\d\d)"
# Who is still waiting, and the row of a provider and commissioner that adds up its specialties.
_WAITING, _EVERY_SPECIALTY = "PART_2", "C_999"
_ENGLAND, _MOST_BOARDS = "E92000001", 30
# A first band of so many weeks begins after them: 'Gt 18 To 19' is more than 18.
_SOON, _LONG = 18, 52


def recognises(table: SourceTable) -> bool:
    """Weeks waited beside the board that pays."""
    return table.has(_BOARD, _PART, _SPECIALTY, _PERIOD) and bool(table.column_like(_BAND.pattern))


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: of those waiting at the end of a month, who has waited up to 18 weeks, and who over 52.

    One row a board and series; England is all its boards together, where most are there. What the country commissions
    itself is of no board, and so of neither.
    """
    found = table.rows()
    waiting = found[_PART].str.strip().str.upper() == _WAITING
    total = found[_SPECIALTY].str.strip().str.upper() == _EVERY_SPECIALTY
    # An extract cut down to specialties has no row that adds them up.
    chosen = waiting & total if (waiting & total).any() else waiting
    board = found[_BOARD].str.strip().str.upper().str.fullmatch(BOARD_ODS)
    month = found[_PERIOD].str.strip().str.extract(_MONTH)
    end = pd.to_datetime(month[0].str[:3] + " " + month[1], format="%b %Y", errors="coerce") + pd.offsets.MonthEnd(0)
    table.odd.add(
        _PERIOD, "a month that cannot be read: its rows are left out",
        [int(row) + 2 for row in found.index[end.isna()]], found.loc[end.isna(), _PERIOD].tolist(),
        expected="RTT- and a month, as in RTT-March-2026", mend="take the file as its publisher gives it",
    )  # fmt: skip
    kept = found[chosen & board & end.notna()]
    people = _people(table, kept).assign(area_code=kept[_BOARD].str.strip().str.upper(), period_end=end[kept.index])
    names = kept.assign(code=people["area_code"]).drop_duplicates("code").set_index("code")[_BOARD_NAME]
    boards = people.groupby(["area_code", "period_end"], as_index=False).sum()
    boards = boards.assign(area_type="icb", area_name=boards["area_code"].map(names))
    england = boards[boards.groupby("period_end")["area_code"].transform("nunique") >= _MOST_BOARDS]
    england = england.groupby("period_end", as_index=False)[["soon", "long", "people"]].sum()
    england = england.assign(area_type="country", area_code=_ENGLAND, area_name="England")
    tidy = _series(pd.concat([boards, england], ignore_index=True))
    dropped = {
        "treated already, or started in the month": int((~waiting).sum()),
        "specialties, added up in a row of their own": int((waiting & ~chosen).sum()),
        "paid for by no board": int((chosen & ~board).sum()),
        "of a month that cannot be read": int((chosen & board & end.isna()).sum()),
    }
    months = sorted(boards["period_end"].unique())
    period = f"{months[-1]:%B %Y}" if len(months) else ""
    return Reading(
        tidy, len(found), period=period, dropped={why: rows for why, rows in dropped.items() if rows},
        notes=(f"{len(kept):,} rows of providers added up to {len(boards):,} boards", "England is its boards together"),
    )  # fmt: skip


def _people(table: SourceTable, kept: pd.DataFrame) -> pd.DataFrame:
    """Of each row: people waiting, those of them up to 18 weeks, and over 52. A blank band holds nobody."""
    bands = {name: int(found[1]) for name in table.header if (found := _BAND.fullmatch(name))}
    counts = pd.DataFrame({name: numbers(table, kept, name).fillna(0.0) for name in bands}, index=kept.index)
    soon = [name for name, weeks in bands.items() if weeks < _SOON]
    late = [name for name, weeks in bands.items() if weeks >= _LONG]
    return pd.DataFrame(
        {"soon": counts[soon].sum(axis=1), "long": counts[late].sum(axis=1), "people": counts.sum(axis=1)}
    )


def _series(areas: pd.DataFrame) -> pd.DataFrame:
    parts = [
        areas.assign(source_id=f"rtt:{code}", numerator=areas[column])
        for code, column in (("within_18_weeks", "soon"), ("over_52_weeks", "long"))
    ]
    together = pd.concat(parts, ignore_index=True)
    start = together["period_end"].dt.to_period("M").dt.start_time
    together = together.assign(
        period_start=start.astype("datetime64[ns]"), period_end=together["period_end"].astype("datetime64[ns]"),
        dimension="total", group="all", denominator=together["people"], status="ok",
    )  # fmt: skip
    return together.drop(columns=["soon", "long", "people"])

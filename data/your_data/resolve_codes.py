"""Settle what each row is about: its period, its indicator, its dimension and its group."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from data.coding.coding import MAPPING_COLUMNS, Coding, code_labels, dimension_of, groups_named
from data.coding.labels import looked_up
from data.coding.meaning import CodingFault
from data.contract.indicator import Indicator
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import NONE, Dimension
from data.files.odd_cells import excel_made_a_date
from data.files.period_columns import periods_in
from data.files.problems import ERROR, WARNING
from data.files.written_periods import EXPECTED, Period, day_in_words, month_of, pooled_years
from data.your_data.assumptions import Declared
from data.your_data.conversions import DAYS_ARE_MONTHS
from data.your_data.row_checks import Work

NO_MAPPING = pd.DataFrame(columns=["file", "column", *MAPPING_COLUMNS])


def settle_periods(work: Work, confirmed: frozenset[str]) -> None:
    """Add period_start and period_end. A single day is a month only where that is confirmed or the format says so."""
    text = work.frame["period"]
    periods: dict[str, Period | None] = {}
    for _, rows in text.groupby(work.frame["table"], sort=False):
        # The periods of one table are written in one way; what two tables leave open differently stays open.
        here = periods_in(rows.unique())
        periods |= {each: found if periods.get(each, found) == found else None for each, found in here.items()}
    days = {each: day_in_words(each) for each in periods}
    is_day = text.map({each: day is not None for each, day in days.items()}).astype(bool)
    monthly = text.map({each: day is not None and day.day == 1 for each, day in days.items()}).astype(bool)
    fixed = work.frame["table"].map({n: "period" in place.fixed for n, place in enumerate(work.places)}).astype(bool)
    taken = is_day & (fixed | (monthly & (DAYS_ARE_MONTHS in confirmed)))
    months = {each: month_of(day) for each, day in days.items() if day is not None}
    for name, end in (("period_start", 0), ("period_end", 1)):
        found = text.map({each: period[end] if period else pd.NaT for each, period in periods.items()})
        month = text.map({each: months[each][end] if each in months else pd.NaT for each in periods})
        work.frame[name] = pd.to_datetime(found.where(~taken, month)).astype("datetime64[ns]")
    unsettled = work.frame["period_end"].isna() & work.open_rows
    mend = "write the period in one of these ways, in a column formatted as text"
    two_ways = text.map({each: pooled_years(each) is not None for each in periods}).astype(bool)
    work.tell(
        unsettled & two_ways, "period", "a period that cannot be read: it could be a month or years", expected=EXPECTED,
        mend="write the years as '2018 - 20' or '2025/26', or the month as a word ('Sep 2018')", each=False,
    )  # fmt: skip
    work.tell(
        unsettled & ~is_day & ~two_ways,
        "period",
        "a period that cannot be read",
        expected=EXPECTED,
        mend=mend,
        each=False,
    )
    for rows, offer in ((unsettled & monthly, DAYS_ARE_MONTHS), (unsettled & is_day & ~monthly, "")):
        work.tell(rows, "period", "a single day, not a period", expected=EXPECTED, mend=mend, offer=offer, each=False)


def settle_indicators(work: Work, definitions: Mapping[str, Indicator]) -> None:
    """Add indicator_id; an indicator that nothing defines is an error, or left out of a published file."""
    text = work.frame["indicator"].str.strip()
    by_name = {each.name.casefold(): code for code, each in definitions.items()}
    code = text.where(text.isin(list(definitions)), looked_up(text.str.casefold(), by_name))
    unknown = code == ""
    published = unknown & work.frame["published"] & work.open_rows
    if published.any():
        work.frame.loc[published, "left_out"] = True
        names = text[published].unique()
        more = f" and {len(names) - 8} more" if len(names) > 8 else ""
        told = ", ".join(names[:8]) + more
        work.notes.append(f"{int(published.sum()):,} rows of indicators that nothing defines were left out: {told}.")
    work.tell(
        unknown & work.open_rows, "indicator", "an indicator that nothing defines", each=False,
        expected="an indicator of the dataset, or one that the indicators sheet defines",
        mend="add a row for it to the indicators sheet of the template",
    )  # fmt: skip
    work.frame["indicator_id"] = code.where(~unknown, text)


def settle_groups(
    work: Work, declared: Declared, confirmed: frozenset[str], known: Mapping[str, Dimension] = USABLE
) -> pd.DataFrame:
    """Turn dimensions and labels into the contract's codes; the mapping used, a row a label of each file and dimension.

    `known` are the dimensions that the rows can be by, with those of the dataset that they are to join.
    """
    mappings = []
    for dimension, group in (("dimension", "group"), ("dimension_2", "group_2")):
        mappings += _settle_pair(work, dimension, group, declared, confirmed, known)
    # 'Everyone' among the labels of a second dimension is no second dimension at all.
    single = work.frame["dimension_2_code"].isin((NONE, "total"))
    work.frame.loc[single, ["dimension_2_code", "group_2_code"]] = NONE
    return pd.concat([NO_MAPPING, *mappings], ignore_index=True)[list(NO_MAPPING)] if mappings else NO_MAPPING


def _settle_pair(
    work: Work,
    dimension: str,
    group: str,
    declared: Declared,
    confirmed: frozenset[str],
    known: Mapping[str, Dimension],
) -> list[pd.DataFrame]:
    frame, mappings = work.frame, []
    optional = dimension == "dimension_2"
    codes = frame[dimension].map({each: dimension_of(each, known) for each in frame[dimension].unique()})
    codes = codes.mask((frame[dimension].str.strip() == "") & optional, NONE)
    frame[f"{dimension}_code"], frame[f"{group}_code"] = "", ""
    blank = frame[dimension].str.strip() == ""
    expected = "one of: " + ", ".join(known)
    work.tell(
        (codes == "") & ~(blank & optional) & work.open_rows, dimension, "a dimension that is not known", each=False,
        expected=expected,
        mend="write it as one of these, declare it on the template’s dimensions sheet, or leave its rows out",
    )  # fmt: skip
    half = blank & (frame[group].str.strip() != "") & optional & work.open_rows
    work.tell(
        half, dimension, "a second group without its dimension", expected=expected, mend="fill in both or neither"
    )
    words = frame["words"] if dimension == "dimension" else frame[dimension]
    parts = frame[(codes != "") & work.open_rows].assign(
        _code=codes, _fifths=words.map({each: groups_named(each) for each in words.unique()})
    )
    for (table, code, fifths), rows in parts.groupby(["table", "_code", "_fifths"], sort=False):
        most = int(rows["most_deprived"].iloc[0]) or declared.most_deprived
        coding = code_labels(rows[group], code, groups=fifths, most_deprived=most, confirmed=confirmed, known=known)
        frame.loc[rows.index, f"{dimension}_code"] = coding.dimensions
        frame.loc[rows.index, f"{group}_code"] = coding.groups
        _tell_faults(work, rows, group, coding)
        place = work.places[table]
        column = place.columns.get(group, ("", rows["heading"].iloc[0]))[1]
        mappings.append(coding.mapping.assign(file=place.file, column=column))
    return mappings


def _tell_faults(work: Work, rows: pd.DataFrame, group: str, coding: Coding) -> None:
    """Tell each label at fault, and each doubt; a label in doubt that stands for no group is left out."""
    _tell(work, rows, group, map(_seen_by_excel, coding.faults), severity=ERROR)
    marked = _tell(work, rows, group, coding.doubts, severity=WARNING)
    work.frame.loc[marked & (work.frame[f"{group}_code"] == ""), "left_out"] = True


def _seen_by_excel(fault: CodingFault) -> CodingFault:
    """The fault of a label that looks like a date: Excel makes '09-May' of '5-9' and 'Oct-14' of '10-14'."""
    if not excel_made_a_date(fault.label):
        return fault
    return replace(
        fault,
        problem="a date that Excel made of a group, such as ‘09-May’ of ‘5-9’",
        mend="format the column as text, type the group again, and save it",
    )


def _tell(work: Work, rows: pd.DataFrame, group: str, faults: Iterable[CodingFault], *, severity: str) -> pd.Series:
    """Tell faults, all labels of one kind of fault together: a file may hold as many labels as rows. The rows of any."""
    kinds: dict[tuple[str, str, str, str], list[str]] = {}
    for each in faults:
        kinds.setdefault((each.problem, each.expected, each.mend, each.offer), []).append(each.label)
    every = pd.Series(False, index=work.frame.index)
    for (problem, expected, mend, offer), labels in kinds.items():
        marked = pd.Series(False, index=work.frame.index)
        marked[rows.index[rows[group].isin(labels)]] = True
        work.tell(marked, group, problem, expected=expected, mend=mend, offer=offer, severity=severity, each=False)
        every |= marked
    return every

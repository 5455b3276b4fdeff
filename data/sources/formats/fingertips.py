"""OHID Fingertips indicator extract: one row an indicator, area, sex, category and period."""

import pandas as pd

from data.coding.categories import coded
from data.coding.published_ages import by_bands_of_age
from data.contract.vocabulary import ALL, TOTAL
from data.files.marks import status_of_blank
from data.files.period_columns import period_columns
from data.files.tables import Reading, SourceTable, figures, numbers, one_line
from data.sources.eligible import eligible
from data.sources.quarters_of_years import quarters_added_up

NAME = "Fingertips indicator extract"
KIND = "counts"
PUBLISHER = "Office for Health Improvement and Disparities (Fingertips)"
LICENCE = "Open Government Licence v3.0"
SERIES = "fingertips:"
RULE = "Published as open data; what a publisher hid is blank, with a note that says so."

_NEEDED = (
    "Indicator ID", "Indicator Name", "Area Code", "Area Type", "Sex", "Category", "Time period", "Value", "Count",
    "Denominator", "Value note",
)  # fmt: skip
# The share of figures with a rival, above which an indicator's rows are more than one figure each.
_MOSTLY = 0.5
_LOWER, _UPPER = "Lower CI 95.0 limit", "Upper CI 95.0 limit"
# Which kind of area a code is; an 'n' before it marks the boundaries after the boards were set up in 2022.
_AREA_CODES = {
    r"E92000001": "country",
    r"n?E54\d{6}": "icb",
    r"n?E38\d{6}": "sub_icb",
    r"E0[6-9]\d{6}": "place",
    r"U\d{5}": "neighbourhood",
    r"E0[25]\d{6}": "neighbourhood",
    r"[A-Z]\d{5}": "practice",
}


def recognises(table: SourceTable) -> bool:
    """The extract's own column names; later columns vary from file to file and are not looked at."""
    return table.has(*_NEEDED)


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: every area it can place, everyone together and by groups of people; and `series_name`."""
    found = table.rows()
    found["Indicator ID"] = _indicator_ids(found)
    found["area_type"] = _area_types(found)
    age = found["Age"] if table.has("Age") else pd.Series("", index=found.index)
    people = eligible(found["Indicator ID"], found["Sex"], age)
    found["sex"], found["age"] = people.sex, age.where(people.one_age, "")
    kept, dropped = _without(
        found,
        {"for a kind of area not used here (county, region, area classification, …)": found["area_type"] == ""}
        | people.left_out
        | {"by two groups at once": (found[["sex", "age", "Category"]] != "").sum(axis=1) > 1},
    )
    breakdowns, left_out = _by_category(table, kept[kept["Category"] != ""])
    kept = kept[kept["Category"] == ""]
    aged = kept[kept["age"] != ""]
    kept = kept[kept["age"] == ""]
    tidy = _tidy(table, kept)
    newer = kept.loc[tidy.index, "Area Code"].str.startswith("n")
    years, quarters, added = quarters_added_up(tidy.assign(newer=newer))
    unique, repeated = _once(years)
    by_age, other_bands, notes = by_bands_of_age(_tidy(table, aged).drop(columns="group").join(aged["age"]))
    dropped |= left_out | repeated | other_bands | quarters
    periods = sorted(kept["Time period"].unique())
    return Reading(
        pd.concat([part for part in (unique, breakdowns, by_age) if len(part)] or [unique], ignore_index=True),
        len(found),
        period=periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}" if periods else "",
        dropped={reason: rows for reason, rows in dropped.items() if rows},
        notes=(
            *(f"indicator {code} is published for one sex only: they are everyone eligible" for code in people.one_sex),
            *added,
            *notes,
        ),
    )


def _without(found: pd.DataFrame, left_out: dict[str, pd.Series]) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows that no reason leaves out; each of the others is counted under its first reason."""
    kept, dropped = found, {}
    for reason, unwanted in left_out.items():
        still = kept[~unwanted.loc[kept.index]]
        dropped[reason], kept = len(kept) - len(still), still
    return kept, dropped


def _once(tidy: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Each figure once. Where most areas have several for one period the file does not tell them apart: none is used.

    Where few have, the build tells of them as it does of any file that contradicts itself.
    """
    key = ["source_id", "area_type", "area_code", "period_end", "dimension", "group"]
    # Of one code within two boundaries the newer stands.
    older = ~tidy["newer"] & tidy["newer"].groupby([tidy[name] for name in key]).transform("any")
    tidy = tidy[~older].drop(columns="newer")
    figures = tidy.drop_duplicates([*key, "value"])
    several = figures.duplicated(key, keep=False)
    blurred = several.groupby(figures["source_id"]).mean() > _MOSTLY
    told_apart = ~tidy["source_id"].isin(blurred.index[blurred])
    kept = tidy[told_apart]
    unique = kept.drop_duplicates([*key, "value"])
    return unique, {
        "several figures of one area and period that the file does not tell apart (quarters?): none is used": len(tidy)
        - len(kept),
        "the same area, period and figure again": len(kept) - len(unique),
        "of an area within the boundaries it had before 2022, given within its own too": int(older.sum()),
    }


def _by_category(table: SourceTable, grouped: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Rows by groups of people (deprivation where they live, ethnic group), and how many others there were and why."""
    practices = grouped["area_type"] == "practice"
    rows = grouped[~practices]
    tidy = _tidy(table, rows).assign(
        category_type=rows["Category Type"] if table.has("Category Type") else "", category=rows["Category"]
    )
    found, dropped = coded(tidy)
    return found, dropped | (
        {"by a category of one practice's patients": int(practices.sum())} if practices.any() else {}
    )


def _indicator_ids(found: pd.DataFrame) -> pd.Series:
    """Indicator IDs, taken from other rows of the same indicator's name where a row leaves its own blank."""
    named = found[found["Indicator ID"] != ""].drop_duplicates("Indicator Name").set_index("Indicator Name")
    return found["Indicator ID"].where(found["Indicator ID"] != "", found["Indicator Name"].map(named["Indicator ID"]))


def _area_types(found: pd.DataFrame) -> pd.Series:
    area_type = pd.Series("", index=found.index)
    for pattern, name in _AREA_CODES.items():
        area_type = area_type.mask((area_type == "") & found["Area Code"].str.fullmatch(pattern, case=False), name)
    return area_type


def _tidy(table: SourceTable, kept: pd.DataFrame) -> pd.DataFrame:
    start, end = period_columns(table, kept, "Time period")
    count, value = figures(table, kept, "Count"), figures(table, kept, "Value", percent=True)
    tidy = pd.DataFrame(
        {
            "source_id": SERIES + kept["Indicator ID"],
            "series_name": kept["Indicator Name"].map(one_line),
            "area_type": kept["area_type"],
            "area_code": kept["Area Code"].str.removeprefix("n"),
            "area_name": kept["Area Name"],
            "period_start": start,
            "period_end": end,
            "dimension": (kept["sex"] == "").map({True: TOTAL, False: "sex"}),
            "group": kept["sex"].mask(kept["sex"] == "", ALL),
            "numerator": count.numbers,
            "denominator": numbers(table, kept, "Denominator"),
            "value": value.numbers,
            "lower": numbers(table, kept, _LOWER, percent=True) if table.has(_LOWER) else float("nan"),
            "upper": numbers(table, kept, _UPPER, percent=True) if table.has(_UPPER) else float("nan"),
            "note": kept["Value note"],
        }
    )
    marked = (count.statuses == "suppressed") | (value.statuses == "suppressed")
    return tidy.assign(status=_statuses(tidy, marked))[tidy["period_end"].notna()]


def _statuses(tidy: pd.DataFrame, marked: pd.Series) -> pd.Series:
    """What each row is: hidden where its note or a mark says so, missing where it has no value."""
    blank = tidy["value"].isna()
    noted = tidy["note"].map({each: status_of_blank(each) for each in tidy["note"].unique()}) == "suppressed"
    hidden = blank & (marked | noted)
    return pd.Series("ok", index=tidy.index).mask(blank, "missing").mask(hidden, "suppressed")

"""OHID Fingertips indicator extract: one row an indicator, area, sex, category and period."""

import pandas as pd

from data.coding.categories import coded
from data.contract.vocabulary import ALL, TOTAL
from data.files.dates import period_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers, one_line
from data.sources.eligible import eligible

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
    found["sex"] = people.sex
    kept, dropped = _without(
        found,
        {"for a kind of area not used here (county, region, area classification, …)": found["area_type"] == ""}
        | people.left_out
        | {"by sex and another group at once": (found["sex"] != "") & (found["Category"] != "")},
    )
    breakdowns, left_out = _by_category(table, kept[kept["Category"] != ""])
    kept = kept[kept["Category"] == ""]
    unique, repeated = _once(_tidy(table, kept))
    dropped |= left_out | repeated
    periods = sorted(kept["Time period"].unique())
    return Reading(
        pd.concat([part for part in (unique, breakdowns) if len(part)] or [unique], ignore_index=True),
        len(found),
        period=periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}" if periods else "",
        dropped={reason: rows for reason, rows in dropped.items() if rows},
        notes=tuple(
            f"indicator {code} is published for one sex only: they are everyone eligible" for code in people.one_sex
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
    """Each figure once. Where most areas have several for one period the file does not tell them apart: none is used."""
    key = ["source_id", "area_type", "area_code", "period_end", "dimension", "group"]
    figures = tidy.drop_duplicates([*key, "value"])
    several = figures.duplicated(key, keep=False)
    blurred = several.groupby(figures["source_id"]).mean() > _MOSTLY
    told_apart = ~tidy["source_id"].isin(blurred.index[blurred])
    kept, figures = tidy[told_apart], figures[figures["source_id"].isin(blurred.index[~blurred])]
    unique = kept.drop_duplicates(key)
    return unique, {
        "several figures of one area and period that the file does not tell apart (quarters?): none is used": len(tidy)
        - len(kept),
        "the same area, period and figure again": len(kept) - len(figures),
        "the same area and period again with another figure (the first is kept)": len(figures) - len(unique),
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
        area_type = area_type.mask((area_type == "") & found["Area Code"].str.fullmatch(pattern), name)
    return area_type


def _tidy(table: SourceTable, kept: pd.DataFrame) -> pd.DataFrame:
    starts, ends = {}, {}
    for words in kept["Time period"].unique():
        period = period_of(words)
        if period is None:
            row = int((kept["Time period"] == words).idxmax()) + 2
            raise SourceError(
                "a period it does not know",
                file=table.file,
                row=row,
                column="Time period",
                found=words,
                expected="a year (2022), a financial year (2022/23) or pooled years (2018 - 20)",
                mend="leave the rows of that period out",
            )
        starts[words], ends[words] = period
    tidy = pd.DataFrame(
        {
            "source_id": SERIES + kept["Indicator ID"],
            "series_name": kept["Indicator Name"].map(one_line),
            "area_type": kept["area_type"],
            "area_code": kept["Area Code"].str.removeprefix("n"),
            "area_name": kept["Area Name"],
            "period_start": kept["Time period"].map(starts),
            "period_end": kept["Time period"].map(ends),
            "dimension": (kept["sex"] == "").map({True: TOTAL, False: "sex"}),
            "group": kept["sex"].mask(kept["sex"] == "", ALL),
            "numerator": numbers(table, kept, "Count"),
            "denominator": numbers(table, kept, "Denominator"),
            "value": numbers(table, kept, "Value"),
            "lower": numbers(table, kept, _LOWER) if table.has(_LOWER) else float("nan"),
            "upper": numbers(table, kept, _UPPER) if table.has(_UPPER) else float("nan"),
            "note": kept["Value note"],
        }
    )
    return tidy.assign(status=_statuses(tidy))


def _statuses(tidy: pd.DataFrame) -> pd.Series:
    blank = tidy["value"].isna()
    hidden = blank & tidy["note"].str.contains("suppress|disclosure", case=False)
    return pd.Series("ok", index=tidy.index).mask(blank, "missing").mask(hidden, "suppressed")

"""How old people are, by the groups that pages compare: patients from lists, residents from estimates or the Census."""

import re

import numpy as np
import pandas as pd

from data.coding.ages import band_shares
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import ALL, TOTAL, UNKNOWN
from data.sources.area import Area
from data.sources.area_values import PRACTICE_FIFTHS
from data.sources.estimated_residents import estimated_residents
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

CENSUS_DAY = pd.Timestamp("2021-03-21")
_FIFTHS = "deprivation_quintile"
_COLUMN = re.compile(r"aged_(\d+)_(?:to_(\d+)|and_over)")
_OLDEST = 200
_BANDS = list(AGE_COLUMNS)
_ABOUT = ["level", "area_code", "dimension", "group"]
# Fewer of an area's patients with known ages, and they say too little of all.
_FEWEST_KNOWN = 0.9
_SECTION = "Ages"


def age_structure(
    gathered: Gathered, areas: pd.DataFrame, practices: pd.DataFrame, area: Area, report: BuildReport
) -> pd.DataFrame | None:
    """The optional table of ages, as far as lists by age, mid-year estimates and the Census give it; None where none does.

    Of residents the newest estimate stands before the Census: ages of one day only are compared.
    """
    parts = []
    if gathered.has("list_by_age"):
        parts += _registered(gathered.frame("list_by_age"), practices, area, report)
    small = areas[areas["level"] == "lsoa"]
    estimated = estimated_residents(gathered, small, area, report)
    if estimated is not None:
        parts += [_resident(small, estimated.everyone, areas, area, estimated.day)]
        parts += [_of_sex(small, counts, areas, area, sex, estimated.day) for sex, counts in estimated.by_sex.items()]
    elif any(_COLUMN.fullmatch(name) and small[name].notna().all() for name in small) and len(small):
        parts.append(_resident(small, _census_bands(small), areas, area, CENSUS_DAY))
        report.line(_SECTION, "residents of each deprivation fifth, from the Census of 2021")
    return pd.concat(parts, ignore_index=True) if parts else None


def _registered(lists: pd.DataFrame, practices: pd.DataFrame, area: Area, report: BuildReport) -> list[pd.DataFrame]:
    lists = report.keep(lists, lists["practice_code"].isin(practices.index), "practices of other areas")
    day = lists["day"].max()
    lists = report.keep(lists, lists["day"] == day, "an older list of the same practices")
    report.used(lists)
    known = lists["practice_code"].nunique()
    if not known or practices.loc[practices.index.isin(lists["practice_code"]), "registered"].sum() < (
        _FEWEST_KNOWN * practices["registered"].sum()
    ):
        report.line(_SECTION, f"lists by age of only {known:,} practices: too few to say how old patients are")
        return []
    shares = band_shares(list(zip(lists["first"], lists["last"], strict=True)))
    by_age = pd.DataFrame(lists["patients"].to_numpy()[:, None] * shares, columns=_BANDS)
    each = by_age.groupby(lists["practice_code"].to_numpy()).sum()
    told = practices.loc[practices.index.isin(each.index), ["neighbourhood_code", "place_code", "imd_quintile_local"]]
    each = _whole(each).join(told, how="inner")
    fifth = each["imd_quintile_local"].map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
    report.line(
        _SECTION, f"patients of {len(each):,} practices, {day:%B %Y}; of 15 to 19, three fifths taken as under 18"
    )
    rows = [_rows(each[_BANDS], "practice", each.index.to_series(), TOTAL, pd.Series(ALL, each.index))]
    for level, codes in (
        ("neighbourhood", each["neighbourhood_code"]),
        ("place", each["place_code"]),
        ("icb", pd.Series(area.code, each.index)),
    ):
        for dimension, group in ((TOTAL, pd.Series(ALL, each.index)), (PRACTICE_FIFTHS, fifth)):
            rows.append(_rows(each[_BANDS], level, codes, dimension, group))
    return [_table(rows, "registered", day)]


def _census_bands(small: pd.DataFrame) -> pd.DataFrame:
    """Residents of each small area by the contract's bands, shared out from the Census's narrower ones."""
    columns = {name: found for name in small if (found := _COLUMN.fullmatch(name))}
    bands = [(int(found[1]), int(found[2]) if found[2] else _OLDEST) for found in columns.values()]
    counts = small[list(columns)].fillna(0.0).to_numpy(float) @ band_shares(bands)
    return _whole(pd.DataFrame(counts, index=small.index, columns=_BANDS))


def _resident(
    small: pd.DataFrame, counts: pd.DataFrame, areas: pd.DataFrame, area: Area, day: pd.Timestamp
) -> pd.DataFrame:
    """Everyone and each deprivation fifth, of neighbourhoods, places and the whole area."""
    fifth = small["imd_quintile"].map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
    everyone = pd.Series(ALL, small.index)
    rows = [
        _rows(counts, level, codes, dimension, group)
        for level, codes in _codes_above(small, areas, area).items()
        for dimension, group in ((TOTAL, everyone), (_FIFTHS, fifth))
    ]
    return _table(rows, "resident", day)


def _of_sex(
    small: pd.DataFrame, counts: pd.DataFrame, areas: pd.DataFrame, area: Area, sex: str, day: pd.Timestamp
) -> pd.DataFrame:
    above, group = _codes_above(small, areas, area), pd.Series(sex, small.index)
    return _table([_rows(counts, level, codes, "sex", group) for level, codes in above.items()], "resident", day)


def _codes_above(small: pd.DataFrame, areas: pd.DataFrame, area: Area) -> dict[str, pd.Series]:
    """What each small area lies in, by level; '' where it is in no neighbourhood."""
    inside = small["parent_code"].isin(set(areas.loc[areas["level"] == "neighbourhood", "area_code"]))
    above = small["parent_code"].map(dict(zip(areas["area_code"], areas["parent_code"], strict=True)))
    return {
        "neighbourhood": small["parent_code"].where(inside, ""),
        "place": above.where(inside, small["parent_code"]),
        "icb": pd.Series(area.code, small.index),
    }


def _whole(counts: pd.DataFrame) -> pd.DataFrame:
    """Whole people by band, the last fraction of each row put where most of it lies, so that no row gains or loses one."""
    total = counts.sum(axis=1).round()
    whole = np.floor(counts + 1e-9)
    left = (total - whole.sum(axis=1)).to_numpy()[:, None]
    order = np.argsort(np.argsort(-(counts - whole).to_numpy(), axis=1, kind="stable"), axis=1, kind="stable")
    return pd.DataFrame(whole + (order < left), index=counts.index, columns=counts.columns)


def _rows(bands: pd.DataFrame, level: str, codes: pd.Series, dimension: str, group: pd.Series) -> pd.DataFrame:
    about = pd.DataFrame({"level": level, "area_code": codes, "dimension": dimension, "group": group})
    known = about["area_code"].notna() & (about["area_code"] != "")
    sums = bands[known].groupby([about.loc[known, each] for each in _ABOUT]).sum()
    return sums.reset_index()


def _table(rows: list[pd.DataFrame], people_of: str, day: pd.Timestamp) -> pd.DataFrame:
    found = pd.concat(rows, ignore_index=True)
    people = found[_BANDS].sum(axis=1)
    status = np.where(people > 0, "ok", "not_applicable")
    return found.assign(people_of=people_of, period_end=pd.Timestamp(day), people=people, status=status)

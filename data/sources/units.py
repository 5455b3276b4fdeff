"""The units in which neighbourhoods can be given, finest first, and which small areas each unit holds."""

import re
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd

from data.files.tables import one_line
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

OUTPUT_AREA, SMALL_AREA, SMALL_AREA_2011, PRACTICE = "oa", "lsoa", "lsoa11", "practice"
NETWORK, PLACE = "network", "place"
UNIT_WORDS = {
    OUTPUT_AREA: "output areas",
    SMALL_AREA: "small areas",
    SMALL_AREA_2011: "small areas of 2011",
    PRACTICE: "general practices",
    "ward": "wards",
    "parish": "parishes",
    "msoa": "middle-layer areas",
    NETWORK: "primary care networks",
    PLACE: "places",
}
# A branch of a practice has the practice's code with three figures behind it.
_CODES = {
    OUTPUT_AREA: r"[EW]00\d{6}",
    SMALL_AREA: r"[EW]01\d{6}",
    PRACTICE: r"[A-TV-Y]\d{5}( \d{3})?",
    "ward": r"[EW]05\d{6}",
    "parish": r"[EW]04\d{6}",
    "msoa": r"[EW]02\d{6}",
    NETWORK: r"U\d{5}",
    PLACE: r"[EW]0[6-9]\d{6}",
}
_ANY_CODE = re.compile("|".join(_CODES.values()))
_LOOKED_AT = 20
_OF_UNITS = (OUTPUT_AREA, "msoa", "parish")
_MOST, _HALF = 0.9, 0.5
_HELD = ["lsoa", "unit", "weight", "tie"]


@dataclass(frozen=True, eq=False)
class UnitColumn:
    """A column of a lookup that holds units: which they are, and the code of each row's ('' where none is known)."""

    column: str
    unit: str
    codes: pd.Series
    ambiguous: pd.Series


class Units:
    """What is known of units here: the small areas of each, with how much each counts for a small area."""

    def __init__(
        self,
        areas: gpd.GeoDataFrame,
        changes: pd.DataFrame,
        *,
        gathered: Gathered | None = None,
        practices: pd.DataFrame | None = None,
        patients: pd.DataFrame | None = None,
    ):
        self.areas, self.changes = areas, changes
        self.practices = pd.DataFrame(columns=["practice_name", "pcn_code", "pcn_name"])
        if practices is not None:
            self.practices = practices
        self._patients = pd.DataFrame(columns=["practice_code", "lsoa", "patients"]) if patients is None else patients
        self._gathered = gathered
        self._used = False

    def held(self, unit: str) -> pd.DataFrame:
        """Columns lsoa, unit (its code), weight (how much of the small area it holds) and tie (what decides if alike).

        Empty where nothing says which small areas a unit of this kind holds.
        """
        if unit == SMALL_AREA:
            return _alike(self.areas.index, self.areas.index)
        if unit == SMALL_AREA_2011:
            found = _alike(self.changes["lsoa21"], self.changes["lsoa11"])
            return found.assign(tie=self.changes["share"].to_numpy())
        if unit in (PRACTICE, NETWORK):
            return self._of_patients(unit)
        table = self._table(unit)
        if table is None:
            return pd.DataFrame(columns=_HELD)
        self._used |= unit in _OF_UNITS
        return _alike(table["lsoa"], table[f"{unit}_code"])

    @cached_property
    def registered(self) -> pd.DataFrame:
        """By small area: people registered (`known`), with this board's practices (`ours`), and `whole`, of whom they are.

        Files that hold only this board's practices do not know who is registered with others: then residents are counted.
        """
        here = self._patients[self._patients["lsoa"].isin(self.areas.index)]
        ours = here[here["practice_code"].isin(self.practices.index)]
        found = pd.DataFrame(index=self.areas.index)
        for name, rows in (("known", here), ("ours", ours)):
            found[name] = rows.groupby("lsoa")["patients"].sum().reindex(found.index).fillna(0.0)
        only_ours = len(ours) == len(here)
        return found.assign(whole=np.maximum(found["known"], self.areas["residents"]) if only_ours else found["known"])

    def _of_patients(self, unit: str) -> pd.DataFrame:
        codes = self._patients["practice_code"]
        if unit == NETWORK:
            codes = codes.map(self.practices["pcn_code"]).fillna("")
        return pd.DataFrame(
            {"lsoa": self._patients["lsoa"], "unit": codes, "weight": self._patients["patients"], "tie": 0.0}
        )

    def _table(self, unit: str) -> pd.DataFrame | None:
        """The newest rows that give a unit of each small area; None where no file does."""
        kind = "lsoa_to_units" if unit in _OF_UNITS else "lsoa_to_place"
        if self._gathered is None or not self._gathered.has(kind):
            return None
        frame = self._gathered.frame(kind)
        if f"{unit}_code" not in frame:
            return None
        frame = frame[frame[f"{unit}_code"].fillna("") != ""]
        if "vintage" in frame:
            frame = frame[frame["vintage"] == frame["vintage"].max()]
        return frame.drop_duplicates(["lsoa", f"{unit}_code"])

    def _names(self, unit: str) -> pd.DataFrame:
        """Columns name and code of the units of a kind that have a name here, names as they are compared."""
        if unit == SMALL_AREA and "area_name" in self.areas:
            pairs = pd.DataFrame({"name": self.areas["area_name"], "code": self.areas.index})
        elif unit == PRACTICE:
            pairs = pd.DataFrame({"name": self.practices["practice_name"], "code": self.practices.index})
        elif unit == NETWORK:
            pairs = self.practices[["pcn_name", "pcn_code"]].set_axis(["name", "code"], axis=1)
        else:
            table = self._table(unit)
            if table is None or f"{unit}_name" not in table:
                return pd.DataFrame(columns=["name", "code"])
            # Many wards of England share a name: only those of this area are meant.
            table = table[table["lsoa"].isin(self.areas.index)]
            pairs = table[[f"{unit}_name", f"{unit}_code"]].set_axis(["name", "code"], axis=1)
        pairs = pairs.fillna("").assign(name=lambda frame: frame["name"].map(_compared)).drop_duplicates()
        return pairs[(pairs["name"] != "") & (pairs["code"] != "")]

    def column_of(self, rows: pd.DataFrame) -> UnitColumn | None:
        """The column that holds units of which some are here: by codes, the finest first, else by names; None if none."""
        return self._by_code(rows) or self._by_name(rows)

    def _by_code(self, rows: pd.DataFrame) -> UnitColumn | None:
        """Of several columns of one unit (a lookup may hold two vintages) the one that reaches most of the area."""
        coded = {column: text for column in rows if _begins_with_codes(text := rows[column][rows[column] != ""])}
        for unit, pattern in _CODES.items():
            best, most = None, 0
            for column, text in coded.items():
                if text.str.fullmatch(pattern).mean() < _MOST:
                    continue
                kind = self._vintage(text) if unit == SMALL_AREA else unit
                held = self.held(kind)
                ours = set(held.loc[held["lsoa"].isin(self.areas.index), "unit"])
                reach = int(text.isin(ours).sum())
                if reach > most:
                    codes = rows[column].where(rows[column].str.fullmatch(pattern), "")
                    best, most = UnitColumn(str(column), kind, codes, pd.Series(False, index=rows.index)), reach
            if best is not None:
                return best
        return None

    def _vintage(self, codes: pd.Series) -> str:
        """Codes that only 2011 had tell a lookup of 2011, unless all of the area's of 2021 are there."""
        older = set(self.changes["lsoa11"]) - set(self.changes["lsoa21"])
        is_2011 = codes.isin(older).any() and not self.areas.index.isin(codes).all()
        return SMALL_AREA_2011 if is_2011 else SMALL_AREA

    def _by_name(self, rows: pd.DataFrame) -> UnitColumn | None:
        texts = {column: rows[column].map(_compared) for column in rows}
        for unit in _CODES:
            names = self._names(unit)
            if names.empty:
                continue
            several = names["name"].duplicated(keep=False)
            codes = dict(names.loc[~several, ["name", "code"]].to_numpy().tolist())
            shared = set(names.loc[several, "name"])
            for column, text in texts.items():
                known = text.isin({*codes, *shared})
                if known.any() and known.sum() >= _HALF * (text != "").sum():
                    return UnitColumn(str(column), unit, text.map(codes).fillna(""), text.isin(shared))
        return None

    def kinds_seen(self, rows: pd.DataFrame) -> list[str]:
        """The kinds of unit whose codes a column of these rows holds, whether or not they can be placed here."""
        coded = [text for column in rows if _begins_with_codes(text := rows[column][rows[column] != ""])]
        return [unit for unit, pattern in _CODES.items() if any(text.str.fullmatch(pattern).all() for text in coded)]

    def account_for(self, report: BuildReport) -> None:
        """Count the rows of lookups of output areas and the like: used where neighbourhoods were given by them."""
        if self._gathered is None or not self._gathered.has("lsoa_to_units"):
            return
        frame = self._gathered.frame("lsoa_to_units")
        frame = report.keep(frame, frame["lsoa"].isin(self.areas.index), "outside the area")
        if self._used:
            report.used(frame)
        else:
            report.left_out(frame, "not needed: neighbourhoods are not given by these units")


def _begins_with_codes(text: pd.Series) -> bool:
    """Whether the first cells of a column hold a code: a table may have thousands of columns that do not."""
    return any(_ANY_CODE.fullmatch(cell) for cell in text.head(_LOOKED_AT))


def _alike(lsoa: pd.Series | pd.Index, codes: pd.Series | pd.Index) -> pd.DataFrame:
    """Small areas with the units they are in, each unit of a small area counting alike."""
    return pd.DataFrame({"lsoa": lsoa.to_numpy(), "unit": codes.to_numpy(), "weight": 1.0, "tie": 0.0})


def _compared(name: object) -> str:
    """A name as it is compared: on one line, without case, and '&' as 'and'."""
    return re.sub(r"\s*&\s*", " and ", one_line(name)).casefold()

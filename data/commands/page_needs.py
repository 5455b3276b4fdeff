"""What each page will be able to show of a dataset, and what it will lack: counted from what the dataset covers."""

from dataclasses import dataclass, field

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.vocabulary import DIMENSIONS, DOMAIN_LABELS, DOMAINS, NONE, TOTAL
from data.dataset.dataset import Dataset

# As many periods as the trend of a gap needs, and groups as a slope does (tests hold them to the measures' own).
FEWEST_PERIODS = 4
FEWEST_FOR_A_SLOPE = 3
_COUNTED = ("proportion", "rate")
_MANY = 6


@dataclass
class Page:
    """One page: what it will show and what it lacks, each in the words of a line."""

    name: str
    shows: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def page_needs(dataset: Dataset) -> list[Page]:
    """The pages, in the order of the navigation."""
    cover = _Cover(dataset)
    return [_brief(cover), _where(cover), _who(cover), _trend(cover), _compare(cover), _methods(cover)]


class _Cover:
    """The dataset's coverage, asked in the ways pages ask."""

    def __init__(self, dataset: Dataset):
        self.dataset = dataset
        self.indicators = list(dataset.indicators.values())
        shown = dataset.coverage[dataset.coverage["n_ok"] > 0]
        self._rows = shown
        self._counted: dict[str, pd.Series] = {}
        self.dimensions = [code for code in DIMENSIONS if code not in (TOTAL, NONE)]

    def given(
        self, level: str, dimension: str = TOTAL, dimension_2: str = NONE, *, figures: int = 1, periods: int = 1
    ) -> list:
        """Indicators that show so many figures a period, in so many periods, at a level by a dimension (or a pair)."""
        rows = self._rows[
            (self._rows["level"] == level)
            & (self._rows["dimension"] == dimension)
            & (self._rows["dimension_2"] == dimension_2)
            & (self._rows["n_ok"] >= figures)
        ]
        enough = rows.groupby("indicator_id")["period_end"].nunique()
        return [each for each in self.indicators if enough.get(each.id, 0) >= periods]

    def known_groups(self, dimension: str, *, fewest: int, periods: int = 1) -> list[Indicator]:
        """Indicators that show so many known groups of a dimension in the whole area, in so many periods."""
        enough = (self._groups(dimension) >= fewest).groupby("indicator_id").sum()
        return [each for each in self.indicators if enough.get(each.id, 0) >= periods]

    def _groups(self, dimension: str) -> pd.Series:
        """How many known groups each indicator shows in the whole area, by indicator and period."""
        if dimension not in self._counted:
            ids = [each.id for each in self.indicators]
            rows = self.dataset.observations(ids, level="icb", dimension=dimension)
            known = rows[(rows["status"] == "ok") & rows["group"].isin(DIMENSIONS[dimension].known_groups)]
            keys = ["indicator_id", "period_end"]
            self._counted[dimension] = known.groupby(keys, observed=True)["group"].nunique()
        return self._counted[dimension]


def _names(found: list[Indicator]) -> str:
    """How many, and which when they are few."""
    if len(found) > _MANY:
        return f"{len(found):,} indicators"
    return ", ".join(each.short_name for each in found)


def _tell(page: Page, found: list[Indicator], cover: _Cover, words: str, lacking: str) -> None:
    """A line for what there is, and one for what there is not."""
    if not found:
        page.lacks.append(lacking)
        return
    whole = len(found) == len(cover.indicators)
    page.shows.append(f"{words}: {'every indicator' if whole and len(found) > 1 else _names(found)}")


def _brief(cover: _Cover) -> Page:
    page = Page("Brief")
    gaps = {each.id for dimension in cover.dimensions for each in cover.known_groups(dimension, fewest=2)}
    found = [each for each in cover.indicators if each.id in gaps]
    _tell(page, found, cover, "gaps", "any gap: no indicator shows two groups for the whole area")
    without = [each for each in DOMAINS if not any(one.domain == each for one in found)]
    if found and without:
        page.lacks.append(f"gaps in: {', '.join(DOMAIN_LABELS[each].lower() for each in without)}")
    tagged = [each for each in found if each.core20plus5]
    _tell(page, tagged, cover, "Core20PLUS5", "Core20PLUS5: no indicator with a gap carries its tag")
    return page


def _where(cover: _Cover) -> Page:
    page = Page("Where")
    for level, words in (("neighbourhood", "neighbourhoods"), ("lsoa", "small areas")):
        _tell(page, cover.given(level), cover, f"a map of {words}", f"a map by {words}: no figure is given for them")
        if cover.dataset.geometry(level).empty:
            page.lacks.append(f"shapes of {words}")
    need = [each for each in cover.given("neighbourhood") if each.domain == "need"]
    _tell(page, need, cover, "need beside results", "need beside results: no indicator of need for neighbourhoods")
    sites = cover.dataset.optional("services")
    if sites is None:
        page.lacks.append("where services stand")
    else:
        page.shows.append(f"where services stand: {len(sites):,} sites")
    return page


def _who(cover: _Cover) -> Page:
    page = Page("Who")
    for dimension in cover.dimensions:
        label = DIMENSIONS[dimension].label.lower()
        found = cover.known_groups(dimension, fewest=2)
        _tell(page, found, cover, f"gaps by {label}", f"gaps by {label}: no indicator is given by it")
        if DIMENSIONS[dimension].ordered and found:
            slopes = cover.known_groups(dimension, fewest=FEWEST_FOR_A_SLOPE)
            fewest = FEWEST_FOR_A_SLOPE
            _tell(page, slopes, cover, f"the slope by {label}", f"the slope by {label}: it takes {fewest} groups")
    pair = cover.given("icb", "deprivation_quintile", "ethnic_group", figures=2)
    _tell(page, pair, cover, "deprivation and ethnic group at once", "deprivation and ethnic group at once")
    return page


def _trend(cover: _Cover) -> Page:
    page = Page("Trend")
    steady = {
        each.id for code in cover.dimensions for each in cover.known_groups(code, fewest=2, periods=FEWEST_PERIODS)
    }
    found = [each for each in cover.indicators if each.id in steady]
    few = f"it takes {FEWEST_PERIODS} periods"
    _tell(page, found, cover, "whether the gap is closing", f"whether any gap is closing: {few}")
    everyone = cover.given("icb", periods=2)
    _tell(
        page, everyone, cover, "everyone together over time", "anything over time: each indicator has one period only"
    )
    by_area = cover.given("neighbourhood", periods=FEWEST_PERIODS)
    _tell(page, by_area, cover, "neighbourhoods over time", f"neighbourhoods over time: {few}")
    pilots = cover.dataset.optional("pilots")
    if pilots is None:
        page.lacks.append("pilots")
    else:
        page.shows.append(f"pilots: {len(pilots):,}")
    return page


def _compare(cover: _Cover) -> Page:
    page = Page("Compare")
    count = len(cover.dataset.areas("neighbourhood"))
    if count < 2:
        page.lacks.append(f"anything to compare: there {'is one neighbourhood' if count else 'are no neighbourhoods'}")
        return page
    found = cover.given("neighbourhood")
    none = "figures for neighbourhoods: no indicator is given for them"
    _tell(page, found, cover, f"{count:,} neighbourhoods side by side", none)
    whole = {each.id for each in cover.given("icb")}
    counted = [each for each in found if each.value_type in _COUNTED and each.id in whole]
    _tell(
        page,
        counted,
        cover,
        "what chance allows (funnel)",
        "a funnel: it takes counts of neighbourhoods and the whole area",
    )
    return page


def _methods(cover: _Cover) -> Page:
    page = Page("Methods", shows=["every measure with its formula, and this dataset's sources and coverage"])
    if not cover.dataset.manifest.sources:
        page.lacks.append("sources: the dataset names none")
    return page

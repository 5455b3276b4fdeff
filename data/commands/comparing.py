"""What changed between two datasets: indicators, areas, and figures row by row. Hidden figures are counted, never told."""

from dataclasses import dataclass, fields
from typing import Protocol

import pandas as pd

from data.commands.output import section
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.tables import OBSERVATION_KEY
from data.contract.vocabulary import LEVEL_LABELS, NONE, TOTAL
from data.dataset.dataset import Dataset

_FIGURES = ["numerator", "denominator", "value"]
_PERCENT = ("proportion", "survey_share")


@dataclass(frozen=True)
class Difference:
    """What differs from an earlier dataset to a later one.

    `figures` has a row an indicator: rows_added, rows_removed, rows_changed, newly_hidden, no_longer_hidden, and of
    the figure that moved most: from_value, to_value (in the indicator's own unit) and where (words); NaN and '' when
    no figure that both show has moved.
    """

    before: Dataset
    after: Dataset
    added: tuple[str, ...]
    removed: tuple[str, ...]
    redefined: dict[str, tuple[str, ...]]
    areas: tuple[str, ...]
    manifest: tuple[str, ...]
    figures: pd.DataFrame

    @property
    def none(self) -> bool:
        """Whether the two hold the same indicators, areas, words and figures."""
        told = self.added or self.removed or self.redefined or self.areas or self.manifest
        return not told and not self.figures[["rows_added", "rows_removed", "rows_changed"]].to_numpy().any()

    def text(self, title: str, *, after_is: str = "") -> str:
        """The difference as Markdown; `after_is` stands for the later dataset's folder where that says nothing."""
        places = (str(self.before.folder), after_is or str(self.after.folder))
        lines = [f"# {title}", "", _one("From", self.before, places[0]), _one("To", self.after, places[1]), ""]
        if self.none:
            return "\n".join([*lines, "They hold the same.", ""])
        lines += section("Described otherwise", list(self.manifest))
        lines += section("Areas", list(self.areas))
        lines += section("Indicators added", [_named(self.after, each) for each in self.added])
        lines += section("Indicators removed", [_named(self.before, each) for each in self.removed])
        redefined = [f"{_named(self.after, each)}: {', '.join(names)}" for each, names in self.redefined.items()]
        lines += section("Indicators defined otherwise", redefined)
        moved = self.figures[self.figures[["rows_added", "rows_removed", "rows_changed"]].any(axis=1)]
        lines += section("Figures", [self._figures(row) for row in moved.itertuples()])
        return "\n".join(lines)

    def _figures(self, row: "_FiguresRow") -> str:
        dataset = self.after if row.Index in self.after.indicators else self.before
        counts = [
            f"{number:,} {words}"
            for number, words in (
                (row.rows_added, "rows added"),
                (row.rows_removed, "removed"),
                (row.rows_changed, "changed"),
                (row.newly_hidden, "newly hidden"),
                (row.no_longer_hidden, "no longer hidden"),
            )
            if number
        ]
        told = f"{_named(dataset, row.Index)}: {', '.join(counts)}"
        if not row.where:
            return told
        indicator = self.after.indicators[row.Index]
        one, other = (_written(indicator, value) for value in (row.from_value, row.to_value))
        return f"{told}; most: {row.where}, from {one} to {other}"


class _FiguresRow(Protocol):
    """A row of `Difference.figures`."""

    Index: str
    rows_added: int
    rows_removed: int
    rows_changed: int
    newly_hidden: int
    no_longer_hidden: int
    from_value: float
    to_value: float
    where: str


class _ChangedRow(Protocol):
    """A row of observations of two datasets, beside each other."""

    area_code: str
    period_start_after: pd.Timestamp
    period_end: pd.Timestamp
    dimension: str
    group: str
    dimension_2: str
    group_2: str
    age_band: str


def compare(before: Dataset, after: Dataset) -> Difference:
    """The difference from one dataset to another."""
    both = [each for each in after.indicators if each in before.indicators]
    redefined = {each: _redefined(before.indicators[each], after.indicators[each]) for each in both}
    return Difference(
        before,
        after,
        added=tuple(each for each in after.indicators if each not in before.indicators),
        removed=tuple(each for each in before.indicators if each not in after.indicators),
        redefined={each: names for each, names in redefined.items() if names},
        areas=_areas(before, after),
        manifest=_manifest(before, after),
        figures=_figures(before, after),
    )


def _redefined(one: Indicator, other: Indicator) -> tuple[str, ...]:
    return tuple(each.name for each in fields(Indicator) if getattr(one, each.name) != getattr(other, each.name))


def _areas(before: Dataset, after: Dataset) -> tuple[str, ...]:
    told = []
    for level, label in LEVEL_LABELS.items():
        one, other = set(before.areas(level).index), set(after.areas(level).index)
        parts = [
            f"{len(found):,} {words}" for found, words in ((other - one, "added"), (one - other, "removed")) if found
        ]
        if parts:
            told.append(f"{label}: {', '.join(parts)} ({len(other):,} now)")
    return tuple(told)


def _manifest(before: Dataset, after: Dataset) -> tuple[str, ...]:
    one, other = before.manifest, after.manifest
    told = [
        f"{words}: {getattr(one, name)} → {getattr(other, name)}"
        for name, words in (
            ("title", "Title"),
            ("area_name", "Area"),
            ("geography_vintage", "Areas of"),
            ("imd_version", "Deprivation"),
            ("neighbourhood_basis", "Neighbourhoods"),
        )
        if getattr(one, name) != getattr(other, name)
    ]
    if one.disclosure != other.disclosure:
        told.append(f"Small numbers: {one.disclosure.words} → {other.disclosure.words}")
    return tuple(told)


def _table(dataset: Dataset) -> pd.DataFrame:
    found = dataset.every_observation()
    found = found[[*OBSERVATION_KEY, "period_start", "status", *_FIGURES]]
    return found.astype(dict.fromkeys([each for each in OBSERVATION_KEY if each != "period_end"] + ["status"], str))


def _figures(before: Dataset, after: Dataset) -> pd.DataFrame:
    keys = list(OBSERVATION_KEY)
    found = _table(before).merge(_table(after), on=keys, how="outer", suffixes=("", "_after"), indicator="side")
    both = found["side"] == "both"
    differs = pd.Series(False, index=found.index)
    for name in ("status", *_FIGURES):
        one, other = found[name], found[f"{name}_after"]
        differs |= (one != other) & ~(one.isna() & other.isna())
    hidden, hidden_after = found["status"] == "suppressed", found["status_after"] == "suppressed"
    counted = pd.DataFrame(
        {
            "indicator_id": found["indicator_id"],
            "rows_added": found["side"] == "right_only",
            "rows_removed": found["side"] == "left_only",
            "rows_changed": both & differs,
            "newly_hidden": both & hidden_after & ~hidden,
            "no_longer_hidden": both & hidden & ~hidden_after,
        }
    )
    counts = counted.groupby("indicator_id").sum()
    return counts.join(_moved_most(found[both & differs], after)).fillna({"where": ""})


def _moved_most(changed: pd.DataFrame, after: Dataset) -> pd.DataFrame:
    """Of each indicator's changed rows that both show, the one whose value moved most."""
    values = pd.DataFrame({"from_value": _values(changed, ""), "to_value": _values(changed, "_after")})
    values["moved"] = (values["to_value"] - values["from_value"]).abs()
    shown = changed.join(values[values["moved"] > 0], how="inner")
    if shown.empty:
        return pd.DataFrame({"from_value": [], "to_value": [], "where": []}, dtype=object)
    most = shown.loc[shown.groupby("indicator_id")["moved"].idxmax()].set_index("indicator_id")
    most["where"] = [_where(row, after) for row in most.itertuples()]
    return most[["from_value", "to_value", "where"]]


def _values(rows: pd.DataFrame, which: str) -> pd.Series:
    return rows[f"value{which}"].fillna(rows[f"numerator{which}"] / rows[f"denominator{which}"])


def _where(row: "_ChangedRow", after: Dataset) -> str:
    parts = [after.area_name(row.area_code), period_label(row.period_start_after, row.period_end)]
    for dimension, group in ((row.dimension, row.group), (row.dimension_2, row.group_2)):
        if dimension not in (TOTAL, NONE):
            of = after.vocabulary[dimension]
            parts.append(f"{of.label.lower()}: {of.label_of(group).lower()}")
    return ", ".join([*parts, *([row.age_band] if row.age_band else [])])


def _written(indicator: Indicator, value: float) -> str:
    if indicator.value_type in _PERCENT:
        return f"{100 * value:.1f}%"
    scaled = value * indicator.multiplier if indicator.value_type == "rate" else value
    return f"{scaled:,.1f} {indicator.unit}".rstrip()


def _named(dataset: Dataset, indicator: str) -> str:
    return f"{dataset.indicators[indicator].short_name} ({indicator})"


def _one(word: str, dataset: Dataset, place: str) -> str:
    found = dataset.manifest
    return f"{word}: {found.title}, released {found.released:%d %B %Y}, version {dataset.version} ({place})"

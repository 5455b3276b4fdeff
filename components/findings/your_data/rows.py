"""What was understood of a table that was given: its first rows with small counts hidden, and what it covers."""

from collections.abc import Callable, Mapping

import pandas as pd

from components.findings.table import ABSENT_WORDS
from components.findings.wording import of
from components.style.numbers import HIDDEN, number
from data.contract.periods import period_label
from data.contract.vocabulary import DIMENSIONS, LEVEL_LABELS, LEVELS, NONE, TOTAL, Dimension
from data.dataset.dataset import Dataset
from data.your_data.intake import Intake

_ROWS_SHOWN = 200
_PERIODS_SHOWN = 12
_SHARES = ("proportion", "survey_share")
# Those that every dataset knows come first, in their order; those of the table's own after them.
_BY_ALL = {code: place for place, code in enumerate(DIMENSIONS)}
_SHOWN_AREAS = ("icb", "place", "neighbourhood")


def rows_table(rows: pd.DataFrame, intake: Intake, dataset: Dataset) -> pd.DataFrame:
    """The first rows in words: what was understood, not what stood in the file, so no small count can be among them."""
    rows = rows.head(_ROWS_SHOWN)
    known = {each.id: each for each in intake.indicators}
    few = (rows["status"] == "suppressed") & rows["denominator"].isna()
    kind = rows["indicator_id"].map({code: each.value_type for code, each in known.items()})
    scale = rows["indicator_id"].map({code: each.multiplier for code, each in known.items()}).astype(float)
    value = rows["value"].fillna(rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0))
    given = kind.isin(_SHARES)
    value = (100 * value).where(given, value.where(rows["value"].notna(), value * scale))
    absent = rows["status"].map(ABSENT_WORDS).fillna("–")
    periods = {
        pair: period_label(*pair) for pair in set(zip(rows["period_start"], rows["period_end"], strict=True))
    }  # fmt: skip
    return pd.DataFrame(
        {
            "Indicator": rows["indicator_id"].map({code: each.short_name for code, each in known.items()}),
            "Area": rows["area_code"].map(dataset.area_name),
            "Period": [periods[pair] for pair in zip(rows["period_start"], rows["period_end"], strict=True)],
            "Group": _groups(rows, intake.vocabulary),
            "Count": _numbers(rows["numerator"], absent, 0),
            "Out of": _numbers(rows["denominator"].mask(few), pd.Series(HIDDEN, rows.index).where(few, "–"), 0),
            "Value": _numbers(value.where(rows["status"] == "ok"), absent, 1),
        }
    )


def _numbers(values: pd.Series, absent: pd.Series, decimals: int) -> list[str]:
    return [number(value, decimals) if pd.notna(value) else words for value, words in zip(values, absent, strict=True)]


def _groups(rows: pd.DataFrame, known: Mapping[str, Dimension]) -> list[str]:
    return [
        known[by].label_of(group) + (f", {known[by_2].label_of(group_2)}" if by_2 != NONE else "")
        for by, group, by_2, group_2 in rows[["dimension", "group", "dimension_2", "group_2"]].itertuples(index=False)
    ]


def coverage_table(rows: pd.DataFrame, intake: Intake) -> pd.DataFrame:
    """What is covered: a row for each indicator, dimension and level of areas, a column for each of the last periods.

    A cell counts areas and figures, never people: '✓ 18 areas, 90 figures', with how many are hidden or not collected.
    """
    if rows.empty:
        return pd.DataFrame(columns=["Indicator", "Compared by", "Areas"])
    names = {each.id: each.short_name for each in intake.indicators}
    pair = rows["dimension"].where(rows["dimension_2"] == NONE, rows["dimension"] + "×" + rows["dimension_2"])
    by = [rows["indicator_id"], pair.rename("by"), rows["level"], rows["period_end"]]
    counts = pd.DataFrame(
        {
            "areas": rows["area_code"].groupby(by).nunique(),
            "figures": rows["status"].groupby(by).size(),
            "hidden": (rows["status"] == "suppressed").groupby(by).sum(),
            "missing": (rows["status"] == "missing").groupby(by).sum(),
        }
    ).reset_index()
    starts = rows.groupby("period_end")["period_start"].min().sort_index().tail(_PERIODS_SHOWN)
    counts = counts[counts["period_end"].isin(starts.index)]
    counts["words"] = [
        _cell(*each) for each in counts[["areas", "figures", "hidden", "missing"]].itertuples(index=False)
    ]
    grid = counts.pivot(index=["indicator_id", "by", "level"], columns="period_end", values="words").fillna("– none")
    grid.columns = [period_label(starts[end], end) for end in grid.columns]
    order = _order_in(list(intake.vocabulary))
    grid = grid.reset_index().sort_values(
        ["indicator_id", "by", "level"],
        key=lambda column: column.map(LEVELS.index) if column.name == "level" else column.map(order),
        kind="stable",
    )
    grid.insert(0, "Indicator", grid["indicator_id"].map(names))
    grid.insert(
        1, "Compared by", [" × ".join(intake.vocabulary[each].label for each in pair.split("×")) for pair in grid["by"]]
    )
    grid.insert(2, "Areas", grid["level"].map(LEVEL_LABELS))
    return grid.drop(columns=["indicator_id", "by", "level"]).reset_index(drop=True)


def _order_in(places: list[str]) -> Callable[[str], str]:
    return lambda code: f"{places.index(code):02}" if code in places else code


def _cell(areas: int, figures: int, hidden: int, missing: int) -> str:
    if hidden + missing == figures:
        return "○ all hidden" if not missing else "○ none shown"
    words = f"{of(areas, 'area', 'areas')}, {of(figures, 'figure', 'figures')}"
    less = [f"{number(hidden)} hidden"] if hidden else []
    less += [f"{number(missing)} not collected"] if missing else []
    return ("◐ " if less else "● ") + words + (": " + ", ".join(less) if less else "")


def coverage_words(grid: pd.DataFrame) -> str:
    """The grid in a sentence, for those who do not see it."""
    if grid.empty:
        return "Nothing is covered yet."
    cells = grid.iloc[:, 3:].to_numpy().ravel()
    whole, part, none = (sum(each.startswith(mark) for each in cells) for mark in ("●", "◐", "○"))
    gaps = sum(each.startswith("–") for each in cells)
    indicators, divisions = grid["Indicator"].nunique(), grid["Compared by"].nunique()
    return (
        f"{of(indicators, 'indicator', 'indicators')} by {of(divisions, 'division', 'divisions')} of people in "
        f"{of(grid.shape[1] - 3, 'period', 'periods')}. Cells of the grid: {number(whole)} complete (●), {number(part)} "
        f"with figures hidden or not collected (◐), {number(none)} with none that can be shown (○), {number(gaps)} empty (–)."
    )


def first_link(rows: pd.DataFrame) -> dict[str, str]:
    """The view of the Who page that shows the data given: its first indicator that is divided, in its largest area."""
    shown = rows[(rows["status"] == "ok") & rows["level"].isin(_SHOWN_AREAS) & (rows["dimension_2"] == NONE)]
    if shown.empty:
        return {"indicator": rows["indicator_id"].iloc[0]} if len(rows) else {}
    order = shown.assign(
        whole=(shown["dimension"] == TOTAL).astype(int),
        large=shown["level"].map(_SHOWN_AREAS.index),
        by=shown["dimension"].map(_BY_ALL.get),
    )
    first = order.sort_values(["whole", "large", "by"], kind="stable").iloc[0]
    return {"indicator": first["indicator_id"], "by": first["dimension"], "area": first["area_code"]}

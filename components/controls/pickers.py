"""The row of pickers above a page: indicator, groups, period and area, each changing one part of the selection."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.controls.address import choose
from components.findings.selection import Selection, areas_offered, dimensions_offered, periods_offered
from data.contract.periods import period_label
from data.contract.vocabulary import DIMENSIONS, DOMAIN_LABELS
from data.dataset.dataset import Dataset


def _adopt(field: str, key: str) -> None:
    choose(**{field: st.session_state[key]})


def pick(
    label: str,
    field: str,
    options: Sequence[str],
    chosen: str,
    words: Callable[[str], str],
    *,
    label_visibility: str = "visible",
) -> None:
    """A select box bound to one field of the selection."""
    key = f"pick_{field}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        options,
        format_func=words,
        key=key,
        on_change=_adopt,
        args=(field, key),
        disabled=len(options) < 2,
        label_visibility=label_visibility,
    )


def pick_indicator(dataset: Dataset, selection: Selection) -> None:
    """Choose an indicator, listed by domain."""
    words = {code: f"{DOMAIN_LABELS[each.domain]}: {each.short_name}" for code, each in dataset.indicators.items()}
    pick("Indicator", "indicator", list(dataset.indicators), selection.indicator, words.__getitem__)


def pick_dimension(dataset: Dataset, selection: Selection) -> None:
    """Choose the groups to compare, among those this indicator is given by."""
    offered = dimensions_offered(dataset, selection.indicator) or [selection.by]
    pick("Compare by", "by", offered, selection.by, lambda code: DIMENSIONS[code].label)


def pick_period(dataset: Dataset, selection: Selection) -> None:
    """Choose a period, newest first."""
    found = dataset.periods(selection.indicator, level="icb", dimension=selection.by)
    words = {
        f"{end:%Y-%m-%d}": period_label(start, end)
        for start, end in zip(found["period_start"], found["period_end"], strict=True)
    }
    offered = periods_offered(dataset, selection.indicator, selection.by)
    pick("Period", "period", offered or [selection.period], selection.period, lambda code: words.get(code, "–"))


def pick_area(dataset: Dataset, selection: Selection) -> None:
    """Choose the area in focus: all of it, a place or a neighbourhood."""
    places = set(dataset.areas("place").index)

    def words(code: str) -> str:
        name = dataset.area_name(code)
        if code == dataset.area_code:
            return f"All of {name}"
        return f"{name} (place)" if code in places else f"\u2003{name}"

    pick("Area", "area", areas_offered(dataset), selection.area, words)


def segmented(label: str, field: str, options: dict[str, str], chosen: str) -> None:
    """A segmented control bound to one field of the selection."""
    key = f"segment_{field}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_adopt,
        args=(field, key),
        required=True,
        label_visibility="collapsed",
    )


def picker_row(dataset: Dataset, selection: Selection, *, period: bool = True, area: bool = True) -> None:
    """The pickers in one row, widest first."""
    columns = st.columns([9, 6, 5, 8][: 2 + period + area], gap="small")
    with columns[0]:
        pick_indicator(dataset, selection)
    with columns[1]:
        pick_dimension(dataset, selection)
    if period:
        with columns[2]:
            pick_period(dataset, selection)
    if area:
        with columns[-1]:
            pick_area(dataset, selection)


def brief_row(dataset: Dataset, selection: Selection) -> None:
    """The Brief's pickers: by what to compare, and where. Its indicators are all of them."""
    by = list(dict.fromkeys(each for code in dataset.indicators for each in dimensions_offered(dataset, code)))
    offered = [code for code in DIMENSIONS if code in by] or [selection.by]
    left, right, _ = st.columns([3, 4, 5], gap="small")
    with left:
        pick("Compare by", "by", offered, selection.by, lambda code: DIMENSIONS[code].label)
    with right:
        pick_area(dataset, selection)

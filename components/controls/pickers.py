"""The row of pickers above a page: indicator, groups, period and area, each changing one part of the selection."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.controls.address import choose
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.findings.going_on import listed_name
from components.findings.kept import kept_with_dataset
from components.findings.selection import (
    MOST_COMPARED,
    Selection,
    areas_offered,
    dimensions_offered,
    indicator_given_by,
    periods_offered,
    widest_level,
)
from data.contract.everyday_words import everyday_words
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import DOMAIN_LABELS
from data.dataset.dataset import Dataset

# Of the words that people say for an indicator: more would push its name out of the picker.
_MOST_SAID = 2


def _adopt(field: str, key: str) -> None:
    choose(**{field: st.session_state[key]})


def _adopt_groups(dataset: Dataset, indicator: str, key: str) -> None:
    """The groups chosen, with an indicator that is given by them: the Brief offers those of any."""
    by = st.session_state[key]
    choose(by=by, indicator=indicator_given_by(dataset, indicator, by))


def pick(
    label: str,
    field: str,
    options: Sequence[str],
    chosen: str,
    words: Callable[[str], str],
) -> None:
    """A select box bound to one field of the selection."""
    key = f"pick_{field}"
    st.session_state[key] = chosen
    st.selectbox(
        as_text(label),
        options,
        format_func=words,
        key=key,
        on_change=_adopt,
        args=(field, key),
        disabled=len(options) < 2,
        help=HELP[field],
    )


def indicator_words(indicator: Indicator) -> str:
    """An indicator as the picker lists it: its domain, its name, and what people say for it, by which it is found too."""
    said = everyday_words(f"{indicator.short_name}. {indicator.name}")[:_MOST_SAID]
    name = f"{DOMAIN_LABELS[indicator.domain]}: {listed_name(indicator)}"
    return f"{name} ({', '.join(said)})" if said else name


def pick_indicator(dataset: Dataset, selection: Selection) -> None:
    """Choose an indicator, listed by domain."""
    words = _indicator_words(dataset)
    pick("Indicator", "indicator", list(words), selection.indicator, words.__getitem__)


@kept_with_dataset
def _indicator_words(dataset: Dataset) -> dict[str, str]:
    return {code: indicator_words(each) for code, each in dataset.indicators.items()}


def pick_dimension(dataset: Dataset, selection: Selection) -> None:
    """Choose the groups to compare, among those this indicator is given by."""
    offered = dimensions_offered(dataset, selection.indicator) or [selection.by]
    pick("Compare by", "by", offered, selection.by, lambda code: dataset.vocabulary[code].label)


def pick_period(dataset: Dataset, selection: Selection) -> None:
    """Choose a period, newest first."""
    level = widest_level(dataset, selection.indicator)
    found = dataset.periods(selection.indicator, level=level, dimension=selection.by)
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
    """A segmented control bound to one field of the selection; its label is heard, and its help seen (page.css)."""
    key = f"segment_{field}"
    st.session_state[key] = chosen
    st.segmented_control(
        as_text(label),
        list(options),
        format_func=lambda code: as_text(options[code]),
        key=key,
        on_change=_adopt,
        args=(field, key),
        required=True,
        help=HELP[field],
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
    offered = [code for code in dataset.vocabulary if code in by] or [selection.by]
    left, right, _ = st.columns([3, 4, 5], gap="small")
    key = "pick_by"
    st.session_state[key] = selection.by
    with left:
        st.selectbox(
            "Compare by",
            offered,
            format_func=lambda code: dataset.vocabulary[code].label,
            key=key,
            on_change=_adopt_groups,
            args=(dataset, selection.indicator, key),
            disabled=len(offered) < 2,
            help=HELP["by"],
        )
    with right:
        pick_area(dataset, selection)


def pick_compared(dataset: Dataset, shown: tuple[str, ...], proposed: str) -> None:
    """Choose the neighbourhoods to set side by side; with none chosen, those proposed come back (`proposed` says how)."""
    key = "pick_areas"
    st.session_state[key] = list(shown)
    st.multiselect(
        f"Side by side – proposed: {as_text(proposed)}"
        if proposed
        else "Side by side (choose up to four neighbourhoods)",
        list(dataset.areas("neighbourhood").index),
        format_func=dataset.area_name,
        key=key,
        on_change=lambda: choose(areas=tuple(st.session_state[key])),
        max_selections=MOST_COMPARED,
        help=HELP["areas"],
    )


def compare_row(dataset: Dataset, selection: Selection, shown: tuple[str, ...], proposed: str) -> None:
    """Compare's first pickers: the indicator, and which neighbourhoods to set side by side."""
    left, right = st.columns([5, 10], gap="small")
    with left:
        pick_indicator(dataset, selection)
    with right:
        pick_compared(dataset, shown, proposed)


def groups_and_period_row(dataset: Dataset, selection: Selection) -> None:
    """By what to compare, and when, for the part of a page about one indicator."""
    left, right, _ = st.columns([4, 4, 7], gap="small")
    with left:
        pick_dimension(dataset, selection)
    with right:
        pick_period(dataset, selection)

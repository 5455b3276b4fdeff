"""The selection: to a link and back, settled to what a dataset can show, options in a steady order."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.findings.selection import (
    MAP_LEVELS,
    MAP_VIEWS,
    MOST_COMPARED,
    REFERENCES,
    Selection,
    areas_offered,
    changes,
    default_indicator,
    dimensions_offered,
    from_link,
    indicator_given_by,
    periods_offered,
    settle,
)
from data.dataset.dataset import Dataset
from tests.small_dataset import ICB, NEIGHBOURHOODS, NEWEST, QUARTERS

ANYTHING = st.text(max_size=12) | st.sampled_from(["smoking", "trust", "deprivation_quintile", "N1", "P2", NEWEST])


def _link(selection: Selection) -> dict[str, list[str]]:
    return {name: each if isinstance(each, list) else [each] for name, each in selection.to_link().items()}


@st.composite
def offered(draw: st.DrawFn, dataset: Dataset) -> Selection:
    """Any selection that the pickers of a dataset could make."""
    indicator = draw(st.sampled_from(list(dataset.indicators)))
    by = draw(st.sampled_from(dimensions_offered(dataset, indicator) or ["total"]))
    neighbourhoods = list(dataset.areas("neighbourhood").index)
    # A declared reference stands in place of everyone.
    dimension = dataset.vocabulary[by]
    references = REFERENCES[1:] if dimension.reference else REFERENCES
    return Selection(
        indicator=indicator,
        by=by,
        period=draw(st.sampled_from(periods_offered(dataset, indicator, by))),
        area=draw(st.sampled_from(areas_offered(dataset))),
        level=draw(st.sampled_from(MAP_LEVELS)),
        view=draw(st.sampled_from(MAP_VIEWS)),
        areas=tuple(draw(st.lists(st.sampled_from(neighbourhoods), max_size=MOST_COMPARED, unique=True))),
        reference=draw(st.sampled_from([*references, *dimension.groups])),
    )


@given(data=st.data())
@pytest.mark.parametrize("which", ["small", "demo"])
def test_a_link_brings_back_the_selection_it_was_made_of(request, which, data):
    dataset = request.getfixturevalue(which)
    chosen = data.draw(offered(dataset))
    assert from_link(dataset, _link(chosen)) == chosen
    assert settle(dataset, chosen) == chosen
    assert changes(_link(chosen), chosen) == []


@given(
    link=st.dictionaries(
        st.sampled_from([*asdict(Selection("", "", "", "")), "utm_source", ""]),
        st.lists(ANYTHING, max_size=6),
        max_size=9,
    )
)
def test_any_link_settles_to_something_that_can_be_shown(small, link):
    found = from_link(small, link)
    assert found.indicator in small.indicators
    assert found.by in (dimensions_offered(small, found.indicator) or ["total"])
    assert found.period in periods_offered(small, found.indicator, found.by)
    assert found.area in areas_offered(small)
    assert found.level in MAP_LEVELS
    assert found.view in MAP_VIEWS
    assert set(found.areas) <= set(NEIGHBOURHOODS)
    assert len(found.areas) == len(set(found.areas)) <= MOST_COMPARED
    assert settle(small, found) == found


def test_the_default_is_the_first_indicator_by_deprivation_newest_and_everywhere(small):
    found = from_link(small, {})
    assert found == Selection("attendances", "deprivation_quintile", NEWEST, ICB)
    assert default_indicator(small) == "attendances"


def test_who_asks_for_groups_only_is_shown_an_indicator_that_has_them(small):
    assert "ethnic_group" not in dimensions_offered(small, "attendances")
    found = from_link(small, {"by": ["ethnic_group"]})
    assert (found.indicator, found.by) == ("smoking", "ethnic_group")
    assert indicator_given_by(small, "attendances", "ethnic_group") == "smoking"
    assert indicator_given_by(small, "attendances", "deprivation_quintile") == "attendances"
    assert indicator_given_by(small, "vaccinated", "sex") == default_indicator(small)


def test_what_cannot_be_shown_gives_way_part_by_part(small):
    kept = settle(small, Selection("smoking", "ethnic_group", QUARTERS[1][1], "N2"))
    assert (kept.indicator, kept.by, kept.area) == ("smoking", "ethnic_group", "N2")
    assert kept.period == NEWEST, "ethnic groups are given for the newest quarter only"
    assert settle(small, Selection("vaccinated", "sex", "1999-12-31", "X")).by == "total"
    assert settle(small, Selection("smoking", "sex", QUARTERS[1][1], "L00")) == Selection(
        "smoking", "deprivation_quintile", QUARTERS[1][1], ICB
    )


def test_the_link_says_all_that_differs_and_leaves_out_what_is_empty(small):
    chosen = replace(from_link(small, {}), areas=("N1", "N3"))
    assert chosen.to_link() == {
        "indicator": "attendances", "by": "deprivation_quintile", "period": NEWEST, "area": ICB,
        "level": "neighbourhood", "view": "compared", "areas": ["N1", "N3"], "reference": "overall",
    }  # fmt: skip
    assert "areas" not in from_link(small, {}).to_link()


def test_of_several_values_the_last_counts(small):
    assert from_link(small, {"indicator": ["trust", "smoking"]}).indicator == "smoking"


def test_a_reader_is_told_which_choices_could_not_be_honoured(small):
    asked = {"indicator": ["smoking"], "period": ["1999-12-31"], "area": ["nowhere"], "utm_source": ["mail"]}
    assert changes(asked, from_link(small, asked)) == ["period", "area"]


def test_a_choice_that_vanishes_from_the_link_is_told_too(small):
    asked = {"areas": ["nowhere"]}
    assert changes(asked, from_link(small, asked)) == ["areas"]


def test_options_come_in_a_steady_order(small):
    assert areas_offered(small) == (ICB, "P1", "N1", "N2", "N3", "N4", "P2", "N5", "N6", "N7")
    assert periods_offered(small, "smoking", "deprivation_quintile") == [end for _, end in QUARTERS][::-1]
    assert dimensions_offered(small, "smoking") == ["deprivation_quintile", "ethnic_group"]
    assert dimensions_offered(small, "vaccinated") == []


def test_the_switch_for_age_is_kept_in_the_link_only_where_it_is_off(small):
    assert "adjusted" not in from_link(small, {}).to_link()
    off = from_link(small, {"adjusted": ["no"]})
    assert off.to_link()["adjusted"] == "no"
    assert not off.for_age
    # It stays from one indicator to the next, also to one that cannot be adjusted.
    assert from_link(small, {"adjusted": ["no"], "indicator": ["wait"]}).adjusted == "no"
    asked = {"adjusted": ["perhaps"]}
    assert from_link(small, asked).for_age
    assert changes(asked, from_link(small, asked)) == ["adjusted"]

"""Which observations are known to add up to which."""

import pandas as pd
import pytest

from data.disclosure.observed_sums import observed_sums

_AREAS = pd.DataFrame({"area_code": ["P", "A", "B"], "parent_code": ["", "P", "P"]})


def _row(area: str, dimension: str = "total", group: str = "all", dimension_2: str = "", group_2: str = "") -> dict:
    return {
        "indicator_id": "one",
        "level": "place" if area == "P" else "neighbourhood",
        "area_code": area,
        "period_start": pd.Timestamp("2026-07-01"),
        "period_end": pd.Timestamp("2026-09-30"),
        "age_band": "",
        "dimension": dimension,
        "group": group,
        "dimension_2": dimension_2,
        "group_2": group_2,
    }


def _found(rows: list[dict], areas: pd.DataFrame = _AREAS) -> set[tuple[int, frozenset[int]]]:
    sums = observed_sums(pd.DataFrame(rows), areas)
    return {
        (int(total), frozenset(sums.part[sums.number == number].tolist())) for number, total in enumerate(sums.total)
    }


def test_groups_with_everyone():
    assert _found([_row("A"), _row("A", "sex", "female"), _row("A", "sex", "male")]) == {(0, frozenset({1, 2}))}


def test_areas_with_the_area_above():
    assert _found([_row("P"), _row("A"), _row("B")]) == {(0, frozenset({1, 2}))}


def test_detailed_groups_with_their_broad_group():
    rows = [
        _row("A", "ethnic_group", "black"),
        _row("A", "ethnic_group_18", "black_african"),
        _row("A", "ethnic_group_18", "black_caribbean"),
        _row("A", "ethnic_group", "unknown"),
        _row("A", "ethnic_group_18", "unknown"),
    ]
    assert _found(rows) == {(0, frozenset({1, 2})), (3, frozenset({4}))}


def test_pairs_with_both_margins():
    rows = [
        _row("A", "sex", "female"),
        _row("A", "age", "80+"),
        _row("A", "sex", "female", "age", "80+"),
        _row("A", "sex", "male", "age", "80+"),
    ]
    assert _found(rows) == {(0, frozenset({2})), (1, frozenset({2, 3}))}


def test_groups_without_everyone_make_no_set():
    assert _found([_row("A", "sex", "female"), _row("A", "sex", "male")]) == set()


def test_periods_and_indicators_are_kept_apart():
    other = _row("A", "sex", "female") | {"indicator_id": "two"}
    assert _found([_row("A"), other]) == set()


@pytest.mark.parametrize("areas", [("A", "B")])
def test_a_country_is_more_than_the_areas_given(areas):
    rows = [_row("P") | {"level": "country"}, *(_row(area) for area in areas)]
    assert _found(rows) == set()


def test_small_areas_in_no_neighbourhood_make_up_their_place_with_the_neighbourhoods():
    rows = [_row("P"), _row("A"), _row("B"), _row("S1") | {"level": "lsoa"}, _row("S2") | {"level": "lsoa"}]
    areas = pd.DataFrame({"area_code": ["P", "A", "B", "S1", "S2"], "parent_code": ["", "P", "P", "P", "A"]})
    found = _found(rows, areas)
    # S1 is outside: with A and B it is all of P; by itself it is no sum of P. S2 is in A.
    assert (0, frozenset({1, 2, 3})) in found
    assert (0, frozenset({3})) not in found
    assert (1, frozenset({4})) in found

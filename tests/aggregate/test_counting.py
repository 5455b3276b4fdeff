"""Counts of invented people are those of a second, slow count; and each rule of counting by cases worked out by hand."""

from collections.abc import Iterator

import numpy as np
import pytest

from data.contract.vocabulary import NONE, TOTAL
from tests.aggregate.naive_count import NaiveRecords, naive_counts


def _counted(counts) -> Iterator[tuple[tuple, tuple[float, float]]]:
    """Rows of DuckDB's count in the words of the slow one; of an average the sum of the people's indices."""
    for each in counts.counted.observations.itertuples():
        pairs = [(each.dimension, each.group), (each.dimension_2, each.group_2)]
        groups = tuple(sorted((name, group) for name, group in pairs if name not in (TOTAL, NONE)))
        events = each.value * each.denominator * 100 if np.isnan(each.numerator) else each.numerator
        key = (each.indicator_id, each.period_end.date(), each.level, each.area_code, groups)
        yield key, (0.0 if np.isnan(events) else events, each.denominator)


@pytest.fixture(scope="module")
def slow(extract, short_spec):
    """What plain Python counts."""
    return naive_counts(NaiveRecords(extract, short_spec.extracted_on), short_spec)


def test_every_count_is_that_of_plain_python(counts, slow):
    found = dict(_counted(counts))
    assert len(found) == len(counts.counted.observations)
    assert set(slow) <= set(found)
    for key, (events, people) in found.items():
        assert (round(events, 4), people) == slow.get(key, (0, 0)), key


def test_the_slow_count_is_about_something(slow, short_spec):
    """A test of two counts that are both of nobody would hold as well."""
    last = short_spec.periods[-1].end
    for each in short_spec.indicators:
        events, people = slow[each.id, last, "icb", "I1", ()]
        assert people > 100, each.id
        assert events > 20, each.id


def test_a_group_that_somebody_is_in_has_a_row_in_every_area(counts):
    rows = counts.counted.observations
    here = rows[(rows["dimension"] == "ethnic_group") & (rows["dimension_2"] == NONE)]
    assert set(here.groupby(["indicator_id", "period_end", "area_code"]).size()) == {6}
    # Nobody is in the most deprived fifth of a neighbourhood without such a small area: the row is there, with noughts.
    assert (rows["denominator"] == 0).any()
    assert rows["denominator"].notna().all()


def test_small_areas_outside_the_levels_asked_for_are_not_shown(counts):
    assert set(counts.counted.observations["level"]) == {"neighbourhood", "place", "icb"}
    areas = counts.lookup.areas.set_index("area_code")["parent_code"]
    assert areas["I1"] == "I1"
    assert set(areas[areas.index.str.startswith("N")]) < set(areas.index)

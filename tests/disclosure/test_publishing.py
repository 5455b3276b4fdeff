"""Observations as they are published: what is hidden, what is rounded, and what may be worked out of neither."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.contract.manifest import Disclosure
from data.disclosure.attacking import Attack
from data.disclosure.attacking_observations import attack_observations
from data.disclosure.publishing import Published, publish
from tests.disclosure.observed_rows import AREAS, indicator, row, rows

EXACT = Disclosure(1, 7, 1, "Counts of 1 to 7 are hidden.")
ROUNDED = Disclosure(1, 7, 5, "Counts of 1 to 7 are hidden, the rest rounded to 5.")


def _published(frame: pd.DataFrame, rule: Disclosure = EXACT, *indicators, **more) -> Published:
    return publish(frame, AREAS, indicators or [indicator()], rule, **more)


def _attacked(frame: pd.DataFrame, found: Published, rule: Disclosure, *indicators) -> Attack:
    attacks = attack_observations(found.observations, AREAS, indicators or [indicator()], rule, true=frame)
    return sum((each for _, each in attacks), Attack())


def _by_fifth(events: list[float], people: list[float], area: str = "N1", **more) -> list[dict]:
    """Everyone, then the fifths that add up to them."""
    fifths = [
        row(area, n, d, fifth=str(number), **more)
        for number, (n, d) in enumerate(zip(events, people, strict=True), start=1)
    ]
    return [row(area, sum(events), sum(people), **more), *fifths]


def test_hidden_counts_that_sum_to_little_hide_a_third():
    frame = rows(*_by_fifth([1, 1, 30, 40, 25], [200] * 5))
    found = _published(frame)
    assert found.observations["status"].tolist() == ["ok", "suppressed", "suppressed", "ok", "ok", "suppressed"]
    assert (found.small, found.beside) == (2, 1)
    assert _attacked(frame, found, EXACT) == Attack(hidden=3)


def test_small_counts_that_a_publisher_shows_are_public_and_help_a_reader():
    """A dataset of published figures shows them as they were released, whatever rule its own tables keep."""
    shown = rows(*_by_fifth([3, 2, 30, 40, 25], [200] * 5)).assign(status="ok")
    (_, public), *more = attack_observations(shown, AREAS, [indicator()], ROUNDED)
    assert (public, more) == (Attack(hidden=0), [])
    shown.loc[2, ["numerator", "status"]] = [np.nan, "suppressed"]
    # What stands at a multiple of 5 may have been rounded to it, which leaves room.
    (_, found), *more = attack_observations(shown, AREAS, [indicator()], ROUNDED)
    assert (found, more) == (Attack(hidden=1), [])
    (_, found), *more = attack_observations(shown, AREAS, [indicator()], EXACT)
    assert (found, more) == (Attack(hidden=1, exact=1, narrowed=1), [])


def test_a_hidden_row_keeps_the_size_of_its_group_unless_that_is_small_too():
    found = _published(rows(*_by_fifth([3, 30, 40, 50, 60], [200, 200, 200, 200, 200]))).observations
    assert found.loc[found["status"] == "suppressed", "numerator"].isna().all()
    assert (found["denominator"] > 0).all()
    few = _published(rows(*_by_fifth([3, 30, 40, 50, 60], [6, 100, 100, 100, 200]))).observations
    assert few.loc[few["denominator"].isna(), "group"].tolist()[0] == "1"
    assert (few.loc[few["denominator"].isna(), "status"] == "suppressed").all()
    assert few["denominator"].isna().sum() == 2


def test_shown_counts_and_sizes_are_rounded_and_values_come_from_them():
    frame = rows(row("N1", 23, 148, value=0.1554, lower=0.1, upper=0.2))
    found = _published(frame, ROUNDED).observations.iloc[0]
    assert (found["numerator"], found["denominator"]) == (25, 150)
    assert np.isnan(found[["value", "lower", "upper"]].astype(float)).all()


def test_a_share_without_its_count_is_counted():
    frame = rows(row("N1", denominator=200, value=0.01), row("N2", denominator=200, value=0.3))
    found = _published(frame).observations
    assert found["status"].tolist() == ["suppressed", "ok"]
    assert found.loc[1, "numerator"] == 60


def test_the_limits_of_an_average_tell_only_the_published_number_of_people():
    true, spread = 83, 24.0
    half = stats.t.ppf(0.975, true - 1) * spread / np.sqrt(true)
    frame = rows(row("N1", denominator=true, value=60.0, lower=60 - half, upper=60 + half))
    found = _published(frame, ROUNDED, indicator(value_type="mean")).observations.iloc[0]
    assert found["denominator"] == 85
    expected = stats.t.ppf(0.975, 84) * spread / np.sqrt(85)
    assert found["upper"] - found["value"] == pytest.approx(expected)
    assert found["value"] - found["lower"] == pytest.approx(expected)


def test_the_limits_of_a_standardised_rate_tell_only_the_published_number_of_events():
    shown = []
    for true in (48, 52):
        frame = rows(row("N1", true, 90_000, value=55.0, lower=41.0, upper=72.0))
        found = _published(frame, ROUNDED, indicator(value_type="standardised_rate")).observations.iloc[0]
        assert found["numerator"] == 50
        shown.append((found["lower"], found["upper"]))
    # Byar's limits of 50 are 37.1 and 65.9: the rate's are in the same proportion.
    assert shown[0] == shown[1] == pytest.approx((55 * 37.11 / 50, 55 * 65.92 / 50), rel=1e-3)


def test_a_standardised_rate_on_too_few_to_be_given_is_hidden():
    found = _published(rows(row("N1", 9, 90_000)), ROUNDED, indicator(value_type="standardised_rate"))
    assert found.observations["status"].tolist() == ["suppressed"]


def test_nobody_and_nothing_returned_are_not_hidden():
    found = _published(rows(row("N1", 0, 0), row("N2"), row("N3", 0, 50))).observations
    assert found["status"].tolist() == ["not_applicable", "missing", "ok"]
    assert found.loc[2, "numerator"] == 0


def test_a_quarter_is_not_found_from_the_year_and_the_other_quarters():
    quarters = [row("N1", n, 200, period=f"2025Q{number}") for number, n in enumerate([3, 40, 50, 60], start=1)]
    frame = rows(row("N1", 153, 800, period="2025"), *quarters)
    adds_up = indicator(over_time="sum")
    found = _published(frame, EXACT, adds_up)
    assert found.observations.loc[1, "status"] == "suppressed"
    assert _attacked(frame, found, EXACT, adds_up).narrowed == 0
    # Without the declaration each period is published alone, and subtraction finds the 3.
    alone = _published(frame, EXACT, indicator())
    assert (alone.observations["status"] == "suppressed").sum() == 1
    assert _attacked(frame, alone, EXACT, adds_up) == Attack(hidden=1, exact=1, narrowed=1)


def test_a_small_areas_year_is_not_found_from_the_quarters_of_its_neighbourhood():
    quarters = [row("N1", 40, 300, period=f"2025Q{number}") for number in range(1, 5)]
    areas = [row("L1", 3, 400, period="2025"), row("L2", 90, 400, period="2025"), row("L3", 67, 400, period="2025")]
    frame, adds_up = rows(*quarters, *areas), indicator(over_time="sum")
    found = _published(frame, EXACT, adds_up)
    assert (found.observations.loc[4:, "status"] == "suppressed").sum() == 2
    assert _attacked(frame, found, EXACT, adds_up).narrowed == 0


def test_one_indicators_size_that_is_anothers_count_is_hidden_where_that_is():
    booked = indicator("booked")
    kept = indicator("kept", denominator_is="booked.numerator")
    frame = rows(
        *_by_fifth([3, 40, 50, 60, 70], [200] * 5, name="booked"),
        *_by_fifth([0, 30, 30, 30, 30], [3, 40, 50, 60, 70], name="kept"),
    )
    found = _published(frame, EXACT, booked, kept).observations
    ours, theirs = found[found["indicator_id"] == "booked"], found[found["indicator_id"] == "kept"]
    assert ((ours["status"] == "suppressed").to_numpy() == theirs["denominator"].isna().to_numpy()).all()
    assert _attacked(frame, Published(found, 0, 0), EXACT, booked, kept).narrowed == 0


def test_what_is_joined_later_gives_away_nothing_that_was_published_before():
    first = rows(*_by_fifth([3, 20, 40, 50, 60], [200] * 5)[1:])
    before = _published(first).observations
    assert (before["status"] == "suppressed").sum() == 1
    # The total comes afterwards: with it the hidden fifth could be worked out.
    later = pd.concat([rows(row("N1", 173, 1000)).assign(status="ok"), before], ignore_index=True)
    found = _published(later, EXACT, published=np.arange(6) > 0).observations
    assert (found["status"] == "suppressed").sum() >= 2
    shown = found[found["status"] == "ok"]
    assert set(shown["numerator"]) <= {173, 20, 40, 50, 60}
    true = pd.concat([rows(row("N1", 173, 1000)), first], ignore_index=True)
    assert _attacked(true, Published(found, 0, 0), EXACT).narrowed == 0


def test_publishing_again_changes_nothing():
    frame = rows(*_by_fifth([1, 1, 30, 40, 25], [200] * 5))
    once = _published(frame, ROUNDED).observations
    again = _published(once, ROUNDED, published=np.ones(len(once), dtype=bool)).observations
    pd.testing.assert_frame_equal(once, again)


def test_nothing_is_published_of_nothing():
    empty = _published(rows(row("N1", 3, 40)).iloc[:0])
    assert (len(empty.observations), empty.small, empty.beside) == (0, 0, 0)


def test_sums_that_cannot_all_hold_are_no_sums():
    """Of 1,000 shown as such, the fifths a source rounded leave 40 for two hidden ones, and the places above leave 60."""
    hidden = [row("N1", denominator=200, fifth=str(fifth), status="suppressed") for fifth in (1, 2)]
    shown = [row("N1", 320, 400, fifth=str(fifth), status="ok") for fifth in (3, 4, 5)]
    frame = rows(
        row("N1", 1000, 1600, status="ok"),
        *hidden,
        *shown,
        *[row("N2", 30, 200, fifth=str(fifth), status="ok") for fifth in (1, 2)],
        *[row("P", 33, 400, fifth=str(fifth), status="ok") for fifth in (1, 2)],
    )
    found = _published(frame, published=np.ones(len(frame), dtype=bool)).observations
    assert (found["status"] == "suppressed").sum() >= 2
    assert len(found) == len(frame)


def test_a_small_area_in_no_neighbourhood_is_protected_by_its_place_and_the_neighbourhoods():
    areas = AREAS.assign(parent_code=AREAS["parent_code"].mask(AREAS["area_code"] == "L3", "P"))
    frame = rows(row("P", 103, 1000), row("N1", 40, 400), row("N2", 60, 500), row("L3", 3, 100))
    shown = publish(frame, areas, [indicator()], EXACT).observations["status"].tolist()
    assert shown[3] == "suppressed"
    # With its place and both neighbourhoods shown, what is left of the place would be those three people.
    assert shown[:3] != ["ok", "ok", "ok"]

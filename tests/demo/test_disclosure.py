"""The committed demo gives nobody away, and still shows what boards come for."""

import numpy as np
import pandas as pd
import pytest

from data.commands.attacks import attack_tables
from data.contract.count_tables import COUNT_TABLES
from data.disclosure.attacking import Attack
from data.disclosure.attacking_observations import attack_observations_twice

_KEY = ["period_end", "level", "area_code", "dimension", "group", "dimension_2", "group_2", "indicator_id"]


@pytest.fixture(scope="module")
def marked(observations) -> pd.DataFrame:
    return observations.astype(dict.fromkeys(("dimension", "dimension_2", "group", "group_2"), str)).assign(
        hidden=(observations["status"] == "suppressed").astype(int),
    )


def test_no_shown_count_is_small(observations, dataset):
    assert not observations["numerator"].between(1, 7).any()
    people = {each.id for each in dataset.indicators.values() if each.value_type == "proportion"}
    counted = observations[observations["indicator_id"].isin(people)]
    assert not counted["denominator"].between(1, 7).any()


def test_shown_counts_are_rounded_to_five(observations):
    shown = observations["numerator"].dropna()
    assert (shown % 5 == 0).all()


def test_hidden_rows_have_no_count_or_value(observations):
    hidden = observations[observations["status"] != "ok"]
    assert hidden[["numerator", "value", "lower", "upper"]].isna().all(axis=None)


def test_every_small_true_count_is_hidden(true_counts, observations):
    key = _KEY
    small = true_counts[true_counts["numerator"].between(1, 7)]
    status = observations.astype({name: str for name in key if name != "period_end"}).set_index(key)["status"]
    assert (status.loc[pd.MultiIndex.from_frame(small[key])] == "suppressed").all()


@pytest.mark.parametrize(
    ("indicator", "periods"),
    [
        ("smi_health_check", ["2026-09-30"]),
        ("maternity_continuity", ["2026-09-30"]),
        ("gp_appointments", ["2026-09-30"]),
        ("usual_provider", ["2026-03-31"]),
        ("premature_mortality", ["2026-03-31"]),
        # A year of small areas and practices beside the quarters of the neighbourhoods they make up.
        ("phone_access", ["2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"]),
    ],
)
def test_an_attack_finds_no_hidden_count(indicator, periods, observations, true_counts, dataset):
    """The whole demo is attacked by `python -m data audit`; here the hardest parts of it, with true counts and without."""
    ends = pd.to_datetime(periods)
    words = dict.fromkeys(("indicator_id", *_KEY[1:]), str)
    shown = observations[(observations["indicator_id"] == indicator) & observations["period_end"].isin(ends)]
    shown = shown.astype(words).reset_index(drop=True)
    true = shown[_KEY].merge(true_counts.astype(words), on=_KEY, how="left", validate="1:1")
    assert len(true) == len(shown)
    areas = pd.concat([dataset.areas(level).reset_index() for level in dataset.levels])
    given = (shown, areas, [dataset.indicators[indicator]], dataset.manifest.disclosure)
    found = [each[1:] for each in attack_observations_twice(*given, true=true)]
    knowing, blind = (sum(each, Attack()) for each in zip(*found, strict=True))
    assert knowing.hidden > 0
    assert (knowing.exact, knowing.narrowed) == (0, 0)
    assert (blind.exact, blind.narrowed) == (0, 0)


def test_an_attack_finds_no_hidden_count_of_the_optional_tables(dataset):
    found = list(attack_tables(dataset))
    assert {each.name for each in found} == {f"table {name}" for name in COUNT_TABLES}
    assert sum(each.attack.hidden for each in found) > 300
    assert [each for each in found if each.attack.narrowed] == []


def _share_shown(rows: pd.DataFrame) -> float:
    about_somebody = rows[rows["status"] != "not_applicable"]
    return float(np.mean(about_somebody["status"] == "ok"))


def test_main_dimensions_are_mostly_shown(marked):
    single = marked[marked["dimension_2"] == ""]
    main = single[single["dimension"].isin(["total", "deprivation_quintile", "ethnic_group", "age", "sex"])]
    assert _share_shown(main[main["level"] == "icb"]) > 0.99
    assert _share_shown(main[main["level"] == "place"]) > 0.95
    assert _share_shown(main[main["level"] == "neighbourhood"]) > 0.8
    assert _share_shown(single[(single["dimension"] == "total") & (single["level"] == "neighbourhood")]) > 0.999


def test_something_is_hidden_where_numbers_are_small(marked):
    pairs = marked[(marked["dimension_2"] != "") & (marked["level"] == "neighbourhood")]
    assert _share_shown(pairs) < 0.7
    assert (marked[marked["level"] == "lsoa"]["status"] == "suppressed").any()
    assert (marked[marked["dimension"] == "ethnic_group_18"]["status"] == "suppressed").any()

"""What leaves: hidden and rounded as a dataset's own figures are, read by the door that reads any team's tables."""

import numpy as np
import pandas as pd
import pytest

from data.aggregate.counting import protect_counts
from data.aggregate.leaving_files import write_leaving
from data.aggregate.observations import linked
from data.contract.age_tables import AGE_COLUMNS, AGE_STRUCTURE
from data.dataset.dataset import Dataset
from data.disclosure.attacking_observations import attack_observations
from data.files.errors import SourceError
from data.your_data.add_to_dataset import join
from data.your_data.validate import take
from tests.small_dataset import RULE

KEY = ["indicator_id", "area_code", "dimension", "group", "dimension_2", "group_2"]


@pytest.fixture(scope="module")
def leaving(counts, short_spec):
    """What may leave of the counts."""
    return protect_counts(counts, short_spec, RULE)


@pytest.fixture(scope="module")
def taken(leaving, short_spec, small, tmp_path_factory):
    """The files written, and what Your data takes of the first two."""
    folder = tmp_path_factory.mktemp("out") / "figures"
    files = write_leaving(folder, leaving, short_spec, "# Report\n")
    given = {each.name: each.read_bytes() for each in files if each.name.startswith("observations")}
    return files, take(given, base=small)


def test_no_small_count_leaves_and_the_rest_are_rounded(leaving, counts):
    true, shown = counts.counted.observations, leaving.observations
    ok = shown["status"] == "ok"
    for name in ("numerator", "denominator"):
        small = true[name].between(RULE.hidden_from, RULE.hidden_to)
        assert small.any()
        assert not (ok & small).any()
    counted = shown.loc[ok & shown["numerator"].notna(), "numerator"]
    assert len(counted) > 500
    assert set(counted % RULE.rounded_to) == {0.0}
    assert leaving.small > 100
    assert leaving.beside > 0


def test_a_quarter_of_people_is_a_quarter_of_their_years(leaving, counts):
    true, shown = counts.counted.observations, leaving.observations
    rates = (shown["indicator_id"] == "gp_contacts") & (shown["status"] == "ok")
    people = true.loc[rates, "denominator"]
    assert np.allclose(shown.loc[rates, "denominator"], 5 * np.round(people / 5 + 1e-9) / 4, atol=1.25)
    assert shown.loc[rates, "denominator"].min() > RULE.hidden_to


def test_counts_of_the_same_people_are_declared_to_be(short_spec):
    told = {each.id: (each.numerator_is, each.denominator_is) for each in linked(short_spec.indicators)}
    # Who had an urgent contact is the whole of the one and the part of the other: hidden in both, or in neither.
    assert told["urgent_any"] == ("urgent_twice.denominator", "")
    assert told["urgent_twice"] == ("", "")


def test_ages_are_those_of_the_published_figures(leaving):
    ages = AGE_STRUCTURE.validate(leaving.age_structure)
    assert set(ages["dimension"]) == {"total", "deprivation_quintile", "ethnic_group", "sex"}
    shown = leaving.observations
    row = ages[(ages["people_of"] == "urgent_any") & (ages["area_code"] == "I1") & (ages["dimension"] == "total")].iloc[0]
    here = (shown["indicator_id"] == "urgent_any") & (shown["area_code"] == "I1") & (shown["dimension"] == "age")
    by_band = shown[here & (shown["dimension_2"] == "")].set_index("group")["denominator"]
    assert {code: row[column] for column, code in AGE_COLUMNS.items()} == {
        code: by_band[code] for code in AGE_COLUMNS.values()
    }
    assert row["people"] == sum(by_band[code] for code in AGE_COLUMNS.values())
    assert "seen_in_28_days" not in set(ages["people_of"])


def test_your_data_takes_every_row_as_it_left(taken, leaving):
    _, intake = taken
    assert intake.errors == ()
    assert (intake.rows, intake.left_out) == (len(leaving.observations), 0)
    before = leaving.observations.set_index(KEY).sort_index()
    after = intake.observations.set_index(KEY).sort_index()
    assert before.index.equals(after.index)
    hidden = before["status"] == "suppressed"
    assert hidden.sum() > 100
    assert (after.loc[hidden, "status"] == "suppressed").all()
    pd.testing.assert_series_equal(before["numerator"], after["numerator"])
    assert np.allclose(before["value"], after["value"], atol=0.006, equal_nan=True)


def test_figures_counted_from_records_join_a_dataset(taken, small, tmp_path):
    _, intake = taken
    joined = join(small, intake, tmp_path / "joined")
    assert "coc_high" in joined.indicators
    again = Dataset.open(tmp_path / "joined").every_observation()
    ours = again[again["indicator_id"] == "coc_high"]
    assert (ours["status"] == "ok").sum() > 20


def test_nothing_is_written_beside_what_is_there(taken, leaving, short_spec):
    files, _ = taken
    assert [each.name for each in files] == [
        "observations.csv", "observations-indicators.csv", "age_structure.csv", "figures-report.md",
    ]  # fmt: skip
    with pytest.raises(SourceError, match="is there already"):
        write_leaving(files[0].parent, leaving, short_spec, "")

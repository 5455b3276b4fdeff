"""What leaves: hidden and rounded as a dataset's own figures are, read by the door that reads any team's tables."""

from dataclasses import replace

import numpy as np
import pytest

from data.aggregate.age_structure import age_structure
from data.aggregate.counting import protect_counts
from data.aggregate.leaving_files import write_leaving
from data.aggregate.observations import linked
from data.contract.age_tables import AGE_COLUMNS, AGE_STRUCTURE
from data.disclosure.attacking import Attack
from data.disclosure.attacking_observations import attack_observations
from data.files.errors import SourceError
from data.your_data.add_to_dataset import join
from data.your_data.validate import take
from tests.small_dataset import RULE

KEY = ["indicator_id", "area_code", "dimension", "group", "dimension_2", "group_2"]


# A share, a rate and an average: to protect every indicator of the example takes longest of all.
IDS = ("urgent_any", "gp_contacts", "upc_mean")


@pytest.fixture(scope="module")
def some(counts, short_spec):
    """The counts of some indicators for places and the whole area, and their spec."""
    rows = counts.counted.observations
    rows = rows[rows["indicator_id"].isin(IDS) & rows["level"].isin(["icb", "place"])].reset_index(drop=True)
    spec = replace(short_spec, indicators=tuple(each for each in short_spec.indicators if each.id in IDS))
    counted = replace(counts.counted, observations=rows, indicators=linked(spec.indicators))
    return replace(counts, counted=counted), spec


@pytest.fixture(scope="module")
def leaving(some):
    """What may leave of the counts."""
    return protect_counts(*some, RULE)


@pytest.fixture(scope="module")
def taken(leaving, some, small, tmp_path_factory):
    """The files written, and what Your data takes of the first two."""
    folder = tmp_path_factory.mktemp("out") / "figures"
    files = write_leaving(folder, leaving, some[1], "# Report\n")
    given = {each.name: each.read_bytes() for each in files if each.name.startswith("observations")}
    return files, take(given, base=small)


def test_no_small_count_leaves_and_the_rest_are_rounded(leaving, some):
    true, shown = some[0].counted.observations, leaving.observations
    ok = shown["status"] == "ok"
    for name in ("numerator", "denominator"):
        small = true[name].between(RULE.hidden_from, RULE.hidden_to)
        assert small.any()
        assert not (ok & small).any()
    counted = shown.loc[ok & shown["numerator"].notna(), "numerator"]
    assert len(counted) > 100
    assert set(counted % RULE.rounded_to) == {0.0}
    assert leaving.small > 50


def test_a_quarter_of_people_is_a_quarter_of_their_years(leaving, some):
    true, shown = some[0].counted.observations, leaving.observations
    rates = (shown["indicator_id"] == "gp_contacts") & (shown["status"] == "ok")
    people = true.loc[rates, "denominator"]
    assert np.allclose(shown.loc[rates, "denominator"], 5 * np.round(people / 5 + 1e-9) / 4, atol=1.25)
    assert shown.loc[rates, "denominator"].min() > RULE.hidden_to


def test_counts_of_the_same_people_are_declared_to_be(short_spec):
    told = {each.id: (each.numerator_is, each.denominator_is) for each in linked(short_spec.indicators)}
    # Who had an urgent contact is the whole of the one and the part of the other: hidden in both, or in neither.
    assert told["urgent_any"] == ("urgent_twice.denominator", "")
    assert told["urgent_twice"] == ("", "")
    adults = next(each for each in short_spec.indicators if each.id == "gp_contacts")
    both = linked((adults, replace(adults, definition=replace(adults.definition, id="again"))))
    assert both[1].denominator_is == "gp_contacts.denominator"


def test_ages_are_those_of_the_published_figures(leaving, some):
    ages = AGE_STRUCTURE.validate(leaving.age_structure)
    assert set(ages["dimension"]) == {"total", "deprivation_quintile", "ethnic_group", "sex"}
    shown = leaving.observations
    row = ages[(ages["people_of"] == "urgent_any") & (ages["area_code"] == "I1") & (ages["dimension"] == "total")].iloc[
        0
    ]
    here = (shown["indicator_id"] == "urgent_any") & (shown["area_code"] == "I1") & (shown["dimension"] == "age")
    by_band = shown[here & (shown["dimension_2"] == "")].set_index("group")["denominator"]
    assert {code: row[column] for column, code in AGE_COLUMNS.items()} == {
        code: by_band[code] for code in AGE_COLUMNS.values()
    }
    assert row["people"] == sum(by_band[code] for code in AGE_COLUMNS.values())
    # Referrals can be several of one person: they have no ages.
    again = replace(some[1].indicators[0], kind="seen_within")
    assert age_structure(shown, (again,)).empty


def test_your_data_takes_every_row_as_it_left(taken, leaving):
    _, intake = taken
    assert intake.errors == ()
    assert (intake.rows, intake.left_out) == (len(leaving.observations), 0)
    before = leaving.observations.set_index(KEY).sort_index()
    after = intake.observations.set_index(KEY).sort_index()
    assert list(before.index) == list(after.index)
    hidden = before["status"] == "suppressed"
    assert hidden.sum() > 50
    assert (after.loc[hidden, "status"] == "suppressed").all()
    assert np.array_equal(before["numerator"], after["numerator"], equal_nan=True)
    assert np.allclose(before["value"], after["value"], atol=0.006, equal_nan=True)


def test_figures_counted_from_records_join_a_dataset(taken, small, tmp_path):
    _, intake = taken
    joined = join(small, intake, tmp_path / "joined")
    assert set(IDS) <= set(joined.indicators)
    rows = joined.every_observation()
    ours = rows[(rows["indicator_id"] == "urgent_any") & (rows["level"] == "icb") & (rows["dimension"] == "total")]
    assert ours["status"].tolist() == ["ok"]
    assert ours["denominator"].iloc[0] > 1_000


def test_nothing_is_written_beside_what_is_there(taken, leaving, short_spec):
    files, _ = taken
    assert [each.name for each in files] == [
        "observations.csv", "observations-indicators.csv", "age_structure.csv", "figures-report.md",
    ]  # fmt: skip
    with pytest.raises(SourceError, match="is there already"):
        write_leaving(files[0].parent, leaving, short_spec, "")


def test_an_attacker_works_out_no_hidden_count(leaving, some):
    """As whoever has the files sees them: rates out of people's years are left out, whose sizes are those of people."""
    counts, spec = some
    true = counts.counted.observations
    ours = (true["indicator_id"] == "urgent_any").to_numpy()
    shown = leaving.observations[ours].reset_index(drop=True)
    told = attack_observations(
        shown, counts.lookup.areas, counts.counted.indicators, RULE, true=true[ours].reset_index(drop=True)
    )
    found = sum((each for _, each in told), Attack())
    assert found.hidden > 10
    assert (found.exact, found.narrowed) == (0, 0)

"""The tables' checks: what is good passes with its types settled, and each kind of bad row is refused by name."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.contract.errors import ContractError
from data.contract.pilot_tables import PILOTS
from data.contract.tables import AREAS, OBSERVATION_COLUMNS, OBSERVATIONS, SERVICES, checked
from data.contract.vocabulary import DIMENSIONS, LEVELS, POPULATION_BASES, STATUSES
from tests.small_dataset import row, small_areas, small_observations

SERVICE = {
    "site_code": "S1", "site_name": "Mill Lane", "kind": "welfare advice", "latitude": 51.5, "longitude": -0.1,
    "opening": "Mon to Fri", "area_code": "N1",
}  # fmt: skip
PILOT = {
    "pilot_id": "T1", "name": "Calls", "kind": "Outreach", "what": "Calls before appointments", "area_codes": "N1;N3",
    "start": "2026-01-01", "end": None, "indicator_id": "smoking", "cohort": "adults", "eligibility": "adults",
    "picked_from": None, "picked_to": None, "picked_why": "", "comparators": "N2", "comparators_why": "",
    "budget_gbp": np.nan, "owner_role": "",
}  # fmt: skip


def _observations(**changes: object) -> pd.DataFrame:
    good = row("smoking", numerator=10.0, denominator=20.0)
    other = row("smoking", "N1", "neighbourhood", numerator=1.0, denominator=2.0)
    return pd.DataFrame([other, good | changes])[list(OBSERVATION_COLUMNS)]


def _areas(**changes: object) -> pd.DataFrame:
    frame = pd.DataFrame(small_areas().drop(columns="geometry"))
    for name, value in changes.items():
        frame[name] = frame[name].astype(object)
        frame.loc[len(frame) - 1, name] = value
    return frame


def _refusal(table: pd.DataFrame, schema, where: str) -> str:
    with pytest.raises(ContractError) as refused:
        checked(table, schema, where=where)
    return str(refused.value)


def test_good_tables_pass_with_their_types_settled():
    found = checked(small_observations(), OBSERVATIONS, where="observations.parquet")
    assert len(found) == len(small_observations())
    assert str(found["period_end"].dtype) == "datetime64[ns]"
    assert found["numerator"].dtype == float
    checked(_areas(), AREAS, where="areas.parquet")
    assert checked(pd.DataFrame([SERVICE]), SERVICES, where="services.parquet")["latitude"].iloc[0] == 51.5
    assert checked(pd.DataFrame([PILOT]), PILOTS, where="pilots.parquet")["start"].iloc[0] == pd.Timestamp("2026-01-01")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level": "street"}, ["column level", "row 1", "found 'street'", "isin"]),
        ({"status": "lost"}, ["column status", "row 1", "found 'lost'"]),
        ({"population_base": "all"}, ["column population_base", "found 'all'"]),
        ({"numerator": -1.0}, ["column numerator", "row 1", "found -1.0", "greater_than_or_equal_to(0)"]),
        ({"denominator": -5.0}, ["column denominator", "found -5.0"]),
        (
            {"period_start": "2027-01-01"},
            ["row 1: found indicator_id smoking, level icb", "expected a period ends after"],
        ),
        ({"dimension": "height"}, ["dimension and group are in the vocabulary"]),
        ({"dimension": "deprivation_quintile", "group": "asian"}, ["dimension and group are in the vocabulary"]),
        ({"dimension_2": "ethnic_group", "group_2": "1"}, ["dimension_2 and group_2 are in the vocabulary"]),
        ({"status": "suppressed"}, ["a row that is not 'ok' has neither numerator, value nor limits"]),
        ({"status": "missing"}, ["a row that is not 'ok' has neither numerator, value nor limits"]),
        ({"numerator": np.nan}, ["a row that is 'ok' has counts or a value"]),
        (
            {"area_code": "N1", "level": "neighbourhood"},
            ["row 1: found indicator_id smoking", "expected each key only once"],
        ),
    ],
    ids=str,
)
def test_a_bad_observation_is_refused_by_name(changes, said):
    message = _refusal(_observations(**changes), OBSERVATIONS, "observations.parquet")
    assert message.startswith("observations.parquet, table observations, ")
    assert "found" in message
    assert "expected" in message
    assert [each for each in said if each not in message] == []


def test_a_missing_and_an_unknown_column_are_refused_by_name():
    absent = _refusal(_observations().drop(columns="status"), OBSERVATIONS, "observations.parquet")
    assert absent == "observations.parquet, table observations, column status: not found; add it"
    extra = _refusal(_observations().assign(mood=1), OBSERVATIONS, "observations.parquet")
    assert "column mood: found, but the contract has no such column; leave it out" in extra


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level": "street"}, ["column level", "found 'street'"]),
        ({"population": -1.0}, ["column population", "found -1.0"]),
        ({"imd_rank": 0.0}, ["column imd_rank", "found 0.0"]),
        ({"imd_decile": 11.0}, ["column imd_decile", "found 11.0"]),
        ({"imd_quintile": 6.0}, ["column imd_quintile", "found 6.0"]),
        ({"imd_quintile_local": 0.0}, ["column imd_quintile_local", "found 0.0"]),
        ({"area_code": "L00"}, ["found level lsoa, area_code L00", "expected each key only once"]),
    ],
    ids=str,
)
def test_a_bad_area_is_refused_by_name(changes, said):
    message = _refusal(_areas(**changes), AREAS, "areas.parquet")
    assert message.startswith("areas.parquet, table areas, ")
    assert [each for each in said if each not in message] == []


@pytest.mark.parametrize(
    ("schema", "good", "changes"),
    [
        (SERVICES, SERVICE, {"latitude": 91.0}),
        (SERVICES, SERVICE, {"longitude": -181.0}),
        (SERVICES, SERVICE, {"latitude": None}),
        (PILOTS, PILOT, {"start": "soon"}),
    ],
    ids=str,
)
def test_a_bad_optional_row_is_refused_by_name(schema, good, changes):
    message = _refusal(pd.DataFrame([good | changes]), schema, f"{schema.name}.parquet")
    assert f"{schema.name}.parquet, table {schema.name}, column {next(iter(changes))}" in message


def test_a_long_list_of_faults_is_cut_short_and_counted():
    frame = pd.concat([_observations(numerator=-1.0 - place, area_code=f"A{place}") for place in range(9)])
    frame = frame[frame["numerator"] < 0]
    message = _refusal(frame, OBSERVATIONS, "observations.parquet")
    assert len(message.splitlines()) == 5
    assert message.endswith(" … and 4 more")


groups = st.sampled_from([(code, group) for code, each in DIMENSIONS.items() for group in each.groups])
counts = st.none() | st.integers(0, 1000).map(float)


@given(
    group=groups,
    level=st.sampled_from(LEVELS),
    status=st.sampled_from(STATUSES),
    base=st.sampled_from(POPULATION_BASES),
    numerator=counts,
    denominator=counts,
    value=counts,
)
def test_a_row_passes_exactly_when_its_status_and_numbers_agree(
    group, level, status, base, numerator, denominator, value
):
    one = row(
        "smoking", "N9", level, dimension=group[0], group=group[1], status=status, population_base=base,
        numerator=numerator, denominator=denominator, value=value,
    )  # fmt: skip
    frame = pd.DataFrame([one])[list(OBSERVATION_COLUMNS)]
    told = (numerator is not None and denominator is not None) or value is not None
    silent = numerator is None and value is None
    if told if status == "ok" else silent:
        found = checked(frame, OBSERVATIONS, where="observations.parquet").iloc[0]
        assert found["status"] == status
        assert pd.isna(found["numerator"]) if numerator is None else found["numerator"] == numerator
    else:
        _refusal(frame, OBSERVATIONS, "observations.parquet")

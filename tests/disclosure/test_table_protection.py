"""Optional tables under the disclosure rule: what is hidden, what goes with it, and what cannot be published."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.contract.count_tables import COUNT_TABLES
from data.contract.tables import OPTIONAL_TABLES, checked
from data.disclosure.counts_elsewhere import figures_by_row
from data.disclosure.table_audit import audit_table
from data.disclosure.table_protection import CannotProtectError, protected_survey, protected_table, protected_tables
from tests.disclosure.table_oracle import Reader, told_too_much
from tests.small_dataset import RULE

YEAR = pd.Timestamp(2025, 3, 31)
# Numbers of optional tables that count nobody: shown as they are given.
COUNT_NOBODY = {
    "services": {"latitude", "longitude"},
    "pilots": {"budget_gbp"},
    "pilot_expectations": {"expected"},
    "pilot_spend": {"planned_gbp", "spent_gbp"},
    "pilot_receivers": {"capacity"},
    "pilot_costs": {"low_gbp", "high_gbp"},
    "registers": {"expected", "expected_lower", "expected_upper"},
    "travel_times": {"minutes"},
    "targets": {"target"},
}
# Answers to a survey are hidden by a rule of their own.
SURVEYED = dict.fromkeys(("pilot_survey", "team_survey"), {"asked", "answered", "favourable"})
# A rule that rounds nothing: then every sum is exact.
EXACT = replace(RULE, rounded_to=1)
PARENTS = {"N1": "P1", "N2": "P1", "N3": "P1", "P1": ""}


def _about(*, area="P1", level="place", dimension="total", group="all", end=YEAR) -> dict:
    return {
        "level": level, "area_code": area, "period_end": end, "dimension": dimension, "group": group, "status": "ok",
    }  # fmt: skip


def _referrals(*rows: tuple[dict, tuple]) -> pd.DataFrame:
    names = ["sent", "seen", "reported_back"]
    table = pd.DataFrame(
        [about | {"service": "Walks"} | dict(zip(names, counts, strict=True)) for about, counts in rows]
    )
    return table.astype(dict.fromkeys(names, float))


def _by_fifth(*counts: tuple[float, float, float]) -> pd.DataFrame:
    """Referrals of everyone and of the fifths that make them up."""
    fifths = [
        (_about(dimension="deprivation_quintile", group=str(at)), each) for at, each in enumerate(counts, start=1)
    ]
    return _referrals((_about(), tuple(map(sum, zip(*counts, strict=True)))), *fifths)


def _uptake(*counts: tuple[float, float, float, float]) -> pd.DataFrame:
    """One pilot's uptake by everyone, a quarter a row."""
    names = ["eligible", "offered", "engaged", "completed"]
    ends = pd.date_range("2025-03-31", periods=len(counts), freq="QE")
    table = pd.DataFrame(counts, columns=names, dtype=float)
    return table.assign(pilot_id="p", period_end=ends, dimension="total", group="all", status="ok")


def _protected(name: str, table: pd.DataFrame, *, rule=RULE, **more) -> pd.DataFrame:
    found = protected_table(name, table, PARENTS, rule, **more)
    return checked(found[list(OPTIONAL_TABLES[name].columns)], OPTIONAL_TABLES[name], where="here")


@pytest.mark.parametrize("name", OPTIONAL_TABLES)
def test_every_number_of_a_table_is_declared_to_count_people_or_nobody(name):
    numbers = {each for each, column in OPTIONAL_TABLES[name].columns.items() if "str" not in str(column.dtype)}
    numbers -= {each for each in numbers if "datetime" in str(OPTIONAL_TABLES[name].columns[each].dtype)}
    declared = COUNT_TABLES.get(name)
    people = {*declared.counts, *declared.derived} if declared else SURVEYED.get(name, set())
    nobody = COUNT_NOBODY.get(name, set())
    assert numbers - people == nobody, (
        "does it count people? data/contract/count_tables.py hides it; nobody? say so above"
    )


def test_every_declared_column_is_a_number_of_its_table():
    for name, declared in COUNT_TABLES.items():
        columns = OPTIONAL_TABLES[name].columns
        named = {
            *declared.counts,
            *declared.derived,
            *declared.running,
            *declared.shared,
            *declared.stands,
            *declared.same,
        }
        named |= {each for pair in declared.losses for each in pair} | {
            each for flow in declared.flows for each in flow
        }
        named |= {each for whole, parts in declared.splits for each in (whole, *parts)}
        assert {str(columns[each].dtype) for each in named} == {"float64"}
        assert set(declared.series) <= set(OPTIONAL_TABLES[name].unique)


def test_a_table_without_small_numbers_is_only_rounded():
    found = _protected("referrals", _by_fifth((61, 43, 22), (58, 44, 31)))
    assert found["status"].eq("ok").all()
    assert found[["sent", "seen", "reported_back"]].to_numpy().tolist() == [[120, 85, 55], [60, 45, 20], [60, 45, 30]]


def test_a_small_count_hides_its_row_and_one_beside_it():
    found = _protected("referrals", _by_fifth((60, 40, 20), (61, 30, 3), (300, 200, 100), (310, 220, 120)), rule=EXACT)
    hidden = found.loc[found["status"] == "suppressed", "group"].tolist()
    assert hidden == ["1", "2"]
    assert found.loc[found["status"] == "suppressed", ["sent", "seen", "reported_back"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("sent", "seen", "hides"),
    [
        (100, 97, False),  # shown as 100 and 95: three are lost, and a reader can tell 1 to 9
        (100, 99, True),  # as 100 and 100: a reader could tell that at most four are lost
        (98, 92, True),  # as 100 and 90: that at least six are
        (100, 100, False),  # nobody is lost
    ],
)
def test_a_small_loss_hides_its_row_where_rounding_tells_it(sent, seen, hides):
    table = _referrals((_about(), (sent, seen, 40)))
    found = _protected("referrals", table)
    assert (found["status"] == "suppressed").tolist() == [hides]
    reader = Reader()
    for name in ("sent", "seen", "reported_back"):
        reader.read(name, found[name].iloc[0])
    reader.within("seen", "sent")
    reader.within("reported_back", "seen")
    small = [[("sent", 1), ("seen", -1)]] if seen < sent else []
    assert told_too_much(reader, small) == []


def test_areas_add_up_to_the_one_above_even_over_a_level_that_is_not_given():
    areas = [("N1", (4, 4, 4)), ("N2", (100, 100, 100)), ("N3", (90, 90, 90))]
    rows = [(_about(area=code, level="neighbourhood"), counts) for code, counts in areas]
    table = _referrals((_about(area="I", level="icb"), (194, 194, 194)), *rows)
    found = protected_table("referrals", table, PARENTS | {"P1": "I", "I": ""}, EXACT)
    hidden = set(found.loc[found["status"] == "suppressed", "area_code"])
    assert hidden == {"N1", "N3"}


def test_a_small_area_in_no_neighbourhood_is_protected_by_its_place_and_the_neighbourhoods():
    small = (_about(area="L9", level="lsoa"), (4, 4, 4))
    rows = [(_about(area=code, level="neighbourhood"), (90, 90, 90)) for code in ("N1", "N2")]
    table = _referrals((_about(), (184, 184, 184)), *rows, small)
    found = protected_table("referrals", table, PARENTS | {"L9": "P1"}, EXACT).set_index("area_code")["status"]
    assert found["L9"] == "suppressed"
    # What the place has beyond two neighbourhoods would be those four people.
    assert "suppressed" in found[["P1", "N1", "N2"]].tolist()


def test_a_rest_that_no_row_is_of_protects_a_small_count():
    # The fifths make up 174 of 260: the other 86 are nobody's row, so that nothing can be taken away.
    table = _by_fifth((4, 4, 4), (170, 150, 120))
    table.loc[0, ["sent", "seen", "reported_back"]] = [260.0, 230.0, 200.0]
    found = _protected("referrals", table)
    assert found["status"].tolist() == ["ok", "suppressed", "ok"]


def test_what_came_between_two_quarters_is_a_count_too():
    # 40 and then 43 tells 3, were they not rounded; 40 and 45 as shown leave 1 to 9.
    kept = _protected("pilot_uptake", _uptake((400, 240, 140, 40), (400, 300, 160, 43)))
    assert kept["status"].eq("ok").all()
    assert kept["completed"].tolist() == [40, 45]
    told = _protected("pilot_uptake", _uptake((400, 240, 140, 38), (400, 300, 160, 42)))
    assert told["completed"].tolist() != [40, 40]
    assert told["status"].eq("suppressed").any()


def test_a_count_that_is_an_indicators_too_is_hidden_where_that_is():
    table = _by_fifth((61, 43, 22), (58, 44, 31), (77, 55, 40))
    about = {
        "indicator_id": "walks", "level": "place", "area_code": "P1", "period_start": YEAR, "period_end": YEAR,
        "dimension_2": "", "group_2": "", "age_band": "all", "denominator": np.nan,
    }  # fmt: skip
    groups = [("total", "all"), *(("deprivation_quintile", each) for each in "123")]
    observations = pd.DataFrame([about | {"dimension": code, "group": group} for code, group in groups])
    shown = observations.assign(numerator=[195.0, 60.0, 60.0, 75.0], status="ok")
    assert _protected("referrals", table, figures=figures_by_row(shown))["status"].eq("ok").all()
    hidden = shown.assign(
        numerator=shown["numerator"].mask([False, True, True, False]), status=["ok", "suppressed", "suppressed", "ok"]
    )
    found = _protected("referrals", table, figures=figures_by_row(hidden))
    assert found["status"].tolist() == ["ok", "suppressed", "suppressed", "ok"]
    # Figures that are others than those of the table say nothing of it.
    other = hidden.assign(numerator=hidden["numerator"] * 2)
    assert _protected("referrals", table, figures=figures_by_row(other))["status"].eq("ok").all()


def test_a_count_of_another_table_is_hidden_with_it():
    uptake = _uptake((400, 240, 6, 0), (400, 300, 160, 90))
    capture = pd.DataFrame(
        {"pilot_id": "p", "period_end": uptake["period_end"], "field": "NHS number", "status": "ok", "people": [6.0, 160.0],
         "complete": [0.0, 120.0]}
    )  # fmt: skip
    found = protected_tables({"pilot_capture": capture, "pilot_uptake": uptake}, _areas(), RULE)
    assert found.tables["pilot_uptake"]["status"].tolist() == ["suppressed", "ok"]
    assert found.tables["pilot_capture"]["status"].tolist() == ["suppressed", "ok"]
    assert found.hidden == {"pilot_uptake": 4, "pilot_capture": 2}


def _areas() -> pd.DataFrame:
    return pd.DataFrame(PARENTS.items(), columns=["area_code", "parent_code"])


def test_people_of_a_field_are_the_sum_of_their_published_parts():
    parts = {"valid": [52.0, 31.0], "not_stated": [13.0, 12.0], "missing": [23.0, 45.0]}
    table = pd.DataFrame([_about()] * 2).assign(source="GP", field=["Smoking", "Carer"], people=88.0, **parts)
    found = _protected("recording", table)
    assert found["people"].tolist() == [50 + 15 + 25, 30 + 10 + 45]


def test_the_wait_goes_where_its_counts_are_hidden():
    months = pd.date_range("2025-01-31", periods=2, freq="ME")
    table = pd.DataFrame(
        {"pilot_id": "p", "service": "Clinic", "period_end": months, "status": "ok", "referrals": [5.0, 60.0],
         "seen": [40.0, 55.0], "waiting": [30.0, 35.0], "median_wait_days": [12.0, 14.0], "capacity": 50.0}
    )  # fmt: skip
    found = _protected("pilot_receivers", table)
    assert found["status"].iloc[0] == "suppressed"
    assert np.isnan(found["median_wait_days"].iloc[0])
    assert found["capacity"].tolist() == [50, 50]


def test_who_lives_there_stays_where_who_took_part_is_hidden():
    groups = [_about(dimension="sex", group=each) for each in ("female", "male")]
    table = pd.DataFrame([_about(), *groups]).assign(
        activity="Walks", people=[64.0, 60.0, 4.0], population=[1001.0, 502.0, 499.0]
    )
    found = _protected("participation", table, rule=EXACT)
    assert found["status"].tolist() == ["ok", "suppressed", "suppressed"]
    assert found["population"].tolist() == [1001, 502, 499]


def test_part_of_a_person_is_no_count():
    with pytest.raises(CannotProtectError, match=r"referrals: sent is 60\.5 in one row; counts of people are whole"):
        _protected("referrals", _referrals((_about(), (60.5, 43, 22))))
    found = protected_tables({"referrals": _referrals((_about(), (60.5, 43, 22)))}, _areas(), RULE)
    assert (found.tables, found.hidden) == ({}, {})
    assert list(found.refused) == ["referrals"]


def test_rows_that_were_hidden_before_stay_hidden_and_blanks_are_no_noughts():
    table = _by_fifth((60, 40, 20), (61, 30, 23), (300, 200, 100))
    table.loc[[1, 2], ["sent", "seen", "reported_back"]] = np.nan
    table["status"] = ["ok", "suppressed", "suppressed", "ok"]
    found = _protected("referrals", table)
    assert found["status"].tolist() == ["ok", "suppressed", "suppressed", "ok"]
    assert found["sent"].isna().tolist() == [False, True, True, False]


def test_a_teams_survey_is_published_without_the_waves_that_few_answered():
    table = pd.DataFrame(
        {"area_code": "N1", "wave_date": [YEAR, YEAR + pd.Timedelta(days=180)], "theme": "Shared purpose", "status": "ok",
         "asked": [14.0, 13.0], "answered": [10.0, 9.0], "favourable": [9.0, 9.0]}
    )  # fmt: skip
    found = protected_tables({"team_survey": table}, _areas(), RULE)
    assert found.hidden == {"team_survey": 2}
    shown = checked(found.tables["team_survey"], OPTIONAL_TABLES["team_survey"], where="here")
    assert shown["status"].tolist() == ["ok", "suppressed"]
    assert shown["favourable"].fillna(-1).tolist() == [9, -1]


def test_a_wave_that_few_answered_is_hidden_whole():
    waves = pd.DataFrame({"status": "ok", "asked": [19.0, 17.0], "answered": [15.0, 8.0], "favourable": [9.0, 4.0]})
    found = protected_survey(waves, RULE)
    assert found["status"].tolist() == ["ok", "suppressed"]
    assert found["asked"].tolist() == [19, 17]
    assert found.loc[1, ["answered", "favourable"]].isna().all()


@pytest.mark.parametrize("with_truth", [False, True])
def test_an_auditor_sees_the_cells_as_they_are_published(with_truth):
    table = _by_fifth((60, 40, 20), (61, 58, 23), (300, 200, 100), (310, 220, 120))
    published = _protected("referrals", table)
    (found,) = audit_table("referrals", published, PARENTS, RULE, true=table if with_truth else None)
    counts = found.row >= 0
    assert counts.sum() == 15
    shown = published[["sent", "seen", "reported_back"]].notna().to_numpy()
    for cell in np.flatnonzero(counts):
        at = ["sent", "seen", "reported_back"].index(found.column[cell])
        assert found.cells.hidden[cell] == (not shown[found.row[cell], at])
    # With true counts the three people not seen are a cell to attack.
    assert (found.cells.count[~counts] == 3).sum() == (1 if with_truth else 0)
    assert len(found.cells.sums) >= 3

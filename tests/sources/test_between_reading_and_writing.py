"""The steps between reading and writing: fifths, names, dates, conversion of patients, footprints."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from data.files.dates import day_of, period_of
from data.sources.area import Area
from data.sources.fifths import fifths
from data.sources.names import as_written, from_capitals
from data.sources.neighbourhoods import network_footprints
from data.sources.published import with_unknown_fifth
from data.sources.read_folder import Gathered
from data.sources.registrations import patients_by_small_area, small_area_changes
from data.sources.report import BuildReport, FileLine
from data.sources.units import Units

AREA = Area("E54000090", "QAA", "Testshire", frozenset({"E38000990"}), frozenset({"N1", "N2", "N3", "N4", "N5"}))


def test_fifths_hold_equal_numbers_of_people_and_start_with_the_smallest_order():
    order = pd.Series([30, 10, 20, 50, 40], index=list("cabed"))
    assert fifths(order, pd.Series(100, index=order.index)).to_dict() == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    uneven = fifths(order, pd.Series([100, 900, 0, 100, 100], index=order.index))
    assert uneven.drop("b").to_dict() == {"a": 2, "c": 4, "d": 5, "e": 5}
    assert np.isnan(uneven["b"])


def test_equal_values_always_fall_the_same_way():
    order = pd.Series(1.0, index=[f"E{number}" for number in range(10)])
    people = pd.Series(10, index=order.index)
    shuffled = fifths(order.sample(frac=1, random_state=1), people)
    pd.testing.assert_series_equal(shuffled.sort_index(), fifths(order, people), check_names=False)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("BARNET 2 PCN", "Barnet 2 PCN"),
        ("BARNET 1W PCN", "Barnet 1W PCN"),
        ("HARINGEY - N15/SOUTH EAST PCN", "Haringey - N15/South East PCN"),
        ("WEST AND CENTRAL PCN", "West and Central PCN"),
        ("THE KING'S ROAD SURGERY", "The King's Road Surgery"),
        ("iHeart PCN", "iHeart PCN"),
        ("SWB I3", "SWB I3"),
        ("ST JOHN'S AND NWK PCN", "St John's and NWK PCN"),
    ],
)
def test_names_in_capitals(name, written):
    assert from_capitals(name) == written


def test_another_source_spelling_is_taken_only_when_capitals_are_all_that_differ():
    others = pd.DataFrame({"code": ["A1", "A2", "A3"], "name": ["McDonald Surgery", "Quite Other", "People'S Health"]})
    names = pd.Series(["MCDONALD SURGERY", "OLD NAME", "PEOPLE'S HEALTH"])
    found = as_written(pd.Series(["A1", "A2", "A3"]), names, others)
    assert found.tolist() == ["McDonald Surgery", "Old Name", "People's Health"]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2022/23", "2022-04-01", "2023-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2018 - 20", "2018-01-01", "2020-12-31"),
        ("To March 2023", "2022-04-01", "2023-03-31"),
        ("To February 2025", "2024-03-01", "2025-02-28"),
    ],
)
def test_periods(words, first, last):
    assert period_of(words) == (pd.Timestamp(first), pd.Timestamp(last))


def test_words_that_are_no_period_or_day():
    assert [period_of(words) for words in ("2022/24", "To Marzo 2023", "soon", "")] == [None] * 4
    assert day_of("01JUL2022") == day_of("20220701") == day_of("2022-07-01") == pd.Timestamp(2022, 7, 1)
    assert day_of("July") is None


def _gathered(registrations: pd.DataFrame, changes: pd.DataFrame, residents: dict[str, float]) -> Gathered:
    census = pd.DataFrame({"lsoa": list(residents), "residents": list(residents.values()), "source": "census"})
    frames = {"registrations": registrations, "lsoa_changes": changes, "census_ethnic_group": census}
    return Gathered({kind: frame.assign(source=frame.get("source", kind)) for kind, frame in frames.items()}, {})


def _report(*labels: str) -> BuildReport:
    report = BuildReport()
    report.files = {label: FileLine(label, "x") for label in labels}
    return report


CHANGES = pd.DataFrame(
    [("O1", "N1", "unchanged"), ("O2", "N2", "split"), ("O2", "N3", "split"), ("O3", "N4", "merged"),
     ("O4", "N4", "merged"), ("O5", "N4", "redrawn"), ("O5", "N5", "redrawn")],
    columns=["lsoa11", "lsoa21", "change"],
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["P1", "P2"]),
            st.sampled_from(["O1", "O2", "O3", "O4", "O5", "NO2011", "CLOSED", "W01000001", "O99"]),
            st.integers(0, 5000),
        ),
        min_size=1,
    )
)
def test_converting_patients_to_2021_small_areas_loses_and_makes_none(lines):
    registrations = pd.DataFrame(lines, columns=["practice_code", "lsoa", "patients"]).astype({"patients": float})
    gathered = _gathered(registrations, CHANGES, {"N1": 100, "N2": 300, "N3": 100, "N4": 50, "N5": 150})
    report = _report("registrations", "lsoa_changes")
    changes = small_area_changes(gathered, AREA, report)
    found = patients_by_small_area(gathered, changes, pd.Index(["P1", "P2"]), AREA, report)
    before = registrations.groupby("practice_code")["patients"].sum()
    after = found.groupby("practice_code")["patients"].sum()
    np.testing.assert_allclose(after, before.reindex(after.index), rtol=1e-12)
    assert set(found["lsoa"]) <= {*AREA.small_areas, ""}


def test_split_areas_share_by_residents_and_merged_ones_add_up():
    registrations = pd.DataFrame(
        [("P1", "O2", 400.0), ("P1", "O3", 30.0), ("P1", "O4", 20.0)], columns=["practice_code", "lsoa", "patients"]
    )
    gathered = _gathered(registrations, CHANGES, {"N2": 300, "N3": 100})
    report = _report("registrations", "lsoa_changes")
    changes = small_area_changes(gathered, AREA, report)
    found = patients_by_small_area(gathered, changes, pd.Index(["P1"]), AREA, report)
    assert found.set_index("lsoa")["patients"].to_dict() == {"N2": 300, "N3": 100, "N4": 50}
    # With no residents known for either of its parts, an area is shared equally.
    assert changes.set_index(["lsoa11", "lsoa21"])["share"].loc["O5"].tolist() == [0.5, 0.5]


def test_registrations_already_by_2021_small_area_are_not_converted():
    registrations = pd.DataFrame(
        [("P1", "N2", 40.0), ("P1", "N4", 30.0), ("P1", "NO2021", 1.0)], columns=["practice_code", "lsoa", "patients"]
    )
    gathered = _gathered(registrations, CHANGES, {})
    report = _report("registrations", "lsoa_changes")
    changes = small_area_changes(gathered, AREA, report)
    found = patients_by_small_area(gathered, changes, pd.Index(["P1"]), AREA, report)
    assert dict(zip(found["lsoa"], found["patients"], strict=True)) == {"N2": 40, "N4": 30, "": 1}


def test_the_layout_that_reaches_more_small_areas_is_chosen_and_what_it_leaves_unsaid_is_told():
    partial = pd.DataFrame({"lsoa11": ["O1", "O2"], "lsoa21": ["N1", "N2"], "change": "", "source": "partial"})
    whole = CHANGES.assign(change="", source="whole")
    gathered = _gathered(pd.DataFrame(), pd.concat([partial, whole], ignore_index=True), {})
    report = _report("partial", "whole")
    found = small_area_changes(gathered, AREA, report).set_index(["lsoa11", "lsoa21"])["change"]
    assert report.files["partial"].left_out.total() == 2
    assert found[("O1", "N1")] == "unchanged"
    assert found[("O2", "N3")] == "split"
    assert found[("O3", "N4")] == "merged"
    assert found[("O5", "N4")] == "redrawn"


def _small() -> gpd.GeoDataFrame:
    shapes = [box(-1 + 0.01 * number, 52, -0.99 + 0.01 * number, 52.01) for number in range(3)]
    return gpd.GeoDataFrame({"residents": 200.0}, geometry=shapes, index=["N1", "N2", "N3"], crs="EPSG:4326")


def test_a_small_area_goes_to_the_network_with_most_of_its_patients_and_ties_go_by_code():
    practices = pd.DataFrame(
        {"pcn_code": ["U2", "U1", "U3", ""], "pcn_name": ["Two", "One", "Three", ""]}, index=["P1", "P2", "P3", "P4"]
    )
    patients = pd.DataFrame(
        [("P1", "N1", 60), ("P2", "N1", 40), ("P4", "N1", 100), ("P1", "N2", 50), ("P2", "N2", 50), ("P3", "N2", 1)],
        columns=["practice_code", "lsoa", "patients"],
    )
    report = BuildReport()
    no_changes = pd.DataFrame(columns=["lsoa11", "lsoa21", "share"])
    units = Units(_small(), no_changes, practices=practices, patients=patients)
    found = network_footprints(patients, units, report)
    # N3 has nobody registered: its people are registered elsewhere.
    assert found["neighbourhood_code"].to_dict() == {"N1": "U2", "N2": "U1", "N3": ""}
    assert found["outside"].to_dict() == {"N1": "", "N2": "", "N3": "elsewhere"}
    assert found.loc["N1", "fit"] == pytest.approx(0.3)
    told = " ".join(report.sections["Neighbourhoods"])
    assert "N3 (0 of 200)" in told
    assert "without a footprint: Three (U3)" in told


def _fifth(group: str, numerator: float, denominator: float) -> dict:
    dimension = "total" if group == "all" else "deprivation_quintile"
    return {"indicator_id": "x", "level": "icb", "area_code": "E1", "period_start": 1, "period_end": 2,
            "dimension": dimension, "group": group, "numerator": numerator, "denominator": denominator,
            "status": "ok"}  # fmt: skip


def test_people_of_unknown_deprivation_are_everyone_less_the_fifths():
    five = [_fifth(str(number), 40, 80) for number in range(1, 6)]
    found = with_unknown_fifth(pd.DataFrame([_fifth("all", 230, 450), *five]))
    rest = found[found["group"] == "unknown"].iloc[0]
    assert (rest["numerator"], rest["denominator"]) == (30, 50)
    for total in (_fifth("all", 205, 410), _fifth("all", 190, 450)):
        assert len(with_unknown_fifth(pd.DataFrame([total, *five]))) == 6
    assert len(with_unknown_fifth(pd.DataFrame([_fifth("all", 230, 450), *five[:4]]))) == 5

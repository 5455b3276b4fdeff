"""The fictional county: whole, nested, of the sizes neighbourhood teams have, and in the open sea."""

import numpy as np
import pytest
import shapely

_ETHNIC = ["resident_asian", "resident_black", "resident_mixed", "resident_white", "resident_other"]


@pytest.mark.parametrize(
    ("level", "count"),
    [("country", 1), ("icb", 1), ("place", 3), ("neighbourhood", 18), ("practice", 60), ("lsoa", 420)],
)
def test_how_many_areas(dataset, level, count):
    assert len(dataset.areas(level)) == count


def test_the_country_has_no_outline_and_practices_are_points(dataset):
    assert dataset.geometry("country").empty
    assert (dataset.geometry("practice").geom_type == "Point").all()


@pytest.mark.parametrize("level", ["icb", "place", "neighbourhood", "lsoa"])
def test_outlines_are_valid_and_in_one_piece(dataset, level):
    outlines = dataset.geometry(level)
    assert outlines.is_valid.all()
    assert (outlines.geom_type == "Polygon").all()


@pytest.mark.parametrize("level", ["place", "neighbourhood", "lsoa"])
def test_areas_of_a_level_fill_the_county_without_gap_or_overlap(dataset, level):
    outlines = dataset.geometry(level).geometry.to_numpy()
    whole = dataset.geometry("icb").geometry.iloc[0]
    assert shapely.coverage_is_valid(outlines)
    assert shapely.area(outlines).sum() == pytest.approx(whole.area, rel=1e-9)
    assert shapely.union_all(outlines).symmetric_difference(whole).area < 1e-12


@pytest.mark.parametrize(("level", "above"), [("lsoa", "neighbourhood"), ("neighbourhood", "place"), ("place", "icb")])
def test_every_area_is_exactly_its_parts(dataset, level, above):
    for code, parts in dataset.geometry(level).groupby("parent_code"):
        assert parts.union_all().symmetric_difference(dataset.geometry(above).geometry[code]).area < 1e-12


def test_practices_stand_in_their_neighbourhood(dataset):
    practices, outlines = dataset.geometry("practice"), dataset.geometry("neighbourhood").geometry
    assert practices.within(outlines[practices["parent_code"]].set_axis(practices.index)).all()


def test_neighbourhoods_have_30_to_50_thousand_people(dataset):
    assert dataset.areas("neighbourhood")["population"].between(30_000, 50_000).all()


def test_small_areas_have_about_1_to_3_thousand_people(dataset):
    assert dataset.areas("lsoa")["population"].between(1_000, 3_000).all()


@pytest.mark.parametrize(("level", "above"), [("lsoa", "neighbourhood"), ("neighbourhood", "place"), ("place", "icb")])
def test_people_add_up(dataset, level, above):
    columns = ["population", *_ETHNIC]
    summed = dataset.areas(level).groupby("parent_code")[columns].sum()
    assert (summed == dataset.areas(above).loc[summed.index, columns]).all(axis=None)


@pytest.mark.parametrize("level", ["country", "icb", "place", "neighbourhood", "practice", "lsoa"])
def test_ethnic_groups_add_up_to_everyone(dataset, level):
    areas = dataset.areas(level)
    assert (areas[_ETHNIC].sum(axis=1) == areas["population"]).all()


def test_every_national_fifth_is_well_populated(dataset):
    areas = dataset.areas("lsoa")
    share = areas.groupby("imd_quintile")["population"].sum() / areas["population"].sum()
    assert list(share.index) == [1, 2, 3, 4, 5]
    assert share.min() > 0.12


def test_ranks_deciles_and_fifths_agree(dataset):
    areas = dataset.areas("lsoa")
    assert areas["imd_rank"].is_unique
    assert (np.ceil(areas["imd_decile"] / 2) == areas["imd_quintile"]).all()
    assert areas.sort_values("imd_rank")["imd_quintile_local"].is_monotonic_increasing


def test_deprived_small_areas_lie_together(dataset):
    areas = dataset.geometry("lsoa")
    left, right = shapely.STRtree(areas.geometry.to_numpy()).query(areas.geometry.to_numpy(), predicate="touches")
    decile = areas["imd_decile"].to_numpy()
    assert np.corrcoef(decile[left], decile[right])[0, 1] > 0.4


def test_the_share_in_the_most_deprived_fifth_follows_from_the_small_areas(dataset):
    areas = dataset.areas("lsoa")
    people = areas["population"].where(areas["imd_quintile"] == 1, 0).groupby(areas["parent_code"]).sum()
    above = dataset.areas("neighbourhood").loc[people.index]
    assert np.allclose(people / above["population"], above["share_most_deprived_fifth"], atol=1e-6)


def test_it_lies_in_the_open_sea(dataset):
    west, south, east, north = dataset.geometry("icb").total_bounds
    assert 1.5 <= west < east <= 2.6
    assert 53.0 <= south < north <= 53.6


def test_codes_cannot_be_mistaken_for_real_ones(dataset):
    for level in dataset.levels:
        assert dataset.areas(level).index.str.match(r"X[A-Z0-9]+$").all()


def test_outlines_are_light_enough_to_send(dataset):
    outlines = dataset.geometry("lsoa").geometry
    assert len(outlines.to_json()) < 350_000
    assert np.allclose(shapely.get_coordinates(outlines) * 1e4, np.rint(shapely.get_coordinates(outlines) * 1e4))

"""A redrawn dataset: sums by hand on the small one, hidden parts hidden, everything else as published."""

import pandas as pd
import pytest
import shapely

from data.contract.pilot_tables import PILOT_TABLES
from data.contract.vocabulary import NONE
from data.dataset.dataset import Dataset
from data.neighbourhoods.drawing import Drawing, empty_drawing, existing_drawing
from data.neighbourhoods.redrawing import UnfinishedDrawingError, redraw
from tests.outside_dataset import write_outside
from tests.small_dataset import row, small_areas, small_manifest, small_observations, write_small

# Small area n has 100 − 5n of 500; fifths go by threes: L00–L02 first, L03–L05 second, and so on.
SWAP = {"L03": "N1", "L04": "N1"}


def _drawn(base: Dataset, moves: dict[str, str]) -> Drawing:
    drawing = existing_drawing(base)
    for area, team in moves.items():
        drawing = drawing.moved([area], team)
    return drawing


def _redrawn(base: Dataset, drawing: Drawing, folder) -> Dataset:
    redraw(base, drawing, folder)
    return Dataset.open(folder)


@pytest.fixture(scope="module")
def redrawn(small, tmp_path_factory) -> Dataset:
    """The small dataset with one area of N2 and one of N3 moved to N1."""
    return _redrawn(small, _drawn(small, SWAP), tmp_path_factory.mktemp("redrawn") / "dataset")


def _smoking(dataset: Dataset, dimension: str = "total", level: str = "neighbourhood") -> pd.DataFrame:
    rows = dataset.observations("smoking", level=level, dimension=dimension)
    return rows.set_index(["area_code", "group"])


def test_everyone_is_the_sum_of_the_small_areas(redrawn):
    found = _smoking(redrawn)
    assert found.loc[("N1", "all"), ["numerator", "denominator", "status"]].tolist() == [
        100 + 95 + 85 + 80,
        2_000,
        "ok",
    ]
    assert found.loc[("N2", "all"), ["numerator", "denominator"]].tolist() == [90, 500]
    assert found.loc[("N4", "all"), ["numerator", "denominator"]].tolist() == [70 + 65, 1_000]


def test_fifths_are_those_of_the_small_areas(redrawn):
    found = _smoking(redrawn, "deprivation_quintile")
    assert found.loc[("N1", "1"), ["numerator", "denominator"]].tolist() == [195, 1_000]
    assert found.loc[("N1", "2"), ["numerator", "denominator"]].tolist() == [165, 1_000]
    assert found.loc[("N1", "5"), "status"] == "not_applicable"
    assert found.loc[("N1", "5"), "denominator"] == 0


def test_a_hidden_part_hides_the_sum_and_an_absent_one_makes_it_missing(redrawn):
    # Of N7's two areas one is hidden and the other has no row at all: what is hidden is told first.
    found = _smoking(redrawn)
    assert found.loc[("N7", "all"), "status"] == "suppressed"
    assert pd.isna(found.loc[("N7", "all"), "numerator"])
    assert pd.isna(found.loc[("N7", "all"), "denominator"])


def test_an_absent_part_makes_the_sum_missing(small, tmp_path):
    found = _smoking(_redrawn(small, _drawn(small, SWAP | {"L12": "N6", "L11": "N7"}), tmp_path / "d"))
    assert found.loc[("N7", "all"), "status"] == "missing"
    assert found.loc[("N6", "all"), "status"] == "suppressed"
    assert found.loc[("N6", "all"), "denominator"] == 520


def test_neighbourhoods_nest_in_places_and_leave_no_gap(redrawn, small):
    areas, shapes = redrawn.areas("neighbourhood"), redrawn.geometry("neighbourhood").geometry
    assert areas["population"].to_dict() == dict.fromkeys(areas.index, 4_000.0) | {
        "N1": 8_000.0,
        "N2": 2_000.0,
        "N3": 2_000.0,
    }
    assert areas.at["N1", "share_most_deprived_fifth"] == pytest.approx((0.6 + 0.6 + 0.5 + 0.3) / 4)
    assert areas["parent_code"].to_dict() == small.areas("neighbourhood")["parent_code"].to_dict()
    assert redrawn.areas("lsoa").loc[["L03", "L04", "L05"], "parent_code"].tolist() == ["N1", "N1", "N3"]
    whole = redrawn.geometry("icb").geometry.iloc[0]
    parts = redrawn.geometry("lsoa").geometry
    assert shapely.union_all(shapes).symmetric_difference(shapely.union_all(parts)).area == pytest.approx(0, abs=1e-12)
    assert shapely.area(shapes.to_numpy()).sum() == pytest.approx(shapely.union_all(parts).area)
    assert whole.contains(shapely.union_all(shapes).buffer(-1e-9))


def test_what_is_not_about_neighbourhoods_stays_as_published(redrawn, small):
    for level in ("icb", "lsoa"):
        for dimension in ("total", "deprivation_quintile", "ethnic_group"):
            before = small.observations("smoking", level=level, dimension=dimension)
            after = redrawn.observations("smoking", level=level, dimension=dimension)
            pd.testing.assert_frame_equal(before, after, check_dtype=False, check_categorical=False)


def test_what_small_areas_do_not_have_is_left_out_and_said(redrawn, small, tmp_path):
    made = redraw(small, _drawn(small, SWAP), tmp_path / "d")
    assert made.summed == ("smoking",)
    assert made.by_year == ()
    assert set(made.left_out) == {"screening", "attendances", "trust", "wait", "vaccinated"}
    assert any("Screening" in each and "not published for small areas" in each for each in redrawn.manifest.lacks)
    assert redrawn.manifest.neighbourhood_basis == "Neighbourhoods drawn from small areas in this session."


def test_what_is_lacking_is_told_of_the_drawn_neighbourhoods_and_once_however_often_they_are_drawn(tmp_path):
    told = ("Not given for neighbourhoods: Something.", "No parish gave its register.")
    base = Dataset.open(write_small(tmp_path / "base", manifest=small_manifest(lacks=told)))
    once = _redrawn(base, _drawn(base, SWAP), tmp_path / "once")
    lacks = once.manifest.lacks
    assert "Not given for neighbourhoods: Attendances; Screening; Wait; Trust; Vaccinated." in lacks
    assert told[0] not in lacks
    assert told[1] in lacks
    again = _redrawn(once, _drawn(once, {"L05": "N1"}), tmp_path / "again").manifest.lacks
    assert [sum(each.startswith("Not given for drawn neighbourhoods") for each in told) for told in (lacks, again)] == [
        1,
        1,
    ]


@pytest.fixture
def with_yearly(tmp_path) -> Dataset:
    """Small areas by year and the whole area by quarter, as many are; screening by practice, so not for small areas."""
    year = {"period_start": "2025-10-01", "period_end": "2026-09-30"}
    frame = small_observations()
    frame = frame[~((frame["indicator_id"] == "smoking") & (frame["level"] == "lsoa"))]
    areas = [row("smoking", f"L{n:02d}", "lsoa", numerator=50, denominator=500, **year) for n in range(14)]
    practice = [row("screening", code, "neighbourhood", numerator=500, denominator=700) for code in ("N1", "N4")]
    frame = pd.concat([frame, pd.DataFrame(areas + practice)], ignore_index=True)
    return Dataset.open(write_small(tmp_path / "yearly", observations=frame[small_observations().columns]))


def test_like_is_set_beside_like_where_periods_differ(with_yearly, tmp_path):
    found = _redrawn(with_yearly, _drawn(with_yearly, SWAP), tmp_path / "d")
    everyone = found.observations("smoking", level="icb", period_ends=[pd.Timestamp("2026-09-30")]).iloc[0]
    assert (everyone["numerator"], everyone["denominator"]) == (700, 7_000)
    assert everyone["period_start"] == pd.Timestamp("2025-10-01")
    fifths = found.observations("smoking", level="icb", dimension="deprivation_quintile")
    assert fifths["period_start"].unique().tolist() == [pd.Timestamp("2025-10-01")]
    assert fifths.set_index("group")["numerator"].to_dict() == {"1": 150, "2": 150, "3": 150, "4": 150, "5": 100}
    places = found.observations("smoking", level="place").set_index("area_code")["numerator"]
    assert places.to_dict() == {"P1": 400, "P2": 300}
    # Another breakdown that ends on the same day is of a quarter, so it goes; the earlier quarters of everyone stay.
    assert found.observations("smoking", level="icb", dimension="ethnic_group").empty
    assert len(found.observations("smoking", level="icb")) == 5


def test_unchanged_neighbourhoods_keep_what_was_published_and_changed_ones_have_nothing(with_yearly, tmp_path):
    found = _redrawn(with_yearly, _drawn(with_yearly, SWAP), tmp_path / "d")
    rows = found.observations("screening", level="neighbourhood")
    assert rows["area_code"].tolist() == ["N4"]
    assert rows["numerator"].tolist() == [500]


def test_where_a_part_of_the_whole_is_hidden_other_periods_are_left_out(with_yearly, tmp_path):
    frame = pd.read_parquet(with_yearly.folder / "observations.parquet")
    frame = frame.astype(dict.fromkeys(frame.select_dtypes("category").columns, object))
    one = (frame["level"] == "lsoa") & (frame["area_code"] == "L13")
    frame.loc[one, ["numerator", "status"]] = [None, "suppressed"]
    base = Dataset.open(write_small(tmp_path / "hidden", observations=frame))
    made = redraw(base, _drawn(base, SWAP), tmp_path / "d")
    assert made.left_out["smoking"].startswith("published for small areas for other periods")
    after = Dataset.open(tmp_path / "d").observations("smoking", level="icb")
    pd.testing.assert_frame_equal(after, base.observations("smoking", level="icb"), check_dtype=False)


def test_a_drawing_that_changes_no_footprint_changes_no_figure(small, tmp_path):
    drawing = existing_drawing(small).renamed("N1", "Ashdown and district")
    found = _redrawn(small, drawing, tmp_path / "d")
    assert found.area_name("N1") == "Ashdown and district"
    for dimension in ("total", "deprivation_quintile"):
        before = small.observations("smoking", level="neighbourhood", dimension=dimension)
        after = found.observations("smoking", level="neighbourhood", dimension=dimension)
        pd.testing.assert_frame_equal(before, after, check_dtype=False)


def test_teams_without_areas_are_passed_over(small, tmp_path):
    drawing, _ = _drawn(small, SWAP).with_team("Nobody")
    assert "NEW01" not in _redrawn(small, drawing, tmp_path / "d").areas("neighbourhood").index


@pytest.mark.parametrize("how", ["empty", "one left"])
def test_an_unfinished_drawing_is_not_used(small, tmp_path, how):
    drawing = empty_drawing(small) if how == "empty" else existing_drawing(small).moved(["L05"], "")
    with pytest.raises(UnfinishedDrawingError, match="in a team yet|Small areas in no team yet: 1"):
        redraw(small, drawing, tmp_path / "d")
    assert not (tmp_path / "d").exists()


def test_unknown_deprivation_is_a_group_of_its_own(tmp_path):
    areas = small_areas()
    areas.loc[areas["area_code"] == "L03", ["imd_rank", "imd_decile", "imd_quintile"]] = None
    base = Dataset.open(write_small(tmp_path / "base", areas=areas))
    found = _smoking(_redrawn(base, _drawn(base, SWAP), tmp_path / "d"), "deprivation_quintile")
    assert found.loc[("N1", "unknown"), "numerator"] == 85
    assert ("N4", "unknown") not in found.index


def test_the_demo_redrawn_adds_up_and_says_its_pilots(demo, tmp_path):
    first, second = "XN014", "XN015"  # one has a pilot, the other is its comparator
    drawing, team = existing_drawing(demo).with_team("Riverside")
    moved = [*drawing.areas_of(first)[:6], *drawing.areas_of(second)[:3]]
    found = _redrawn(demo, drawing.moved(moved, team), tmp_path / "d")
    small = demo.observations("smoking", level="lsoa")
    small = small[small["area_code"].isin(moved) & (small["period_end"] == small["period_end"].max())]
    rows = found.observations("smoking", areas=[team])
    newest = rows[rows["period_end"] == rows["period_end"].max()].iloc[0]
    assert newest["numerator"] == small["numerator"].sum()
    assert newest["denominator"] == small["denominator"].sum()
    below = found.areas("neighbourhood")
    assert below["population"].sum() == demo.areas("icb")["population"].iloc[0]
    pilots = found.optional("pilots")
    assert set(pilots["area_codes"]) == set(demo.optional("pilots")["area_codes"]) - {first, second}
    kept = set(pilots["pilot_id"])
    assert 0 < len(kept) < len(demo.optional("pilots"))
    for name in PILOT_TABLES:
        assert set(found.optional(name)["pilot_id"]) == kept
    assert not pilots["comparators"].str.contains(f"{first}|{second}").any()
    assert set(found.optional("services")["area_code"]) <= {*below.index, ""}
    parts = found.observations("smoking", level="neighbourhood", dimension="deprivation_quintile", dimension_2=NONE)
    assert parts.groupby(["area_code", "period_end"])["numerator"].sum().to_dict() == (
        found.observations("smoking", level="neighbourhood")
        .set_index(["area_code", "period_end"])["numerator"]
        .to_dict()
    )


def test_small_areas_that_were_in_no_neighbourhood_may_stay_outside(tmp_path):
    base = Dataset.open(write_outside(tmp_path / "base"))
    drawing = _drawn(base, SWAP)
    assert drawing.unassigned == ("L12", "L13")
    found = _redrawn(base, drawing, tmp_path / "d")
    assert found.outside["outside"].to_dict() == {"L12": "unnamed", "L13": "elsewhere"}
    assert found.outside["parent_code"].tolist() == ["P2", "P2"]
    assert "" not in found.areas("neighbourhood").index
    assert _smoking(found).loc[("N1", "all"), "numerator"] == 100 + 95 + 85 + 80
    # One that is given to a team is outside no longer.
    given = _redrawn(base, drawing.moved(["L12"], "N6"), tmp_path / "e")
    assert list(given.outside.index) == ["L13"]

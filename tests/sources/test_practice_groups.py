"""Datapacks of groups of practices. Every figure here is made up (synthetic), in the layout of the authors' files."""

import pandas as pd
import pytest

from data.contract.tables import OBSERVATIONS, checked
from data.files.errors import SourceError
from data.sources.area import Area
from data.sources.definitions import ready_definitions
from data.sources.formats import practice_groups
from data.sources.practice_groups import practice_group_observations
from data.sources.read_folder import Gathered
from data.sources.readers import reader_of
from data.sources.report import BuildReport, FileLine

FOUR = '"Year","Indicator","ICB.NAME","quin_1","quin_2","quin_3","quin_4_5","avg"'
FIVE = "Year,Indicator,Region,quin_1,quin_2,quin_3,quin_4,quin_5,avg,ICB_NAME"
SCREENED = '"Women (50-64 yrs), with a record of cervical screening in the last 5.5 yrs (denominator incl. PCAs)"'
AREA = Area("E54000090", "QAA", "Testshire & Elsewhere", frozenset({"E38000990"}), frozenset({"E01000001"}))
PAIR = "practice_deprivation_england_4"


def _text(heading: str, *lines: str) -> str:
    return "\n".join([heading, *lines]) + "\n"


@pytest.fixture
def four(open_text_file):
    return open_text_file(
        _text(
            FOUR,
            "2020,Life_Expectancy_Male,England,81.5,80.5,79.5,77.5,79.6",
            "2020,Life_Expectancy_Male,Testshire and Elsewhere,NA,82.5,81.5,79.5,79.6",
            "2020,Life_Expectancy_Male,Farshire,84,83,82,81,79.6",
            f"2024,{SCREENED},Testshire and Elsewhere,76.5,75,72.5,70,76.6",
            "2017,access_pct,Testshire and Elsewhere,0.8,0.8,0.8,0.8,0.8",
            "2023,access_pct,Testshire and Elsewhere,0.6,0.5,0.5,0.4,0.5",
            "2024,access_pct,Testshire and Elsewhere,0.71,0.72,0.73,0.64,0.7",
            "2024,Telephone,Testshire and Elsewhere,700,800,900,1000,750",
            "2024,Something new,Testshire and Elsewhere,1,2,3,4,2",
        ),
        "any name.csv",
    )


def test_it_is_known_by_its_headings_and_turned_round_with_the_pair_as_one_group(four):
    assert reader_of(four) is practice_groups
    reading = practice_groups.read(four)
    men = reading.frame[reading.frame["source_id"] == "heec:life_expectancy_male"]
    england = men[men["area_type"] == "country"].set_index(["dimension", "group"])["value"].to_dict()
    assert england == {
        (PAIR, "5"): 81.5,
        (PAIR, "4"): 80.5,
        (PAIR, "3"): 79.5,
        (PAIR, "1_2"): 77.5,
        ("total", "all"): 79.6,
    }
    ours = men[men["area_name"].str.startswith("Test")].set_index("group")["value"].to_dict()
    assert ours == {"4": 82.5, "3": 81.5, "1_2": 79.5}
    assert "its order" not in " ".join(reading.notes)
    assert any("numbered from the least deprived: their order was turned round" in note for note in reading.notes)
    assert any("published as one group" in note for note in reading.notes)


def test_shares_are_of_one_and_years_are_the_periods_that_they_stand_for(four):
    found = practice_groups.read(four).frame
    found = found[found["area_name"].str.startswith("Test") & (found["group"] == "1_2")].set_index("source_id")
    told = {
        code: (row["value"], f"{row['period_start']:%F}", f"{row['period_end']:%F}") for code, row in found.iterrows()
    }
    assert told == {
        "heec:life_expectancy_male": (79.5, "2016-01-01", "2020-12-31"),
        "heec:cervical_50_64": (0.70, "2023-04-01", "2024-03-31"),
        "heec:phone_to_2023": (0.4, "2023-01-01", "2023-03-31"),
        "heec:access": (0.64, "2024-01-01", "2024-03-31"),
    }


def test_what_is_left_out_is_told_by_name_and_every_figure_is_accounted_for(four):
    reading = practice_groups.read(four)
    assert reading.rows == 9 * 5 == len(reading.frame) + sum(reading.dropped.values())
    assert reading.dropped == {
        "of Telephone: the file does not say of how many patients or in how long appointments are counted": 5,
        "of Something new: what it is is not known here": 5,
        "of access_pct, 2018 to 2023 before 2018, when the survey had other questions": 5,
        "beside a board, of England's middle practice again": 5,
        "of groups in which there is no practice": 1,
    }


def test_five_single_fifths_are_five_groups_and_regions_are_no_areas(open_text_file):
    table = open_text_file(
        _text(
            FIVE,
            "2020,Life_Expectancy_Female,England,85,84,83,82,81,83,NA",
            "2020,Life_Expectancy_Female,Midlands,84,83,82,81,80,83,NA",
        ),
        "five.csv",
    )
    reading = practice_groups.read(table)
    fifths = reading.frame[reading.frame["dimension"] == "practice_deprivation_england"]
    assert fifths.set_index("group")["value"].to_dict() == {"1": 81, "2": 82, "3": 83, "4": 84, "5": 85}
    assert reading.dropped == {"of regions": 6}


def test_an_impossible_figure_is_told_by_row_and_column_and_not_used(open_text_file):
    lines = ("2024,trust_pct,England,0.9,0.9,93,0.9,0.9", "2024,trust_pct,Farshire,0.9,0.9,0.9,eighty,0.9")
    table = open_text_file(_text(FOUR, *lines), "odd.csv")
    assert len(practice_groups.read(table).frame) == 4 + 3
    told = table.odd.lines("odd.csv", "")
    assert len(told) == 2
    assert all(
        each in " ".join(told) for each in ("row 2", "quin_3", "93", "from 0 to 1", "row 3", "quin_4_5", "eighty")
    )


@pytest.mark.parametrize(
    ("heading", "line", "column", "found"),
    [
        (FOUR, "soon,trust_pct,England,0.9,0.9,0.9,0.9,0.9", "Year", "soon"),
        ("Year,Indicator,ICB.NAME,quin_1,quin_2_3,quin_4", "2024,trust_pct,England,0.9,0.9,0.9", "", "quin_2_3"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_by_name(open_text_file, heading, line, column, found):
    with pytest.raises(SourceError) as told:
        practice_groups.read(open_text_file(_text(heading, line), "bad.csv"))
    assert all(each in str(told.value) for each in ("bad.csv", column, found, "To mend it"))


def _observed(frame, report=None):
    report = report or BuildReport()
    report.files["p.csv"] = FileLine("p.csv", practice_groups.NAME)
    frames = {"practice_groups": frame.assign(source="p.csv")}
    return practice_group_observations(Gathered(frames, {}), AREA, ready_definitions(), report), report


def test_observations_are_the_board_s_and_england_s_without_counts_or_limits(four):
    found, report = _observed(practice_groups.read(four).frame)
    checked(found, OBSERVATIONS, where="made up")
    assert found[["numerator", "denominator", "lower", "upper"]].isna().all(axis=None)
    men = found[found["indicator_id"] == "life_expectancy_men_practices"]
    assert men.groupby("level")["area_code"].agg(["first", "size"]).to_dict("index") == {
        "country": {"first": "E92000001", "size": 5},
        "icb": {"first": "E54000090", "size": 3},
    }
    assert report.files["p.csv"].left_out == {"other boards": 4}
    assert report.files["p.csv"].used == len(found)


def test_a_figure_that_stands_twice_is_taken_once_and_of_two_that_differ_neither(four):
    frame = practice_groups.read(four).frame
    ours = frame[(frame["source_id"] == "heec:access") & (frame["group"] == "1_2")]
    other = ours.assign(value=0.5, area_name="TESTSHIRE AND ELSEWHERE")
    once, _ = _observed(frame)
    torn, report = _observed(frame.iloc[[*range(len(frame)), ours.index[0]]])
    assert len(torn) == len(once)
    assert report.files["p.csv"].left_out["the same area, period and figure again"] == 1
    torn, report = _observed(pd.concat([frame, other], ignore_index=True))
    assert len(torn) == len(once) - 1
    assert len(report.faults) == 1
    assert all(each in report.faults[0] for each in ("p.csv", "heec:access", "1_2", "0.64 and 0.5"))


def test_a_board_that_the_file_does_not_name_is_told(four):
    frame = practice_groups.read(four).frame
    found, report = _observed(frame[~frame["area_name"].str.startswith("Test")])
    assert set(found["level"]) == {"country"}
    assert report.sections["Groups of practices"][0].startswith("none of Testshire & Elsewhere")

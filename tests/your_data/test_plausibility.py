"""What is well written and cannot be, or hardly: each is told with what was found, and what cannot be is left out."""

import pandas as pd
import pytest

from data.dataset.dataset import Dataset
from data.files.marks import number_of, says_hidden
from data.files.problems import ERROR, WARNING
from data.files.written_periods import day_in_words, period_in_words
from data.your_data.add_to_dataset import join
from data.your_data.validate import take
from tests.your_data.made_tables import tidy

HEADINGS = "indicator,area_code,period,dimension,group,numerator,denominator,value,note"
NEXT = str(pd.Timestamp.now().year + 1)


def _take(small: Dataset, *rows: str):
    return take({"t.csv": "\n".join([HEADINGS, *rows]).encode()}, base=small)


def _problem(intake, words: str):
    alike = [each for each in intake.problems if words in each.problem]
    assert len(alike) == 1, intake.sentences
    return alike[0]


@pytest.mark.parametrize(
    ("row", "words", "column", "found", "severity"),
    [
        ("vaccinated,I1,2025,total,All,40.5,1000,,", "not a whole number", "numerator", "40.5", ERROR),
        ("vaccinated,I1,2025,total,All,40,1000.25,,", "not a whole number", "denominator", "1000.25", ERROR),
        ("vaccinated,I1,1975,total,All,40,1000,,", "a period of another age", "period", "1975", ERROR),
        (f"vaccinated,I1,{NEXT},total,All,40,1000,,", "a period that has not come yet", "period", NEXT, ERROR),
        ("vaccinated,I1,1901,total,All,40,1000,,", "a period that cannot be read", "period", "1901", ERROR),
        ("vaccinated,I1,2099,total,All,40,1000,,", "a period that cannot be read", "period", "2099", ERROR),
        ("vaccinated,I1,25,total,All,40,1000,,", "a period that cannot be read", "period", "25", ERROR),
        ("vaccinated,I1,0025,total,All,40,1000,,", "a period that cannot be read", "period", "0025", ERROR),
        ("vaccinated,I1,6026,total,All,40,1000,,", "a period that cannot be read", "period", "6026", ERROR),
        ("vaccinated,I1,9159,total,All,40,1000,,", "a period that cannot be read", "period", "9159", ERROR),
        ("vaccinated,I1,Q1 9999,total,All,40,1000,,", "a period that cannot be read", "period", "Q1 9999", ERROR),
        ("vaccinated,I1,2020 - 18,total,All,40,1000,,", "a period that cannot be read", "period", "2020 - 18", ERROR),
        ("vaccinated,I1,2017 - 23,total,All,40,1000,,", "longer than five years", "period", "2017 - 23", WARNING),
        ("vaccinated,I1,2025,total,All,E83003,1000,,", "not a number", "numerator", "E83003", ERROR),
        ("vaccinated,I1,2025,total,All,40,1000,,suppressed", "beside a note that says it is", "numerator", "40", ERROR),
        ("vaccinated,I1,2025,total,All,nan,1000,,", "a mark whose meaning is not certain", "numerator", "nan", WARNING),
    ],
)
def test_a_figure_that_cannot_be_is_told_where_it_stands(row, words, column, found, severity, small):
    intake = _take(small, row)
    problem = _problem(intake, words)
    assert (problem.row, problem.column, problem.found, problem.severity) == (2, column, found, severity)
    assert problem.expected
    assert problem.mend
    assert len(intake.observations) == (0 if severity == ERROR else 1)


@pytest.mark.parametrize(
    "period", ["2025", "2025/26", "2020 - 24", "2018 - 22", "Q1 2025", "Jan 1990", "year to Mar 2026"]
)
def test_periods_that_are_published_are_taken_without_a_word(period, small):
    assert _take(small, f"vaccinated,I1,{period},total,All,40,1000,,").sentences == []


def test_a_denominator_in_millions_is_told_with_the_people_there_are(small):
    people = float(small.areas("icb").loc["I1", "population"])
    problem = _problem(_take(small, f"vaccinated,I1,2025,total,All,40,{people * 1e6:.0f},,"), "many times the people")
    assert (problem.severity, problem.column) == (ERROR, "denominator")
    assert problem.expected == f"about {people:,.0f} people in the area"
    doubted = _problem(_take(small, f"vaccinated,I1,2025,total,All,40,{people * 50:.0f},,"), "many times the people")
    assert doubted.severity == WARNING
    assert _take(small, f"vaccinated,I1,2025,total,All,40,{people * 15:.0f},,").sentences == []


def test_one_group_above_everyone_is_told_though_the_others_are_hidden(small):
    rows = ["vaccinated,I1,2025,total,All,101,1000,,", "vaccinated,I1,2025,sex,Female,109,600,,"]
    problem = _problem(
        _take(small, *rows, "vaccinated,I1,2025,sex,Male,*,400,,"), "of one group is more than everyone's"
    )
    assert (problem.row, problem.column, problem.found) == (3, "numerator", "109")
    assert problem.expected == "at most 101, the numerator of everyone"


def test_a_group_may_be_above_everyone_by_rounding_alone(small):
    rows = ["vaccinated,I1,2025,total,All,100,1000,,", "vaccinated,I1,2025,sex,Female,105,1000,,"]
    assert not [each for each in _take(small, *rows).problems if "one group" in each.problem]
    rows[1] = rows[1].replace("105", "110")
    assert _problem(_take(small, *rows), "of one group").found == "110"


def test_groups_of_an_area_without_its_everyone_are_no_fault(small):
    rows = ["vaccinated,I1,2025,total,All,100,1000,,", "vaccinated,P1,2025,sex,Female,50,500,,"]
    assert _take(small, *rows).sentences == []


def test_quarters_beside_years_are_told_when_checked_and_what_is_left_can_be_joined(small, tmp_path):
    areas = small.areas("lsoa").index
    years = [f"vaccinated,{area},2025/26,total,All,40,100,," for area in areas]
    # The quarter ends on the same day as the year: the sum of the small areas would stand in its place.
    intake = _take(small, *years, "vaccinated,I1,Q4 2025/26,total,All,300,1000,,")
    problem = _problem(intake, "a shorter period that ends on the day of a longer one")
    assert (problem.row, problem.found, problem.severity) == (len(areas) + 2, "Q4 2025/26", ERROR)
    assert problem.expected.endswith("from 01 April 2025")
    joined = join(small, intake, tmp_path / "joined", without_faulty=True)
    found = joined.observations("vaccinated", level="icb", period_ends=[pd.Timestamp(2026, 3, 31)])
    assert list(found["period_start"]) == [pd.Timestamp(2025, 4, 1)]


@pytest.mark.parametrize("text", ["E83003", "e5", "E", ".", "+", "1e", "nan", "inf", "--5", ",5"])
def test_letters_are_never_a_number(text):
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("1,250", 1250), ("1e3", 1000), (".5", 0.5), ("12.", 12), ("-3", -3), ("7 [low]", 7)]
)
def test_numbers_are_read_as_before(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("year", ["25", "0025", "1899", "2101", "6026", "9159", "99999"])
def test_years_outside_the_calendar_are_no_periods(year):
    for words in (year, f"{year}/26", f"Q1 {year}", f"{year}-01", f"Jan {year}", f"year to Mar {year}"):
        if words not in ("25/26", "Jan 25"):
            assert period_in_words(words) is None
    assert day_in_words(f"01/01/{year}") is None


def test_notes_that_say_nothing_is_hidden():
    assert says_hidden("Suppressed: small numbers")
    assert not says_hidden("not suppressed")
    assert not says_hidden("No suppression was needed")
    assert not says_hidden("rounded")


def test_the_template_itself_is_plausible(small):
    problems = take(tidy(), base=small).problems
    assert {each.problem for each in problems} == {"an area that this dataset does not have"}

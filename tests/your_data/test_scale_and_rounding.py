"""Own tables on two scales, out of the range of their groups, or rounded: told, and noughts not blamed on hiding."""

import pytest

from data.files.problems import ERROR
from data.your_data.conversions import FRACTIONS
from data.your_data.validate import take

DEFINED = (
    b"indicator,name,short_name,question,domain,value_type,higher_is_better,population_noun,predicate,event_noun,numerator,"
    b"denominator,per,unit,source,population_base,caveat\n"
    b"seen,Adults seen,Adults seen,Who?,access,KIND,yes,adults,were seen,adults seen,Seen,Invited,,,Invented,registered,\n"
)
HEADINGS = "indicator,area_code,period,dimension,group,numerator,denominator,value\n"


def _taken(lines: list[str], kind: str = "survey_share", confirmed: tuple[str, ...] = ()):
    text = HEADINGS + "".join(f"seen,{line}\n" for line in lines)
    given = {"t.csv": text.encode(), "t-indicators.csv": DEFINED.replace(b"KIND", kind.encode())}
    return take(given, confirmed=confirmed)


def _valued(everyone: str, fifths: list[str]) -> list[str]:
    start = "E54000028,Q1 2025/26"
    lines = [f"{start},total,All,,,{everyone}"]
    return [*lines, *(f"{start},deprivation_quintile,{n},,,{value}" for n, value in enumerate(fifths, start=1))]


def test_percentages_and_fractions_in_one_table_are_told_and_can_be_confirmed():
    lines = _valued("45", [".37", ".42", ".46", ".48", ".53"])
    intake = _taken(lines)
    assert [(each.row, each.severity, each.offer) for each in intake.problems] == [
        (row, ERROR, FRACTIONS) for row in range(3, 8)
    ]
    assert "percentages and fractions mixed" in intake.problems[0].problem
    settled = _taken(lines, confirmed=(FRACTIONS,))
    assert settled.sound
    assert settled.observations["value"].tolist() == pytest.approx([0.45, 0.37, 0.42, 0.46, 0.48, 0.53])


@pytest.mark.parametrize(("everyone", "told"), [("61", 1), ("30", 1), ("45", 0), ("53.4", 0)])
def test_everyone_outside_the_range_of_all_the_groups_is_told(everyone, told):
    intake = _taken(_valued(everyone, ["37", "42", "46", "48", "53"]))
    assert [each.problem for each in intake.errors] == ["everyone's value lies outside the range of its groups"] * told
    if told:
        assert (intake.errors[0].row, intake.errors[0].found) == (2, everyone)
        assert intake.errors[0].expected == "from 37 to 53, as in its groups"


def test_everyone_may_lie_outside_groups_that_are_not_all_there():
    assert _taken(_valued("61", ["37", "42", "46", "48"])).sound


@pytest.mark.parametrize(("unknown", "told"), [("90", 0), ("*", 0), ("50", 1)])
def test_people_of_unknown_group_are_part_of_everyone(unknown, told):
    fifths = [*_valued("61", ["37", "42", "46", "48", "53"])]
    intake = _taken([*fifths, f"E54000028,Q1 2025/26,deprivation_quintile,Not known,,,{unknown}"])
    assert len(intake.errors) == told


def _networks(counts: list[int]) -> list[str]:
    return [f"U{n:05d},Q1 2025/26,total,All,{count},1000," for n, count in enumerate(counts, start=1)]


def test_counts_that_are_all_rounded_are_told_and_their_noughts_are_not_blamed():
    intake = _taken(_networks([0, 0, 0, 0, 10, 15, 20, 15, 10]), kind="proportion")
    assert intake.problems == ()
    assert (
        "seen: all 9 counts are multiples of 5, so they were rounded to the nearest 5; 4 of them are 0, which then stands "
        "for 0 to 2."
    ) in intake.notes


def test_noughts_among_counts_that_are_not_rounded_are_doubted_as_before():
    intake = _taken(_networks([0, 0, 0, 0, 11, 15, 20, 15, 10]), kind="proportion")
    assert {each.problem.split(":")[0] for each in intake.warnings} == {
        "a nought that is hardly possible",
        "noughts where small counts never occur",
    }


def test_an_age_band_that_excel_made_a_date_of_is_named_as_that():
    start = "E54000028,Q1 2025/26"
    intake = _taken([f"{start},age,18-24,10,100,", f"{start},age,09-May,20,100,"], kind="proportion")
    (told,) = intake.errors
    assert (told.problem, told.found, told.row) == (
        "a date that Excel made of a group, such as ‘09-May’ of ‘5-9’",
        "09-May",
        3,
    )

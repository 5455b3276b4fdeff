"""Sound tables spoiled in one place: each fault is named where it lies, with what was found, expected and how to mend it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
import pandas as pd
import pytest

from data.files import upload_limits as bounds
from data.files.problems import ERROR, WARNING
from data.sources.readers import format_name
from data.your_data.assumptions import Declared
from data.your_data.template import template_csv
from data.your_data.validate import take
from tests.your_data.made_tables import (
    EVERYWHERE,
    SMOKING,
    heat,
    nnhip,
    real,
    saved,
    spoiled,
    tidy,
    tidy_book,
)

CHANGES = pd.DataFrame({"lsoa11": ["E01000001"], "lsoa21": ["L00"], "change": ["unchanged"]})


@dataclass(frozen=True)
class Case:
    """A spoiled table and the one problem it must give; `found`, `expected` and `mend` are parts of its own."""

    name: str
    given: Callable[[], dict[str, bytes]]
    problem: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""
    found: str = ""
    expected: str = ""
    mend: str = ""
    severity: str = ERROR
    offer: str = ""
    confirmed: tuple[str, ...] = ()


def _tidy(name: str, line: int, heading: str, text: str, problem: str, **more: object) -> Case:
    """The tidy example with one cell changed: the problem is at that cell unless told otherwise."""
    usual = {"file": "t.csv", "row": line, "column": heading, "found": text or "a blank cell"}
    return Case(name, lambda: tidy({(line, heading): text}), problem, **(usual | more))


def _column(data: bytes, old: str, new: str) -> bytes:
    return data.replace(old.encode(), new.encode(), 1)


def _without(column: str) -> dict[str, bytes]:
    frame = pd.read_csv(io.BytesIO(template_csv()), dtype=str, keep_default_na=False).drop(columns=column)
    return tidy() | {"t.csv": frame.to_csv(index=False).encode()}


def _repeated(row: int) -> dict[str, bytes]:
    text = tidy()["t.csv"].decode()
    return tidy() | {"t.csv": (text + text.splitlines()[row - 1] + "\r\n").encode()}


def _series(values: list[object], people: list[int], *, code: str = "I1") -> dict[str, bytes]:
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [
        f"vaccinated,{code},{2018 + n},total,All,{value},{out_of}"
        for n, (value, out_of) in enumerate(zip(values, people, strict=True))
    ]
    return {"t.csv": "\n".join(lines).encode()}


def _values(values: list[str]) -> dict[str, bytes]:
    lines = ["indicator,area_code,period,dimension,group,value"]
    lines += [f"trust,I1,2025,deprivation_quintile,{n},{value}" for n, value in enumerate(values, start=1)]
    return {"t.csv": "\n".join(lines).encode()}


def _places(counts: list[object]) -> dict[str, bytes]:
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"vaccinated,N{n},2025,total,All,{count},1000" for n, count in enumerate(counts, start=1)]
    return {"t.csv": "\n".join(lines).encode()}


def _quintiles(labels: list[str]) -> dict[str, bytes]:
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"smoking,I1,2025,deprivation_quintile,{label},40,100" for label in labels]
    return {"t.csv": "\n".join(lines).encode()}


def _quintiles_at(*areas: tuple[str, int]) -> dict[str, bytes]:
    """Tenths 1, 2, … up to a number in each area."""
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"smoking,{area},2025,IMD decile,decile {n},40,100" for area, most in areas for n in range(1, most + 1)]
    return {"t.csv": "\n".join(lines).encode()}


def _bomb() -> dict[str, bytes]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.csv", b"0" * 60_000_000)
    return {"bomb.zip": stream.getvalue()}


def _merged(book: openpyxl.Workbook) -> None:
    book["observations"]["H1"] = "numerator"
    book["observations"]["I1"] = "denominator"
    book["observations"].insert_cols(9)
    book["observations"].merge_cells("H1:I1")
    for row in range(2, 15):
        book["observations"].cell(row, 9, "x")


def _uncalculated(book: openpyxl.Workbook) -> None:
    book["observations"]["H3"] = "=35*2"


def _empty_book() -> dict[str, bytes]:
    return {"t.xlsx": saved(openpyxl.Workbook())}


TIDY = [
    _tidy("letters among the digits", 3, "numerator", "7O", "not a number", cell="H3", expected="* where it is hidden"),
    _tidy("a unit in the cell", 3, "numerator", "70 people", "not a number", mend="no unit"),
    _tidy("a decimal comma", 3, "denominator", "190,5", "a comma where a decimal point belongs", expected="12.5 or 1,250"),
    _tidy("an Excel error", 3, "numerator", "#DIV/0!", "an Excel error, not a number", mend="correct the formula"),
    _tidy("a negative count", 3, "numerator", "-70", "a number below nought", expected="0 or more"),
    _tidy("a percentage for a count", 3, "numerator", "37%", "not a number", cell="H3"),
    _tidy("more counted than there are", 3, "numerator", "191", "a count larger than its denominator",
          expected="at most 190"),
    _tidy("a count out of nobody", 3, "denominator", "0", "a count out of nobody", cell="I3"),
    _tidy("no denominator", 3, "denominator", "", "a count without its denominator", mend="fill in the denominator"),
    _tidy("a value its counts do not give", 3, "value", "55", "a value that its counts do not give", expected="36.8"),
    _tidy("a value as a fraction", 3, "value", "0.368", "a percentage given as a fraction", offer="fractions"),
    _tidy("a value with a hidden count", 10, "value", "*", "a hidden figure that can be worked out", expected="both hidden"),
    _tidy("one limit", 3, "upper", "45", "one 95% limit without the other", column="lower", found="a blank cell"),
    _tidy("an uncertain dash", 13, "numerator", "-", "a mark whose meaning is not certain", severity=WARNING, cell="H13"),
    _tidy("a sentinel", 13, "numerator", "-99", "a mark whose meaning is not certain", severity=WARNING, mend="write one"),
    _tidy("an unknown area", 3, "area_code", "N9", "an area that this dataset does not have", expected="I1 (Testshire)"),
    _tidy("a misspelt area", 3, "area_code", "Birchwod", "an area that this dataset does not have",
          expected="Birchwood (N2)"),
    _tidy("no area", 3, "area_code", "", "an area that this dataset does not have", cell="B3"),
    _tidy("a small area of another vintage", 3, "area_code", "E01000999", "perhaps of another vintage", mend="lookup"),
    _tidy("a 2011 small area", 3, "area_code", "E01000001", "a 2011 small area", offer="small_areas_2011", expected="L00"),
    _tidy("an unreadable period", 3, "period", "last spring", "a period that cannot be read", expected="a quarter (Q1 2026"),
    _tidy("no period", 3, "period", "", "a period that cannot be read", cell="C3", mend="formatted as text"),
    _tidy("a period of two meanings", 3, "period", "2010-11", "a period that cannot be read", expected="2025/26"),
    _tidy("a month that Excel made a day", 3, "period", "2026-01-01", "a single day, not a period", offer="days_are_months"),
    _tidy("a day", 3, "period", "14/02/2026", "a single day, not a period", cell="C3"),
    _tidy("a month that is none", 3, "period", "2026-13", "a period that cannot be read", cell="C3"),
    _tidy("a year that ends before it starts", 3, "period", "2025/24", "a period that cannot be read", cell="C3"),
    _tidy("an unknown indicator", 3, "indicator", "checks", "an indicator that nothing defines", mend="indicators sheet"),
    _tidy("an unknown dimension", 3, "dimension", "income", "a dimension that is not known", expected="deprivation_quintile"),
    _tidy("no dimension", 3, "dimension", "", "a dimension that is not known", cell="D3"),
    _tidy("an unknown fifth", 3, "group", "6th fifth", "a deprivation group that cannot be read", cell="E3"),
    _tidy("an unknown ethnic group", 10, "group", "Martian", "in none of the classifications", expected="hospital code"),
    _tidy("no group", 10, "group", "", "no ethnic group is given", cell="E10"),
    _tidy("a group of 2001", 13, "group", "Chinese or Other", "it includes Chinese people", severity=WARNING, cell="E13"),
    _tidy("a second group alone", 3, "group_2", "White", "a second group without its dimension", column="dimension_2",
          found="a blank cell", mend="fill in both or neither"),
    _tidy("groups larger than everyone", 2, "denominator", "900", "the denominators of groups add up to more", row=3,
          found="1,000 in 6 groups", expected="900, the denominator of everyone", column="denominator"),
    _tidy("groups fewer than everyone", 2, "denominator", "2000", "add up to less than everyone's", row=3,
          found="1,000 in 6 groups", expected="2,000", column="denominator"),
    Case("the same row again", lambda: _repeated(4), "the same indicator, area, period and group again", "t.csv", row=15,
         column="indicator", found="Q1 2025/26, 2", expected="row 4 is the same", mend="delete one"),
    Case("a missing column", lambda: _without("period"), "the column period is missing", "t.csv", row=1, column="period",
         found="indicator, area_code", expected="a heading called period"),
    Case("no numbers at all", lambda: _without(["numerator", "value"]), "the column numerator is missing", "t.csv", row=1,
         column="numerator"),
    Case("no denominators", lambda: _without("denominator"), "the column denominator is missing", "t.csv", row=1,
         column="denominator", mend="add the column"),
    Case("the same heading twice", lambda: tidy() | {"t.csv": _column(tidy()["t.csv"], "note", "value")},
         "the same heading stands twice", "t.csv", row=1, column="value", cell="M1", found="value"),
    Case("headings alone", lambda: tidy(keep=lambda number, _row: number == 1), "there are headings and no row under them",
         "t.csv", row=1, found="no rows"),
    Case("merged headings", lambda: tidy_book(_merged), "a column has values and no heading", "t.xlsx", "observations", 1,
         "column I", "I1", "a blank heading", "one heading in each column", "unmerge"),
    Case("a formula never worked out", lambda: tidy_book(_uncalculated), "a formula that was never worked out", "t.xlsx",
         "observations", 3, "numerator", "H3", "a formula", mend="open the workbook in Excel"),
    Case("an unfinished definition", lambda: tidy(definitions={(2, "source"): ""}), "is not whole", "indicators.csv", row=2,
         column="source", cell="O2", found="a blank cell"),
    Case("an unknown domain", lambda: tidy(definitions={(2, "domain"): "health"}), "is not whole", "indicators.csv", row=2,
         column="domain", found="health", expected="access or continuity"),
    Case("a direction that is none", lambda: tidy(definitions={(2, "higher_is_better"): "maybe"}), "is not whole",
         "indicators.csv", row=2, column="higher_is_better", found="maybe", expected="yes or no"),
    Case("an id with capitals", lambda: tidy(definitions={(2, "indicator"): "Example Checks"}), "is not whole",
         "indicators.csv", row=2, column="indicator", found="Example Checks", expected="example_checks"),
    Case("a known id with another meaning",
         lambda: tidy({(r, "indicator"): "smoking" for r in range(2, 15)},
                      definitions={(2, "indicator"): "smoking", (2, "higher_is_better"): "yes"}),
         "the dataset has an indicator called smoking with another higher_is_better", "t.csv", column="higher_is_better",
         found="True", expected="False", mend="another id"),
    Case("fractions throughout", lambda: _values(["0.61", "0.66", "0.7", "0.75", "0.8"]), "a percentage given as a fraction",
         "t.csv", row=2, column="value", found="0.61", expected="25%", offer="fractions"),
    Case("more than all", lambda: _values(["61", "166", "70", "75", "80"]), "more than the whole", "t.csv", row=3,
         column="value", found="166", expected="at most 100%"),
    Case("an order turned round", lambda: _quintiles(["1 least deprived", "2", "3", "4", "5 most deprived"]),
         "the order is turned round: 5 is the most deprived", "t.csv", row=2, column="group", found="1 least deprived",
         expected="1 to be the most deprived", offer="reversed_order"),
    Case("half of a fifth", lambda: _quintiles_at(("I1", 10), ("P1", 9)), "part of a group without the rest of it", "t.csv",
         row=20, column="group", found="decile 9", expected="every label"),
    Case("a break in a series", lambda: _series([400, 410, 400, 1300], [1000, 1010, 1000, 4000]),
         "a sudden break in a series: the denominator", "t.csv", row=5, column="denominator", found="4,000",
         expected="about 1,000", severity=WARNING),
    Case("a break in the values", lambda: _series([100, 110, 105, 500], [1000, 1000, 1000, 1000]),
         "a sudden break in a series: the value", "t.csv", row=5, column="value", found="0.5", expected="about 0.105",
         severity=WARNING),
    Case("a nought where 300 are likely", lambda: _places([400, 410, 390, 0, 420, 400, 380]),
         "a nought that is hardly possible", "t.csv", row=5, column="numerator", cell="F5", found="0", expected="about 343",
         mend="write *", severity=WARNING),
    Case("noughts for every small count", lambda: _places([0, 0, 0, 6, 7, 9, 6]), "noughts where small counts never occur",
         "t.csv", row=2, column="numerator", found="3 noughts", mend="write *", severity=WARNING),
]  # fmt: skip

FILES = [
    Case("another encoding", lambda: {"t.csv": tidy()["t.csv"].decode().encode("utf-16")}, "the wrong encoding", "t.csv",
         found="UTF-16", mend="CSV UTF-8"),
    Case("bytes of no encoding", lambda: {"t.csv": tidy()["t.csv"].replace(b"White", b"\x81\x8d")}, "the wrong encoding",
         "t.csv", found="byte 0x81 in line 9", expected="UTF-8"),
    Case("semicolons in some rows", lambda: {"t.csv": tidy()["t.csv"].replace(b",", b";", 20)},
         "its cells are parted by semicolons in one row", "t.csv", row=1, found="indicator;area_code",
         mend="comma delimited"),
    Case("decimal commas", lambda: {"t.csv": b"area;period;value\nI1;2025;12,5\n"}, "its numbers have decimal commas",
         "t.csv", row=2, found="12,5", expected="12.5"),
    Case("a damaged old workbook", lambda: {"t.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)},
         "not an old Excel workbook", "t.xls", mend="save it as .xlsx"),
    Case("a password", lambda: {"t.xlsx": b"\xd0\xcf\x11\xe0" + b"\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")},
         "a workbook with a password", "t.xlsx", mend="take off the password"),
    Case("a web page called .xls", lambda: {"t.xls": b"<html><table><tr><td>1</td></tr></table></html>"},
         "not an old Excel workbook", "t.xls", found="a web page"),
    Case("a document", lambda: {"report.pdf": b"%PDF-1.7"}, "a kind of file that is not read", "report.pdf", found=".pdf",
         expected=".csv"),
    Case("an empty file", lambda: {"t.csv": b""}, "the file is empty", "t.csv", found="0 bytes"),
    Case("an empty sheet", _empty_book, "it holds nothing to read", "t.xlsx", found="no filled cell"),
    Case("a damaged workbook", lambda: {"t.xlsx": tidy_book()["t.xlsx"][:3000]}, "not an Excel workbook, or a damaged one",
         "t.xlsx", mend="again"),
    Case("a workbook called CSV", lambda: {"t.csv": tidy_book()["t.xlsx"]}, "the wrong encoding", "t.csv", found="binary"),
    Case("a file that swells", _bomb, "it unpacks to too much", "bomb.zip", found="60,000,000", mend="as CSV"),
    Case("some other table", lambda: {"t.csv": b"name,colour,size\nash,grey,3\n"}, "a table in no format that is known here",
         "t.csv", row=1, found="name, colour, size", expected="WHO HEAT Plus template", mend="tidy template"),
]  # fmt: skip

FILES += [
    Case("a published file", lambda: {"q.csv": b"PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
         b"E83003,AF,158,TOTAL,9160\n"}, "a published file of which datasets are built", "q.csv", row=1,
         found="QOF prevalence by practice", mend="whoever builds the dataset"),
    Case("definitions alone", lambda: {"i.csv": tidy()["indicators.csv"]}, "there is no table of observations", "i.csv",
         found="definitions of indicators", mend="give the table"),
]  # fmt: skip

HEAT = [
    Case("HEAT: no estimate", lambda: {"heat.csv": _column(heat()["heat.csv"], "estimate", "score")},
         "the column estimate is missing", "heat.csv", row=1, column="estimate", found="setting, date"),
    Case("HEAT: a setting nobody knows", lambda: heat({(2, "setting"): "Atlantis"}),
         "an area that this dataset does not have",
         "heat.csv", row=2, column="setting", found="Atlantis", expected="I1 (Testshire)"),
    Case("HEAT: words for a number", lambda: heat({(3, "estimate"): "high"}), "not a number", "heat.csv", row=3,
         column="estimate", cell="H3", found="high"),
    Case("HEAT: a value outside its limits", lambda: heat({(3, "ci_ub"): "63"}), "a value outside its own 95% limits",
         "heat.csv", row=3, column="estimate", expected="60 to 63"),
    Case("HEAT: no direction", lambda: heat({(2, "favourable_indicator"): ""}), "the indicator's kind is not told",
         "heat.csv",
         row=2, column="favourable_indicator", expected="1 (higher is better) or 0"),
    Case("HEAT: no scale", lambda: heat({(2, "indicator_scale"): "percent"}), "the indicator's kind is not told", "heat.csv",
         row=2, column="indicator_scale", found="percent"),
    Case("HEAT: an order with a gap", lambda: heat({(3, "subgroup_order"): "1"}), "the order of the subgroups cannot be told",
         "heat.csv", row=2, column="subgroup_order", found="1"),
    Case("HEAT: an order turned round", lambda: heat({(r, "subgroup_order"): str(7 - r) for r in range(2, 7)}),
         "the order is turned round: 5 is the most deprived", "heat.csv", row=2, column="subgroup", found="Q1",
         offer="reversed_order"),
    Case("HEAT: two averages", lambda: heat({(4, "setting_average"): "70"}), "the setting's average differs", "heat.csv",
         row=4, column="setting_average", found="70", expected="68.8, as above"),
    Case("HEAT: a dimension of another country", lambda: heat({(r, "dimension"): "Economic status" for r in range(2, 7)}),
         "a dimension that is not known", "heat.csv", row=2, column="dimension", found="Economic status"),
    Case("HEAT: no domain", heat, "no place for an indicator's domain", "heat.csv", row=2, column="indicator_abbr",
         severity=WARNING, mend="indicators sheet"),
]  # fmt: skip

_S = "SubmissionTemplate"
NNHIP = [
    Case("NNHIP: letters for a count", lambda: nnhip({"D6": "about 300"}), "not a number", "nnhip.xlsx", _S, 6, "Total", "D6",
         "about 300"),
    Case("NNHIP: a negative count", lambda: nnhip({"T15": -4}), "a number below nought", "nnhip.xlsx", _S, 15,
         "Deprivation Quintile 1", "T15", "-4"),
    Case("NNHIP: two sizes of one cohort", lambda: nnhip({"D10": 2000}), "the cohort's size differs between metrics",
         "nnhip.xlsx", _S, 10, "Total", "D10", "2000", "1021, as in row 7"),
    Case("NNHIP: groups larger than everyone", lambda: nnhip({"N6": 400}), "the counts of groups add up to more",
         "nnhip.xlsx", _S, 6, "Ethnic Group White", "N6", "651 in 6 groups", "301, the numerator of everyone"),
    Case("NNHIP: no month", lambda: nnhip({"B2": None}), "the submission period is not filled in", "nnhip.xlsx", _S, 2,
         "Submission Period", "B2", "a blank cell"),
    Case("NNHIP: words for a month", lambda: nnhip({"B2": "spring"}), "a period that cannot be read", "nnhip.xlsx", _S, 2,
         "Submission Period", "B2", "spring"),
    Case("NNHIP: no place", lambda: nnhip({"B1": None}), "the project name is not filled in", "nnhip.xlsx", _S, 1,
         "Project Name", "B1"),
    Case("NNHIP: another place", lambda: nnhip({"B1": "Atlantis"}), "an area that this dataset does not have", "nnhip.xlsx",
         _S, 1, "Project Name", "B1", "Atlantis"),
    Case("NNHIP: a heading of its own", lambda: nnhip({"N4": "Ethnicity of carer"}),
         "a heading that the template does not have",
         "nnhip.xlsx", _S, 4, "Ethnicity of carer", "N4"),
    Case("NNHIP: a metric of its own", lambda: nnhip({"C24": "Number of kind words"}),
         "a metric that the template does not have",
         "nnhip.xlsx", _S, 24, "Metric Details", "C24", "Number of kind words", "v1.2"),
    Case("NNHIP: no cohort", lambda: nnhip({"C25": None}), "the row of the cohort's size is missing", "nnhip.xlsx", _S, 25,
         "Metric Details", "C25"),
    Case("NNHIP: an ethnic group of its own", lambda: nnhip({"P5": "Eastern"}), "in none of the classifications",
         "nnhip.xlsx",
         _S, 6, "Ethnic Group Eastern", "P6", "Eastern"),
    Case("NNHIP: a sixth fifth", lambda: nnhip({"X5": "9"}), "a deprivation group that cannot be read", "nnhip.xlsx", _S, 6,
         "Deprivation Quintile 9", "X6", "9"),
    Case("NNHIP: the whole cohort as the caseload", nnhip, "the caseload is the whole cohort", "nnhip.xlsx", _S, 48, "Total",
         "D48", "1021", severity=WARNING),
    Case("NNHIP: an age band that fills none", nnhip, "an age band that does not fill", "nnhip.xlsx", _S, 6,
         "Age Group 60-69", "J6", "60-69", severity=WARNING),
]  # fmt: skip


def _fingertips(cells: dict | None = None, **more: object) -> dict[str, bytes]:
    return {"f.csv": spoiled(real(SMOKING), cells, **more)}


PUBLISHED = [
    Case("Fingertips: letters for a count", lambda: _fingertips({(3, "Count"): "4758A"}), "not a number", "f.csv", row=3,
         column="Count", cell="R3", found="4758A"),
    Case("Fingertips: a period of its own", lambda: _fingertips({(3, "Time period"): "Year 1"}),
         "a period that cannot be read",
         "f.csv", row=3, column="Time period", found="Year 1"),
    Case("Fingertips: a renamed column", lambda: {"f.csv": _column(real(SMOKING), "Denominator", "Population")},
         "the column Denominator is missing", "f.csv", row=1, column="Denominator"),
    Case("Fingertips: a value its counts do not give", lambda: _fingertips({(3, "Value"): "51.5", (3,
         "Upper CI 95.0 limit"): "60"}),
         "a value that its counts do not give", "f.csv", row=3, column="Value", found="51.5", expected="15.5"),
    Case("Fingertips: a value outside its limits", lambda: _fingertips({(3, "Upper CI 95.0 limit"): "15.4"}),
         "a value outside its own 95% limits", "f.csv", row=3, column="Value", expected="15.38"),
    Case("Fingertips: a category of areas", _fingertips, "a category type that cannot be used", "f.csv", row=43,
         column="Category Type", found="County & UA", severity=WARNING),
]  # fmt: skip
CASES = [*TIDY, *FILES, *HEAT, *NNHIP, *PUBLISHED]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_fault_is_named_where_it_lies_and_can_be_mended(case, small):
    declared = Declared(area_of=EVERYWHERE.area_of, changes=CHANGES if case.offer == "small_areas_2011" else None)
    intake = take(case.given(), base=small, declared=declared, confirmed=case.confirmed, published=format_name)
    alike = [each for each in intake.problems if case.problem in each.problem and case.found in each.found]
    assert alike, intake.sentences
    told = [each for each in alike if (case.row, case.column) == (each.row, each.column)]
    assert told, [each.sentence for each in alike]
    problem = told[0]
    assert (problem.file, problem.sheet, problem.severity, problem.offer) == (
        case.file,
        case.sheet,
        case.severity,
        case.offer,
    )
    assert case.cell in ("", problem.cell)
    assert case.expected in problem.expected
    assert case.mend in problem.mend
    # Whoever reads it is told where, what was found, what is expected and what to do.
    assert problem.found
    assert problem.expected
    assert problem.mend
    assert problem.sentence.startswith(case.file)
    if case.severity == ERROR:
        assert not intake.sound


def test_there_are_more_than_sixty_ways_to_be_wrong_each_of_its_own():
    assert len(CASES) > 60
    assert len({case.name for case in CASES}) == len(CASES)


def test_one_fault_in_the_template_is_one_problem(small):
    """A cell at fault does not set off a string of others."""
    for case in TIDY[:8]:
        told = take(case.given(), base=small, declared=EVERYWHERE).problems
        assert [case.problem in each.problem for each in told] == [True]


@pytest.mark.parametrize(
    ("bound", "value", "problem"),
    [
        ("MOST_BYTES", 500, "the file is too large"),
        ("MOST_ROWS", 5, "too many rows"),
        ("MOST_COLUMNS", 5, "too many columns"),
        ("MOST_FILES", 1, "too many files"),
        ("MOST_SECONDS", -1.0, "reading took too long and was stopped"),
    ],
)
def test_what_is_too_large_is_refused_by_name(bound, value, problem, small, monkeypatch):
    monkeypatch.setattr(bounds, bound, value)
    intake = take(tidy(), base=small, declared=EVERYWHERE)
    assert problem in [each.problem for each in intake.problems]
    assert not intake.sound


def test_too_many_sheets_are_refused_by_name(small, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_SHEETS", 2)
    told = take(tidy_book(), base=small).problems
    assert [(each.problem, each.found) for each in told] == [("too many sheets", "6")]


def test_problems_of_one_kind_are_told_up_to_a_number_and_then_counted(small, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_TOLD", 3)
    told = take(tidy({(row, "numerator"): f"x{row}" for row in range(2, 13)}), base=small, declared=EVERYWHERE).problems
    alike = [each for each in told if each.problem.startswith("not a number")]
    assert len(alike) == 4
    assert sum(each.count for each in alike) == 11
    assert "more rows like those above" in alike[-1].problem

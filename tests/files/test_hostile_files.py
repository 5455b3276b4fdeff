"""Small files made to take the server: each ends soon, with a refusal that names the file and says how to mend it."""

import resource

import pytest

from data.files.errors import SourceError
from data.files.limits import Limits
from data.files.problems import ERROR
from data.files.sandbox import run
from data.neighbourhoods.read_apart import lookup_given
from data.returns.folder import read_folder
from data.returns.writing import write_return
from data.your_data.known import known_of
from data.your_data.validate import take
from tests.files import hostile
from tests.files.checking_task import checked_in
from tests.returns.made_returns import sound
from tests.your_data.made_tables import tidy

# File, what makes it, words of its problem, and the seconds of processor time that it may take.
FILES = [
    ("corners.xlsx", hostile.far_corners, "too many columns", 5),
    ("far-row.xlsx", hostile.far_row, "too many rows", 5),
    ("tall.xlsx", hostile.tall_and_wide, "too many cells", 20),
    ("text.xlsx", hostile.repeated_text, "too many characters", 15),
    ("rows.xlsx", hostile.many_empty_rows, "it holds nothing to read", 20),
    ("areas.csv", lambda: hostile.unknown_areas(190_000), "an area that this dataset does not have", 30),
    ("labels.csv", lambda: hostile.unknown_labels(50_000), "in none of the classifications", 20),
    ("fifths.csv", lambda: hostile.unknown_fifths(50_000), "a deprivation group that cannot be read", 20),
    ("ages.csv", lambda: hostile.ages(50_000), "an age band that cannot be read", 20),
    ("periods.csv", lambda: hostile.words(100_000, 2), "a period that cannot be read", 20),
    ("formulas.xlsx", lambda: hostile.blank_formulas(20_000), "a formula that was never worked out", 20),
    ("line.csv", hostile.one_long_line, "a line that is too long", 10),
    ("cell.csv", hostile.long_cell, "a quotation mark that is opened and not closed", 5),
    ("end.csv", hostile.open_quote_at_the_end, "a quotation mark that is opened and not closed", 5),
    ("on.csv", hostile.open_quote_that_goes_on, "a quotation mark that is opened and not closed", 5),
    ("within.zip", lambda: hostile.zipped({"a.zip": hostile.zipped({"t.csv": b"a,b\n"})}), "within a compressed file", 5),
    ("locked.zip", hostile.locked, "locked with a password", 5),
    ("members.zip", lambda: hostile.many_members(20_000), "too many files in it", 10),
]  # fmt: skip


# Waiting for a processor that others use is not the file's doing, so processor time is what is bounded here.
PATIENT = Limits(seconds=400.0, processor_seconds=60)


@pytest.mark.parametrize(("name", "made", "words", "seconds"), FILES, ids=[each[0] for each in FILES])
def test_a_small_file_does_not_take_the_server(name, made, words, seconds, small):
    given = {name: made()}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took, intake = run(checked_in, given, known_of(small), name=name, limits=PATIENT)
    assert took < seconds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000
    told = [each for each in intake.problems if words in each.problem]
    assert told, intake.sentences[:3]
    assert all(each.file == name and each.found and each.expected and each.mend for each in told)
    assert any(each.severity == ERROR for each in intake.problems)
    assert not intake.sound


@pytest.mark.parametrize(
    ("name", "made", "words"),
    [
        ("corners.xlsx", hostile.far_corners, "too many columns"),
        ("spoiled.zip", hostile.spoiled_stream, "not a zip file, or a damaged one"),
        ("book.xlsx", hostile.spoiled_book, "a sheet that is damaged"),
        ("locked.zip", hostile.locked, "locked with a password"),
    ],
    ids=["corners", "spoiled", "book", "locked"],
)
def test_each_file_has_one_refusal_that_says_how_to_mend_it(name, made, words, small):
    (told,) = take({name: made()}, base=small).problems
    assert (told.file, told.severity) == (name, ERROR)
    assert words in told.problem
    assert told.found
    assert told.expected
    assert told.mend


def test_a_good_table_beside_a_hostile_one_is_read_all_the_same(small):
    intake = take({"spoiled.zip": hostile.spoiled_stream(), **tidy()}, base=small)
    assert ("spoiled.zip", "not a zip file, or a damaged one") in [
        (each.file, each.problem) for each in intake.problems
    ]
    assert intake.taken_for["t.csv"] == "tidy template"
    assert intake.rows == 13


def test_a_folder_of_returns_is_read_without_the_workbooks_that_end_it():
    hostile_books = {"a.xlsx": hostile.spoiled_book(), "b.xlsx": hostile.far_corners()}
    folder = read_folder(hostile_books)
    assert folder.files == 2
    told = {each.file: each.problem for each in folder.problems if each.severity == ERROR}
    assert told == {"a.xlsx": "a sheet that is damaged", "b.xlsx": "too many columns"}


@pytest.mark.parametrize("made", [hostile.far_corners, hostile.far_row, hostile.spoiled_book])
def test_a_hostile_template_is_refused_when_a_return_is_written_into_it(made):
    with pytest.raises(SourceError) as caught:
        write_return(sound(), made(), saved=hostile.SAVED, name="blank.xlsx")
    assert str(caught.value).startswith("blank.xlsx")


@pytest.mark.parametrize(
    "data",
    [b'"' * 100_001, b"lsoa_code," * 400_000, b"a,b\n" + b'"x' * 300_000, bytes(range(256)) * 100, b"\x80,\x81\n1,2"],
)
def test_a_hostile_lookup_is_refused_by_name(data, small):
    with pytest.raises(SourceError) as caught:
        lookup_given(data, "drawn.csv", small.areas("lsoa").index)
    assert caught.value.file == "drawn.csv"
    assert caught.value.mend

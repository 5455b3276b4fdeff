"""Small counts in what was given: its copy shows of each figure what the dataset shows, and no problem repeats one."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from data.contract.manifest import Disclosure
from data.dataset.dataset import Dataset
from data.files.opening_sheets import open_sheets
from data.files.problems import ERROR, Problem
from data.files.upload_limits import Deadline
from data.your_data.add_to_dataset import joined_observations
from data.your_data.intake import Intake
from data.your_data.mask_small_counts import MASK, SMALL, NumberCells, number_cells, protected_problems, protected_sheet
from data.your_data.number_places import NOWHERE
from data.your_data.validate import take
from tests.small_dataset import small_indicators, small_manifest, small_observations, write_small
from tests.your_data.made_tables import EVERYWHERE, REAL, heat, nnhip, real, tidy

SAMPLES = REAL.parent / "samples"
FINGERTIPS = sorted(each.name for each in SAMPLES.glob("*fingertips*.csv"))


RULE = Disclosure(1, 7, 1, "Counts of 1 to 7 are hidden.")


@pytest.fixture
def rule() -> Disclosure:
    return RULE


@pytest.fixture(scope="module")
def exact(tmp_path_factory) -> Dataset:
    """A dataset whose counts are not rounded, with one indicator that no table here gives."""
    rows = small_observations()
    only = {
        "indicators": [each for each in small_indicators() if each.id == "trust"],
        "observations": rows[rows["indicator_id"] == "trust"],
    }
    folder = write_small(tmp_path_factory.mktemp("exact"), manifest=small_manifest(disclosure=RULE), **only)
    return Dataset.open(folder)


def _published(intake: Intake, dataset: Dataset) -> pd.DataFrame:
    return intake.observations if intake.observations.empty else joined_observations(dataset, intake).given


def _copy(given: Mapping[str, bytes], dataset: Dataset) -> tuple[dict[str, tuple], NumberCells, Intake]:
    """The rows that the copy shows, by file; the cells behind it; and the intake."""
    intake = take(given, base=dataset, declared=EVERYWHERE)
    rule = dataset.manifest.disclosure
    cells = number_cells(intake, _published(intake, dataset), rule)
    sheets, _ = open_sheets(given, Deadline())
    return {each.file: protected_sheet(each, cells).rows for each in sheets}, cells, intake


def _column(rows: tuple, heading: str) -> list[str]:
    at = rows[0].index(heading)
    return [row[at] for row in rows[1:]]


def _given(given: Mapping[str, bytes], file: str) -> tuple:
    return next(each.rows for each in open_sheets(given, Deadline())[0] if each.file == file)


# The second fifth holds 4 in place of 80; everyone and White people are as many fewer.
ONE_SMALL = {(4, "numerator"): "4", (2, "numerator"): "384", (9, "numerator"): "174"}


def test_a_table_without_small_counts_is_copied_as_it_is(exact):
    given = tidy()
    rows, cells, _ = _copy(given, exact)
    assert rows["t.csv"] == _given(given, "t.csv")
    assert {cell for _, _, cell in cells.hidden} == {"H12", "H14"}, "the marks that were given"
    rows, _, _ = _copy(heat(), exact)
    assert _column(rows["heat.csv"], "estimate") == ["60", "64", "68", "72", "80"]


def test_what_the_dataset_hides_the_copy_hides_and_labels_are_not_touched(exact):
    given = tidy(ONE_SMALL)
    rows, cells, intake = _copy(given, exact)
    published, places = _published(intake, exact), intake.places.cells
    counts = places[places["name"] == "numerator"]
    assert (counts["observation"] != NOWHERE).all()
    hidden = published["numerator"].isna().to_numpy()[counts["observation"]]
    assert {("t.csv", "", cell) for cell in counts["cell"][hidden]} == cells.hidden
    assert ("t.csv", "", "H4") in cells.hidden
    assert len(cells.hidden) >= 2, "the total would tell one alone"
    shown = _column(rows["t.csv"], "group")
    assert shown == _column(_given(given, "t.csv"), "group"), "a fifth is no count"


def test_the_copy_is_rounded_as_the_dataset_is(small):
    given = tidy()
    rows, _, _ = _copy(given, small)
    told = [each for each in _column(rows["t.csv"], "numerator") if each.isdigit()]
    assert told
    assert all(int(each) % 5 == 0 for each in told)


def test_the_copy_and_the_dataset_never_differ_in_a_count(exact, small):
    # 148 and 145 told apart would tell the 3 between them.
    given = tidy(ONE_SMALL | {(3, "numerator"): "3", (2, "numerator"): "317", (9, "numerator"): "107"})
    for dataset in (exact, small):
        rows, _, intake = _copy(given, dataset)
        published, places = _published(intake, dataset), intake.places.cells
        for name in ("numerator", "denominator"):
            at = places[places["name"] == name].set_index("row")["observation"]
            column = rows["t.csv"][0].index(name)
            for row, number in at.items():
                text, value = rows["t.csv"][row - 1][column], published.at[number, name]
                assert (text == MASK) == pd.isna(value)
                assert text == MASK or float(text) == value


def test_figures_that_the_dataset_does_not_take_are_not_copied(exact):
    given = tidy({(4, "numerator"): "9999"})
    rows, cells, _ = _copy(given, exact)
    assert _column(rows["t.csv"], "numerator")[2] == MASK
    assert ("t.csv", "", "H4") not in cells.hidden, "the problem itself tells what is wrong"


def test_a_rate_beside_a_small_count_is_hidden_in_the_nnhip_template(exact):
    given = nnhip({"T6": 3})
    rows, cells, _ = _copy(given, exact)
    sheet = next(each for each in open_sheets(given, Deadline())[0] if each.name == "SubmissionTemplate")
    shown = protected_sheet(sheet, cells).rows
    column = 19
    assert (shown[5][column], shown[7][column]) == (MASK, MASK), "the count and the rate worked out below it"
    assert shown[4][column] == sheet.rows[4][column], "the heading stays"


@pytest.mark.parametrize("name", FINGERTIPS or ["none"])
def test_ordinary_fingertips_downloads_are_copied(name, exact):
    path = Path(SAMPLES / name)
    if not path.is_file():
        pytest.skip("the samples are not here (looked for ../shared/samples/*fingertips*.csv)")
    rows, _, _ = _copy({name: path.read_bytes()}, exact)
    sheets, _ = open_sheets({name: path.read_bytes()}, Deadline())
    assert len(rows[name]) == len(sheets[0].rows)
    assert rows[name][0] == sheets[0].rows[0], "the headings"


@pytest.mark.parametrize(
    "path", sorted(each.name for each in (REAL / "ncl/indicators").glob("fingertips*.csv")) or ["none"]
)
def test_real_fingertips_downloads_are_copied(path, exact):
    given = {path: real(f"ncl/indicators/{path}")}
    rows, _, intake = _copy(given, exact)
    assert len(rows[path]) > 1
    assert len(intake.places.cells) > 0


def test_rows_in_any_order_and_left_out_rows_are_met_at_their_own_cells(exact):
    lines = tidy(ONE_SMALL)["t.csv"].decode().splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])]).encode()
    _, cells, _ = _copy(tidy() | {"t.csv": "\n".join(lines).encode()}, exact)
    _, back, _ = _copy(tidy() | {"t.csv": turned}, exact)
    last = len(lines) + 2
    assert {f"H{last - int(cell[1:])}" for _, _, cell in back.hidden} == {cell for _, _, cell in cells.hidden}


def test_of_sheets_in_no_known_format_no_number_is_copied(exact):
    rows, cells, _ = _copy({"t.csv": b"a,b,c\n148,145,Ward 3\n"}, exact)
    assert rows["t.csv"][1] == (MASK, MASK, "Ward 3")
    assert (cells.numbers, cells.read) == (frozenset(), frozenset())


NUMBER = ("t.csv", "", "H4")


def _problem(problem: str, found: str, expected: str, *, cell: str = "H4", row: int = 4) -> list[Problem]:
    return [Problem("t.csv", "", row, "numerator", cell, ERROR, problem, found, expected, "mend it")]


@pytest.mark.parametrize(
    ("problem", "found", "expected", "shown"),
    [
        ("a count larger than its denominator", "300", "at most 190", ("300", "at most 190")),
        ("a count larger than its denominator", "6", "at most 4", (SMALL, "at most …")),
        ("a count larger than its denominator", "9", "at most 4", (SMALL, "at most …")),
        ("not a number", "3 people", "a number", (SMALL, "a number")),
        ("not a number", "lots", "a number", ("lots", "a number")),
        ("a number below nought", "-9", "0 or more", ("-9", "0 or more")),
        ("the counts of groups add up to less than everyone's", "103 in 6 groups", "105, the numerator of everyone",
         (SMALL, "…, the numerator of everyone")),
        ("the counts of groups add up to more than everyone's", "180 in 6 groups", "105, the numerator of everyone",
         ("180 in 6 groups", "105, the numerator of everyone")),
    ],
)  # fmt: skip
def test_what_was_found_is_told_unless_it_is_small_or_gives_a_small_count_away(rule, problem, found, expected, shown):
    (told,) = protected_problems(_problem(problem, found, expected), NumberCells(frozenset({NUMBER})), rule)
    assert (told.found, told.expected) == shown


def test_a_figure_of_a_hidden_cell_is_not_told(rule):
    cells = NumberCells(frozenset({NUMBER}), frozenset({NUMBER}))
    (told,) = protected_problems(
        _problem("a value that its counts do not give", "31.5", "28.1, the count"), cells, rule
    )
    assert (told.found, told.expected) == (SMALL, "…, the count")


def test_labels_and_periods_are_told_and_a_first_row_of_figures_is_not(rule):
    (label,) = protected_problems(_problem("a group", "1 - most deprived", "1 to 5", cell="E4"), NumberCells(), rule)
    assert label.found == "1 - most deprived"
    unknown = take({"t.csv": b"E01000001,3,12\nE01000002,4,14\n"})
    cells = number_cells(unknown, unknown.observations, rule)
    (told,) = protected_problems(unknown.problems, cells, rule)
    assert told.found == "E01000001, …, …"

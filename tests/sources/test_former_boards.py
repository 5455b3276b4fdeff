"""Boards made of others in April 2026: their codes are known, and figures of the boards they were made of added up."""

import pytest

from data.contract.boards import formers_of
from data.dataset.dataset import Dataset
from data.fetching.board import board_code
from data.files.errors import SourceError
from data.recipes.area_codes import kind_of_code
from data.sources.area import fault_in_area
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from data.sources.report import BuildReport
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, fingertips, rows

CALLED = "NHS {} Integrated Care Board - {}"


@pytest.fixture
def made(folder, tmp_path):
    """Build the folder with its board under another code, and these figures of boards."""

    def building(ods: str, *boards: tuple) -> tuple[Dataset, BuildReport]:
        for name in ("b.csv", "g.csv", "h.csv"):
            text = (folder / name).read_text(encoding="utf-8-sig")
            (folder / name).write_text(text.replace("QAA", ods), encoding="utf-8")
        lines = [fingertips(code, "ICBs", year, n, of, name=name) for code, year, n, of, name in boards]
        (folder / "j.csv").write_bytes(rows(FINGERTIPS, [*lines, fingertips("A10001", "GPs", "2022/23", 180, 800)]))
        report = build(folder, ods.lower(), PCN, tmp_path / "out", rule=RULE)
        return Dataset.open(tmp_path / "out"), report

    return building


def _board(dataset: Dataset) -> dict[int, tuple[float, float]]:
    found = dataset.observations("smoking", level="icb")
    return {row.period_end.year: (row.numerator, row.denominator) for row in found.itertuples()}


def test_figures_of_the_boards_it_was_made_of_are_added_up_where_all_are_there(made):
    dataset, report = made(
        "Z9B2Z",
        ("nE54000028", "2019/20", 100, 1000, "x"),
        ("nE54000027", "2019/20", 300, 1000, "x"),
        ("E54000028", "2020/21", 110, 1000, "x"),
        ("E54000999", "2020/21", 310, 1100, CALLED.format("North West London", "QRV")),
        ("nE54000028", "2018/19", 90, 1000, "x"),
        ("nE54000029", "2019/20", 50, 1000, "x"),
        ("E54000998", "2021/22", 500, 2500, CALLED.format("West and North London", "Z9B2Z")),
        ("nE54000028", "2021/22", 120, 1000, "x"),
    )
    assert _board(dataset) == {2020: (400, 2000), 2021: (420, 2100), 2022: (500, 2500), 2023: (180, 800)}
    assert report.sections["Indicators: published beside added up"] == [
        "smoking, periods to Mar 2020, Mar 2021: the whole area's figure is that of its former boards, QMJ and QRV (2), "
        "added up"
    ]
    told = report.files["j.csv"]
    assert told.left_out["other boards"] == 1
    assert told.left_out["not every board that it was made of has a count for that period"] == 1
    assert told.left_out["the whole area has a figure of its own for that period"] == 1
    assert told.used + sum(told.left_out.values()) == told.rows


def test_where_a_part_of_a_board_joined_nothing_is_added_up_and_the_report_says_why(made):
    dataset, report = made(
        "T6Y0W", ("nE54000022", "2019/20", 100, 1000, "x"), ("nE54000023", "2019/20", 300, 1000, "x")
    )
    assert _board(dataset) == {2023: (180, 800)}
    why = "of boards that it was made of: of QJG only a part joined, so they cannot be added up"
    assert report.files["j.csv"].left_out[why] == 2


def test_codes_of_boards_made_since_2022_are_told_from_those_of_parts_of_boards():
    assert [each.ods for each in formers_of("Z9B2Z")] == ["QMJ", "QRV"]
    assert formers_of("QMJ") == ()
    fault_in_area("z9b2z")
    with pytest.raises(SourceError, match="a part of a board"):
        fault_in_area("W2U3Z")
    assert board_code(" s1y5d") == "S1Y5D"
    assert [kind_of_code(each)[1] for each in ("Z9B2Z", "W2U3Z", "QMJ")] == ["board", "part of a board", "board"]

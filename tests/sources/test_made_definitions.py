"""Fingertips series without a ready definition: defined by the metadata that lies beside them, or told what to add."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from data.contract.published_indicators import indicators
from data.dataset.dataset import Dataset
from data.sources.area import Area
from data.sources.building import build
from data.sources.definitions import Definitions
from data.sources.formats import fingertips_metadata
from data.sources.geography import PublishedAreas
from data.sources.made_definitions import counts_give_the_value, made_from
from data.sources.neighbourhoods import PCN
from data.sources.published import published_observations
from data.sources.readers import reader_of
from data.sources.report import BuildReport, FileLine
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, fingertips, rows

COLUMNS = ("Indicator ID", "Indicator", "Definition", "Rationale", "Data source", "Definition of numerator",
           "Definition of denominator", "Caveats", "Frequency", "Unit", "Value type", "Polarity")  # fmt: skip
NEW = "fingertips:12345"
FIRST, LAST = pd.Timestamp(2022, 4, 1), pd.Timestamp(2023, 3, 31)


def _metadata(*lines: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def _described(number: str = "12345", **other: str) -> dict[str, str]:
    return {"Indicator ID": number, "Indicator": "Coverage of something", "Definition": "People seen.\nOf all.",
            "Data source": "A survey", "Unit": "%", "Value type": "Proportion", "Polarity": "RAG - High is good",
            "Caveats": "Small numbers vary."} | other  # fmt: skip


def _counts(*values: tuple[float, float, float], area_type: str = "place") -> pd.DataFrame:
    found = pd.DataFrame(values, columns=["value", "numerator", "denominator"])
    return found.assign(area_type=area_type, status="ok")


@pytest.fixture
def described(open_text_file, read):
    """The row of metadata of one indicator, as the reader gives it."""

    def reading(**other: str) -> dict[str, str]:
        table = open_text_file(_metadata(_described(**other)).encode())
        assert reader_of(table) is fingertips_metadata
        return read(table).frame.iloc[0].to_dict()

    return reading


def test_metadata_is_read_on_one_line_and_a_repeated_indicator_once(open_text_file, read):
    reading = read(open_text_file(_metadata(_described(), _described(), _described("", Indicator="x")).encode()))
    assert reading.frame["definition"].tolist() == ["People seen. Of all."]
    assert reading.frame["source_id"].tolist() == [NEW]
    assert reading.dropped == {"without a number or a name": 1, "the same indicator again": 1}


@pytest.mark.parametrize(
    ("polarity", "domain", "higher"),
    [
        ("RAG - High is good", "access", True),
        ("RAG - Low is good", "access", False),
        ("BOB - Blue orange blue", "need", False),
        ("Not applicable", "need", False),
        ("", "need", False),
    ],
)
def test_which_way_is_good_is_the_publishers_and_need_where_it_gives_none(described, polarity, domain, higher):
    made = made_from(described(Polarity=polarity), _counts((20, 10, 50)), ()).indicator
    assert (made.domain, made.higher_is_better) == (domain, higher)


@pytest.mark.parametrize(
    ("value_type", "unit", "rows", "kind", "multiplier", "kept"),
    [
        ("Proportion", "%", [(20, 10, 50), (30, 30, 100)], "proportion", 100, False),
        # Weighted: the counts do not give the published value, which stands.
        ("Proportion", "%", [(25, 10, 50), (30, 40, 100)], "proportion", 100, True),
        ("Proportion", "%", [(25, float("nan"), float("nan"))], "proportion", 100, True),
        ("Crude rate", "per 1,000", [(200, 10, 50)], "rate", 1_000, False),
        ("Crude rate", "per 100,000", [(20_000, 10, 50)], "rate", 100_000, False),
        ("Crude rate", "per 100,000", [(35, 10, 50)], "standardised_rate", 1, True),
        ("Directly standardised rate", "per 100,000", [(20_000, 10, 50)], "standardised_rate", 1, True),
        ("Life expectancy", "Years", [(81.2, float("nan"), float("nan"))], "standardised_rate", 1, True),
    ],
)
def test_what_a_value_is_must_agree_with_its_counts(described, value_type, unit, rows, kind, multiplier, kept):
    made = made_from(described(**{"Value type": value_type, "Unit": unit}), _counts(*rows), ())
    assert (made.indicator.value_type, made.indicator.multiplier, made.value_kept) == (kind, multiplier, kept)


def test_a_count_by_itself_is_no_indicator(described):
    made = made_from(described(**{"Value type": "Count", "Unit": "people"}), _counts((10, 10, 50)), ())
    assert made.indicator is None
    assert "no value that areas can be compared by" in made.why


def test_long_names_are_cut_at_a_word_and_the_caveat_says_that_nobody_read_it(described):
    name = "Emergency hospital admissions " * 8
    made = made_from(described(Indicator=name.strip()), _counts((20, 10, 50)), ()).indicator
    assert made.short_name == "Emergency hospital admissions Emergency…"
    assert len(made.name) <= 120
    assert made.caveat.startswith("Defined from its publisher's own metadata and read by nobody here")
    assert made.caveat.endswith("Small numbers vary.")


def _extract(number: str, called: str) -> bytes:
    lines = [
        fingertips("E92000001", "England", "2022/23", 300, 1000, id=number, called=called),
        fingertips("A10001", "GPs", "2022/23", 180, 800, id=number, called=called),
        fingertips("A10003", "GPs", "2022/23", 100, 1000, id=number, called=called),
    ]
    return rows(FINGERTIPS, lines)


def test_a_build_shows_what_metadata_defines_and_says_what_would_define_the_rest(folder, tmp_path):
    (folder / "new.csv").write_bytes(_extract("12345", "Coverage of something"))
    (folder / "other.csv").write_bytes(_extract("67890", "Another thing"))
    (folder / "metadata.csv").write_text(_metadata(_described(), _described("91547")), encoding="utf-8")
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    assert dataset.indicators["fingertips_12345"].name == "Coverage of something"
    whole = dataset.observations("fingertips_12345", level="icb").iloc[0]
    assert whole[["numerator", "denominator"]].tolist() == [280, 1800]
    assert dataset.indicators["fingertips_12345"].population_base == "registered"
    assert "fingertips_67890" not in dataset.indicators
    (reason,) = report.files["other.csv"].left_out
    assert reason.startswith(
        "of Another thing (fingertips:67890), which no indicator definition uses: add the metadata"
    )
    metadata = report.files["metadata.csv"]
    assert (metadata.used, sum(metadata.left_out.values()), metadata.rows) == (1, 1, 2)


def test_councils_figures_stand_for_residents_where_the_council_lies_wholly_in_the_area(folder, tmp_path):
    lines = [
        fingertips(area, "UA", "2022/23", count, 1000, id="12345", called="Coverage of something")
        for area, count in (("E06000901", 300), ("E07000902", 100), ("E06000999", 900))
    ]
    (folder / "councils.csv").write_bytes(rows(FINGERTIPS, lines))
    (folder / "metadata.csv").write_text(_metadata(_described()), encoding="utf-8")
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    places = dataset.observations("fingertips_12345", level="place").set_index("area_code")["numerator"]
    # A part of Beta is in another board.
    assert places.to_dict() == {"E06000901": 300}
    assert dataset.observations("fingertips_12345", level="icb").empty
    assert report.files["councils.csv"].left_out == {"councils of other areas, or only partly in this one": 2}


@pytest.mark.parametrize(("whole", "expected"), [(True, [400, 2000]), (False, [])])
def test_councils_that_make_up_the_area_are_added_up(whole, expected):
    rows = pd.DataFrame({"area_code": ["E06000901", "E07000902"], "numerator": [300.0, 100.0], "denominator": 1000.0})
    rows = rows.assign(indicator_id="x", area_type="place", period_start=FIRST, period_end=LAST, dimension="total",
                       group="all", status="ok", value=9.0, lower=8.0, upper=10.0, source="councils.csv")  # fmt: skip
    area = Area("E54000090", "QAA", "Testshire", frozenset({"E38000990"}), frozenset({"N1"}))
    outlines = PublishedAreas(frozenset(rows["area_code"]), frozenset(), whole)
    report = BuildReport()
    report.files = {"councils.csv": FileLine("councils.csv", "x")}
    residents = replace(next(iter(indicators().values())), id="x", population_base="resident")
    definitions = Definitions({"x": residents}, {}, frozenset())
    found = published_observations(rows, pd.DataFrame(), area, outlines, definitions, report)
    assert found.loc[found["level"] == "icb", ["numerator", "denominator"]].to_numpy().ravel().tolist() == expected
    assert set(found.loc[found["level"] == "place", "area_code"]) == set(rows["area_code"])


def test_a_networks_own_figure_stands_where_its_practices_have_none(folder, tmp_path):
    lines = [fingertips("U00001", "PCNs", "2022/23", 30, 100, id="12345", called="Coverage of something")]
    (folder / "networks.csv").write_bytes(rows(FINGERTIPS, lines))
    (folder / "metadata.csv").write_text(_metadata(_described()), encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    found = Dataset.open(tmp_path / "out").observations("fingertips_12345", level="neighbourhood")
    assert found[["area_code", "numerator"]].to_numpy().tolist() == [["U00001", 30.0]]


@pytest.mark.parametrize(
    ("rows", "gives"),
    [
        ([(20, 300, 1500), (30, 300, 1000)], True),
        ([(25, 300, 1500), (33, 300, 1000)], False),
        # Too few for rounding not to tell, and no counts at all.
        ([(25, 10, 50)], True),
        ([(25, float("nan"), float("nan"))], True),
    ],
)
def test_counts_are_held_to_the_published_value_where_there_are_enough(rows, gives):
    assert counts_give_the_value(_counts(*rows), 100.0) is gives


def test_a_weighted_survey_keeps_its_published_value_under_a_ready_definition(folder, tmp_path):
    row = list(fingertips("E06000901", "UA", "2022/23", 300, 1000, id="93088", called="Overweight"))
    row[12] = 64.5
    (folder / "survey.csv").write_bytes(rows(FINGERTIPS, [tuple(row)]))
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    found = Dataset.open(tmp_path / "out").observations("adult_overweight", level="place").iloc[0]
    assert found["value"] == pytest.approx(0.645)
    assert found[["numerator", "denominator"]].isna().all()
    assert report.sections["Indicators: the published value stands"] == [
        "adult_overweight (fingertips:93088): its counts do not give the published value, which stands"
    ]

"""Topics of the Census: any bulk table whose headings are named, added up to neighbourhoods and fifths of deprivation."""

import pytest

from data.contract.published_indicators import indicator_of_series
from data.dataset.dataset import Dataset
from data.sources.building import build
from data.sources.formats import census_topic
from data.sources.neighbourhoods import PCN
from data.sources.readers import reader_of
from tests.small_dataset import RULE

HEALTH = (
    "date,geography,geography code,General health: Total: All usual residents,General health: Very good health,{}{}"
)
BAD = "General health: Bad health{0},General health: Very bad health{0}"


@pytest.mark.parametrize("measures", ["", "; measures: Value"])
def test_a_topic_is_read_by_its_headings_with_or_without_the_word_measures(open_text_file, measures):
    heading = HEALTH.format("", BAD.format(measures))
    lines = "2021,A,E01000001,1000,400,60,20\n2021,B,W01000001,900,400,60,20\n2021,C,E01000002,100,400,many,20\n"
    table = open_text_file(f"{heading}\n{lines}2021,D,E01000003,10,0,9,2\n")
    assert reader_of(table) is census_topic
    reading = census_topic.read(table)
    assert reading.frame.to_dict("records") == [
        {"lsoa": "E01000001", "source_id": "census:bad_health", "numerator": 80.0, "denominator": 1000.0}
    ]
    assert reading.dropped == {
        "bad_health: without a count, or with one above its total": 2,
        "not a small area in England": 1,
    }
    assert any("row 4, column 'General health: Bad health" in line for line in table.odd.lines("f.csv", ""))


def test_two_topics_of_one_table_are_both_read(open_text_file):
    heading = "geography code,Tenure of household: Total: All households,Tenure of household: Social rented"
    reading = census_topic.read(
        open_text_file(f"{heading},Tenure of household: Private rented\nE01000001,500,100,150\n")
    )
    shares = reading.frame.set_index("source_id")["numerator"]
    assert shares.to_dict() == {"census:social_rented": 100.0, "census:private_rented": 150.0}


def test_a_table_of_another_topic_is_no_table_of_these(open_text_file):
    assert reader_of(open_text_file("geography code,Religion: Total: All usual residents\nE01000001,5\n")) is None


def test_every_topic_has_an_indicator_and_no_code_stands_twice():
    codes = [f"census:{each.code}" for each in census_topic.topics()]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(indicator_of_series())


def test_a_build_has_a_topic_for_neighbourhoods_places_the_area_and_fifths(folder, tmp_path):
    names = ("E01000001", "E01000002", "E01000006", "E01033001", "E01033002", "E01033003")
    lines = [f"2021,{code},{code},1000,400,{60 + 10 * n},20" for n, code in enumerate(names)]
    (folder / "health.csv").write_text("\n".join([HEALTH.format("", BAD.format("")), *lines]), encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    found = dataset.observations("poor_health_census")
    whole = found[found["level"] == "icb"]
    assert whole[["numerator", "denominator"]].to_numpy().tolist() == [[6 * 80 + 150, 6000]]
    by_fifth = dataset.observations("poor_health_census", level="icb", dimension="deprivation_quintile")
    assert by_fifth[["numerator", "denominator"]].sum().tolist() == [whole["numerator"].iloc[0], 6000]
    places = found[found["level"] == "neighbourhood"]
    assert dict(zip(places["area_code"], places["denominator"], strict=True)) == {"U00001": 4000, "U00002": 2000}
    assert set(found["population_base"]) == {"resident"}


def test_a_topic_that_lacks_a_small_area_is_left_out_and_told(folder, tmp_path):
    text = HEALTH.format("", BAD.format("")) + "\n2021,A,E01000001,1000,400,60,20\n"
    (folder / "health.csv").write_text(text, encoding="utf-8")
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    assert "poor_health_census: not given for every small area" in report.text("")
    assert "poor_health_census" not in Dataset.open(tmp_path / "out").indicators

"""Census ages by five-year band, as a Nomis query and as the bulk file."""

import csv

import pytest

from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.building import build
from data.sources.formats import census_age
from data.sources.neighbourhoods import PCN
from data.sources.readers import reader_of
from tests.small_dataset import RULE

BANDS = ["Aged 4 years and under", "Aged 5 to 9 years", "Aged 85 years and over"]
HEAD = '\n"TS007A - Age by five-year age bands"\n"Date       :","2021"\n\n'
HEADER = '"2021 super output area - lower layer","mnemonic","Total",' + ",".join(f'"{band}"' for band in BANDS)


def _query(*lines: str) -> str:
    return HEAD + HEADER + "\n\n" + "".join(line + "\n" for line in lines) + "\n\nfootnote\n"


def test_a_query_is_read_from_among_its_lines(open_text_file, read):
    table = open_text_file(_query('"A","E01000001",60,10,20,30', '"W","W01000001",3,1,1,1', '"B","E01000002",6,1,2,3'))
    assert reader_of(table) is census_age
    found = read(table).frame.set_index("lsoa")
    assert list(found.columns) == ["aged_0_to_4", "aged_5_to_9", "aged_85_and_over"]
    assert found.loc["E01000001"].tolist() == [10, 20, 30]
    assert list(found.index) == ["E01000001", "E01000002"]


def test_the_bulk_file_has_longer_names(open_text_file, read):
    names = ",".join(f"Age: {band}" for band in BANDS)
    table = open_text_file(
        f"date,geography,geography code,Age: Total,{names}\n2021,A,E01000001,60,10,20,30\n2021,W,W01000001,3,1,1,1\n"
    )
    assert reader_of(table) is census_age
    reading = read(table)
    assert reading.frame.to_dict("list") == {
        "lsoa": ["E01000001"],
        "aged_0_to_4": [10],
        "aged_5_to_9": [20],
        "aged_85_and_over": [30],
    }
    assert reading.dropped == {"not a small area in England": 1}


def test_bands_that_do_not_add_up_and_cells_that_are_no_counts_are_refused(open_text_file, read):
    with pytest.raises(SourceError, match="age bands do not add up to its total; found '60 in all bands, 90 in total'"):
        read(open_text_file(_query('"A","E01000001",90,10,20,30')))
    with pytest.raises(SourceError, match="row 7, column 'Aged 5 to 9 years': not a number; found 'few'"):
        read(open_text_file(_query('"A","E01000001",60,10,few,30')))


def test_ages_add_up_at_every_level_of_a_build(folder, tmp_path):
    codes = ["E01000001", "E01000002", "E01033001", "E01033002", "E01033003", "E01000006", "E01000009"]
    text = _query(*(f'"x","{code}",60,10,20,30' for code in codes))
    (folder / "ages.csv").write_text(text, encoding="utf-8")
    build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    for level in ("lsoa", "neighbourhood", "place", "icb"):
        assert dataset.areas(level)[["aged_0_to_4", "aged_85_and_over"]].sum().tolist() == [60, 180]
    assert dataset.areas("neighbourhood")["aged_5_to_9"].isna().sum() == 0


def test_ages_of_small_areas_in_no_neighbourhood_are_their_places(folder, tmp_path):
    codes = ["E01000001", "E01000002", "E01033001", "E01033002", "E01033003", "E01000006", "E01000009"]
    (folder / "ages.csv").write_text(_query(*(f'"x","{code}",60,10,20,30' for code in codes)), encoding="utf-8")
    (tmp_path / "ours.csv").write_text("lsoa,team\nE01000001,North\n", encoding="utf-8")
    build(folder, "QAA", str(tmp_path / "ours.csv"), tmp_path / "out", rule=RULE)
    ages = Dataset.open(tmp_path / "out").optional("age_structure")
    whole = ages[(ages["people_of"] == "resident") & (ages["dimension"] == "total")].set_index("area_code")["people"]
    assert whole.to_dict() == {"North": 60, "E06000901": 240, "E07000902": 120, "E54000090": 360}


def test_the_real_ages_of_the_area_are_its_residents(real_ncl, read):
    path = real_ncl / "census" / "nomis_query_TS007A_age_lsoa.csv"
    (table,) = open_file(path, path.name)
    found = read(table).frame
    with path.open(newline="", encoding="utf-8-sig") as text:
        rows = [row for row in csv.reader(text) if len(row) > 3 and row[1].startswith("E01")]
    assert len(found) == len(rows) == 806
    assert found["aged_0_to_4"].sum() == sum(int(row[3]) for row in rows)
    assert found.drop(columns="lsoa").sum().sum() == pytest.approx(sum(int(row[2]) for row in rows), rel=1e-4)

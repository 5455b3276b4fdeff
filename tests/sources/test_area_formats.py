"""Readers of boundaries, lookups, deprivation and the census."""

import json

import pytest

from data.files import small_area_changes as lsoa_changes
from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.formats import (
    boundaries,
    census_ethnic_group,
    census_nomis_query,
    deprivation,
    lsoa_to_icb,
    lsoa_to_place,
    lsoa_to_units,
)
from data.sources.readers import reader_of
from tests.sources.published_folder import square


@pytest.mark.parametrize("code", ["LSOA21CD", "LSOA11CD", "MSOA21CD", "LAD24CD", "ICB23CD", "SICBL23CD"])
def test_boundaries_are_told_apart_by_their_code_column(tmp_path, code):
    name = code.removesuffix("CD") + "NM"
    feature = {"type": "Feature", "properties": {"FID": 1, code: "E1", name: "One"}, "geometry": square(0)}
    path = tmp_path / "shape.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    (layer,) = open_file(path, "shape.geojson")
    assert reader_of(layer) is boundaries
    found = boundaries.read(layer).frame
    assert found["area_type"].tolist() == [code.removesuffix("CD").lower()]
    assert (found["area_code"][0], found["area_name"][0]) == ("E1", "One")
    assert found.crs == "EPSG:4326"


def test_the_lookup_to_output_and_middle_layer_areas(open_text_file, read):
    table = open_text_file(
        "OA21CD,LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,LAD22CD\n"
        "E00000001,E01000001,Alpha 001A,E02000001,Alpha 001,E09000001\n"
    )
    assert reader_of(table) is lsoa_to_units
    (row,) = read(table).frame.to_dict("records")
    assert row == {"lsoa": "E01000001", "oa_code": "E00000001", "msoa_code": "E02000001", "msoa_name": "Alpha 001"}


def test_a_small_areas_code_that_is_none_in_a_lookup_of_units_is_told(open_text_file, read):
    table = open_text_file("OA21CD,LSOA21CD\nE00000001,E01000001\nE00000002,nowhere\n")
    assert len(read(table).frame) == 1
    assert "not the code of a small area" in " ".join(table.odd.lines(table.file, table.sheet))


def test_the_lookup_to_boards_of_any_year(open_text_file, read):
    table = open_text_file(
        "LSOA21NM,LSOA21CD,SICBL23NM,SICBL23CD,SICBL23CDH,ICB23NM,ICB23CD,ICB23CDH\n"
        "Barnet 001A,E01000248,Part,E38000240,93C,NHS North Central London Integrated Care Board,E54000028,QMJ\n"
    )
    assert reader_of(table) is lsoa_to_icb
    found = read(table).frame.iloc[0]
    assert (found["lsoa"], found["icb_ods"], found["icb_code"]) == ("E01000248", "QMJ", "E54000028")
    assert (found["sub_icb_ods"], found["sub_icb_code"]) == ("93C", "E38000240")


def test_the_lookup_to_places(open_text_file, read):
    table = open_text_file(
        "LSOA21NM,LSOA21CD,WD24NM,WD24CD,LAD24NM,LAD24CD\nA,E01000001,W,E05000001,Barnet,E09000003\n"
    )
    assert reader_of(table) is lsoa_to_place
    assert read(table).frame.iloc[0][["place_code", "place_name"]].tolist() == ["E09000003", "Barnet"]


def test_both_layouts_of_the_lookup_from_2011_to_2021(open_text_file, read):
    older = open_text_file(
        "\ufeffF_LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD\n"
        "E01000003,a,E01033001,b,S,x\nE01000004,a,E01033003,b,M,x\nW01000001,a,W01000001,b,U,x\n"
    )
    assert reader_of(older) is lsoa_changes
    reading = read(older)
    assert reading.frame["change"].tolist() == ["split", "merged"]
    assert reading.dropped == {"not in England": 1}
    newer = open_text_file("\ufeffObjectId,LSOA11CD,LSOA21CD,LAD22CD\n1,E01000003,E01033001,x\n")
    assert reader_of(newer) is lsoa_changes
    reading = read(newer)
    assert reading.frame["change"].tolist() == [""]
    assert "does not say" in reading.notes[0]


def test_a_lookup_that_lacks_a_column_is_refused_by_its_heading(open_text_file, read):
    table = open_text_file("LSOA21CD,LSOA21NAME,ICB24CD,ICB24CDH,ICB24NM,SICBL24CD,SICBL24CDH\nE01000001,a,b,c,d,e,f\n")
    assert reader_of(table) is lsoa_to_icb
    with pytest.raises(SourceError, match="column 'LSOA21NM': a column is not there"):
        read(table)


def test_a_lookup_of_no_english_area_is_refused(open_text_file, read):
    table = open_text_file("F_LSOA11CD,LSOA21CD,CHGIND\nW01000001,W01000001,U\n")
    with pytest.raises(SourceError, match="a lookup without a small area of England"):
        read(table)


def test_the_2019_index_has_thousands_commas_and_its_own_wording(open_text_file, read):
    table = open_text_file(
        "\ufeffLSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Rank,"
        'Index of Multiple Deprivation (IMD) Decile\nE01000115,a,"29,199",9\n'
    )
    assert reader_of(table) is deprivation
    found = read(table).frame.iloc[0]
    assert (found["imd_version"], found["rank"], found["decile"]) == ("2019", 29_199, 9)


@pytest.mark.parametrize(("year", "version"), [(2013, "2015"), (2019, "2019")])
def test_the_index_of_2015_is_told_from_that_of_2019_by_the_councils_it_names(open_text_file, read, year, version):
    table = open_text_file(
        f"LSOA code (2011),LSOA name (2011),Local Authority District code ({year}),Index of Multiple Deprivation (IMD) Rank "
        "(where 1 is most deprived)\nE01000115,a,E09000003,100\n"
    )
    reading = read(table)
    assert (reading.frame["imd_version"].tolist(), reading.period) == ([version], version)


def test_the_2025_workbook_is_read_from_its_data_sheet_not_its_notes(open_book, read):
    rank = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
    decile = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOA"
    notes, data = open_book(Notes=[["Notes"]], IMD25=[["LSOA code (2021)", rank, decile], ["E01000115", 30546, 10]])
    assert reader_of(notes) is None
    assert reader_of(data) is deprivation
    found = read(data).frame.iloc[0]
    assert (found["imd_version"], found["rank"], found["decile"]) == ("2025", 30_546, 10)


def test_the_score_is_taken_where_a_file_has_one(open_text_file, read):
    table = open_text_file(
        "LSOA code (2021),Index of Multiple Deprivation (IMD) Score,"
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)\nE01000115,6.2,30546\n"
    )
    assert read(table).frame["score"].tolist() == [6.2]


def _bulk(columns: dict[str, int]) -> str:
    return "date,geography,geography code," + ",".join(f'"{name}"' for name in columns) + "\n"


def test_census_group_totals_and_subgroups_are_not_added_together(open_text_file, read):
    detailed = [name for names in census_ethnic_group.DETAILED.values() for name in names]
    columns = dict.fromkeys([census_ethnic_group.TOTAL, *census_ethnic_group.BROAD.values(), *detailed], 0)
    columns[census_ethnic_group.TOTAL] = 100
    for name, people in zip(census_ethnic_group.BROAD.values(), (30, 20, 10, 35, 5), strict=True):
        columns[name] = people
    columns["Ethnic group: Asian, Asian British or Asian Welsh: Chinese"] = 12
    columns["Ethnic group: White: Roma"] = 4
    columns["Ethnic group: White: Other White"] = 6
    line = "2021,x,E01000115," + ",".join(map(str, columns.values())) + "\n"
    table = open_text_file(_bulk(columns) + line + line.replace("E01000115", "W01000001"))
    assert reader_of(table) is census_ethnic_group
    reading = read(table)
    found = reading.frame.iloc[0]
    assert reading.dropped == {"not a small area in England": 1}
    broad = [found[f"resident_{group}"] for group in ("asian", "black", "mixed", "white", "other")]
    assert broad == [30, 20, 10, 35, 5]
    assert sum(broad) == found["residents"] == 100
    assert found["resident_asian_chinese"] == 12
    assert found["resident_white_other"] == 10


def _query(figure: str = "133") -> str:
    return (
        '\n"TS021 - Ethnic group"\n"ONS Crown Copyright Reserved"\n"Date       :","2021"\n\n'
        '"2021 super output area - lower layer","mnemonic","Total: All usual residents",'
        '"Asian, Asian British or Asian Welsh","Black, Black British, Black Welsh, Caribbean or African",'
        '"Mixed or Multiple ethnic groups","White","Other ethnic group"\n\n'
        f'"Barnet 001A","E01000248",1704,{figure},53,82,1396,40\n\n\n'
        '"","In order to protect against disclosure of personal information"\n'
    )


def test_a_nomis_query_is_read_from_among_its_headings_and_footnotes(open_text_file, read):
    table = open_text_file(_query())
    assert reader_of(table) is census_nomis_query
    reading = read(table)
    assert reading.rows == 1
    assert reading.frame.iloc[0].tolist() == ["E01000248", 1704, 133, 53, 82, 1396, 40]


def test_a_figure_that_is_not_one_is_named_by_its_line_in_the_file(open_text_file, read):
    with pytest.raises(SourceError, match=r"row 8, column 'Asian, Asian British or Asian Welsh': .*found 'many'"):
        read(open_text_file(_query("many")))

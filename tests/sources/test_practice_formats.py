"""Readers of lists of practices and of registered patients."""

import zipfile

import pandas as pd
import pytest

from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.closed_practices import successors_of
from data.sources.formats import (
    epcn,
    epraccur,
    gpad_map,
    payments,
    practice_locations,
    practice_map,
    qof_geographies,
    registrations,
    successions,
    weighted_populations,
)
from data.sources.one_extract import one_extract
from data.sources.read_folder import Gathered
from data.sources.readers import reader_of
from data.sources.report import BuildReport, FileLine

_MAP = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "SUB_ICB_LOCATION_CODE,ICB_CODE\n"
)


def test_the_practice_map(open_text_file, read):
    table = open_text_file(
        _MAP
        + "GP,01Jan2026,E83003,OAKLEIGH,N20 0DH,U33392,BARNET 2 PCN,93C,QMJ\nGP,01Jan2026,E83004,X,N1,U,U,93C,QMJ\n"
    )
    assert reader_of(table) is practice_map
    reading = read(table)
    assert reading.period == "January 2026"
    assert reading.frame["pcn_code"].tolist() == ["U33392", ""]
    assert reading.frame["icb_ods"].tolist() == ["QMJ", "QMJ"]


def test_the_appointments_map(open_text_file, read):
    table = open_text_file(
        "GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,ICB_CODE\n"
        "E83003,OAKLEIGH,EMIS,U33392,BARNET 2 PCN,93C,QMJ\nE83004,X,EMIS,UNALLOCATED,UNALLOCATED,93C,QMJ\n"
    )
    assert reader_of(table) is gpad_map
    assert read(table).frame["pcn_name"].tolist() == ["BARNET 2 PCN", ""]


def test_epcn_gives_the_network_of_ended_memberships_apart_and_has_line_breaks_in_its_headers(open_book, read):
    header = [
        "Partner\nOrganisation\nCode",
        "Partner\nName",
        "Practice\nParent\nSub ICB Loc Code",
        "PCN Code",
        "PCN Name",
        "Practice to PCN\nRelationship\nStart Date",
        "Practice to PCN\nRelationship\nEnd Date",
    ]
    details, partners = open_book(
        PCNDetails=[["PCN Code", "PCN Name"], ["U02795", "NORTH 2 ISLINGTON PCN"]],
        Partners=[
            header,
            ["E83003", "OAKLEIGH", "93C", "U33392", "BARNET 2 PCN", "20191001", None],
            ["E83003", "OAKLEIGH", "93C", "U00000", "OLD PCN", "20190701", "20190930"],
        ],
    )
    assert reader_of(details) is None
    assert reader_of(partners) is epcn
    reading = read(partners)
    assert reading.frame["pcn_code"].tolist() == ["U33392", ""]
    assert reading.frame["last_pcn_code"].tolist() == ["", "U00000"]
    assert reading.frame["ended"].tolist() == [pd.NaT, pd.Timestamp(2019, 9, 30)]
    assert reading.notes == ("1 memberships have ended",)


def test_successions_are_of_practices_and_are_known_without_headings(open_text_file, read):
    table = open_text_file(
        '"A81001","A81002","M","20210630","Y"\n"RQ1","RQ2","M","20210630","Y"\n"A81003","A81003","","",""\n'
    )
    assert reader_of(table) is successions
    reading = read(table)
    assert reading.frame.to_numpy().tolist() == [["A81001", "A81002", pd.Timestamp(2021, 6, 30)]]
    assert reading.dropped == {"not of two general practices": 2}


def test_a_chain_of_mergers_is_followed_to_its_end_and_a_circle_or_a_fork_to_none():
    pairs = [("A1", "A2"), ("A2", "A3"), ("B1", "B2"), ("B2", "B1"), ("C1", "C2"), ("C1", "C3")]
    frame = pd.DataFrame(pairs, columns=["practice_code", "successor"]).assign(source="s")
    gathered = Gathered({"successions": frame}, {})
    assert successors_of(gathered, told_of("s")) == {"A1": "A3", "A2": "A3"}


def _practice(code: str, status: str, setting: str) -> str:
    cells = [
        code,
        "NAME",
        "Y56",
        "QMJ",
        *[""] * 5,
        "N1 1AA",
        "19740401",
        "",
        status,
        "B",
        "93C",
        *[""] * 10,
        setting,
        "",
    ]
    return ",".join(f'"{cell}"' for cell in cells) + "\r\n"


def test_epraccur_has_no_header_and_only_its_general_practices_are_kept(open_text_file, read):
    table = open_text_file(
        _practice("E83003", "A", "4") + _practice("A99938", "A", "0") + _practice("E83004", "C", "4")
    )
    assert reader_of(table) is epraccur
    reading = read(table)
    assert reading.rows == 3
    assert reading.frame["practice_code"].tolist() == ["E83003", "E83004"]
    assert reading.frame["status"].tolist() == ["active", "closed"]
    assert reading.frame["icb_ods"].tolist() == ["QMJ", "QMJ"]
    assert list(reading.dropped.values()) == [1]


def test_qof_geographies_under_the_older_and_the_newer_names(open_text_file, read):
    for board, part in (("STP_ODS_CODE", "CCG_ODS_CODE"), ("ICB_ODS_CODE", "SUB_ICB_LOC_ODS_CODE")):
        table = open_text_file(
            f"{board},{part},PCN_ODS_CODE,PCN_NAME,PRACTICE_CODE,PRACTICE_NAME\n"
            "QMJ,93C,U33392,Barnet 2 PCN,E83003,Oakleigh Road Health Centre\n"
        )
        assert reader_of(table) is qof_geographies
        found = read(table).frame.iloc[0]
        assert (found["icb_ods"], found["sub_icb_ods"], found["pcn_code"]) == ("QMJ", "93C", "U33392")


def test_practice_locations(open_text_file, read):
    table = open_text_file("OrganisationCode,OrganisationName,PCDS,Lat,Long\nE83003,OAKLEIGH,N20 0DH,51.6,-0.15\n")
    assert reader_of(table) is practice_locations
    assert read(table).frame.iloc[0][["latitude", "longitude"]].tolist() == [51.6, -0.15]


def test_weighted_populations_give_counts_and_practices(open_text_file, read):
    table = open_text_file(
        "Practice_Code,GP_Practice_Name,Practice_Postcode,Latitude,Longitude,CCG21,ICS22,pop 2022/23,Final WP\n"
        "E83003,Oakleigh,N20 0DH,51.6,-0.15,93C,QMJ,9357.5,8951.1\nE83004,Blank,N1,,,93C,QMJ,100,\n"
    )
    assert reader_of(table) is weighted_populations
    reading = read(table)
    found = reading.frame.iloc[0]
    assert (found["numerator"], found["denominator"]) == (8951.1, 9357.5)
    assert (found["period_start"], found["period_end"]) == (pd.Timestamp(2022, 4, 1), pd.Timestamp(2023, 3, 31))
    assert reading.frame["status"].tolist() == ["ok", "missing"]
    assert reading.also["practices"]["latitude"].tolist()[0] == 51.6


def test_what_general_practice_is_weighted_by_is_a_series_of_its_own(open_text_file, read):
    table = open_text_file(
        "Practice_Code,GP_Practice_Name,Practice_Postcode,CCG21,ICS22,pop 2022/23,Final WP,Final PMC WP\n"
        "E83003,Oakleigh,N20 0DH,93C,QMJ,9357.5,8951.1,9100.5\n"
    )
    found = read(table).frame.set_index("source_id")["numerator"].to_dict()
    assert found == {
        "nhs_england:final_weighted_population": 8951.1,
        "nhs_england:final_primary_care_weighted_population": 9100.5,
    }


_REGISTERED = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS\n"


def told_of(*labels: str) -> BuildReport:
    """A report that knows of these files."""
    report = BuildReport()
    report.files = {label: FileLine(label, "registrations") for label in labels}
    return report


def test_registrations_for_everyone_are_not_added_to_those_of_each_sex(open_text_file, read):
    line = "GP,01JUL2022,E83003,X,E01000115,{},{}\n".format
    table = open_text_file(_REGISTERED + line("ALL", 25) + line("MALE", 10) + line("FEMALE", 15))
    assert reader_of(table) is registrations
    reading = read(table)
    assert reading.period == "July 2022"
    found = one_extract(reading.frame.assign(source="x"), told_of("x"))
    assert found[["practice_code", "lsoa", "patients"]].to_numpy().tolist() == [["E83003", "E01000115", 25.0]]


def test_registrations_by_sex_alone_are_added_up(open_text_file, read):
    line = "GP,01JUL2022,E83003,X,E01000115,{},{}\n".format
    reading = read(open_text_file(_REGISTERED + line("MALE", 10) + line("FEMALE", 15)))
    assert one_extract(reading.frame.assign(source="x"), told_of("x"))["patients"].tolist() == [25]


def test_registrations_as_the_zip_they_come_in(tmp_path, read):
    path = tmp_path / "any.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.csv", _REGISTERED + "GP,01JUL2022,E83003,X,NO2011,ALL,3\n")
    (table,) = open_file(path, "any.zip")
    assert reader_of(table) is registrations
    assert read(table).frame["lsoa"].tolist() == ["NO2011"]


def test_a_date_that_is_not_one_is_named(open_text_file, read):
    with pytest.raises(SourceError, match="no row of it has a date.*found \"'July' in the first row"):
        read(open_text_file(_REGISTERED + "GP,July,E83003,X,E01000115,ALL,25\n"))


_PAID = (
    "Practice Code,Practice Name,Number of Registered Patients (Last Known Figure),"
    "Total NHS Payments to General Practice\n"
)


def test_payments_are_over_registered_patients_and_odd_practices_are_missing(open_text_file, read):
    table = open_text_file(
        _PAID + 'E83003,Oakleigh,9333.5,"1,243,775.20"\nE83004,Gone,0,500\nE83005,Back,10,-5\n', "x_22-23.csv"
    )
    assert reader_of(table) is payments
    reading = read(table)
    assert reading.frame.loc[0, ["numerator", "denominator"]].tolist() == [1_243_775.2, 9333.5]
    assert reading.frame["status"].tolist() == ["ok", "missing", "missing"]
    assert reading.frame["numerator"].isna().tolist() == [False, True, True]
    assert reading.period == "2022/23"


@pytest.mark.parametrize("name", ["payments.csv", "payments_22-24.csv"])
def test_payments_without_their_year_are_refused(open_text_file, read, name):
    with pytest.raises(SourceError, match="do not say which year they are of.*22-23"):
        read(open_text_file(_PAID + "E83003,Oakleigh,9333.5,1\n", name))

"""The GP Patient Survey. Every figure here is made up (synthetic), in the layout published since 2024."""

import math

import numpy as np
import pandas as pd
import pytest

from data.contract.published_indicators import indicator_of_series
from data.contract.tables import OBSERVATIONS, checked
from data.contract.vocabulary import UNKNOWN
from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.area import Area
from data.sources.definitions import ready_definitions
from data.sources.formats import gp_patient_survey
from data.sources.read_folder import Gathered
from data.sources.readers import reader_of
from data.sources.report import BuildReport, FileLine
from data.sources.survey import joined_shares, survey_observations

FIGURES = ("pcteval", "lowileval", "hiwileval", "baseevalw", "baseevaluw")
NAME = "GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv"
PRACTICE = "ad_practicecode,ad_practicename,ad_icscodeons,ad_pcncode,ad_pcnname"
AREA = Area("E54000090", "QAA", "Testshire", frozenset({"E38000990"}), frozenset({"E01000001"}))
READY = ready_definitions()
Z = 1.959963984540054


def _text(areas: str, rows: list[tuple[str, dict[str, tuple]]]) -> str:
    """A survey file: an area's cells, then the five figures of each question ('' where not given)."""
    stems = gp_patient_survey.QUESTIONS
    header = [areas, *(f"{stem}.{each}" for stem in stems for each in FIGURES)]
    lines = [
        ",".join([cells, *(str(figure) for stem in stems for figure in given.get(stem, ("",) * 5))])
        for cells, given in rows
    ]
    return "\n".join([",".join(header), *lines]) + "\n"


def _wilson(share: float, answers: float) -> tuple[float, float]:
    middle = (share + Z * Z / (2 * answers)) / (1 + Z * Z / answers)
    half = Z / (1 + Z * Z / answers) * math.sqrt(share * (1 - share) / answers + Z * Z / (4 * answers * answers))
    return middle - half, middle + half


def _answers(share: float, answers: float, weighted: float) -> tuple:
    return (share, *_wilson(share, answers), weighted, answers)


@pytest.fixture
def practices_file(open_text_file):
    rows = [
        ("A10001,One,E54000090,U00001,North", {"overallexp": _answers(0.8, 100, 120)}),
        ("A10002,Two,E54000090,U00001,North", {"overallexp": _answers(0.5, 50, 40)}),
        ("A10003,Three,E54000090,U00002,South", {"overallexp": (-99, -99, -99, 9.5, 8)}),
        ("A10009,Elsewhere,E54000091,U00009,East", {"overallexp": _answers(0.9, 100, 100)}),
    ]
    return open_text_file(_text(PRACTICE, rows), NAME)


def test_shares_intervals_and_bases_are_read_as_published(practices_file, read):
    assert reader_of(practices_file) is gp_patient_survey
    reading = read(practices_file)
    found = reading.frame.set_index(["source_id", "area_code"])
    first = found.loc[("gpps:overallexp", "A10001")]
    assert (first["value"], first["denominator"], first["asked"], first["status"]) == (0.8, 120, 100, "ok")
    assert (first["lower"], first["upper"]) == pytest.approx(_wilson(0.8, 100))
    assert (first["period_start"], first["period_end"]) == (pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 3, 31))
    questions = {code for code in indicator_of_series() if code.startswith("gpps:")}
    assert (set(reading.frame["source_id"]), reading.period) == (questions, "2025")
    assert len(reading.frame) == reading.rows == 4 * len(questions)


def test_fewer_than_ten_answers_are_hidden_and_no_negative_code_becomes_a_figure(practices_file, read):
    found = read(practices_file).frame.set_index(["source_id", "area_code"])
    hidden = found.loc[("gpps:overallexp", "A10003")]
    assert hidden["status"] == "suppressed"
    assert hidden[["value", "lower", "upper", "denominator", "asked"]].isna().all()
    assert not (found[["value", "lower", "upper", "denominator", "asked"]] < 0).any().any()


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        ((-98, -98, -98, 300, 280), "missing"),
        ((-97, -97, -97, -97, -97), "suppressed"),
        (("/", "/", "/", "*", "*"), "suppressed"),
        (("", "", "", "", ""), "suppressed"),
        ((0.5, 0.4, 0.6, 12, 9), "suppressed"),
    ],
)
def test_what_stands_in_place_of_a_figure(open_text_file, read, figures, status):
    table = open_text_file(_text("ad_icscodeons", [("E54000090", {"overallexp": figures})]), "GPPS_2025_ICS.csv")
    found = read(table).frame.set_index("source_id").loc["gpps:overallexp"]
    assert (found["status"], found["area_type"]) == (status, "icb")
    assert np.isnan(found["value"])


def test_the_country_and_networks_are_known_by_their_columns(open_text_file, read):
    good = {"overallexp": _answers(0.75, 1000, 1000)}
    country = read(open_text_file(_text("national", [("1", good)]), "GPPS_2025_National.csv")).frame
    assert (country["area_type"][0], country["area_code"][0]) == ("country", "E92000001")
    network = read(open_text_file(_text("ad_pcncode,ad_pcnname,ad_icscodeons", [("U00001,N,E54000090", good)]), NAME))
    assert network.frame[["area_type", "area_code", "area_name"]].iloc[0].tolist() == ["neighbourhood", "U00001", "N"]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((75.0, 74.0, 76.0, 100, 100), "row 2, column 'overallexp.pcteval': not a share with its interval"),
        ((0.5, 0.6, 0.7, 100, 100), "not a share with its interval around it; found '0.5, from 0.6 to 0.7'"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(open_text_file, read, figures, words):
    table = open_text_file(_text("ad_icscodeons", [("E54000090", {"overallexp": figures})]), "GPPS_2025_ICS.csv")
    with pytest.raises(SourceError, match=words) as caught:
        read(table)
    assert caught.value.mend


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (
            ("many", 0.6, 0.7, 100, 100),
            "row 3, column 'overallexp.pcteval': not a number: taken as not given; found 'many'",
        ),
        (
            (0.5, 0.6, 0.7, 100, 100),
            "row 3, column 'overallexp.pcteval': not a share with its interval around it: taken",
        ),
    ],
)
def test_one_odd_cell_is_left_out_and_told_and_the_rest_is_read(open_text_file, read, figures, words):
    good, odd = {"overallexp": (0.75, 0.7, 0.8, 100, 100)}, {"overallexp": figures}
    rows = [(code, good) for code in ("E54000090", "E54000092", "E54000093")]
    table = open_text_file(_text("ad_icscodeons", [rows[0], ("E54000091", odd), *rows[1:]]), "GPPS_2025_ICS.csv")
    found = read(table).frame
    overall = found[found["source_id"] == "gpps:overallexp"].set_index("area_code")
    assert overall["status"].to_dict() == dict.fromkeys([code for code, _ in rows], "ok") | {"E54000091": "missing"}
    assert overall.loc["E54000090", "value"] == 0.75
    assert [line for line in table.odd.lines(table.file, "") if words in line]


def test_a_file_without_a_year_in_its_name_is_refused_and_an_earlier_survey_left_out(open_text_file, read):
    with pytest.raises(SourceError, match="do not say which year.*GPPS_2025"):
        read(open_text_file(_text("national", [("1", {})]), "survey.csv"))
    earlier = open_text_file("Practice_Code,Q28_12pct\nA10001,0.8\nA10002,0.7\n", "old.csv")
    assert reader_of(earlier) is gp_patient_survey
    reading = read(earlier)
    assert reading.frame.empty
    assert reading.dropped == {"of the survey before 2024, which is not comparable with later years": 2}


def test_unweighted_results_are_refused(open_text_file, read):
    with pytest.raises(SourceError, match="results without weighted bases.*whose name says '\\(weighted\\)'"):
        read(open_text_file("national,overallexp.pcteval\n1,0.7\n", "GPPS_2025_National.csv"))


def _rows(**columns: list) -> pd.DataFrame:
    found = pd.DataFrame(columns)
    bounds = [_wilson(share, n) for share, n in zip(found["value"], found["asked"], strict=True)]
    found[["lower", "upper"]] = pd.DataFrame(bounds, index=found.index)
    return found.assign(status="ok")


def test_practices_join_by_their_weights_with_an_interval_from_theirs():
    rows = _rows(place=["P", "P"], value=[0.8, 0.5], asked=[100, 50], denominator=[120.0, 40.0])
    found = joined_shares(rows, ["place"]).iloc[0]
    assert found["value"] == pytest.approx((0.8 * 120 + 0.5 * 40) / 160)
    errors = (rows["upper"] - rows["lower"]) / (2 * Z)
    variance = ((120 * errors[0]) ** 2 + (40 * errors[1]) ** 2) / 160**2
    answers = found["value"] * (1 - found["value"]) / variance
    assert (found["lower"], found["upper"]) == pytest.approx(_wilson(found["value"], answers))
    assert found["denominator"] == 160


def test_an_interval_is_narrower_than_those_it_is_made_of_and_never_leaves_the_scale():
    rows = _rows(place=["P", "P", "Q"], value=[1.0, 1.0, 0.3], asked=[20, 20, 30], denominator=[20.0, 20.0, 30.0])
    found = joined_shares(rows, ["place"]).set_index("place")
    assert found.loc["P", ["value", "upper"]].tolist() == [1.0, 1.0]
    assert found.loc["P", "lower"] == pytest.approx(_wilson(1.0, 40)[0])
    assert rows["lower"][0] < found.loc["P", "lower"] < 1
    assert found.loc["Q", ["lower", "upper"]].tolist() == pytest.approx(_wilson(0.3, 30), abs=0.01)


def test_a_group_of_which_nothing_is_shown_is_hidden():
    rows = _rows(place=["P", "Q"], value=[0.5, 0.5], asked=[20, 20], denominator=[20.0, 20.0])
    rows["status"] = ["suppressed", "missing"]
    found = joined_shares(rows, ["place"]).set_index("place")
    assert found["status"].to_dict() == {"P": "suppressed", "Q": "missing"}
    assert found[["value", "lower", "upper", "denominator"]].isna().all().all()


def _practices(neighbourhoods: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {"neighbourhood_code": neighbourhoods, "place_code": "P1", "imd_quintile_local": [1.0, 5.0, np.nan]},
        index=["A10001", "A10002", "A10003"],
    )


def _observed(readings: list, practices: pd.DataFrame) -> pd.DataFrame:
    rows = pd.concat([each.frame.assign(source="s") for each in readings], ignore_index=True)
    report = BuildReport()
    report.files["s"] = FileLine("s", "survey")
    found = survey_observations(Gathered({"survey": rows}, {}), practices, AREA, READY, report)
    return checked(found, OBSERVATIONS, where="here").set_index(
        ["indicator_id", "level", "area_code", "dimension", "group"]
    )


def test_observations_at_every_level_keep_the_contract(practices_file, read):
    found = _observed([read(practices_file)], _practices(["U00001", "U00001", "U00002"])).loc["overall_experience"]
    north = found.loc[("neighbourhood", "U00001", "total", "all")]
    assert north["value"] == pytest.approx((0.8 * 120 + 0.5 * 40) / 160)
    assert found.loc[("neighbourhood", "U00002", "total", "all"), "status"] == "suppressed"
    assert found.loc[("icb", "E54000090", "total", "all"), "value"] == pytest.approx(north["value"])
    fifths = found.loc[("icb", "E54000090", "practice_deprivation_quintile")]
    assert fifths["value"].dropna().to_dict() == {"1": 0.8, "5": 0.5}
    assert fifths.loc[UNKNOWN, "status"] == "suppressed"
    assert "A10009" not in found.index.get_level_values("area_code")
    assert found["numerator"].isna().all()


def test_what_is_published_for_a_network_or_the_board_stands_before_what_is_joined(
    practices_file, open_text_file, read
):
    good = {"overallexp": _answers(0.66, 400, 410)}
    networks = open_text_file(_text("ad_pcncode,ad_pcnname", [("U00001,North", good)]), "GPPS_2025_PCN.csv")
    published = read(networks)
    board = read(open_text_file(_text("ad_icscodeons", [("E54000090", good)]), "GPPS_2025_ICS.csv"))
    readings = [read(practices_file), published, board]
    found = _observed(readings, _practices(["U00001", "U00001", "U00002"])).loc["overall_experience"]
    assert found.loc[("neighbourhood", "U00001", "total", "all"), "value"] == 0.66
    assert found.loc[("icb", "E54000090", "total", "all"), "value"] == 0.66
    elsewhere = _observed(readings, _practices(["N1", "N1", "N2"])).loc["overall_experience"]
    assert "U00001" not in elsewhere.index.get_level_values("area_code")
    assert elsewhere.loc[("neighbourhood", "N1", "total", "all"), "value"] != 0.66


def test_the_real_files_agree_with_what_is_known_of_them(real_ncl, read):
    (path,) = (real_ncl / "indicators").glob("GPPS_2025_ICS*")
    (table,) = open_file(path, path.name)
    found = read(table).frame.set_index("source_id")
    continuity = found.loc["gpps:localgpservicesprefhpsee"]
    assert continuity["area_code"] == "E54000028"
    assert continuity[["value", "lower", "upper"]].tolist() == [0.38404602, 0.370436643, 0.397839429]
    assert continuity["asked"] == 7016
    (path,) = (real_ncl / "indicators").glob("GPPS_2025_National*")
    (table,) = open_file(path, path.name)
    assert read(table).frame.set_index("source_id").loc["gpps:gpcontactoverall", "value"] == 0.696070511

"""Fingertips sends a CSV an indicator; Nomis sends cells, a limited number at a time."""

import pandas as pd
import pytest

from data.fetching import fingertips, nomis
from data.fetching.errors import FetchError
from data.fetching.record import FetchedFile, digest
from data.files.opening import open_file
from data.sources.formats import census_ethnic_group
from tests.fetching.serving import Answer, Asked, Server

CELLS = (census_ethnic_group.TOTAL, *census_ethnic_group.BROAD.values())
NAMES = [name.removeprefix("Ethnic group: ") for name in CELLS]
ASK = {"cells": "c2021_eth_20", "prefix": "Ethnic group: ", "date": "2021"}


def _nomis(asked: Asked, *, at_most: int, left_out: str = "") -> Answer:
    """Cells of the areas asked for, area by area, no more than a number of them at once."""
    every = [
        f'"Name {code}","{code}","{name}",{10 * int(code[-1]) + n}'
        for code in asked.query["geography"].split(",")
        if code != left_out
        for n, name in enumerate(NAMES)
    ]
    start = int(asked.query["recordoffset"])
    rows = [f"{row},{len(every)}" for row in every[start : start + at_most]]
    header = '"GEOGRAPHY_NAME","GEOGRAPHY_CODE","C2021_ETH_20_NAME","OBS_VALUE","RECORD_COUNT"'
    return Answer("\r\n".join([header, *rows, ""]).encode())


def test_nomis_cells_become_the_bulk_file(server: Server, ask):
    address = server.by("/nomis", lambda asked: _nomis(asked, at_most=7))
    (found,) = nomis.fetch(ask(address=address, file="census.csv", ask=ASK))
    (table,) = open_file(found.path, "census.csv")
    assert census_ethnic_group.recognises(table)
    read = census_ethnic_group.read(table).frame
    assert read["lsoa"].tolist() == ["E01000001", "E01000002", "E01000003"]
    assert read["residents"].tolist() == [10, 20, 30]
    assert read["resident_white"].tolist() == [14, 24, 34]
    # Two areas make twelve cells, seven at a time; the third area six.
    asked = [(each.query["geography"], each.query["recordoffset"]) for each in server.asked]
    assert asked == [("E01000001,E01000002", "0"), ("E01000001,E01000002", "7"), ("E01000003", "0")]
    assert server.asked[0].query["select"] == "geography_name,geography_code,c2021_eth_20_name,obs_value,record_count"
    assert server.asked[0].query["measures"] == "20100"


def test_nomis_goes_on_where_it_broke_off(server: Server, ask):
    address = server.by(
        "/nomis", lambda a: _nomis(a, at_most=99) if "E01000001" in a.query["geography"] else Answer(status=503)
    )
    with pytest.raises(FetchError, match="answered 503"):
        nomis.fetch(ask(address=address, ask=ASK))
    server.by("/nomis", lambda asked: _nomis(asked, at_most=99))
    nomis.fetch(ask(address=address, ask=ASK))
    assert [each.query["geography"] for each in server.asked] == ["E01000001,E01000002", *["E01000003"] * 5]


def test_an_area_that_nomis_leaves_out_is_named(server: Server, ask):
    address = server.by("/nomis", lambda asked: _nomis(asked, at_most=99, left_out="E01000002"))
    with pytest.raises(FetchError, match="1 of 3 small areas are not whole in its answer, E01000002 for one"):
        nomis.fetch(ask(address=address, ask=ASK))


def test_cells_that_nomis_leaves_out_are_missed(server: Server, ask):
    def short(asked: Asked) -> Answer:
        answer = _nomis(asked, at_most=4)
        return answer if asked.query["recordoffset"] == "0" else Answer(answer.body.split(b"\r\n")[0] + b"\r\n")

    address = server.by("/nomis", short)
    with pytest.raises(FetchError, match="sent 4 of 12 cells"):
        nomis.fetch(ask(address=address, ask=ASK))


def test_a_page_of_apologies_is_not_a_table(server: Server, ask):
    address = server.by("/nomis", lambda _asked: Answer(b"<html>Nomis is being updated</html>"))
    with pytest.raises(FetchError, match="no column .*it begins '<html>Nomis is being updated</html>'"):
        nomis.fetch(ask(address=address, ask=ASK))


def test_a_census_is_fetched_once(server: Server, ask):
    address = server.by("/nomis", lambda asked: _nomis(asked, at_most=99))
    first = ask(address=address, ask=ASK)
    (found,) = nomis.fetch(first)
    place = found.path.replace(first.folder / "thing.csv")
    entry = FetchedFile(
        "thing.csv", "", "", "", "", "", address, "", place.stat().st_size, digest(place), asked=found.asked
    )
    before = len(server.asked)
    assert nomis.fetch(ask(address=address, ask=ASK, earlier={"thing.csv": entry}))[0].path is None
    assert len(server.asked) == before


FINGERTIPS_ASK = {"practices": "7", "boards": "221", "board_code": "n{ons}", "councils": "502", "country": "15"}


def test_fingertips_is_asked_for_every_indicator_a_build_can_use(server: Server, ask, monkeypatch):
    assert {"91547", "93553"} <= set(fingertips.indicator_ids())
    monkeypatch.setattr(fingertips, "indicator_ids", lambda: ["200", "91547"])
    address = server.by("/csv", lambda asked: Answer(f"Indicator ID\r\n{asked.query['indicator_ids']}\r\n".encode()))
    found = list(fingertips.fetch(ask(address=address, file="fingertips_{indicator}.csv", ask=FINGERTIPS_ASK)))
    assert [each.file for each in found] == ["fingertips_200.csv", "fingertips_91547.csv"]
    assert [pd.read_csv(each.path)["Indicator ID"].tolist() for each in found] == [[200], [91547]]
    assert [each.query for each in server.asked] == [
        {
            "indicator_ids": number,
            "child_area_type_id": "7",
            "parent_area_type_id": "221",
            "parent_area_code": "nE54000090",
        }
        for number in ("200", "91547")
    ]


def test_fingertips_may_say_that_nothing_changed(server: Server, ask, monkeypatch):
    monkeypatch.setattr(fingertips, "indicator_ids", lambda: ["200"])
    address = server.queue("/csv", Answer(b"Indicator ID\r\n200\r\n", headers={"ETag": '"a"'}), Answer(status=304))
    first = ask(address=address, file="f_{indicator}.csv", ask=FINGERTIPS_ASK)
    (found,) = fingertips.fetch(first)
    place = found.path.replace(first.folder / "f_200.csv")
    entry = FetchedFile(
        "f_200.csv", "", "", "", "", "", "", "", place.stat().st_size, digest(place), found.etag, asked=found.asked
    )
    again = ask(address=address, file="f_{indicator}.csv", ask=FINGERTIPS_ASK, earlier={"f_200.csv": entry})
    (unchanged,) = fingertips.fetch(again)
    assert unchanged.path is None
    assert server.asked[1].headers["If-None-Match"] == '"a"'


def test_indicators_of_residents_are_asked_for_by_council_and_others_may_be_named(server: Server, ask, monkeypatch):
    monkeypatch.setattr(fingertips, "indicator_ids", lambda: ["40401"])
    assert "40401" in fingertips.ids_by_council()
    assert "352" not in fingertips.ids_by_council()
    assert not {"91547", "93553", "94063"} & fingertips.ids_by_council()
    address = server.by("/csv", lambda asked: Answer(f"Indicator ID\r\n{asked.query['indicator_ids']}\r\n".encode()))
    more = {"also": [352]}
    found = list(fingertips.fetch(ask(address=address, file="f_{indicator}.csv", ask=FINGERTIPS_ASK | more)))
    assert [each.file for each in found] == ["f_40401.csv", "f_352.csv"]
    assert server.asked[0].query == {"indicator_ids": "40401", "child_area_type_id": "502", "parent_area_type_id": "15"}
    assert server.asked[1].query["child_area_type_id"] == "7"


def test_metadata_is_asked_for_the_indicators_named_and_for_none_otherwise(server: Server, ask):
    address = server.by(
        "/metadata", lambda asked: Answer(f"Indicator ID\r\n{asked.query['indicator_ids']}\r\n".encode())
    )
    (found,) = fingertips.fetch_metadata(
        ask(address=address, file="indicator_metadata.csv", ask={"also": [93474, 352]})
    )
    assert server.asked[0].query == {"indicator_ids": "93474,352"}
    assert found.file == "indicator_metadata.csv"
    assert fingertips.fetch_metadata(ask(address=address, file="indicator_metadata.csv", ask={"also": []})) == []


def test_one_indicator_that_cannot_be_had_does_not_stop_the_others(server: Server, ask, monkeypatch):
    monkeypatch.setattr(fingertips, "indicator_ids", lambda: ["1", "2", "3", "4"])
    address = server.by(
        "/csv", lambda asked: Answer(b"x") if asked.query["indicator_ids"] in "13" else Answer(status=404)
    )
    found = fingertips.fetch(ask(address=address, file="f_{indicator}.csv", ask=FINGERTIPS_ASK))
    assert [next(found).file, next(found).file] == ["f_1.csv", "f_3.csv"]
    with pytest.raises(FetchError, match=r"2 of 4 indicators could not be had \(2, 4\)"):
        next(found)

"""A feature service sends a layer in pages, says in two places that more follow, and tells of faults under status 200."""

import json

import pandas as pd
import pytest

from data.fetching import arcgis
from data.fetching.errors import FetchError
from data.fetching.record import FetchedFile, digest
from tests.fetching.serving import Answer, Asked, Server, json_answer

LAYER = {"editingInfo": {"lastEditDate": 1700000000000}, "objectIdField": "FID", "maxRecordCount": 2}
CODES = ["E01000001", "E01000002", "E01000003"]


def _features(codes: list[str], *, shapes: bool = False) -> list[dict]:
    shape = {"type": "Point", "coordinates": [-1.0, 52.0]} if shapes else None
    return [
        {"type": "Feature", "properties": {"LSOA21CD": code, "N": n}, "geometry": shape} for n, code in enumerate(codes)
    ]


def _page(codes: list[str], *, more: bool = False, inside: bool = True) -> Answer:
    found = {"type": "FeatureCollection", "features": _features(codes)}
    if more:
        found |= {"properties": {"exceededTransferLimit": True}} if inside else {"exceededTransferLimit": True}
    return json_answer(found)


@pytest.fixture
def layer(server: Server) -> str:
    return server.by("/layer", lambda _asked: json_answer(LAYER))


@pytest.mark.parametrize("inside", [True, False])
def test_it_asks_on_while_more_follow(server: Server, layer, ask, inside):
    server.queue("/layer/query", _page(CODES[:2], more=True, inside=inside), _page(CODES[2:]))
    (found,) = arcgis.fetch(ask(address=layer))
    assert pd.read_csv(found.path)["LSOA21CD"].tolist() == CODES
    assert found.edition == "1700000000000"
    asked = server.of("/layer/query")
    assert [each.query["resultOffset"] for each in asked] == ["0", "2"]
    assert asked[0].query == {
        "where": "1=1",
        "outFields": "*",
        "orderByFields": "FID",
        "returnGeometry": "false",
        "outSR": "4326",
        "resultOffset": "0",
        "f": "geojson",
    }


def test_it_asks_on_from_what_it_received_not_from_what_it_asked_for(server: Server, layer, ask):
    server.queue("/layer/query", _page(CODES[:1], more=True), _page(CODES[1:2], more=True), _page(CODES[2:]))
    (found,) = arcgis.fetch(ask(address=layer))
    assert [each.query["resultOffset"] for each in server.of("/layer/query")] == ["0", "1", "2"]
    assert len(pd.read_csv(found.path)) == 3


def test_small_areas_are_asked_for_a_few_at_a_time(server: Server, layer, ask):
    def answer(asked: Asked) -> Answer:
        return _page([code for code in CODES if code in asked.query["where"]])

    server.by("/layer/query", answer)
    (found,) = arcgis.fetch(ask(address=layer, narrowed_by="small_areas", ask={"column": "LSOA21CD"}))
    assert [each.query["where"] for each in server.of("/layer/query")] == [
        "LSOA21CD IN ('E01000001','E01000002')",
        "LSOA21CD IN ('E01000003')",
    ]
    assert pd.read_csv(found.path)["LSOA21CD"].tolist() == CODES


@pytest.mark.parametrize(("area", "where"), [("QAA", "H='QAA'"), ("E54000090", "C='E54000090'")])
def test_a_board_is_asked_for_by_either_code(server: Server, layer, ask, area, where):
    server.queue("/layer/query", _page(CODES))
    arcgis.fetch(ask(address=layer, area=area, narrowed_by="board", ask={"ods": "H", "ons": "C"}))
    assert server.of("/layer/query")[0].query["where"] == where


def test_shapes_come_as_geojson(server: Server, layer, ask):
    server.queue("/layer/query", json_answer({"type": "FeatureCollection", "features": _features(CODES, shapes=True)}))
    (found,) = arcgis.fetch(ask(address=layer, file="shapes.geojson", ask={"fields": "LSOA21CD"}))
    read = json.loads(found.path.read_text())
    assert (read["type"], [each["properties"]["LSOA21CD"] for each in read["features"]]) == ("FeatureCollection", CODES)
    assert read["features"][0]["geometry"] == {"type": "Point", "coordinates": [-1.0, 52.0]}
    query = server.of("/layer/query")[0].query
    assert (query["returnGeometry"], query["outFields"], query["outSR"]) == ("true", "LSOA21CD", "4326")


def _fault(code: int, message: str) -> Answer:
    return json_answer({"error": {"code": code, "message": message}})


def test_a_fault_under_status_200_is_a_fault(server: Server, layer, ask, waits):
    server.queue("/layer/query", _fault(400, "'Invalid field: XYZ' parameter is invalid"))
    with pytest.raises(FetchError, match="answered error 400: 'Invalid field: XYZ' parameter is invalid"):
        arcgis.fetch(ask(address=layer))
    assert waits == []


def test_a_passing_fault_under_status_200_is_asked_about_again(server: Server, layer, ask, waits):
    server.queue("/layer/query", _fault(429, "Too many requests"), json_answer({"odd": 1}), _page(CODES))
    (found,) = arcgis.fetch(ask(address=layer))
    assert len(pd.read_csv(found.path)) == 3
    assert waits == [1.0, 2.0]


def test_a_run_that_broke_off_goes_on_from_its_last_whole_page(server: Server, layer, ask):
    server.queue("/layer/query", _page(CODES[:2], more=True), *[Answer(status=500)] * 4)
    with pytest.raises(FetchError, match="answered 500"):
        arcgis.fetch(ask(address=layer))
    server.queue("/layer/query", _page(CODES[2:]))
    (found,) = arcgis.fetch(ask(address=layer))
    assert pd.read_csv(found.path)["LSOA21CD"].tolist() == CODES
    assert [each.query["resultOffset"] for each in server.of("/layer/query")] == ["0", "2", "2", "2", "2", "2"]


def test_an_edited_layer_is_begun_again(server: Server, ask):
    address = server.queue("/layer", json_answer(LAYER), json_answer(LAYER | {"editingInfo": {"lastEditDate": 1}}))
    server.queue("/layer/query", _page(CODES[:2], more=True), *[Answer(status=500)] * 4, _page(CODES))
    with pytest.raises(FetchError):
        arcgis.fetch(ask(address=address))
    arcgis.fetch(ask(address=address))
    assert server.of("/layer/query")[-1].query["resultOffset"] == "0"


def test_an_unedited_layer_is_not_sent_again(server: Server, layer, ask):
    server.queue("/layer/query", _page(CODES))
    first = ask(address=layer)
    (found,) = arcgis.fetch(first)
    place = first.folder / "thing.csv"
    found.path.replace(place)
    entry = FetchedFile(
        "thing.csv",
        "",
        "",
        "",
        "",
        "",
        layer,
        "",
        place.stat().st_size,
        digest(place),
        "",
        "",
        found.edition,
        found.asked,
    )
    (again,) = arcgis.fetch(ask(address=layer, earlier={"thing.csv": entry}))
    assert again.path is None
    assert server.paths == ["/layer", "/layer/query", "/layer"]
    # Another question, a file meddled with, or a wish to have it anew: asked again.
    server.by("/layer/query", lambda _asked: _page(CODES))
    assert arcgis.fetch(ask(address=layer, earlier={"thing.csv": entry}, area="QZZ"))[0].path is not None
    assert arcgis.fetch(ask(address=layer, earlier={"thing.csv": entry}, again=True))[0].path is not None
    place.write_text("meddled with")
    assert arcgis.fetch(ask(address=layer, earlier={"thing.csv": entry}))[0].path is not None


def test_a_board_the_lookup_does_not_have(server: Server, layer, ask):
    server.queue("/layer/query", _page([]))
    with pytest.raises(
        FetchError, match="holds nothing for this area.*a board merged since then has another; asked QYY"
    ):
        arcgis.fetch(ask(address=layer, area="QYY", narrowed_by="board", ask={"ods": "H", "ons": "C"}))


def test_more_promised_and_none_sent(server: Server, layer, ask):
    server.queue("/layer/query", _page(CODES, more=True), _page([], more=True))
    with pytest.raises(FetchError, match="more than 3 rows follow, and sends none"):
        arcgis.fetch(ask(address=layer))


def test_pages_without_end(server: Server, layer, ask):
    server.by("/layer/query", lambda _asked: _page(CODES[:1], more=True))
    with pytest.raises(FetchError, match="more than 500 pages"):
        arcgis.fetch(ask(address=layer))
    assert len(server.of("/layer/query")) == 500

"""CVDPREVENT: periods, boards, indicators and raw data, each from its own address; written as the publisher's extract."""

import pandas as pd
import pytest

from data.fetching import cvdprevent
from data.fetching.errors import FetchError
from data.fetching.record import FetchedFile, digest
from data.files.opening import open_file
from data.sources.formats import cvdprevent as reader
from tests.fetching.serving import Answer, Asked, Server, json_answer

CODE = "CVDP003CHOL"
ASK = {"england": 1, "boards": 7, "periods": 2}
NAMES = ("TimePeriodID", "TimePeriodName", "EndDate", "IndicatorTypeName")
PERIODS = [
    dict(zip(NAMES, each, strict=True))
    for each in (
        (3, "To March 2026", "Tue, 31 Mar 2026 00:00:00 GMT", "Standard"),
        (9, "To March 2025", "Mon, 31 Mar 2025 00:00:00 GMT", "Standard"),
        (1, "To March 2024", "Sun, 31 Mar 2024 00:00:00 GMT", "Standard"),
        (4, "Jan 2025 - Dec 2025", "Tue, 31 Mar 2026 00:00:00 GMT", "Outcomes"),
    )
]


def _row(area: str, period: str, category: str, value: float | None) -> dict:
    kind = "Sex" if category == "Persons" else "Deprivation quintile"
    figures = {"Numerator": None if value is None else value * 10, "Denominator": 1000, "Value": value}
    words = {"IndicatorCode": CODE, "IndicatorName": "Name", "TimePeriodName": period, "CategoryAttribute": "Persons"}
    return (
        figures
        | words
        | {"AreaCode": area, "AreaName": area, "MetricCategoryName": category, "MetricCategoryTypeName": kind}
    )


class Audit:
    """The audit as a server; `unknown_in` is a period in which it does not know the board."""

    def __init__(self, server: Server, unknown_in: str = ""):
        names = {str(each["TimePeriodID"]): each["TimePeriodName"] for each in PERIODS}

        def areas(asked: Asked) -> Answer:
            codes = ["E54000091"] + ["E54000090"] * (asked.query["timePeriodID"] != unknown_in)
            return json_answer({"areaList": [{"AreaID": n, "AreaCode": code} for n, code in enumerate(codes)]})

        def raw(asked: Asked) -> Answer:
            name = names[asked.query["timePeriodID"]]
            if asked.query["systemLevelID"] == "1":
                return json_answer({"indicatorRawData": [_row("E92000001", name, "Persons", 60.0)]})
            rows = [_row("E54000090", name, "Persons", 61.0), _row("E54000090", name, "1 - most deprived", None)]
            return json_answer({"indicatorRawData": [*rows, _row("E54000091", name, "Persons", 1.0)]})

        server.by("/timePeriod", lambda _asked: json_answer({"timePeriodList": PERIODS}))
        server.by("/area", areas)
        listed = [{"IndicatorID": 34, "IndicatorCode": CODE}, {"IndicatorID": 5, "IndicatorCode": "CVDP001AF"}]
        server.by("/indicator/list", lambda _asked: json_answer({"indicatorList": listed}))
        server.by("/indicator/34/rawDataJSON", raw)


@pytest.fixture(autouse=True)
def _one_indicator(monkeypatch):
    monkeypatch.setattr(cvdprevent, "indicator_codes", lambda: [CODE])


def _fetch(server: Server, ask, **more: object):
    return cvdprevent.fetch(ask(address=server.address, file="cvdprevent_{indicator}.csv", ask=ASK, **more))


def test_the_newest_periods_become_one_extract(server: Server, ask):
    Audit(server)
    (found,) = _fetch(server, ask)
    assert (found.file, found.edition) == ("cvdprevent_CVDP003CHOL.csv", "To March 2025, To March 2026")
    assert list(pd.read_csv(found.path)) == list(cvdprevent.COLUMNS)
    (table,) = open_file(found.path, found.file)
    assert reader.recognises(table)
    read = reader.read(table).frame
    rows = zip(
        read["area_code"],
        read["group"],
        read["period_end"].dt.year,
        read["value"].fillna(-1),
        read["status"],
        strict=True,
    )
    assert list(rows) == [
        ("E92000001", "all", 2025, 60, "ok"),
        ("E54000090", "all", 2025, 61, "ok"),
        ("E54000090", "1", 2025, -1, "suppressed"),
        ("E92000001", "all", 2026, 60, "ok"),
        ("E54000090", "all", 2026, 61, "ok"),
        ("E54000090", "1", 2026, -1, "suppressed"),
    ]


def test_it_asks_in_order_and_for_no_more_than_it_needs(server: Server, ask):
    Audit(server)
    _fetch(server, ask)
    period = ["/area", *["/indicator/list", "/indicator/34/rawDataJSON"] * 2]
    assert server.paths == ["/timePeriod", *period, *period]
    assert [each.query for each in server.of("/indicator/34/rawDataJSON")] == [
        {"timePeriodID": period, "systemLevelID": level} for period in ("9", "3") for level in ("1", "7")
    ]


def test_a_period_that_does_not_know_the_board_is_passed_over_and_told(server: Server, ask, told):
    Audit(server, unknown_in="9")
    (found,) = _fetch(server, ask)
    assert set(pd.read_csv(found.path)["TimePeriodName"]) == {"To March 2026"}
    assert any("Testshire" in line and "not among its boards to march 2025" in line for line in told)


def test_a_board_it_never_knew(server: Server, ask):
    Audit(server)
    server.by("/area", lambda _asked: json_answer({"areaList": [{"AreaCode": "E54000091"}]}))
    with pytest.raises(FetchError, match="has no figure of CVDP003CHOL for NHS Testshire Integrated Care Board"):
        _fetch(server, ask)


def test_an_indicator_without_a_figure_of_the_board_is_passed_over_and_told(server: Server, ask, told, monkeypatch):
    monkeypatch.setattr(cvdprevent, "indicator_codes", lambda: [CODE, "CVDP999XX"])
    Audit(server)
    (found,) = _fetch(server, ask)
    assert found.file == "cvdprevent_CVDP003CHOL.csv"
    assert any("no figure of CVDP999XX for NHS Testshire" in line for line in told)


def test_between_two_periods_nothing_is_sent_again(server: Server, ask):
    Audit(server)
    (found,) = _fetch(server, ask)
    place = found.path.replace(ask().folder / found.file)
    entry = FetchedFile(
        found.file,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        place.stat().st_size,
        digest(place),
        edition=found.edition,
        asked=found.asked,
    )
    server.asked.clear()
    assert _fetch(server, ask, earlier={found.file: entry})[0].path is None
    assert server.paths == ["/timePeriod"]
    PERIODS[0]["TimePeriodName"], before = "To June 2026", PERIODS[0]["TimePeriodName"]
    assert _fetch(server, ask, earlier={found.file: entry})[0].edition == "To March 2025, To June 2026"
    PERIODS[0]["TimePeriodName"] = before


@pytest.mark.parametrize(
    "answer", [{"success": False, "error_message": "No such period"}, {"errorCode": 7, "message": "No such period"}]
)
def test_a_fault_it_words_itself_is_passed_on(server: Server, ask, answer):
    server.queue("/timePeriod", json_answer(answer))
    with pytest.raises(FetchError, match="The thing: answered: No such period"):
        _fetch(server, ask)


def test_an_answer_without_its_list_is_asked_for_again(server: Server, ask, waits):
    Audit(server)
    server.queue("/timePeriod", json_answer({"somethingElse": []}))
    assert len(_fetch(server, ask)) == 1
    assert waits == [1.0]

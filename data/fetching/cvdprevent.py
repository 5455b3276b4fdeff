"""CVDPREVENT: the raw data of each indicator for the board and England, over the audit's periods, as one extract."""

from email.utils import parsedate_to_datetime
from typing import Any

import pandas as pd

from data.contract.published_indicators import indicator_of_series
from data.fetching.errors import BusyError, FetchError
from data.fetching.request import Arrived, Asking, question

_SERIES = "cvdprevent:"
_ENGLAND = "E92000001"
# The columns of the publisher's own extract, in its order.
COLUMNS = (
    "AreaCode", "AreaName", "CategoryAttribute", "Denominator", "Factor", "IndicatorCode", "IndicatorName",
    "IndicatorShortName", "LowerConfidenceLimit", "MetricCategoryName", "MetricCategoryTypeName", "Numerator",
    "TimePeriodName", "UpperConfidenceLimit", "Value", "ValueNote",
)  # fmt: skip


def indicator_codes() -> list[str]:
    """The audit's codes of every indicator that a build can use."""
    return sorted(each.removeprefix(_SERIES) for each in indicator_of_series() if each.startswith(_SERIES))


def fetch(asking: Asking) -> list[Arrived]:
    """A file an indicator. Asked first: which periods there are, so that nothing is sent again between two of them."""
    part = asking.part
    periods = _periods(asking)
    edition = ", ".join(periods.values())
    asked = question(part.address, part.ask, asking.area, indicator_codes())
    files = {code: part.file.format(indicator=code) for code in indicator_codes()}
    # An indicator the audit had nothing of has no file: what it had is known by the others.
    known = [file for file in files.values() if (entry := asking.known(file, asked)) and entry.edition == edition]
    if known:
        return [Arrived(file, None, part.address, edition=edition, asked=asked) for file in known]
    rows = [each for period, name in periods.items() for each in _of_period(asking, period, name)]
    given = {each["IndicatorCode"] for each in rows if each["AreaCode"] == asking.known_board.ons}
    absent = sorted(set(files) - given)
    if absent and given:
        asking.client.tell(f"{part.title}: no figure of {', '.join(absent)} for {asking.known_board.name}")
    return [
        _write(asking, code, file, rows, edition, asked) for code, file in files.items() if code in given or not given
    ]


def _write(asking: Asking, code: str, file: str, rows: list[dict[str, Any]], edition: str, asked: str) -> Arrived:
    board = asking.known_board
    found = pd.DataFrame([each for each in rows if each["IndicatorCode"] == code], columns=list(COLUMNS))
    if not (found["AreaCode"] == board.ons).any():
        raise FetchError(
            asking.part.title,
            f"has no figure of {code} for {board.name} in {edition}",
            address=asking.part.address,
            mend="the audit may know the board by another code: look on its site",
        )
    path = asking.place_for(file)
    found.to_csv(path, index=False)
    return Arrived(file, path, asking.part.address, edition=edition, asked=asked)


def _periods(asking: Asking) -> dict[str, str]:
    """The newest standard periods, oldest first: the service's number and its name, such as 'To March 2026'."""
    found = _list(asking, "timePeriod", {}, "timePeriodList")
    standard = [each for each in found if each.get("IndicatorTypeName", "Standard") == "Standard"]
    standard.sort(key=lambda each: parsedate_to_datetime(each["EndDate"]))
    return {str(each["TimePeriodID"]): each["TimePeriodName"] for each in standard[-asking.part.ask["periods"] :]}


def _of_period(asking: Asking, period: str, name: str) -> list[dict[str, Any]]:
    """Rows of the board and of England in one period; none where the audit did not yet know the board."""
    board, boards = asking.known_board, str(asking.part.ask["boards"])
    areas = _list(asking, "area", {"timePeriodID": period, "systemLevelID": boards}, "areaList")
    if board.ons not in {each["AreaCode"] for each in areas}:
        asking.client.tell(f"{asking.part.title}: {board.name} is not among its boards {name.lower()}")
        return []
    rows: list[dict[str, Any]] = []
    for level in (str(asking.part.ask["england"]), boards):
        at = {"timePeriodID": period, "systemLevelID": level}
        ids = {
            each["IndicatorCode"]: each["IndicatorID"] for each in _list(asking, "indicator/list", at, "indicatorList")
        }
        for code in (code for code in indicator_codes() if code in ids):
            found = _list(asking, f"indicator/{ids[code]}/rawDataJSON", at, "indicatorRawData")
            rows += [each for each in found if each["AreaCode"] in (board.ons, _ENGLAND)]
    return rows


def _list(asking: Asking, path: str, params: dict[str, str], key: str) -> list[dict[str, Any]]:
    """The list under a key of an answer."""

    def check(found: dict[str, Any]) -> None:
        if found.get("success") is False or "errorCode" in found:
            said = found.get("error_message", found.get("message", found.get("errorCode", "")))
            raise FetchError(asking.part.title, f"answered: {said}", address=f"{asking.part.address}/{path}")
        if not isinstance(found.get(key), list):
            raise BusyError(f"answered without {key}")

    def ask() -> dict[str, Any]:
        return asking.client.json(asking.part.title, f"{asking.part.address}/{path}", params, check=check)

    # Which periods there are is asked every time; what was said of a period need not be asked twice in a day.
    answer = asking.kept(f"{path} {sorted(params.items())}", ask) if params else ask()
    listed: list[dict[str, Any]] = answer[key]
    return listed

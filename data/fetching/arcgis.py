"""An ArcGIS feature service (ONS Open Geography): a layer, page by page, as GeoJSON or as a table."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd

from data.fetching.board import is_ons
from data.fetching.errors import BusyError, FetchError
from data.fetching.request import Arrived, Asking, question

_MAY_PASS = {429, 500, 502, 503, 504}


def fetch(asking: Asking) -> list[Arrived]:
    """One file. Asked of the layer first: when it was last edited, so that an unedited one is not sent again."""
    part = asking.part
    asked = question(part.address, part.ask, part.narrowed_by, asking.area)
    layer = asking.client.json(part.title, part.address, {"f": "json"}, check=_check(asking))
    edition = str(layer.get("editingInfo", {}).get("lastEditDate", ""))
    if edition and (known := asking.known(part.file, asked)) and known.edition == edition:
        return [Arrived(part.file, None, part.address, edition=edition, asked=asked)]
    # Pages follow one another only where rows have an order of their own.
    order = layer.get("objectIdField", "OBJECTID")
    features = [each for where in _wheres(asking) for each in _features(asking, where, order, edition)]
    if not features:
        _nothing(asking)
    path = asking.place_for(part.file)
    if part.file.endswith(".geojson"):
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    else:
        pd.DataFrame([each["properties"] for each in features]).to_csv(path, index=False)
    return [Arrived(part.file, path, part.address, edition=edition, asked=asked)]


def _wheres(asking: Asking) -> Iterator[str]:
    """The question, in as many pieces as an address can hold: codes are put there, so they were checked before."""
    if asking.part.narrowed_by == "board":
        yield f"{asking.part.ask['ons' if is_ons(asking.area) else 'ods']}='{asking.area}'"
    elif asking.part.narrowed_by == "small_areas":
        codes, step = asking.known_board.small_areas, asking.client.limits.small_areas_at_once
        for start in range(0, len(codes), step):
            yield f"{asking.part.ask['column']} IN ({','.join(repr(code) for code in codes[start : start + step])})"
    else:
        yield "1=1"


def _features(asking: Asking, where: str, order: str, edition: str) -> Iterator[dict[str, Any]]:
    """Every feature of one piece of the question: asked on from the number received while more are said to follow."""
    offset = 0
    for _ in range(asking.client.limits.most_pages):
        page = asking.kept(f"{where} {offset} {edition}", partial(_page, asking, where, order, offset))
        yield from page["features"]
        offset += len(page["features"])
        if not _more(page):
            return
        if not page["features"]:
            raise FetchError(
                asking.part.title,
                f"says that more than {offset:,} rows follow, and sends none",
                address=asking.part.address,
                mend="run the same command again later",
            )
    raise FetchError(
        asking.part.title, f"more than {asking.client.limits.most_pages} pages", address=asking.part.address
    )


def _page(asking: Asking, where: str, order: str, offset: int) -> dict[str, Any]:
    shapes = asking.part.file.endswith(".geojson")
    params = {
        "where": where,
        "outFields": asking.part.ask.get("fields", "*"),
        "orderByFields": order,
        "returnGeometry": "true" if shapes else "false",
        "outSR": "4326",
        "resultOffset": str(offset),
        "f": "geojson",
    }
    return asking.client.json(
        asking.part.title, f"{asking.part.address}/query", params, check=_check(asking, features=True)
    )


def _more(page: dict[str, Any]) -> bool:
    """Whether the service held something back: it says so beside the features, or under `properties`."""
    return bool(page.get("exceededTransferLimit") or page.get("properties", {}).get("exceededTransferLimit"))


def _check(asking: Asking, *, features: bool = False) -> Callable[[dict[str, Any]], None]:
    """ArcGIS tells of its faults inside an answer that says 200."""

    def check(found: dict[str, Any]) -> None:
        if error := found.get("error"):
            said = f"answered error {error.get('code')}: {error.get('message', '')}".rstrip(": ")
            if error.get("code") in _MAY_PASS:
                raise BusyError(said)
            raise FetchError(
                asking.part.title,
                said,
                address=asking.part.address,
                mend="compare the layer's field names with those in data/fetching/services.toml",
            )
        if features and not isinstance(found.get("features"), list):
            raise BusyError("answered without features")

    return check


def _nothing(asking: Asking) -> None:
    mend = "check the address in data/fetching/services.toml"
    if asking.part.narrowed_by == "board":
        mend = f"check the code: this lookup is of one year, and a board merged since then has another; asked {asking.area}"
    raise FetchError(asking.part.title, "holds nothing for this area", address=asking.part.address, mend=mend)

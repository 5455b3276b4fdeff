"""OHID Fingertips: one CSV an indicator, of the board, its practices and England, or of England's councils."""

from collections.abc import Iterator

from data.contract.published_indicators import attribute_of_series, indicator_of_series, indicators
from data.fetching.downloading import Download
from data.fetching.errors import FetchError
from data.fetching.request import Arrived, Asking, question

_SERIES = "fingertips:"


def indicator_ids() -> list[str]:
    """The publisher's numbers of every indicator that a build can use, smallest first."""
    series = {*indicator_of_series(), *attribute_of_series()}
    return sorted((each.removeprefix(_SERIES) for each in series if each.startswith(_SERIES)), key=int)


def ids_by_council() -> frozenset[str]:
    """Those of indicators of residents, which are published for councils and not for practices."""
    ready = indicators()
    return frozenset(
        series.removeprefix(_SERIES)
        for series, code in indicator_of_series().items()
        if series.startswith(_SERIES) and ready[code].population_base == "resident"
    )


def fetch(asking: Asking) -> Iterator[Arrived]:
    """A file an indicator, as the service writes it: those known here, and those of `also` by their numbers.

    One that cannot be had does not stop the others; FetchError at the end names them.
    """
    faults: dict[str, FetchError] = {}
    wanted = [*indicator_ids(), *map(str, asking.part.ask.get("also", []))]
    for indicator in dict.fromkeys(wanted):
        try:
            arrived = _one(asking, indicator)
        except FetchError as error:
            asking.client.tell(f"{asking.part.title} {indicator}: not fetched")
            faults[indicator] = error
        else:
            yield arrived
    if len(faults) == 1:
        raise next(iter(faults.values()))
    if faults:
        raise FetchError(
            asking.part.title,
            f"{len(faults):,} of {len(wanted):,} indicators could not be had ({', '.join(faults)}); the first: "
            f"{next(iter(faults.values()))}",
            address=asking.part.address,
            mend="fetch again later: what came is kept",
        )


def fetch_metadata(asking: Asking) -> list[Arrived]:
    """What the publisher says of the indicators of `also`, in one file; nothing where none is asked for."""
    part = asking.part
    numbers = list(map(str, part.ask.get("also", [])))
    return [_download(asking, part.file, part.title, {"indicator_ids": ",".join(numbers)})] if numbers else []


def _one(asking: Asking, indicator: str) -> Arrived:
    part = asking.part
    if indicator in ids_by_council():
        areas = {"child_area_type_id": part.ask["councils"], "parent_area_type_id": part.ask["country"]}
    else:
        areas = {
            "child_area_type_id": part.ask["practices"],
            "parent_area_type_id": part.ask["boards"],
            "parent_area_code": part.ask["board_code"].format(ons=asking.known_board.ons),
        }
    file = part.file.format(indicator=indicator)
    return _download(asking, file, f"{part.title} {indicator}", {"indicator_ids": indicator} | areas)


def _download(asking: Asking, file: str, title: str, params: dict[str, str]) -> Arrived:
    address = asking.client.address(asking.part.address, params)
    asked = question(address)
    done = Download(asking.client, title, address, asking.waiting, file, asking.known(file, asked)).fetch()
    return Arrived(file, done.path, address, done.etag, done.last_modified, asked=asked)

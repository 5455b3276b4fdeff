"""OHID Fingertips: one CSV an indicator, of the board, its practices and England."""

from data.contract.published_indicators import attribute_of_series, indicator_of_series
from data.fetching.downloading import Download
from data.fetching.request import Arrived, Asking, question

_SERIES = "fingertips:"


def indicator_ids() -> list[str]:
    """The publisher's numbers of every indicator that a build can use, smallest first."""
    series = {*indicator_of_series(), *attribute_of_series()}
    return sorted((each.removeprefix(_SERIES) for each in series if each.startswith(_SERIES)), key=int)


def fetch(asking: Asking) -> list[Arrived]:
    """A file an indicator, as the service writes it."""
    return [_one(asking, indicator) for indicator in indicator_ids()]


def _one(asking: Asking, indicator: str) -> Arrived:
    part, file = asking.part, asking.part.file.format(indicator=indicator)
    address = asking.client.address(
        part.address,
        {
            "indicator_ids": indicator,
            "child_area_type_id": part.ask["practices"],
            "parent_area_type_id": part.ask["boards"],
            "parent_area_code": part.ask["board_code"].format(ons=asking.known_board.ons),
        },
    )
    asked = question(address)
    known = asking.known(file, asked)
    done = Download(asking.client, f"{part.title} {indicator}", address, asking.waiting, file, known).fetch()
    return Arrived(file, done.path, address, done.etag, done.last_modified, asked=asked)

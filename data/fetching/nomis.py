"""Nomis (ONS): a census table of the board's small areas, page by page, laid out as the census bulk file is."""

import io
from functools import partial

import pandas as pd

from data.fetching.errors import FetchError
from data.fetching.request import Arrived, Asking, question

# Nomis sends a visitor this many cells at most and says nothing of those it leaves out.
MOST_CELLS = 25_000


def fetch(asking: Asking) -> list[Arrived]:
    """One file: a row a small area, a column a cell of the table. A census does not change: it is fetched once."""
    part = asking.part
    asked = question(part.address, part.ask, asking.area)
    if asking.known(part.file, asked):
        return [Arrived(part.file, None, part.address, asked=asked)]
    codes, step = asking.known_board.small_areas, asking.client.limits.small_areas_at_once
    pieces = [_piece(asking, codes[start : start + step]) for start in range(0, len(codes), step)]
    long = pd.concat(pieces, ignore_index=True)
    wide = _wide(asking, long, codes)
    path = asking.place_for(part.file)
    wide.to_csv(path, index=False)
    return [Arrived(part.file, path, part.address, asked=asked)]


def _piece(asking: Asking, codes: tuple[str, ...]) -> pd.DataFrame:
    """Every cell of some small areas: asked on from the number received until as many have come as there are."""
    pages, have, total = [], 0, 0
    for _ in range(asking.client.limits.most_pages):
        page = asking.kept(f"{codes[0]} {codes[-1]} {have}", partial(_page, asking, codes, have))
        found = _read(asking, page["csv"])
        if found.empty:
            break
        pages.append(found)
        have, total = have + len(found), int(found["RECORD_COUNT"].iloc[0])
        if have >= total:
            return pd.concat(pages, ignore_index=True)
    raise FetchError(
        asking.part.title,
        f"sent {have:,} of {total:,} cells"
        if total
        else f"has nothing of {len(codes):,} small areas, {codes[0]} for one",
        address=asking.part.address,
        mend="run the same command again later",
    )


def _page(asking: Asking, codes: tuple[str, ...], have: int) -> dict[str, str]:
    cells = asking.part.ask["cells"]
    params = {
        "date": "latest",
        "geography": ",".join(codes),
        "measures": "20100",
        "select": f"geography_name,geography_code,{cells}_name,obs_value,record_count",
        "recordlimit": str(MOST_CELLS),
        "recordoffset": str(have),
    }
    return {"csv": asking.client.text(asking.part.title, asking.part.address, params)}


def _read(asking: Asking, text: str) -> pd.DataFrame:
    try:
        found = pd.read_csv(io.StringIO(text), dtype=str)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise FetchError(asking.part.title, f"answered with something that is not a table ({error})") from error
    found.columns = [name.upper() for name in found]
    lacks = sorted({"GEOGRAPHY_CODE", _cells(asking), "OBS_VALUE", "RECORD_COUNT"} - set(found))
    if lacks:
        raise FetchError(
            asking.part.title,
            f"answered with a table that has no column {lacks[0]} (it begins {text[:40]!r})",
            address=asking.part.address,
            mend="check the name of the table's cells in data/fetching/services.toml",
        )
    return found


def _cells(asking: Asking) -> str:
    return f"{asking.part.ask['cells']}_NAME".upper()


def _wide(asking: Asking, long: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """The layout of the bulk file: date, geography, geography code, then the cells by name, in their own order."""
    order = [name for name in long[_cells(asking)].unique() if not pd.isna(name)]
    wide = long.pivot(index="GEOGRAPHY_CODE", columns=_cells(asking), values="OBS_VALUE")[order].reindex(codes)
    missing = sorted(wide.index[wide.isna().any(axis=1)])
    if missing:
        raise FetchError(
            asking.part.title,
            f"{len(missing):,} of {len(codes):,} small areas are not whole in its answer, {missing[0]} for one",
            address=asking.part.address,
            mend="run the same command again later",
        )
    wide.columns = [f"{asking.part.ask['prefix']}{name}" for name in order]
    names = long.drop_duplicates("GEOGRAPHY_CODE").set_index("GEOGRAPHY_CODE")["GEOGRAPHY_NAME"]
    wide.insert(0, "date", asking.part.ask["date"])
    wide.insert(1, "geography", names.reindex(wide.index))
    wide.insert(2, "geography code", wide.index)
    return wide

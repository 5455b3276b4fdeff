"""What maps of many small areas cost the server: python -m tests.benchmark.map_cost [806 33755].

The demo with its small areas side by side as often as it takes, so that there is a value of every indicator drawn that
changes. 806 are North Central London's, 33,755 England's. Processor time, of a server that nobody has asked anything.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.controls import current
from components.findings.selection import from_link
from data.journal.places import VARIABLE as JOURNAL_VARIABLE
from tests.benchmark.served_reruns import Rerun, ServedPages, served_pages

COUNTS = (806, 33_755)
_DRAWN = ("smoking", "phone_access", "diabetes_three_targets")
_HEADING = "small areas | open s | shapes s    kB | first page ms | indicator first ms again | kB sent"
_ROW = "{:11,d} | {:6.1f} | {:8.1f} {:5.0f} | {:13.0f} | {:18.0f} {:5.0f} | {:7.1f}"


def write_many_areas(out: Path, count: int) -> None:
    """Write the demo with so many small areas to a folder, and of its figures the newest of a few indicators."""
    out.mkdir()
    for name in ("dataset.toml", "indicators"):
        (out / name).symlink_to(current.DEMO / name)
    areas = gpd.read_parquet(current.DEMO / "areas.parquet")
    small = areas[areas["level"] == "lsoa"]
    copies = -(-count // len(small))
    west, south, east, north = small.total_bounds
    side = int(copies**0.5) + 1
    many = [
        small.assign(
            area_code=small["area_code"].astype(str) + _mark(copy),
            area_name=small["area_name"].astype(str) + _mark(copy),
            geometry=small.geometry.translate((copy % side) * (east - west), (copy // side) * (north - south)),
        )
        for copy in range(copies)
    ]
    kept = pd.concat(many, ignore_index=True).iloc[:count]
    together = pd.concat([areas[areas["level"] != "lsoa"], kept], ignore_index=True)
    gpd.GeoDataFrame(together.astype({"level": "category"}), geometry="geometry", crs=areas.crs).to_parquet(
        out / "areas.parquet"
    )
    _write_figures(out, copies, set(kept["area_code"]))


def _mark(copy: int) -> str:
    return f"x{copy}" if copy else ""


def _write_figures(out: Path, copies: int, small_areas: set[str]) -> None:
    table = pq.read_table(current.DEMO / "observations.parquet")
    rows = table.to_pandas(categories=[], ignore_metadata=True)
    rows = rows[rows["indicator_id"].isin(_DRAWN)]
    small = rows[(rows["level"] == "lsoa") & (rows["period_end"] == rows["period_end"].max())]
    many = pd.concat([small.assign(area_code=small["area_code"].astype(str) + _mark(copy)) for copy in range(copies)])
    found = pd.concat([rows[rows["level"] != "lsoa"], many[many["area_code"].isin(small_areas)]])
    pq.write_table(pa.Table.from_pandas(found, schema=table.schema, preserve_index=False), out / "observations.parquet")


def _seconds(begun: float) -> float:
    return time.process_time() - begun


def _changes(served: ServedPages) -> list[Rerun]:
    """The map of small areas as it opens; with other indicators, first asked; and those again."""
    first = from_link(current.current_dataset(), {"indicator": _DRAWN[0], "level": "lsoa"}).to_link()
    address = {name: value for name, value in first.items() if isinstance(value, str)} | {"level": "lsoa"}
    others = [address | {"indicator": each} for each in _DRAWN[1:]]
    with served.visitor() as visitor:
        found = [visitor.open("where", each) for each in (address, *others, *others)]
    if any(each.failed for each in found):
        raise RuntimeError("where: the page failed")
    return found


def main(counts: list[int]) -> None:
    """Print the table."""
    print(_HEADING)
    with tempfile.TemporaryDirectory() as scratch, served_pages() as served:
        os.environ[JOURNAL_VARIABLE] = str(Path(scratch) / "journal.sqlite")
        for count in counts:
            folder = Path(scratch) / str(count)
            write_many_areas(folder, count)
            os.environ[current.FOLDER_VARIABLE] = str(folder)
            current.shared_systems.cache_clear()
            current.served_files.cache_clear()
            begun = time.process_time()
            current.current_dataset()
            opened, begun = _seconds(begun), time.process_time()
            size = sum(len(each.compressed) for each in current.served_level("lsoa").files)
            shapes = _seconds(begun)
            page, *changed = _changes(served)
            first, again = changed[: len(changed) // 2], changed[len(changed) // 2 :]
            middle = [1000 * sum(each.seconds for each in part) / len(part) for part in (first, again)]
            sent = first[0].bytes_sent / 1000
            print(_ROW.format(count, opened, shapes, size / 1000, 1000 * page.seconds, *middle, sent), flush=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(COUNTS))

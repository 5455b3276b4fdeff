"""What a change costs the server, on every page: python -m tests.benchmark.rerun_cost [DATASET FOLDER] [PAGE …].

Processor milliseconds of a rerun whose answer nobody asked for before, and of the same asked again, for a change of
indicator, groups, period and area; with the questions put to the observations and the figures made, first and again, and
figures and kilobytes sent. Without a folder: the demo; `tests.benchmark.ten_times` makes one of ten times its rows.

Pages are drawn whole, which no browser asks for at once: what a reader scrolls to costs its part of it. Each is visited on a
server that has answered nothing but that page as it opens, so that no page pays for another.
"""

import gc
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from components.controls.current import FOLDER_VARIABLE, current_dataset, served_files
from components.controls.parts import WHOLE
from components.findings.selection import (
    Selection,
    areas_offered,
    dimensions_offered,
    from_link,
    periods_offered,
    settle,
)
from data.contract.pages import PAGES
from data.dataset.dataset import Dataset
from data.dataset.memo import MOST_BYTES
from data.journal.places import VARIABLE as JOURNAL_VARIABLE
from tests.benchmark.served_reruns import Rerun, ServedPages, served_pages

# Milliseconds at the demo's size and at ten times its rows; beyond a million rows the second holds.
TARGET_DEMO, TARGET_TEN_TIMES, MANY_ROWS = 60, 120, 1_000_000
MOST_CHANGES = 3
_PILOT = {"pilots": "pilot"}
_HEADING = (
    "page            change     | first ms target | again ms | queries first again | figures made again sent | kB sent"
)
_ROW = "{:15} {:10} | {:8.0f} {:>6} | {:8.0f} | {:13.0f} {:5.0f} | {:12.0f} {:5.0f} {:4.0f} | {:7.1f}"


def changes(dataset: Dataset) -> dict[str, list[Selection]]:
    """Views that differ from the one a page opens with in one way only, a few of each kind."""
    first = from_link(dataset, {})
    indicators = [code for code in dataset.indicators if first.by in dimensions_offered(dataset, code)]
    ways = [code for code in dimensions_offered(dataset, first.indicator) if code != first.by]
    periods = periods_offered(dataset, first.indicator, first.by)
    kinds = {
        "indicator": [replace(first, indicator=each, period="") for each in indicators if each != first.indicator],
        "groups": [replace(first, by=each) for each in ways],
        "period": [replace(first, period=each) for each in periods if each != first.period],
        "area": [replace(first, area=each) for each in _spread(areas_offered(dataset)) if each != first.area],
    }
    return {kind: [settle(dataset, each) for each in found[:MOST_CHANGES]] for kind, found in kinds.items()}


def _spread(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The areas in the order in which they are tried: a place, then neighbourhoods far apart."""
    return (codes[1], *codes[2 :: max(1, len(codes) // MOST_CHANGES)]) if len(codes) > 1 else codes


def addresses(page: str, dataset: Dataset, selection: Selection, place: int) -> Mapping[str, str]:
    """The address of a view of a whole page; the Pilots page is of one pilot after another, whatever else is chosen."""
    link = {name: value for name, value in selection.to_link().items() if isinstance(value, str)} | {WHOLE: "yes"}
    pilots = dataset.optional("pilots")
    if page in _PILOT and pilots is not None and len(pilots):
        link[_PILOT[page]] = str(pilots["pilot_id"].unique()[place % pilots["pilot_id"].nunique()])
    return link


def costs(served: ServedPages, dataset: Dataset, page: str) -> Iterator[tuple[str, list[Rerun], list[Rerun]]]:
    """For each kind of change on a page: the reruns as first asked, and as asked again."""
    dataset.memo.keep_at_most(0)
    dataset.memo.keep_at_most(MOST_BYTES)
    # Shapes are made before anybody comes, whatever they ask.
    served_files.cache_clear()
    served_files()
    with served.visitor() as visitor:
        start = addresses(page, dataset, from_link(dataset, {}), 0)
        visitor.open(page, start)
        gc.collect()
        gc.freeze()
        for kind, views in changes(dataset).items():
            asked = [addresses(page, dataset, each, place) for place, each in enumerate(views)]
            first = [visitor.open(page, each) for each in asked]
            again = [visitor.open(page, each) for each in asked]
            if any(each.failed for each in (*first, *again)):
                raise RuntimeError(f"{page}, {kind}: the page failed")
            if first:
                yield kind, first, again


def main(dataset_folder: str | None, names: list[str]) -> None:
    """Print the table, and what the worst page costs."""
    if dataset_folder:
        os.environ[FOLDER_VARIABLE] = os.path.abspath(dataset_folder)
    with tempfile.TemporaryDirectory() as scratch, served_pages() as served:
        os.environ[JOURNAL_VARIABLE] = str(Path(scratch) / "journal.sqlite")
        dataset = current_dataset()
        rows = len(dataset.every_observation())
        target = TARGET_TEN_TIMES if rows > MANY_ROWS else TARGET_DEMO
        print(f"{rows:,} rows; target {target} ms first\n{_HEADING}", flush=True)
        for page in names or [each.name for each in PAGES]:
            for kind, first, again in costs(served, dataset, page):
                _tell(page, kind, first, again, target)


def _tell(page: str, kind: str, first: list[Rerun], again: list[Rerun], target: int) -> None:
    def middle(reruns: list[Rerun], name: str) -> float:
        return statistics.median(float(getattr(each, name)) for each in reruns)

    spent = 1000 * middle(first, "seconds")
    figures = [
        spent,
        "met" if spent <= target else f"x{spent / target:.1f}",
        1000 * middle(again, "seconds"),
        middle(first, "queries"),
        middle(again, "queries"),
        middle(first, "figures_made"),
        middle(again, "figures_made"),
        middle(first, "figures_sent"),
        middle(first, "bytes_sent") / 1000,
    ]
    print(_ROW.format(page, kind, *figures), flush=True)


if __name__ == "__main__":
    folders = [each for each in sys.argv[1:] if Path(each).is_dir() and each not in {page.name for page in PAGES}]
    main(next(iter(folders), None), [each for each in sys.argv[1:] if each not in folders])

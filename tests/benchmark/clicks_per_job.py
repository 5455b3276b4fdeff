"""How many clicks each job of a meeting takes, beside the fewest it could: one for each thing that has to be chosen.

python -m tests.benchmark.clicks_per_job

The browser counts each press of the mouse, for a chart swallows the click that follows one; words typed into a picker are no
click, as for anybody who knows what they look for. The job is done when the page says what was asked for. Exits with 1 where
a job takes two clicks more.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from components.controls.current import DEMO
from data.dataset.dataset import Dataset
from tests.benchmark.clicking import (
    card_to_who,
    compared_with_another,
    decision_on_this_gap,
    found_by_typing,
    listed_and_presented,
    made_as_slides,
    presented_alone,
    table_taken,
    to_trend_by_ethnic_group,
    worst_place_on_who,
)
from tests.browser.server import running
from tests.browser.visit import Visit, launch_for_one

_COUNT = """addEventListener("pointerdown", event => {
    if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true);"""
_MOST_BEYOND = 1


@dataclass(frozen=True)
class Job:
    """A job, the address it begins at, the fewest clicks it could take and why, and how it is done."""

    name: str
    begins: str
    fewest: int
    why: str
    do: Callable[[Visit, Dataset], None]


JOBS = (
    Job("From a card of the Brief to who fares worst", "/", 1, "the card", card_to_who),
    Job("The trend of smoking by ethnic group", "/", 3, "page, indicator, groups", to_trend_by_ethnic_group),
    Job("Who fares worst on smoking, found by typing", "/", 0, "nothing: keys alone", found_by_typing),
    Job("The worst neighbourhood, and who fares worst in it", "/where?indicator=smoking", 2, "its dot, page",
        worst_place_on_who),
    Job("Compare with one more neighbourhood", "/compare?indicator=smoking", 1, "the neighbourhood", compared_with_another),
    Job("The table behind a picture, taken away", "/who?indicator=smoking", 2, "open, take", table_taken),
    Job("Present this finding now", "/who?indicator=smoking", 1, "present", presented_alone),
    Job("Two findings on the list, presented", "/who?indicator=smoking", 5,
        "add, page, add, page, present", listed_and_presented),
    Job("The list as slides", "/meeting?item=who.groups%3Findicator%3Dsmoking", 2, "make, take", made_as_slides),
    Job("Write down a decision on this gap", "/who?indicator=smoking", 1, "to the form", decision_on_this_gap),
)  # fmt: skip


def main() -> int:
    """Do every job in one browser; 1 where one of them takes too many clicks."""
    demo, over = Dataset.open(DEMO), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "log.txt") as server,
        sync_playwright() as play,
    ):
        context = launch_for_one(play.chromium, Path(folder) / "person")
        context.add_init_script(_COUNT)
        print(f"{'job':52}{'fewest':>8}{'taken':>8}  one click for")
        for job in JOBS:
            visit = Visit(context, server.address, page=context.pages[0]).open(job.begins)
            visit.page.evaluate("() => { sessionStorage.clicks = 0; }")
            job.do(visit, demo)
            taken = int(visit.page.evaluate("() => Number(sessionStorage.clicks)"))
            over += taken > job.fewest + _MOST_BEYOND
            print(f"{job.name:52}{job.fewest:8}{taken:8}  {job.why}")
            visit.leave()
        context.close()
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())

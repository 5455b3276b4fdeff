"""What every kind of change costs on every page, as a multiple of an empty Streamlit page in the same run.

python -m tests.benchmark.page_speed [--dataset FOLDER] [--pages who,trend] [--changes 3]

Each select box that a page opens with is a kind of change. Its options are chosen one after the other, of a server that
answered nothing ahead (*first*), and once more (*again*). Times in milliseconds hang on whatever else the machine does;
processor time of browser and server, and kilobytes, do so hardly.
"""

import argparse
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from data.contract.pages import BY_NAME, PAGES
from tests.benchmark.click_timer import Click, Clicker
from tests.benchmark.process_use import ProcessUse
from tests.browser.server import ROOT, running
from tests.browser.visit import BROWSER_FLAGS, LAPTOP, browser_path

# What a page is opened at beside its own example, to show what this does not.
MORE = {"where": ("/where?indicator=smoking&level=lsoa",), "pilots": ("/pilots?pilot=quit_support",)}
TARGETS = {"first": (1.8, 3.0, 3.0), "again": (1.0, 1.8, 3.0)}
MOST_KILOBYTES, MOST_SERVER = 50, 60
_EMPTY = """import streamlit as st
chosen = st.selectbox("Pick", [f"choice {n}" for n in range(12)])
st.html(f'<h1>You chose {chosen}</h1>')
"""
_HEADING = f"{'':34}|{'words':^14}|{'first screen':^14}|{'whole page':^14}|{'browser':>8} {'server':>7} {'kB':>6}"
Costs = dict[str, float]


def _median(found: list[float]) -> float:
    return statistics.median(found) if found else float("nan")


def _costs(clicks: list[tuple[Click, float]]) -> Costs:
    """The median of each cost of several clicks; a click comes with the server's processor time."""
    names = ("text", "screen", "whole", "browser", "kilobytes")
    told = {name: [value for click, _ in clicks if (value := getattr(click, name)) is not None] for name in names}
    return {name: _median(values) for name, values in (told | {"server": [spent for _, spent in clicks]}).items()}


def _rounds(clicker: Clicker, server: ProcessUse, label: str, changes: int) -> dict[str, Costs]:
    """What a first round through some options of a select box costs, and a second one."""
    begun, *others = clicker.options(label)[: changes + 1]
    found = {}
    for name in TARGETS:
        clicks = []
        for option in others:
            before = server.processor_time()
            if click := clicker.choose(label, option):
                clicks.append((click, server.processor_time() - before))
        clicker.choose(label, begun)
        found[name] = _costs(clicks)
    return found


def _kinds(browser: Browser, address: str, path: str, changes: int) -> Iterator[tuple[str, dict[str, Costs]]]:
    """Each kind of change of a page, with its costs."""
    context = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, reduced_motion="reduce")
    clicker, server = Clicker(context.new_page()), ProcessUse.of(address)
    clicker.open(address + path)
    for label in clicker.boxes():
        yield label, _rounds(clicker, server, label, changes)
    context.close()


def _row(name: str, found: Costs, base: Costs, targets: tuple[float, ...] | None) -> str:
    """A line of the table: each time with its multiple of the empty page, a star where it misses its target."""
    times = []
    for place, cost in enumerate(("text", "screen", "whole")):
        many = found[cost] / base["text" if cost == "text" else "screen"]
        missed = targets and many > targets[place]
        times.append(f"{found[cost]:6.0f} {many:5.2f}{'*' if missed else ' '}")
    over = (
        "*" if targets and found["server"] > MOST_SERVER else " ",
        "*" if targets and found["kilobytes"] > MOST_KILOBYTES else " ",
    )
    rest = f"{found['browser']:8.0f} {found['server']:6.0f}{over[0]} {found['kilobytes']:5.1f}{over[1]}"
    return f"{name:34}| " + " | ".join(times) + f" |{rest}"


def _baselines(browser: Browser, scratch: Path, changes: int) -> dict[str, Costs]:
    """The empty page of Streamlit as it comes, and with this dashboard's settings."""
    found = {}
    for name in ("default", "tuned"):
        folder = scratch / name
        folder.mkdir()
        (folder / "app.py").write_text(_EMPTY, encoding="utf-8")
        if name == "tuned":
            shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        with running(scratch / f"{name}.txt", script=folder / "app.py") as server:
            ((_, rounds),) = _kinds(browser, server.address, "/", 3 * changes)
        found[name] = rounds["again"]
    return found


def main(dataset: str | None, pages: list[str], changes: int) -> None:
    """Print the table, page by page, beside the empty page measured before and after."""
    environment = {"NEIGHBOURHOOD_EQUITY_DATASET": os.path.abspath(dataset)} if dataset else {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        scratch = Path(folder)
        browser = play.chromium.launch(executable_path=browser_path(), args=list(BROWSER_FLAGS))
        bases = _baselines(browser, scratch, changes)
        print("Milliseconds, and times the default empty page; * misses its target")
        print("  ".join(f"{name}: " + " / ".join(str(each) for each in each) for name, each in TARGETS.items()), end="")
        print(f"; server {MOST_SERVER} ms; {MOST_KILOBYTES} kB\n{_HEADING}")
        for name, found in bases.items():
            print(_row(f"empty page, {name}", found, bases["default"], None), flush=True)
        with running(scratch / "app.txt", **environment) as server:
            for page in pages:
                for path in (BY_NAME[page].address, *MORE.get(page, ())):
                    print(path)
                    for label, rounds in _kinds(browser, server.address, path, changes):
                        for turn, costs in rounds.items():
                            print(_row(f"  {label[:22]}, {turn}", costs, bases["default"], TARGETS[turn]), flush=True)
        browser.close()


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="What every kind of change costs on every page.")
    reader.add_argument("--dataset", help="the folder of a dataset; the demo where none is named")
    reader.add_argument("--pages", default=",".join(page.name for page in PAGES), help="names, apart by commas")
    reader.add_argument("--changes", type=int, default=3, help="options of each select box")
    asked = reader.parse_args()
    main(asked.dataset, asked.pages.split(","), asked.changes)

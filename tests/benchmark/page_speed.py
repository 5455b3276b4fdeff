"""How long a click takes on each page, as a multiple of an empty Streamlit page in the same run.

python -m tests.benchmark.page_speed [DATASET FOLDER]: medians of several changes of indicator, first and second time over.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from components.controls.warm_up import AHEAD_VARIABLE
from tests.browser.server import running
from tests.browser.visit import BROWSER_FLAGS, LAPTOP, browser_path

CHANGES = 8
PAGES = {
    "Brief → area": ("/", 1),
    "Where, neighbourhoods": ("/where", 0),
    "Where, small areas": ("/where?level=lsoa", 0),
    "Who": ("/who", 0),
    "Trend": ("/trend", 0),
    "Compare": ("/compare", 0),
    "Pilots → pilot": ("/pilots", 0),
    "Evidence": ("/evidence", 0),
}
SECONDS_TO_WARM = 30
_HEADING = (
    "milliseconds             | empty page     | first: text, picture, all  | again: text, picture, all  "
    "| again/empty: text, all | kB"
)
_ROW = "{:24} | {:6.0f} {:7.0f} | {:8.0f} {:8.0f} {:8.0f} | {:8.0f} {:8.0f} {:8.0f} | {:11.2f} {:10.2f} | {:4.1f}"
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_EMPTY = """import streamlit as st
chosen = st.selectbox("Pick", [f"choice {n}" for n in range(12)])
st.title(f"You chose {chosen}")
"""
# From the click to the first change of the heading or the sentence below it, and to the frame after it is drawn.
_TIMED = """([label]) => new Promise((done) => {
  const read = () => [...document.querySelectorAll('h1, .ne-lead')].map((e) => e.innerText).join('|');
  const before = read();
  const start = performance.now();
  const idle = () => document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning';
  let text = null, picture = null;
  const drawn = document.querySelector('[data-testid="stPlotlyChart"]');
  const noticed = new MutationObserver(() => {
    noticed.disconnect();
    requestAnimationFrame(() => setTimeout(() => { picture = performance.now() - start; }, 0));
  });
  if (drawn) noticed.observe(drawn, {subtree: true, childList: true, attributes: true});
  const watch = () => {
    if (text === null && read() !== before) text = performance.now() - start;
    if (text !== null && idle()) {
      requestAnimationFrame(() => setTimeout(() => {
        const end = performance.now() - start;
        done([text, picture ?? end, end]);
      }, 0));
      return;
    }
    if (performance.now() - start > 15000) { done(null); return; }
    requestAnimationFrame(watch);
  };
  [...document.querySelectorAll('[role=option]')].find((e) => e.innerText.trim() === label).click();
  watch();
})"""


def _round_of_changes(page: Page, box: int) -> list[list[float]]:
    """Milliseconds to new text, to the first picture and to all painted, for each of several choices in a select box."""
    times = []
    for turn in range(1, CHANGES + 1):
        page.locator('[data-testid="stSelectbox"]').nth(box).locator("input, [role=combobox]").first.click()
        page.wait_for_selector("[role=option]")
        page.wait_for_timeout(150)
        labels = [each.strip() for each in page.locator("[role=option]").all_inner_texts()]
        found = page.evaluate(_TIMED, [labels[turn % len(labels)]])
        if found:
            times.append(found)
        page.wait_for_selector(_IDLE)
        page.wait_for_timeout(600)
    # Back to where the round began, so that a second round makes the same changes.
    page.locator('[data-testid="stSelectbox"]').nth(box).locator("input, [role=combobox]").first.click()
    page.wait_for_selector("[role=option]")
    page.locator("[role=option]").first.click()
    page.wait_for_timeout(1200)
    return times


def _medians(times: list[list[float]]) -> tuple[float, ...]:
    return tuple(statistics.median(each) for each in zip(*times, strict=True))


def _measure(browser, address: str, path: str, box: int) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Medians of a first and a second round, and kilobytes over the socket for each change of the first."""
    page = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}).new_page()
    received = [0]

    def listen(socket) -> None:
        socket.on("framereceived", lambda frame: received.__setitem__(0, received[0] + len(frame)))

    page.on("websocket", listen)
    page.goto(address + path)
    page.wait_for_selector("h1")
    page.wait_for_selector(_IDLE)
    page.wait_for_timeout(3000)
    received[0] = 0
    first = _medians(_round_of_changes(page, box))
    kilobytes = received[0] / (CHANGES + 1) / 1000
    second = _medians(_round_of_changes(page, box))
    page.context.close()
    return first, second, kilobytes


def main(dataset: str | None) -> None:
    """Print the table: each page's figures beside those of the empty page measured just before it."""
    environment = {AHEAD_VARIABLE: "yes"}
    if dataset:
        environment["NEIGHBOURHOOD_EQUITY_DATASET"] = os.path.abspath(dataset)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as play:
        empty = Path(scratch) / "empty" / "app.py"
        empty.parent.mkdir()
        empty.write_text(_EMPTY, encoding="utf-8")
        browser = play.chromium.launch(executable_path=browser_path(), args=list(BROWSER_FLAGS))
        print(_HEADING)
        with (
            running(Path(scratch) / "empty.txt", script=empty) as base,
            running(Path(scratch) / "app.txt", **environment) as server,
        ):
            time.sleep(SECONDS_TO_WARM)
            for name, (path, box) in PAGES.items():
                _, (base_text, _, base_painted), _ = _measure(browser, base.address, "/", 0)
                first, again, kilobytes = _measure(browser, server.address, path, box)
                figures = [
                    base_text,
                    base_painted,
                    *first,
                    *again,
                    again[0] / base_text,
                    again[2] / base_painted,
                    kilobytes,
                ]
                print(_ROW.format(name, *figures), flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)

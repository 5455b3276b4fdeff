"""How fast the server answers fifty people at once: python -m tests.benchmark.fifty_sessions [DATASET FOLDER].

Each session is a person who looks at a page, thinks, and changes the indicator, the groups or the page. A time runs from
the request for a change to the server's word that the page is finished, as the browser would see it.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from components.controls.current import DEMO
from components.controls.warm_up import AHEAD_VARIABLE
from data.dataset.dataset import Dataset
from tests.browser.server import running

SESSIONS, CHANGES, SECONDS_OF_THOUGHT = 50, 8, 5.0
PAGES = ("", "where", "who", "trend", "compare")
GROUPS = ("deprivation_quintile", "ethnic_group")
# The target for the 95th percentile, and what an untuned Streamlit app was measured at on the same kind of machine.
TARGET_P95, UNTUNED_P95 = 150.0, 4_520.0


async def _changed(socket: ClientConnection, page: str, choices: dict[str, str]) -> float:
    """Ask for a page with these choices; milliseconds until it is finished."""
    asked = BackMsg()
    asked.rerun_script.query_string = urlencode(choices)
    asked.rerun_script.page_name = page
    begun = time.perf_counter()
    await socket.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await socket.recv())
        if answer.WhichOneof("type") == "script_finished":
            return 1000 * (time.perf_counter() - begun)


async def _person(address: str, indicators: list[str], seed: int) -> list[float]:
    """The times of one person's changes, the opening of the first page left out."""
    dice = random.Random(seed)
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        await asyncio.sleep(dice.uniform(0, SECONDS_OF_THOUGHT))
        page = dice.choice(PAGES)
        await _changed(socket, page, {})
        times = []
        for _ in range(CHANGES):
            await asyncio.sleep(dice.uniform(0.5, 1.5) * SECONDS_OF_THOUGHT)
            page = page if dice.random() < 0.7 else dice.choice(PAGES)
            times.append(
                await _changed(socket, page, {"indicator": dice.choice(indicators), "by": dice.choice(GROUPS)})
            )
    return times


async def _everyone(address: str, indicators: list[str]) -> list[float]:
    found = await asyncio.gather(*(_person(address, indicators, seed) for seed in range(SESSIONS)))
    return [each for times in found for each in times]


def _memory(port: str) -> str:
    """The resident memory of the server that listens on a port, in megabytes, where the system tells it."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"--server.port={port}" in path.read_text():
                status = (path.parent / "status").read_text()
                return f"{int(status.split('VmRSS:')[1].split()[0]) / 1000:.0f} MB"
        except OSError:
            continue
    return "not known"


def main(dataset: str | None) -> None:
    """Print the median and the 95th percentile."""
    folder = Path(dataset).absolute() if dataset else DEMO
    indicators = list(Dataset.open(folder).indicators)
    environment = {"NEIGHBOURHOOD_EQUITY_DATASET": str(folder), AHEAD_VARIABLE: "yes"}
    with (
        tempfile.TemporaryDirectory() as scratch,
        running(Path(scratch) / "log.txt", **environment) as server,
    ):
        address = server.address.replace("http", "ws") + "/_stcore/stream"
        for name in ("first", "again"):
            times = asyncio.run(_everyone(address, indicators))
            cuts = statistics.quantiles(times, n=20)
            print(
                f"{name}: {SESSIONS} sessions, {len(times)} changes, {SECONDS_OF_THOUGHT:.0f} s of thought: "
                f"p50 {statistics.median(times):.0f} ms, p95 {cuts[-1]:.0f} ms "
                f"(target {TARGET_P95:.0f} ms; untuned {UNTUNED_P95:,.0f} ms), longest {max(times):.0f} ms, "
                f"server {_memory(server.address.rpartition(':')[2])}, {os.cpu_count()} cores"
            )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)

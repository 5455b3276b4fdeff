"""How fast the server answers many people who click freely: python -m tests.benchmark.fifty_sessions [--dataset FOLDER].

Each session is a person who looks at a page, thinks, and changes the indicator, the groups, the area or the page, any page
of all. One in five looks at the whole page, the others at its first screen. A time runs from the request for a change to the
server's word that the page is finished, as the browser would see it. With two processes people are dealt out in turn, as
a proxy does that keeps each with the one they began with.
"""

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from components.controls.current import DEMO
from components.controls.parts import WHOLE
from components.controls.warm_up import AHEAD_VARIABLE
from data.contract.pages import PAGES
from data.dataset.dataset import Dataset
from tests.benchmark.process_use import ProcessUse
from tests.browser.server import running

CHANGES, SECONDS_OF_THOUGHT, WHO_READ_ALL = 8, 5.0, 0.2
GROUPS = ("deprivation_quintile", "ethnic_group", "sex")
# The first page is known by the bare address.
NAMES = ("", *(page.name for page in PAGES[1:]))
# The target for the 95th percentile in milliseconds, by the number of processes.
TARGETS = {1: 800.0, 2: 300.0}


class Choices:
    """What there is to choose in a dataset, and a person's next choice."""

    def __init__(self, dataset: Dataset):
        self._indicators = list(dataset.indicators)
        self._areas = [dataset.area_code, *dataset.areas("place").index, *dataset.areas("neighbourhood").index]
        pilots = dataset.optional("pilots")
        self._pilots = [] if pilots is None else list(pilots["pilot_id"].unique())

    def next(self, dice: random.Random, page: str) -> dict[str, str]:
        """The address of a page after a change."""
        chosen = {
            "indicator": dice.choice(self._indicators),
            "by": dice.choice(GROUPS),
            "area": dice.choice(self._areas),
        }
        if page == "pilots" and self._pilots:
            chosen["pilot"] = dice.choice(self._pilots)
        return chosen | ({WHOLE: "yes"} if dice.random() < WHO_READ_ALL else {})


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


async def _person(address: str, choices: Choices, seed: int) -> list[tuple[str, float]]:
    """The times of one person's changes, each with its page; the opening of the first page is left out."""
    dice = random.Random(seed)
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        await asyncio.sleep(dice.uniform(0, SECONDS_OF_THOUGHT))
        page = dice.choice(NAMES)
        await _changed(socket, page, {})
        times = []
        for _ in range(CHANGES):
            await asyncio.sleep(dice.uniform(0.5, 1.5) * SECONDS_OF_THOUGHT)
            page = page if dice.random() < 0.7 else dice.choice(NAMES)
            times.append((page, await _changed(socket, page, choices.next(dice, page))))
    return times


async def _everyone(addresses: list[str], choices: Choices, people: int) -> list[tuple[str, float]]:
    dealt = (_person(addresses[seed % len(addresses)], choices, seed) for seed in range(people))
    return [each for times in await asyncio.gather(*dealt) for each in times]


def _told(name: str, found: list[tuple[str, float]], servers: list[ProcessUse], spent: float) -> str:
    times = [each for _, each in found]
    p95 = statistics.quantiles(times, n=20)[-1]
    memory = " + ".join(f"{server.memory():.0f}" for server in servers)
    target = TARGETS[len(servers)]
    return (
        f"{name}: {len(found)} changes: p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms "
        f"(target {target:.0f}, {'met' if p95 <= target else 'MISSED'}), longest {max(times):.0f} ms; "
        f"{spent / len(found):.0f} ms of processor a change; {memory} MB"
    )


def main(dataset: str | None, people: int) -> None:
    """Print median and 95th percentile with one server process and with two, asked for the first time and again."""
    folder = Path(dataset).absolute() if dataset else DEMO
    choices = Choices(Dataset.open(folder))
    environment = {"NEIGHBOURHOOD_EQUITY_DATASET": str(folder), AHEAD_VARIABLE: "yes"}
    print(f"{people} people, {SECONDS_OF_THOUGHT:.0f} s of thought, {len(NAMES)} pages, {os.cpu_count()} cores")
    for processes in TARGETS:
        with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
            logs = [Path(scratch) / f"log{place}.txt" for place in range(processes)]
            servers = [stack.enter_context(running(log, **environment)) for log in logs]
            used = [ProcessUse.of(server.address) for server in servers]
            addresses = [server.address.replace("http", "ws") + "/_stcore/stream" for server in servers]
            for name in ("first", "again"):
                before = sum(each.processor_time() for each in used)
                found = asyncio.run(_everyone(addresses, choices, people))
                spent = sum(each.processor_time() for each in used) - before
                print(_told(f"{processes} process{'es' * (processes > 1)}, {name}", found, used, spent), flush=True)


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="How fast the server answers many people who click freely.")
    reader.add_argument("--dataset", help="the folder of a dataset; the demo where none is named")
    reader.add_argument("--people", type=int, default=50)
    asked = reader.parse_args()
    main(asked.dataset, asked.people)

"""The dashboard, served by a process of its own on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from components.controls.warm_up import AHEAD_VARIABLE
from data.journal.places import VARIABLE

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 180


@dataclass(frozen=True)
class Server:
    """Where a running server answers, and the file it writes its messages to."""

    address: str
    log: Path

    def faults(self) -> list[str]:
        """Lines of the server's messages that tell of an error."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "Error:" in line]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running(
    log: Path,
    *,
    script: Path = ROOT / "app.py",
    settings: tuple[str, ...] = (),
    health: int = 200,
    **environment: str,
) -> Iterator[Server]:
    """A Streamlit server on its own port until the block ends; RuntimeError with its messages if it does not start.

    `settings` are extra command-line settings, `environment` extra environment variables. Its journal is a file beside
    the log, unless the environment names another. It has started once its health is answered with `health`. It answers
    nothing ahead unless it is told to: that takes as long as some ten tests.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false", *settings]
    with log.open("w", encoding="utf-8") as messages:
        process = subprocess.Popen(
            command,
            cwd=script.parent,
            env=os.environ | {VARIABLE: str(log.with_suffix(".sqlite")), AHEAD_VARIABLE: "no"} | environment,
            stdout=messages,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", log)
    try:
        _wait_until_healthy(server, process, health)
        yield server
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_until_healthy(server: Server, process: subprocess.Popen, health: int) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped while starting:\n{server.log.read_text(encoding='utf-8')}")
        try:
            # Over plain HTTP, so that the authorities this computer trusts need not be read again and again.
            if httpx.get(f"{server.address}/_stcore/health", timeout=5, verify=False).status_code == health:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"the server was not ready in {SECONDS_TO_START} s:\n{server.log.read_text(encoding='utf-8')}")

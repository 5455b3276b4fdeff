"""What a server's process has used of the machine, as the system tells it."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class ProcessUse:
    """The process that serves a port of this machine (Linux)."""

    folder: Path

    @classmethod
    def of_port(cls, port: str) -> "ProcessUse":
        """The process that was told to serve this port; LookupError where there is none."""
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if f"--server.port={port}" in path.read_text():
                    return cls(path.parent)
            except OSError:  # It ended while it was looked at.
                continue
        raise LookupError(f"port {port}: found no process that serves it, expected one")

    @classmethod
    def of(cls, address: str) -> "ProcessUse":
        """The process that answers at an address."""
        return cls.of_port(address.rpartition(":")[2])

    def processor_time(self) -> float:
        """Milliseconds of processor time so far."""
        fields = (self.folder / "stat").read_text().rpartition(")")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Resident memory, in megabytes."""
        return int((self.folder / "status").read_text().split("VmRSS:")[1].split()[0]) / 1000

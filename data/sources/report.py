"""The build's report: each file, what it was taken for, how many rows were read, used and left out, and why."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pandas as pd


@dataclass
class FileLine:
    """What became of one table of one file."""

    label: str
    taken_for: str
    period: str = ""
    rows: int = 0
    used: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


class BuildReport:
    """Collects what a build did, tells of it as it goes (through `tell`) and writes it down at the end.

    `unsuited` are those of the files not recognised that nothing here can be shown by, with the words of their refusal.
    """

    def __init__(self, tell: Callable[[str], None] | None = None):
        self._began = time.perf_counter()
        self._tell = tell
        self.files: dict[str, FileLine] = {}
        self.unrecognised: list[str] = []
        self.unsuited: dict[str, str] = {}
        self.refused: list[str] = []
        self.faults: list[str] = []
        self.sections: dict[str, list[str]] = {}

    def apart(self) -> "BuildReport":
        """A report of what is done once more with the same files, which counts no row of theirs twice."""
        other = BuildReport(self._tell)
        other._began = self._began
        other.files = {label: replace(line, left_out=Counter(), used=0) for label, line in self.files.items()}
        return other

    @property
    def seconds(self) -> float:
        """Seconds since the build began."""
        return time.perf_counter() - self._began

    def progress(self, text: str) -> None:
        """Tell whoever waits, in one plain line, what is being done."""
        if self._tell is not None:
            self._tell(f"{self.seconds:6.1f} s  {text}")

    def refuse(self, told: str) -> None:
        """Note a file that cannot be used, in the words of its refusal; the build goes on without it."""
        self.refused.append(told)
        self.progress(f"left out: {told}")

    def line(self, section: str, text: str) -> None:
        """Add a line to a section of the report."""
        self.sections.setdefault(section, []).append(text)

    def used(self, frame: pd.DataFrame) -> None:
        """Count rows as used, by the file each came from (its column `source`)."""
        for label, rows in frame["source"].value_counts().items():
            self.files[label].used += int(rows)

    def left_out(self, frame: pd.DataFrame, reason: str) -> None:
        """Count rows as left out for a reason, by the file each came from (its column `source`)."""
        for label, rows in frame["source"].value_counts().items():
            self.files[label].left_out[reason] += int(rows)

    def keep(self, frame: pd.DataFrame, wanted: pd.Series, reason: str) -> pd.DataFrame:
        """The wanted rows of a frame; the others are counted as left out for the reason."""
        self.left_out(frame[~wanted], reason)
        return frame[wanted]

    def text(self, title: str) -> str:
        """The whole report, as Markdown."""
        lines = [f"# {title}", ""]
        for heading, told in (
            ("Files left out: they cannot be read", self.refused),
            ("Cells and rows that cannot be used", self.faults),
        ):
            if told:
                lines += [f"## {heading}", "", *(f"- {text}" for text in told), ""]
        for section, texts in self.sections.items():
            lines += [f"## {section}", "", *(f"- {text}" for text in texts), ""]
        lines += ["## Files", ""]
        for each in self.files.values():
            lines += _file_lines(each)
        if self.unrecognised:
            lines += ["", "## Files not recognised", "", *(f"- {name}" for name in self.unrecognised)]
        return "\n".join([*lines, "", f"Time taken: {self.seconds:.1f} seconds", ""])


def _file_lines(line: FileLine) -> list[str]:
    period = f" ({line.period})" if line.period else ""
    texts = [f"- **{line.label}**: {line.taken_for}{period}; {line.rows:,} rows read, {line.used:,} used"]
    texts += [f"  - left out: {rows:,} {reason}" for reason, rows in line.left_out.items() if rows]
    return texts + [f"  - {note}" for note in line.notes]

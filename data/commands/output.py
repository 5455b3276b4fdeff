"""What a command is added to, what it says when it is done, and the code it leaves for whatever called it."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

FINE, WARNINGS, ERRORS = 0, 1, 2
EXIT_CODES = "Exit code: 0 when all is well, 1 when there are warnings only, 2 when there are errors."

Tell = Callable[[str], None]
# In quotation marks: argparse takes no type arguments while the program runs.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


@dataclass(frozen=True)
class Said:
    """Text for standard output, and the exit code."""

    text: str
    code: int = FINE


def section(title: str, lines: list[str]) -> list[str]:
    """A heading, its lines as a list, and a blank line; nothing where there are no lines."""
    return [f"## {title}", "", *(f"- {line}" for line in lines), ""] if lines else []

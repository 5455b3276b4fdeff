"""What an entry of the Methods page holds."""

from collections.abc import Callable
from dataclasses import dataclass

from components.findings.finding import Finding
from components.findings.question import Question


@dataclass(frozen=True)
class Method:
    """One measure: its anchor in links, family, title, plain meaning, formula (LaTeX), uses, misuses and source.

    `worked` makes its worked example, from the selection on screen wherever that can be.
    """

    id: str
    family: str
    title: str
    meaning: str
    formula: str
    use: str
    avoid: str
    source: str
    worked: Callable[[Question], Finding]


def formula(*lines: str) -> str:
    """A formula of one line or several, one below the other, so that none is wider than half a laptop's screen."""
    if len(lines) == 1:
        return lines[0]
    return r"\begin{aligned}" + r"\\[6pt]".join(f"&{line}" for line in lines) + r"\end{aligned}"

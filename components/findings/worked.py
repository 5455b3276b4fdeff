"""A worked value for each method: the finding that uses it, made from the selection on screen."""

from collections.abc import Callable

from components.findings.brief import brief_finding
from components.findings.finding import Finding
from components.findings.gradient import slope_finding
from components.findings.question import Question
from components.findings.where import need_finding, ranking_finding
from components.findings.who import grid_finding, groups_finding

_WORKED: dict[str, Callable[[Question], Finding]] = {
    "value": ranking_finding,
    "gap": groups_finding,
    "slope": slope_finding,
    "levelling_up": slope_finding,
    "grid": grid_finding,
    "funnel": ranking_finding,
    "need": need_finding,
    "rank": ranking_finding,
}


def worked_example(method: str) -> Callable[[Question], Finding]:
    """The finding whose table shows a method at work; the Brief's where no one finding is its own."""
    return _WORKED.get(method, brief_finding)

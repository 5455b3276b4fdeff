"""Findings about the board's own set on a meeting's list: asked of the set as it stands now."""

from collections.abc import Callable

from components.controls.own_set import own_set
from components.findings.brief.common_frame import common_frame_finding
from components.findings.brief.own_set import own_set_finding
from components.findings.compare.matrix import compare_finding
from components.findings.finding import Finding
from components.findings.own_set import OfSet, OwnSet
from components.findings.question import Question
from data.dataset.dataset import Dataset

_MADE: dict[tuple[str, str], Callable[[Question, OwnSet], Finding]] = {
    ("brief", "own_set"): own_set_finding,
    ("brief", "common_frame"): common_frame_finding,
    ("compare", "compare"): compare_finding,
}


def own_set_question(dataset: Dataset, page: str, key: str) -> Callable[[Question], Finding] | None:
    """What is asked about the set under a page's key; None of any other finding, and where no set is kept."""
    make = _MADE.get((page, key))
    own = None if make is None else own_set(dataset)
    return None if make is None or own is None else OfSet(make, own)

"""What is done before anybody asks, so that nobody waits for it."""

import gc
import os
import threading
import time

from components.controls.cached_findings import answer
from components.controls.current import current_dataset, served_files
from components.controls.log_without_contents import keep_contents_out_of_log
from components.controls.own_set import own_set
from components.findings.area_map import area_map
from components.findings.brief.brief import brief_finding
from components.findings.brief.core20plus5 import core20plus5_finding
from components.findings.brief.own_set import own_set_finding, set_cards
from components.findings.brief.shown_cards import shown_cards
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.compare.split import split_finding
from components.findings.own_set import OfSet
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.overview import overview_finding, stories
from components.findings.pilots.questions import questions_of
from components.findings.selection import Selection, dimensions_offered, from_link, settle
from components.findings.trend.everyone import everyone_finding
from components.findings.trend.neighbourhoods import neighbourhood_trend_finding
from components.findings.trend.trend import trend_finding
from components.findings.where.areas import ranking_finding
from components.findings.where.need import need_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.grid import grid_finding
from components.findings.who.groups import groups_finding
from components.findings.who.hidden_gap import hidden_gap_finding
from data.dataset.dataset import Dataset
from data.files.processes import prepare

_ONCE = (brief_finding, shown_cards, core20plus5_finding)
_EACH = (
    groups_finding, ranking_finding, area_map, trend_finding, slope_finding, hidden_gap_finding, grid_finding, need_finding,
    everyone_finding, neighbourhood_trend_finding, compare_finding, funnel_finding, split_finding,
)  # fmt: skip
# Set to 'no', nothing is answered before anybody asks: for a server that few ask, or that is soon stopped again.
AHEAD_VARIABLE = "NEIGHBOURHOOD_EQUITY_ANSWER_AHEAD"
# A breath between answers, so that a visitor who comes meanwhile is served first.
_BREATH_SECONDS = 0.01
_WAYS_AHEAD = 1
# What the processes that read people's files need to have loaded.
_READING = (
    "data.your_data.validate", "data.your_data.apart", "data.returns.folder", "data.returns.writing",
    "data.neighbourhoods.lookup", "data.journal.read_apart", "data.sources.beside_dataset",
)  # fmt: skip


def warm_up() -> None:
    """Open the dataset; then answer in the background what is asked first, the first page before all else.

    A server is well as soon as it can answer at all: whoever comes meanwhile is served beside it.
    """
    prepare(*_READING)
    dataset = current_dataset()
    _ = dataset.coverage
    keep_contents_out_of_log()
    if os.environ.get(AHEAD_VARIABLE, "yes") != "no":
        threading.Thread(target=_answer_ahead, args=(dataset,), name="answer-ahead", daemon=True).start()


def _answer_ahead(dataset: Dataset) -> None:
    """Answer what most people ask first: the Brief, the shapes of maps, then every indicator by its first way, whole area,
    newest period.

    Then keep all of it out of garbage collection.
    """
    first = from_link(dataset, {})
    answer(brief_finding, first)
    answer(shown_cards, first)
    if (own := own_set(dataset)) is not None:
        answer(OfSet(own_set_finding, own), first)
        answer(OfSet(set_cards, own), first)
    served_files()
    for selection in _selections(dataset, first):
        for ask in (*(_ONCE if selection.indicator == first.indicator else ()), *_EACH):
            answer(ask, selection)
            time.sleep(_BREATH_SECONDS)
    # Pilots come last: they are asked of one selection only, and each takes as long as a page.
    of_pilots = [ask for pilot_id in pilot_cases(dataset) for ask in questions_of(pilot_id)]
    for ask in (overview_finding, stories, *of_pilots):
        answer(ask, first)
        time.sleep(_BREATH_SECONDS)
    gc.freeze()


def _selections(dataset: Dataset, first: Selection) -> list[Selection]:
    """The default view of every indicator, by the first way it is given."""
    offered = {code: dimensions_offered(dataset, code) or [""] for code in dataset.indicators}
    return [
        settle(dataset, Selection(indicator, by[turn], "", first.area))
        for turn in range(_WAYS_AHEAD)
        for indicator, by in offered.items()
        if turn < len(by)
    ]

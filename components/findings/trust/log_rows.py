"""The rows of what communities said about a place: those of the dataset's log, and those that the journal keeps."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components.findings.question import Question
from data.contract.participation_tables import CODING
from data.disclosure.personal_details import personal_details
from data.journal.entry_history import Record

_TEXTS = ("community", "setting", "heard_by", "said", "done")
_KEPT_AS_GIVEN = ("area_code", "community", "setting", "heard_by", "said", "response", "indicator_id", "group_heard")
_DAYS = ("done_on", "answered_on", "followed_up_on")


def log_rows(question: Question) -> tuple[pd.DataFrame, int] | None:
    """The entries about the area in focus, newest first, and how many were held back; None where there is no log."""
    table = question.dataset.optional("community_log")
    if table is None:
        return None
    here = with_coding(_about(question, table))
    texts = here[list(_TEXTS)].fillna("").astype(str).to_numpy().tolist()
    pointing = np.array([bool(personal_details(" ".join(each))) for each in texts], dtype=bool)
    return here[~pointing].sort_values("date", ascending=False, ignore_index=True), int(pointing.sum())


def kept_rows(question: Question, records: Sequence[Record]) -> pd.DataFrame:
    """What the journal keeps of the area in focus, newest first, in the columns of the log but for the entry's number."""
    frame = pd.DataFrame(
        [
            {
                "date": each.entry.decided_on,
                "done": each.entry.decision,
                "done_on": None,
                "ways": "; ".join(each.entry.ways),
                "answered_on": each.entry.answered_on,
                "followed_up_on": each.entry.followed_up_on,
                **{name: getattr(each.entry, name) for name in _KEPT_AS_GIVEN},
            }
            for each in records
            if each.entry.state != "withdrawn"
        ],
        columns=["date", "done", "ways", *_DAYS, *_KEPT_AS_GIVEN],
    )
    frame[["date", *_DAYS]] = frame[["date", *_DAYS]].apply(pd.to_datetime)
    return _about(question, frame).sort_values("date", ascending=False, kind="stable", ignore_index=True)


def with_coding(table: pd.DataFrame) -> pd.DataFrame:
    """The log with every column that codes entries; those of a log begun before they were asked for are blank."""
    lacking = [name for name in CODING if name not in table]
    return table.assign(**{name: pd.NaT if name in _DAYS else "" for name in lacking})


def _about(question: Question, table: pd.DataFrame) -> pd.DataFrame:
    """The rows about the area in focus and what lies in it; for the whole area, every row about a place that it has."""
    chosen = question.selection.area
    parents = question.dataset.areas("neighbourhood")["parent_code"]
    within = {chosen, *parents.index[parents == chosen]}
    return table if question.is_whole_area else table[table["area_code"].isin(within)]


def place_words(question: Question, code: str) -> str:
    """Where an entry is about: 'everywhere' for the whole area, the place's name, or that it is none of this dataset's."""
    if code == question.dataset.area_code:
        return "everywhere"
    known = {each for level in question.dataset.levels for each in question.dataset.areas(level).index}
    return question.dataset.area_name(code) if code in known else "a place outside this dataset"

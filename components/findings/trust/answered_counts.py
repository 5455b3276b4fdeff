"""Of what communities said: how much was answered, by way of building trust and by group heard, and how long it took.

An entry is coded once it names a way, a group, or a day on which it was answered or followed up. One that is not coded says
nothing of an answer: it counts neither as answered nor as waiting. What still waits is counted until `until`, the last day
that its source can know of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.question import Question
from components.findings.trust.log_rows import kept_rows, log_rows
from components.measures.people.waiting_time import median_wait
from data.contract.participation_tables import is_coded
from data.contract.trust_ways import HEARD_GROUPS, WAYS, ways_in
from data.journal.entry_history import Record

EVERYTHING, BY_WAY, BY_GROUP = "Everything coded", "Way of building trust", "Group heard"
NO_WAY, NO_GROUP = "no way is written down", "no group is written down"


@dataclass(frozen=True, eq=False)
class CodedLog:
    """The entries about the area in focus from the dataset's log and the journal.

    `entries`: those that are coded, the longest open first, with `date`, `area_code`, `community`, `ways` (tuple),
    `group_heard`, `answered` and `followed_up` (bool) and `days` (to the answer, or so far). `not_coded` and `held_back`
    count the others.
    """

    entries: pd.DataFrame
    not_coded: int
    held_back: int

    def counts(self) -> pd.DataFrame:
        """A row for everything, each way and each group that is named: `part`, `what`, and the columns of `_counted`."""
        rows = [{"part": part, "what": what, **_counted(here)} for part, what, here in self._parts()]
        return pd.DataFrame(rows)

    def _parts(self) -> Iterator[tuple[str, str, pd.DataFrame]]:
        entries = self.entries
        yield EVERYTHING, EVERYTHING, entries
        for way in WAYS:
            yield BY_WAY, way, entries[[way in ways for ways in entries["ways"]]]
        if (unsaid := entries[[not ways for ways in entries["ways"]]]).size:
            yield BY_WAY, NO_WAY, unsaid
        for group in ("", *HEARD_GROUPS):
            here = entries[entries["group_heard"] == group]
            if len(here):
                yield BY_GROUP, group or NO_GROUP, here


def coded_log(question: Question, records: Sequence[Record], today: pd.Timestamp) -> CodedLog | None:
    """The log of the area in focus together with what the journal keeps on that day; None where there is neither."""
    found = log_rows(question)
    kept = kept_rows(question, records)
    if found is None and kept.empty:
        return None
    logged, held_back = found or (kept.iloc[:0], 0)
    # A dataset knows of nothing after its release; the journal is as it stands today.
    released = pd.Timestamp(question.dataset.manifest.released)
    rows = pd.concat([logged.assign(until=released), kept.assign(until=today)], ignore_index=True)
    answered, followed = rows["answered_on"].notna(), rows["followed_up_on"].notna()
    coded = is_coded(rows)
    end = rows["answered_on"].where(answered, rows["until"])
    entries = rows[["date", "area_code", "community", "group_heard"]].assign(
        ways=[ways_in(cell) for cell in rows["ways"]],
        answered=answered,
        followed_up=followed,
        days=((end - rows["date"]) / np.timedelta64(1, "D")).clip(lower=0),
    )
    entries = entries[coded].sort_values(["answered", "days"], ascending=[True, False], ignore_index=True)
    return CodedLog(entries, int((~coded).sum()), held_back)


def _counted(here: pd.DataFrame) -> dict[str, float | str]:
    """How many were heard, answered, still wait and were followed up; the middle wait in days, and the longest open."""
    answered = here["answered"].to_numpy(bool)
    middle = median_wait(here["days"].to_numpy(float), answered)
    waiting = here.loc[~answered, "days"]
    return {
        "heard": len(here),
        "answered": int(answered.sum()),
        "waiting": int((~answered).sum()),
        "followed_up": int(here["followed_up"].sum()),
        "median": float(middle.estimate),
        "lower": float(middle.lower),
        "upper": float(middle.upper),
        "why": str(middle.reason),
        "longest": float(waiting.max()) if len(waiting) else np.nan,
    }

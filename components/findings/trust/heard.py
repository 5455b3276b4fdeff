"""Who takes part against who lives here: each group's representation in each activity, by one way of dividing people."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.question import Question
from components.findings.recording_rows import newest_rows, of_area
from components.measures.people.representation import people_short, representation_ratio
from data.contract.vocabulary import TOTAL, UNKNOWN, Dimension

# A group is called missing from an activity where at most this share of its due part can be there.
_MISSING = 0.8


@dataclass(frozen=True, eq=False)
class Heard:
    """Who took part in the area, one row an activity and group (`frame`), by one dimension; and how many did not say.

    `frame` has activity, group, label, people, population, took and here (shares in percent), ratio, lower, upper, most
    (the largest the ratio could be where the count is hidden), more (people short) and status.
    """

    dimension: Dimension
    frame: pd.DataFrame
    not_said: pd.Series
    everyone: pd.Series


def participation_by(question: Question) -> str:
    """The dimension to judge participation by: the selected one where it is counted, else the first that is."""
    return groups_counted(question, newest_rows(question, "participation"))


def groups_counted(question: Question, rows: pd.DataFrame | None) -> str:
    """The dimension to judge rows by: the selected one where they are counted by it, else the first that is; '' for none."""
    given = set() if rows is None else set(of_area(rows, area_counted(question, rows))["dimension"]) - {TOTAL}
    if question.selection.by in given:
        return question.selection.by
    return next((code for code in ("ethnic_group", *question.dataset.vocabulary) if code in given), "")


def area_counted(question: Question, rows: pd.DataFrame) -> str:
    """The area in focus, else the place it is in, else the whole area: the nearest that was counted."""
    counted = set(rows["area_code"])
    parents = question.dataset.areas("neighbourhood")["parent_code"]
    for code in (question.selection.area, parents.get(question.selection.area, "")):
        if code in counted:
            return code
    return question.dataset.area_code


def heard(question: Question) -> Heard | None:
    """Participation in the area in focus by the dimension that `participation_by` names; None where none is loaded."""
    by = participation_by(question)
    if not by:
        return None
    rows = newest_rows(question, "participation")
    here = of_area(rows, area_counted(question, rows))
    dimension = question.dataset.vocabulary[by]
    total = here[here["dimension"] == TOTAL].set_index("activity")["people"]
    groups = here[(here["dimension"] == by) & (here["group"] != UNKNOWN)]
    unknown = here[(here["dimension"] == by) & (here["group"] == UNKNOWN)].set_index("activity")["people"]
    parts = [
        _one_activity(part, float(total[activity]), float(unknown.get(activity, 0.0)), dimension)
        for activity, part in groups.groupby("activity", sort=True)
        if activity in total and pd.notna(total[activity])
    ]
    if not parts:
        return None
    # The activity that reaches the first group least comes first: it is what the headline is about.
    parts.sort(key=lambda part: float(part["ratio"].fillna(part["most"]).iloc[0]))
    return Heard(dimension, pd.concat(parts, ignore_index=True), unknown, total)


def _one_activity(part: pd.DataFrame, total: float, unknown: float, dimension: Dimension) -> pd.DataFrame:
    order = {code: place for place, code in enumerate(dimension.groups)}
    part = part.sort_values("group", key=lambda groups: groups.map(order), ignore_index=True)
    took, lives = part["people"].to_numpy(float), part["population"].to_numpy(float)
    shown = float(np.nansum(took))
    # Rounded parts can add up to a little more than their rounded total.
    most_known = max(total - np.nan_to_num(unknown), shown)
    # Where the number of people of unknown group is hidden it could be as large as the parts allow.
    least_known = most_known if np.isfinite(unknown) else max(shown + float(np.isnan(took).sum()), 1.0)
    found, tightest = (representation_ratio(took, known, lives) for known in (most_known, least_known))
    share = lives / np.nansum(lives)
    hidden = np.isnan(took) & (share > 0)
    return part.assign(
        label=part["group"].map(dimension.groups),
        took=100 * took / max(most_known, 1.0),
        here=100 * share,
        ratio=found.estimate,
        lower=found.lower,
        upper=tightest.upper,
        most=np.where(hidden, (most_known - shown) / max(least_known, 1.0) / np.where(share > 0, share, 1), np.nan),
        more=people_short(took, most_known, lives),
    )


def missing_voices(found: Heard) -> pd.DataFrame:
    """Rows of the groups too few of whom take part, whatever chance and hidden counts allow, fewest first."""
    ceiling = found.frame["upper"].fillna(found.frame["most"])
    rows = found.frame.assign(ceiling=ceiling)
    return rows[rows["ceiling"] < _MISSING].sort_values(["ceiling", "label"])

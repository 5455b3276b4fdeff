"""Every area of a level for a question, worst first, with its standing and its rank's interval."""

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.standing import standing
from components.measures.spread.rank import rank_intervals

_RANK_SEED = 20261121
_RANK_DRAWS = 2_000


@kept_with_dataset
def ranked_areas(question: Question, level: str = "neighbourhood") -> pd.DataFrame:
    """Every area of a level with its value, interval, standing against the whole area and rank interval, worst first.

    Indexed by area code. Areas without a row in the data are 'missing'. Rank 1 is the best. Shared by the findings and the
    map of one question: never change what it returns.
    """
    areas = question.dataset.areas(level)
    rows = question.values(level=level).set_index("area_code")
    rows = rows.reindex(areas.index)
    rows["status"] = rows["status"].astype(object).fillna("missing")
    rows["name"] = areas["area_name"]
    rows["deprived_share"] = (
        100 * areas["share_most_deprived_fifth"] if "share_most_deprived_fifth" in areas else np.nan
    )
    comparator = whole_area_value(question)
    rows = standing(rows, comparator, question.indicator) if comparator is not None else rows.assign(standing="similar")
    rows = _with_ranks(rows, question)
    return rows.sort_values(["value", "name"], ascending=[question.indicator.higher_is_better, True])


def whole_area_value(question: Question) -> float | None:
    """The whole area's own value in the selected period, None where it is not shown."""
    found = question.values(areas=[question.dataset.area_code])["value"].dropna()
    return float(found.iloc[0]) if len(found) else None


def judged_rows(rows: pd.DataFrame) -> pd.Series:
    """Which areas can be told from chance at all: those that have an interval. The others are 'similar' only in name."""
    return rows["value"].notna() & rows["lower"].notna()


def _with_ranks(rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    rows = rows.assign(rank_lower=np.nan, rank_upper=np.nan)
    usable = (rows["value"].notna() & rows["se"].notna()).to_numpy()
    if usable.sum() < 2:
        return rows
    found = rank_intervals(
        rows.loc[usable, "value"].to_numpy(float),
        rows.loc[usable, "se"].to_numpy(float),
        draws=_RANK_DRAWS,
        seed=_RANK_SEED,
        higher_is_better=question.indicator.higher_is_better,
    )
    rows.loc[usable, "rank_lower"] = found.lower
    rows.loc[usable, "rank_upper"] = found.upper
    return rows

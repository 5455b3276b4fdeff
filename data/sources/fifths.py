"""Split things that are ordered by deprivation into fifths with about equal numbers of people."""

import numpy as np
import pandas as pd


def fifths(order: pd.Series, people: pd.Series) -> pd.Series:
    """The fifth (1 to 5) each row falls in when rows are lined up by `order`, smallest first, and weighed by `people`.

    A row belongs to the fifth in which the middle one of its people stands. Equal values keep the order of the index,
    so that the same files always give the same fifths. Rows with no order or nobody get none.
    """
    known = order.notna() & (people > 0)
    lined_up = pd.DataFrame({"order": order[known], "people": people[known]}).sort_index()
    lined_up = lined_up.sort_values("order", kind="stable")
    middle = lined_up["people"].cumsum() - lined_up["people"] / 2
    fifth = np.floor(5 * middle / lined_up["people"].sum()) + 1
    return fifth.clip(upper=5).reindex(order.index)

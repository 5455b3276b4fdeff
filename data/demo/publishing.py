"""Counts as a real publisher would release them: small ones hidden, the rest rounded, absences marked."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.disclosure.additive_sets import additive_sets
from data.disclosure.suppression import rounded, small, suppress

DISCLOSURE = Disclosure(
    hidden_from=1,
    hidden_to=7,
    rounded_to=5,
    words="Counts of 1 to 7 are hidden, with enough others that none can be found by subtraction; the rest are "
    "rounded to the nearest 5.",
)
_MEASURES = ["numerator", "value", "lower", "upper"]


def published(observations: pd.DataFrame, areas: pd.DataFrame, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """The observations with disclosure control applied, and a status on every row.

    Rows come with true counts; a row whose counts are all absent is missing, one about nobody does not apply. A group
    of 1 to 7 people is hidden whole; otherwise its size stays, since only what happened to whom is confidential.
    """
    observations = observations.reset_index(drop=True)
    value_type = observations["indicator_id"].map({each.id: each.value_type for each in indicators})
    people = observations["denominator"].to_numpy()
    few = small(people, hidden_from=DISCLOSURE.hidden_from, hidden_to=DISCLOSURE.hidden_to)
    nobody = people == 0
    absent = observations["numerator"].isna().to_numpy()
    no_value = observations["value"].isna().to_numpy()
    missing = np.isnan(people) & absent & no_value
    # An average has no count of events, so its people are counted; a standardised rate without a value is on too few.
    counts = np.where(absent, np.nan_to_num(people), observations["numerator"])
    standardised = (value_type == "standardised_rate").to_numpy()
    hidden = suppress(
        counts,
        additive_sets(observations, areas),
        hidden=few | (standardised & no_value & ~nobody),
        hidden_from=DISCLOSURE.hidden_from,
        hidden_to=DISCLOSURE.hidden_to,
    )
    status = np.select([missing, nobody, hidden], ["missing", "not_applicable", "suppressed"], "ok")
    events = rounded(observations["numerator"], DISCLOSURE.rounded_to)
    size = rounded(people, DISCLOSURE.rounded_to)
    # Rounding may not turn everybody into more than everybody.
    size = np.where(value_type == "proportion", np.fmax(size, events), size)
    shown = observations.assign(numerator=events, denominator=np.where(few, np.nan, size), status=status)
    shown.loc[status != "ok", _MEASURES] = np.nan
    return shown

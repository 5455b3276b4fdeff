"""Community nursing staff: shared out by age and habit, less by need, and the same in every quarter's count."""

import numpy as np
import pandas as pd

from data.demo.generator import names
from data.demo.generator.cells import EVERYONE, rows
from data.demo.generator.need_indicators import COMMUNITY_NURSING
from data.demo.generator.observing import CODES, QUARTERS, labelled
from data.demo.generator.people import People
from data.demo.generator.quarters import FIRST_PUBLISHED, YEARS_ELAPSED
from data.demo.generator.randomness import stream

_STAFF_PER_PERSON = 8.6e-4
_NATIONAL = 8.9
_PER = 10_000


def staffing(people: People) -> pd.DataFrame:
    """Staff for every 10,000 people by neighbourhood, place and whole area, and in England; each with its people."""
    rng = stream("staffing")
    size = people.counts.sum(axis=2)
    n = people.neighbourhood.max() + 1
    registered = np.stack([np.bincount(people.neighbourhood, quarter, minlength=n) for quarter in size])
    older = np.bincount(people.neighbourhood, people.older * size[0]) / registered[0]
    deprived = np.bincount(people.neighbourhood, (people.quintile == 1) * size[0]) / registered[0]
    # Posts follow age and where teams have always been; deprived neighbourhoods have a little less than their share.
    level = np.exp(0.42 * (older - older.mean()) - 0.1 * (deprived - deprived.mean()) + rng.normal(0, 0.09, n))
    drift = np.cumsum(rng.normal(0, 0.012, registered.shape), axis=0) - 0.012 * YEARS_ELAPSED[:, None]
    staff = np.round(_STAFF_PER_PERSON * registered * level * np.exp(drift), 1)
    made = slice(FIRST_PUBLISHED, None)
    above = np.eye(people.place.max() + 1)[people.place]
    tables = []
    for where, into in (("neighbourhood", np.eye(n)), ("place", above), ("icb", np.ones((n, 1)))):
        posts, denominator = (staff @ into)[made], np.round((registered @ into)[made])
        value = np.round(posts / denominator * _PER, 2)
        tables.append(rows(where, CODES[where], QUARTERS, EVERYONE, value=value, denominator=denominator))
    national = np.round(_NATIONAL * np.exp(-0.012 * YEARS_ELAPSED[made, None]), 2)
    tables.append(
        rows("country", [names.COUNTRY_CODE], QUARTERS, EVERYONE, value=national, denominator=national * np.nan)
    )
    found = pd.concat(tables, ignore_index=True)
    return labelled(found.assign(numerator=np.nan, lower=np.nan, upper=np.nan), COMMUNITY_NURSING)

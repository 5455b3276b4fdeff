"""How old the people of each indicator are, by area and group: what rates are adjusted by.

Made of nothing but the published figures by age, so that it tells nothing that they do not: two tables of the same people
that were protected apart could each show what the other hides.
"""

import pandas as pd

from data.aggregate.spec import AGE
from data.aggregate.spec_indicators import SEEN, RecordIndicator
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import ALL, NONE, TOTAL

_ROW = ["indicator_id", "level", "area_code", "period_end", "by", "of"]
_COLUMNS = ("level", "area_code", "period_end", "dimension", "group", "status", "people_of", "people", *AGE_COLUMNS)


def age_structure(published: pd.DataFrame, indicators: tuple[RecordIndicator, ...]) -> pd.DataFrame:
    """The optional table `age_structure` of published observations (rates out of people, not of their years).

    A group has a row where the number of its people is shown in every band of age; `people` is the sum of the bands, so that
    people of unknown age are no part of it. Of referrals there is none: several can be of one person.
    """
    ours = [each.id for each in indicators if each.kind != SEEN]
    rows = published[published["indicator_id"].isin(ours)]
    alone = rows[(rows["dimension"] == AGE) & (rows["dimension_2"] == NONE)].assign(
        by=TOTAL, of=ALL, band=lambda frame: frame["group"]
    )
    first = rows[(rows["dimension"] == AGE) & (rows["dimension_2"] != NONE)].assign(
        by=lambda frame: frame["dimension_2"], of=lambda frame: frame["group_2"], band=lambda frame: frame["group"]
    )
    second = rows[rows["dimension_2"] == AGE].assign(
        by=lambda frame: frame["dimension"], of=lambda frame: frame["group"], band=lambda frame: frame["group_2"]
    )
    bands = pd.concat([alone, first, second])
    wide = bands.set_index([*_ROW, "band"])["denominator"].unstack("band").reindex(columns=list(AGE_COLUMNS.values()))
    whole = wide.dropna().rename(columns={code: column for column, code in AGE_COLUMNS.items()})
    people = whole.sum(axis=1)
    told = whole.assign(people=people, status=(people > 0).map({True: "ok", False: "not_applicable"})).reset_index()
    told = told.rename(columns={"indicator_id": "people_of", "by": "dimension", "of": "group"})
    return told[list(_COLUMNS)]

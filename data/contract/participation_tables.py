"""Optional tables about trust: who took part in what, and what communities said, how they were heard and was done."""

import pandas as pd
import pandera.pandas as pa

from data.contract.record_tables import ABOUT, ABOUT_KEY
from data.contract.trust_ways import HEARD_GROUPS, WAYS, ways_in

_text = pa.Column(str, coerce=True)
_count = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)

# `people` took part; `population` of the same group live in the area. Group total/all carries everyone who took part.
PARTICIPATION = pa.DataFrameSchema(
    ABOUT | {"activity": _text, "people": _count, "population": _count},
    unique=["activity", *ABOUT_KEY],
    strict=True,
    name="participation",
)

RESPONSES = ("done", "under way", "promised", "heard", "not taken up")

# What tells how an entry was heard and whether it was answered. Logs begun before it was asked for have none of it.
CODING = ("ways", "group_heard", "answered_on", "followed_up_on")


def is_coded(log: pd.DataFrame) -> pd.Series:
    """For each entry of a log, whether it says a way, a group, or a day on which it was answered or followed up."""
    columns = log[[name for name in CODING if name in log]]
    return (columns.notna() & (columns.astype(object) != "")).any(axis=1)


def _of_the_list(cell: str) -> bool:
    ways = ways_in(cell)
    return set(ways) <= set(WAYS) and len(set(ways)) == len(ways)


def _no_earlier(name: str) -> pa.Check:
    """A check that a day is none before the entry was heard; passed by a log without that column."""

    def check(frame: pd.DataFrame) -> pd.Series:
        if name not in frame:
            return pd.Series(True, index=frame.index)
        return frame[name].isna() | (frame[name] >= frame["date"])

    return pa.Check(check, name=f"{name} is no day before date")


_ways = pa.Check(_of_the_list, element_wise=True, name=f"of these, each once, with ; between: {', '.join(WAYS)}")
_may_lack_day = pa.Column("datetime64[ns]", nullable=True, coerce=True, required=False)

# Free text: never a name, an address, a date of birth or anything else that points at one person.
COMMUNITY_LOG = pa.DataFrameSchema(
    {
        "entry_id": _text,
        "date": pa.Column("datetime64[ns]", coerce=True),
        "area_code": _text,
        "community": _text,
        "setting": _text,
        "heard_by": _text,
        "said": _text,
        "done": _text,
        "done_on": pa.Column("datetime64[ns]", nullable=True, coerce=True),
        "response": pa.Column(str, pa.Check.isin(RESPONSES), coerce=True),
        "indicator_id": _text,
        "ways": pa.Column(str, _ways, coerce=True, required=False),
        "group_heard": pa.Column(str, pa.Check.isin(("", *HEARD_GROUPS)), coerce=True, required=False),
        "answered_on": _may_lack_day,
        "followed_up_on": _may_lack_day,
    },
    checks=[_no_earlier("answered_on"), _no_earlier("followed_up_on")],
    unique=["entry_id"],
    strict=True,
    name="community_log",
)

PARTICIPATION_TABLES = {"participation": PARTICIPATION, "community_log": COMMUNITY_LOG}

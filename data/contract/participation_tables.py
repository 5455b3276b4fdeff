"""Optional tables about trust: who took part in what, and what communities said and was done."""

import pandera.pandas as pa

from data.contract.record_tables import ABOUT, ABOUT_KEY

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
    },
    unique=["entry_id"],
    strict=True,
    name="community_log",
)

PARTICIPATION_TABLES = {"participation": PARTICIPATION, "community_log": COMMUNITY_LOG}

"""Optional tables about records: what is recorded, do sources agree, who is on a register, and which referrals close."""

import pandas as pd
import pandera.pandas as pa

from data.contract.vocabulary import LEVELS, STATUSES

_text = pa.Column(str, coerce=True)
_count = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)

# What every one of these tables begins with: where, when, and of which group of people.
ABOUT = {
    "level": pa.Column(str, pa.Check.isin(LEVELS), coerce=True),
    "area_code": _text,
    "period_end": pa.Column("datetime64[ns]", coerce=True),
    "dimension": _text,
    "group": _text,
    "status": pa.Column(str, pa.Check.isin(STATUSES), coerce=True),
}
ABOUT_KEY = ("level", "area_code", "period_end", "dimension", "group")


def at_most(part: str, whole: str) -> pa.Check:
    """A check that one count is no more than another wherever both are shown."""
    return pa.Check(
        lambda frame: frame[part].isna() | frame[whole].isna() | (frame[part] <= frame[whole]),
        name=f"{part} is no more than {whole}",
    )


def hidden_is_empty(*columns: str) -> pa.Check:
    """A check that a row which is not shown holds nothing in these columns: hidden is never nought."""
    return pa.Check(
        lambda frame: (frame["status"] == "ok") | frame[list(columns)].isna().all(axis=1),
        name=f"a row that is not 'ok' leaves {', '.join(columns)} empty",
    )


def _parts_add_up(frame: pd.DataFrame) -> pd.Series:
    parts = frame[["valid", "not_stated", "missing"]].sum(axis=1, min_count=3)
    return (frame["status"] != "ok") | ((parts - frame["people"]).abs() < 0.5)


RECORDING = pa.DataFrameSchema(
    ABOUT
    | {
        "field": _text,
        "source": _text,
        "people": _count,
        "valid": _count,
        "not_stated": _count,
        "missing": _count,
    },
    checks=[pa.Check(_parts_add_up, name="valid, not_stated and missing add up to people")],
    unique=["field", "source", *ABOUT_KEY],
    strict=True,
    name="recording",
)

AGREEMENT = pa.DataFrameSchema(
    ABOUT | {"field": _text, "source": _text, "other_source": _text, "people": _count, "agree": _count},
    checks=[at_most("agree", "people")],
    unique=["field", "source", "other_source", *ABOUT_KEY],
    strict=True,
    name="agreement",
)

REGISTERS = pa.DataFrameSchema(
    ABOUT
    | {
        "condition": _text,
        "registered": _count,
        "expected": _count,
        "expected_lower": _count,
        "expected_upper": _count,
        "expected_from": _text,
    },
    checks=[at_most("expected_lower", "expected"), at_most("expected", "expected_upper")],
    unique=["condition", *ABOUT_KEY],
    strict=True,
    name="registers",
)

REFERRALS = pa.DataFrameSchema(
    ABOUT | {"service": _text, "sent": _count, "seen": _count, "reported_back": _count},
    checks=[at_most("seen", "sent"), at_most("reported_back", "sent")],
    unique=["service", *ABOUT_KEY],
    strict=True,
    name="referrals",
)

# Somebody passed on, from being sent to the matter being settled, whichever way between services and community organisations.
ROUTES = ("to community organisations", "from community organisations", "advocacy")
ROUTE_STEPS = ("sent", "received", "reported_back", "closed")

TWO_WAY_REFERRALS = pa.DataFrameSchema(
    ABOUT | {"route": pa.Column(str, pa.Check.isin(ROUTES), coerce=True)} | dict.fromkeys(ROUTE_STEPS, _count),
    checks=[at_most(part, whole) for whole, part in zip(ROUTE_STEPS, ROUTE_STEPS[1:], strict=False)],
    unique=["route", *ABOUT_KEY],
    strict=True,
    name="two_way_referrals",
)

RECORD_TABLES = {
    "recording": RECORDING,
    "agreement": AGREEMENT,
    "registers": REGISTERS,
    "referrals": REFERRALS,
    "two_way_referrals": TWO_WAY_REFERRALS,
}

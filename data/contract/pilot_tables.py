"""Optional tables about pilots: what is tried where, what is expected of it, and what came of it besides its indicators."""

import pandas as pd
import pandera.pandas as pa

from data.contract.record_tables import GROUP_KNOWN, at_most
from data.contract.vocabulary import STATUSES

# The four domains a pilot is judged on, and the demand it may send elsewhere.
PILOT_DOMAINS = ("experience", "team", "inequality", "care", "demand")
MEASURES = ("level", "gap")
ROLES = ("primary", "secondary", "balancing")
RESPONDENTS = ("staff", "people")
# What the NNHIP staff survey asks about.
STAFF_THEMES = (
    "Understanding of place",
    "Trust and respect",
    "Shared purpose",
    "Communication",
    "Solving problems together",
    "Mutual support",
)

_text = pa.Column(str, coerce=True)
_count = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)
_day = pa.Column("datetime64[ns]", coerce=True)
_day_or_none = pa.Column("datetime64[ns]", nullable=True, coerce=True)
_status = pa.Column(str, pa.Check.isin(STATUSES), coerce=True)


def _whole_window(frame: pd.DataFrame) -> pd.Series:
    return frame["picked_from"].isna() == frame["picked_to"].isna()


def _window_before_start(frame: pd.DataFrame) -> pd.Series:
    return frame["picked_to"].isna() | (
        (frame["picked_from"] <= frame["picked_to"]) & (frame["picked_to"] < frame["start"])
    )


# `area_codes` and `comparators` are neighbourhoods, joined by ';'. `picked_from` to `picked_to` is the time whose high or
# low figures led to this place or cohort being picked (`picked_why` in words); empty where it was not picked for that.
PILOTS = pa.DataFrameSchema(
    {
        "pilot_id": _text,
        "name": _text,
        "kind": _text,
        "what": _text,
        "area_codes": _text,
        "start": _day,
        "end": _day_or_none,
        "indicator_id": _text,
        "cohort": _text,
        "eligibility": _text,
        "picked_from": _day_or_none,
        "picked_to": _day_or_none,
        "picked_why": _text,
        "comparators": _text,
        "comparators_why": _text,
        "budget_gbp": _count,
        "owner_role": _text,
    },
    checks=[
        pa.Check(_whole_window, name="picked_from and picked_to are given together"),
        pa.Check(_window_before_start, name="picked_from comes before picked_to, and picked_to before start"),
    ],
    unique=["pilot_id"],
    strict=True,
    name="pilots",
)

# What a pilot is expected to do, one row an indicator and measure. `expected` is the size of the improvement in the
# indicator's displayed units (percentage points, per 1,000 …), positive = better; for a balancing measure, the most that
# it may worsen. `dimension` is what a gap is by, '' for a level.
PILOT_EXPECTATIONS = pa.DataFrameSchema(
    {
        "pilot_id": _text,
        "indicator_id": _text,
        "measure": pa.Column(str, pa.Check.isin(MEASURES), coerce=True),
        "dimension": _text,
        "domain": pa.Column(str, pa.Check.isin(PILOT_DOMAINS), coerce=True),
        "role": pa.Column(str, pa.Check.isin(ROLES), coerce=True),
        "expected": _count,
        "by_date": _day_or_none,
    },
    unique=["pilot_id", "indicator_id", "measure", "dimension"],
    strict=True,
    name="pilot_expectations",
)

PILOT_UPTAKE = pa.DataFrameSchema(
    {
        "pilot_id": _text,
        "period_end": _day,
        "dimension": _text,
        "group": _text,
        "status": _status,
        "eligible": _count,
        "offered": _count,
        "engaged": _count,
        "completed": _count,
    },
    checks=[
        GROUP_KNOWN,
        at_most("offered", "eligible"),
        at_most("engaged", "offered"),
        at_most("completed", "engaged"),
    ],
    unique=["pilot_id", "period_end", "dimension", "group"],
    strict=True,
    name="pilot_uptake",
)

# Waves of a survey of the team (`theme` is one of STAFF_THEMES) or of people the pilot served (`theme` is the statement).
# `favourable` of those who `answered` agreed; `asked` is everybody who could have.
PILOT_SURVEY = pa.DataFrameSchema(
    {
        "pilot_id": _text,
        "respondents": pa.Column(str, pa.Check.isin(RESPONDENTS), coerce=True),
        "wave_date": _day,
        "theme": _text,
        "status": _status,
        "asked": _count,
        "answered": _count,
        "favourable": _count,
    },
    checks=[at_most("answered", "asked"), at_most("favourable", "answered")],
    unique=["pilot_id", "respondents", "wave_date", "theme"],
    strict=True,
    name="pilot_survey",
)

# How complete the pilot's own records are: of `people` who should have a field, how many have it.
PILOT_CAPTURE = pa.DataFrameSchema(
    {"pilot_id": _text, "period_end": _day, "field": _text, "status": _status, "people": _count, "complete": _count},
    checks=[at_most("complete", "people")],
    unique=["pilot_id", "period_end", "field"],
    strict=True,
    name="pilot_capture",
)

PILOT_SPEND = pa.DataFrameSchema(
    {"pilot_id": _text, "period_end": _day, "planned_gbp": _count, "spent_gbp": _count},
    unique=["pilot_id", "period_end"],
    strict=True,
    name="pilot_spend",
)

# Services that receive the people a pilot finds. `capacity` is how many the service can see in the period.
PILOT_RECEIVERS = pa.DataFrameSchema(
    {
        "pilot_id": _text,
        "service": _text,
        "period_end": _day,
        "status": _status,
        "referrals": _count,
        "seen": _count,
        "waiting": _count,
        "median_wait_days": _count,
        "capacity": _count,
    },
    unique=["pilot_id", "service", "period_end"],
    strict=True,
    name="pilot_receivers",
)

PILOT_TABLES = {
    "pilots": PILOTS,
    "pilot_expectations": PILOT_EXPECTATIONS,
    "pilot_uptake": PILOT_UPTAKE,
    "pilot_survey": PILOT_SURVEY,
    "pilot_capture": PILOT_CAPTURE,
    "pilot_spend": PILOT_SPEND,
    "pilot_receivers": PILOT_RECEIVERS,
}

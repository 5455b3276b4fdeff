"""Optional tables about pilots: what is tried where, what is expected of it, and what came of it besides its indicators."""

import pandas as pd
import pandera.pandas as pa

from data.contract.record_tables import at_most, hidden_is_empty
from data.contract.vocabulary import NONE, STATUSES, TOTAL

# The four domains a pilot is judged on, and the demand it may send elsewhere.
PILOT_DOMAINS = ("experience", "team", "inequality", "care", "demand")
MEASURES = ("level", "gap")
ROLES = ("primary", "secondary", "balancing")
RESPONDENTS = ("staff", "people")
SET_UP, CONTACT = "set_up", "contact"
COST_ITEMS = (SET_UP, CONTACT)
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
_pounds = pa.Column(float, pa.Check.ge(0), coerce=True)
_day = pa.Column("datetime64[ns]", coerce=True)
_day_or_none = pa.Column("datetime64[ns]", nullable=True, coerce=True)
_status = pa.Column(str, pa.Check.isin(STATUSES), coerce=True)


def _codes(joined: pd.Series) -> pd.Series:
    return joined.astype(str).map(lambda text: {code for code in text.split(";") if code})


def _somewhere(frame: pd.DataFrame) -> pd.Series:
    return _codes(frame["area_codes"]).map(len) > 0


def _others(frame: pd.DataFrame) -> pd.Series:
    pairs = zip(_codes(frame["area_codes"]), _codes(frame["comparators"]), strict=True)
    return pd.Series([here.isdisjoint(others) for here, others in pairs], index=frame.index, dtype=bool)


def _gap_is_by_something(frame: pd.DataFrame) -> pd.Series:
    grouped = ~frame["dimension"].isin((TOTAL, NONE))
    return grouped.where(frame["measure"] == "gap", frame["dimension"] == NONE)


def _theme_known(frame: pd.DataFrame) -> pd.Series:
    return (frame["respondents"] != "staff") | frame["theme"].isin(STAFF_THEMES)


def _whole_window(frame: pd.DataFrame) -> pd.Series:
    return frame["picked_from"].isna() == frame["picked_to"].isna()


def _window_before_start(frame: pd.DataFrame) -> pd.Series:
    return frame["picked_to"].isna() | (
        (frame["picked_from"] <= frame["picked_to"]) & (frame["picked_to"] < frame["start"])
    )


# `area_codes` and `comparators` are neighbourhoods, joined by ';'. `start` to `end` is the time it runs, as planned; `end`
# is empty while none is set. `budget_gbp` is for the whole of that time. `picked_from` to `picked_to` is the time whose
# high or low figures led to this place or cohort being picked (`picked_why` in words); empty where it was not picked so.
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
        pa.Check(
            lambda frame: frame["end"].isna() | (frame["end"] >= frame["start"]), name="a pilot ends after its start"
        ),
        pa.Check(_somewhere, name="area_codes names at least one neighbourhood"),
        pa.Check(_others, name="comparators are other neighbourhoods than area_codes"),
    ],
    unique=["pilot_id"],
    strict=True,
    name="pilots",
)

# What a pilot is expected to do, one row an indicator and measure. `expected` is the size of the improvement in the
# indicator's displayed units (percentage points, per 1,000 …), positive = better; for a balancing measure, the most that
# it may worsen. In the domain `demand` more is always worse, whatever the indicator itself says: it is work for others.
# `dimension` is what a gap is by, '' for a level.
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
    checks=[pa.Check(_gap_is_by_something, name="a gap has the dimension that it is by, and a level has none")],
    unique=["pilot_id", "indicator_id", "measure", "dimension"],
    strict=True,
    name="pilot_expectations",
)

# How many were reached so far: from the start to `period_end`, never only within it, so that the newest period tells all.
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
        at_most("offered", "eligible"),
        at_most("engaged", "offered"),
        at_most("completed", "engaged"),
        hidden_is_empty("offered", "engaged", "completed"),
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
    checks=[
        at_most("answered", "asked"),
        at_most("favourable", "answered"),
        pa.Check(_theme_known, name=f"a theme of staff is one of: {'; '.join(STAFF_THEMES)}"),
        hidden_is_empty("answered", "favourable"),
    ],
    unique=["pilot_id", "respondents", "wave_date", "theme"],
    strict=True,
    name="pilot_survey",
)

# How complete the pilot's own records are: of `people` who should have a field, how many have it.
PILOT_CAPTURE = pa.DataFrameSchema(
    {"pilot_id": _text, "period_end": _day, "field": _text, "status": _status, "people": _count, "complete": _count},
    checks=[at_most("complete", "people"), hidden_is_empty("complete")],
    unique=["pilot_id", "period_end", "field"],
    strict=True,
    name="pilot_capture",
)

# Pounds of the period alone: what was planned for it, and what was spent in it.
PILOT_SPEND = pa.DataFrameSchema(
    {"pilot_id": _text, "period_end": _day, "planned_gbp": _count, "spent_gbp": _count},
    unique=["pilot_id", "period_end"],
    strict=True,
    name="pilot_spend",
)

# Services that receive the people a pilot finds, before its start too. `referrals`, `seen` and `capacity` (how many the
# service can see) are of the period; `waiting` is how many still waited on its last day.
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
    checks=[hidden_is_empty("referrals", "seen", "waiting", "median_wait_days")],
    unique=["pilot_id", "service", "period_end"],
    strict=True,
    name="pilot_receivers",
)

# What a pilot's costs are made of, as ranges of pounds: `set_up` is paid once (of the spending in pilot_spend; its `service`
# is ''); `contact` is what one more person costs a receiving service, or one more event of an indicator watched for demand
# (its `service` is the service's name in pilot_receivers, or that indicator's short name). `source` says who reckoned it.
PILOT_COSTS = pa.DataFrameSchema(
    {
        "pilot_id": _text,
        "item": pa.Column(str, pa.Check.isin(COST_ITEMS), coerce=True),
        "service": _text,
        "low_gbp": _pounds,
        "high_gbp": _pounds,
        "source": _text,
    },
    checks=[
        at_most("low_gbp", "high_gbp"),
        pa.Check(
            lambda frame: (frame["item"] == CONTACT) == (frame["service"] != NONE),
            name="a contact has the service it is with, and set_up has none",
        ),
    ],
    unique=["pilot_id", "item", "service"],
    strict=True,
    name="pilot_costs",
)

PILOT_TABLES = {
    "pilots": PILOTS,
    "pilot_expectations": PILOT_EXPECTATIONS,
    "pilot_uptake": PILOT_UPTAKE,
    "pilot_survey": PILOT_SURVEY,
    "pilot_capture": PILOT_CAPTURE,
    "pilot_spend": PILOT_SPEND,
    "pilot_receivers": PILOT_RECEIVERS,
    "pilot_costs": PILOT_COSTS,
}

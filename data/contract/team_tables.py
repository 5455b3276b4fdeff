"""The optional tables about neighbourhood teams: what stands in each neighbourhood, and how its team finds working there."""

import pandas as pd
import pandera.pandas as pa

from data.contract.pilot_tables import STAFF_THEMES
from data.contract.record_tables import at_most, hidden_is_empty
from data.contract.vocabulary import STATUSES

# The domains that a systematic review found models of integrated neighbourhoods to rest on, as its abstract names them:
# Iqbal and others, BMC Public Health 2025;25:1374. It gives no items and no levels: those are for each team to name.
TEAM_DOMAINS = (
    "Integrator host",
    "Enablers",
    "Partnership principles",
    "Core integrated workforce",
    "Core areas of work",
    "Services provided",
)
IN_PLACE, BEING_BUILT, NOT_IN_PLACE, NOT_KNOWN = "in place", "being built", "not in place", "not known"
STANDS = (IN_PLACE, BEING_BUILT, NOT_IN_PLACE, NOT_KNOWN)

# What a standing survey asks beside the six of the national guide. The evidence brief names what lies behind the first (teams
# strained by rank between professions) and the last (sharing and safeguarding); the others are asked for by those who run
# teams. No published scale is meant by any of them.
FURTHER_THEMES = (
    "Power shared between professions",
    "Safe to speak up",
    "Fair terms and conditions",
    "Confident in safeguarding and sharing",
)
TEAM_THEMES = (*STAFF_THEMES, *FURTHER_THEMES)

_text = pa.Column(str, coerce=True)
_count = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)


def _counted(frame: pd.DataFrame) -> pd.Series:
    return (frame["status"] != "ok") | frame[["asked", "answered", "favourable"]].notna().all(axis=1)


def _dated(frame: pd.DataFrame) -> pd.Series:
    return (frame["stands"] == NOT_KNOWN) | (frame["as_of"].notna() & (frame["source"] != ""))


# One row a neighbourhood and item. Free text: never a name, an address or anything else that points at one person.
TEAMS = pa.DataFrameSchema(
    {
        "area_code": _text,
        "domain": pa.Column(str, pa.Check.isin(TEAM_DOMAINS), coerce=True),
        "item": _text,
        "stands": pa.Column(str, pa.Check.isin(STANDS), coerce=True),
        "what": _text,
        "as_of": pa.Column("datetime64[ns]", nullable=True, coerce=True),
        "source": _text,
    },
    checks=[pa.Check(_dated, name="stands has its day (as_of) and its source, unless it is not known")],
    unique=["area_code", "domain", "item"],
    strict=True,
    name="teams",
)

# Waves of the same questions put to a whole team: `favourable` of those who `answered` agreed; `asked` is everybody in the
# team on that day, so that it can be said how many did not answer.
TEAM_SURVEY = pa.DataFrameSchema(
    {
        "area_code": _text,
        "wave_date": pa.Column("datetime64[ns]", coerce=True),
        "theme": pa.Column(str, pa.Check.isin(TEAM_THEMES), coerce=True),
        "status": pa.Column(str, pa.Check.isin(STATUSES), coerce=True),
        "asked": _count,
        "answered": _count,
        "favourable": _count,
    },
    checks=[
        at_most("answered", "asked"),
        at_most("favourable", "answered"),
        hidden_is_empty("answered", "favourable"),
        pa.Check(_counted, name="a row that is 'ok' has asked, answered and favourable"),
    ],
    unique=["area_code", "wave_date", "theme"],
    strict=True,
    name="team_survey",
)

TEAM_TABLES = {"teams": TEAMS, "team_survey": TEAM_SURVEY}

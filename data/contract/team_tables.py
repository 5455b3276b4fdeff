"""The optional table about neighbourhood teams: by domain, what stands in each neighbourhood, as its team says."""

import pandas as pd
import pandera.pandas as pa

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

_text = pa.Column(str, coerce=True)


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

TEAM_TABLES = {"teams": TEAMS}

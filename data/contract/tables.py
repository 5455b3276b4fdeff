"""The tables of a dataset and the checks they must pass, as pandera schemas."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pandera.pandas as pa

from data.contract.access_tables import ACCESS_TABLES
from data.contract.age_tables import AGE_TABLES
from data.contract.errors import ContractError
from data.contract.evidence_tables import EVIDENCE_TABLES
from data.contract.known_groups import strange_groups
from data.contract.participation_tables import PARTICIPATION_TABLES
from data.contract.pilot_tables import PILOT_TABLES
from data.contract.quick_check import settled_if_well
from data.contract.record_tables import RECORD_TABLES
from data.contract.target_tables import TARGET_TABLES
from data.contract.team_tables import TEAM_TABLES
from data.contract.vocabulary import (
    DIMENSIONS,
    IN_A_NEIGHBOURHOOD,
    LEVELS,
    OUTSIDE_LABELS,
    POPULATION_BASES,
    STATUSES,
    Dimension,
)

OBSERVATION_COLUMNS = (
    "indicator_id",
    "level",
    "area_code",
    "period_start",
    "period_end",
    "dimension",
    "group",
    "dimension_2",
    "group_2",
    "age_band",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "status",
    "population_base",
)
OBSERVATION_KEY = (
    "indicator_id",
    "level",
    "area_code",
    "period_end",
    "dimension",
    "group",
    "dimension_2",
    "group_2",
    "age_band",
)


def _counts_agree(frame: pd.DataFrame) -> pd.Series:
    hidden = frame["status"] != "ok"
    return ~hidden | frame[["numerator", "value", "lower", "upper"]].isna().all(axis=1)


def _finite(frame: pd.DataFrame) -> pd.Series:
    return ~np.isinf(frame[["numerator", "denominator", "value", "lower", "upper"]]).any(axis=1)


def _has_something(frame: pd.DataFrame) -> pd.Series:
    shown = frame["status"] == "ok"
    counted = frame["numerator"].notna() & frame["denominator"].notna()
    return ~shown | counted | frame["value"].notna()


_text = pa.Column(str, coerce=True)

# The fifth of a small area (national) or a practice (local) by another year's index: imd_quintile_2019.
OTHER_FIFTHS = r"^imd_quintile(_local)?_\d{4}$"

AREAS = pa.DataFrameSchema(
    {
        "area_code": _text,
        "area_name": _text,
        "level": pa.Column(str, pa.Check.isin(LEVELS), coerce=True),
        "parent_code": pa.Column(str, coerce=True),
        "population": pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
        "imd_rank": pa.Column(float, pa.Check.ge(1), nullable=True, coerce=True),
        "imd_decile": pa.Column(float, pa.Check.in_range(1, 10), nullable=True, coerce=True),
        "imd_quintile": pa.Column(float, pa.Check.in_range(1, 5), nullable=True, coerce=True),
        "imd_quintile_local": pa.Column(float, pa.Check.in_range(1, 5), nullable=True, coerce=True),
        # Why a small area is in no neighbourhood: its parent is then its place, or the whole area.
        "outside": pa.Column(str, pa.Check.isin((IN_A_NEIGHBOURHOOD, *OUTSIDE_LABELS)), coerce=True, required=False),
        # By another index than the one the manifest names, as of 2019 beside 2025.
        OTHER_FIFTHS: pa.Column(float, pa.Check.in_range(1, 5), nullable=True, coerce=True, regex=True, required=False),
    },
    unique=["level", "area_code"],
    strict=False,
    name="areas",
)

OBSERVATIONS = pa.DataFrameSchema(
    {
        "indicator_id": _text,
        "level": pa.Column(str, pa.Check.isin(LEVELS), coerce=True),
        "area_code": _text,
        "period_start": pa.Column("datetime64[ns]", coerce=True),
        "period_end": pa.Column("datetime64[ns]", coerce=True),
        "dimension": _text,
        "group": _text,
        "dimension_2": _text,
        "group_2": _text,
        "age_band": _text,
        "numerator": pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
        "denominator": pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
        "value": pa.Column(float, nullable=True, coerce=True),
        "lower": pa.Column(float, nullable=True, coerce=True),
        "upper": pa.Column(float, nullable=True, coerce=True),
        "status": pa.Column(str, pa.Check.isin(STATUSES), coerce=True),
        "population_base": pa.Column(str, pa.Check.isin(POPULATION_BASES), coerce=True),
    },
    checks=[
        pa.Check(_counts_agree, name="a row that is not 'ok' has neither numerator, value nor limits"),
        pa.Check(_finite, name="every number is finite"),
        pa.Check(_has_something, name="a row that is 'ok' has counts or a value"),
        pa.Check(lambda f: f["period_end"] >= f["period_start"], name="a period ends after it starts"),
    ],
    unique=list(OBSERVATION_KEY),
    strict=True,
    name="observations",
)

SERVICES = pa.DataFrameSchema(
    {
        "site_code": _text,
        "site_name": _text,
        "kind": _text,
        "latitude": pa.Column(float, pa.Check.in_range(-90, 90), coerce=True),
        "longitude": pa.Column(float, pa.Check.in_range(-180, 180), coerce=True),
        "opening": _text,
        "area_code": _text,
    },
    unique=["site_code"],
    strict=True,
    name="services",
)

OPTIONAL_TABLES = (
    {"services": SERVICES}
    | PILOT_TABLES
    | RECORD_TABLES
    | PARTICIPATION_TABLES
    | ACCESS_TABLES
    | EVIDENCE_TABLES
    | TARGET_TABLES
    | AGE_TABLES
    | TEAM_TABLES
)


_MOST_TOLD = 5


def checked(
    table: pd.DataFrame,
    schema: pa.DataFrameSchema,
    *,
    where: str,
    vocabulary: Mapping[str, Dimension] = DIMENSIONS,
) -> pd.DataFrame:
    """The table, types settled; ContractError lists the first faults with their rows, found and expected.

    `where` names the file the table came from, for the message; `vocabulary` is every dimension that its dataset knows.
    """
    found = settled_if_well(table, schema)
    if found is None:
        try:
            found = schema.validate(table, lazy=True)
        except pa.errors.SchemaErrors as error:
            raise _refusal(_faults(error.failure_cases), schema, where) from error
    faults = [
        f"row {each.row}: found {each.found}; expected {each.expected}" for each in strange_groups(found, vocabulary)
    ]
    if faults:
        raise _refusal(faults, schema, where)
    return found


def _refusal(faults: list[str], schema: pa.DataFrameSchema, where: str) -> ContractError:
    more = f" … and {len(faults) - _MOST_TOLD} more" if len(faults) > _MOST_TOLD else ""
    told = [f"{where}, table {schema.name}, {each}" for each in faults[:_MOST_TOLD]]
    return ContractError("\n".join(told) + more)


def _faults(cases: pd.DataFrame) -> list[str]:
    """A line for each fault, in words: columns that are absent or too many, then single cells, then whole rows."""
    whole = cases["schema_context"] == "DataFrameSchema"
    absent = cases.loc[cases["check"].isin(["column_in_dataframe", "add_missing_has_default"]), "failure_case"]
    extra = cases.loc[cases["check"] == "column_in_schema", "failure_case"]
    told = [f"column {name}: not found; add it" for name in absent]
    told += [f"column {name}: found, but the contract has no such column; leave it out" for name in extra]
    told += [
        f"column {case.column}, row {case.index}: found {case.failure_case!r}; expected {case.check}"
        for case in cases[~whole].itertuples()
    ]
    for (check, row), found in cases[whole & cases["index"].notna()].groupby(["check", "index"], sort=False):
        cells = ", ".join(
            f"{name} {value!s}"
            for name, value in zip(found["column"], found["failure_case"], strict=True)
            if value != ""
        )
        expected = "each key only once" if check == "multiple_fields_uniqueness" else check
        told.append(f"row {row}: found {cells}; expected {expected}")
    return told

"""A table that is asked in few steps is judged as pandera judges it, and comes out with the same types."""

from collections.abc import Iterator
from copy import deepcopy

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest

from data.contract.quick_check import settled_if_well
from data.contract.tables import AREAS, OBSERVATIONS, OPTIONAL_TABLES

_SCHEMAS = {"areas": AREAS, "observations": OBSERVATIONS} | OPTIONAL_TABLES
# Tables that the demo does without; evidence is given without columns that it may have, and pandera fills those in.
_NOT_IN_THE_DEMO = {"evidence", "travel_times"}
# A column of every kind that the tables of a dataset have, and checks of one column and of several.
_EVERY_KIND = pa.DataFrameSchema(
    {
        "code": pa.Column(str, coerce=True),
        "level": pa.Column(str, pa.Check.isin(("icb", "place")), coerce=True),
        "people": pa.Column(float, pa.Check.in_range(0, 100), nullable=True, coerce=True),
        "start": pa.Column("datetime64[ns]", coerce=True),
        "end": pa.Column("datetime64[ns]", nullable=True, coerce=True),
        r"^fifth_\d{4}$": pa.Column(float, pa.Check.ge(1), nullable=True, coerce=True, regex=True, required=False),
    },
    checks=[
        pa.Check(lambda frame: frame["end"].isna() | (frame["end"] >= frame["start"]), name="ends after its start")
    ],
    unique=["code", "level"],
    strict=True,
    name="every kind",
)


def _by_pandera(table: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame | None:
    try:
        return schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors:
        return None


def _every_kind() -> pd.DataFrame:
    days = pd.to_datetime(["2026-01-01", "2026-04-01", "2026-07-01"])
    return pd.DataFrame(
        {
            "code": list("abc"),
            "level": ["icb", "place", "place"],
            "people": [1.0, np.nan, 3.0],
            "start": days,
            "end": days,
        }
    ).assign(fifth_2019=[1.0, 2.0, np.nan])


def _changed(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The table with one thing changed, many times over: a cell of each column, a column, a row, an order."""
    for name in table:
        cells = table[name].astype(object)
        for value in (None, "", "?", "12", -1, 7.5, np.inf, pd.Timestamp("1900-01-01"), pd.NaT):
            changed = cells.copy()
            changed.iloc[1] = value
            yield f"{name} {value!r}", table.assign(**{name: changed})
        yield f"without {name}", table.drop(columns=name)
        yield f"{name} of text", table.assign(**{name: cells.astype(str)})
        yield f"{name} of codes", table.assign(**{name: cells.astype("category")})
    yield "one column more", table.assign(strange=1)
    yield "a row twice", pd.concat([table, table.iloc[:1]], ignore_index=True)
    yield "no row", table.iloc[:0]
    yield "rows with one number", table.set_axis([0] * len(table))
    yield "another fifth", table.assign(fifth_2025=0.0)


def test_a_table_is_judged_as_pandera_judges_it():
    schema = _EVERY_KIND
    verdicts = []
    for how, changed in _changed(_every_kind()):
        ours, theirs = settled_if_well(changed, schema), _by_pandera(changed, schema)
        assert (ours is None) == (theirs is None), how
        verdicts.append(ours is None)
        if ours is not None:
            pd.testing.assert_frame_equal(ours, theirs, obj=how)
    assert verdicts.count(True) > 20
    assert verdicts.count(False) > 10


def test_a_column_that_a_schema_does_not_forbid_stays_as_it_is():
    schema = deepcopy(_EVERY_KIND)
    schema.strict = False
    given = _every_kind().assign(strange=1)
    assert settled_if_well(given, _EVERY_KIND) is None
    pd.testing.assert_frame_equal(settled_if_well(given, schema), schema.validate(given))


@pytest.mark.parametrize("name", sorted(_SCHEMAS.keys() - _NOT_IN_THE_DEMO))
def test_every_table_of_the_demo_is_settled_as_pandera_settles_it(name, demo):
    whole = {"areas": pd.DataFrame(demo.geography().drop(columns="geometry")), "observations": demo.every_observation()}
    table = whole[name] if name in whole else demo.optional(name)
    assert table is not None
    some = table.sample(min(60, len(table)), random_state=1)
    pd.testing.assert_frame_equal(settled_if_well(some, _SCHEMAS[name]), _SCHEMAS[name].validate(some))


def test_a_column_that_stands_twice_is_left_to_pandera():
    given = _every_kind()
    assert settled_if_well(pd.concat([given, given[["people"]]], axis=1), _EVERY_KIND) is None


def test_what_is_given_is_left_as_it_is():
    given = _every_kind()
    settled = settled_if_well(given, _EVERY_KIND)
    settled["level"] = "place"
    pd.testing.assert_frame_equal(given, _every_kind())


@pytest.mark.parametrize(
    "changed",
    [
        {"coerce": True}, {"ordered": True}, {"strict": "filter"}, {"add_missing_columns": True}, {"index": pa.Index(int)},
        {"parsers": pa.Parser(lambda table: table)},
        {"columns": {"a": pa.Column(str)}},
        {"columns": {"a": pa.Column(str, coerce=True, unique=True)}},
        {"columns": {"a": pa.Column(str, coerce=True, default="x")}},
        {"columns": {"a": pa.Column(str, coerce=True, parsers=pa.Parser(lambda cells: cells))}},
        {"columns": {"a": pa.Column(coerce=True)}},
    ],
    ids=str,
)  # fmt: skip
def test_a_schema_that_asks_for_more_is_left_to_pandera(changed):
    table = pd.DataFrame({"a": ["x", "y"]})
    plain = {"columns": {"a": pa.Column(str, coerce=True)}}
    assert settled_if_well(table, pa.DataFrameSchema(**plain)) is not None
    assert settled_if_well(table, pa.DataFrameSchema(**(plain | changed))) is None

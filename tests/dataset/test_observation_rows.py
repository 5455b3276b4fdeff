"""The rows that are asked for, against the same question put to a database."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from data.contract.vocabulary import NONE, TOTAL
from data.dataset.observation_rows import ObservationRows

# Of each kind: a quarterly share, a rate, a survey's mean, one of few periods.
INDICATORS = ["smoking", "gp_appointments", "usual_provider", "premature_mortality"]
_COVERAGE = """
    SELECT indicator_id, level, dimension, dimension_2, period_start, period_end, count(*) AS n_rows,
        sum(status = 'ok') AS n_ok, sum(status = 'suppressed') AS n_suppressed, sum(status = 'missing') AS n_missing,
        count(DISTINCT area_code) AS n_areas
    FROM observations GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
"""
_DAYS = ["period_start", "period_end"]


@pytest.fixture(scope="module")
def some(demo) -> pd.DataFrame:
    """The rows of a few indicators, in no order."""
    frame = demo.every_observation()
    frame = frame[frame["indicator_id"].isin(INDICATORS)].sample(frac=1, random_state=1)
    return frame.astype({name: "str" for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)})


@pytest.fixture(scope="module")
def rows(some) -> ObservationRows:
    return ObservationRows(some)


@pytest.fixture(scope="module")
def database(some) -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        some.to_sql("observations", connection, index=False)
        yield connection
    connection.close()


def _asked(connection: sqlite3.Connection, query: str, given=()) -> pd.DataFrame:
    found = pd.read_sql(query, connection, params=given, parse_dates=_DAYS)
    return found.astype(dict.fromkeys(_DAYS, "datetime64[ns]"))


def _from_database(connection, indicators, *, level, areas, dimension, dimension_2, period_ends) -> pd.DataFrame:
    ends = period_ends and [f"{each:%Y-%m-%d %H:%M:%S}" for each in period_ends]
    wanted = {"indicator_id": indicators, "level": level and [level], "area_code": areas, "period_end": ends}
    clauses, given = ["dimension = ?", "dimension_2 = ?"], [dimension, dimension_2]
    for name, values in wanted.items():
        if values is not None:
            clauses.append(f"{name} IN ({', '.join('?' * len(values))})")
            given += values
    order = 'indicator_id, period_end, area_code, "group", group_2, age_band'
    return _asked(connection, f"SELECT * FROM observations WHERE {' AND '.join(clauses)} ORDER BY {order}", given)


@pytest.mark.parametrize("seed", range(12))
def test_a_question_gets_the_rows_that_a_database_gives(demo, rows, database, seed):
    draw = np.random.default_rng(seed)
    indicators = draw.choice(INDICATORS, size=draw.integers(1, 4), replace=False).tolist()
    pairs = demo.coverage[demo.coverage["indicator_id"].isin(indicators)][
        ["dimension", "dimension_2"]
    ].drop_duplicates()
    dimension, dimension_2 = pairs.iloc[draw.integers(len(pairs))]
    level = str(draw.choice(demo.levels)) if draw.random() < 0.6 else None
    ends = demo.coverage["period_end"].drop_duplicates()
    asked = {
        "level": level,
        "areas": draw.choice(demo.areas("neighbourhood").index, size=4).tolist() if draw.random() < 0.4 else None,
        "dimension": dimension,
        "dimension_2": dimension_2,
        "period_ends": list(ends.sample(5, random_state=seed)) if draw.random() < 0.5 else None,
    }
    found, expected = rows.rows(indicators, **asked), _from_database(database, indicators, **asked)
    pd.testing.assert_frame_equal(found, expected.astype(found.dtypes))


def test_coverage_is_what_a_database_counts(demo, rows, database):
    found = rows.coverage()
    pd.testing.assert_frame_equal(found, _asked(database, _COVERAGE))
    of_all = demo.coverage[demo.coverage["indicator_id"].isin(INDICATORS)].reset_index(drop=True)
    pd.testing.assert_frame_equal(of_all, found)


def test_what_is_not_there_gives_no_rows_of_the_same_columns(rows):
    asked = {"level": None, "areas": None, "dimension": TOTAL, "dimension_2": NONE, "period_ends": None}
    there = rows.rows(["smoking"], **asked)
    for changed in (
        rows.rows(["nothing"], **asked),
        rows.rows(["smoking"], **asked | {"dimension": "nothing"}),
        rows.rows(["smoking"], **asked | {"level": "nothing"}),
        rows.rows(["smoking"], **asked | {"areas": ["nowhere"]}),
        rows.rows(["smoking"], **asked | {"period_ends": [pd.Timestamp("1900-01-01")]}),
    ):
        assert changed.empty
        assert changed.dtypes.equals(there.dtypes)


def test_no_observations_at_all(some):
    none = ObservationRows(some.iloc[:0])
    asked = {"level": None, "areas": None, "dimension": TOTAL, "dimension_2": NONE, "period_ends": None}
    assert none.rows(["smoking"], **asked).empty
    assert none.coverage().empty

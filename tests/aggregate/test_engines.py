"""The same spec gives the same whole numbers on PostgreSQL as on DuckDB, and what an extract lacks is told by name."""

import duckdb
import ibis
import pandas as pd
import pytest

from data.aggregate.counting import count_records
from data.aggregate.engines import duckdb_extract, postgres_extract
from data.files.errors import SourceError


@pytest.fixture(scope="module")
def database(postgres_server, extract):
    """The extract as tables of a PostgreSQL database, in a schema of their own."""
    with postgres_server.database() as address:
        engine = ibis.connect(address)
        engine.create_database("care")
        for file in extract.glob("*.parquet"):
            rows = duckdb.sql(f"SELECT * FROM read_parquet('{file}')").to_arrow_table()
            engine.create_table(file.stem, rows, database="care")
        engine.raw_sql("ANALYZE").close()
        engine.disconnect()
        yield address


def test_postgresql_counts_what_duckdb_counts(database, counts, short_spec):
    with postgres_extract(database, short_spec, "care") as opened:
        found = count_records(opened, short_spec, lambda _: None)
    pd.testing.assert_frame_equal(found.counted.observations, counts.counted.observations, check_column_type=False)
    assert found.records == counts.records


def test_a_table_or_column_that_is_not_there_is_named(tmp_path, short_spec, postgres_server):
    with pytest.raises(
        SourceError, match=r"people: a table of records is not there; expected people.parquet, people.csv"
    ):
        duckdb_extract(tmp_path, short_spec).__enter__()
    (tmp_path / "people.csv").write_text("person_id,birth_date,sex,ethnic_group\np1,1980-01-01,female,White\n")
    with pytest.raises(SourceError, match=r"people.csv, column 'area_code': a column is not there"):
        duckdb_extract(tmp_path, short_spec).__enter__()
    with postgres_server.database() as address, pytest.raises(SourceError, match=r"public.people: a table of records"):
        postgres_extract(address, short_spec).__enter__()


def test_an_address_that_does_not_let_in_is_told_without_its_password(short_spec, postgres_server):
    address = postgres_server.address("postgres").replace(postgres_server.password, "s3cret-word")
    with pytest.raises(SourceError, match="the database does not answer") as told:
        postgres_extract(address, short_spec).__enter__()
    assert "s3cret-word" not in str(told.value)
    assert told.value.__suppress_context__

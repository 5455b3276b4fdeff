"""The databases that records are counted on: DuckDB over a folder of files, or a PostgreSQL that holds them as tables."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import ibis
import pandas as pd
import psycopg
from ibis.common.exceptions import IbisError, TableNotFound

from data.aggregate.record_tables import RECORD_TABLES
from data.aggregate.spec import Spec
from data.files.errors import SourceError

DUCKDB, POSTGRES = "duckdb", "postgres"
ENGINES = (DUCKDB, POSTGRES)
_ENDINGS = (".parquet", ".csv", ".csv.gz")
_MOST_MEMORY = "4GB"


@dataclass(frozen=True)
class Extract:
    """The tables of an extract as they lie there, each with the columns that the spec names and it has."""

    tables: Mapping[str, ibis.Table]
    engine: ibis.BaseBackend
    room: Path | None = None

    def answer(self, expression: ibis.Table) -> pd.DataFrame:
        """The rows of an expression; SourceError where the database refuses, without the words of its refusal: they
        may quote a record."""
        with _told():
            return pd.DataFrame(self.engine.execute(expression))

    def keep(self, name: str, expression: ibis.Table) -> ibis.Table:
        """The same table, worked out once and kept until the extract is closed: a file of DuckDB's, or a temporary table."""
        with _told():
            if self.room is None:
                kept = self.engine.create_table(f"kept_{name}", expression, temp=True)
                # What is new has no statistics yet, without which PostgreSQL plans as for a handful of rows.
                self.engine.raw_sql(f"ANALYZE {_identifier(kept.get_name())}").close()
                return kept
            file = self.room / f"{name}.parquet"
            expression.to_parquet(file)
            return self.engine.read_parquet(file, table_name=f"kept_{name}")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, psycopg.Error, IbisError) as error:
        raise SourceError(
            f"the database could not count this ({type(error).__name__})",
            mend="see that every column of the extract is of the kind that docs/aggregate.md names, that there is room on "
            "the disk, and that the account may make temporary tables",
        ) from None


@contextmanager
def duckdb_extract(folder: Path, spec: Spec, memory: str = _MOST_MEMORY) -> Iterator[Extract]:
    """The files of a folder: `people.parquet`, `people.csv`, or a folder `people` of Parquet files, and so on.

    `memory` is what DuckDB may take; what does not fit is kept on the disk while it is needed.
    """
    if not folder.is_dir():
        raise SourceError("no such folder", file=str(folder), mend="give the folder of the extract after --from")
    # Of the account's own, and gone with all that is in it when the count is done: what it holds are records.
    with tempfile.TemporaryDirectory(prefix="aggregate-") as room:
        engine = ibis.duckdb.connect(
            ":memory:", memory_limit=memory, temp_directory=room, autoinstall_known_extensions=False
        )
        try:
            tables = {name: _file_table(engine, folder, name, spec) for name in spec.tables}
            yield Extract(tables, engine, Path(room))
        finally:
            engine.disconnect()


def _file_table(engine: ibis.BaseBackend, folder: Path, name: str, spec: Spec) -> ibis.Table:
    reading, shown = _reading(folder, name)
    try:
        there = [row[0] for row in engine.raw_sql(f"DESCRIBE SELECT * FROM {reading}").fetchall()]
        columns = _columns_there(name, there, spec, shown)
        # Other columns are never looked at: the shapes of areas are of a kind that Ibis does not know.
        chosen = ", ".join(_identifier(each) for each in columns)
        engine.raw_sql(f"CREATE VIEW {_identifier(name)} AS SELECT {chosen} FROM {reading}")
    except duckdb.Error:
        raise SourceError("cannot be read", file=shown, mend="give it as Parquet, or as CSV with headings") from None
    return engine.table(name)


def _reading(folder: Path, name: str) -> tuple[str, str]:
    """How DuckDB is told to read a table of the folder, and what the file is called."""
    if (folder / name).is_dir():
        return f"read_parquet({_text(folder / name / '*.parquet')}, union_by_name=true)", name
    for ending in _ENDINGS:
        file = folder / f"{name}{ending}"
        if file.is_file() and ending == ".parquet":
            return f"read_parquet({_text(file)})", file.name
        if file.is_file():
            # As text: a column of numbers with one strange cell stays what it is, and that cell is told.
            return f"read_csv({_text(file)}, header=true, all_varchar=true)", file.name
    raise SourceError(
        "a table of records is not there", file=name, expected=f"{name}.parquet, {name}.csv or a folder {name}",
        mend="put it into the folder, or leave out the indicators that need it",
    )  # fmt: skip


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def postgres_extract(address: str, spec: Spec, schema: str = "public") -> Iterator[Extract]:
    """The tables of one schema of a PostgreSQL database, which is only read; no error holds the address's password."""
    try:
        engine = ibis.connect(address)
    except (psycopg.Error, IbisError, ValueError) as error:
        raise SourceError(
            f"the database does not answer, or does not let you in ({type(error).__name__})", file=_place(address),
            expected="postgresql://USER:PASSWORD@HOST/DATABASE", mend="correct the address, or start the server",
        ) from None  # fmt: skip
    try:
        yield Extract({name: _database_table(engine, name, spec, schema) for name in spec.tables}, engine)
    finally:
        with suppress(psycopg.Error):
            engine.disconnect()


def _place(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.hostname or ''}{parts.path}"


def _database_table(engine: ibis.BaseBackend, name: str, spec: Spec, schema: str) -> ibis.Table:
    try:
        table = engine.table(name, database=schema)
    except (TableNotFound, IbisError, psycopg.Error):
        raise SourceError(
            "a table of records is not there", file=f"{schema}.{name}", expected=f"a table or view called {name}",
            mend="make a view of that name, or leave out the indicators that need it",
        ) from None  # fmt: skip
    return table.select(*_columns_there(name, table.columns, spec, f"{schema}.{name}"))


def _columns_there(
    name: str, there: Mapping[str, object] | list[str] | tuple[str, ...], spec: Spec, file: str
) -> list[str]:
    """Those of a table's columns that the spec uses, as the extract calls them; SourceError for one that must be there."""
    wanted = spec.columns_of(name)
    needed = {*RECORD_TABLES[name].needed, *(each.column for each in spec.groups if each.table == name)}
    absent = next((own for own, theirs in wanted.items() if own in needed and theirs not in there), None)
    if absent is not None:
        raise SourceError(
            "a column is not there", file=file, column=wanted[absent], expected=", ".join(wanted[each] for each in needed),
            mend=f"add it, or say what it is called: [records.columns.{name}] {absent} = \"its name\"",
        )  # fmt: skip
    return [theirs for theirs in dict.fromkeys(wanted.values()) if theirs in there]


def unbound_extract(spec: Spec) -> dict[str, ibis.Table]:
    """Tables of the kinds that a spec needs on no database at all: for SQL that is to be run elsewhere."""
    return {
        name: ibis.table(
            {theirs: RECORD_TABLES[name].columns.get(own, "string") for own, theirs in spec.columns_of(name).items()},
            name=name,
        )
        for name in spec.tables
    }

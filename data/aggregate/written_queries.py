"""The queries of a spec as SQL, for a database on which they are to be run by somebody else."""

from collections.abc import Iterator
from pathlib import Path

import ibis

from data.aggregate.cells import every_cells
from data.aggregate.engines import unbound_extract
from data.aggregate.leaving_files import refuse_other
from data.aggregate.sound_records import sound_records
from data.aggregate.spec import Spec

_TRUE_COUNTS = "-- True counts, with nothing hidden: the answer must not leave the place where the records are."


def queries(spec: Spec, dialect: str) -> Iterator[tuple[str, str]]:
    """A name and the SQL for every indicator and period."""
    records = sound_records(unbound_extract(spec), spec)
    for indicator, period, expression in every_cells(records, spec):
        yield f"{indicator.id}_{period.end:%Y-%m-%d}", str(ibis.to_sql(expression, dialect=dialect))


def write_queries(folder: Path, spec: Spec, dialect: str) -> tuple[Path, ...]:
    """Write each query as a file of its own, into a folder that is empty or not there yet."""
    refuse_other(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, query in queries(spec, dialect):
        files.append(folder / f"{name}.sql")
        files[-1].write_text(f"{_TRUE_COUNTS}\n{query};\n", encoding="utf-8")
    return tuple(files)

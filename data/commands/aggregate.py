"""`python -m data aggregate`: count indicators from linked records of people, and write what may leave."""

import argparse
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from data.commands.output import FINE, WARNINGS, Commands, Said, Tell
from data.disclosure.stated_rule import HOW, stated_rule
from data.files.errors import SourceError

if TYPE_CHECKING:
    from data.aggregate.engines import Extract
    from data.aggregate.spec import Spec

_HELP = "count indicators from linked records of people, protect small numbers, and write what may leave"
_ENGINES, _DIALECTS = ("duckdb", "postgres"), ("duckdb", "postgres", "snowflake", "databricks", "pyspark")
_EXTRA = "pip install -c constraints.txt -e '.[aggregate]'"


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = f"{_HELP.capitalize()}. What a spec says, and what an extract holds: docs/aggregate.md."
    parser = commands.add_parser("aggregate", help=_HELP, description=about, epilog=f"{HOW}.")
    parser.add_argument("--spec", type=Path, required=True, metavar="SPEC.toml", help="what is to be counted")
    parser.add_argument("--engine", choices=_ENGINES, default="duckdb", help="what counts; duckdb needs no server")
    parser.add_argument(
        "--from",
        dest="extract",
        metavar="FOLDER|ADDRESS",
        help="folder of people.parquet, contacts.csv, …; for postgres postgresql://USER:PASSWORD@HOST/DATABASE",
    )
    parser.add_argument("--schema", default="public", help="the schema of the tables, for postgres")
    parser.add_argument("--memory", default="4GB", help="what duckdb may take; more is kept on the disk meanwhile")
    parser.add_argument("--hide", metavar="1-7", help="the counts to hide, smallest and largest; needed: see below")
    parser.add_argument("--round-to", type=int, metavar="5", help="what other counts are rounded to; 1 = not; needed")
    parser.add_argument("--out", type=Path, required=True, help="folder to write, empty or not there yet")
    parser.add_argument(
        "--sql", choices=_DIALECTS, help="write the queries in this database's SQL instead of counting anything"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Count, or only write the queries."""
    try:
        # Only this command needs Ibis, and takes a second to load it.
        from data.aggregate.spec import read_spec
        from data.aggregate.written_queries import write_queries
    except ModuleNotFoundError as error:
        raise SourceError(f"{error.name} is not installed", mend=_EXTRA) from error
    spec = read_spec(chosen.spec)
    if chosen.sql:
        files = write_queries(chosen.out, spec, chosen.sql)
        return Said(
            f"Queries written into {chosen.out}: {len(files)}. Their answers are true counts: nothing is hidden in them."
        )
    return _counted(chosen, spec, tell)


def _counted(chosen: argparse.Namespace, spec: "Spec", tell: Tell) -> Said:
    from data.aggregate.counting import count_records, protect_counts
    from data.aggregate.counting_report import counting_report, has_faults
    from data.aggregate.leaving_files import refuse_other, write_leaving

    # Before anything that takes long.
    rule = stated_rule(chosen.hide, chosen.round_to)
    refuse_other(chosen.out)
    with _extract(chosen, spec) as extract:
        counts = count_records(extract, spec, tell)
    tell("hiding small numbers, and what would give them away")
    leaving = protect_counts(counts, spec, rule)
    report = counting_report(counts, leaving, spec, rule)
    files = write_leaving(chosen.out, leaving, spec, report)
    written = "\n".join(f"Wrote {each}" for each in files)
    return Said(f"{report}\n{written}", WARNINGS if has_faults(counts) else FINE)


def _extract(chosen: argparse.Namespace, spec: "Spec") -> "AbstractContextManager[Extract]":
    from data.aggregate.engines import duckdb_extract, postgres_extract

    if chosen.extract is None:
        raise SourceError("no extract given", mend="give a folder or an address after --from")
    if chosen.engine == "duckdb":
        return duckdb_extract(Path(chosen.extract), spec, chosen.memory)
    return postgres_extract(chosen.extract, spec, chosen.schema)

"""The SQL of a spec for databases that no test can ask: it parses as theirs, and has no function that is another's."""

from dataclasses import replace

import pytest
import sqlglot
from sqlglot import exp

from data.aggregate.written_queries import queries, write_queries
from data.files.errors import SourceError

# What only one database has, as it would stand in the others' SQL if a query were not compiled for them.
FOREIGN = {
    "snowflake": ("make_date", "date_diff", "read_parquet", "::", "`"),
    "databricks": ("date_from_parts", "date_diff(", "read_parquet", "iff(", '"'),
}


@pytest.fixture(scope="module")
def few(short_spec):
    """One indicator for each way of writing a query."""
    ids = ("secon_high", "slicc_mean", "systolic_controlled")
    return replace(short_spec, indicators=tuple(each for each in short_spec.indicators if each.id in ids))


@pytest.mark.parametrize("dialect", ["snowflake", "databricks"])
def test_every_query_is_of_its_database(dialect, few):
    found = dict(queries(few, dialect))
    assert set(found) == {f"{each.id}_2026-03-31" for each in few.indicators}
    for name, query in found.items():
        tree = sqlglot.parse_one(query, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
        assert not list(tree.find_all(exp.Command)), name
        tables = {each.name for each in tree.find_all(exp.Table)} - {each.alias for each in tree.find_all(exp.CTE)}
        assert {"people", "areas"} <= tables
        assert tables <= {"people", "areas", "registrations", "contacts", "measurements", "referrals"}
        # A function that the dialect does not know is told by the parser as one without a name of its own.
        strange = {each.name.lower() for each in tree.find_all(exp.Anonymous)}
        assert strange <= {"date_from_parts", "make_date"}, name
        assert [word for word in FOREIGN[dialect] if word in query.lower()] == [], name
        assert "try_cast" not in query.lower(), name


def test_the_queries_are_written_with_their_warning_and_never_over_another_file(tmp_path, few):
    one = replace(few, indicators=few.indicators[:1])
    files = write_queries(tmp_path / "sql", one, "snowflake")
    assert [each.name for each in files] == ["secon_high_2026-03-31.sql"]
    first = files[0].read_text(encoding="utf-8")
    assert first.startswith("-- True counts, with nothing hidden")
    assert first.rstrip().endswith(";")
    with pytest.raises(SourceError, match="is there already"):
        write_queries(tmp_path / "sql", one, "snowflake")

"""Tables of an extract with the columns and kinds that they have here, whatever the extract calls and keeps them."""

import ibis
import ibis.expr.datatypes as dt

from data.aggregate.record_tables import DAY, NUMBER, RECORD_TABLES, TEXT
from data.aggregate.spec import Spec
from data.files.errors import SourceError


def typed(raw: ibis.Table, name: str, spec: Spec) -> ibis.Table:
    """The table `name` with every column that it can have; one that the extract lacks is blank.

    A day or number that is kept as text and cannot be read is blank too; `unread` finds those again.
    """
    kinds = RECORD_TABLES[name].columns
    return raw.select(
        **{
            own: _as_kind(raw[theirs], kinds.get(own, TEXT), name) if theirs in raw.columns else ibis.null(kinds[own])
            for own, theirs in spec.columns_of(name).items()
        }
    )


def unread(raw: ibis.Table, name: str, spec: Spec) -> dict[str, ibis.expr.types.BooleanValue]:
    """For each column of days or numbers that the extract keeps as text: which cells hold something that is none."""
    kinds = RECORD_TABLES[name].columns
    return {
        own: raw[theirs].strip().nullif("").notnull() & _as_kind(raw[theirs], kinds[own], name).isnull()
        for own, theirs in spec.columns_of(name).items()
        if theirs in raw.columns and own in kinds and kinds[own] != TEXT and raw[theirs].type().is_string()
    }


def _as_kind(column: ibis.Value, kind: str, table: str) -> ibis.Value:
    given = column.type()
    if kind == TEXT:
        return _as_text(column, given)
    if given.is_string() and _reads_text(column):
        return column.strip().nullif("").try_cast(kind)
    fits = given.is_date() or given.is_timestamp() if kind == DAY else given.is_numeric()
    if not fits:
        raise SourceError(
            "a column is of another kind", file=table, column=str(column.get_name()), found=str(given),
            expected="days (date)" if kind == DAY else "numbers", mend="turn it into that kind in the extract",
        )  # fmt: skip
    return column.cast(kind)


def _as_text(column: ibis.Value, given: dt.DataType) -> ibis.Value:
    # Codes that somebody kept as numbers with a decimal point are the same codes.
    whole = column.cast("int64") if given.is_floating() or given.is_decimal() else column
    text = whole if given.is_string() else whole.cast("string")
    return text.strip().nullif("") if given.is_string() else text


def _reads_text(column: ibis.Value) -> bool:
    """Whether the database can try to read a text without failing at the first that it cannot."""
    backend = column._find_backend(use_default=False) if column.op().find(ibis.expr.operations.DatabaseTable) else None
    return backend is not None and backend.name == "duckdb"


__all__ = ["NUMBER", "typed", "unread"]

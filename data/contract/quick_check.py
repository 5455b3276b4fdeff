"""Whether a table keeps to its schema, asked in few steps: most tables do.

Of every column pandera writes down what it would say of it, also where it has nothing to say, and that takes longer than
the checks. Here a schema's own types and checks are asked one by one; pandera tells of a table that does not pass.
"""

import re

import pandas as pd
import pandera.pandas as pa
from pandera.errors import ParserError


def settled_if_well(table: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame | None:
    """The table with its types settled; None where it does not pass, or its schema asks for more."""
    if not _is_simple(schema) or not _has_the_columns(table, schema):
        return None
    settled = table.copy(deep=False)
    for name, column in _columns(table, schema):
        values = _of_type(table[name], column)
        if values is None or (values.hasnans and not column.nullable) or not _passes(column.checks, values):
            return None
        settled[name] = values
    if schema.unique and settled.duplicated(subset=schema.unique).any():
        return None
    return settled if _passes(schema.checks, settled) else None


def _is_simple(schema: pa.DataFrameSchema) -> bool:
    """Whether it asks for nothing but columns with types and checks, and for rows that differ."""
    whole = (
        schema.coerce or schema.ordered or schema.add_missing_columns or schema.dtype or schema.index or schema.parsers
    )
    return not whole and schema.strict in (True, False) and all(_is_plain(each) for each in schema.columns.values())


def _is_plain(column: pa.Column) -> bool:
    asks_more = column.unique or column.parsers or column.default is not None
    return column.coerce and column.dtype is not None and not asks_more


def _has_the_columns(table: pd.DataFrame, schema: pa.DataFrameSchema) -> bool:
    names = set(table.columns)
    needed = {name for name, each in schema.columns.items() if each.required}
    known = {name for name, _ in _columns(table, schema)}
    return table.columns.is_unique and needed <= names and (not schema.strict or names == known)


def _columns(table: pd.DataFrame, schema: pa.DataFrameSchema) -> list[tuple[str, pa.Column]]:
    """Every column of the table that the schema knows, by its name or by the pattern that it fits."""
    found = [(name, each) for name, each in schema.columns.items() if not each.regex and name in table]
    patterns = [(re.compile(pattern), each) for pattern, each in schema.columns.items() if each.regex]
    return found + [(name, each) for pattern, each in patterns for name in table if pattern.match(name)]


def _of_type(values: pd.Series, column: pa.Column) -> pd.Series | None:
    """The values in the type that the column has; None where some cannot be."""
    if values.dtype == column.dtype.type:
        return values
    try:
        settled = column.dtype.try_coerce(values)
    except ParserError:
        return None
    return settled if settled.dtype == column.dtype.type else None


def _passes(checks: list[pa.Check], found: pd.Series | pd.DataFrame) -> bool:
    """Whether each check is passed; one that cannot be worked out is not, and the library is the one to tell of it."""
    try:
        return all(bool(check(found).check_passed) for check in checks)
    except (TypeError, ValueError, KeyError, AttributeError):
        return False

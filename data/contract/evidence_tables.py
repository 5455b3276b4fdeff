"""What is known to work, as a table: one row an entry, the same columns for the built-in entries and for a team's own."""

import pandas as pd
import pandera.pandas as pa

from data.contract.vocabulary import DOMAINS

EVIDENCE_KINDS = ("recommendation", "principle", "learning", "frame", "pattern", "local")
# By GRADE: how sure it is that the effect is as found. Never how much the action matters.
CERTAINTIES = ("high", "moderate", "low", "very low", "not graded")
GRADIENT_SHAPES = ("bottom", "linear", "top")
# Pages that an entry may lead to.
EVIDENCE_PAGES = (
    "brief", "where", "who", "trend", "compare", "need", "trust", "access", "records", "pilots", "returns", "decisions",
)  # fmt: skip
LIST_MARK = ";"
# How the id of an entry begins that another board's pilot gave.
ELSEWHERE = "elsewhere_"


def listed_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list: 'bottom; linear' is ('bottom', 'linear'), '' is ()."""
    return tuple(part for each in cell.split(LIST_MARK) if (part := each.strip()))


def _all_in(allowed: tuple[str, ...]) -> pa.Check:
    return pa.Check(
        lambda column: column.map(lambda cell: set(listed_cell(cell)) <= set(allowed)),
        name=f"one or more of {', '.join(allowed)}, joined by ';', or nothing",
    )


def _said(frame: pd.DataFrame) -> pd.Series:
    return (frame["kind"] != "pattern") | (frame["fits_shapes"].str.strip() != "")


def _grade_stands_once(frame: pd.DataFrame) -> pd.Series:
    return (frame["certainty"] == "not graded") | (frame["graded_by"].str.strip() == "")


_text = pa.Column(str, coerce=True, default="")
_filled = pa.Column(str, pa.Check(lambda column: column.str.strip() != "", name="some words"), coerce=True)
_id = pa.Column(str, pa.Check.str_matches(r"^[a-z][a-z0-9_]*$"), coerce=True)

# Lists are joined by ';'. `part_of` is the entry that this one is a part of (a way of building trust, of the principle of
# trust). `graded_by` are the entries whose grade bears on one that has none. `fits_shapes` are the gradients it fits.
# `indicator_ids`, else `core20plus5`, else `principle`, else `domains` say which indicators would show it; `would_show` says
# in words what a measure of it would be. `source` is short, `citation` is whole.
EVIDENCE = pa.DataFrameSchema(
    {
        "evidence_id": _id,
        "kind": pa.Column(str, pa.Check.isin(EVIDENCE_KINDS), coerce=True),
        "title": _filled,
        "says": _filled,
        "audience": _text,
        "certainty": pa.Column(str, pa.Check.isin(CERTAINTIES), coerce=True),
        "graded_by": _text,
        "part_of": _text,
        "principle": _text,
        "core20plus5": _text,
        "fits_shapes": pa.Column(str, _all_in(GRADIENT_SHAPES), coerce=True, default=""),
        "indicator_ids": _text,
        "domains": pa.Column(str, _all_in(DOMAINS), coerce=True, default=""),
        "would_show": _text,
        "pages": pa.Column(str, _all_in(EVIDENCE_PAGES), coerce=True, default=""),
        "source": _filled,
        "citation": _text,
    },
    checks=[
        pa.Check(_said, name="an entry of kind pattern names the shapes it fits"),
        pa.Check(_grade_stands_once, name="an entry has a grade of its own or graded_by, not both"),
    ],
    unique=["evidence_id"],
    strict=True,
    add_missing_columns=True,
    name="evidence",
)

EVIDENCE_TABLES = {"evidence": EVIDENCE}

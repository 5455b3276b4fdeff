"""How to read tables of one layout: an immutable description, checked field by field, with nothing left to guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from data.recipes.definition import Definition

Kind = Literal["numerator", "denominator", "value", "lower", "upper"]
PeriodFrom = Literal["", "sheet title", "lines above", "file name"]
Scale = Literal["percent", "fraction"]
Days = Literal["", "month", "quarter", "year"]
# In a heading of `numbers`, any period that stands in its place.
PERIOD = "{period}"
# As the meaning of a word: rows that hold it are not read.
LEFT_OUT = "leave out"

Text = Annotated[str, Field(max_length=400)]
Words = Annotated[dict[Text, Text], Field(max_length=1_000)]


# Recipes go between processes, so they are dataclasses; pydantic checks them where they are read from text.
STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True)
class Columns:
    """Headings of the columns that say what a row is about; '' for what no column says.

    `area` is a code, `area_name` a name, read where the row has no code. `period` is one text; `period_start` and
    `period_end` are days; `year` and `part` ('Q1', 'April') make a period together. `dimension` holds the name of each
    row's own dimension, whose label is in `group`. `kind` says of which kind the number of a row is, where each thing
    counted has several rows. `note` holds a mark or note of the row.
    """

    __pydantic_config__ = STRICT

    area: Text = ""
    area_name: Text = ""
    area_level: Text = ""
    indicator: Text = ""
    period: Text = ""
    period_start: Text = ""
    period_end: Text = ""
    year: Text = ""
    part: Text = ""
    dimension: Text = ""
    group: Text = ""
    kind: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class GroupColumn:
    """A column of labels of one dimension, a code of the contract ('sex', 'age', 'deprivation_quintile', …)."""

    __pydantic_config__ = STRICT

    heading: Text
    dimension: Text


@dataclass(frozen=True)
class Group:
    """One group that a column of numbers is about: its dimension and its label as the table writes it."""

    __pydantic_config__ = STRICT

    dimension: Text
    label: Text


@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers: of which kind, and what its heading says that its rows do not.

    `heading` may hold PERIOD once: any column with a period there is meant, and its numbers are of that period.
    `indicator` is the id of an indicator of the recipe or the dataset; '' where a column of the table names it.
    `period` and `area` are those that the heading gives. At most two `groups`. One column may stand here several times,
    as the denominator of several indicators does.
    """

    __pydantic_config__ = STRICT

    heading: Text
    kind: Kind
    indicator: Text = ""
    period: Text = ""
    area: Text = ""
    groups: Annotated[tuple[Group, ...], Field(max_length=2)] = ()


@dataclass(frozen=True)
class Rows:
    """Rows told by one of their cells: those whose cell of `heading` is `words`, compared plainly."""

    __pydantic_config__ = STRICT

    heading: Text
    words: Text


@dataclass(frozen=True)
class Recipe:
    """How tables of one layout are read.

    `sheets` is a pattern of the titles of sheets that it is for ('*' is any). `heading_row` counts from 1, as it stood
    when the recipe was made; `heading_rows` are joined by ' › '. `fingerprint` is that of the headings. `indicator`,
    `area` and `period` are constants, for what neither a column nor a heading says. `days` is how long a period is that is
    given by its first or last day. Cells of `fill_down` that are blank mean the one above. Rows of `leave_out` are totals
    and the like; of a column in `only`, its other rows are left out. `words` say by dimension what a label means: a group's
    code of the contract, or LEFT_OUT; under 'indicator' and 'area' an id or a code, under 'kind' a kind of number.
    `most_deprived` is the number of the most deprived group where groups are numbers, 0 where there are none. `elsewhere`
    says that rows of areas that the dataset does not have are left out and counted.
    """

    __pydantic_config__ = STRICT

    name: Annotated[str, Field(min_length=1, max_length=200)]
    numbers: Annotated[tuple[NumberColumn, ...], Field(min_length=1, max_length=3_000)]
    fingerprint: Text = ""
    sheets: Text = "*"
    heading_row: Annotated[int, Field(ge=1, le=60)] = 1
    heading_rows: Annotated[int, Field(ge=1, le=3)] = 1
    columns: Columns = field(default_factory=Columns)
    groups: Annotated[tuple[GroupColumn, ...], Field(max_length=6)] = ()
    indicator: Text = ""
    area: Text = ""
    period: Text = ""
    period_from: PeriodFrom = ""
    days: Days = ""
    fill_down: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    leave_out: Annotated[tuple[Rows, ...], Field(max_length=200)] = ()
    only: Annotated[tuple[Rows, ...], Field(max_length=20)] = ()
    words: Annotated[dict[Text, Words], Field(max_length=20)] = field(default_factory=dict)
    scale: Scale = "percent"
    most_deprived: Annotated[int, Field(ge=0, le=10)] = 0
    elsewhere: bool = False
    definitions: Annotated[tuple[Definition, ...], Field(max_length=1_500)] = ()

    def words_of(self, dimension: str) -> Mapping[str, str]:
        """What labels of one dimension (or 'indicator', 'area') mean, where the recipe says so."""
        return MappingProxyType(self.words.get(dimension, {}))

"""An entry of the journal: a decision, a community's words, a pilot's decision, a meeting's list or a board's own set."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from data.journal.strict_json import (
    NO_OTHER_FIELD,
    Day,
    Number,
    YesNo,
    from_plain,
    made_as_declared,
    read_object,
    to_text,
)


@dataclass(frozen=True, kw_only=True)
class Signal:
    """What a decision is expected to show, and the figure as it stood when the decision was made.

    All figures are in the indicator's displayed units. For `measure` 'gap', positive means that the disadvantaged group
    is worse off, so a negative `expected_change` is a gap that narrows; for 'value' it is the change of the value itself.
    `smallest` is the least size of change that would count, as a size (never negative). `disadvantaged` and `reference`
    are codes of groups; for a value `reference` is ''. `lower` and `upper` are None where no interval was known.
    """

    __pydantic_config__ = NO_OTHER_FIELD

    indicator_id: str
    area_code: str
    dimension: str
    measure: str
    period_end: Day
    estimate: Number
    expected_change: Number
    smallest: Number
    by_when: Day
    lower: Number | None = None
    upper: Number | None = None
    disadvantaged: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        made_as_declared(self)


@dataclass(frozen=True, kw_only=True)
class FrozenFinding:
    """A finding as it was shown when the decision was made: its words and its table as text, and the way back to it.

    `columns` are the table's headings and `rows` its cells, as they were displayed. `link` holds the selection's address
    parameters as (name, value) pairs; a parameter with several values stands once for each.
    """

    __pydantic_config__ = NO_OTHER_FIELD

    id: str
    question: str
    headline: str
    sentence: str
    period: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dataset_title: str
    dataset_released: Day
    dataset_version: str
    synthetic: YesNo
    link: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        made_as_declared(self)

    def parameters(self) -> dict[str, list[str]]:
        """The link's parameters, each with its values in order: what a selection is read from."""
        return {name: [value for each, value in self.link if each == name] for name, _ in self.link}


@dataclass(frozen=True, kw_only=True)
class ListedFinding:
    """One finding of a meeting's list as it stood when the list was kept.

    `link` leads back to it, without `speaker` and `note`, which somebody typed. Where it is about one gap, `estimate` is
    that gap, with what a Signal says of its figure; `counted` says what was counted and how people were grouped. Where it
    is about more than one figure, `estimate` is None.
    """

    __pydantic_config__ = NO_OTHER_FIELD

    link: str
    headline: str
    period: str
    speaker: str = ""
    note: str = ""
    counted: str = ""
    disadvantaged: str = ""
    reference: str = ""
    estimate: Number | None = None
    lower: Number | None = None
    upper: Number | None = None

    def __post_init__(self) -> None:
        made_as_declared(self)


@dataclass(frozen=True, kw_only=True)
class ChosenIndicator:
    """One indicator of a board's own set: why it was chosen and, where one was set, its local target.

    `target` is a level for everyone, as it is read on the page (80 for 80%), to be reached by `by_when`; `owner_role` is who
    answers for it.
    """

    __pydantic_config__ = NO_OTHER_FIELD

    indicator_id: str
    why: str = ""
    target: Number | None = None
    by_when: Day | None = None
    owner_role: str = ""

    def __post_init__(self) -> None:
        made_as_declared(self)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a record says at one time. Made only if every value has its declared type; checking.py has the other rules.

    `kind` is one of checking.KINDS, `state` one of STATES; `choice` is '' or, for a pilot, one of CHOICES; `response` is
    one of the contract's RESPONSES for what a community said, '' otherwise. `decision` is what was decided or done. `agenda`
    is a meeting's list, in its order; `chosen` are the indicators of a board's own set, in its order, and `compare_by` the
    dimensions that it compares people by. Each is empty for every other kind. `ways` (of the contract's WAYS), `group_heard`
    (of HEARD_GROUPS) and the two days code what a community said; an entry from before they were asked for has none.
    """

    __pydantic_config__ = NO_OTHER_FIELD

    kind: str
    title: str
    area_code: str
    decided_on: Day
    indicator_id: str = ""
    pilot_id: str = ""
    said: str = ""
    community: str = ""
    setting: str = ""
    heard_by: str = ""
    decision: str = ""
    choice: str = ""
    response: str = ""
    ways: tuple[str, ...] = ()
    group_heard: str = ""
    answered_on: Day | None = None
    followed_up_on: Day | None = None
    evidence: tuple[str, ...] = ()
    owner_role: str = ""
    by_when: Day | None = None
    signal: Signal | None = None
    frozen: FrozenFinding | None = None
    agenda: tuple[ListedFinding, ...] = ()
    chosen: tuple[ChosenIndicator, ...] = ()
    compare_by: tuple[str, ...] = ()
    state: str = "open"

    def __post_init__(self) -> None:
        made_as_declared(self)

    def changed(self, other: "Entry") -> tuple[str, ...]:
        """Names of the fields in which another entry differs from this one."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name) != getattr(other, each.name))

    def with_changes(self, changes: Mapping[str, Any]) -> "Entry":
        """A copy with some fields changed; the names must be those of fields."""
        return replace(self, **changes)

    def to_json(self) -> str:
        """The entry as one line of JSON."""
        return to_text(self)

    @classmethod
    def from_json(cls, text: str) -> "Entry":
        """The entry that JSON text describes; EntryError names a field that is unknown, missing or of the wrong type."""
        return from_plain(cls, read_object(text))

"""What the common frame would add to a board's own set: Core20PLUS5's clinical areas, and the framework's five goals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.findings.brief.core20plus5 import NO_DATA, ONLY_NEED
from components.findings.clinical_areas import clinical_areas
from components.findings.finding import Finding
from components.findings.going_on import going_on
from components.findings.own_set import OwnSet
from components.findings.question import Question
from components.findings.table import Column, Table
from components.style.numbers import number
from data.contract.framework_goals import framework_goals
from data.contract.indicator import Indicator

QUESTION = "What would the common frame add to our set?"
_IN_SET, _HERE = "in our set", "here, not in our set"
_GOALS = "Neighbourhood health framework"
_MOST_NAMED = 4
_HEADS = {
    "frame": "Frame",
    "part": "Part of it",
    "where": "Where it is",
    "own": "In our set",
    "others": "Here, not in our set",
}


@dataclass(frozen=True)
class FramePart:
    """One part of the common frame, with the judged indicators here that show it: those of the set, and the others.

    `children` says that it is about them; `counted`, that the dataset says of it only how many people have something.
    """

    frame: str
    name: str
    own: tuple[str, ...]
    others: tuple[str, ...]
    children: bool = False
    counted: bool = False
    note: str = ""

    @property
    def where(self) -> str:
        """Whether it is in the set, in the dataset only, or in neither."""
        if self.own or self.others:
            return _IN_SET if self.own else _HERE
        return ONLY_NEED if self.counted else NO_DATA


def frame_parts(question: Question, own: OwnSet) -> tuple[FramePart, ...]:
    """Every part of the frame: Core20PLUS5's clinical areas, then the framework's goals."""
    shown = list(going_on(question.dataset).values())
    areas = []
    for area in clinical_areas():
        kind = "children" if area.of_children else "adults"
        found = [each for each in shown if each.core20plus5 == area.tag]
        part = _part(f"Core20PLUS5: {kind}", area.short_name, found, own)
        areas.append(replace(part, children=area.of_children))
    goals = [
        replace(_part(_GOALS, goal.title, [each for each in shown if goal.shown_by(each)], own), note=goal.note)
        for goal in framework_goals()
    ]
    return (*areas, *goals)


def _part(frame: str, name: str, found: Sequence[Indicator], own: OwnSet) -> FramePart:
    judged = [each for each in found if each.judged]
    chosen = tuple(each.short_name for each in judged if each.id in own.places)
    others = tuple(each.short_name for each in judged if each.id not in own.places)
    return FramePart(frame, name, chosen, others, counted=bool(found))


def common_frame_finding(question: Question, own: OwnSet) -> Finding:
    """How much of the frame the set covers, what more could be seen here, and of what there are no data."""
    parts = frame_parts(question, own)
    covered, here, counted, absent = (
        [each for each in parts if each.where == where] for where in (_IN_SET, _HERE, ONLY_NEED, NO_DATA)
    )
    rows = [_row(each) for each in parts]
    rows.append(
        {
            "frame": "Both",
            "part": _parts(len(parts)),
            "where": f"{NO_DATA}: {_parts(len(absent))}",
            "own": _parts(len(covered)),
            "others": f"{_parts(len(here))} of which none is in our set",
        }
    )
    return Finding(
        id="common_frame",
        question=QUESTION,
        headline=(
            f"Our set covers {_some(len(covered))} of the {number(len(parts))} parts of the common frame; "
            f"{_some(len(here))} more could be seen here"
        ),
        sentence=_sentence(here, counted, absent),
        table=Table(tuple(Column(key, label) for key, label in _HEADS.items()), pd.DataFrame(rows)),
        how_to_read=(
            "A set of one's own fits the place; a common frame lets places be compared and keeps what nobody chose in view. "
            "This one is NHS England's Core20PLUS5 (clinical areas of adults and of children, with stopping smoking) and the "
            "five goals of the neighbourhood health framework. An indicator shows a clinical area where it is tagged to it, "
            "and a goal where it is of that domain or listed for it; one of a team's own may show a goal and not be listed."
        ),
        method="gap",
        source="Frame: NHS England, Core20PLUS5; Department of Health and Social Care and NHS England, Neighbourhood health "
        f"framework, 2026.{question.synthetic_note}",
        period="",
        verdict="does not apply",
        names=("Core20PLUS5",),
    )


def _row(part: FramePart) -> dict[str, str]:
    return {
        "frame": part.frame,
        "part": part.name + (f" ({part.note})" if part.note and (part.own or part.others) else ""),
        "where": part.where,
        "own": _names(part.own),
        "others": _names(part.others),
    }


def _parts(many: int) -> str:
    return f"{number(many)} part{'' if many == 1 else 's'}"


def _sentence(here: Sequence[FramePart], counted: Sequence[FramePart], absent: Sequence[FramePart]) -> str:
    told = []
    if here:
        told.append(f"The frame would add, from figures that are here: {_listed(here)}.")
    if counted:
        told.append(f"On {_listed(counted)} the data here say only how many people have it.")
    if absent:
        told.append(f"There are no data here on {_listed(absent)}.")
    return " ".join(told) or "The set has an indicator of each part."


def _listed(parts: Sequence[FramePart]) -> str:
    """Their names in a sentence, those about children after the others."""
    names = {about: [_in_sentence(each) for each in parts if each.children == about] for about in (False, True)}
    if not names[True]:
        return _and(names[False])
    return (
        f"{_and(names[False])} and, for children, {_and(names[True])}"
        if names[False]
        else (f"{_and(names[True])} of children")
    )


def _in_sentence(part: FramePart) -> str:
    return part.name[0].lower() + part.name[1:]


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _names(names: Sequence[str]) -> str:
    """The first few by name, and how many more."""
    more = f" and {number(len(names) - _MOST_NAMED)} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _some(many: int) -> str:
    return number(many) if many else "none"

"""What the common frame would add to a board's own set: Core20PLUS5's clinical areas, and the framework's five goals."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.findings.brief.own_set import NO_DATA
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
# How the frame's table of evidence begins the names of areas of children.
_CHILDREN = "Children: "
_HEADS = {
    "frame": "Frame",
    "part": "Part of it",
    "where": "Where it is",
    "own": "In our set",
    "others": "Here, not in our set",
}


@dataclass(frozen=True)
class FramePart:
    """One part of the common frame, with the indicators here that show it: those of the set, and the others."""

    frame: str
    name: str
    own: tuple[str, ...]
    others: tuple[str, ...]
    note: str = ""

    @property
    def where(self) -> str:
        """Whether it is in the set, in the dataset only, or in neither."""
        return _IN_SET if self.own else _HERE if self.others else NO_DATA


def frame_parts(question: Question, own: OwnSet) -> tuple[FramePart, ...]:
    """Every part of the frame: Core20PLUS5's clinical areas, then the framework's goals."""
    shown = list(going_on(question.dataset).values())
    areas = [
        _part(
            f"Core20PLUS5: {area.whom.lower()}",
            area.name,
            [each for each in shown if each.core20plus5 == area.tag],
            own,
        )
        for area in clinical_areas()
    ]
    goals = [
        _part(_GOALS, goal.title, [each for each in shown if goal.shown_by(each)], own, goal.note)
        for goal in framework_goals()
    ]
    return (*areas, *goals)


def _part(frame: str, name: str, found: Sequence[Indicator], own: OwnSet, note: str = "") -> FramePart:
    chosen = tuple(each.short_name for each in found if each.id in own.places)
    others = tuple(each.short_name for each in found if each.id not in own.places)
    return FramePart(frame, name, chosen, others, note if found else "")


def common_frame_finding(question: Question, own: OwnSet) -> Finding:
    """How much of the frame the set covers, what more could be seen here, and of what there are no data."""
    parts = frame_parts(question, own)
    covered, here, absent = ([each for each in parts if each.where == where] for where in (_IN_SET, _HERE, NO_DATA))
    frame = pd.DataFrame(
        [
            {
                "frame": each.frame,
                "part": each.name.removeprefix(_CHILDREN) + (f" ({each.note})" if each.note else ""),
                "where": each.where,
                "own": _names(each.own),
                "others": _names(each.others),
            }
            for each in parts
        ]
        + [
            {
                "frame": "Both",
                "part": f"{number(len(parts))} parts",
                "where": f"{NO_DATA}: {number(len(absent))}",
                "own": number(len(covered)),
                "others": f"{number(len(here))} not in our set at all",
            }
        ]
    )
    return Finding(
        id="common_frame",
        question=QUESTION,
        headline=(
            f"Our set covers {_some(len(covered))} of the {number(len(parts))} parts of the common frame; "
            f"{_some(len(here))} more could be seen here"
        ),
        sentence=_sentence(here, absent),
        table=Table(tuple(Column(key, label) for key, label in _HEADS.items()), frame.fillna("")),
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


def _sentence(here: Sequence[FramePart], absent: Sequence[FramePart]) -> str:
    told = []
    if here:
        told.append(f"The frame would add, from figures that are here: {_listed(here)}.")
    if absent:
        told.append(f"There are no data here on {_listed(absent)}.")
    return " ".join(told) or "The set has an indicator of each part."


def _listed(parts: Sequence[FramePart]) -> str:
    """Their names in a sentence, those about children after the others."""
    children = [each.name.removeprefix(_CHILDREN) for each in parts if each.name.startswith(_CHILDREN)]
    others = [each.name[0].lower() + each.name[1:] for each in parts if not each.name.startswith(_CHILDREN)]
    told = [_and(others)] if others else []
    return (
        " and, for children, ".join([*told, _and(children)])
        if told and children
        else _and(others or children) + (" of children" if children else "")
    )


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _names(names: Sequence[str]) -> str:
    """The first few by name, and how many more."""
    more = f" and {number(len(names) - _MOST_NAMED)} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _some(many: int) -> str:
    return number(many) if many else "none"

"""The PLUS of Core20PLUS5: which groups that are left out most often the dataset has figures of, and of which it has none."""

from dataclasses import replace

import pandas as pd

from components.findings.finding import Finding
from components.findings.going_on import going_on
from components.findings.indicator_gaps import indicator_gaps
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.wording import of
from components.style.numbers import COUNT, number
from data.contract.plus_examples import PLUS_EXAMPLES, PlusExample

_NAMED = 5
QUESTION = "Which PLUS groups can we see, and which can we not?"


def plus_groups_finding(question: Question) -> Finding:
    """Every example of a PLUS group: by which dimension it is here, of how many indicators, and on how many clearly worse."""
    rows = [_row(question, each) for each in PLUS_EXAMPLES.values()]
    rows += [_own(question, code) for code in _not_examples(question)]
    frame = pd.DataFrame(rows).sort_values("indicators", ascending=False, kind="stable", ignore_index=True)
    here, absent = frame[frame["indicators"] > 0], frame[frame["indicators"] == 0]
    seen = f"PLUS groups: {number(len(here))} of {number(len(frame))} can be seen here"
    told = [] if here.empty else [f"There are figures of {_listed(list(here['who']))}."]
    if len(absent):
        told.append(f"No data here of {_first_of(list(absent['who']))}.")
    total = {"who": "Groups that can be seen, of all listed", "by": f"{number(len(here))} of {number(len(frame))}"}
    return Finding(
        id="plus_groups",
        question=QUESTION,
        headline=seen,
        sentence=" ".join(told),
        table=Table(
            (
                Column("who", "Who"),
                Column("by", "Here under ‘Compare by’"),
                Column("indicators", "Indicators given by it", COUNT),
                Column("worse", "Clearly worse off on"),
            ),
            pd.concat([frame, pd.DataFrame([total])], ignore_index=True).fillna({"worse": "–", "by": "–"}),
        ),
        how_to_read=(
            "Core20PLUS5 asks each area to choose PLUS groups: people who are left out most, whether or not they live in a "
            "deprived place. These are NHS England's examples and those that neighbourhood teams add. Where there are no "
            "data nobody can tell who is left behind: that is no sign that there are none of them, or that all is well. A "
            "dataset can be given by any group."
        ),
        method="beyond_chance",
        source="Framework: NHS England, Core20PLUS5." + question.synthetic_note,
        period="newest period of each indicator",
        verdict="does not apply",
        names=("20", "5", "Core20PLUS5"),
    )


def _row(question: Question, example: PlusExample) -> dict[str, object]:
    dataset = question.dataset
    own = [each.code for each in dataset.manifest.dimensions if example.code in each.plus]
    for by in (*own, example.shown_by):
        if by and (given := _given(question, by, example.group)):
            label = dataset.vocabulary[by].label + ("" if by in own or not example.group else ", one of its groups")
            worse = _worse(question, by) if by in own else None
            return {"who": example.name, "by": label, "indicators": given, "worse": worse}
    return {"who": example.name, "by": None, "indicators": 0, "worse": None}


def _not_examples(question: Question) -> list[str]:
    """The dataset's own dimensions that are none of the examples, as another way of grouping people would be."""
    return [
        each.code for each in question.dataset.manifest.dimensions if not each.plus and _given(question, each.code, "")
    ]


def _own(question: Question, code: str) -> dict[str, object]:
    dimension = question.dataset.vocabulary[code]
    found = {"by": dimension.label, "indicators": _given(question, code, ""), "worse": _worse(question, code)}
    return {"who": f"people by {dimension.phrase}"} | found


def _given(question: Question, by: str, group: str) -> int:
    """How many indicators that go on are given by a dimension for the area in focus: for one group of it, with a figure."""
    dataset, area = question.dataset, question.selection.area
    codes = [each for each in going_on(dataset) if by in dataset.dimensions(each, level=question.area_level)]
    if not codes:
        return 0
    rows = dataset.observations(codes, areas=[area], dimension=by)
    known = dataset.vocabulary[by].known_groups
    rows = rows[(rows["status"] == "ok") & (rows["group"] == group if group else rows["group"].isin(known))]
    return int(rows["indicator_id"].nunique())


def _worse(question: Question, by: str) -> str:
    """On how many of the indicators given by it a group is clearly worse off than the reference, of how many judged."""
    asked = replace(question, selection=replace(question.selection, by=by))
    gaps = [each for each in indicator_gaps(asked) if each.indicator.judged]
    return f"{number(sum(each.verdict == 'worse' for each in gaps))} of {of(len(gaps), 'indicator', 'indicators')}"


def _first_of(names: list[str]) -> str:
    """The first few names, and where the others stand: nobody reads twenty in a sentence."""
    if len(names) <= _NAMED + 1:
        return _listed(names)
    return f"{', '.join(names[:_NAMED])} and others, all named in the table"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

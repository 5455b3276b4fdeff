"""What does the updated statement expect beyond a list of indicators, and what is here for it? One row an expectation."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from components.findings.annex.coverage import annex_indicators
from components.findings.annex.groups import ASKED_BY, questions_by
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.table import Column, Table
from components.style.numbers import number
from data.contract.statement import UPDATED, UPDATED_SOURCE
from data.contract.vocabulary import UNKNOWN
from data.dataset.dataset import Dataset

QUESTION = "What does the statement expect of us beyond a list of indicators?"
_NONE = "Nothing here"
_PUBLISHED = (
    "Publish it",
    "In the annual report, and in board papers during the year",
    "This annex, and the packs of any meeting",
    "Meeting",
)


@dataclass(frozen=True)
class Acted:
    """What the journal holds on this area: decisions, and those of them whose expected change has been held to figures."""

    decisions: int
    reviewed: int


def expectations_finding(question: Question, acted: Acted | None) -> Finding:
    """Each expectation beside what this dataset and the journal hold; `acted` is None where the journal cannot be read."""
    dataset = question.dataset
    rows = (
        _need(dataset),
        _split(dataset),
        _quality(dataset),
        _action(dataset, acted),
        _PUBLISHED,
    )
    frame = pd.DataFrame(rows, columns=["short", "expected", "here", "page"])
    lacking = int(frame["here"].str.startswith(_NONE).sum())
    count = len(frame)
    return Finding(
        id="annex_expectations",
        question=QUESTION,
        headline=(
            f"For {number(count - lacking)} of the {number(count)} things that the statement expects there is something here"
        ),
        sentence=(
            "What is here is raw material. How the board used it is for the board to write: the annex cannot know it."
        ),
        table=Table(
            (
                Column("short", f"Expectation ({number(count)})"),
                Column("expected", "What is meant"),
                Column("here", f"What is here ({number(count - lacking)})"),
                Column("page", "Page"),
            ),
            frame,
        ),
        how_to_read="Each row is one thing that the statement expects a health body to do with information on inequalities.",
        method="gap",
        source=f"Expectations: {UPDATED_SOURCE}, in our words.{question.synthetic_note}",
        period="",
        caveats=(
            f"Only the opening of the {UPDATED} could be read for this table. Read the whole of it before you publish.",
        ),
        verdict="does not apply",
    )


def _need(dataset: Dataset) -> tuple[str, str, str, str]:
    of_need = sum(each.domain == "need" for each in dataset.indicators.values())
    areas = len(dataset.areas("lsoa"))
    here = f"{number(of_need)} indicators of need; {number(areas)} small areas by deprivation" if of_need else _NONE
    return (
        "Know the need", "Risks to health and the Core20PLUS groups, from local analysis and what people say", here,
        "Need, Trust",
    )  # fmt: skip


def _split(dataset: Dataset) -> tuple[str, str, str, str]:
    held = annex_indicators(dataset)
    given = Counter(name for each in held for name in questions_by(dataset, each))
    told = ", ".join(f"{number(given[name])} by {name}" for name in ASKED_BY)
    here = f"Of {number(len(held))} indicators that show or come near what is asked: {told}" if held else _NONE
    return "Split the figures", "At least by deprivation, ethnic group, age and sex", here, "Who"


def _quality(dataset: Dataset) -> tuple[str, str, str, str]:
    counted = sum(
        any((asked.groups["group"] == UNKNOWN).any() for asked in questions_by(dataset, each).values())
        for each in annex_indicators(dataset)
    )
    here = f"People of unknown group are counted apart in {number(counted)} of these indicators" if counted else _NONE
    return "Mend the data", "Find what is unknown or not stated, and take steps to record it", here, "Records"


def _action(dataset: Dataset, acted: Acted | None) -> tuple[str, str, str, str]:
    pilots = dataset.optional("pilots")
    tried = 0 if pilots is None else len(pilots)
    if acted is None:
        decided = "The journal of decisions cannot be read"
    else:
        decided = f"{number(acted.decisions)} decisions, {number(acted.reviewed)} of them held against newer figures"
    here = f"{decided}; {number(tried)} pilots evaluated" if tried or acted is None or acted.decisions else _NONE
    expected = "In what is commissioned and how care is given"
    return "Act, and see whether it worked", expected, here, "Decisions, Pilots, Evidence"

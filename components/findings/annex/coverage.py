"""What does the statement ask for, and what of it is here? Each asked indicator by its groups, or absent."""

import pandas as pd

from components.findings.annex.groups import ASKED_BY, questions_by
from components.findings.finding import Finding
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.several_sources import several_sources
from components.findings.table import Column, Table, with_row
from components.style.numbers import number
from data.contract.statement import STATEMENT, AskedIndicator, asked_indicators
from data.contract.vocabulary import UNKNOWN
from data.dataset.dataset import Dataset

QUESTION = "What must our annual report say on health inequalities, and what of it do we hold?"
ABSENT = "absent from this dataset"
_GIVEN, _NOT = "given", "not given"


@kept_with_dataset
def annex_indicators(dataset: Dataset) -> tuple[str, ...]:
    """Ids of this dataset's indicators that show what is asked or come near it, each once, in the statement's order."""
    asked = (each for line in asked_indicators() for each in (*line.shown_by, *line.near))
    return tuple(dict.fromkeys(each for each in asked if each in dataset.indicators))


def annex_finding(question: Question) -> Finding:
    """Every indicator that the statement asks for: shown, near it or absent; by which groups; what would bring it.

    It is of the whole area, whatever the question's own selection.
    """
    dataset = question.dataset
    lines = [_line(dataset, each) for each in asked_indicators()]
    shown, near = (sum(line["held"] == held for line in lines) for held in ("shown", "near"))
    of, absent = len(lines), len(lines) - shown - near
    frame = pd.DataFrame(lines)
    told = {
        "shown": f"{number(shown)} shown", "near": f"{number(near)} near",
        "absent": f"{number(absent)} absent",
    }  # fmt: skip
    frame = with_row(frame, domain="All", asked=f"{number(of)} asked", held=", ".join(told.values()))
    return Finding(
        id="annex",
        question=QUESTION,
        headline=f"This dataset shows {number(shown)} of the {number(of)} indicators that the statement asks for",
        sentence=(
            f"{number(near)} more are near what is asked, and are named as such. {number(absent)} are absent: the last "
            "column says which publication would bring each."
        ),
        table=Table(_columns(), frame),
        how_to_read=(
            "Each row is an indicator that the statement asks for. ‘Near’ is an indicator about the same thing that counts "
            "it otherwise, so it does not answer what is asked. ‘Unknown counted’ says whether people of unknown group are a "
            "group of their own."
        ),
        method="gap",
        source=several_sources(question, (dataset.indicators[each] for each in annex_indicators(dataset))),
        period="",
        caveats=(
            f"The list follows {STATEMENT} of November 2023, for April 2023 to March 2025: {number(of)} indicators in "
            f"{number(len({line['domain'] for line in lines}))} areas. It has been updated since. Hold it against the "
            "statement in force before you publish.",
        ),
        verdict="does not apply",
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("domain", "Domain"),
        Column("asked", "Asked for"),
        Column("held", "In this dataset"),
        Column("by_what", "Shown by"),
        *(Column(name, f"By {name}") for name in ASKED_BY),
        Column("unknown", "Unknown counted"),
        Column("brought_by", "What would bring what is absent"),
    )


def _line(dataset: Dataset, asked: AskedIndicator) -> dict[str, str]:
    held = [each for each in asked.shown_by if each in dataset.indicators]
    near = [each for each in asked.near if each in dataset.indicators]
    used = held or near
    given = {name for each in used for name in questions_by(dataset, each)}
    names = "; ".join(dataset.indicators[each].short_name for each in used)
    lacking = [name for name in ASKED_BY if name not in given]
    brought = f"{asked.publication} ({asked.publisher})"
    return {
        "domain": asked.domain,
        "asked": asked.asked,
        "held": "shown" if held else "near" if near else "absent",
        "by_what": names or ABSENT,
        **{name: _GIVEN if name in given else _NOT for name in ASKED_BY},
        "unknown": _unknown(dataset, used),
        "brought_by": "" if held and not lacking else brought,
    }


def _unknown(dataset: Dataset, indicators: list[str]) -> str:
    """By which groups people of unknown group are counted apart."""
    counted = [
        name
        for name in ASKED_BY
        if any(
            name in (asked := questions_by(dataset, each)) and (asked[name].groups["group"] == UNKNOWN).any()
            for each in indicators
        )
    ]
    return ", ".join(counted) if counted else "–"

"""One indicator of the annex: everyone, then its groups by deprivation, ethnic group, age and sex, the unknown among them."""

import pandas as pd

from components.findings.age_words import for_age
from components.findings.annex.groups import ASKED_BY, questions_by
from components.findings.finding import Finding, nothing_to_show
from components.findings.gap_words import gap_headline
from components.findings.gaps import ShownGap
from components.findings.headline_gap import headline_gap
from components.findings.kept import kept_with_dataset
from components.findings.ordered_groups import ordered_groups
from components.findings.question import Question
from components.findings.selection import AS_COUNTED, from_link
from components.findings.table import Column, Table
from components.findings.wording import hidden_words, unknown_words
from components.style.numbers import COUNT
from data.contract.vocabulary import TOTAL
from data.dataset.dataset import Dataset

QUESTION = "Who fares how, by deprivation, ethnic group, age and sex?"
_FROM_GROUPS = ["label", "value", "lower", "upper", "numerator", "denominator", "status"]


@kept_with_dataset
def annex_indicator_finding(dataset: Dataset, indicator: str) -> Finding:
    """The indicator in the whole area by each of the asked groups, in the newest period that each has."""
    asked = questions_by(dataset, indicator)
    everyone = Question(dataset, from_link(dataset, {"indicator": [indicator], "adjusted": [AS_COUNTED]}))
    name = everyone.indicator.short_name
    rows = [_everyone(everyone), *(_groups(question) for question in asked.values())]
    frame = (
        pd.concat([each for each in rows if len(each)], ignore_index=True) if any(map(len, rows)) else pd.DataFrame()
    )
    if frame.empty:
        why = f"‘{name}’ has no figure for the whole area."
        return nothing_to_show(f"annex_{indicator}", QUESTION, why, method="gap", source=everyone.source)
    first = next(iter(asked.values()), None)
    gap = _gap(first) if first else None
    headline = gap_headline(first, gap) if first and gap else f"{name}: {_given_by(asked)}"
    return Finding(
        id=f"annex_{indicator}",
        question=QUESTION,
        headline=headline,
        sentence=f"{everyone.indicator.name}. {_given_by(asked).capitalize()}.",
        table=_table(everyone, frame),
        how_to_read=(
            "Values are as counted; the column beside them allows for age where ages are known. People whose group is not "
            "known are a row of their own."
        ),
        method="gap",
        source=everyone.source,
        period=" · ".join(dict.fromkeys(frame["period"])),
        notice=" ".join(dict.fromkeys(each.notice for each in asked.values() if each.notice)),
        unknown=" ".join(words for each in asked.values() if (words := unknown_words(each, each.groups))),
        hidden=hidden_words(frame[frame["status"].notna()]),
        caveats=tuple(dict.fromkeys(words for each in (everyone, *asked.values()) for words in each.caveats)),
        verdict="does not apply",
        names=(*everyone.names, everyone.indicator.name),
    )


def _given_by(asked: dict[str, Question]) -> str:
    given, lacking = list(asked), [name for name in ASKED_BY if name not in asked]
    words = f"given by {', '.join(given)}" if given else "given for everyone only"
    return f"{words}; not given by {', '.join(lacking)}" if lacking else words


def _gap(question: Question) -> ShownGap | None:
    found = headline_gap(question)
    return found if isinstance(found, ShownGap) else None


def _everyone(question: Question) -> pd.DataFrame:
    rows = question.values(areas=[question.dataset.area_code], by=TOTAL)
    rows = rows.assign(label="Everyone", dimension="Everyone", period=question.period, adjusted=None)
    return rows[["dimension", *_FROM_GROUPS, "adjusted", "period"]]


def _groups(question: Question) -> pd.DataFrame:
    """The groups as Who shows them, and the gap between the two that it compares."""
    rows = ordered_groups(question, question.groups)
    rows = rows[_FROM_GROUPS].assign(dimension=question.dimension.label, period=question.period, adjusted=None)
    aged = for_age(question)
    if aged.for_age:
        rows["adjusted"] = ordered_groups(aged, aged.groups)["value"].to_numpy()
    found = _gap(question)
    if found is None:
        return rows
    low, high = found.sized_interval or (None, None)
    gap = {
        "dimension": question.dimension.label, "label": "Gap between the two groups compared", "value": abs(found.plain),
        "lower": low, "upper": high, "status": "not_applicable", "period": question.period,
    }  # fmt: skip
    return pd.concat([rows, pd.DataFrame([gap])], ignore_index=True)


def _table(question: Question, frame: pd.DataFrame) -> Table:
    unit, indicator = question.unit, question.indicator
    aged = (Column("adjusted", f"Adjusted for age ({unit.axis})", unit),) if frame["adjusted"].notna().any() else ()
    # No word for a row that is not adjusted: its status tells of its own value.
    numbers = frame.assign(adjusted_status="", adjusted=pd.to_numeric(frame["adjusted"]))
    return Table(
        (
            Column("dimension", "By"),
            Column("label", "Group"),
            Column("value", f"Value ({unit.axis})", unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            *aged,
            Column("numerator", f"Count: {indicator.event_noun}", COUNT),
            Column("denominator", f"Out of: {indicator.population_noun}", COUNT),
            Column("period", "Period"),
        ),
        numbers,
    )

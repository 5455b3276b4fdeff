"""Who is missing from our records? Each field: known, not stated, and missing, told apart where the data do."""

import pandas as pd

from components.charts.stacked_parts import Part, stacked_parts
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, everyone, lacks, newest_rows, of_area, source_of
from components.findings.table import Column, Table
from components.style.colours import PLAIN, SUPPRESSED, UNKNOWN
from components.style.dates import to_day
from components.style.numbers import COUNT, number, short
from data.contract.vocabulary import UNKNOWN as NOT_KNOWN

QUESTION = "Who is missing from our records?"
FIRST_FIELD = "Ethnic group"
_PARTS = (
    Part("known (valid)", PLAIN),
    Part("asked, not stated", SUPPRESSED),
    Part("missing: nothing recorded", UNKNOWN, hatched=True),
)
_TWO_PARTS = (Part("known", PLAIN), Part("not known (not stated or missing)", UNKNOWN, hatched=True))
_NEEDS = (
    "a table of each field's valid, not stated and missing records by practice, which any practice system can count without "
    "sending a single patient's record"
)


def fields_of(question: Question) -> tuple[str, ...]:
    """The recorded fields this dataset counts, ethnic group first, then by name; none where they are not loaded."""
    rows = newest_rows(question, "recording")
    names = sorted(set(rows["field"])) if rows is not None else []
    return tuple(sorted(names, key=lambda name: name != FIRST_FIELD))


def records_finding(question: Question) -> Finding:
    """How complete each field is in the area in focus."""
    rows = newest_rows(question, "recording")
    if rows is None:
        return _from_indicators(question)
    here = of_area(everyone(rows), question.selection.area)
    shown = here[here["status"] == "ok"]
    if shown.empty:
        return lacks(question, "records", QUESTION, f"What is recorded in {question.area_name}", _NEEDS, method="value")
    table = _frame(shown)
    headline, sentence = _words(question, table)
    hidden = len(here) - len(shown)
    return Finding(
        id="records",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(table),
        how_to_read=(
            "Each bar is everyone registered. Known: a usable answer is on record. Not stated: the person was asked and "
            "chose not to say, which is an answer. Missing: nothing is there, and nobody can tell whether anyone asked."
        ),
        method="recording_needed",
        source=source_of(question, " and ".join(sorted(set(shown["source"])))),
        period=to_day(shown["period_end"].max()),
        figure=stacked_parts(
            table["field"].tolist(), _PARTS, table[["valid_share", "not_stated_share", "missing_share"]].to_numpy()
        ),
        hidden=f"{number(hidden)} fields are hidden to protect confidentiality." if hidden else "",
        names=(question.area_name, *table["field"]),
    )


def _frame(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["field", "people", "valid", "not_stated", "missing"]].copy()
    table["unknown"] = table["not_stated"] + table["missing"]
    for name in ("valid", "not_stated", "missing", "unknown"):
        table[f"{name}_share"] = 100 * table[name] / table["people"]
    table = table.sort_values("unknown_share", ascending=False)
    return table.sort_values("field", key=lambda names: names != FIRST_FIELD, kind="stable", ignore_index=True)


def _table(frame: pd.DataFrame) -> Table:
    return Table(
        (
            Column("field", "Field"),
            Column("people", "People registered", COUNT),
            Column("valid", "Known", COUNT),
            Column("not_stated", "Not stated", COUNT),
            Column("missing", "Missing", COUNT),
            Column("unknown", "Not known", COUNT),
            Column("valid_share", "Known (%)", SHARE),
            Column("unknown_share", "Not known (%)", SHARE),
        ),
        frame,
    )


def _words(question: Question, table: pd.DataFrame) -> tuple[str, str]:
    first = table.iloc[0]
    place = "" if question.is_whole_area else f" in {question.area_name}"
    headline = (
        f"{first['field']} is not known for {number(first['unknown'])} people{place}: "
        f"{short(first['unknown_share'], SHARE)} of those registered"
    )
    asked = (
        f"{number(first['not_stated'])} were asked and did not say; for {number(first['missing'])} nothing is recorded."
    )
    emptiest = table.iloc[table["valid_share"].argmin()]
    if emptiest["field"] == first["field"]:
        return headline, asked
    return headline, (
        f"{asked} The emptiest field is {emptiest['field'].lower()}, known for {short(emptiest['valid_share'], SHARE)}."
    )


def _from_indicators(question: Question) -> Finding:
    """Where no fields are counted: how many people each breakdown of the loaded indicators leaves in no known group."""
    found = [row for code in question.dataset.vocabulary if (row := _unknown_in(question, code)) is not None]
    if not found:
        return lacks(question, "records", QUESTION, "What practices' records hold", _NEEDS, method="value")
    frame = pd.DataFrame(found).sort_values("unknown_share", ascending=False, ignore_index=True)
    worst = frame.iloc[0]
    where = "" if question.is_whole_area else f" in {question.area_name}"
    return Finding(
        id="records",
        question=QUESTION,
        headline=f"{worst['field']} is not known for {short(worst['unknown_share'], SHARE)} of the people counted{where}",
        sentence="What each practice records is not loaded; this is how many people the loaded indicators cannot place.",
        table=Table(
            (
                Column("field", "Breakdown"),
                Column("indicator", "Read from"),
                Column("people", "People counted", COUNT),
                Column("unknown", "Not known", COUNT),
                Column("unknown_share", "Not known (%)", SHARE),
            ),
            frame,
        ),
        how_to_read="Each bar is everyone counted by the indicator with most people given that way. Not stated and missing "
        f"cannot be told apart here: that would take {_NEEDS}.",
        method="recording_needed",
        source=source_of(question, "the loaded indicators"),
        period="newest period of each indicator",
        figure=stacked_parts(
            frame["field"].tolist(), _TWO_PARTS, [(100 - each, each) for each in frame["unknown_share"]]
        ),
        names=(question.area_name,),
    )


def _unknown_in(question: Question, by: str) -> dict[str, object] | None:
    """The share of no known group in the largest indicator given by a dimension; None where none tells."""
    dataset, area = question.dataset, question.selection.area
    given = [code for code in dataset.indicators if by in dataset.dimensions(code, level=question.area_level)]
    if not given:
        return None
    rows = dataset.observations(given, areas=[area], dimension=by)
    rows = rows[rows["period_end"] == rows.groupby("indicator_id", observed=True)["period_end"].transform("max")]
    people = rows.groupby(["indicator_id", rows["group"] == NOT_KNOWN], observed=True)["denominator"].sum().unstack()
    if True not in people:
        return None
    people = people.dropna()
    if people.empty:
        return None
    largest = people.sum(axis=1).idxmax()
    unknown, total = float(people.at[largest, True]), float(people.loc[largest].sum())
    if total == 0:
        return None
    return {
        "field": dataset.vocabulary[by].label,
        "indicator": dataset.indicators[largest].short_name,
        "people": total,
        "unknown": unknown,
        "unknown_share": 100 * unknown / total,
    }

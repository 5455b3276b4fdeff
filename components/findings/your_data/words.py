"""Can a table that was given be used: the answer in a sentence, what is wrong by kind, and what each table was taken for."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from components.findings.finding import Finding
from components.findings.table import Column, Table
from components.findings.wording import of
from components.style.numbers import COUNT, number
from data.files.problems import ERROR, Problem, problem_table
from data.your_data.areas import UNKNOWN_AREA
from data.your_data.intake import Intake

QUESTION = "Can your own data be used here?"
NOT_USED = "not used"
_ENDING = ": more rows like those above"


def intake_finding(intake: Intake, *, in_use: bool = False) -> Finding:
    """How many figures can be used and how many problems need mending; the table counts problems by kind, errors first.

    `in_use` says that every page of the session shows these figures already.
    """
    kinds = problem_kinds(intake.problems)
    used = len(intake.observations)
    return Finding(
        id="your_data",
        question=QUESTION,
        headline=_headline(intake, kinds, used),
        sentence=_sentence(intake, used, in_use),
        table=Table(
            (
                Column("severity", "Error or warning"), Column("problem", "What is wrong"),
                Column("rows", "Rows", COUNT), Column("mend", "How to mend it"),
            ),
            kinds,
        ),
        how_to_read=(
            "An error keeps its row out; a warning is something to look at, and its row is used. Row and column are those "
            "of your file, counted as a spreadsheet counts them."
        ),
        method="",
        source=", ".join(intake.given),
        period="",
        verdict="worse" if intake.errors else "",
        names=(number(used), number(intake.rows), number(intake.left_out), number(len(kinds)), *_counts(intake, kinds)),
    )  # fmt: skip


def kind_of(problem: Problem) -> str:
    """What is wrong, in words that are the same for every problem of its kind."""
    return problem.problem.removesuffix(_ENDING)


def problem_kinds(problems: Iterable[Problem]) -> pd.DataFrame:
    """Problems by kind: severity, problem, rows it is about, how to mend it; errors first, then the most frequent."""
    table = problem_table(replace(each, problem=kind_of(each)) for each in problems)
    kinds = table.groupby(["severity", "problem"], sort=False).agg(rows=("count", "sum"), mend=("mend", "first"))
    return kinds.reset_index().sort_values(
        ["severity", "rows"], ascending=[True, False], kind="stable", ignore_index=True
    )


def _counts(intake: Intake, kinds: pd.DataFrame) -> tuple[str, ...]:
    errors = int((kinds["severity"] == ERROR).sum())
    return (
        number(errors),
        number(len(kinds) - errors),
        number(len(intake.given)),
        number(len(intake.indicators)),
        number(_waiting(intake)),
    )


def _headline(intake: Intake, kinds: pd.DataFrame, used: int) -> str:
    errors = int((kinds["severity"] == ERROR).sum())
    waiting = _waiting(intake)
    if waiting and not used and not errors:
        return f"{of(waiting, 'table is', 'tables are')} understood: see whether it is right, and use it"
    start = f"{of(used, 'figure', 'figures')} can be used" if used else "No figure can be used yet"
    if errors:
        return f"{start}; {of(errors, 'problem needs', 'problems need')} mending"
    if len(kinds):
        return f"{start}; {of(len(kinds), 'thing', 'things')} to look at"
    return f"{start}, and nothing needs mending" if used else start


def _waiting(intake: Intake) -> int:
    """How many tables are understood and wait for somebody to agree."""
    return sum(each.guess.recipe is not None for each in intake.guesses)


def _sentence(intake: Intake, used: int, in_use: bool) -> str:
    if not used and _waiting(intake):
        return "No format known here: its columns were judged by what they hold. Nothing is used until you say so."
    if not used:
        return "Nothing has changed on the other pages. What was found, what was expected and how to mend it is below."
    indicators = of(len(intake.indicators), "indicator", "indicators")
    parts = [f"They are figures of {indicators}, from {of(intake.rows, 'row', 'rows')} read."]
    if intake.left_out:
        parts.append(f"Left out because of an error: {of(intake.left_out, 'row', 'rows')}.")
    if in_use:
        return " ".join([*parts, "Every page of this session shows them."])
    return " ".join([*parts, "The other pages stay as they are until you choose to explore."])


def taken_table(intake: Intake) -> pd.DataFrame:
    """What each table was taken for, in words; those not used come last."""
    found = pd.DataFrame({"Table": list(intake.taken_for), "Taken for": list(intake.taken_for.values())}, dtype=str)
    found["Taken for"] = found["Taken for"].replace("", NOT_USED)
    return found.sort_values("Taken for", key=lambda words: words == NOT_USED, kind="stable", ignore_index=True)


def unknown_areas(intake: Intake) -> tuple[str, ...]:
    """Names and codes in the files that the dataset knows no area for, as they stand there."""
    found = [each.found for each in intake.problems if each.problem == UNKNOWN_AREA]
    return tuple(dict.fromkeys(each for each in found if each != "a blank cell"))


def report_table(problems: Iterable[Problem]) -> pd.DataFrame:
    """The report as it is read: a row a problem, errors first, row nought (a whole sheet) left blank."""
    ordered = problem_table(problems).sort_values("severity", kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "Severity": ordered["severity"].map({"error": "● Error", "warning": "○ Warning"}),
            "File": ordered["file"],
            "Sheet": ordered["sheet"],
            "Row": ordered["row"].map(lambda row: number(row) if row else ""),
            "Column": ordered["column"],
            "What is wrong": ordered["problem"],
            "Found": ordered["found"],
            "Expected": ordered["expected"],
            "How to mend it": ordered["mend"],
            "Rows like it": ordered["count"].map(number),
        }
    )


def mapping_table(mapping: pd.DataFrame) -> pd.DataFrame:
    """Which label of the file became which group, as it is read."""
    headings = {
        "file": "File", "column": "Column", "label": "Label in the file", "dimension": "Divided by", "group": "Code",
        "group_label": "Taken for", "scheme": "Classification", "note": "Note", "rows": "Rows",
    }  # fmt: skip
    shown = mapping.rename(columns=headings)[list(headings.values())].astype(str)
    return shown.assign(**{"Taken for": shown["Taken for"].where(shown["Code"] != "", "left out")})

"""Take in what was given beside a dataset: published files by the readers of a build, everything else as own tables.

Whatever is given goes under the dataset's own disclosure rule, published or not: nothing in a file proves that it was
published, and the page promises it of every figure. See docs/decisions/0032.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.additions.figures_beside import figures_beside
from data.contract.ready_dimensions import USABLE, own_dimensions_of
from data.dataset.dataset import Dataset
from data.files.opening_sheets import bytes_of, problem_of
from data.files.problems import ERROR, WARNING, Problem, in_order
from data.files.several import run_with_files
from data.sources.beside_dataset import PublishedFigures, no_figures, read_beside
from data.sources.ground import ground_of_dataset
from data.sources.readers import format_name
from data.your_data.assumptions import Declared
from data.your_data.intake import Intake
from data.your_data.mask_small_counts import without_small
from data.your_data.unread import PUBLISHED
from data.your_data.validate import nothing_taken, take

_CODE = re.compile(r"[a-z0-9_]+")
INVENTED = "a published file, and the area on screen is invented: nothing real joins it"
NOTHING_USED = "a published file, and nothing of it can be used here"
ALREADY_HERE = "a published file whose every figure stands in the dataset already"
OWN_STANDS = "own tables give the same figures as a published file, and stand before it"


def take_beside(
    given: Path | Mapping[str, bytes],
    base: Dataset,
    *,
    declared: Declared | None = None,
    confirmed: Collection[str] = (),
) -> Intake:
    """Everything given, as `data.your_data.validate.take` gives it, with the figures of published files at its end.

    Nothing published joins an invented area: there a published file is told of and left out. Never raises for what a
    file holds.
    """
    data, problems = bytes_of(given)
    published, refused = _published(data, base)
    problems += refused
    seen = published.files | {each.file for each in refused}
    rest = {name: content for name, content in data.items() if name not in seen}
    if seen and not rest:
        intake = nothing_taken()
    else:
        intake = take(rest, base=base, declared=declared, confirmed=confirmed, published=format_name)
    for each in intake.problems:
        if each.problem == PUBLISHED and base.manifest.synthetic:
            problems.append(
                replace(each, problem=INVENTED, mend="open the dataset of your own area, and give it there")
            )
        elif each.problem != PUBLISHED:
            problems.append(each)
        elif _file_of(each) not in published.unused:
            # Beside files whose figures are used it is something to know, and nothing to mend.
            problems.append(replace(each, severity=WARNING) if published.files else each)
    return _with_published(replace(intake, given=data, problems=tuple(problems)), published, base)


def _published(data: Mapping[str, bytes], base: Dataset) -> tuple[PublishedFigures, list[Problem]]:
    """What published files among these give, and a problem for each file whose reading was ended."""
    if base.manifest.synthetic or not data:
        return no_figures(), []
    found, refused = run_with_files(read_beside, data, ground_of_dataset(base))
    return found or no_figures(), [problem_of(each) for each in refused]


def _file_of(problem: Problem) -> str:
    return problem.file.split(" › ")[0]


def _with_published(intake: Intake, published: PublishedFigures, base: Dataset) -> Intake:
    beside = figures_beside(published.observations, intake.observations, base)
    rule = base.manifest.disclosure
    read = {label: name for label, name in intake.taken_for.items() if name}
    empty = intake.observations.empty and beside.rows.empty
    told = [
        Problem(
            name, "", 0, "", "", ERROR if empty else WARNING, NOTHING_USED, why, "figures of this area or of England",
            "see that it is the file for this area, and of figures that have an indicator here",
        )
        for name, why in published.unused.items() if not any(label.startswith(name) for label in read)
    ]  # fmt: skip
    named = {each.id: each.short_name for each in published.indicators} | {
        i.id: i.short_name for i in intake.indicators
    }
    told += [_about_files(_in_words(without_small(each, rule), named)) for each in published.faults]
    if beside.standing and beside.rows.empty:
        told += [_about_files(ALREADY_HERE, name) for name in published.files]
    if beside.twice:
        told.append(_about_files(OWN_STANDS, found=f"{beside.twice:,} figures"))
    notes = [_in_words(without_small(each, rule), named) for each in published.notes]
    if beside.standing:
        notes.append(f"Figures of published files that stand in the dataset already, and stay: {beside.standing:,}.")
    ours = set(beside.rows["indicator_id"])
    added = {each.id: each for each in published.indicators if each.id in ours}
    rows = [each for each in (intake.observations, beside.rows) if len(each)] or [intake.observations]
    known = USABLE | base.vocabulary
    published_by = own_dimensions_of(beside.rows, known=known) if len(beside.rows) else ()
    return replace(
        intake,
        observations=pd.concat(rows, ignore_index=True),
        dimensions=tuple({each.code: each for each in (*published_by, *intake.dimensions)}.values()),
        indicators=tuple((added | {each.id: each for each in intake.indicators}).values()),
        problems=in_order([*intake.problems, *told]),
        taken_for={**intake.taken_for, **published.taken_for, **read},
        notes=(*intake.notes, *notes),
        rows=intake.rows + published.rows,
        published=len(beside.rows),
        published_files=published.files,
        sources=published.sources if len(beside.rows) else (),
    )


def _in_words(text: str, named: Mapping[str, str]) -> str:
    """A line of the readers' report with an indicator's name in place of its code, with which such lines begin."""
    first = _CODE.match(text)
    return f"{named[first[0]]}{text[first.end() :]}" if first and first[0] in named else text


def _about_files(problem: str, file: str = "", found: str = "") -> Problem:
    return Problem(file, "", 0, "", "", WARNING, problem, found, "", "")

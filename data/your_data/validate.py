"""Take in a table, or several: open, recognise, read, check every row, and give back observations and problems."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.ready_dimensions import own_dimensions_of
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.dataset import Dataset
from data.files import small_area_changes
from data.files import upload_limits as bounds
from data.files.opening_sheets import bytes_of, open_sheets, problem_of
from data.files.problems import ERROR, Problem, in_order
from data.files.several import run_with_files
from data.files.sheets import Sheet, SheetReading
from data.files.upload_limits import Deadline, OutOfTimeError
from data.your_data.areas import settle_areas
from data.your_data.assumptions import Declared
from data.your_data.comparing import compare_numbers, compare_rows, tell_caseload
from data.your_data.consistency_checks import tell_disagreements
from data.your_data.formats import tidy
from data.your_data.formats.own_dimensions import NAME as DIMENSIONS_SHEET
from data.your_data.formats.own_dimensions import own_dimensions_row, read_own_dimensions
from data.your_data.intake import Intake
from data.your_data.known import Known, known_dimensions, known_of, known_words
from data.your_data.number_places import number_places
from data.your_data.observations import observations_of
from data.your_data.plausibility import (
    tell_beyond_population,
    tell_fractions_of_people,
    tell_hidden_beside,
    tell_lengths,
    tell_periods,
)
from data.your_data.readers import recognised_sheet
from data.your_data.resolve_codes import NO_MAPPING, settle_groups, settle_indicators, settle_periods
from data.your_data.resolve_numbers import settle_numbers
from data.your_data.row_checks import Work
from data.your_data.strangers import Strangers, parted
from data.your_data.sum_groups import combine
from data.your_data.template import indicators_csv, template_csv, template_xlsx
from data.your_data.unread import PublishedName, never_published, unread_problems

_LOOKUP, _DEFINITIONS = small_area_changes.NAME, "definitions of indicators"


def take(
    given: Path | Mapping[str, bytes],
    *,
    base: Dataset | None = None,
    declared: Declared | None = None,
    confirmed: Collection[str] = (),
    published: PublishedName = never_published,
) -> Intake:
    """Check a file, a folder or uploads (bytes by file name) row by row.

    Never raises for what a file holds: everything wrong is a problem of the result, bounds included, and the rows it
    is about are left out. `base` is the dataset to join later, whose areas and indicators are known; without it areas
    are judged by the shape of their codes. `confirmed` are keys of OFFERS that somebody has agreed to. `published` names
    the format of a file of which datasets are built, which is told apart from one in no format known.
    """
    data, problems = bytes_of(given)
    asked = (known_of(base), declared or Declared(), frozenset(confirmed), bounds.settings(), bool(problems), published)
    found, refused = run_with_files(opened_and_checked, data, *asked)
    problems += [problem_of(each) for each in refused]
    if found is None:
        return _empty(data, problems)
    return replace(found, given=data, problems=in_order((*problems, *found.problems)))


def opened_and_checked(
    given: Mapping[str, bytes], base: Known | None, declared: Declared, confirmed: frozenset[str],
    settings: dict[str, float], told: bool, published: PublishedName = never_published,
) -> Intake:  # fmt: skip
    """All that is done of `take` in a process of its own, within the bounds given."""
    bounds.keep(settings)
    deadline = Deadline()
    problems: list[Problem] = []
    try:
        tables, recipes, problems = parted(given)
        declared = replace(declared, recipes=(*recipes, *declared.recipes))
        sheets, faults = open_sheets(tables, deadline)
        problems += faults
        found = _checked(sheets, base, declared, confirmed, deadline, published, told=told or bool(problems))
    except OutOfTimeError:
        return _empty({}, [*problems, _out_of_time()])
    return replace(found, problems=in_order((*problems, *found.problems)))


def try_out() -> None:
    """Check our own template as text and as a workbook, so that tables of labels and the like are read once for all."""
    for given in ({"t.csv": template_csv(), "i.csv": indicators_csv()}, {"t.xlsx": template_xlsx()}):
        opened_and_checked(
            given, None, Declared(area_of={"EXAMPLE1": "E54000028"}), frozenset(), bounds.settings(), False
        )


def _checked(
    sheets: list[Sheet], base: Known | None, declared: Declared, confirmed: frozenset[str], deadline: Deadline,
    published: PublishedName, *, told: bool,
) -> Intake:  # fmt: skip
    """Everything from opened sheets to the intake; `told` says that a file has been refused already."""
    declared, taken_for, problems = _companions(sheets, declared)
    strangers = Strangers(declared, known_words(base))
    filled, notes = [], []
    read = False
    rest = [(sheet, recognised_sheet(sheet)) for sheet in sheets if sheet.table.label not in taken_for]
    # Beside a sheet in a known format the others explain it: our own template has instructions, lists and an example.
    settled = {sheet.file for sheet, found in rest if found}
    for sheet, found in rest:
        deadline.check()
        label = sheet.table.label
        guessing = sheet.file not in settled and not published(sheet.table)
        reading = found.read(declared) if found else strangers.reading(sheet, guessing=guessing)
        taken_for[label] = reading.taken_for if reading else ""
        if reading is None:
            continue
        read = True
        problems += reading.problems
        notes += [f"{sheet.file}: {note}" for note in reading.notes]
        if len(reading.frame):
            filled.append((reading, sheet))
    problems += unread_problems(sheets, taken_for, strangers.guesses, published, read=read, told=told)
    if filled:
        intake = _settled(filled, base, declared, confirmed, deadline, problems, taken_for, notes)
    else:
        intake = replace(_empty({}, problems), taken_for=taken_for, notes=tuple(notes))
    return replace(intake, guesses=tuple(strangers.guesses), by_recipe=tuple(strangers.read))


def _companions(sheets: list[Sheet], declared: Declared) -> tuple[Declared, dict[str, str], list[Problem]]:
    """What stands beside the tables: definitions of indicators and of dimensions and a lookup of small areas, added to what
    is declared.

    Definitions beside the data come before what a format says of its own indicators.
    """
    taken_for, problems = {}, []
    for sheet in sheets:
        if small_area_changes.recognises(sheet.table):
            declared = replace(declared, changes=small_area_changes.read(sheet.table).frame)
            taken_for[sheet.table.label] = _LOOKUP
        elif (at := tidy.definitions_row(sheet)) is not None:
            indicators, faults = tidy.read_definitions(sheet, at)
            declared = replace(declared, indicators=(*declared.indicators, *indicators))
            problems += faults
            taken_for[sheet.table.label] = _DEFINITIONS
        elif (at := own_dimensions_row(sheet)) is not None:
            dimensions, faults = read_own_dimensions(sheet, at)
            declared = replace(declared, dimensions=(*declared.dimensions, *dimensions))
            problems += faults
            taken_for[sheet.table.label] = DIMENSIONS_SHEET
    return declared, taken_for, problems


def _settled(
    filled: list[tuple[SheetReading, Sheet]], base: Known | None, declared: Declared, confirmed: frozenset[str],
    deadline: Deadline, problems: list[Problem], taken_for: dict[str, str], notes: list[str],
) -> Intake:  # fmt: skip
    definitions, told = _definitions([reading for reading, _ in filled], base, declared)
    work = Work([reading for reading, _ in filled], [sheet for _, sheet in filled])
    settle_areas(work, base, declared, declared.changes, confirmed)
    settle_periods(work, confirmed)
    tell_periods(work)
    settle_indicators(work, definitions)
    tell_lengths(work)
    deadline.check()
    known, differing = known_dimensions(base, declared, filled[0][0].place.file)
    mapping = settle_groups(work, declared, confirmed, known)
    settle_numbers(work, definitions)
    deadline.check()
    tell_hidden_beside(work)
    tell_fractions_of_people(work)
    tell_beyond_population(work, base)
    compare_numbers(work, confirmed)
    compare_rows(work)
    tell_caseload(work)
    combined = combine(work)
    deadline.check()
    tell_disagreements(work, combined)
    observations = observations_of(work, combined, definitions, known)
    used = set(observations["indicator_id"])
    return Intake(
        observations=observations,
        indicators=tuple(each for code, each in definitions.items() if code in used),
        mapping=mapping,
        problems=(*problems, *told, *differing, *work.problems),
        taken_for=taken_for,
        notes=(*notes, *work.notes),
        rows=len(work.frame),
        left_out=int(work.frame["bad"].sum()),
        places=number_places(work, observations),
        dimensions=own_dimensions_of(observations, known=known),
    )


def _definitions(
    readings: list[SheetReading], base: Known | None, declared: Declared
) -> tuple[dict[str, Indicator], list[Problem]]:
    """Every indicator by id; the dataset's own definition stands, and a differing one is a problem."""
    found = {each.id: each for reading in readings for each in reading.indicators}
    found |= {each.id: each for each in declared.indicators}
    problems = []
    for code, ours in (base.indicators if base is not None else {}).items():
        theirs = found.get(code, ours)
        for name in ("value_type", "higher_is_better", "multiplier", "population_base"):
            mine, other = getattr(ours, name), getattr(theirs, name)
            if mine != other and not (name == "multiplier" and ours.value_type in ("proportion", "survey_share")):
                problem = f"the dataset has an indicator called {code} with another {name}"
                mend = "give the indicator another id, or the same definition"
                file = readings[0].place.file
                problems.append(Problem(file, "", 0, name, "", ERROR, problem, str(other), str(mine), mend))
        found[code] = ours
    return found, problems


def _out_of_time() -> Problem:
    problem, expected = "reading took too long and was stopped", f"a table read in {bounds.MOST_SECONDS:.0f} seconds"
    return Problem("", "", 0, "", "", ERROR, problem, "more", expected, "give fewer rows, or fewer files, at a time")


def nothing_taken() -> Intake:
    """An intake of no table at all."""
    return _empty({}, [])


def _empty(given: Mapping[str, bytes], problems: list[Problem]) -> Intake:
    observations = pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    return Intake(observations, (), NO_MAPPING, in_order(problems), given=given)

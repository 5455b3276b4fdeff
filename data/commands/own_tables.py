"""What a build does with tables that no reader of publications knows: it joins a team's own, and those of a recipe."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from data.dataset.folder_contents import SYSTEMS_FOLDER
from data.dataset.replacing import fresh_beside, put_in_place
from data.files import upload_limits as bounds
from data.files.errors import SourceError
from data.files.opening import files_in
from data.files.problems import ERROR
from data.files.several import run_with_files
from data.files.sheet_rows import KINDS
from data.recipes.recipe import Recipe
from data.recipes.recipe_file import ENDING
from data.sources.readers import format_name
from data.sources.report import BuildReport
from data.your_data.add_to_dataset import join
from data.your_data.assumptions import Declared
from data.your_data.intake import Intake
from data.your_data.strangers import files_that_fit, recipe_of_bytes
from data.your_data.validate import take

SECTION = "Own tables, and tables read by a recipe"
_WITHOUT = "Tables in no known format, without a recipe"
_UNSUITED = "Published files that no neighbourhood can be shown by"
_MOST_PROBLEMS = 40


def recipes_in(folders: Sequence[Path], report: BuildReport) -> tuple[Recipe, ...]:
    """Every recipe in the folders; one that cannot be read is told, and the others stand."""
    found = []
    for folder in folders:
        for path in files_in(folder):
            if not path.name.lower().endswith(ENDING):
                continue
            name = path.relative_to(folder).as_posix()
            report.unrecognised = [each for each in report.unrecognised if each != name]
            try:
                found.append(recipe_of_bytes(path.read_bytes(), name))
            except SourceError as error:
                report.refuse(str(error))
    return tuple(found)


def join_own_tables(folder: Path, out: Path, recipes: Sequence[Recipe], report: BuildReport) -> None:
    """Join the team's own tables, and what a recipe reads, to the dataset just built in `out`: of files that no reader knew.

    Its figures are checked row by row and hidden by the dataset's own rule, as on the page Your data. Where they cannot be
    joined, the dataset stays as it was built. The report in `out` is written again.
    """
    strangers = {name: folder / name for name in report.unrecognised if Path(name).suffix.lower() in KINDS}
    given = _fitting(strangers, tuple(recipes), report)
    for name in sorted(strangers.keys() - given.keys()):
        if name in report.unsuited:
            report.line(_UNSUITED, report.unsuited[name])
            continue
        beside = f"{name.rsplit('.', 1)[0]}{ENDING}"
        report.line(_WITHOUT, f"{name}: python -m data understand {folder / name} --write {folder / beside}")
    report.unrecognised = [name for name in report.unrecognised if name not in strangers]
    if given:
        base = Dataset.open(out)
        report.progress(f"joining {len(given)} own tables")
        intake = take(given, base=base, declared=Declared(recipes=tuple(recipes)), published=format_name)
        _tell(intake, report)
        intake = _of_the_area(intake, report)
        if len(intake.observations):
            _join(base, intake, out, report)
    _rewrite(out, report)


def _fitting(strangers: Mapping[str, Path], recipes: tuple[Recipe, ...], report: BuildReport) -> dict[str, bytes]:
    """The bytes of own tables and of files that a recipe is for; each is looked at by itself, so one alone can be refused."""
    given = {}
    for name, path in strangers.items():
        if path.stat().st_size > bounds.MOST_BYTES:
            continue
        data = path.read_bytes()
        fit, refused = run_with_files(files_that_fit, {name: data}, recipes, bounds.settings())
        for each in refused:
            report.refuse(str(each))
        if fit:
            given[name] = data
    return given


def _of_the_area(intake: Intake, report: BuildReport) -> Intake:
    """Without indicators that are given for England alone: they would stand on every list and show nothing of the area."""
    rows = intake.observations
    ours = set(rows.loc[rows["level"] != "country", "indicator_id"])
    elsewhere = [each.id for each in intake.indicators if each.id not in ours]
    if elsewhere:
        report.line(SECTION, f"left out, for nothing is given of the area itself: {', '.join(elsewhere)}")
    return replace(
        intake,
        observations=rows[rows["indicator_id"].isin(ours)].reset_index(drop=True),
        indicators=tuple(each for each in intake.indicators if each.id in ours),
    )


def _tell(intake: Intake, report: BuildReport) -> None:
    for table in intake.by_recipe:
        report.line(SECTION, f"{table.label}: read by the recipe ‘{table.recipe.name}’. {' '.join(table.sentences)}")
    report.line(
        SECTION,
        f"{intake.rows:,} rows read, {intake.left_out:,} of them left out for an error. Figures of: "
        f"{', '.join(each.id for each in intake.indicators) or 'nothing'} ({len(intake.observations):,})",
    )
    for note in intake.notes:
        report.line(SECTION, note)
    for each in intake.problems[:_MOST_PROBLEMS]:
        report.line(SECTION, f"{'error' if each.severity == ERROR else 'to look at'}: {each.sentence}")
    if len(intake.problems) > _MOST_PROBLEMS:
        report.line(SECTION, f"{len(intake.problems) - _MOST_PROBLEMS:,} more: see python -m data check")


def _join(base: Dataset, intake: Intake, out: Path, report: BuildReport) -> None:
    """The dataset with the figures in it, in place of the one without."""
    with fresh_beside(out) as place:
        # One deeper: its writer locks the folder around it, as this one does.
        fresh = place / "dataset"
        try:
            join(base, intake, fresh, without_faulty=True)
        except ContractError as error:
            report.line(SECTION, f"not joined, and the dataset stands without them: {error}")
            return
        if (further := out / SYSTEMS_FOLDER).is_dir():
            shutil.copytree(further, fresh / SYSTEMS_FOLDER)
            report.line(
                SECTION, "joined by the first system of neighbourhoods only, as everything a team counts itself"
            )
        put_in_place(fresh, out)


def _rewrite(out: Path, report: BuildReport) -> None:
    title = Dataset.open(out).manifest.area_name
    (out / "build_report.md").write_text(report.text(f"How the dataset of {title} was built"), encoding="utf-8")

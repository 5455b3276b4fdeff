"""Where each kind of input comes in: the same functions and commands that the pages and the command line call."""

import contextlib
import io
import json
import tempfile
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data import __main__ as command_line
from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.journal.errors import JournalError
from data.neighbourhoods.read_apart import lookup_given
from data.returns.folder import read_folder
from data.returns.issues import issues_of, log_csv
from data.sources.neighbourhood_file import neighbourhoods_from_files
from data.sources.report import BuildReport
from data.sources.units import Units
from data.your_data.add_to_dataset import join, joined_observations
from data.your_data.apart import marked_copy
from data.your_data.mask_small_counts import number_cells
from data.your_data.validate import take
from tests.fuzzing import seeds
from tests.fuzzing.inputs import Input
from tests.fuzzing.seeds import Files
from tests.small_dataset import STATED, write_small
from tests.your_data.made_tables import EVERYWHERE

ACCEPTED, REFUSED, SILENT = "accepted", "refused", "neither used nor told"
NAMED = (SourceError, ContractError, JournalError)
# What takes longer is done for one input in so many.
_SELDOM = 4
_ERRORS = 2


def enter(given: Input) -> str:
    """What became of an input: ACCEPTED, REFUSED (by a named error or told problems) or SILENT. Anything else is raised."""
    with tempfile.TemporaryDirectory(prefix="fuzzing-") as folder:
        try:
            return _ENTRIES[given.kind](given.files, Path(folder), given.number)
        except NAMED:
            return REFUSED


@cache
def _small() -> Dataset:
    """The dataset that own tables join, which lasts as long as the process."""
    return Dataset.open(write_small(Path(tempfile.mkdtemp(prefix="fuzzing-")) / "small"))


@cache
def _areas() -> gpd.GeoDataFrame:
    layer = gpd.GeoDataFrame.from_features(json.loads(seeds.boundaries()[0]["small.geojson"]), crs="EPSG:4326")
    found = layer.set_index("LSOA21CD").rename_axis("lsoa")[["geometry"]]
    return found.assign(place_code="E06000901", residents=1000.0)


def _own_tables(files: Files, folder: Path, number: int) -> str:
    base = _small()
    found = take(files, base=base, declared=EVERYWHERE)
    if number // 6 % _SELDOM == 0:
        rule = base.manifest.disclosure
        given = found.observations
        shown = given if given.empty else joined_observations(base, found).given
        marked_copy(found, number_cells(found, shown, rule))
    if found.observations.empty:
        return REFUSED if len(found.problems) or found.notes else SILENT
    # The check accepts what the join may still refuse, by name: figures that contradict the dataset's own.
    _named(lambda: join(base, found, folder / "joined"))
    return ACCEPTED


def _lookups(files: Files, folder: Path, _number: int) -> str:
    ((name, data),) = files.items()
    (folder / name).write_bytes(data)
    areas = _areas()
    for_build = _named(
        lambda: neighbourhoods_from_files([folder / name], Units(areas, _changes(areas.index)), BuildReport())
    )
    drawn = _named(lambda: lookup_given(data, name, areas.index))
    return ACCEPTED if for_build or drawn else REFUSED


def _boundaries(files: Files, folder: Path, _number: int) -> str:
    (path,) = _written(files, folder / "given")
    areas = _areas()
    fitted = _named(lambda: neighbourhoods_from_files([path], Units(areas, _changes(areas.index)), BuildReport()))
    checked = _command("check", path.parent)
    return ACCEPTED if fitted or checked < _ERRORS else REFUSED


def _returns(files: Files, _folder: Path, _number: int) -> str:
    found = read_folder(files)
    log_csv(issues_of(found))
    if found.returns:
        return ACCEPTED
    return REFUSED if found.problems else SILENT


def _journals(files: Files, folder: Path, _number: int) -> str:
    (path,) = _written(files, folder / "given")
    address = f"sqlite:///{(folder / 'journal.db').as_posix()}"
    return ACCEPTED if _command("journal", "import", path, "--journal", address) < _ERRORS else REFUSED


def _published(files: Files, folder: Path, number: int) -> str:
    _written(files, folder / "given")
    code = _command("check", folder / "given")
    if number // 6 % _SELDOM == 0:
        for sound in seeds.published():
            name = next(iter(sound))
            if len(name.split(".")[0]) == 1 and name not in files:
                _written(sound, folder / "given")
        code = _command("build", *STATED, "--from", folder / "given", "--area", "QAA", "--out", folder / "out")
    return ACCEPTED if code < _ERRORS else REFUSED


def _named(enter_one) -> bool:
    """Whether it went through; a named error is a refusal."""
    try:
        enter_one()
    except NAMED:
        return False
    return True


def _command(*words: object) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return command_line.main([str(word) for word in words])


def _written(files: Files, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def _changes(areas: pd.Index) -> pd.DataFrame:
    return pd.DataFrame({"lsoa11": areas, "lsoa21": areas, "share": 1.0})


_ENTRIES = {
    "own tables": _own_tables,
    "lookups": _lookups,
    "boundaries": _boundaries,
    "returns": _returns,
    "journals": _journals,
    "published files": _published,
}

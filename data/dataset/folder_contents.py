"""Everything of a dataset folder in memory, read once: what is hashed is what is served, whatever happens to the folder."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from data.contract.errors import ContractError
from data.contract.tables import OPTIONAL_TABLES
from data.dataset.replacing import standing

MANIFEST, AREAS_FILE, OBSERVATIONS_FILE = "dataset.toml", "areas.parquet", "observations.parquet"
INDICATORS_FOLDER = "indicators"
# Datasets of the same area by other systems of neighbourhoods: each is opened by itself.
SYSTEMS_FOLDER = "systems"
# A folder that is being exchanged settles at once; one that is being copied into may take as long as the copy.
_TRIES = 5
_PAUSE_SECONDS = 0.3


@dataclass(frozen=True)
class FolderContents:
    """The files of a dataset as bytes, by their path within its folder, and one short hash of them all."""

    files: dict[str, bytes]
    version: str

    @property
    def indicators(self) -> dict[str, bytes]:
        """The indicators' definitions, by file name, in the order of the names."""
        prefix = f"{INDICATORS_FOLDER}/"
        return {name.removeprefix(prefix): data for name, data in self.files.items() if name.startswith(prefix)}


def read_contents(folder: Path) -> FolderContents:
    """The files of a dataset folder, all of one state of it; ContractError where one is missing or it never stands still.

    A folder that was changed or exchanged while it was read is read again, so that no mixture of two is ever returned.
    """
    for turn in range(_TRIES):
        if turn:
            time.sleep(_PAUSE_SECONDS)
        source = standing(folder)
        try:
            before = _state(source)
            files = {name: (source / name).read_bytes() for name in sorted(before)}
            same = _state(source) == before
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ContractError(
                f"{folder}: it cannot be read ({error.strerror}); mend that and open it again"
            ) from error
        # Nothing there may be the moment between two steps of a writer: looked at twice.
        if same and (before or turn):
            return FolderContents(_complete(folder, files), _digest(files))
    raise ContractError(f"{folder}: it is being changed; open it again when the new files are all there")


def _wanted(folder: Path) -> list[Path]:
    """The files of a folder that are part of a dataset; a build's report or a note beside them is not."""
    names = (MANIFEST, AREAS_FILE, OBSERVATIONS_FILE, *(f"{name}.parquet" for name in OPTIONAL_TABLES))
    found = [folder / name for name in names if (folder / name).is_file()]
    return found + [path for path in (folder / INDICATORS_FOLDER).glob("*.toml") if path.is_file()]


def _state(folder: Path) -> dict[str, tuple[int, ...]]:
    """What would tell that a file, or the folder itself, has been changed or exchanged; empty where nothing is there."""
    if not folder.exists():
        return {}
    inode = folder.stat().st_ino
    found = {path.relative_to(folder).as_posix(): path.stat() for path in _wanted(folder)}
    return {name: (inode, each.st_ino, each.st_size, each.st_mtime_ns) for name, each in found.items()}


def _complete(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files themselves; ContractError names the first that every dataset has and this one has not."""
    if MANIFEST not in files:
        raise ContractError(
            f"{folder / MANIFEST}: not found; a dataset is a folder with {MANIFEST} in it (python -m data build makes one)"
        )
    for name in (AREAS_FILE, OBSERVATIONS_FILE):
        if name not in files:
            raise ContractError(f"{folder}: {name} is missing; build the dataset again")
    if not any(name.startswith(f"{INDICATORS_FOLDER}/") for name in files):
        raise ContractError(f"{folder / INDICATORS_FOLDER}: no indicator files (*.toml); expected one an indicator")
    return files


def _digest(files: dict[str, bytes]) -> str:
    """A short hash of a dataset's files, to key caches and name served geometry."""
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(name.encode())
        digest.update(data)
    return digest.hexdigest()[:16]

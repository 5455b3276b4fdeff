"""The dataset a page shows: this session's own if it has one, else the one this server shares; and its served geometry."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from components.controls.address import asked_system
from components.controls.own_dataset import own_dataset, own_file
from components.findings.map_words import map_words
from data.dataset.dataset import Dataset
from data.dataset.served_geometry import ServedLevel, serve_level
from data.dataset.systems import open_systems

FOLDER_VARIABLE = "NEIGHBOURHOOD_EQUITY_DATASET"
DEMO = Path(__file__).parents[2] / "data" / "demo" / "icb"
_DRAWN = ("icb", "place", "neighbourhood", "lsoa")


def current_dataset() -> Dataset:
    """The session's own dataset, or the shared one of the neighbourhoods chosen; the first outside any session."""
    own = own_dataset()
    return own.dataset if own else _shared_system()


@cache
def shared_systems() -> Mapping[str, Dataset]:
    """Each system's dataset by its code, the first first: of the folder that the environment names, or the embedded demo."""
    return open_systems(Path(os.environ.get(FOLDER_VARIABLE, DEMO)))


def shared_dataset() -> Dataset:
    """The shared dataset by its first system of neighbourhoods."""
    return next(iter(shared_systems().values()))


def systems_offered() -> dict[str, str]:
    """Names of the systems of neighbourhoods a reader can switch between, by code; none where there is one only."""
    found = {} if own_dataset() else {code: each.manifest.system for code, each in shared_systems().items()}
    return found if len(found) > 1 else {}


def _shared_system() -> Dataset:
    systems = shared_systems()
    return systems.get(asked_system(), shared_dataset()) if len(systems) > 1 else shared_dataset()


def served_level(level: str) -> ServedLevel:
    """The current dataset's served files of a level, made once."""
    own = own_dataset()
    return own.served_level(level) if own else _shared_level(_shared_system().system, level)


def _shared_level(system: str, level: str) -> ServedLevel:
    dataset = shared_systems()[system]
    return dataset.memo.once((serve_level, level), lambda: serve_level(dataset, level, map_words(dataset, level)))


def figures_served() -> bool:
    """Whether the current dataset's served shapes carry figures in words, for pointing at them."""
    own = own_dataset()
    return own is None or not own.private


@cache
def served_files() -> dict[str, bytes]:
    """Every geometry file of the shared dataset, by all its systems, by name, compressed."""
    return {
        file.name: file.compressed
        for system, dataset in shared_systems().items()
        for level in _DRAWN
        if not dataset.geometry(level).empty
        for file in _shared_level(system, level).files
    }


def served_file(name: str) -> bytes | None:
    """One geometry file, compressed, of the shared dataset or of a session's own; None when there is none of that name."""
    return _shared_file(name) or own_file(name)


def _shared_file(name: str) -> bytes | None:
    """The same of the shared dataset: of the levels only the one that the name begins with is made for it."""
    stem = name.partition("-")[0]
    level = "neighbourhood" if stem == "outside" else stem
    if level not in _DRAWN:
        return None
    for system, dataset in shared_systems().items():
        if not dataset.geometry(level).empty:
            for file in _shared_level(system, level).files:
                if file.name == name:
                    return file.compressed
    return None

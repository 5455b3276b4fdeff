"""The dataset a page shows: this session's own if it has one, else the one this server shares; and its served geometry."""

import os
from functools import cache
from pathlib import Path

from components.controls.own_dataset import own_dataset, own_file
from components.findings.map_words import map_words
from data.dataset.dataset import Dataset
from data.dataset.served_geometry import ServedLevel, serve_level

FOLDER_VARIABLE = "NEIGHBOURHOOD_EQUITY_DATASET"
DEMO = Path(__file__).parents[2] / "data" / "demo" / "icb"
_DRAWN = ("icb", "place", "neighbourhood", "lsoa")


def current_dataset() -> Dataset:
    """The session's own dataset, or the shared one where it has none and outside any session."""
    own = own_dataset()
    return own.dataset if own else shared_dataset()


@cache
def shared_dataset() -> Dataset:
    """The dataset in the folder that the environment names, or the embedded synthetic demo."""
    return Dataset.open(Path(os.environ.get(FOLDER_VARIABLE, DEMO)))


def served_level(level: str) -> ServedLevel:
    """The current dataset's served files of a level, made once."""
    own = own_dataset()
    return own.served_level(level) if own else _shared_level(level)


@cache
def _shared_level(level: str) -> ServedLevel:
    return serve_level(shared_dataset(), level, map_words(shared_dataset(), level))


def figures_served() -> bool:
    """Whether the current dataset's served shapes carry figures in words, for pointing at them."""
    own = own_dataset()
    return own is None or not own.private


@cache
def served_files() -> dict[str, bytes]:
    """Every geometry file of the shared dataset, by name, compressed."""
    levels = [level for level in _DRAWN if not shared_dataset().geometry(level).empty]
    return {file.name: file.compressed for level in levels for file in _shared_level(level).files}


def served_file(name: str) -> bytes | None:
    """One geometry file, compressed, of the shared dataset or of a session's own; None when there is none of that name."""
    return served_files().get(name) or own_file(name)

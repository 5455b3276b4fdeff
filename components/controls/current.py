"""The dataset this server shows, opened once, and its served geometry."""

import os
from functools import cache
from pathlib import Path

from components.findings.map_words import map_words
from data.dataset.dataset import Dataset
from data.dataset.served_geometry import ServedLevel, serve_level

FOLDER_VARIABLE = "NEIGHBOURHOOD_EQUITY_DATASET"
DEMO = Path(__file__).parents[2] / "data" / "demo" / "icb"


@cache
def current_dataset() -> Dataset:
    """The dataset in the folder that the environment names, or the embedded synthetic demo."""
    return Dataset.open(Path(os.environ.get(FOLDER_VARIABLE, DEMO)))


@cache
def served_level(level: str) -> ServedLevel:
    """The current dataset's served files of a level, made once per server."""
    return serve_level(current_dataset(), level, map_words(current_dataset(), level))


@cache
def served_files() -> dict[str, bytes]:
    """Every geometry file this server offers, by name, compressed."""
    drawn = ("icb", "place", "neighbourhood", "lsoa")
    levels = [level for level in drawn if not current_dataset().geometry(level).empty]
    files = [each for level in levels for each in vars(served_level(level)).values() if hasattr(each, "compressed")]
    return {file.name: file.compressed for file in files}

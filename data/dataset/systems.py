"""Several systems of neighbourhoods under one roof: the first is the dataset itself, the others are datasets inside it.

Each is whole by itself, so no page can mix two: whoever opens one has the areas and figures of that one only.
"""

from collections.abc import Mapping
from pathlib import Path

from data.dataset.dataset import Dataset
from data.dataset.folder_contents import SYSTEMS_FOLDER


def open_systems(folder: Path) -> Mapping[str, Dataset]:
    """Every system's dataset by its code, the first first; one dataset under '' where there is one system only.

    ContractError says what is wrong with any of them.
    """
    first = Dataset.open(folder)
    further = sorted(path for path in (folder / SYSTEMS_FOLDER).glob("*") if (path / "dataset.toml").is_file())
    return {each.system: each for each in (first, *(Dataset.open(path) for path in further))}

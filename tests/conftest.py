"""What tests share: the demo dataset, the small one, and how hypothesis searches."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from components.controls.current import DEMO
from data.dataset.dataset import Dataset
from tests.small_dataset import write_bare, write_small

settings.register_profile("house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def demo() -> Dataset:
    """The embedded synthetic dataset."""
    return Dataset.open(DEMO)


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small dataset."""
    return write_small(tmp_path_factory.mktemp("small") / "dataset")


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Dataset:
    """The small dataset, whose numbers are worked out by hand."""
    return Dataset.open(small_folder)


@pytest.fixture(scope="session")
def bare_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dataset that lacks nearly everything a dataset may lack."""
    return write_bare(tmp_path_factory.mktemp("bare") / "dataset")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in several processes, one process takes everything that needs the browser, the others by file."""
    for item in items:
        file = item.path.relative_to(item.config.rootpath)
        item.add_marker(pytest.mark.xdist_group("browser" if "browser" in file.parts else file.as_posix()))

"""What tests share: the demo dataset, the small one, journals on both databases, and how hypothesis searches.

A fixture imports what it makes within itself, so that one test of a measure begins without tables, databases or a screen.
"""

from __future__ import annotations

import gc
import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from data.dataset.dataset import Dataset
    from data.sources.building import BuildReport
    from tests.journal_servers import PostgresServer

settings.register_profile("house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
_JOURNALS = itertools.count()
_MAIN = sys.modules["__main__"]
# What is compiled is kept also where Python is told to keep none: every process that a test starts would compile the
# product again, and every one that collects tests all of these.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(autouse=True)
def _own_journal(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test writes to anybody's journal: each has a file of its own, made when it is first opened."""
    folder = tmp_path_factory.getbasetemp() / "journals"
    # `data.journal.places.VARIABLE`, which a test of the journal holds it to.
    monkeypatch.setenv("NEIGHBOURHOOD_EQUITY_JOURNAL", str(folder / f"{next(_JOURNALS)}.sqlite"))


@pytest.fixture(autouse=True)
def _same_main() -> Iterator[None]:
    """A page run without a browser puts its script in place of the main module, where processes made later look for it."""
    yield
    sys.modules["__main__"] = _MAIN


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server; without its programs the test is skipped, or fails where they are meant to be (CI is set)."""
    from tests.journal_servers import postgres_running, programs

    if programs() is None:
        why = "no PostgreSQL server programs (initdb): install them to run the tests on PostgreSQL"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with postgres_running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def journal_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a journal that does not exist yet, on each database in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'journal.sqlite'}"
        return
    with request.getfixturevalue("postgres_server").database() as address:
        yield address


@pytest.fixture(scope="session")
def demo() -> Dataset:
    """The embedded synthetic dataset."""
    from components.controls.current import DEMO
    from data.dataset.dataset import Dataset

    return Dataset.open(DEMO)


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small dataset."""
    from tests.small_dataset import write_small

    return write_small(tmp_path_factory.mktemp("small") / "dataset")


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Dataset:
    """The small dataset, whose numbers are worked out by hand."""
    from data.dataset.dataset import Dataset

    return Dataset.open(small_folder)


@pytest.fixture(scope="session")
def bare_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dataset that lacks nearly everything a dataset may lack."""
    from tests.small_dataset import write_bare

    return write_bare(tmp_path_factory.mktemp("bare") / "dataset")


@pytest.fixture(scope="session")
def real_ncl() -> Path:
    """The real files of North Central London, or a skip that says they are not here."""
    return _real("ncl")


@pytest.fixture(scope="session")
def real_england() -> Path:
    """The real files of England, or a skip that says they are not here."""
    return _real("england")


def _real(name: str) -> Path:
    from tests.opened_files import REAL

    if not (REAL / name).is_dir():
        pytest.skip(f"the real published files are not here (looked for ../shared/real/{name})")
    return REAL / name


@pytest.fixture(scope="session")
def ncl_built(real_ncl: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """North Central London by its practices' networks as a build makes it: the dataset's folder, and what was told."""
    from data.sources.building import build
    from data.sources.neighbourhoods import PCN
    from tests.small_dataset import RULE

    folder = tmp_path_factory.mktemp("real") / "ncl"
    return folder, build(real_ncl, "QMJ", PCN, folder, rule=RULE)


# What one process takes whole, by the files that share something long in the making: a browser, the made-up returns, the
# demo drawn again, a real board built, the project's own code read. The first of them are begun first, or they would be
# the last to end.
_TOGETHER = {
    "browser": ("tests/browser/",),
    "demo": ("tests/demo/",),
    "returns": ("tests/returns/", "tests/findings/returns/", "tests/pages/test_returns.py"),
    "waits": ("tests/web/test_live_server.py", "tests/journal/test_silence.py"),
    "types": ("tests/architecture/test_types.py",),
    "ncl": ("tests/sources/test_real_ncl.py", "tests/pages/test_need.py"),
    "rules": ("tests/architecture/",),
}


def _scope(nodeid: str) -> str:
    """What a test is run together with: one of the above, or its file."""
    file = nodeid.split("::", 1)[0]
    return next((name for name, starts in _TOGETHER.items() if file.startswith(starts)), file)


class LongestFirst(LoadScopeScheduling):
    """Where tests run in several processes, each takes whole scopes, those that are longest in the making first."""

    def _split_scope(self, nodeid: str) -> str:
        return _scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LongestFirst:
    """Which process runs which test; the marks that xdist has for it are lost under pytest 9."""
    config.option.loadscopereorder = False
    return LongestFirst(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Scopes in the order in which they are to begin."""
    order = [*_TOGETHER]
    items.sort(key=lambda item: order.index(scope) if (scope := _scope(item.nodeid)) in order else len(order))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What has been loaded by now stays: looking through it for what is unused takes a twelfth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)

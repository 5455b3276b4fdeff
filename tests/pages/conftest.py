"""Pages run without a browser, on whichever dataset a test names."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.controls import current, journal
from components.controls.parts import WHOLE
from data.dataset import systems
from data.dataset.dataset import Dataset

ROOT = Path(__file__).parents[2]
SHELL = ROOT / "components" / "shell.py"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
_HEADING = re.compile(r'<h1 class="ne-title">(.*?)</h1>', re.DOTALL)


@pytest.fixture(scope="session", autouse=True)
def _components_found_once() -> Iterator[None]:
    """Streamlit's tests look through all installed packages for components before each run of a page.

    What is installed does not change while tests run, and to look takes longer than most pages do.
    """
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@lru_cache(maxsize=8)
def _opened(folder: Path, _written: tuple[int, ...]) -> Dataset:
    """The dataset of a folder as it was last written, opened once for all tests that show it."""
    return Dataset.open(folder)


def _dataset_in(folder: Path) -> Dataset:
    return _opened(folder, tuple(sorted(each.stat().st_mtime_ns for each in folder.rglob("*") if each.is_file())))


@pytest.fixture(scope="package", autouse=True)
def _pages_show_the_demo_of_the_tests(demo: Dataset) -> Iterator[None]:
    """What a page works out of the demo, and a finding or another page asks again, is worked out once."""
    with pytest.MonkeyPatch.context() as patch:
        opened = SimpleNamespace(open=lambda folder: demo if folder == current.DEMO else _dataset_in(folder))
        patch.setattr(systems, "Dataset", opened)
        _turn_to_another()
        yield
    _turn_to_another()


@pytest.fixture
def show_dataset(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Make the pages show the dataset in a folder, until the test ends."""

    def show(folder: Path) -> None:
        monkeypatch.setenv(current.FOLDER_VARIABLE, str(folder))
        _turn_to_another()

    yield show
    monkeypatch.undo()
    _turn_to_another()


def _turn_to_another() -> None:
    """Have the shared dataset asked for again when it is next shown."""
    for kept in (current.shared_systems, current.served_files):
        kept.cache_clear()


def let_go_of_journal() -> None:
    """Close the journal that the pages hold; it is opened again when it is next asked for."""
    with journal._lock:
        journal._let_go()


def open_page(name: str, **address: str) -> AppTest:
    """One page, opened in a new session by its address, with all its parts: there is no window to see them in."""
    page = AppTest.from_file(str(SHELL), default_timeout=120)
    for key, value in ({WHOLE: "yes"} | address).items():
        page.query_params[key] = value
    page.switch_page(f"../pages/{name}.py")
    return page.run()


def told(page: AppTest) -> str:
    """Everything a page says in words of its own, tags taken off, one blank between words."""
    texts = [each.proto.body for each in page.get("html")] + [each.value for each in page.markdown]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", " ".join(texts))).split())


def main_heading(page: AppTest) -> str:
    """The page's one first heading."""
    found = _HEADING.findall(" ".join(each.proto.body for each in page.get("html")))
    assert len(found) == 1, f"expected one first heading; found {found}"
    return unescape(found[0])


def assert_sound(page: AppTest) -> None:
    """No exception, no error and no warning is on the page."""
    assert [each.value for each in page.exception] == []
    assert [each.value for each in page.error] == []
    assert [each.value for each in page.warning] == []

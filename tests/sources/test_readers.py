"""Every reader of a published format is in use, is tested, and gives a kind of content that the build takes."""

import ast
import importlib
from pathlib import Path

import pytest

from data.sources.formats import fingertips
from data.sources.readers import READERS
from tests.architecture.project_files import ROOT, imported, parsed, project_files

FORMATS = [path for path in project_files() if path.parent == Path("data/sources/formats") and path.stem != "__init__"]
TESTS = [path for path in project_files() if path.match("tests/sources/test_*.py")]
BUILD = [path for path in project_files() if path.parent == Path("data/sources") and path.suffix == ".py"]


def _words(path: Path) -> set[str]:
    """Every text written out in a file of code."""
    nodes = ast.walk(parsed(path))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_the_files_of_formats_are_found():
    assert Path(fingertips.__file__).relative_to(ROOT) in FORMATS


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_a_reader_is_named_among_the_readers_and_has_a_test(path):
    module = ".".join(path.with_suffix("").parts)
    assert importlib.import_module(module) in READERS, (
        "to mend it: import it in data/sources/readers.py and name it there"
    )
    assert [test for test in TESTS if module in imported(test)], "no file of tests/sources/ imports it"


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.NAME)
def test_the_build_takes_what_a_reader_gives(reader):
    taken = set().union(*map(_words, BUILD))
    assert reader.KIND in taken, "no file of data/sources/ asks for frames of this kind"

"""A measure is tested, is used, and has an example that can be checked by hand: what a new one may have forgotten."""

import ast
from functools import cache

import pytest

from tests.architecture.project_files import parsed, product_modules, project_files
from tests.measures.every_measure import MEASURES


def _names(path) -> set[str]:
    """Every name that a file of code uses, but where it imports it."""
    nodes = [*ast.walk(parsed(path))]
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


@cache
def _tested() -> set[str]:
    return set().union(*(_names(path) for path in project_files() if path.match("tests/measures/*/test_*.py")))


@cache
def _used() -> set[str]:
    return set().union(*map(_names, product_modules()))


def test_measures_are_found():
    assert "components.measures.gradient.slope_index.slope_index" in MEASURES
    assert len(MEASURES) > 50


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_is_tested_used_and_worked_in_its_own_words(name):
    own = name.rpartition(".")[2]
    assert own in _tested(), "no file of tests/measures/ tests it in a room of its own"
    assert own in _used(), "nothing of the product uses it"
    assert "Example:" in (MEASURES[name].__doc__ or ""), "its docstring works no example"

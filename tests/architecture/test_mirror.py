"""Tests stand where what they test stands; what tests share stands in modules that are no tests."""

import pytest

from tests.architecture.project_files import ROOT, imported, project_files

# Folders of tests about no one package: of the whole product, or in a browser.
OF_THE_WHOLE = {"architecture", "benchmark", "browser", "demo", "fuzzing", "pages", "web"}
HOUSES = ("findings", "measures", "controls")
TESTS = [path for path in project_files() if path.parts[0] == "tests" and path.name.startswith("test_")]


def _folders(place: str) -> set[str]:
    return {each.name for each in (ROOT / place).iterdir() if (each / "__init__.py").is_file()}


def test_every_folder_of_tests_is_named_for_a_package():
    packages = _folders("components") | _folders("data")
    assert _folders("tests") - OF_THE_WHOLE <= packages


@pytest.mark.parametrize("house", HOUSES)
def test_every_room_of_tests_is_a_room_of_the_product(house):
    assert _folders(f"tests/{house}") <= _folders(f"components/{house}")


def test_every_room_of_findings_has_tests():
    assert _folders("components/findings") - _folders("tests/findings") == set()


def test_no_test_file_is_imported_by_another():
    modules = {".".join(path.with_suffix("").parts) for path in TESTS}
    python = [path for path in project_files() if path.suffix == ".py" and path.parts[0] == "tests"]
    found = {str(path): {name for name in imported(path) if name.rpartition(".")[0] in modules} for path in python}
    own = {str(path): ".".join(path.with_suffix("").parts) for path in python}
    strange = {path: {each for each in names if not each.startswith(f"{own[path]}.")} for path, names in found.items()}
    assert {path: names for path, names in strange.items() if names} == {}

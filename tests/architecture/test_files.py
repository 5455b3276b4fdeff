"""Files: what stands at the top, how they are named, how long they are, and what must never be in them."""

import ast
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.project_files import ROOT, is_ignored, parsed, product_modules, project_files

TOP_LEVEL = {
    "app.py", "pyproject.toml", "constraints.txt", "README.md", "GLOSSARY.md", "CHANGELOG.md", "LICENSE",
    "pages", "components", "data", "tests", "docs", ".streamlit", ".ci", ".gitignore", ".github", ".gitattributes",
}  # fmt: skip
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "stuff", "lib", "tools", "core", "base", "shared"}
MOST_LINES = 300
MOST_PAGE_LINES = 80
TEXT = {".py", ".toml", ".md", ".txt", ".css", ".svg", ".json", ".csv", ".yml", ".yaml", ".cfg", ""}
MACHINE_PATH = re.compile(r"(?<![\w.:/<>-])/(?:root|home|Users|mnt|work|opt)/[\w.]")
REGISTRY = re.compile(
    r"py" + r"pi\.|pythonhosted|npm" + r"js|registry\.|artifactory|nexus|--(?:extra-)?index-url\s+\S|conda\.anaconda",
    re.I,
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XXX|HACK)\b|^<{7} |^>{7} ", re.MULTILINE)
# The two commands of the analyst: what they say on standard output is their result.
MAY_PRINT = {Path("data/__main__.py")}


def _text_files() -> list[Path]:
    return [path for path in project_files() if path.suffix in TEXT and path.name != Path(__file__).name]


def _read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _found(pattern: re.Pattern, text: str) -> list[str]:
    return [text[max(0, each.start() - 30) : each.end() + 30] for each in pattern.finditer(text)]


def test_the_top_level_holds_only_what_it_should():
    assert sorted({path.name for path in ROOT.iterdir() if not is_ignored(path.name)} - TOP_LEVEL) == []


@pytest.mark.parametrize("name", ["app.py", "pyproject.toml", "constraints.txt", "README.md", "LICENSE", ".ci/run"])
def test_what_a_newcomer_needs_is_there_and_not_empty(name):
    assert (ROOT / name).is_file()
    assert (ROOT / name).stat().st_size > 0


def test_a_product_file_can_be_read_in_one_sitting():
    lines = {str(path): (len(_read(path).splitlines()), path.parts[0] == "pages") for path in product_modules()}
    assert {name: n for name, (n, page) in lines.items() if n > (MOST_PAGE_LINES if page else MOST_LINES)} == {}


def test_a_file_is_named_for_what_it_holds():
    python = [path for path in project_files() if path.suffix == ".py"]
    assert [str(path) for path in python if VAGUE & {path.stem, *path.parts[:-1]}] == []


def test_a_word_of_the_house_names_one_class():
    words = ["Standing", "Reading", "Entry", "Table", "Expectation", "Evidence"]
    named = [
        node.name
        for path in product_modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and node.name in words
    ]
    assert sorted(named) == sorted(set(named))


def test_a_product_file_says_what_it_is():
    assert [str(path) for path in product_modules() if not ast.get_docstring(parsed(path))] == []


def _printed(path: Path) -> list[int]:
    """Lines that print, or stop for a debugger."""
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return [
        node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("print", "breakpoint")
    ]


def test_nothing_prints_and_nothing_is_left_unfinished():
    paths = product_modules()
    assert {str(path): lines for path in paths if path not in MAY_PRINT and (lines := _printed(path))} == {}
    assert {str(path): found for path in paths if (found := _found(UNFINISHED, _read(path)))} == {}


def test_no_file_names_a_place_on_somebodys_machine():
    assert {str(path): found for path in _text_files() if (found := _found(MACHINE_PATH, _read(path)))} == {}


def test_no_file_names_a_package_registry():
    assert {str(path): found for path in _text_files() if (found := _found(REGISTRY, _read(path)))} == {}


@pytest.mark.parametrize(
    ("pattern", "bad", "good"),
    [
        (MACHINE_PATH, "open('/home/ann/data.csv')", "https://example.org/home/page"),
        (MACHINE_PATH, "cd /root/project", "components/root/thing"),
        (REGISTRY, "--index-url https://mirror.example", "an index of the pages"),
        (UNFINISHED, "# TO" + "DO: mend", "todos los santos"),
    ],
)
def test_the_patterns_catch_what_they_should(pattern, bad, good):
    assert _found(pattern, bad)
    assert not _found(pattern, good)


def test_constraints_pin_every_dependency_and_nothing_but_versions():
    lines = [line for line in _read(Path("constraints.txt")).splitlines() if line.strip()]
    pinned = re.compile(r"[a-z0-9][a-z0-9-]*==[\w.+!]+(?: ; .+)?")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
    names = {line.split("==")[0] for line in lines}
    project = tomllib.loads(_read(Path("pyproject.toml")))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    asked = {re.split(r"[\[<>=!~;\s]", each)[0].lower().replace("_", "-") for each in wanted}
    assert sorted(asked - names) == []


def test_every_package_of_the_product_is_installed_with_it():
    """Setuptools finds by name the folders that are packages themselves, and all above them."""
    wanted = tomllib.loads(_read(Path("pyproject.toml")))["tool"]["setuptools"]["packages"]["find"]
    assert wanted["namespaces"] is False
    folders = {path.parent for path in product_modules() if path.parts[0] in ("components", "data")}
    names = [".".join(folder.parts) for folder in folders]
    assert [name for name in names if not any(fnmatch(name, each) for each in wanted["include"])] == []
    assert [folder for folder in folders if not (ROOT / folder / "__init__.py").is_file()] == []
    assert not any(fnmatch("tests.anything", each) for each in wanted["include"])

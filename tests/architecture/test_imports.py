"""Imports run one way: pages → controls, findings, pack → charts, measures → nothing; findings and pages → data."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project_files import ROOT, imported, product_modules

# What the files of each part may import of this project. The longest matching part rules.
ALLOWED = {
    "app": ("components.controls", "components.server", "data"),
    "pages": ("components.controls", "components.findings", "components.pack", "data"),
    "components.shell": ("components.controls",),
    "components.controls": (
        "components.findings", "components.charts", "components.pack", "components.server", "components.style", "data",
    ),
    "components.server": (),
    "components.pack": ("components.findings", "components.charts", "components.measures", "components.style", "data"),
    "components.findings": ("components.charts", "components.measures", "components.style", "data"),
    "components.charts": ("components.measures", "components.style"),
    "components.measures": (),
    "components.style": (),
    "data": (),
    "data.contract": (),
}  # fmt: skip
MAY_IMPORT_STREAMLIT = ("app", "components.shell", "components.controls", "pages")
PROJECT = ("app", "pages", "components", "data")


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _within(module: str, part: str) -> bool:
    return module == part or module.startswith(part + ".")


def _part_of(module: str) -> str | None:
    return max((part for part in ALLOWED if _within(module, part)), key=len, default=None)


def _faults(module: str, names: frozenset[str]) -> list[str]:
    part = _part_of(module)
    ours = [name for name in names if name.split(".")[0] in PROJECT]
    allowed = (part, *ALLOWED[part])
    return sorted(name for name in ours if not any(_within(name, each) for each in allowed))


@pytest.mark.parametrize("path", product_modules(), ids=str)
def test_a_file_imports_only_what_its_part_may(path):
    module = _module(path)
    if _part_of(module) is None:
        assert path.name == "__init__.py", f"{path}: no rule says what it may import; add its part to ALLOWED"
        assert not [name for name in imported(path) if name.split(".")[0] in PROJECT]
        return
    assert _faults(module, imported(path)) == []


def test_the_rule_refuses_what_it_should():
    assert _faults("components.findings.who.groups", frozenset({"components.controls.show.headline"}))
    assert _faults("data.contract.tables", frozenset({"data.dataset.dataset.Dataset"}))
    assert _faults("components.charts.slope", frozenset({"data.contract.vocabulary.TOTAL"}))
    assert not _faults("components.findings.who.groups", frozenset({"data.dataset.dataset.Dataset", "numpy"}))


@pytest.mark.parametrize("path", product_modules(), ids=str)
def test_only_the_screen_imports_streamlit(path):
    if not any(_within(_module(path), each) for each in MAY_IMPORT_STREAMLIT):
        assert not [name for name in imported(path) if name.split(".")[0] == "streamlit"]


def test_findings_and_data_work_where_streamlit_is_not_installed():
    parts = ("components.findings", "components.charts", "components.measures", "components.style", "data")
    modules = [_module(path) for path in product_modules() if any(_within(_module(path), part) for part in parts)]
    code = "import sys; sys.modules['streamlit'] = None\n" + "\n".join(
        f"import {module}" for module in modules if not module.endswith("__main__")
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_module_imports_itself_in_a_circle():
    modules = {_module(path): path for path in product_modules()}
    leads_to = {
        module: {each for name in imported(path) for each in (name, name.rpartition(".")[0]) if each in modules}
        - {module}
        for module, path in modules.items()
    }
    settled: set[str] = set()
    while left := {module for module in leads_to if module not in settled}:
        free = {module for module in left if leads_to[module] <= settled}
        assert free, f"these import one another: {', '.join(sorted(left))}"
        settled |= free

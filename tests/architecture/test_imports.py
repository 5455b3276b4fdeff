"""Imports run one way: pages → controls, findings, pack → charts, measures → nothing; findings and pages → data."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.project_files import ROOT, imported, parsed, product_modules

# What the files of each part may import of this project, besides one another. The longest matching part rules.
_OF_FINDINGS = ("components.charts", "components.measures", "components.style", "data")
ALLOWED = {
    "app": ("components.controls", "components.server", "data"),
    "pages": ("components.controls", "components.findings", "data"),
    "components.shell": ("components.controls", "data"),
    "components.controls": (
        "components.findings", "components.charts", "components.pack", "components.server", "components.style", "data",
    ),
    "components.pack": ("components.findings", "components.charts", "components.style", "data.files.spreadsheet_text"),
    "components.server": (),
    "components.findings": _OF_FINDINGS,
    "components.charts": ("components.style",),
    "components.measures": (),
    "components.style": (),
    "data.__main__": (
        "data.commands", "data.contract.errors", "data.fetching.errors", "data.files.errors", "data.journal.errors",
    ),
    "data.commands": (
        "data.aggregate", "data.coding", "data.contract", "data.dataset", "data.disclosure", "data.evidence", "data.fetching",
        "data.files", "data.journal", "data.optional", "data.recipes", "data.returns", "data.sources", "data.your_data",
    ),
    "data.aggregate": ("data.coding", "data.contract", "data.disclosure", "data.files"),
    "data.additions": ("data.contract", "data.dataset", "data.files", "data.sources", "data.your_data"),
    "data.contract": (),
    "data.coding": ("data.contract",),
    "data.files": ("data.coding", "data.contract"),
    "data.disclosure": ("data.contract",),
    "data.dataset": ("data.contract",),
    "data.evidence": ("data.contract", "data.dataset"),
    "data.optional": ("data.contract", "data.dataset", "data.evidence", "data.files"),
    "data.recipes": ("data.coding", "data.contract", "data.files"),
    "data.sources": ("data.coding", "data.contract", "data.dataset", "data.disclosure", "data.files", "data.optional"),
    "data.your_data": (
        "data.coding", "data.contract", "data.dataset", "data.disclosure", "data.files", "data.recipes",
    ),
    "data.returns": ("data.coding", "data.contract", "data.dataset", "data.disclosure", "data.files", "data.your_data"),
    "data.neighbourhoods": ("data.contract", "data.dataset", "data.files"),
    "data.fetching": ("data.contract", "data.files", "data.sources"),
    "data.journal": ("data.contract", "data.disclosure", "data.files"),
    "data.demo.generator": ("data.contract", "data.dataset", "data.disclosure"),
}  # fmt: skip
# Within these every room imports what stands at the root, and of other rooms only these.
BETWEEN_ROOMS = {
    "components.findings": {
        "evidence": {"brief", "who"},
        # What can be found is what other pages are about.
        "find": {"methods", "pilots"},
        # A list is held against later figures as a decision is.
        "meeting": {"decisions"},
        # Worked examples are worked by the very findings they explain.
        "methods": {"analyst", "pilots", "profile", "where", "who"},
        # One place's profile says what other pages say of it, in their words.
        "profile": {"access", "decisions", "need", "pilots"},
    },
    "components.controls": {
        "decisions": {"trust"},
        "meeting": {"access"},
        "pilots": {"decisions", "trust"},
        "returns": {"your_data"},
    },
    "components.measures": {
        "bounds": {"gradient"},
        "change": {"values"},
        "people": {"values"},
        "pilots": {"bounds"},
        "records": {"bounds"},
        "spread": {"values"},
    },
}
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


def test_a_file_imports_only_what_its_part_may():
    found = {}
    for path in product_modules():
        module = _module(path)
        if _part_of(module) is None:
            assert path.name == "__init__.py", f"{path}: no rule says what it may import; add its part to ALLOWED"
            found[str(path)] = [name for name in imported(path) if name.split(".")[0] in PROJECT]
        else:
            found[str(path)] = _faults(module, imported(path)) + _strangers(module, imported(path))
    assert {path: names for path, names in found.items() if names} == {}


def _room(name: str, house: str) -> str:
    """The room of a house that a name leads to: '' for what stands at its root."""
    first, _, rest = name.removeprefix(f"{house}.").partition(".")
    return first if rest and (ROOT / house.replace(".", "/") / first).is_dir() else ""


def _strangers(module: str, names: frozenset[str]) -> list[str]:
    """What a file of a room imports of other rooms of its house that it may not; a root of a house imports no room."""
    house = next((each for each in BETWEEN_ROOMS if _within(module, each)), None)
    if house is None:
        return []
    own = _room(module, house)
    known = {"", own, *BETWEEN_ROOMS[house].get(own, ())}
    return sorted(name for name in names if _within(name, house) and _room(name, house) not in known)


def test_a_room_knows_only_the_rooms_listed_for_it():
    brief = frozenset({"components.findings.brief.brief.brief_finding"})
    assert _strangers("components.findings.who.groups", brief)
    assert _strangers("components.findings.gaps", brief)
    assert not _strangers("components.findings.evidence.use", brief)
    assert not _strangers("components.findings.brief.core20plus5", brief)


def test_every_room_listed_is_there_and_every_exception_is_used():
    for house, rooms in BETWEEN_ROOMS.items():
        for own, others in rooms.items():
            here = [path for path in product_modules() if _within(_module(path), f"{house}.{own}")]
            used = {_room(name, house) for path in here for name in imported(path) if _within(name, house)}
            assert others <= used, f"{house}.{own}: {', '.join(sorted(others - used))}"


def test_the_rule_refuses_what_it_should():
    assert _faults("components.findings.who.groups", frozenset({"components.controls.show.headline"}))
    assert _faults("data.contract.tables", frozenset({"data.dataset.dataset.Dataset"}))
    assert _faults("data.sources.readers", frozenset({"data.your_data.validate.take"}))
    assert _faults("data.your_data.validate", frozenset({"data.sources.building.build"}))
    assert _faults("components.charts.slope", frozenset({"data.contract.vocabulary.TOTAL"}))
    assert not _faults("components.findings.who.groups", frozenset({"data.dataset.dataset.Dataset", "numpy"}))


def test_the_app_never_imports_the_generator_of_the_demo():
    for path in product_modules():
        if not _within(_module(path), "data.demo.generator"):
            assert not [name for name in imported(path) if _within(name, "data.demo.generator")], path


def test_only_the_screen_imports_streamlit():
    others = [p for p in product_modules() if not any(_within(_module(p), each) for each in MAY_IMPORT_STREAMLIT)]
    assert [str(path) for path in others if any(name.split(".")[0] == "streamlit" for name in imported(path))] == []


def test_findings_and_data_work_where_streamlit_is_not_installed():
    parts = (
        "components.findings", "components.charts", "components.measures", "components.pack", "components.style", "data",
    )  # fmt: skip
    modules = [_module(path) for path in product_modules() if any(_within(_module(path), part) for part in parts)]
    code = "import sys; sys.modules['streamlit'] = None\n" + "\n".join(
        f"import {module}" for module in modules if not module.endswith("__main__")
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_only_the_counting_of_records_knows_ibis_and_only_its_command_knows_it():
    for path in product_modules():
        module, names = _module(path), imported(path)
        if not _within(module, "data.aggregate"):
            assert not {name.split(".")[0] for name in names} & {"ibis", "duckdb", "sqlglot"}, path
            if module != "data.commands.aggregate":
                assert not [name for name in names if _within(name, "data.aggregate")], path


def test_commands_and_the_app_work_where_ibis_is_not_installed():
    code = (
        "import sys; sys.modules['ibis'] = sys.modules['duckdb'] = None\nfrom data.__main__ import main\nmain(['-h'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "aggregate" in done.stdout


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


def test_one_test_begins_without_what_the_others_need():
    """What tests share is imported by the fixture that makes it: of the whole product it would take seconds."""
    tree = parsed(Path("tests/conftest.py"))
    at_once = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert [name for name in at_once if name.split(".")[0] in (*PROJECT, "tests")] == []

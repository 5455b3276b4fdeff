"""The project's own files, as a fresh checkout would hold them."""

import ast
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("app.py", "pages", "components", "data")


@cache
def _ignored() -> tuple[str, ...]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return (".git", *(line.strip().rstrip("/") for line in lines if line.strip() and not line.startswith("#")))


def is_ignored(name: str) -> bool:
    """Whether .gitignore leaves a file or folder of this name out of the project."""
    return any(fnmatch(name, pattern) for pattern in _ignored())


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, relative to its root."""
    found = []
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if is_ignored(path.name):
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                found.append(path.relative_to(ROOT))
    return tuple(sorted(found))


def product_modules() -> list[Path]:
    """The Python files of the product: the front door, pages, components and data."""
    return [path for path in project_files() if path.suffix == ".py" and path.parts[0] in PRODUCT]


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file of the project as its syntax tree, read once for all the rules."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Full names of everything a Python file imports, wherever in the file it does so."""
    names = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"{path}, line {node.lineno}: found a relative import; expected the full name")
            names.update(f"{node.module}.{each.name}" for each in node.names)
    return frozenset(names)

"""What the tests of commands share: a way to run one and see what it says and where."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.__main__ import main
from tests.small_dataset import STATED
from tests.sources.published_folder import write_folder


@dataclass(frozen=True)
class Ran:
    """The exit code, standard output and standard error of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture) -> Callable[..., Ran]:
    """Run a command as the shell would."""

    def ran(*words: object) -> Ran:
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return ran


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A small folder of invented files in the published formats."""
    return write_folder(tmp_path / "published")


@pytest.fixture
def built(run: Callable[..., Ran], published: Path, tmp_path: Path) -> Path:
    """The dataset made from it."""
    out = tmp_path / "build" / "qaa"
    assert run("build", *STATED, "--from", published, "--area", "qaa", "--out", out).code == 0
    return out

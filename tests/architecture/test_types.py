"""Types hold over the whole product, by the strict rules in pyproject.toml; an exception says why."""

import re
import subprocess
import sys

from tests.architecture.project_files import ROOT, product_modules

_IGNORED = re.compile(r"#\s*type:\s*ignore(?P<rest>.*)$", re.MULTILINE)
_WITH_A_REASON = re.compile(r"^\[[a-z-]+(, [a-z-]+)*\]\s+#\s+\S.{10,}")


def test_the_type_checker_finds_nothing():
    # With what it keeps between runs, by the contents of every file: only what has changed is checked again.
    command = [sys.executable, "-m", "mypy", "--no-error-summary"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_an_exception_names_what_is_let_pass_and_why():
    for path in product_modules():
        for each in _IGNORED.finditer((ROOT / path).read_text(encoding="utf-8")):
            assert _WITH_A_REASON.match(each["rest"]), f"{path}: {each[0]}"

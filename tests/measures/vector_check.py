"""Check every worked case of the shared vectors and print how each package's cases fared.

python -m tests.measures.vector_check: exit code 0 when every case passed or is explained.
"""

import sys
from collections import Counter

import pytest

from tests.measures.vector_cases import CASES, REFUSED, VECTORS

FILES = ("tests/measures/test_vectors.py", "tests/disclosure/test_vectors.py")


class Heard:
    """A pytest plugin that notes which cases passed and which did not."""

    def __init__(self):
        self.passed: set[str] = set()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report):
        case = report.nodeid.partition("[")[2].removesuffix("]")
        if case in CASES and report.when == "call":
            (self.passed if report.passed else self.failed).add(case)


def main() -> int:
    """Run the cases; print a line a package and one for all."""
    if not CASES:
        print(f"No vectors at {VECTORS}: nothing was checked.")
        return 2
    heard = Heard()
    pytest.main(["-o", "addopts=", "-q", "--no-header", "--no-summary", *FILES], plugins=[heard])
    passed = heard.passed - heard.failed
    rows = {
        "cases": Counter(case["package"] for case in CASES.values()),
        "passed": Counter(CASES[name]["package"] for name in passed),
        "corrected": Counter(CASES[name]["package"] for name in passed if CASES[name]["corrected"]),
    }
    print(f"{'package':24}{''.join(f'{name:>11}' for name in rows)}")
    for package in rows["cases"]:
        print(f"{package:24}{''.join(f'{count[package]:>11}' for count in rows.values())}")
    for name, why in REFUSED.items():
        print(f"explained: {name}: {why}")
    left = sorted(CASES.keys() - passed - REFUSED.keys())
    print(
        f"FAILED OR NOT RUN: {', '.join(left)}"
        if left
        else f"All {len(passed)} cases passed, {len(REFUSED)} explained."
    )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

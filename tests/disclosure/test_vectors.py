"""The worked cases of suppression and rounding among the shared vectors."""

import numpy as np
import pytest

from data.contract.manifest import Disclosure
from data.disclosure.cells import rounded, small
from tests.measures.vector_cases import CASES, DISCLOSURE, VECTORS

pytestmark = pytest.mark.skipif(not CASES, reason=f"the shared vectors are not at {VECTORS}")
HOSPITAL_ACTIVITY = Disclosure(1, 7, 5, "Counts of 1 to 7 are hidden, the rest rounded to 5.")
FOUND = [case for name, case in CASES.items() if name in DISCLOSURE]
MARK = {"central_suppression_method": "5", "hes_suppress_round": "*"}


@pytest.mark.parametrize("case", FOUND, ids=[case["id"] for case in FOUND])
def test_small_counts_are_hidden_and_others_rounded_to_five(case):
    counts = np.array(case["inputs"]["value"])
    shown = np.where(
        small(counts, HOSPITAL_ACTIVITY), MARK[case["function"]], rounded(counts, 5).astype(int).astype(str)
    )
    assert shown.tolist() == case["expected"]["display"]

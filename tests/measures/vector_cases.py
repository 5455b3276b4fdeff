"""The worked cases of the design, and which of them are checked elsewhere or explained."""

from __future__ import annotations

import json
from pathlib import Path

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "design" / "vectors.json"
DISCLOSURE = {"sup-nhsd-central", "sup-grid"}  # checked in tests/disclosure/test_vectors.py


def _load() -> list:
    return json.loads(VECTORS.read_text())["cases"] if VECTORS.exists() else []


CASES = {case["id"]: case for case in _load()}
REFUSED = {
    "he-edge-sii-missing": "the group is left out and counted (test_edge_missing_group...), not refused",
    "he-edge-sii-tied-rank": "position on the group axis is the rank, so ranks cannot tie",
}

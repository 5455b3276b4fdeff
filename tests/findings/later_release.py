"""The small dataset as its next release would be: one more quarter, and nothing else changed."""

from datetime import date
from pathlib import Path

import pandas as pd

from tests.small_dataset import FIFTHS, row, small_manifest, small_observations, write_small

NEXT = ("2026-10-01", "2026-12-31")
RELEASED = date(2027, 2, 1)
# In the first release, of 1,500 each: 300 smoke in the most deprived fifth and 60 in the least, a gap of 16 points.
THEN = 16.0


def write_later(
    folder: Path, most_deprived: float, least_deprived: float = 60, *, status: str = "ok", **changes: object
) -> Path:
    """Write the later release, with these counts of smokers of 1,500 in the two ends of the new quarter."""
    counts = (most_deprived, 240, 180, 120, least_deprived)
    rows = []
    for group, count in zip(FIFTHS, counts, strict=True):
        hidden = status != "ok" and group == "1"
        rows.append(
            row(
                "smoking",
                dimension="deprivation_quintile",
                group=group,
                numerator=float("nan") if hidden else count,
                denominator=1_500,
                period_start=NEXT[0],
                period_end=NEXT[1],
                status=status if hidden else "ok",
            )
        )
    rows.append(row("smoking", numerator=sum(counts), denominator=7_500, period_start=NEXT[0], period_end=NEXT[1]))
    observations = pd.concat([small_observations(), pd.DataFrame(rows)], ignore_index=True)
    given = {"observations": observations, "manifest": small_manifest(released=RELEASED)} | changes
    return write_small(folder, **given)

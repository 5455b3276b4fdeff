"""Make the demo dataset again: `python -m data.demo.generator [folder]`, by default where the dashboard looks for it.

To prove every hidden count takes some twenty minutes. With `--keep-observations` they stay as they are in the folder, and
all else is made again in half a minute: for a new optional table. With `--only` and the ids of indicators, those are
published again and no others.
"""

import argparse
from pathlib import Path

from data.demo.generator.building import build

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m data.demo.generator", description="Makes the demo dataset again.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "icb")
    parser.add_argument("--keep-observations", action="store_true", help="make again all but the observations")
    parser.add_argument("--only", nargs="+", default=(), metavar="INDICATOR", help="publish only these again")
    given = parser.parse_args()
    build(given.folder, keep_observations=given.keep_observations, only=given.only)

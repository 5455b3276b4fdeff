"""Make the demo dataset again: `python -m data.demo.generator [folder]`, by default where the dashboard looks for it.

To prove every hidden count takes some twenty minutes. With `--keep-observations` they stay as they are in the folder, and
all else is made again in half a minute: for a new optional table. With `--plus-groups` those of them that are by PLUS groups
are made again too, in a minute or two, beside the others as they stand.
"""

import argparse
from pathlib import Path

from data.demo.generator.building import build

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m data.demo.generator", description="Makes the demo dataset again.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "icb")
    parser.add_argument("--keep-observations", action="store_true", help="make again all but the observations")
    parser.add_argument(
        "--plus-groups", action="store_true", help="make PLUS groups again, beside the other observations"
    )
    given = parser.parse_args()
    build(given.folder, keep_observations=given.keep_observations, plus_groups=given.plus_groups)

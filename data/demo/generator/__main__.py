"""Make the demo dataset again: `python -m data.demo.generator [folder]`, by default where the dashboard looks for it."""

import sys
from pathlib import Path

from data.demo.generator.building import build

if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "icb")

"""`python -m tests.fuzzing --inputs 5000 --seed 1`: make files wrong, give each to its entry, count what comes."""

import argparse
import sys
import time
from pathlib import Path

from tests.fuzzing.entries import enter
from tests.fuzzing.inputs import made
from tests.fuzzing.report import faults, slowest, table
from tests.fuzzing.running import FAULTY, MOST_SECONDS, outcomes
from tests.fuzzing.watching import raising


def main() -> int:
    """Run the inputs asked for; 0 when none raised, hung or took too much memory."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="which inputs: the same for one seed, always")
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--seconds", type=float, default=MOST_SECONDS, help="how long one may take")
    parser.add_argument(
        "--only", type=int, metavar="K", help="run one input here, with the traceback of whatever is raised"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="with --only: write its files there")
    chosen = parser.parse_args()
    if chosen.only is not None:
        return _one(chosen.seed, chosen.only, chosen.keep)
    began, found = time.monotonic(), []
    numbers = list(range(chosen.first, chosen.first + chosen.inputs))
    try:
        for outcome in outcomes(chosen.seed, numbers, chosen.seconds):
            found.append(outcome)
            if len(found) % 250 == 0:
                print(f"{len(found):,} inputs, {time.monotonic() - began:,.0f} s", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print(f"stopped after {len(found):,} of {chosen.inputs:,} inputs", file=sys.stderr)
    print(table(found))
    print()
    print("\n".join(faults(found, chosen.seed)) or "nothing went wrong")
    print("\nslowest\n" + "\n".join(slowest(found, chosen.seed)))
    print(f"\n{time.monotonic() - began:,.0f} seconds; seed {chosen.seed}")
    return int(any(each.became in FAULTY for each in found))


def _one(seed: int, number: int, keep: Path | None) -> int:
    given = made(seed, number)
    told = ", ".join(f"{name} ({len(data):,} bytes)" for name, data in given.files.items())
    print(f"{given.kind}: {told}; {', '.join(given.faults) or 'sound'}")
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        for name, data in given.files.items():
            (keep / name).write_bytes(data)
    began = time.monotonic()
    with raising():
        print(f"{enter(given)} ({time.monotonic() - began:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

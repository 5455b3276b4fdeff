"""The analyst's command line: `python -m data build …` and `python -m data check …`."""

import argparse
import sys
from functools import partial
from pathlib import Path

from data.contract.errors import ContractError
from data.sources.building import build
from data.sources.checking import check
from data.sources.errors import SourceError
from data.sources.neighbourhoods import PCN


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it is done, 1 when the files or the dataset are at fault (told on stderr)."""
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except (SourceError, ContractError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Make and check datasets.")
    commands = parser.add_subparsers(required=True, metavar="command")
    building = commands.add_parser("build", help="make a dataset from a folder of published files")
    building.add_argument("--from", dest="folder", type=Path, required=True, help="folder of published files")
    building.add_argument("--area", required=True, help="the board's ODS or ONS code, e.g. QMJ or E54000028")
    building.add_argument(
        "--neighbourhoods",
        default=PCN,
        help="'pcn' (small areas to the network with most of their patients) or a CSV lookup of small areas",
    )
    building.add_argument("--out", type=Path, required=True, help="folder to write the dataset to")
    building.set_defaults(run=_build)
    checking = commands.add_parser("check", help="open a dataset and check every table against the contract")
    checking.add_argument("folder", type=Path, help="the dataset's folder")
    checking.set_defaults(run=_check)
    return parser


def _build(chosen: argparse.Namespace) -> int:
    tell = partial(print, file=sys.stderr, flush=True)
    report = build(chosen.folder, chosen.area, chosen.neighbourhoods, chosen.out, tell=tell)
    print(report.text(f"Built {chosen.out}"))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    print("\n".join([*check(chosen.folder), "no fault found"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m data releases`: the datasets under a folder, and what changed from one to another."""

import argparse
from pathlib import Path

from data.commands.comparing import compare
from data.commands.output import ERRORS, FINE, Commands, Said, Tell
from data.contract.errors import ContractError
from data.dataset.dataset import Dataset

_HELP = "list the datasets under a folder, or what changed between two: releases diff BEFORE AFTER"
_DEEPEST = 3


def add(commands: Commands) -> None:
    """Add the command's words."""
    parser = commands.add_parser("releases", help=_HELP, description=f"{_HELP[0].upper()}{_HELP[1:]}.")
    parser.add_argument("what", nargs="+", metavar="FOLDER", help="a folder of datasets; or: diff BEFORE AFTER")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, _: Tell) -> Said:
    """List releases, oldest first, or tell the difference between two."""
    first, *rest = chosen.what
    if first == "diff" and len(rest) == 2:
        before, after = (Dataset.open(Path(each)) for each in rest)
        return Said(compare(before, after).text("What changed"))
    if first == "diff" or rest:
        raise ContractError(
            "releases: give one folder of datasets, or 'diff' and two datasets: releases diff BEFORE AFTER"
        )
    return _listed(Path(first))


def _listed(folder: Path) -> Said:
    if not folder.is_dir():
        raise ContractError(f"{folder}: no such folder; give the folder that datasets are in")
    found, broken = [], []
    for path in sorted(folder.glob("dataset.toml")) + _below(folder):
        try:
            found.append(Dataset.open(path.parent))
        except ContractError as error:
            broken.append(f"not a dataset that can be opened: {error}")
    if not found and not broken:
        raise ContractError(f"{folder}: no dataset in it; python -m data build makes one")
    found.sort(key=lambda each: (each.manifest.area_name, each.manifest.released, each.folder))
    lines = [line for dataset in found for line in _lines(dataset, folder)]
    return Said("\n".join([*lines, *broken]), ERRORS if broken else FINE)


def _below(folder: Path) -> list[Path]:
    found = []
    for depth in range(1, _DEEPEST + 1):
        found += sorted(folder.glob("/".join(["[!.]*"] * depth) + "/dataset.toml"))
    return found


def _lines(dataset: Dataset, folder: Path) -> list[str]:
    manifest = dataset.manifest
    synthetic = ", synthetic" if manifest.synthetic else ""
    place = dataset.folder.relative_to(folder).as_posix()
    rows = int(dataset.coverage["n_rows"].sum())
    last = dataset.coverage["period_end"].max()
    return [
        f"{manifest.released:%Y-%m-%d}  {dataset.version}  {manifest.title}{synthetic}",
        f"    {place}: {len(dataset.indicators):,} indicators, {rows:,} figures, to {last:%B %Y}; {manifest.imd_version}",
    ]

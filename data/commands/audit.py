"""`python -m data audit`: attack what is published, as somebody would who wants to know what was hidden."""

import argparse
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.commands.attacks import Attacked, attack_dataset, attack_returns
from data.commands.output import ERRORS, FINE, Commands, Said, Tell
from data.contract.errors import ContractError
from data.contract.tables import OBSERVATION_KEY
from data.dataset.dataset import Dataset
from data.dataset.systems import open_systems
from data.disclosure.attacking import Attack

_HELP = "attack what a dataset, or a folder of monthly returns, shows: which hidden counts can be worked out?"


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = (
        f"{_HELP[0].upper()}{_HELP[1:]} A programme takes together all that is published of one indicator and period, and "
        "what is linked to it, and asks for every hidden count which numbers are possible. 'Exact': only one, and a small "
        "one. 'Narrowed': fewer than the disclosure rule hides. A count that stands there is public, however small: figures "
        "that were published are shown as they were released. Each system of neighbourhoods is attacked. "
        "Exit code: 0 when both are nought, 2 otherwise."
    )
    parser = commands.add_parser("audit", help=_HELP, description=about)
    parser.add_argument("path", type=Path, metavar="DATASET", help="a dataset's folder, or a folder of monthly returns")
    parser.add_argument(
        "--indicator", action="append", default=[], metavar="ID", help="only this indicator; may be given again"
    )
    parser.add_argument(
        "--true",
        type=Path,
        metavar="FILE.parquet",
        help="the observations before anything was hidden, in the dataset's columns: then only counts that are truly small "
        "are held against the dataset, and not each that may be",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Attack, and tell what was found; the figures of each kind, and all together."""
    if (chosen.path / "dataset.toml").is_file():
        found = _attack_systems(chosen, tell)
    elif chosen.path.is_dir():
        found = attack_returns(chosen.path)
    else:
        raise ContractError(f"{chosen.path}: no dataset and no folder of monthly returns; give the path of one")
    whole = sum((each.attack for each in found), Attack())
    lines = [f"# Audit of {chosen.path.name}", "", "| attacked | hidden | exact | narrowed |", "|---|---:|---:|---:|"]
    lines += [_line(each.name, each.attack) for each in found]
    lines += [_line("All", whole)]
    return Said("\n".join(lines), ERRORS if whole.narrowed else FINE)


def _attack_systems(chosen: argparse.Namespace, tell: Tell) -> list[Attacked]:
    """The dataset by each of its systems of neighbourhoods: each is published, so each is attacked."""
    first, *further = open_systems(chosen.path).values()
    true = None if chosen.true is None else _true_counts(chosen.true, first)
    found = attack_dataset(first, chosen.indicator, true, tell)
    if further and true is not None:
        tell("true counts are those of the first system of neighbourhoods: the others are attacked without")
    for dataset in further:
        name = dataset.manifest.system
        tell(f"further neighbourhoods: {name}")
        found += [
            replace(each, name=f"{name}: {each.name}") for each in attack_dataset(dataset, chosen.indicator, None, tell)
        ]
    return found


def _line(name: str, attack: Attack) -> str:
    return f"| {name} | {attack.hidden:,} | {attack.exact:,} | {attack.narrowed:,} |"


def _true_counts(path: Path, dataset: Dataset) -> pd.DataFrame:
    """The true counts in the order of the dataset's observations."""
    try:
        true = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise ContractError(
            f"{path}: cannot be read as Parquet ({type(error).__name__}); give the true counts"
        ) from error
    key = list(OBSERVATION_KEY)
    lacks = [name for name in (*key, "numerator", "denominator") if name not in true]
    if lacks:
        raise ContractError(f"{path}: column {lacks[0]} not found; expected the columns of the dataset's observations")
    words = [name for name in key if name != "period_end"]
    own = dataset.every_observation()[key].astype(dict.fromkeys(words, str))
    return own.merge(
        true[[*key, "numerator", "denominator"]].astype(dict.fromkeys(words, str)), on=key, how="left", validate="1:1"
    )

"""`python -m data build`: make a dataset from a folder of published files."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.commands.comparing import compare
from data.commands.given_once import GivenOnce
from data.commands.output import Commands, Said, Tell
from data.commands.own_tables import join_own_tables, recipes_in
from data.contract.errors import ContractError
from data.contract.manifest import Disclosure
from data.dataset.dataset import Dataset
from data.disclosure.stated_rule import HOW, stated_rule
from data.files.errors import SourceError
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from data.sources.report import BuildReport
from data.sources.system import system_of

_HELP = "make a dataset from a folder of published files"


def add(commands: Commands) -> None:
    """Add the command's words."""
    parser = commands.add_parser(
        "build", help=_HELP, description=f"{_HELP.capitalize()}. A failed build changes nothing.", epilog=f"{HOW}."
    )
    parser.add_argument(
        "--from", dest="folder", type=Path, required=True, help="folder of published files, under any names"
    )
    parser.add_argument(
        "--area", required=True, action=GivenOnce, help="the board's ODS or ONS code, e.g. QMJ or E54000028"
    )
    parser.add_argument(
        "--neighbourhoods",
        nargs="+",
        action="append",
        metavar="pcn|FILE",
        help="'pcn' (small areas to the network with most of their patients), or lookups (of small areas, wards, practices) "
        "or boundaries: files or a folder; Localities=FILE gives them a name",
    )
    parser.add_argument(
        "--neighbourhood-column",
        default="",
        metavar="NAME",
        help="the column of neighbourhoods in that lookup, where several could be meant",
    )
    parser.add_argument(
        "--also",
        nargs="+",
        action="append",
        default=[],
        metavar="pcn|FILE",
        help="a further system of neighbourhoods, given likewise (Localities[COLUMN]=FILE names its column too), between "
        "which and the first readers can switch",
    )
    parser.add_argument("--hide", metavar="1-7", help="the counts to hide, smallest and largest; needed: see below")
    parser.add_argument("--round-to", type=int, metavar="5", help="what other counts are rounded to; 1 = not; needed")
    parser.add_argument(
        "--recipes",
        type=Path,
        metavar="DIR",
        help="a folder of recipes (.recipe.toml), beside those in the folder itself, for tables in no known format",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the dataset")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="report what would be built, and how it differs from the dataset in --out, and write nothing",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the dataset that --out replaces, in a folder beside it that 'releases' lists",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Build, or only say what a build would make."""
    rule = stated_rule(chosen.hide, chosen.round_to)
    if chosen.dry_run:
        with tempfile.TemporaryDirectory(prefix="dry-run-") as folder:
            fresh = Path(folder) / "dataset"
            report = _built(chosen, fresh, rule, tell)
            told = report.text(f"Nothing written: what a build of {chosen.out} would be")
            return Said(f"{told}\n{_differences(chosen.out, fresh)}")
    with _kept(chosen.out if chosen.keep else None) as kept:
        report = _built(chosen, chosen.out, rule, tell)
    told = report.text(f"Built {chosen.out}")
    return Said(f"{told}\nThe earlier dataset is kept in {kept}\n" if kept else told)


def _built(chosen: argparse.Namespace, out: Path, rule: Disclosure, tell: Tell) -> BuildReport:
    """The dataset of what readers know, then with the tables that a recipe reads."""
    if chosen.recipes is not None and not chosen.recipes.is_dir():
        raise SourceError(
            "no such folder", file=str(chosen.recipes), mend="give the folder of the recipes after --recipes"
        )
    # Given twice, the second is a further system: none is dropped without a word.
    given, *more = chosen.neighbourhoods or [[PCN]]
    first, also = system_of(given, chosen.neighbourhood_column), [system_of(each) for each in (*more, *chosen.also)]
    report = build(chosen.folder, chosen.area, first, out, rule=rule, tell=tell, also=also)
    drawn = {path.resolve() for system in (first, *also) for path in system.paths}
    # Neighbourhoods that lie among the published files have been used: nobody is to make a recipe for them.
    report.unrecognised = [name for name in report.unrecognised if not _lies_in(chosen.folder / name, drawn)]
    folders = [chosen.folder, *([chosen.recipes] if chosen.recipes is not None else [])]
    join_own_tables(chosen.folder, out, recipes_in(folders, report), report)
    return report


def _lies_in(file: Path, drawn: set[Path]) -> bool:
    found = file.resolve()
    return any(found == each or each in found.parents for each in drawn)


def _differences(earlier: Path, fresh: Path) -> str:
    try:
        before = Dataset.open(earlier)
    except ContractError:
        return f"There is no dataset in {earlier} to compare it with.\n"
    return compare(before, Dataset.open(fresh)).text("Compared with the dataset there now", after_is="not written")


@contextmanager
def _kept(out: Path | None) -> Iterator[Path | None]:
    """A copy of the dataset there, for as long as the build succeeds; the path of the copy, None without one."""
    if out is None or not (out / "dataset.toml").is_file():
        yield None
        return
    earlier = Dataset.open(out)
    kept = out.with_name(f"{out.name}-releases") / f"{earlier.manifest.released:%Y-%m-%d}-{earlier.version}"
    already = kept.exists()
    if not already:
        shutil.copytree(out, kept)
    try:
        yield kept
    except Exception:
        if not already:
            shutil.rmtree(kept)
        raise

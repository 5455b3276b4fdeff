"""`python -m data check`: look at a dataset, a folder of files or one table, and report every fault. Writes nothing."""

import argparse
from pathlib import Path

from data.commands.checking_dataset import check
from data.commands.checking_files import Checked, check_files
from data.commands.output import ERRORS, EXIT_CODES, FINE, WARNINGS, Commands, Said, Tell, section
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.your_data.apart import marked_copy
from data.your_data.assumptions import Declared
from data.your_data.conversions import OFFERS

_HELP = "check a dataset, a folder of files, or one table, and report every fault"


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = f"{_HELP.capitalize()}, each by file, sheet, row and column, with how to mend it. {EXIT_CODES}"
    parser = commands.add_parser("check", help=_HELP, description=about)
    parser.add_argument("path", type=Path, metavar="PATH", help="a dataset's folder, a folder of files, or a file")
    parser.add_argument(
        "--dataset", type=Path, help="the dataset own tables are to join: its areas and indicators are known"
    )
    parser.add_argument(
        "--confirm",
        nargs="+",
        default=[],
        choices=sorted(OFFERS),
        metavar="NAME",
        help=f"make a conversion that the report offers: {', '.join(sorted(OFFERS))}",
    )
    parser.add_argument(
        "--most-deprived", type=int, default=1, metavar="N", help="number of the most deprived group (usually 1)"
    )
    parser.add_argument(
        "--marked", type=Path, metavar="FILE.xlsx", help="write a copy of own tables with the faults marked"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Check whatever lies there."""
    path = chosen.path
    if not path.exists():
        raise SourceError("no such file or folder", file=str(path), mend="give the path of what is to be checked")
    if (path / "dataset.toml").is_file():
        return Said("\n".join([*check(path), "no fault found"]))
    base = Dataset.open(chosen.dataset) if chosen.dataset else None
    declared = Declared(most_deprived=chosen.most_deprived)
    checked = check_files(path, tell, base=base, declared=declared, confirmed=tuple(chosen.confirm))
    if chosen.marked is not None:
        if checked.intake is None:
            raise SourceError("no own table in it to mark", file=str(path), mend="leave --marked out")
        chosen.marked.write_bytes(marked_copy(checked.intake))
        tell(f"wrote {chosen.marked}")
    return Said(_text(path, checked), _code(checked))


def _code(checked: Checked) -> int:
    if checked.errors:
        return ERRORS
    return WARNINGS if checked.warnings or checked.unused else FINE


def _text(path: Path, checked: Checked) -> str:
    lines = [f"# Checked {path}", ""]
    lines += section("Errors", checked.errors)
    lines += section("Warnings", checked.warnings)
    lines += section("Conversions to confirm", checked.offers)
    lines += section("Read", checked.read)
    lines += section("Not used: in no format known here", checked.unused)
    lines += section("Not used: no indicator is defined for it", checked.undefined)
    lines += section("To build a dataset, the folder still needs", checked.missing())
    if _code(checked) == FINE:
        found = "no fault found, and not all of it is used: see above" if checked.undefined else "no fault found"
        return "\n".join([*lines, found])
    kinds = ((checked.errors, "error"), (checked.warnings, "warning"), (checked.unused, "file not used"))
    return "\n".join([*lines, ", ".join(_count(len(found), words) for found, words in kinds)])


def _count(number: int, words: str) -> str:
    noun, _, rest = words.partition(" ")
    return f"{number:,} {noun}{'' if number == 1 else 's'} {rest}".rstrip()

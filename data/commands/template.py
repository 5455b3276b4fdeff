"""`python -m data template`: write the template for own figures or of one optional table, to be filled in and loaded."""

import argparse
from functools import partial
from pathlib import Path

from data.commands.checking_files import definitions_beside
from data.commands.output import Commands, Said, Tell
from data.contract.tables import OPTIONAL_TABLES
from data.files.errors import SourceError
from data.optional.template import optional_csv, optional_xlsx
from data.your_data.template import indicators_csv, template_csv, template_xlsx

_HELP = "write the template for own figures, as a workbook (.xlsx) or as text (.csv)"


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = (
        f"{_HELP.capitalize()}, with example rows. As text, the definitions of its indicators go in a second file. "
        "With --table: an empty template of that table, and what each of its columns means."
    )
    parser = commands.add_parser("template", help=_HELP, description=about)
    parser.add_argument("out", type=Path, metavar="OUT", help="file to write: FILE.xlsx or FILE.csv")
    parser.add_argument(
        "--table", choices=tuple(OPTIONAL_TABLES), metavar="NAME", help=f"one of: {', '.join(OPTIONAL_TABLES)}"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, _: Tell) -> Said:
    """Write the template, never over a file that somebody may have filled in."""
    out, suffix = chosen.out, chosen.out.suffix.lower()
    if suffix == ".xlsx":
        files = {out: partial(optional_xlsx, chosen.table) if chosen.table else template_xlsx}
    elif suffix == ".csv":
        own = {out: template_csv, definitions_beside(out): indicators_csv}
        files = {out: partial(optional_csv, chosen.table)} if chosen.table else own
    else:
        raise SourceError("not a kind of template", file=str(out), found=suffix, expected=".xlsx or .csv")
    there = [path for path in files if path.exists()]
    if there and not chosen.overwrite:
        raise SourceError(
            "is there already", file=str(there[0]), mend="give another name, or --overwrite to replace it"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        path.write_bytes(content())
    written = " and ".join(str(path) for path in files)
    if chosen.table:
        return Said(
            f"Wrote {written}. Fill it in, then put it beside the published files that the dataset is built from."
        )
    return Said(f"Wrote {written}. Fill it in, then: python -m data check {out}")

"""`python -m data returns`: look at a folder of monthly returns, log what is wrong, and write sound workbooks back out."""

import argparse
import datetime
from collections import defaultdict
from pathlib import Path

import pandas as pd

from data.commands.output import ERRORS, EXIT_CODES, FINE, WARNINGS, Commands, Said, Tell, section
from data.files.errors import SourceError
from data.files.problems import ERROR, PROBLEM_COLUMNS, Problem
from data.returns.coverage import NOT_RECEIVED, coverage_of, summary
from data.returns.folder import Folder, read_folder
from data.returns.issues import issues_of, log_csv
from data.returns.merging import merged
from data.returns.monthly_return import Return, month_words
from data.returns.writing import file_name, write_return

_HELP = "check a folder of NNHIP monthly returns, and write them back out with small numbers hidden"
_MOST_TOLD = 60


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = (
        f"{_HELP[0].upper()}{_HELP[1:]}. Reports which months were received, and what is late, blank, hidden as nought or "
        "does not add up. A table received.csv in the folder, with the headings file and received, says when each was sent. "
        f"{EXIT_CODES}"
    )
    parser = commands.add_parser("returns", help=_HELP, description=about)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of workbooks, or one workbook")
    parser.add_argument("--issues", type=Path, metavar="OUT.csv", help="write the issues log as CSV")
    parser.add_argument(
        "--write", type=Path, metavar="OUT_FOLDER", help="write each place and month as a sound workbook"
    )
    parser.add_argument("--template", type=Path, metavar="BLANK.xlsx", help="the blank template to write into")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Check the folder and write what was asked for; the report counts issues and tells the first of them."""
    if not chosen.folder.exists():
        raise SourceError("no such file or folder", file=str(chosen.folder), expected="a folder of workbooks")
    if chosen.template and not chosen.write:
        raise SourceError("a template without --write", expected="--write OUT_FOLDER", mend="say where to write")
    tell(f"reading {chosen.folder}")
    folder = read_folder(chosen.folder)
    issues = issues_of(folder)
    lines = [f"# Monthly returns in {chosen.folder.name}", "", *_received(folder), *_told(issues)]
    if chosen.issues:
        chosen.issues.parent.mkdir(parents=True, exist_ok=True)
        chosen.issues.write_bytes(log_csv(issues))
        lines += [f"Issues log written to {chosen.issues}.", ""]
    if chosen.write:
        lines += section("Written", _written(folder, chosen.write, chosen.template, tell))
    return Said("\n".join(lines).rstrip(), _code(issues, folder))


def _code(issues: pd.DataFrame, folder: Folder) -> int:
    if (issues["severity"] == ERROR).any() or not folder.returns:
        return ERRORS
    return WARNINGS if len(issues) else FINE


def _received(folder: Folder) -> list[str]:
    found = summary(coverage_of(folder.returns))
    if found.empty:
        return ["No return could be read.", ""]
    lines = []
    for place, rows in found.groupby("place", sort=False):
        there = rows[rows["state"] != NOT_RECEIVED]
        blank = int(there["blank"].sum())
        words = f"{place}: {len(there)} of {len(rows)} months, to {month_words(there['month'].max())}"
        lines.append(words + (f"; {blank} metrics blank in some month" if blank else ""))
    return section("Received", lines)


def _told(issues: pd.DataFrame) -> list[str]:
    told = []
    for row in issues.head(_MOST_TOLD).to_dict("records"):
        problem = Problem(**{name: row[name] for name in PROBLEM_COLUMNS})
        place = " ".join(each for each in (row["place"], row["month"]) if each)
        told.append(f"{row['severity']}: {f'{place}: ' if place else ''}{problem.sentence}")
    if len(issues) > _MOST_TOLD:
        told.append(f"and {len(issues) - _MOST_TOLD} more: write the whole log with --issues OUT.csv")
    return section("Issues", told)


def _written(folder: Folder, out: Path, template: Path | None, tell: Tell) -> list[str]:
    blank = template.read_bytes() if template and template.is_file() else None
    if template and blank is None:
        raise SourceError("no such file", file=str(template), expected="the programme's blank workbook")
    by_key: dict[tuple[str, pd.Timestamp | None], list[Return]] = defaultdict(list)
    for each in folder.returns:
        if each.month is not None and each.place:
            by_key[each.key].append(each)
    out.mkdir(parents=True, exist_ok=True)
    saved = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    lines = []
    for same in by_key.values():
        one = merged(same)
        path = out / file_name(one)
        if path.exists():
            raise SourceError("is there already", file=str(path), mend="name an empty folder after --write")
        tell(f"writing {path.name}")
        path.write_bytes(write_return(one, blank, saved=saved, name=template.name if template else ""))
        lines.append(f"{path.name}: {one.place}, {month_words(one.month)}")
    return lines

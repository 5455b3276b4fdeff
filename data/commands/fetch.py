"""`python -m data fetch`: download the open parts for one board, for people with a network."""

import argparse
from pathlib import Path

from data.commands.given_once import GivenOnce
from data.commands.output import ERRORS, FINE, Commands, Said, Tell, section
from data.fetching.client import Client
from data.fetching.fetching import Outcome, fetch
from data.fetching.parts import SERVICES_FILE, Part, chosen_parts, read_services

_HELP = "download the open parts for one board, for 'build' to read (needs a network)"


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = (
        f"{_HELP[0].upper()}{_HELP[1:]}. A file that has not changed is not sent again; one that breaks off is carried on "
        "from there when the command is run again. fetched.json says what came from where and when."
    )
    parser = commands.add_parser("fetch", help=_HELP, description=about)
    parser.add_argument(
        "--area", required=True, action=GivenOnce, help="the board's ODS or ONS code, e.g. QMJ or E54000028"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to put the files in; one board a folder")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="fetch only these parts (see --list)")
    parser.add_argument("--again", action="store_true", help="fetch everything anew, changed or not")
    parser.add_argument("--list", action="store_true", help="list the parts and their addresses, and fetch nothing")
    parser.add_argument("--services", type=Path, default=SERVICES_FILE, help="another file of addresses (TOML)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Fetch, and say what came, what was as before and what could not be had."""
    limits, parts = read_services(chosen.services)
    if chosen.list:
        return Said("\n".join(_described(each) for each in chosen_parts(parts, chosen.only)))
    with Client(limits, tell=tell) as client:
        outcome = fetch(chosen.area, chosen.out, parts, client, only=chosen.only, again=chosen.again)
    return Said(_text(outcome, chosen.area, chosen.out), ERRORS if outcome.failed else FINE)


def _described(part: Part) -> str:
    return f"{part.name}: {part.title} ({part.publisher}; {part.licence})\n    {part.address}"


def _text(outcome: Outcome, area: str, folder: Path) -> str:
    lines = [f"# Fetched for {area.upper()} into {folder}", ""]
    lines += section("Fetched", [f"{each.file}: {each.title}, {each.bytes:,} bytes" for each in outcome.fetched])
    lines += section("Unchanged", [f"{each.file}: {each.title}, of {each.when[:10]}" for each in outcome.unchanged])
    lines += section("Not fetched", [str(each) for each in outcome.failed])
    lines.append(f"{outcome.requests:,} requests. What came from where is in {folder / 'fetched.json'}.")
    lines.append(
        f"Next: python -m data build --from {folder} --area {area.upper()} --hide 1-7 --round-to 5 "
        f"--out build/{area.lower()} (with the disclosure rule of your board)"
    )
    return "\n".join(lines)

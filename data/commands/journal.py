"""`python -m data journal`: export the journal, take an export in, or show the history of a record."""

import argparse
from pathlib import Path

from data.commands.output import FINE, WARNINGS, Commands, Said, Tell, section
from data.journal.entry_history import Version
from data.journal.errors import BadLine, JournalError
from data.journal.import_limits import FROM_THE_COMMAND_LINE
from data.journal.journal import Journal
from data.journal.opening import open_journal
from data.journal.places import VARIABLE

_HELP = "export the journal of decisions, take an export in, or show a record's history"


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = f"{_HELP[0].upper()}{_HELP[1:]}. Nothing in a journal is ever overwritten."
    actions = commands.add_parser("journal", help=_HELP, description=about).add_subparsers(
        required=True, metavar="ACTION"
    )
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument(
        "--journal",
        metavar="URL",
        help=f"a file, or the address of a PostgreSQL database; else {VARIABLE}, else a file in your data folder",
    )
    export = actions.add_parser("export", parents=[where], help="every version of every record, as JSON lines")
    export.add_argument("--out", type=Path, metavar="FILE", help="write them to a new file, not to standard output")
    export.set_defaults(run=_export)
    taking = actions.add_parser(
        "import", parents=[where], help="take in what was exported; what is there is passed over"
    )
    taking.add_argument("file", type=Path, metavar="FILE", help="the exported file")
    taking.set_defaults(run=_take_in)
    history = actions.add_parser("history", parents=[where], help="every version of a record, or a list of the records")
    history.add_argument("record", nargs="?", metavar="RECORD", help="a record's id, or the beginning of it")
    history.set_defaults(run=_history)


def _export(chosen: argparse.Namespace, _: Tell) -> Said:
    with open_journal(chosen.journal) as journal:
        text = journal.export()
    if chosen.out is None:
        return Said(text.rstrip("\n"))
    try:
        with chosen.out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise JournalError(
            f"{chosen.out}: found a file there; expected a new name: an export replaces nothing"
        ) from None
    except OSError as error:
        raise JournalError(f"{chosen.out}: it cannot be written ({error.strerror})") from None
    return Said(f"wrote {chosen.out}: {_versions(text.count(chr(10)) - 1)}")


def _versions(count: int) -> str:
    return f"{count:,} version{'' if count == 1 else 's'}"


def _take_in(chosen: argparse.Namespace, _: Tell) -> Said:
    try:
        FROM_THE_COMMAND_LINE.check_size(chosen.file.stat().st_size)
        text = chosen.file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise JournalError(
            f"{chosen.file}: found bytes that are not UTF-8 text; expected an exported journal"
        ) from None
    except OSError as error:
        raise JournalError(f"{chosen.file}: it cannot be read ({error.strerror})") from None
    try:
        with open_journal(chosen.journal) as journal:
            found, where = journal.take_in(text), journal.where
    except BadLine as error:
        raise JournalError(f"{chosen.file}, {error}") from None
    counts = f"{_versions(found.new)} new, {found.already:,} already there, {len(found.conflicts):,} in conflict"
    if found.recipes or found.known_recipes:
        counts += f"; {found.recipes:,} recipes for table layouts new, {found.known_recipes:,} already there"
    lines = section("In conflict: what stood here still stands, the other is kept beside it", list(found.conflicts))
    return Said("\n".join([*lines, f"{where}: {counts}"]), WARNINGS if found.conflicts else FINE)


def _history(chosen: argparse.Namespace, _: Tell) -> Said:
    with open_journal(chosen.journal) as journal:
        if chosen.record is None:
            lines = [
                f"{each.id}  {each.entry.kind}, {each.entry.state}, version {each.number:,}: {each.entry.title}"
                for each in journal.records()
            ]
            return Said("\n".join(lines or [f"{journal.where}: no record yet"]))
        return Said("\n".join(_lines(journal.history(_whole_id(journal, chosen.record)))))


def _whole_id(journal: Journal, beginning: str) -> str:
    found = [each.id for each in journal.records() if each.id.startswith(beginning)]
    if len(found) > 1:
        raise JournalError(f"{beginning}: found {len(found):,} records whose id begins so; give more of it")
    return found[0] if found else beginning


def _lines(history: list[Version]) -> list[str]:
    standing = [each for each in history if each.stands][-1]
    lines = [
        f"# {standing.entry.title}",
        "",
        f"{standing.entry.kind}, {standing.entry.state}; record {standing.record_id}",
    ]
    return [*lines, "", *(line for each in history for line in _version_lines(each))]


def _version_lines(version: Version) -> list[str]:
    head = f"{version.number:,}. {version.written_at:%d %B %Y %H:%M} UTC, {version.by_role}: {version.standing}"
    if version.merged_from is not None:
        head += f" with version {version.merged_from:,}"
    if version.note:
        head += f" – {version.note}"
    values = [f"   {name}: {getattr(version.entry, name)}" for name in version.changed]
    return [head, *(line.replace("\n", "\n      ") for line in values)]

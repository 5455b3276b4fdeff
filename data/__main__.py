"""The analyst's command line: `python -m data COMMAND …`; each command is a module of `data.commands`."""

import argparse
import sys
from functools import partial

from data.commands import (
    aggregate,
    audit,
    build,
    check,
    describe,
    fetch,
    journal,
    releases,
    returns,
    template,
    understand,
)
from data.commands.output import ERRORS, EXIT_CODES, Said
from data.commands.unforeseen import left_over, sentence
from data.contract.errors import ContractError
from data.fetching.errors import FetchError
from data.files.errors import SourceError
from data.journal.errors import JournalError

COMMANDS = (fetch, understand, check, build, audit, describe, releases, template, returns, journal, aggregate)


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Its report goes to stdout, its progress and its error to stderr; returns the exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        said: Said = chosen.run(chosen, partial(print, file=sys.stderr, flush=True))
    except (SourceError, ContractError, FetchError, JournalError) as error:
        print(f"error: {error}", file=sys.stderr)
        return ERRORS
    except Exception as error:  # noqa: BLE001 - the last boundary: a traceback would print what stands in cells
        print(f"error: {sentence(error)}", file=sys.stderr)
        return ERRORS
    print(said.text)
    return said.code


def _parser() -> argparse.ArgumentParser:
    about = (
        "Fetch, check, build, audit and describe datasets; check monthly returns; carry the journal of decisions; "
        "count indicators from records. "
        f"{EXIT_CODES}"
    )
    parser = argparse.ArgumentParser(prog="python -m data", description=about)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.unraisablehook = lambda left: print(left_over(left.exc_type), file=sys.stderr)
    sys.exit(main())

"""NHS Organisation Data Service, Data Search and Export: its reports have no header, and now word two fields otherwise.

The reports of 2025 and later say ACTIVE and RO76 where the files they replace said A and 4. What is fetched is written
as the replaced files were, so that files of any year read alike.
"""

import csv
from pathlib import Path

from data.fetching.downloading import Download
from data.fetching.errors import FetchError
from data.fetching.request import Arrived, Asking, question

_STATUS, _SETTING = 12, 25
_STATUSES = {"ACTIVE": "A", "INACTIVE": "C", "CLOSED": "C", "DORMANT": "D", "PROPOSED": "P"}
_GENERAL_PRACTICE_ROLE, _GENERAL_PRACTICE = "RO76", "4"


def fetch(asking: Asking) -> list[Arrived]:
    """One report, with the header it lacks (when `ask` names its columns) or its codes as they were."""
    part = asking.part
    asked = question(part.address, part.ask)
    known = asking.known(part.file, asked)
    done = Download(asking.client, part.title, part.address, asking.waiting, f"{part.file}.report", known).fetch()
    if done.path is None:
        return [Arrived(part.file, None, part.address, done.etag, done.last_modified, asked=asked)]
    path = asking.place_for(part.file)
    _rewrite(asking, done.path, path)
    done.path.unlink()
    return [Arrived(part.file, path, part.address, done.etag, done.last_modified, asked=asked)]


def _rewrite(asking: Asking, report: Path, path: Path) -> None:
    columns = asking.part.ask.get("columns", [])
    width = len(columns) or asking.part.ask["fields"]
    with (
        report.open(newline="", encoding="utf-8-sig", errors="replace") as source,
        path.open("w", newline="", encoding="utf-8") as target,
    ):
        writer = csv.writer(target, quoting=csv.QUOTE_ALL)
        if columns:
            writer.writerow(columns)
        for number, row in enumerate(csv.reader(source), start=1):
            if len(row) != width:
                raise FetchError(
                    asking.part.title,
                    f"row {number:,} of its report has {len(row)} fields, not {width}",
                    address=asking.part.address,
                    mend="the layout has changed: fetch the file by hand, or tell the project",
                )
            if not (columns and number == 1 and row[0] == columns[0]):
                writer.writerow(row if columns else _as_before(row))


def _as_before(row: list[str]) -> list[str]:
    row = list(row)
    row[_STATUS] = _STATUSES.get(row[_STATUS].upper(), row[_STATUS])
    if _GENERAL_PRACTICE_ROLE in row[_SETTING].split("|"):
        row[_SETTING] = _GENERAL_PRACTICE
    return row

"""Fetch the chosen parts for one board into a folder, each whole or not at all, and keep the record."""

import shutil
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from data.fetching import arcgis, cvdprevent, fingertips, nomis, organisations, publications, single_files
from data.fetching.board import Board, board_code, board_of
from data.fetching.client import Client
from data.fetching.errors import FetchError
from data.fetching.parts import Part, chosen_parts
from data.fetching.record import FetchedFile, digest, read_record, write_record
from data.fetching.request import STEPS, Arrived, Asking
from data.fetching.verify_download import look

WAITING = ".fetching"
_WAYS: dict[str, Callable[[Asking], Iterable[Arrived]]] = {
    "arcgis": arcgis.fetch,
    "fingertips": fingertips.fetch,
    "fingertips_metadata": fingertips.fetch_metadata,
    "nomis": nomis.fetch,
    "cvdprevent": cvdprevent.fetch,
    "organisations": organisations.fetch,
    "publication": publications.fetch,
    "file": single_files.fetch,
}


@dataclass
class Outcome:
    """What a fetch came to: files that came, files unchanged since last time, and what could not be had."""

    fetched: list[FetchedFile] = field(default_factory=list)
    unchanged: list[FetchedFile] = field(default_factory=list)
    failed: list[FetchError] = field(default_factory=list)
    requests: int = 0


def fetch(
    area: str,
    folder: Path,
    parts: dict[str, Part],
    client: Client,
    *,
    only: Collection[str] = (),
    again: bool = False,
) -> Outcome:
    """Fetch parts for the board with this ODS or ONS code; one that fails is told of and does not stop the others.

    FetchError is raised only for what makes the whole pointless: a wrong code or name, or no list of small areas.
    """
    code, chosen = board_code(area), chosen_parts(parts, only)
    folder.mkdir(parents=True, exist_ok=True)
    errand = _Errand(code, folder, client, again)
    lookup = next((each for each in parts.values() if each.narrowed_by == "board"), None)
    if lookup is None:
        raise FetchError("services", "no part is narrowed by 'board'", mend="keep the lookup of small areas to boards")
    _one_board_only(folder, lookup, errand, code)
    # Everything else is asked for by the board's small areas, so these come first whatever is chosen.
    errand.run(lookup, None, must=True)
    board = board_of(folder / lookup.file)
    for part in chosen:
        if part is not lookup:
            errand.run(part, board)
    if not errand.outcome.failed:
        shutil.rmtree(folder / WAITING, ignore_errors=True)
    errand.outcome.requests = client.requests
    return errand.outcome


def _one_board_only(folder: Path, lookup: Part, errand: "_Errand", code: str) -> None:
    """FetchError when the folder already holds files of another board: a build would take them for this one's."""
    if lookup.file in errand.record and (folder / lookup.file).is_file():
        held = board_of(folder / lookup.file)
        if code not in (held.ods, held.ons):
            raise FetchError(
                str(folder),
                f"holds files of {held.name} ({held.ods}, {held.ons}), not of {code}",
                mend="give each board a folder of its own",
            )


class _Errand:
    """One run: the record as it grows, and the outcome."""

    def __init__(self, area: str, folder: Path, client: Client, again: bool):
        self._area, self._folder, self._client, self._again = area, folder, client, again
        self.record = read_record(folder)
        self.outcome = Outcome()

    def run(self, part: Part, board: Board | None, *, must: bool = False) -> None:
        """Fetch one part; a FetchError is kept for the end unless nothing can follow without it."""
        waiting = self._folder / WAITING
        self._client.tell(f"{part.name}: {part.title}")
        area = self._area if board is None else board.ons
        asking = Asking(part, area, board, self._client, self._folder, waiting, self.record, self._again)
        faults: list[FetchError] = []
        try:
            for arrived in _WAYS[part.service](asking):
                # One file that is not what it should be does not keep the others of its part away.
                try:
                    self._settle(part, arrived)
                except FetchError as error:
                    faults.append(error)
        except FetchError as error:
            faults.append(error)
        if not faults:
            shutil.rmtree(waiting / STEPS / part.name, ignore_errors=True)
            return
        if must:
            raise faults[0]
        self._client.tell(f"{part.name}: not fetched")
        self.outcome.failed.extend(faults)

    def _settle(self, part: Part, arrived: Arrived) -> None:
        """Look at a file, give it its place and write it down, so that a run that breaks off loses nothing."""
        if arrived.path is None:
            self.outcome.unchanged.append(self.record[arrived.file])
            return
        look(arrived.path, part, arrived.address)
        place = self._folder / arrived.file
        arrived.path.replace(place)
        entry = FetchedFile(
            file=arrived.file,
            part=part.name,
            title=part.title,
            service=part.service,
            publisher=part.publisher,
            licence=part.licence,
            address=arrived.address,
            when=self._client.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            bytes=place.stat().st_size,
            sha256=digest(place),
            etag=arrived.etag,
            last_modified=arrived.last_modified,
            edition=arrived.edition,
            asked=arrived.asked,
        )
        self.record[arrived.file] = entry
        write_record(self._folder, self.record, self._area)
        self.outcome.fetched.append(entry)
        self._client.tell(f"{part.name}: {arrived.file}, {entry.bytes:,} bytes")

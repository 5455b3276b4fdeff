"""A system of neighbourhoods to build by: networks, or what files give; a dataset may hold several beside one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.contract.manifest import system_code
from data.files.errors import SourceError
from data.sources.neighbourhood_file import neighbourhoods_from_files
from data.sources.neighbourhood_lookup import Footprints
from data.sources.neighbourhoods import PCN, network_footprints
from data.sources.notes import BY_NETWORK
from data.sources.report import BuildReport
from data.sources.units import NETWORK, Units

_NAMED = re.compile(r"(?P<name>[^=/\\\[\]]+)(\[(?P<column>[^\]]+)\])?=(?P<path>.+)")


@dataclass(frozen=True)
class System:
    """One way of drawing neighbourhoods: `paths` of files or folders, or none for networks; and what people call it.

    `column` names the column of neighbourhoods in its lookup, where that has several.
    """

    name: str
    paths: tuple[Path, ...] = ()
    column: str = ""


def system_of(given: Sequence[str], column: str = "") -> System:
    """The system in the words of a command line: 'pcn', or paths.

    The first may have a name before it, and the column to take: Localities=FILE, Localities[Locality_Code]=FILE.
    """
    first, *others = given
    named = _NAMED.fullmatch(first)
    name = named["name"].strip() if named else ""
    if named:
        first, column = named["path"], named["column"] or column
    if first == PCN:
        return System(name or "Primary care networks", column=column)
    path = Path(first)
    words = re.sub(r"[-_\s]+", " ", path.stem).strip() or "Neighbourhoods"
    return System(name or words[0].upper() + words[1:], (path, *map(Path, others)), column)


def fault_in_names(systems: Sequence[System]) -> None:
    """SourceError where two systems would have one name: readers could not tell which they look at."""
    codes = [system_code(each.name) for each in systems]
    for place, system in enumerate(systems):
        if not codes[place] or codes[place] in codes[:place]:
            raise SourceError(
                "two systems of neighbourhoods have one name"
                if codes[place]
                else "a system of neighbourhoods has no name",
                found=system.name,
                expected="a name of letters and figures for each",
                mend="write the name before the file, as in Localities=FILE",
            )


def footprints_of(system: System, units: Units, patients: pd.DataFrame, report: BuildReport) -> tuple[Footprints, str]:
    """Where the neighbourhoods of a system are, and in a sentence how they were drawn."""
    if system.paths:
        return neighbourhoods_from_files(system.paths, units, report, system.column)
    areas = network_footprints(patients, units, report)
    return Footprints(areas, NETWORK, units.practices["pcn_code"]), BY_NETWORK

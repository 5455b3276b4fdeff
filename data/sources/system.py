"""A system of neighbourhoods to build by: networks, or what files give; a dataset may hold several beside one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.sources.neighbourhood_file import neighbourhoods_from_files
from data.sources.neighbourhood_lookup import Footprints
from data.sources.neighbourhoods import PCN, network_footprints
from data.sources.notes import BY_NETWORK
from data.sources.report import BuildReport
from data.sources.units import NETWORK, Units

_NAMED = re.compile(r"(?P<name>[^=/\\]+)=(?P<path>.+)")


@dataclass(frozen=True)
class System:
    """One way of drawing neighbourhoods: `paths` of files or folders, or none for networks; and what people call it.

    `column` names the column of neighbourhoods in its lookup, where that has several.
    """

    name: str
    paths: tuple[Path, ...] = ()
    column: str = ""


def system_of(given: Sequence[str], column: str = "") -> System:
    """The system in the words of a command line: 'pcn', or paths; the first may have a name before it, as in Localities=FILE."""
    first, *others = given
    named = _NAMED.fullmatch(first)
    name, first = (named["name"].strip(), named["path"]) if named else ("", first)
    if first == PCN:
        return System(name or "Primary care networks", column=column)
    path = Path(first)
    words = re.sub(r"[-_\s]+", " ", path.stem).strip() or "Neighbourhoods"
    return System(name or words[0].upper() + words[1:], (path, *map(Path, others)), column)


def footprints_of(
    system: System, units: Units, patients: pd.DataFrame, report: BuildReport
) -> tuple[Footprints, str]:
    """Where the neighbourhoods of a system are, and in a sentence how they were drawn."""
    if system.paths:
        return neighbourhoods_from_files(system.paths, units, report, system.column)
    areas = network_footprints(patients, units, report)
    return Footprints(areas, NETWORK, units.practices["pcn_code"]), BY_NETWORK

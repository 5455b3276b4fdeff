"""One input: a sound file of some kind and the faults made in it, told by the run's seed and its own number alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzzing import (
    boundary_faults,
    byte_faults,
    journal_faults,
    lookup_faults,
    return_faults,
    seeds,
    table_faults,
    workbook_structure,
    zip_structure,
)
from tests.fuzzing.seeds import Files

KINDS: dict[str, Callable[[], tuple[Files, ...]]] = {
    "own tables": seeds.own_tables,
    "lookups": seeds.lookups,
    "boundaries": seeds.boundaries,
    "returns": seeds.returns,
    "journals": seeds.journals,
    "published files": seeds.published,
}
# Faults of what a file is made of and of what it says, by how its name ends; faults in bytes are for all.
_MADE_OF = {
    ".csv": (table_faults.FAULTS,),
    ".xlsx": (zip_structure.FAULTS, workbook_structure.FAULTS),
    ".zip": (zip_structure.FAULTS,),
    ".ods": (zip_structure.FAULTS,),
    ".xlsb": (zip_structure.FAULTS,),
    ".geojson": (boundary_faults.FAULTS,),
    ".jsonl": (journal_faults.FAULTS,),
}
_SOUND, _TWICE = 0.04, 0.15


@dataclass(frozen=True)
class Input:
    """Files by name, of which kind they are and what was done to them."""

    number: int
    kind: str
    faults: tuple[str, ...]
    files: Files


def made(seed: int, number: int) -> Input:
    """The input of a number: always the same for one seed."""
    random = Random(f"{seed}:{number}")
    kind = list(KINDS)[number % len(KINDS)]
    files = dict(random.choice(KINDS[kind]()))
    name = random.choice(list(files))
    if random.random() < _SOUND:
        return Input(number, kind, (), files)
    fault = random.choice(random.choice(_families(kind, name)))
    faults, files[name] = [fault.__name__], fault(files[name], random)
    if random.random() < _TWICE:
        more = random.choice(byte_faults.FAULTS)
        faults, files[name] = [*faults, more.__name__], more(files[name], random)
    return Input(number, kind, tuple(faults), files)


def _families(kind: str, name: str) -> list[tuple]:
    families = [byte_faults.FAULTS, *_MADE_OF.get(Path(name).suffix, ())]
    if kind == "lookups":
        families.append(lookup_faults.FAULTS)
    if kind == "returns" and name.endswith(".xlsx"):
        families += [return_faults.FAULTS] * 2
    return families

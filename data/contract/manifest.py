"""A dataset's own description: `dataset.toml`."""

import re
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import tomli_w

from data.contract.declared_dimensions import dimension_entries, parse_dimensions
from data.contract.errors import ContractError
from data.contract.vocabulary import DIMENSIONS, Dimension


@dataclass(frozen=True)
class Source:
    """One published source: what it is, whose, of when, under which licence, and how its publisher hides small numbers."""

    name: str
    publisher: str
    period: str
    licence: str
    rule: str = ""


@dataclass(frozen=True)
class Disclosure:
    """How small numbers are protected: the rule that whoever built the dataset stated.

    Counts from `hidden_from` to `hidden_to` are hidden; shown counts are rounded to `rounded_to` (1 = not rounded). There
    is always a rule: ContractError says which number is wrong.
    """

    hidden_from: int
    hidden_to: int
    rounded_to: int
    words: str

    def __post_init__(self) -> None:
        for name in ("hidden_from", "hidden_to", "rounded_to"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise ContractError(f"disclosure rule, {name}: found {value!r}; expected a whole number")
        if self.hidden_from < 1:
            raise ContractError(
                f"disclosure rule, hidden_from: found {self.hidden_from}; expected 1 or more, for nought tells of nobody"
            )
        if self.hidden_to < self.hidden_from:
            raise ContractError(
                f"disclosure rule, hidden_to: found {self.hidden_to}; expected {self.hidden_from} (hidden_from) or more"
            )
        if self.rounded_to < 1:
            raise ContractError(
                f"disclosure rule, rounded_to: found {self.rounded_to}; expected 1 (not rounded) or more"
            )


@dataclass(frozen=True)
class Manifest:
    """Everything a page must say about a dataset as a whole."""

    title: str
    area_code: str
    area_name: str
    released: date
    synthetic: bool
    geography_vintage: str
    imd_version: str
    neighbourhood_basis: str
    disclosure: Disclosure
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = field(default=())
    lacks: tuple[str, ...] = field(default=())
    # What its neighbourhoods are called, where they are one of several systems; '' where there is one only.
    system: str = ""
    # By which publishers' figures are known to be of the area: its ODS code, and the codes of the parts that make it up.
    ods_code: str = ""
    parts: tuple[str, ...] = field(default=())
    # Ways of dividing people that it knows beside those of every dataset, in the order in which they are offered.
    dimensions: tuple[Dimension, ...] = field(default=())

    @property
    def own_dimensions(self) -> tuple[str, ...]:
        """Codes of the dimensions that it declares itself."""
        return tuple(each.code for each in self.dimensions)

    @property
    def vocabulary(self) -> dict[str, Dimension]:
        """Every dimension that the dataset knows, by code, in the order in which they are offered."""
        return DIMENSIONS | {each.code: each for each in self.dimensions}


def system_code(name: str) -> str:
    """A system's name as it stands in an address and as a folder: 'Primary care networks' is primary-care-networks."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def parse_manifest(data: bytes, file: str) -> Manifest:
    """The manifest in the bytes of a `dataset.toml`; ContractError says which entry is missing or wrong."""
    try:
        found = tomllib.loads(data.decode("utf-8"))
        found["disclosure"] = Disclosure(**found["disclosure"])
        found["sources"] = tuple(Source(**each) for each in found.get("sources", ()))
        found["notes"] = tuple(found.get("notes", ()))
        for name in ("lacks", "parts"):
            found[name] = tuple(found.get(name, ()))
        found["dimensions"] = parse_dimensions(found.get("dimensions", {}), file)
        return Manifest(**found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractError(f"{file}: not valid TOML ({error})") from error
    except KeyError as error:
        raise ContractError(f"{file}: entry {error} is missing; add it") from error
    except TypeError as error:
        raise ContractError(f"{file}: {error}; compare it with the demo's dataset.toml") from error


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest as the `dataset.toml` that `parse_manifest` reads back unchanged."""
    # Most datasets have one system of neighbourhoods, and an invented area has no publisher's codes: nothing is said of it.
    unsaid = {name for name in ("system", "ods_code", "parts") if not getattr(manifest, name)}
    entries = {name: value for name, value in asdict(manifest).items() if name not in {*unsaid, "dimensions"}}
    if manifest.dimensions:
        entries["dimensions"] = dimension_entries(manifest.dimensions)
    path.write_bytes(tomli_w.dumps(entries).encode("utf-8"))

"""Check files that are not yet a dataset: published files by their readers, a team's own tables row by row."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data.commands.output import Tell
from data.dataset.dataset import Dataset
from data.fetching.record import RECORD
from data.files.errors import SourceError
from data.files.opening import files_in
from data.files.problems import ERROR
from data.files.unsuited import unsuited
from data.files.upload_limits import MOST_BYTES
from data.optional.add_to_dataset import in_few_lines, joined
from data.optional.checks import known_of
from data.optional.reading import OptionalReading
from data.sources.checked_together import told_together
from data.sources.optional_tables import is_optional, read_optional_of
from data.sources.readers import READERS, Recognised, format_name, recognised
from data.sources.years_alone import COUNTS_BY_YEAR
from data.your_data.assumptions import Declared
from data.your_data.conversions import OFFERS
from data.your_data.intake import Intake
from data.your_data.validate import take

# Kinds of content without which `build` makes no dataset.
NEEDED = (
    "lsoa_to_icb", "lsoa_to_place", "lsoa_changes", "boundaries", "deprivation", "census_ethnic_group", "practices",
    "registrations", "counts",
)  # fmt: skip


# Kinds of which a file may contradict itself or another.
_TOGETHER = ("counts", COUNTS_BY_YEAR, "registrations", "indicator_metadata")


@dataclass
class Checked:
    """What became of the files: a line for each that was read, each error and each warning; the intake if there is one.

    `unused` are files of no known format that lie beside published files; `undefined` tells of series that no indicator
    uses. `frames` are what was read of the kinds that are checked together, by kind. `unsuited` are published files that
    nothing here can be shown by.
    """

    read: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    intake: Intake | None = None
    optional: list[OptionalReading] = field(default_factory=list)
    undefined: list[str] = field(default_factory=list)
    frames: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    unsuited: set[str] = field(default_factory=set)

    def missing(self) -> list[str]:
        """What `build` would still ask for; nothing where no published file was found at all."""
        return [_called(kind) for kind in NEEDED if kind not in self.kinds] if self.kinds else []


def check_files(
    path: Path,
    tell: Tell,
    *,
    base: Dataset | None = None,
    declared: Declared | None = None,
    confirmed: Collection[str] = (),
) -> Checked:
    """Read a file, or every file under a folder, to the last row; nothing is written."""
    names = _alone(path) if path.is_file() else {each.relative_to(path).as_posix(): each for each in files_in(path)}
    names.pop(RECORD, None)
    if not names:
        raise SourceError("no file in it", file=str(path), mend="give a file, or a folder of files")
    checked, own = Checked(), {}
    for name, file in names.items():
        tell(f"reading {name}")
        if not _published(file, name, checked):
            own[name] = file
    told, checked.undefined = told_together(checked.frames)
    checked.warnings += told
    _optional(checked, base)
    _own(own, checked, base, declared, confirmed)
    return checked


def _optional(checked: Checked, base: Dataset | None) -> None:
    """Optional tables of all files together; what they refer to is looked up in the dataset, where one is given."""
    if not checked.optional:
        return
    found = joined(checked.optional, known_of(base) if base else None)
    for reading in checked.optional:
        used = found.used[reading.label]
        left = f"; {reading.rows - used:,} left out" if reading.rows > used else ""
        checked.read.append(f"{reading.label}: the optional table '{reading.table}', {reading.rows:,} rows{left}")
    checked.errors += [line for faults in found.faults.values() for line in in_few_lines(faults)]


def _alone(path: Path) -> dict[str, Path]:
    """A file on its own, with the definitions of its indicators if it is a template of two files."""
    definitions = definitions_beside(path)
    return {each.name: each for each in (path, definitions) if each == path or each.is_file()}


def definitions_beside(path: Path) -> Path:
    """Where the definitions go that belong to a template written as text."""
    return path.with_name(f"{path.stem}-indicators.csv")


def _published(path: Path, name: str, checked: Checked) -> bool:
    """Whether a reader, or the contract of optional tables, knows a table of the file; it is then read to its end."""
    try:
        known, strangers = recognised(path, name)
        optional = [read_optional_of(table) for table in strangers if is_optional(table)]
    except SourceError as error:
        checked.errors.append(str(error))
        return True
    for each in known:
        _read(each, checked)
    checked.optional += optional
    if any(unsuited(table) for table in strangers):
        checked.unsuited.add(name)
    return bool(known or optional)


def _read(found: Recognised, checked: Checked) -> None:
    table, reader = found.table, found.format
    try:
        reading = found.read()
    except SourceError as error:
        checked.errors.append(str(error))
        return
    period = f" ({reading.period})" if reading.period else ""
    checked.kinds |= {reader.KIND, *reading.also}
    left = "".join(f"; {rows:,} left out: {reason}" for reason, rows in reading.dropped.items())
    checked.read.append(f"{table.label}: {reader.NAME}{period}, {reading.rows:,} rows{left}")
    checked.warnings += reading.faults
    if reader.KIND in _TOGETHER:
        checked.frames.setdefault(reader.KIND, []).append(reading.frame.assign(source=table.label))
    if reading.frame.empty:
        checked.warnings.append(f"{table.label}: read as {reader.NAME}, and no row of it can be used")


def _own(
    files: dict[str, Path],
    checked: Checked,
    base: Dataset | None,
    declared: Declared | None,
    confirmed: Collection[str],
) -> None:
    """What no reader of published files knows is taken as a team's own table."""
    for name in [name for name, path in files.items() if path.stat().st_size > MOST_BYTES]:
        size = files.pop(name).stat().st_size
        checked.errors.append(f"{name}: {size:,} bytes; expected at most {MOST_BYTES:,}. To mend it: split it")
    if not files:
        return
    given = {name: path.read_bytes() for name, path in files.items()}
    intake = take(given, base=base, declared=declared, confirmed=confirmed, published=format_name)
    # Beside published files, a file in no known format is a stranger and not a faulty table.
    used = {label.split(" [")[0].split(" › ")[0] for label, name in intake.taken_for.items() if name}
    strangers = set(files) - used if checked.kinds else set()
    checked.unused += sorted(strangers - checked.unsuited)
    for each in intake.problems:
        file = each.file.split(" › ")[0]
        if file not in strangers - checked.unsuited:
            wrong = each.severity == ERROR and file not in strangers
            (checked.errors if wrong else checked.warnings).append(each.sentence)
    checked.read += [f"{label}: {name}" for label, name in intake.taken_for.items() if name]
    if intake.rows:
        checked.read.append(f"{intake.rows:,} rows of own tables, {intake.left_out:,} of them left out for an error")
    checked.read += list(intake.notes)
    checked.offers = [f"--confirm {each}: {OFFERS[each]}" for each in intake.offers]
    checked.intake = intake


def _called(kind: str) -> str:
    return " or ".join(sorted({reader.NAME for reader in READERS if kind == reader.KIND}))

"""Check a dataset that lies in a folder: everything a page relies on, table by table."""

from pathlib import Path

from data.contract.errors import ContractError
from data.contract.tables import OPTIONAL_TABLES
from data.dataset.systems import open_systems
from data.evidence.reading import evidence_faults


def check(folder: Path) -> list[str]:
    """What the dataset holds, a line each; ContractError says what is at fault, where and how to mend it."""
    dataset, *further = open_systems(folder).values()
    lines = [f"{dataset.manifest.title} (version {dataset.version})"]
    lines += [f"{level}: {len(dataset.areas(level)):,} areas" for level in dataset.levels]
    lines.append(f"{len(dataset.indicators):,} indicators, {len(dataset.every_observation()):,} observations")
    lines += [
        f"also by {each.manifest.system}: {len(each.areas('neighbourhood')):,} neighbourhoods" for each in further
    ]
    for name in OPTIONAL_TABLES:
        table = dataset.optional(name)
        if table is not None:
            lines.append(f"{name}: {len(table):,} rows")
    faults = evidence_faults(dataset)
    if faults:
        raise ContractError("\n".join(faults))
    return lines

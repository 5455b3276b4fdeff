"""The small dataset with dimensions of its own: carers of three smoking figures, and conditions in an order.

Newest quarter, whole area, smoking (lower is better): 300 of 1,000 carers (30%), 600 of 6,000 others (10%), and 20 of 700 of
whom it is not known. In the most deprived fifth 160 of 400 carers (40%) and 130 of 1,000 others (13%).
"""

from pathlib import Path

import pandas as pd

from data.contract.declared_dimensions import parse_dimensions
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.dataset import Dataset
from tests.small_dataset import QUARTERS, row, small_manifest, small_observations, write_small

CARERS = {
    "title": "Unpaid carers",
    "phrase": "whether people are unpaid carers",
    "reference": "not_carer",
    "not_known": "Not known whether a carer",
    "plus": ["carers"],
    "groups": [
        {"code": "carer", "label": "Unpaid carers", "short": "Carers", "words": "unpaid carers"},
        {"code": "not_carer", "label": "Not carers", "words": "people who are not carers"},
    ],
}
CONDITIONS = {
    "title": "Conditions",
    "phrase": "how many conditions people have",
    "ordered": True,
    "groups": [
        {
            "code": "three",
            "label": "Three or more",
            "short": "3 or more",
            "words": "people with three conditions or more",
        },
        {"code": "one", "label": "One or two", "short": "1 or 2", "words": "people with one or two conditions"},
        {"code": "no_condition", "label": "No condition", "words": "people with no condition"},
    ],
}
CARER_COUNTS = {"carer": (300, 1_000), "not_carer": (600, 6_000), "unknown": (20, 700)}
CARERS_BY_QUARTER = (220, 240, 260, 280, 300)
PAIRS = {("1", "carer"): (160, 400), ("1", "not_carer"): (130, 1_000)} | {
    (fifth, group): counts
    for fifth in ("2", "3", "4", "5")
    for group, counts in {"carer": (35, 150), "not_carer": (117, 1_250)}.items()
}
CONDITION_COUNTS = {"three": (300, 1_000), "one": (200, 1_000), "no_condition": (100, 1_000), "unknown": (8, 50)}


def declared_observations() -> pd.DataFrame:
    """The small dataset's observations, and smoking by carers, by carers and deprivation, and by conditions."""
    rows = []
    for (start, end), carers in zip(QUARTERS, CARERS_BY_QUARTER, strict=True):
        when = {"period_start": start, "period_end": end, "dimension": "carers"}
        for group, (count, people) in (CARER_COUNTS | {"carer": (carers, 1_000)}).items():
            rows.append(row("smoking", group=group, numerator=count, denominator=people, **when))
    for (fifth, group), (count, people) in PAIRS.items():
        pair = {"dimension": "deprivation_quintile", "group": fifth, "dimension_2": "carers", "group_2": group}
        rows.append(row("smoking", numerator=count, denominator=people, **pair))
    for group, (count, people) in CONDITION_COUNTS.items():
        rows.append(row("smoking", dimension="conditions", group=group, numerator=count, denominator=people))
    return pd.concat([small_observations(), pd.DataFrame(rows)[list(OBSERVATION_COLUMNS)]], ignore_index=True)


def write_declared(folder: Path, **changes: object) -> Path:
    """Write the dataset to a folder, as `write_small` does."""
    dimensions = parse_dimensions({"carers": CARERS, "conditions": CONDITIONS}, "dataset.toml")
    usual = {"manifest": small_manifest(dimensions=dimensions), "observations": declared_observations()}
    return write_small(folder, **(usual | changes))


def open_declared(folder: Path) -> Dataset:
    """The dataset, written to a folder and opened again."""
    return Dataset.open(write_declared(folder))

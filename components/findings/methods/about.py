"""What this dataset holds, what it lacks, and where it comes from."""

import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.table import Column, Table
from components.style.numbers import COUNT
from data.contract.periods import period_label
from data.contract.vocabulary import DOMAIN_LABELS, LEVEL_LABELS, NONE
from data.dataset.dataset import Dataset


def sources_table(dataset: Dataset) -> Table:
    """Every published source the dataset was made from."""
    frame = pd.DataFrame(
        [(each.name, each.publisher, each.period, each.licence, each.rule) for each in dataset.manifest.sources],
        columns=["name", "publisher", "period", "licence", "rule"],
    )
    heads = ("Source", "Publisher", "Period", "Licence", "Small numbers")
    return Table(tuple(Column(key, label) for key, label in zip(frame, heads, strict=True)), frame)


@kept_with_dataset
def coverage_table(dataset: Dataset) -> Table:
    """For each indicator: the groups and levels it is given by, its periods, and how many figures are not shown."""
    rows, vocabulary = [], dataset.vocabulary
    for indicator, found in dataset.coverage.groupby("indicator_id", observed=True):
        definition = dataset.indicators[indicator]
        single = found[found["dimension_2"] == NONE]
        first, last = found.loc[found["period_end"].idxmin()], found.loc[found["period_end"].idxmax()]
        pairs = [
            f"{vocabulary[one].label} × {vocabulary[other].label.lower()}"
            for one, other in found.loc[found["dimension_2"] != NONE, ["dimension", "dimension_2"]]
            .drop_duplicates()
            .itertuples(index=False)
        ]
        rows.append(
            {
                "domain": DOMAIN_LABELS[definition.domain],
                "name": definition.name,
                "groups": ", ".join(
                    [each.label for c, each in vocabulary.items() if c in set(single["dimension"])] + pairs
                ),
                "levels": ", ".join(LEVEL_LABELS[c] for c in LEVEL_LABELS if c in set(found["level"])),
                "periods": f"{period_label(first.period_start, first.period_end)} to "
                f"{period_label(last.period_start, last.period_end)}",
                "n_periods": found["period_end"].nunique(),
                "hidden": 100 * found["n_suppressed"].sum() / found["n_rows"].sum(),
                "missing": 100 * found["n_missing"].sum() / found["n_rows"].sum(),
            }
        )
    frame = pd.DataFrame(rows).sort_values(["domain", "name"])
    return Table(
        (
            Column("domain", "Domain"),
            Column("name", "Indicator"),
            Column("groups", "Given by"),
            Column("levels", "For"),
            Column("periods", "Periods"),
            Column("n_periods", "Number of periods", COUNT),
            Column("hidden", "Hidden (%)", COUNT),
            Column("missing", "Not collected (%)", COUNT),
        ),
        frame,
    )

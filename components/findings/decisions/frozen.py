"""A finding as it stood: kept as text with a decision, and shown again, plainly dated, without a number changed."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from components.findings.finding import Finding
from components.findings.selection import Selection
from components.findings.table import Column, Table
from components.style.dates import day_words
from data.dataset.dataset import Dataset
from data.journal.entry import FrozenFinding


def freeze(
    finding: Finding, dataset: Dataset, selection: Selection, more: Mapping[str, str] = MappingProxyType({})
) -> FrozenFinding:
    """The finding's words and table as they are shown, with the dataset they come from and the selection that leads back.

    `more` are parameters that the finding's page keeps in its address beside the selection.
    """
    text = finding.table.text
    link = [
        (name, each)
        for name, value in {**selection.to_link(), **more}.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    return FrozenFinding(
        id=finding.id,
        question=finding.question,
        headline=finding.headline,
        sentence=finding.sentence,
        period=finding.period,
        source=finding.source,
        columns=tuple(map(str, text.columns)),
        rows=tuple(tuple(map(str, row)) for row in text.to_numpy().tolist()),
        dataset_title=dataset.manifest.title,
        dataset_released=dataset.manifest.released,
        dataset_version=dataset.version,
        synthetic=dataset.manifest.synthetic,
        link=tuple(link),
    )


def stood_words(frozen: FrozenFinding) -> str:
    """Where and when a frozen finding comes from, in one line that must stand beside it."""
    released = day_words(frozen.dataset_released)
    synthetic = " Synthetic data." if frozen.synthetic else ""
    return f"As it stood in {frozen.period}, in {frozen.dataset_title} as released on {released}.{synthetic}"


def thawed(frozen: FrozenFinding) -> Finding:
    """A frozen finding as something to show: the same words and cells, and the line that says when they were true."""
    frame = pd.DataFrame(list(frozen.rows), columns=[f"c{place}" for place in range(len(frozen.columns))], dtype=object)
    return Finding(
        id=f"frozen_{frozen.id}",
        question=frozen.question,
        headline=frozen.headline,
        sentence=frozen.sentence,
        table=Table(tuple(Column(f"c{place}", name) for place, name in enumerate(frozen.columns)), frame),
        how_to_read="These words and figures are kept as they were shown. They do not follow later data.",
        method="signal",
        source=frozen.source,
        period=frozen.period,
        notice=stood_words(frozen),
        # The words were held to their table when they were frozen; names that carry numbers were not kept apart.
        names=(frozen.headline, frozen.sentence),
    )

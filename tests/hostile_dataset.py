"""The demo with a canary in every text that a file or a person may fill: what reads it as Markdown or HTML shows itself."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.errors import ContractError
from data.contract.tables import OPTIONAL_TABLES, checked
from data.contract.targets import Rebase
from data.dataset.dataset import Dataset
from data.dataset.writing import write_dataset

# A port that nobody answers on: what asks for an address there has read the text as more than text.
NOWHERE = "http://127.0.0.1:9"
CANARY = (
    f"![x]({NOWHERE}/x)<img src={NOWHERE}/i onerror=alert(1)>[a](javascript:alert(1)):material/home:$x^2$:red[x]"
    "<script>alert(1)</script>"
)
# What points at other rows, or is one of a closed list that only the code knows.
_KEYS = re.compile(
    r"(?:^|_)(?:id|code|kind|group|dimension|status|level|response|band|metric|period|domain|type|reference|plus)$"
)
_INDICATOR_WORDS = (
    "name", "short_name", "question", "population_noun", "event_noun", "numerator", "denominator", "source", "predicate",
    "caveat",
)  # fmt: skip


def hostile(text: str) -> str:
    """A text with the canary behind it; an empty one stays empty."""
    return f"{text} {CANARY}" if text else text


def _hostile_words(part: object) -> object:
    """A manifest or a part of it with the canary in each text but those that are codes."""
    if isinstance(part, str):
        return hostile(part)
    if isinstance(part, dict):
        return {code: _hostile_words(each) for code, each in part.items()}
    if isinstance(part, tuple):
        return tuple(_hostile_words(each) for each in part)
    if is_dataclass(part):
        named = {each.name: getattr(part, each.name) for each in fields(part) if not _KEYS.search(each.name)}
        return replace(part, **{name: _hostile_words(value) for name, value in named.items()})
    return part


def _hostile_table(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table with the canary in each column of free text: those that the contract still takes with it."""
    for column in table.columns:
        if _KEYS.search(column) or not pd.api.types.is_string_dtype(table[column].dropna().infer_objects()):
            continue
        changed = table.assign(**{column: table[column].map(hostile, na_action="ignore")})
        try:
            checked(changed, OPTIONAL_TABLES[name], where=name)
        except ContractError:
            continue
        table = changed
    return table


def write_hostile(folder: Path, demo: Dataset) -> Path:
    """Write the hostile demo to a folder."""
    areas = gpd.read_parquet(demo.folder / "areas.parquet")
    tables = {name: table for name in OPTIONAL_TABLES if (table := demo.optional(name)) is not None}
    indicators = [
        replace(
            each,
            **{
                name: hostile(getattr(each, name))
                for name in ("name", "short_name", "question", "population_noun", "source")
            },
            **{
                name: hostile(getattr(each, name))
                for name in ("event_noun", "numerator", "denominator", "predicate", "caveat")
            },
            targets=tuple(replace(target, source=hostile(target.source)) for target in each.targets),
            rebases=(Rebase(date(2024, 4, 1), hostile("Asked in another way")),) if each.id == "smoking" else (),
        )
        for each in demo.indicators.values()
    ]
    write_dataset(
        folder,
        _hostile_words(demo.manifest),
        indicators,
        areas.assign(area_name=areas["area_name"].map(hostile)),
        pd.read_parquet(demo.folder / "observations.parquet"),
        {name: _hostile_table(name, table) for name, table in tables.items()},
    )
    return folder

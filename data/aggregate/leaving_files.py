"""What may leave, as files: the tidy template of own figures, filled in, so that nothing new has to read it."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.aggregate.counting import Leaving
from data.aggregate.spec import Spec
from data.contract.indicator import Indicator
from data.files.errors import SourceError
from data.files.spreadsheet_text import csv_for_excel

OBSERVATIONS, DEFINITIONS, AGES = "observations.csv", "observations-indicators.csv", "age_structure.csv"
_HIDDEN = "*"
_NUMBERS = ("numerator", "denominator", "value", "lower", "upper")
_COUNTS_DIGITS, _VALUE_DIGITS = 4, 2


def write_leaving(folder: Path, leaving: Leaving, spec: Spec, report: str) -> tuple[Path, ...]:
    """Write every file, into a folder that is empty or not there yet; SourceError where something else is in it."""
    refuse_other(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        OBSERVATIONS: csv_for_excel(_tidy(leaving.observations)),
        DEFINITIONS: csv_for_excel(pd.DataFrame([_definition(each.definition) for each in spec.indicators])),
    }
    if leaving.age_structure is not None:
        files[AGES] = csv_for_excel(_days(leaving.age_structure))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    # Beside the folder, in which everything is a table that a build reads.
    beside = folder.with_name(f"{folder.name}-report.md")
    beside.write_text(report, encoding="utf-8")
    return (*(folder / name for name in files), beside)


def refuse_other(folder: Path) -> None:
    """SourceError where something would be written over, or beside what it has nothing to do with."""
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise SourceError("is there already", file=str(folder), mend="give a folder that is empty or not there yet")


def _tidy(observations: pd.DataFrame) -> pd.DataFrame:
    hidden = (observations["status"] == "suppressed").to_numpy()
    average = observations["value"].notna().groupby(observations["indicator_id"]).transform("any").to_numpy()
    told = {
        "indicator": observations["indicator_id"],
        "area_code": observations["area_code"],
        "period": observations["period_start"].dt.strftime("%Y-%m-%d to ")
        + observations["period_end"].dt.strftime("%Y-%m-%d"),
        **{name: observations[name] for name in ("dimension", "group", "dimension_2", "group_2")},
    }
    for name in _NUMBERS:
        digits = _COUNTS_DIGITS if name in ("numerator", "denominator") else _VALUE_DIGITS
        # What is hidden of an average is its value; of the others the count.
        main = np.where(average, name == "value", name == "numerator")
        size = name == "denominator"
        marked = hidden & (main | (size & observations["denominator"].isna().to_numpy()))
        told[name] = pd.Series(
            np.where(marked, _HIDDEN, _written(observations[name], digits)), index=observations.index
        )
    return pd.DataFrame(told)


def _written(numbers: pd.Series, digits: int) -> np.ndarray:
    texts = [f"{each:.{digits}f}".rstrip("0").rstrip(".") if pd.notna(each) else "" for each in numbers]
    return np.array(texts, dtype=object)


def _days(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(period_end=table["period_end"].dt.strftime("%Y-%m-%d"))


def _definition(each: Indicator) -> dict[str, str]:
    return {
        "indicator": each.id,
        "name": each.name,
        "short_name": each.short_name,
        "question": each.question,
        "domain": each.domain,
        "value_type": each.value_type,
        "higher_is_better": "yes" if each.higher_is_better else "no",
        "population_noun": each.population_noun,
        "predicate": each.predicate,
        "event_noun": each.event_noun,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "per": f"{each.multiplier:g}",
        "unit": each.unit,
        "source": each.source,
        "population_base": each.population_base,
        "caveat": each.caveat,
    }

"""What can foretell need for care here: each predictor's level in every neighbourhood, from whatever the dataset holds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from data.contract.indicator import Indicator
from data.contract.vocabulary import NONE
from data.dataset.dataset import Dataset

NHS_WEIGHTED = "weighted_need"
# Money for general practice is set against what people need of general practice, not of hospitals.
NHS_WEIGHTED_FOR = {"payments_per_patient": "weighted_primary_care_need"}
_EVERYONE = ("people registered", "registered patients")
_OLDER_BANDS = ("65-79", "80+")
_OLDER_COLUMNS = ("aged_65_to_69", "aged_70_to_74", "aged_75_to_79", "aged_80_to_84", "aged_85_and_over")

Level = tuple[pd.Series, str]
Reader = Callable[[Dataset], Level | None]


def newest(dataset: Dataset, indicator: str) -> pd.DataFrame:
    """Everyone's row of an indicator for each neighbourhood in its newest shown period, by area code; empty where none."""
    periods = dataset.periods(indicator, level="neighbourhood")
    if periods.empty:
        return pd.DataFrame()
    rows = dataset.observations(indicator, level="neighbourhood", period_ends=[periods["period_end"].iloc[-1]])
    return rows.set_index("area_code").reindex(dataset.areas("neighbourhood").index)


def _about_everyone(dataset: Dataset) -> list[Indicator]:
    """Indicators that are about everyone registered, those that count people before those that count their time."""
    found = [each for each in dataset.indicators.values() if each.population_noun in _EVERYONE]
    return sorted(found, key=lambda each: each.value_type == "rate")


def registered_people(dataset: Dataset) -> Level:
    """People of each neighbourhood and where the count is from: registered patients where given, else residents."""
    found = [each for each in _about_everyone(dataset) if each.value_type != "rate"]
    for each in sorted(found, key=lambda each: each.id != NHS_WEIGHTED):
        rows = newest(dataset, each.id)
        if len(rows) and rows["denominator"].notna().any():
            return rows["denominator"].astype(float), f"registered patients, as in {each.short_name}"
    areas = dataset.areas("neighbourhood")
    return areas["population"].astype(float), "residents"


def _registers(*indicators: str) -> Reader:
    """People on registers over those who could be, added up over the registers that this dataset has."""

    def read(dataset: Dataset) -> Level | None:
        levels, names = [], []
        for code in indicators:
            rows = newest(dataset, code) if code in dataset.indicators else pd.DataFrame()
            if len(rows):
                levels.append((rows["numerator"] / rows["denominator"].where(lambda each: each > 0)).astype(float))
                names.append(dataset.indicators[code].short_name)
        if not levels:
            return None
        words = "register" if len(names) == 1 else "registers added up; people on two count twice"
        return pd.concat(levels, axis=1).sum(axis=1, skipna=False), f"{', '.join(names)} ({words})"

    return read


def _caseload(*indicators: str) -> Reader:
    """People whom an indicator is about, over everyone registered: the register seen from its denominator."""

    def read(dataset: Dataset) -> Level | None:
        for code in indicators:
            rows = newest(dataset, code) if code in dataset.indicators else pd.DataFrame()
            if len(rows) and rows["denominator"].notna().any():
                indicator = dataset.indicators[code]
                level = (rows["denominator"] / registered_people(dataset)[0]).astype(float)
                return level, f"{indicator.population_noun}, as counted in {indicator.short_name}"
        return None

    return read


def _older_residents(dataset: Dataset) -> Level | None:
    areas = dataset.areas("neighbourhood")
    bands = [name for name in areas.columns if name.startswith("aged_")]
    if not set(_OLDER_COLUMNS) <= set(bands):
        return None
    return areas[list(_OLDER_COLUMNS)].sum(axis=1, skipna=False) / areas[bands].sum(axis=1), "residents, 2021 Census"


def _older_patients(dataset: Dataset) -> Level | None:
    """The older bands' share of the people of an indicator that is about everyone registered, by age."""
    for each in _about_everyone(dataset):
        periods = dataset.periods(each.id, level="neighbourhood", dimension="age")
        if periods.empty:
            continue
        end = periods["period_end"].iloc[-1]
        rows = dataset.observations(
            each.id, level="neighbourhood", dimension="age", dimension_2=NONE, period_ends=[end]
        ).pivot(index="area_code", columns="group", values="denominator")
        if set(_OLDER_BANDS) <= set(rows.columns):
            share = rows[list(_OLDER_BANDS)].sum(axis=1, skipna=False) / rows.sum(axis=1)
            return share.reindex(dataset.areas("neighbourhood").index), f"registered patients, as in {each.short_name}"
    return None


def _deprived(dataset: Dataset) -> Level | None:
    areas = dataset.areas("neighbourhood")
    if "share_most_deprived_fifth" not in areas or areas["share_most_deprived_fifth"].isna().all():
        return None
    return areas["share_most_deprived_fifth"].astype(float), f"residents, {dataset.manifest.imd_version}"


def _everyone(dataset: Dataset) -> Level | None:
    return pd.Series(1.0, index=dataset.areas("neighbourhood").index), "every person counts the same"


@dataclass(frozen=True)
class Predictor:
    """One predictor: its code in links, its name on screen, its short name, and where its level can be read, best first."""

    code: str
    name: str
    short: str
    readers: tuple[Reader, ...]


_LONG_TERM = ("coronary_heart_disease", "copd", "diabetes", "heart_failure", "chronic_kidney_disease", "stroke")
PREDICTORS = (
    Predictor("all", "Every person alike", "Every person", (_everyone,)),
    Predictor("old", "Aged 65 and over", "Aged 65+", (_older_patients, _older_residents)),
    Predictor("dep", "Living in the most deprived fifth", "Deprivation", (_deprived,)),
    Predictor(
        "ltc", "Long-term conditions", "Long-term", (_registers("long_term_conditions"), _registers(*_LONG_TERM))
    ),
    Predictor(
        "men", "Severe mental illness", "Mental", (_registers("severe_mental_illness"), _caseload("smi_health_check"))
    ),
    Predictor(
        "lea", "Learning disability", "Learning", (_registers("learning_disability"), _caseload("ld_health_check"))
    ),
    Predictor("neu", "Neurological disease", "Neurological", (_registers("dementia", "epilepsy"),)),
    Predictor("pal", "Palliative care", "Palliative", (_registers("palliative_care"),)),
    Predictor("liv", "Living alone", "Alone", (_registers("living_alone"),)),
    Predictor("car", "Living in a care home", "Care home", (_registers("care_home"),)),
)
BY_CODE = {each.code: each for each in PREDICTORS}


@dataclass(frozen=True, eq=False)
class Levels:
    """Every predictor that a dataset has: `level` (a row a neighbourhood, a column a predictor's code), and its basis."""

    level: pd.DataFrame
    basis: dict[str, str]
    people: pd.Series
    people_basis: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the predictors there are."""
        return tuple(self.level.columns)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Names of the predictors there are not, as they stand in a sentence."""
        return tuple(each.name[0].lower() + each.name[1:] for each in PREDICTORS if each.code not in self.basis)


@kept_with_dataset
def predictor_levels(dataset: Dataset) -> Levels:
    """What this dataset says of each predictor. Shared: never change what it returns."""
    people, people_basis = registered_people(dataset)
    levels, basis = {}, {}
    for each in PREDICTORS:
        found = next((told for read in each.readers if (told := read(dataset)) is not None), None)
        if found is not None and found[0].notna().any() and np.nansum(found[0]) > 0:
            levels[each.code], basis[each.code] = found
    frame = pd.DataFrame(levels, index=dataset.areas("neighbourhood").index)
    return Levels(frame, basis, people, people_basis)

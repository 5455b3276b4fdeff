"""All observations of one counted indicator: drawn, and added up by area and group, with true counts unprotected."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.demo.generator import names
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.breakdowns import level_sums, neighbourhood_cube, splits
from data.demo.generator.cells import EVERYONE, Periods, rows
from data.demo.generator.draws import Counts, drawn_counts
from data.demo.generator.people import People
from data.demo.generator.plus_groups import plus_splits
from data.demo.generator.practices import N_PRACTICES, by_practice
from data.demo.generator.quarters import FIRST_PUBLISHED, QUARTER_ENDS, QUARTER_STARTS, YEAR_ENDS, YEAR_STARTS
from data.demo.generator.splitting import age_and_sex
from data.demo.generator.tessellation import N_SMALL_AREAS

QUARTERS = Periods(QUARTER_STARTS[FIRST_PUBLISHED:], QUARTER_ENDS[FIRST_PUBLISHED:])
YEARS = Periods(YEAR_STARTS, YEAR_ENDS)
CODES = {
    "country": [names.COUNTRY_CODE],
    "icb": [names.ICB_CODE],
    "place": [names.place_code(number) for number in range(len(names.PLACE_NAMES))],
    "neighbourhood": list(names.NEIGHBOURHOOD_CODE.values()),
    "practice": [names.practice_code(number) for number in range(N_PRACTICES)],
    "lsoa": [names.small_area_code(number) for number in range(N_SMALL_AREAS)],
}


def periods_of(behaviour: Behaviour) -> tuple[Periods, slice]:
    """The periods an indicator is published for, and which of the quarters made those are."""
    return (YEARS, slice(None)) if behaviour.yearly else (QUARTERS, slice(FIRST_PUBLISHED, None))


def _grouped(counts: Counts, indicator: Indicator, behaviour: Behaviour, people: People) -> Iterator[pd.DataFrame]:
    periods, made = periods_of(behaviour)
    events, counted = (neighbourhood_cube(units[made], people) for units in (counts.events, counts.people))
    for (level, level_events), (_, level_counted) in zip(
        level_sums(events, people), level_sums(counted, people), strict=True
    ):
        found = zip(
            splits(level_events, level, by_ethnicity=behaviour.by_ethnicity),
            splits(level_counted, level, by_ethnicity=behaviour.by_ethnicity),
            strict=True,
        )
        for (split, numerator), (_, denominator) in found:
            yield rows(level, CODES[level], periods, split, numerator=numerator, denominator=denominator)
    if people.where == "county":
        capped = indicator.value_type == "proportion"
        everyone = events.sum(axis=(2, 3))
        for split, numerator, denominator in age_and_sex(
            everyone, counted, behaviour, people, indicator.id, capped=capped
        ):
            above = zip(level_sums(numerator, people), level_sums(denominator, people), strict=True)
            for (level, n), (_, d) in above:
                yield rows(level, CODES[level], periods, split, numerator=n, denominator=d)
        by_fifth = events.sum(axis=3), counted.sum(axis=3)
        for level, split, n, d in plus_splits(*by_fifth, indicator.id, people, capped=capped):
            yield rows(level, CODES[level], periods, split, numerator=n, denominator=d)


def _local(counts: Counts, indicator: Indicator, behaviour: Behaviour, people: People) -> Iterator[pd.DataFrame]:
    """Everyone together in each small area, and in each practice when it has figures, by financial year."""
    events, counted = counts.yearly_events.sum(axis=2), counts.yearly_people.sum(axis=2)
    placed = slice(None, people.n_small_areas)
    yield rows("lsoa", CODES["lsoa"], YEARS, EVERYONE, numerator=events[:, placed], denominator=counted[:, placed])
    if behaviour.by_practice:
        proportion = indicator.value_type == "proportion"
        n_people, n_events = by_practice(
            counted, events, people.practice_mix, proportion=proportion, purpose=indicator.id
        )
        yield rows("practice", CODES["practice"], YEARS, EVERYONE, numerator=n_events, denominator=n_people)


def observed(indicator: Indicator, behaviour: Behaviour, people: People) -> pd.DataFrame:
    """Observation rows of one indicator at every level of these people, with true counts and no status."""
    counts = drawn_counts(indicator, behaviour, people)
    tables = list(_grouped(counts, indicator, behaviour, people))
    if people.n_small_areas:
        tables += _local(counts, indicator, behaviour, people)
    found = pd.concat(tables, ignore_index=True)
    return labelled(found.assign(value=np.nan, lower=np.nan, upper=np.nan), indicator)


def labelled(found: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rows of an indicator with its id and the people it is about."""
    return found.assign(indicator_id=indicator.id, age_band="", population_base=indicator.population_base)

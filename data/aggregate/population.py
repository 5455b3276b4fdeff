"""The people of one period: registered or resident on its last day, where they live, and which groups they are in."""

from datetime import date

import ibis
from ibis import _

from data.aggregate.record_tables import AREAS, PEOPLE, PERSON, REGISTRATIONS
from data.aggregate.sound_records import SoundRecords
from data.aggregate.spec import AGE, Spec
from data.coding.ages import contract_bands
from data.contract.vocabulary import UNKNOWN

SMALL_AREA = "small_area"
_SMALL = "lsoa"


def population(records: SoundRecords, spec: Spec, day: date, base: str, ages: tuple[int, int] | None) -> ibis.Table:
    """One row a person: `person_id`, `small_area`, a column of labels for each dimension (bands, for age).

    Resident: who lives in a small area of the table of areas. Registered: of these, who is registered anywhere on the day.
    People who were born later or have died are not counted, nor, where ages are asked for, people of unknown age.
    """
    people = records[PEOPLE].filter(
        (_.birth_date <= _day(day)).fill_null(True), (_.death_date > _day(day)).fill_null(True)
    )
    people = people.mutate(age_years=_age(people.birth_date, day))
    if ages is not None:
        people = people.filter(_.age_years.between(*ages))
    if base == "registered":
        people = people.semi_join(registered(records, day), PERSON)
    areas = records[AREAS].filter(_.level == _SMALL)
    of_area = {each.column: areas[each.column] for each in spec.groups if each.table == AREAS}
    areas = areas.select(home=areas.area_code, **{f"home_{name}": column for name, column in of_area.items()})
    living = people.inner_join(areas, people.area_code == areas.home)
    labels = {
        each.dimension: living[f"home_{each.column}" if each.table == AREAS else each.column] for each in spec.groups
    }
    if spec.by_age:
        labels[AGE] = _band(living.age_years)
    return living.select(PERSON, **{SMALL_AREA: living.home}, **labels)


def registered(records: SoundRecords, day: date) -> ibis.Table:
    """One row a person registered on a day: `person_id`, `practice_code`, `named_clinician_id`.

    Of two registrations at once the one that began later counts, for it is the one that somebody asked for; of two that began
    on one day the one that ends later or not at all, and then the first by the codes of practice and clinician.
    """
    order = [
        ibis.desc("start_date"),
        ibis.desc(_.end_date.fill_null(ibis.date(9999, 12, 31))),
        "practice_code",
        _.named_clinician_id.fill_null(""),
    ]
    numbered = at_once(records, day).mutate(place=ibis.row_number().over(group_by=PERSON, order_by=order))
    return numbered.filter(_.place == 0).select(PERSON, "practice_code", "named_clinician_id")


def at_once(records: SoundRecords, day: date) -> ibis.Table:
    """Every registration that holds on a day; its last day is still one."""
    return records[REGISTRATIONS].filter(_.start_date <= _day(day), (_.end_date >= _day(day)).fill_null(True))


def _age(birth: ibis.expr.types.DateValue, day: date) -> ibis.expr.types.IntegerValue:
    """Whole years of age on a day: as numbers of eight digits, days are ten thousand apart for every birthday between."""
    born = birth.year() * 10_000 + birth.month() * 100 + birth.day()
    return (day.year * 10_000 + day.month * 100 + day.day - born.cast("int64")) // 10_000


def _band(age: ibis.expr.types.IntegerValue) -> ibis.expr.types.StringValue:
    branches = [(age.between(first, last), code) for code, (first, last) in contract_bands().items()]
    return ibis.cases(*branches, else_=UNKNOWN)


def _day(day: date) -> ibis.expr.types.DateScalar:
    return ibis.date(day.year, day.month, day.day)

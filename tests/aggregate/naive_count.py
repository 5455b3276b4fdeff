"""The same counts once more, person by person in plain Python: slow, and with nothing of the expressions that it checks."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb

from data.aggregate.spec import Spec
from data.aggregate.spec_indicators import RecordIndicator
from data.aggregate.spec_periods import Period

BANDS = ((0, 17, "0-17"), (18, 39, "18-39"), (40, 64, "40-64"), (65, 79, "65-79"), (80, 200, "80+"))
GROUPS = {
    "White": "white",
    "Asian": "asian",
    "Black": "black",
    "Mixed": "mixed",
    "Other": "other",
    "Not stated": "unknown",
}
DAY = {"contacts": "contact_date", "measurements": "measured_on", "referrals": "referred_on"}
KIND = {"contacts": "kind", "measurements": "name", "referrals": "service"}


class NaiveRecords:
    """Sound records of an extract as dictionaries, by person."""

    def __init__(self, folder: Path, extracted_on: date):
        def rows(name: str) -> list[dict]:
            found = duckdb.sql(f"SELECT * FROM read_parquet('{folder / name}.parquet')")
            unlike = dict.fromkeys(found.fetchall())
            return [dict(zip(found.columns, each, strict=True)) for each in unlike]

        areas = {each["area_code"]: each for each in rows("areas")}
        self.areas = areas
        self.people = {}
        for each in rows("people"):
            born = each["birth_date"]
            if born is None or date(1903, 1, 1) < born <= extracted_on:
                self.people[each["person_id"]] = each
        self.registrations = defaultdict(list)
        for each in rows("registrations"):
            if each["person_id"] in self.people:
                self.registrations[each["person_id"]].append(each)
        self.events = {name: defaultdict(list) for name in DAY}
        for name, by_person in self.events.items():
            for each in rows(name):
                person, day = self.people.get(each["person_id"]), each[DAY[name]]
                if person is None or day > extracted_on:
                    continue
                if person["birth_date"] is not None and day < person["birth_date"]:
                    continue
                if person["death_date"] is not None and day > person["death_date"]:
                    continue
                by_person[each["person_id"]].append(each)

    def registered(self, person: str, day: date) -> dict | None:
        """The registration that counts on a day."""
        held = [
            each
            for each in self.registrations[person]
            if each["start_date"] <= day and (each["end_date"] is None or each["end_date"] >= day)
        ]
        return max(held, key=lambda each: each["start_date"], default=None)


def age_on(born: date | None, day: date) -> int | None:
    """Birthdays that somebody has had."""
    return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _of_person(records: NaiveRecords, each: RecordIndicator, person: str, period: Period) -> tuple[int, int] | None:
    """Numerator and denominator of one person; of an average the index in ten-thousandths and 1."""
    events = [
        event
        for event in records.events[each.table][person]
        if period.start <= event[DAY[each.table]] <= period.end
        and (not each.only or event[KIND[each.table]] in each.only)
    ]
    if each.kind == "rate":
        return len(events), 1
    if each.kind == "proportion":
        return int(len(events) >= each.at_least), 1
    if each.kind == "repeat":
        return (int(len(events) >= each.at_least), 1) if events else None
    if each.kind == "latest":
        last = max((event["measured_on"] for event in events), default=None)
        values = [event["value"] for event in events if event["measured_on"] == last]
        return (int(min(values) <= each.highest), 1) if values else None
    if each.kind == "seen_within":
        seen = [
            event["seen_on"] and event["seen_on"] - event["referred_on"] <= timedelta(days=each.days)
            for event in events
        ]
        return (sum(bool(every) for every in seen), len(seen)) if seen else None
    return _continuity(records, each, person, period, events)


def _continuity(records, each, person, period, events):
    seen = sorted(
        (e["contact_date"], e["contact_id"], e["clinician_id"]) for e in events if e["clinician_id"] is not None
    )
    clinicians = [clinician for *_, clinician in seen]
    n, times = len(clinicians), Counter(clinicians).values()
    if n < each.fewest_contacts:
        return None
    if each.measure == "upc":
        part, whole = max(times), n
    elif each.measure == "coc":
        part, whole = sum(m * (m - 1) for m in times), n * (n - 1)
    elif each.measure == "secon":
        part, whole = sum(a == b for a, b in zip(clinicians, clinicians[1:], strict=False)), n - 1
    else:
        registration = records.registered(person, period.end)
        named = registration and registration["named_clinician_id"]
        if not named:
            return None
        part, whole = clinicians.count(named), n
    if each.at_least_percent is None:
        return int(10_000 * part / whole + 0.5), 1
    return int(part / whole >= each.at_least_percent / 100), 1


def naive_people(records: NaiveRecords, spec: Spec) -> Iterator[tuple[RecordIndicator, Period, dict, int, int]]:
    """Every person whom an indicator counts in a period, with the groups that they are in."""
    for each in spec.indicators:
        for period in spec.periods:
            for person, row in records.people.items():
                born, died, home = row["birth_date"], row["death_date"], records.areas.get(row["area_code"])
                if home is None or (born and born > period.end) or (died and died <= period.end):
                    continue
                age = age_on(born, period.end)
                if each.ages and (age is None or not each.ages[0] <= age <= each.ages[1]):
                    continue
                if each.base == "registered" and records.registered(person, period.end) is None:
                    continue
                found = _of_person(records, each, person, period)
                if found is None:
                    continue
                groups = {
                    "deprivation_quintile": str(int(home["imd_quintile"])),
                    "ethnic_group": GROUPS[row["ethnic_group"]],
                    "sex": row["sex"],
                    "age": next((code for a, b, code in BANDS if age is not None and a <= age <= b), "unknown"),
                    "neighbourhood": home["parent_code"],
                    "place": records.areas[home["parent_code"]]["parent_code"],
                }
                yield each, period, groups, *found


def naive_counts(records: NaiveRecords, spec: Spec) -> dict[tuple, tuple[int, int]]:
    """Sums by indicator, last day, level, area and groups (a tuple of dimension and group, sorted)."""
    found: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    pairs = {frozenset(each) for each in spec.crossed}
    for each, period, groups, numerator, denominator in naive_people(records, spec):
        by = [(), *((name,) for name in spec.dimensions), *(tuple(sorted(pair)) for pair in pairs)]
        for level, area in (("neighbourhood", groups["neighbourhood"]), ("place", groups["place"]), ("icb", "I1")):
            for names in by:
                key = (each.id, period.end, level, area, tuple((name, groups[name]) for name in names))
                found[key][0] += numerator
                found[key][1] += denominator
    return {key: (numerator, denominator) for key, (numerator, denominator) in found.items()}

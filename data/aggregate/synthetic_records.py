"""Records of people who do not exist: invented from a seed, in the layout that is read here, with faults put in on purpose.

For tests, for trying a spec out, and for measuring how long a count takes. Whatever is counted from them is synthetic.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

_PRACTICES, _SMALL_AREA_PEOPLE = 40, 1_500
# By hash of a number, the seed and a word: the same people at every scale and in whatever order a database makes them.
_HASH = "(hash({0} * 1000003 + {1}, '{2}') % 1000000)::BIGINT"
# Whole records that stand twice.
_TWICE = {
    "people": "SELECT * FROM people WHERE number % 997 = 3",
    "contacts": "SELECT * FROM contacts WHERE number % 1999 = 5",
}


def write_synthetic_records(
    folder: Path,
    people: int,
    *,
    areas: Path | None = None,
    seed: int = 1,
    contacts_each: int = 30,
    files: str = "parquet",
) -> None:
    """Write an extract of so many people, with about `contacts_each` contacts a person over the year 2025/26.

    They live in the small areas of a dataset whose `areas.parquet` is given, or in invented ones.

    One person in some thousand stands twice, is in no small area, was born impossibly or is registered twice; one contact in
    some two thousand stands twice, is of nobody known, or is dated outside the person's life. `files` is parquet or csv.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE areas AS {_areas_of(areas) if areas else _areas(people)}")
        database.execute(f"CREATE TABLE homes AS {_HOMES}")
        for name, made in _tables(people, seed, contacts_each).items():
            if name != "areas":
                database.execute(f"CREATE VIEW {name} AS {made}")
            written = f"SELECT * EXCLUDE (number) FROM {name}"
            if name in _TWICE:
                written += f" UNION ALL SELECT * EXCLUDE (number) FROM ({_TWICE[name]})"
            how = "(FORMAT parquet, COMPRESSION zstd)" if files == "parquet" else "(FORMAT csv, HEADER)"
            path = str(folder / f"{name}.{files}").replace("'", "''")
            database.execute(f"COPY ({written}) TO '{path}' {how}")


def _draw(of: str, seed: int, word: str) -> str:
    """A number from 0 to 999,999 for each row."""
    return _HASH.format(of, seed, word)


def _pick(values: Sequence[str], of: str, seed: int, word: str) -> str:
    listed = ", ".join(f"'{each}'" for each in values)
    return f"[{listed}][1 + ({_draw(of, seed, word)} % {len(values)})]"


def _tables(people: int, seed: int, contacts_each: int) -> dict[str, str]:
    return {
        "areas": "",
        "people": _people(people, seed),
        "registrations": _registrations(people, seed),
        "contacts": _contacts(people, contacts_each, seed),
        "measurements": _measurements(people, seed),
        "referrals": _referrals(people, seed),
    }


_HOMES = "SELECT area_code AS home, row_number() OVER (ORDER BY area_code) - 1 AS place FROM areas WHERE level = 'lsoa'"


def _areas_of(file: Path) -> str:
    columns, path = "area_code, level, parent_code, imd_quintile", str(file).replace("'", "''")
    return f"SELECT {columns}, 0 AS number FROM read_parquet('{path}') WHERE level <> 'practice'"


def _areas(people: int) -> str:
    small = max(20, people // _SMALL_AREA_PEOPLE)
    larger = max(2, small // 10)
    return f"""
        SELECT 'S' || lpad(i::VARCHAR, 5, '0') AS area_code, 'lsoa' AS level,
               'N' || lpad((i % {larger})::VARCHAR, 3, '0') AS parent_code, 1 + i * 5 // {small} AS imd_quintile,
               i AS number
        FROM range({small}) AS t(i)
        UNION ALL
        SELECT 'N' || lpad(i::VARCHAR, 3, '0'), 'neighbourhood', 'P' || (i % 2), NULL, i FROM range({larger}) AS t(i)
        UNION ALL SELECT 'P' || i, 'place', 'XQZ', NULL, i FROM range(2) AS t(i)
        UNION ALL SELECT 'XQZ', 'icb', 'XQZ', NULL, 0
    """


def _people(people: int, seed: int) -> str:
    ethnic = ["White", "White", "White", "White", "Asian", "Black", "Mixed", "Other", "Not stated"]
    return f"""
        SELECT 'p' || i AS person_id,
               CASE WHEN i % 1499 = 7 THEN DATE '1801-01-01' WHEN i % 1301 = 11 THEN NULL
                    ELSE DATE '1930-01-01' + ({_draw("i", seed, "birth")} % 34000)::INTEGER END AS birth_date,
               CASE WHEN {_draw("i", seed, "death")} < 8000
                    THEN DATE '2025-04-01' + ({_draw("i", seed, "day of death")} % 365)::INTEGER END AS death_date,
               {_pick(["female", "male"], "i", seed, "sex")} AS sex,
               {_pick(ethnic, "i", seed, "ethnic group")} AS ethnic_group,
               CASE WHEN i % 701 = 13 THEN 'ELSEWHERE' ELSE home END AS area_code, i AS number
        FROM range({people}) AS t(i)
        JOIN homes ON place = {_draw("i", seed, "home")} % (SELECT count(*) FROM homes)
    """


def _registrations(people: int, seed: int) -> str:
    practice = f"({_draw('i', seed, 'practice')} % {_PRACTICES})"
    return f"""
        SELECT 'p' || i AS person_id, 'A' || {practice} AS practice_code,
               DATE '2010-01-01' + ({_draw("i", seed, "joined")} % 5000)::INTEGER AS start_date,
               CASE WHEN {_draw("i", seed, "left")} < 40000 THEN DATE '2025-08-15' END AS end_date,
               CASE WHEN {_draw("i", seed, "named")} < 900000 THEN 'c' || {practice} || '-0' END AS named_clinician_id,
               i AS number
        FROM range({people}) AS t(i) WHERE i % 31 <> 4
        UNION ALL
        SELECT 'p' || i, 'A' || (({practice} + 1) % {_PRACTICES}), DATE '2024-02-01', NULL, NULL, i
        FROM range({people}) AS t(i) WHERE i % 811 = 17
    """


def _contacts(people: int, each: int, seed: int) -> str:
    practice = f"({_draw('person', seed, 'practice')} % {_PRACTICES})"
    # Half of a person's contacts are with one clinician, the others with any of five.
    clinician = f"CASE WHEN {_draw('i', seed, 'usual')} < 500000 THEN 0 ELSE {_draw('i', seed, 'clinician')} % 5 END"
    return f"""
        SELECT 'k' || i AS contact_id,
               CASE WHEN i % 3001 = 9 THEN 'nobody' || i ELSE 'p' || person END AS person_id,
               CASE WHEN i % 4001 = 19 THEN DATE '1900-01-01'
                    ELSE DATE '2025-04-01' + ({_draw("i", seed, "day")} % 365)::INTEGER END AS contact_date,
               {_pick(["gp", "gp", "gp", "nurse", "urgent"], "i", seed, "kind")} AS kind,
               CASE WHEN i % 53 = 2 THEN NULL ELSE 'c' || {practice} || '-' || ({clinician}) END AS clinician_id,
               i AS number
        FROM (SELECT i, ({_draw("i", seed, "whose")} * 1000000 + {_draw("i", seed, "whose too")}) % {people} AS person
              FROM range({people * each}) AS t(i))
    """


def _measurements(people: int, seed: int) -> str:
    return f"""
        SELECT 'm' || i AS measurement_id, 'p' || (i % {people}) AS person_id,
               DATE '2025-04-01' + ({_draw("i", seed, "measured")} % 365)::INTEGER AS measured_on, 'systolic' AS name,
               (100 + {_draw("i", seed, "systolic")} % 80)::DOUBLE AS value, i AS number
        FROM range({people * 2}) AS t(i)
    """


def _referrals(people: int, seed: int) -> str:
    sent = f"DATE '2025-04-01' + ({_draw('i', seed, 'sent')} % 365)::INTEGER"
    return f"""
        SELECT 'r' || i AS referral_id, 'p' || ({_draw("i", seed, "referred")} % {people}) AS person_id,
               {sent} AS referred_on,
               {_pick(["physiotherapy", "talking therapies"], "i", seed, "service")} AS service,
               CASE WHEN {_draw("i", seed, "seen")} < 800000
                    THEN {sent} + ({_draw("i", seed, "wait")} % 90)::INTEGER END AS seen_on, i AS number
        FROM range({people // 4}) AS t(i)
    """

"""Rules of counting, by eight people whose records can be read at a glance; given as CSV, with cells that are no days."""

from dataclasses import replace

import pytest

from data.aggregate.counting import count_records
from data.aggregate.counting_report import counting_report, has_faults
from data.aggregate.engines import duckdb_extract
from data.aggregate.faults_told import shown
from data.aggregate.spec import parse_spec
from tests.small_dataset import RULE

# anna turns 18 on the last day, ben the day after; carl died in the quarter; dora stands twice, ed with two birthdays;
# fay was born on a day that is none; gus lives elsewhere; hal was born in the reign of a king long gone.
PEOPLE = """person_id,birth_date,death_date,sex,area_code
anna,2008-03-31,,female,L00
ben,2008-04-01,,male,L00
carl,1950-01-01,2026-02-01,male,L01
dora,1960-05-05,,female,L01
dora,1960-05-05,,female,L01
ed,1970-01-01,,male,L00
ed,1971-01-01,,male,L00
fay,1990-02-30,,female,L00
gus,1980-01-01,,male,ELSEWHERE
hal,1800-01-01,,male,L00
"""
# ben is with two practices at once, the later without a named clinician; fay's last day is the last of the quarter.
REGISTRATIONS = """person_id,practice_code,start_date,end_date,named_clinician_id
anna,A1,2020-01-01,,c2
ben,A1,2020-01-01,,c1
ben,A2,2024-01-01,,
dora,A1,2020-01-01,2026-03-30,c1
fay,A1,2020-01-01,2026-03-31,c1
nobody,A1,2020-01-01,,c1
fay,A1,2021-01-01,2020-01-01,c1
"""
# anna: c1 c1 c2 c1, so upc 3/4, coc (9 + 1 − 4)/12, secon 1/3, slicc (c2) 1/4. fay: five contacts with five clinicians.
CONTACTS = """contact_id,person_id,contact_date,kind,clinician_id
1,anna,2026-01-05,gp,c1
2,anna,2026-01-05,gp,c1
3,anna,2026-02-01,gp,c2
4,anna,2026-03-31,gp,c1
5,anna,2026-04-01,gp,c9
6,anna,2026-02-02,gp,
7,fay,2026-01-01,gp,c1
8,fay,2026-01-02,gp,c2
9,fay,2026-01-03,gp,c3
10,fay,2026-01-04,gp,c4
11,fay,2026-01-05,gp,c5
12,carl,2026-02-02,gp,c1
13,nobody,2026-02-02,gp,c1
14,anna,2026-02-31,gp,c1
15,anna,2007-01-01,gp,c1
16,anna,2027-01-01,gp,c1
17,ben,2026-02-02,nurse,c1
17,ben,2026-02-02,nurse,c1
18,ben,2026-02-02,nurse,c1
18,ben,2026-02-03,nurse,c1
,ben,2026-02-03,nurse,c1
"""
MEASUREMENTS = """measurement_id,person_id,measured_on,name,value
1,anna,2026-01-01,systolic,180
2,anna,2026-03-01,systolic,150
3,anna,2026-03-01,systolic,139
4,fay,2026-01-01,systolic,120
5,fay,2026-02-01,systolic,141
6,ben,2026-02-01,systolic,high
7,ben,2026-02-01,weight,70
"""
REFERRALS = """referral_id,person_id,referred_on,service,seen_on
1,anna,2026-03-31,x,2026-04-28
2,anna,2026-01-01,x,2026-01-30
3,anna,2026-01-01,x,
4,fay,2026-01-01,x,2025-12-31
"""
AREAS = """area_code,level,parent_code
L00,lsoa,N1
L01,lsoa,N2
N1,neighbourhood,P1
N2,neighbourhood,P1
P1,place,I1
I1,icb,I1
"""
_SAYS = {"name": "Name", "domain": "access", "higher_is_better": True, "predicate": "had it", "numerator": "n"} | {
    "denominator": "d", "source": "By hand",
}  # fmt: skip
_AVERAGE = {"kind": "continuity", "base": "resident", "says": _SAYS}
INDICATORS = {
    "adults_seen": {"kind": "proportion", "base": "resident", "ages": "18+"},
    "seen_registered": {"kind": "proportion", "base": "registered"},
    "gp_contacts": {"kind": "rate", "base": "resident", "only": ["gp"]},
    "nurse_twice": {"kind": "repeat", "base": "resident", "only": ["nurse"]},
    "controlled": {"kind": "latest", "base": "resident", "only": ["systolic"], "highest": 140},
    "controlled_of_all": {"kind": "latest", "base": "resident", "only": ["systolic"], "highest": 140, "out_of": "everyone"},
    "seen_soon": {"kind": "seen_within", "base": "resident", "days": 28},
    "upc": _AVERAGE | {"measure": "upc"},
    "coc": _AVERAGE | {"measure": "coc"},
    "secon": _AVERAGE | {"measure": "secon"},
    "slicc": _AVERAGE | {"measure": "slicc"},
    "upc_of_half": _AVERAGE | {"measure": "upc", "at_least_percent": 75},
}  # fmt: skip
SPEC = {
    "by_age": False,
    "records": {"extracted_on": "", "columns": {}},
    "areas": {"levels": ["neighbourhood", "icb"]},
    "dimensions": {"sex": "people.sex"},
    "indicators": {name: {"says": _SAYS} | each for name, each in INDICATORS.items()},
}


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    """What is counted of them, and the spec."""
    from datetime import date

    folder = tmp_path_factory.mktemp("by hand")
    for name, text in (
        ("people", PEOPLE), ("registrations", REGISTRATIONS), ("contacts", CONTACTS), ("measurements", MEASUREMENTS),
        ("referrals", REFERRALS), ("areas", AREAS),
    ):  # fmt: skip
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    periods = {"first": date(2026, 1, 1), "last": date(2026, 3, 31), "every": "quarter"}
    entries = SPEC | {"records": {"extracted_on": date(2026, 4, 30)}, "periods": periods}
    spec = parse_spec(entries, "spec.toml")
    with duckdb_extract(folder, spec) as opened:
        return count_records(opened, spec, lambda _: None), spec


@pytest.fixture(scope="module")
def whole(by_hand):
    """The row of everyone in the whole area, by indicator."""
    rows = by_hand[0].counted.observations
    return rows[(rows["level"] == "icb") & (rows["dimension"] == "total")].set_index("indicator_id")


@pytest.mark.parametrize(
    ("indicator", "events", "people"),
    [
        # anna is 18 on the day and dora older; ben is not yet; nobody knows how old fay is.
        ("adults_seen", 1, 2),
        # dora's registration ended the day before; ben counts once. Contacts of all three: anna's, fay's, ben's.
        ("seen_registered", 3, 3),
        # anna, ben, dora, fay are resident. The quarter holds anna's five and fay's five with a GP.
        ("gp_contacts", 10, 4),
        # Of ben's contacts with a nurse one is the same record twice, one contradicts itself, one has no id.
        ("nurse_twice", 0, 1),
        # anna's latest is the lower of two on one day; fay's latest is too high; ben's is no number.
        ("controlled", 1, 2),
        ("controlled_of_all", 1, 4),
        # Seen on the 28th day, on the 29th, and never; fay's was seen before it was made.
        ("seen_soon", 1, 3),
        ("upc_of_half", 1, 2),
    ],
)
def test_counts(whole, indicator, events, people):
    assert (whole.loc[indicator, "numerator"], whole.loc[indicator, "denominator"]) == (events, people)


@pytest.mark.parametrize(
    ("measure", "value", "people"),
    # Each person's index first: 3/4 and 1/5 make 47.5%, where their contacts in one heap would make 4 of 9.
    [("upc", 47.5, 2), ("coc", 25.0, 2), ("secon", 33.33 / 2, 2), ("slicc", (25 + 20) / 2, 2)],
)
def test_continuity_is_of_each_person_first(whole, measure, value, people):
    assert whole.loc[measure, "value"] == pytest.approx(value, abs=0.01)
    assert whole.loc[measure, "denominator"] == people
    assert whole.loc[measure, "lower"] < value < whole.loc[measure, "upper"]


def test_every_fault_is_counted(by_hand):
    told = {
        (each.table, each.words): each.records for every in by_hand[0].records for each in every.faults if each.records
    }
    assert told == {
        ("people", "the same record once more"): 1,
        ("people", "one id and records that differ"): 2,
        ("people", "born after the extract, or more than 122 years before it"): 1,
        ("people", "‘birth_date’ holds something that is no day or number"): 1,
        ("people", "living in no small area of the table of areas"): 1,
        ("people", "without a day of birth"): 1,
        ("registrations", "of nobody who stands, soundly, in people"): 1,
        ("registrations", "ended before it began"): 1,
        ("registrations", "people with two registrations or more at once, on 31 March 2026"): 1,
        ("contacts", "without an id"): 1,
        ("contacts", "the same record once more"): 1,
        ("contacts", "one id and records that differ"): 2,
        ("contacts", "of nobody who stands, soundly, in people"): 1,
        ("contacts", "without a day that can be read"): 1,
        ("contacts", "‘contact_date’ holds something that is no day or number"): 1,
        ("contacts", "dated after the extract"): 1,
        ("contacts", "dated before the person’s birth"): 1,
        ("contacts", "dated after the person’s death"): 1,
        ("measurements", "‘value’ holds something that is no day or number"): 1,
        ("referrals", "seen before referred"): 1,
    }
    people = by_hand[0].records[0]
    assert (people.rows, people.sound) == (10, 6)


def test_the_report_hides_small_numbers_of_records(by_hand):
    from data.aggregate.counting import protect_counts

    counts, spec = by_hand
    told = counting_report(counts, protect_counts(counts, spec, RULE), spec, RULE)
    assert has_faults(counts)
    assert "people: 10 records, 1 to 7 of them sound" in told
    assert "the same record once more: 1 to 7 (counted once)" in told
    assert ": 1 (" not in told
    assert [shown(each, RULE) for each in (0, 1, 7, 8, 12_345)] == ["0", "1 to 7", "1 to 7", "10", "12,345"]


def test_a_referral_of_which_nothing_can_be_known_yet_is_left_out(by_hand):
    from datetime import date

    from data.aggregate.events import can_be_known

    spec = by_hand[1]
    soon = next(each for each in spec.indicators if each.id == "seen_soon")
    assert can_be_known(soon, spec.periods[0], date(2026, 4, 28))
    assert not can_be_known(soon, spec.periods[0], date(2026, 4, 27))
    assert can_be_known(replace(soon, table="contacts", kind="rate"), spec.periods[0], date(2026, 3, 31))

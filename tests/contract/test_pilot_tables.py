"""The pilots' tables refuse what would mislead: hidden rows with figures, gaps by nothing, a pilot set beside itself."""

import pandas as pd
import pytest

from data.contract.errors import ContractError
from data.contract.pilot_tables import PILOT_TABLES
from data.contract.tables import checked

_GOOD = {
    "pilots": {
        "pilot_id": "vans", "name": "Vans", "kind": "", "what": "", "area_codes": "N1;N2", "start": "2026-01-01",
        "end": None, "indicator_id": "smoking", "cohort": "", "eligibility": "", "picked_from": None, "picked_to": None,
        "picked_why": "", "comparators": "N3;N4", "comparators_why": "", "budget_gbp": 1000.0, "owner_role": "",
    },
    "pilot_expectations": {
        "pilot_id": "vans", "indicator_id": "smoking", "measure": "gap", "dimension": "deprivation_quintile",
        "domain": "inequality", "role": "primary", "expected": 2.0, "by_date": "2027-01-01",
    },
    "pilot_uptake": {
        "pilot_id": "vans", "period_end": "2026-03-31", "dimension": "total", "group": "all", "status": "ok",
        "eligible": 100.0, "offered": 80.0, "engaged": 40.0, "completed": 20.0,
    },
    "pilot_survey": {
        "pilot_id": "vans", "respondents": "staff", "wave_date": "2026-03-31", "theme": "Communication", "status": "ok",
        "asked": 30.0, "answered": 20.0, "favourable": 12.0,
    },
    "pilot_capture": {
        "pilot_id": "vans", "period_end": "2026-03-31", "field": "Ethnic group", "status": "ok", "people": 40.0,
        "complete": 30.0,
    },
    "pilot_spend": {"pilot_id": "vans", "period_end": "2026-03-31", "planned_gbp": 100.0, "spent_gbp": 90.0},
    "pilot_receivers": {
        "pilot_id": "vans", "service": "Advice", "period_end": "2026-03-31", "status": "ok", "referrals": 20.0,
        "seen": 18.0, "waiting": 9.0, "median_wait_days": 12.0, "capacity": 25.0,
    },
    "pilot_costs": {
        "pilot_id": "vans", "item": "contact", "service": "Advice", "low_gbp": 40.0, "high_gbp": 60.0, "source": "Finance",
    },
}  # fmt: skip


def _checked(name: str, **changes: object) -> pd.DataFrame:
    return checked(pd.DataFrame([_GOOD[name] | changes]), PILOT_TABLES[name], where=f"{name}.parquet")


@pytest.mark.parametrize("name", PILOT_TABLES)
def test_a_good_row_passes(name):
    assert list(_checked(name).columns) == list(PILOT_TABLES[name].columns)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("pilots", {"picked_from": "2025-01-01", "picked_to": "2025-12-31"}),
        ("pilots", {"comparators": ""}),
        ("pilot_expectations", {"measure": "level", "dimension": ""}),
        ("pilot_uptake", {"status": "suppressed", "offered": None, "engaged": None, "completed": None}),
        ("pilot_survey", {"status": "suppressed", "answered": None, "favourable": None}),
        ("pilot_survey", {"respondents": "people", "theme": "I was listened to"}),
        (
            "pilot_receivers",
            {"status": "missing"} | dict.fromkeys(("referrals", "seen", "waiting", "median_wait_days")),
        ),
        ("pilot_costs", {"item": "set_up", "service": ""}),
        ("pilot_costs", {"high_gbp": 40.0}),
    ],
)
def test_what_is_allowed(name, changes):
    assert len(_checked(name, **changes)) == 1


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("pilots", {"area_codes": ""}, "area_codes names at least one neighbourhood"),
        ("pilots", {"comparators": "N3;N1"}, "comparators are other neighbourhoods than area_codes"),
        ("pilots", {"end": "2025-12-31"}, "a pilot ends after its start"),
        ("pilots", {"picked_from": "2025-01-01"}, "picked_from and picked_to are given together"),
        (
            "pilots",
            {"picked_from": "2025-01-01", "picked_to": "2026-02-28"},
            "picked_from comes before picked_to, and picked_to before start",
        ),
        ("pilots", {"budget_gbp": -1.0}, "column budget_gbp"),
        ("pilot_expectations", {"dimension": ""}, "a gap has the dimension that it is by, and a level has none"),
        ("pilot_expectations", {"dimension": "total"}, "a gap has the dimension that it is by, and a level has none"),
        ("pilot_expectations", {"measure": "level"}, "a gap has the dimension that it is by, and a level has none"),
        ("pilot_expectations", {"role": "main"}, "column role"),
        ("pilot_uptake", {"engaged": 90.0}, "engaged is no more than offered"),
        ("pilot_uptake", {"group": "9"}, "dimension and group are in the vocabulary"),
        ("pilot_uptake", {"status": "suppressed"}, "a row that is not 'ok' leaves offered, engaged, completed empty"),
        ("pilot_survey", {"favourable": 21.0}, "favourable is no more than answered"),
        ("pilot_survey", {"theme": "I was listened to"}, "a theme of staff is one of: Understanding of place;"),
        ("pilot_survey", {"status": "suppressed"}, "a row that is not 'ok' leaves answered, favourable empty"),
        ("pilot_capture", {"complete": 41.0}, "complete is no more than people"),
        ("pilot_receivers", {"status": "missing"}, "a row that is not 'ok' leaves referrals, seen, waiting"),
        ("pilot_costs", {"low_gbp": 61.0}, "low_gbp is no more than high_gbp"),
        ("pilot_costs", {"service": ""}, "a contact has the service it is with, and set_up has none"),
        ("pilot_costs", {"item": "set_up"}, "a contact has the service it is with, and set_up has none"),
        ("pilot_costs", {"low_gbp": None}, "column low_gbp"),
    ],
)
def test_what_would_mislead_is_refused(name, changes, said):
    with pytest.raises(ContractError) as raised:
        _checked(name, **changes)
    assert f"{name}.parquet, table {name}, " in str(raised.value)
    assert said in str(raised.value)

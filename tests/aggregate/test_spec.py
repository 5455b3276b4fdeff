"""A spec is read whole, and an entry that cannot stand is told with its place, what was found and what is expected."""

import tomllib
from datetime import date

import pytest

from data.aggregate.spec import parse_spec
from data.files.errors import SourceError
from tests.architecture.project_files import ROOT


def _changed(path: str, value: object) -> dict:
    """The example with one entry changed, given by the names above it; None takes it away."""
    entries = tomllib.loads((ROOT / "docs" / "aggregate_example.toml").read_text(encoding="utf-8"))
    *above, name = path.split(".")
    place = entries
    for each in above:
        place = place[each]
    if value is None:
        del place[name]
    else:
        place[name] = value
    return entries


def test_the_example_says_what_it_says(spec):
    assert [(each.start, each.end) for each in spec.periods] == [
        (date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 9, 30)),
        (date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 3, 31)),
    ]
    assert spec.tables == ("people", "registrations", "areas", "contacts", "measurements", "referrals")
    assert spec.dimensions == ("deprivation_quintile", "ethnic_group", "sex", "age")
    # Ages of groups are counted with every dimension, beside the pair that was asked for.
    assert spec.crossed == (
        ("deprivation_quintile", "ethnic_group"),
        ("deprivation_quintile", "age"),
        ("ethnic_group", "age"),
        ("sex", "age"),
    )
    assert {each.kind for each in spec.indicators} == {
        "proportion", "rate", "repeat", "latest", "seen_within", "continuity",
    }  # fmt: skip
    again = next(each for each in spec.indicators if each.kind == "repeat")
    assert (again.at_least, again.definition.value_type, again.definition.multiplier) == (2, "proportion", 100.0)
    average = next(each for each in spec.indicators if each.id == "upc_mean")
    assert (average.definition.value_type, average.definition.unit, average.fewest_contacts) == ("mean", "%", 3)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("period", {}, "period cannot stand; found 'period'; expected of: records, periods"),
        (
            "periods.last",
            date(2026, 3, 30),
            "periods.last cannot stand; found '2026-03-30'; expected the last day of a",
        ),
        ("periods.last", date(2026, 6, 30), "expected a period that was over on the day of the extract, 2026-05-01"),
        (
            "periods.first",
            date(2025, 4, 2),
            "periods.first cannot stand; found '2025-04-02'; expected the first day of",
        ),
        ("periods.first", "2025-04-01", "expected a day without quotation marks, as 2026-03-31"),
        ("areas.levels", ["neighbourhood", "practice"], "areas.levels cannot stand"),
        ("areas.levels", ["icb", "icb"], "expected a list, none twice, of: icb, place, neighbourhood, lsoa"),
        ("dimensions.sex", "gender", "expected 'people.COLUMN' or 'areas.COLUMN'"),
        (
            "dimensions.star_sign",
            "people.sign",
            "dimensions.star_sign cannot stand; found 'star_sign'; expected a dimension",
        ),
        ("pairs", [["sex", "sex"]], "expected two different dimensions of: deprivation_quintile"),
        ("by_age", False, "expected by_age = true beside it"),
        ("indicators", {}, "expected one indicator or more"),
        ("indicators.upc_mean.measure", "best", "found 'best'; expected of: upc, coc, secon, slicc"),
        ("indicators.upc_mean.fewest_contacts", 1, "expected a whole number, 2 or more"),
        ("indicators.urgent_any.days", 3, "indicators.urgent_any.days cannot stand; found 'days'; expected of: kind"),
        (
            "indicators.urgent_any.says.predicate",
            None,
            "indicators.urgent_any.says.predicate cannot stand; found 'nothing'",
        ),
        ("indicators.urgent_twice.at_least", 1, "expected a whole number, 2 or more"),
        ("indicators.systolic_controlled.highest", None, "expected lowest, highest or both"),
        ("indicators.systolic_controlled.ages", "grown up", "expected first and last year of age"),
        ("records.columns", {"visits": {}}, "expected a table: people, registrations"),
    ],
)
def test_an_entry_that_cannot_stand_is_told(path, value, said):
    with pytest.raises(SourceError) as told:
        parse_spec(_changed(path, value), "spec.toml")
    assert said in str(told.value)
    assert str(told.value).startswith("spec.toml: ")
    assert "docs/aggregate.md" in str(told.value)


def test_columns_of_other_names_are_asked_for_by_theirs():
    spec = parse_spec(_changed("records.columns", {"people": {"person_id": "pseudonym"}}), "spec.toml")
    assert spec.columns_of("people") == {
        "person_id": "pseudonym", "birth_date": "birth_date", "death_date": "death_date", "area_code": "area_code",
        "ethnic_group": "ethnic_group", "sex": "sex",
    }  # fmt: skip

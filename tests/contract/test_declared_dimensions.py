"""Dimensions that a dataset declares: read, written and read back, and each refusal in words that name what is wrong."""

import tomllib

import pytest
import tomli_w

from data.contract.declared_dimensions import dimension_entries, parse_dimensions
from data.contract.errors import ContractError
from data.contract.manifest import parse_manifest, write_manifest
from data.contract.plus_examples import PLUS_EXAMPLES
from data.contract.ready_dimensions import READY
from data.contract.vocabulary import DIMENSIONS, UNKNOWN
from tests.declared_dataset import CARERS, CONDITIONS
from tests.small_dataset import small_manifest


def _parsed(entry: dict, code: str = "carers"):
    (found,) = parse_dimensions({code: entry}, "dataset.toml")
    return found


def test_a_declared_dimension_has_not_known_as_its_last_group_and_never_as_one_to_compare():
    found = _parsed(CARERS)
    assert list(found.groups) == ["carer", "not_carer", UNKNOWN]
    assert found.groups[UNKNOWN] == "Not known whether a carer"
    assert found.known_groups == ("carer", "not_carer")
    assert (found.reference, found.ordered, found.plus) == ("not_carer", False, ("carers",))
    assert found.short_of("carer") == "Carers"
    assert found.phrases["carer"] == "unpaid carers"


def test_not_known_is_called_after_the_title_where_nothing_is_said():
    assert _parsed(CONDITIONS, "conditions").groups[UNKNOWN] == "Conditions: not known"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"reference": "carers"},
            "dimension carers, reference: found 'carers'; expected one of its groups that is known: ",
        ),
        ({"reference": "unknown"}, "expected one of its groups that is known: carer, not_carer"),
        ({"ordered": True}, "groups in an order are compared from end to end"),
        ({"ordered": "yes"}, "ordered: found 'yes'; expected true or false"),
        ({"title": ""}, "title is missing; add it"),
        ({"phrase": 3}, "phrase: found 3; expected text"),
        ({"titel": "Carers"}, "found 'titel'; expected basis, groups"),
        ({"groups": CARERS["groups"][:1]}, "groups: expected 2 or more, each with code and label"),
        (
            {"groups": [CARERS["groups"][0]] * 2, "reference": ""},
            "groups: two have the code 'carer'; give each its own",
        ),
        (
            {"groups": [{"code": "Carer", "label": "x"}, CARERS["groups"][1]]},
            "group 1: found the code 'Carer'; expected",
        ),
        ({"groups": [{"code": "unknown", "label": "x"}, *CARERS["groups"]]}, "'unknown' is always a group of its own"),
        ({"groups": [{"code": "carer"}, CARERS["groups"][1]]}, "group 1: label is missing; add it"),
        ({"plus": ["carer"]}, "plus: found 'carer'; expected of: ethnic_minority"),
        ({"title": "Ethnic group"}, "title 'Ethnic group' is another dimension's too"),
    ],
)
def test_what_cannot_stand_is_refused_by_name(changes, words):
    with pytest.raises(ContractError) as refused:
        _parsed(CARERS | changes)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sex", "every dataset knows this dimension already"),
        ("Carers", "found the code 'Carers'; expected small letters"),
        ("deprivation_tenth", "not deprivation or age_band in it"),
    ],
)
def test_a_code_that_cannot_stand_is_refused(code, words):
    with pytest.raises(ContractError, match=words):
        _parsed(CARERS, code)


def test_a_manifest_reads_back_the_dimensions_that_it_writes(tmp_path):
    dimensions = parse_dimensions({"carers": CARERS, "conditions": CONDITIONS}, "dataset.toml")
    manifest = small_manifest(dimensions=dimensions)
    write_manifest(tmp_path / "dataset.toml", manifest)
    found = parse_manifest((tmp_path / "dataset.toml").read_bytes(), "dataset.toml")
    assert found == manifest
    assert list(found.vocabulary) == [*DIMENSIONS, "carers", "conditions"]
    assert found.own_dimensions == ("carers", "conditions")


def test_a_manifest_without_dimensions_says_nothing_of_them(tmp_path):
    write_manifest(tmp_path / "dataset.toml", small_manifest())
    assert "dimensions" not in tomllib.loads((tmp_path / "dataset.toml").read_text())


def test_the_ready_dimensions_read_back_and_name_examples_there_are():
    again = parse_dimensions(tomllib.loads(tomli_w.dumps(dimension_entries(READY.values()))), "again")
    assert again == tuple(READY.values())
    assert len(READY) == 16
    assert {name for each in READY.values() for name in each.plus} <= set(PLUS_EXAMPLES)

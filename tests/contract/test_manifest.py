"""A dataset's own description: written and read back unchanged, and refused by name when it is wrong."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.contract.errors import ContractError
from data.contract.manifest import Disclosure, Manifest, Source, parse_manifest, write_manifest
from tests.small_dataset import small_manifest

# Any text at all: line breaks, tabs, quotation marks and backslashes among it.
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
SOURCES = st.builds(Source, name=TEXT, publisher=TEXT, period=TEXT, licence=TEXT, rule=TEXT)
MANIFESTS = st.builds(
    Manifest,
    title=TEXT,
    area_code=TEXT,
    area_name=TEXT,
    released=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    synthetic=st.booleans(),
    geography_vintage=TEXT,
    imd_version=TEXT,
    neighbourhood_basis=TEXT,
    disclosure=st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(1, 10), TEXT).map(
        lambda rule: Disclosure(rule[0], rule[0] + rule[1], rule[2], rule[3])
    ),
    sources=st.lists(SOURCES, max_size=3).map(tuple),
    notes=st.lists(TEXT, max_size=3).map(tuple),
    lacks=st.lists(TEXT, max_size=3).map(tuple),
)


@given(manifest=MANIFESTS)
def test_a_manifest_is_read_back_as_it_was_written(tmp_path_factory, manifest):
    path = tmp_path_factory.mktemp("manifest") / "dataset.toml"
    write_manifest(path, manifest)
    assert parse_manifest(path.read_bytes(), path.name) == manifest


@pytest.mark.parametrize("note", ["one\ntwo", "one\r\ntwo", "a\ttab", "\x07 a bell", "\u2028", '"""', "\\"])
def test_a_note_is_read_back_whatever_stands_in_it(tmp_path, note):
    path = tmp_path / "dataset.toml"
    write_manifest(path, replace(small_manifest(), notes=(note,)))
    assert parse_manifest(path.read_bytes(), path.name).notes == (note,)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Testshire (small)"', "title = Testshire", ["dataset.toml", "not valid TOML"]),
        ("[disclosure]", "[secrecy]", ["dataset.toml", "'disclosure' is missing", "add it"]),
        ('title = "Testshire (small)"', "", ["dataset.toml", "'title'", "compare it with the demo's"]),
        ("synthetic = false", 'synthetic = false\nmood = "fine"', ["dataset.toml", "'mood'", "compare it with"]),
        ("hidden_from = 1", "", ["dataset.toml", "'hidden_from'"]),
        ("hidden_from = 1", "hidden_from = 0", ["hidden_from: found 0; expected 1 or more"]),
        ("hidden_to = 7", "hidden_to = 0", ["hidden_to: found 0; expected 1 (hidden_from) or more"]),
        ("rounded_to = 5", "rounded_to = 0", ["rounded_to: found 0; expected 1 (not rounded) or more"]),
        ("hidden_to = 7", "hidden_to = 7.5", ["hidden_to: found 7.5; expected a whole number"]),
        ('publisher = "This project"', "", ["dataset.toml", "'publisher'"]),
    ],
)
def test_a_wrong_manifest_is_refused_by_name(tmp_path, old, new, said):
    path = tmp_path / "dataset.toml"
    write_manifest(path, small_manifest())
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContractError) as refused:
        parse_manifest(path.read_bytes(), path.name)
    assert [each for each in said if each not in str(refused.value)] == []

"""An indicator's definition: written and read back unchanged, and refused by name when it is wrong."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.contract.errors import ContractError
from data.contract.indicator import Indicator, read_indicator, read_indicators, write_indicator
from data.contract.targets import Rebase, Target
from data.contract.vocabulary import DOMAINS, OVER_TIME, POPULATION_BASES, VALUE_TYPES
from tests.small_dataset import small_indicators

# Any text at all: line breaks, tabs, quotation marks and backslashes among it.
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)

TARGETS = st.builds(
    Target,
    st.floats(-1e6, 1e6),
    since=st.none() | st.dates(),
    by=st.none() | st.dates(),
    source=st.just("") | TEXT,
)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    text = {each.name: draw(TEXT) for each in fields(Indicator) if each.type is str or each.type == "str"}
    return Indicator(
        **text
        | {
            "id": draw(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)),
            "domain": draw(st.sampled_from(DOMAINS)),
            "value_type": draw(st.sampled_from(VALUE_TYPES)),
            "population_base": draw(st.sampled_from(POPULATION_BASES)),
            "higher_is_better": draw(st.booleans()),
            "multiplier": draw(st.floats(0.001, 1e6)),
            "ended": draw(st.sampled_from(["", "2023"])),
            "over_time": draw(st.sampled_from(OVER_TIME)),
            "numerator_is": draw(st.sampled_from(["", "booked.numerator"])),
            "denominator_is": draw(st.sampled_from(["", "booked.denominator"])),
            "targets": tuple(draw(st.lists(TARGETS, max_size=3))),
            "rebases": tuple(draw(st.lists(st.builds(Rebase, st.dates(), TEXT.filter(str.strip)), max_size=2))),
        }
    )


@given(indicator=indicators())
def test_an_indicator_is_read_back_as_it_was_written(tmp_path_factory, indicator):
    folder = tmp_path_factory.mktemp("indicators")
    write_indicator(folder, indicator)
    assert read_indicator(folder / f"{indicator.id}.toml") == indicator


def test_indicators_come_in_the_order_of_the_domains(tmp_path):
    for each in small_indicators():
        write_indicator(tmp_path, each)
    found = read_indicators(tmp_path)
    assert list(found) == ["attendances", "screening", "wait", "smoking", "trust", "vaccinated"]
    assert found["trust"].domain == "experience"
    write_indicator(tmp_path, replace(found["attendances"], ended="2023"))
    assert list(read_indicators(tmp_path))[:3] == ["screening", "wait", "attendances"]


def _written(folder, text: str | None = None, **changes: object):
    write_indicator(folder, small_indicators()[0])
    path = folder / "smoking.toml"
    lines = path.read_text(encoding="utf-8") if text is None else text
    for name, value in changes.items():
        kept = [line for line in lines.splitlines() if not line.startswith(f"{name} =")]
        lines = "\n".join(kept if value is None else [*kept, f"{name} = {value}"])
    path.write_text(lines, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "id = smoking"}, ["smoking.toml", "not valid TOML", "compare it with another indicator's file"]),
        ({"colour": '"red"'}, ["smoking.toml", "unknown field 'colour'", "expected some of", "caveat"]),
        ({"name": None}, ["smoking.toml", "'name'", "add the missing field"]),
        ({"id": '"drinking"'}, ["smoking.toml", "'drinking'", "expected the file's own name, 'smoking'"]),
        ({"domain": '"weather"'}, ["'smoking'", "domain is 'weather'", "expected one of access, continuity"]),
        ({"value_type": '"guess"'}, ["'smoking'", "value_type is 'guess'", "expected one of proportion, rate"]),
        ({"population_base": '"all"'}, ["population_base is 'all'", "expected one of registered, resident"]),
        ({"predicate": None}, ["'smoking'", "a proportion needs a predicate", "for example 'smoke'"]),
        ({"ended": '"last year"'}, ["'smoking'", "ended is 'last year'", "expected a year, such as '2023'"]),
        ({"multiplier": "0.0"}, ["'smoking'", "multiplier is 0.0", "expected a number above 0"]),
    ],
    ids=str,
)
def test_a_wrong_definition_is_refused_by_name(tmp_path, changes, said):
    path = _written(tmp_path, **changes)
    with pytest.raises(ContractError) as refused:
        read_indicator(path)
    assert [each for each in said if each not in str(refused.value)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_need_and_resource_are_not_judged(domain):
    indicator = replace(small_indicators()[0], domain=domain)
    assert indicator.judged == (domain not in ("need", "resource"))


def test_a_line_break_in_a_caveat_is_kept(tmp_path):
    write_indicator(tmp_path, replace(small_indicators()[0], caveat="one\ntwo"))
    assert read_indicator(tmp_path / "smoking.toml").caveat == "one\ntwo"

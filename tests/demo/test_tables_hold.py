"""No reader of the demo's optional tables can tell a small count: each is left every value from 1 to 7."""

import numpy as np
import pandas as pd
import pytest

from data.contract.access_tables import CASCADE_STEPS
from data.contract.count_tables import UPTAKE_STEPS
from data.demo.generator.names import ICB_CODE
from tests.disclosure.table_oracle import Reader, told_too_much

_CODES = ["level", "area_code", "dimension", "group"]


def _is_small(count: float) -> bool:
    return 1 <= count <= 7


def _rows_read(reader: Reader, published, true, names, columns) -> list:
    """Read every row; returns the true small counts that are hidden."""
    small = []
    for shown, real in zip(published.to_dict("records"), true.to_dict("records"), strict=True):
        at = tuple(shown[name] for name in names)
        assert at == tuple(real[name] for name in names)
        for column in columns:
            reader.read((*at, column), shown[column])
            if _is_small(real[column]):
                assert np.isnan(shown[column])
                small.append([((*at, column), 1)])
    return small


def _losses(reader: Reader, true, names, pairs) -> list:
    """A part is within its whole; returns the true small differences."""
    small = []
    for real in true.to_dict("records"):
        at = tuple(real[name] for name in names)
        for whole, part in pairs:
            reader.within((*at, part), (*at, whole))
            if _is_small(real[whole] - real[part]):
                small.append([((*at, whole), 1), ((*at, part), -1)])
    return small


def _add_up(reader: Reader, true, names, columns, areas) -> None:
    """Groups to everyone and areas to those above, wherever the true counts do."""
    parent = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    by = true.set_index(list(names))
    assert by.index.is_unique
    sets: dict[tuple, list[tuple]] = {}
    for at in by.index:
        here = dict(zip(names, at, strict=True))
        if here["dimension"] != "total":
            total = tuple((here | {"dimension": "total", "group": "all"})[name] for name in names)
            sets.setdefault((total, here["dimension"]), []).append(at)
        if "area_code" in here and here["area_code"] != ICB_CODE:
            level = {"neighbourhood": "place", "place": "icb", "practice": "neighbourhood"}[here["level"]]
            above = here | {"level": level, "area_code": parent[here["area_code"]]}
            sets.setdefault((tuple(above[name] for name in names), here["level"]), []).append(at)
    n_sums = 0
    for (total, _), parts in sets.items():
        if total not in by.index:
            continue
        for column in columns:
            counts = [by.at[part, column] for part in parts]
            if not np.isnan(counts).any() and sum(counts) == by.at[total, column]:
                reader.equal((*total, column), [(*part, column) for part in parts])
                n_sums += 1
    assert n_sums


def _indicator(observations, indicator: str, part: str) -> dict:
    rows = observations[(observations["indicator_id"] == indicator) & (observations["dimension_2"] == "")]
    rows = rows[rows["period_end"] == rows.groupby("level", observed=True)["period_end"].transform("max")]
    return rows.astype(dict.fromkeys(_CODES, str)).set_index(_CODES)[part].to_dict()


def _also(reader: Reader, figures: dict, table, names, column) -> int:
    """A column is an indicator's figure too, where that is shown; how many are shown there and hidden here."""
    n = 0
    for row in table.to_dict("records"):
        shown = figures.get(tuple(row[name] for name in _CODES), np.nan)
        if not np.isnan(shown):
            reader.read((*(row[name] for name in names), column), shown)
            n += np.isnan(row[column])
    return n


def test_cascade(published, drawn, observations):
    names = _CODES
    shown, true = published["cascade"], drawn.optional["cascade"]
    reader = Reader()
    small = _rows_read(reader, shown, true, names, CASCADE_STEPS)
    small += _losses(reader, true, names, list(zip(CASCADE_STEPS, CASCADE_STEPS[1:], strict=False)))
    _add_up(reader, true, names, CASCADE_STEPS, drawn.areas)
    _also(reader, _indicator(observations, "long_term_conditions", "numerator"), shown, names, "registered")
    assert len(small) > 30
    assert told_too_much(reader, small) == []


def test_participation(published, drawn):
    names = ["activity", *_CODES]
    shown, true = published["participation"], drawn.optional["participation"]
    reader = Reader()
    small = _rows_read(reader, shown, true, names, ["people"])
    _add_up(reader, true, names, ["people"], drawn.areas)
    assert len(small) > 20
    assert told_too_much(reader, small) == []


def _uptake_told(shown, true, capture, areas) -> tuple[int, list]:
    """How many small counts one pilot's uptake has, and those of which too much is told."""
    names = ["period_end", "dimension", "group"]
    reader = Reader()
    small = _rows_read(reader, shown, true, names, UPTAKE_STEPS)
    small += _losses(reader, true, names, list(zip(UPTAKE_STEPS, UPTAKE_STEPS[1:], strict=False)))
    _add_up(reader, true, names, UPTAKE_STEPS, areas)
    for row in capture.to_dict("records"):
        reader.read((row["period_end"], "total", "all", "engaged"), row["people"])
    real = true.set_index(names)
    for end, dimension, group in real.index:
        before, after = (end, dimension, group), (end + pd.offsets.QuarterEnd(), dimension, group)
        if after not in real.index:
            continue
        reader.equal((*after, "eligible"), [(*before, "eligible")])
        for step in UPTAKE_STEPS[1:]:
            reader.within((*before, step), (*after, step))
            if _is_small(real.at[after, step] - real.at[before, step]):
                small.append([((*after, step), 1), ((*before, step), -1)])
    return len(small), told_too_much(reader, small)


@pytest.mark.parametrize("pilot", ["case_finding", "digital_confidence", "home_reviews", "screening_hosts"])
def test_pilot_uptake(published, drawn, pilot):
    tables = [published["pilot_uptake"], drawn.optional["pilot_uptake"], published["pilot_capture"]]
    n_small, told = _uptake_told(*(each[each["pilot_id"] == pilot] for each in tables), drawn.areas)
    assert n_small > 20
    assert told == []


def test_a_reader_finds_out_what_is_only_hidden_where_it_is_small(drawn):
    true = drawn.optional["pilot_uptake"]
    true = true[true["pilot_id"] == "digital_confidence"]
    steps = list(UPTAKE_STEPS)
    few = true[steps].isin(range(1, 8)).any(axis=1)
    shown = true.copy()
    shown[steps] = (np.floor(true[steps] / 5 + 0.5) * 5).where(~few)
    n_small, told = _uptake_told(shown, true, drawn.optional["pilot_capture"].head(0), drawn.areas)
    assert len(told) > n_small / 10


@pytest.mark.parametrize(
    ("name", "columns", "pairs", "more"),
    [
        ("referrals", ("sent", "seen", "reported_back"), (("sent", "seen"), ("seen", "reported_back")), ["service"]),
        ("registers", ("registered",), (), ["condition"]),
        ("recording", ("valid", "not_stated", "missing"), (), ["field"]),
    ],
)
def test_records(published, drawn, name, columns, pairs, more):
    names = [*more, *_CODES]
    shown, true = published[name], drawn.optional[name]
    reader = Reader()
    small = _rows_read(reader, shown, true, names, columns)
    small += _losses(reader, true, names, pairs)
    _add_up(reader, true, names, columns, drawn.areas)
    assert told_too_much(reader, small) == []


def test_agreement_and_capture(published, drawn):
    for name, names, pair in (
        ("agreement", ["group"], ("people", "agree")),
        ("pilot_capture", ["pilot_id", "period_end", "field"], ("people", "complete")),
    ):
        reader = Reader()
        small = _rows_read(reader, published[name], drawn.optional[name], names, pair)
        small += _losses(reader, drawn.optional[name], names, [pair])
        assert told_too_much(reader, small) == []

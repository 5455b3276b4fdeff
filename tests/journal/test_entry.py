"""What an entry may hold, what is refused and in which words, and that JSON gives back exactly what went in."""

import json
from dataclasses import fields, replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.journal.checking import checked, entry_faults
from data.journal.entry import Entry, FrozenFinding, Signal
from data.journal.errors import EntryError
from tests.journal.entries import COMMUNITY, DECISION, EVERY, FROZEN, PILOT, SIGNAL

_days = st.dates(date(1990, 1, 1), date(2199, 12, 31))
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_number = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**6), 10**6)
_signals = st.builds(
    Signal,
    **dict.fromkeys(("indicator_id", "area_code", "dimension", "measure", "disadvantaged", "reference"), _text),
    **dict.fromkeys(("estimate", "expected_change", "smallest"), _number),
    **{each: st.none() | _number for each in ("lower", "upper")},
    period_end=_days,
    by_when=_days,
)
_frozen = st.builds(
    FrozenFinding,
    **dict.fromkeys(("id", "question", "headline", "sentence", "period", "source"), _text),
    **dict.fromkeys(("dataset_title", "dataset_version"), _text),
    columns=st.lists(_text, max_size=3).map(tuple),
    rows=st.lists(st.lists(_text, max_size=3).map(tuple), max_size=3).map(tuple),
    link=st.lists(st.tuples(_text, _text), max_size=3).map(tuple),
    dataset_released=_days,
    synthetic=st.booleans(),
)
_PLAIN = [each.name for each in fields(Entry) if each.type in (str, "str")]
_entries = st.builds(
    Entry,
    **dict.fromkeys(_PLAIN, _text),
    evidence=st.lists(_text, max_size=3).map(tuple),
    decided_on=_days,
    by_when=st.none() | _days,
    signal=st.none() | _signals,
    frozen=st.none() | _frozen,
)


@given(_entries)
def test_json_gives_back_what_went_in_whatever_it_is(entry):
    text = entry.to_json()
    assert Entry.from_json(text) == entry
    assert "\n" not in text
    assert set(json.loads(text)) == {each.name for each in fields(Entry)}


@pytest.mark.parametrize("text", ["one\ntwo", "one\r\ntwo", "a\ttab", "\x07", "\x7f", "\u2028", '"', "\\", "\x00"])
def test_a_text_is_read_back_whatever_stands_in_it(text):
    entry = replace(DECISION, decision=text, frozen=replace(FROZEN, rows=((text, text),)))
    assert Entry.from_json(entry.to_json()) == entry


@pytest.mark.parametrize("number", ["9", "9.0", "-3", "1e+22", "0.1"])
def test_a_number_is_written_again_as_it_was(number):
    text = DECISION.to_json().replace('"estimate":9.5', f'"estimate":{number}')
    assert Entry.from_json(text).to_json() == text


def test_every_field_that_does_not_fit_is_told_at_once():
    plain = _plain(DECISION) | {"title": 7, "colour": 1}
    plain["signal"]["period_end"] = "31/03/2026"
    with pytest.raises(EntryError) as caught:
        Entry.from_json(json.dumps(plain))
    assert [each.field for each in caught.value.faults] == ["title", "signal.period_end", "colour"]


@pytest.mark.parametrize("entry", EVERY, ids=lambda each: each.kind)
def test_entries_as_people_write_them_are_taken(entry):
    assert entry_faults(entry) == []
    assert checked(entry) is entry


def _plain(entry: Entry) -> dict:
    return json.loads(entry.to_json())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda plain: plain | {"colour": 1},
            "colour: found a field not known here; expected only kind, title, area_code",
        ),
        (
            lambda plain: plain["signal"].update(size=1),
            "signal.size: found a field not known here; expected only indicator",
        ),
        (lambda plain: plain.pop("title"), "title: found nothing; expected this field to be given"),
        (
            lambda plain: plain["frozen"].pop("synthetic"),
            "frozen.synthetic: found nothing; expected this field to be given",
        ),
        (lambda plain: plain.update(evidence="one"), "evidence: found 'one'; expected a list"),
        (lambda plain: plain.update(evidence=[1]), "evidence[0]: found 1; expected text"),
        (lambda plain: plain.update(signal=[]), "signal: found []; expected an object"),
        (lambda plain: plain.update(signal=7), "signal: found 7; expected an object"),
        (lambda plain: plain.update(decided_on=None), "decided_on: found None; expected a day as YYYY-MM-DD"),
        (
            lambda plain: plain.update(decided_on="20260512"),
            "decided_on: found '20260512'; expected a day as YYYY-MM-DD",
        ),
        (
            lambda plain: plain["signal"].update(estimate="9.5"),
            "signal.estimate: found '9.5'; expected a finite number",
        ),
        (lambda plain: plain["signal"].update(estimate=True), "signal.estimate: found True; expected a finite number"),
        (lambda plain: plain["signal"].update(estimate=None), "signal.estimate: found None; expected a finite number"),
        (lambda plain: plain["signal"].update(lower=10**400), "signal.lower: found 1000"),
        (lambda plain: plain["frozen"].update(synthetic=1), "frozen.synthetic: found 1; expected true or false"),
        (lambda plain: plain["frozen"].update(rows=[["a"], "b"]), "frozen.rows[1]: found 'b'; expected a list"),
        (lambda plain: plain["frozen"].update(link=[["a"]]), "frozen.link[0]: found 1 parts; expected 2"),
    ],
)
def test_json_of_another_shape_is_refused_by_the_name_of_the_field(change, says):
    plain = _plain(DECISION)
    changed = change(plain)
    text = json.dumps(changed if isinstance(changed, dict) and "kind" in changed else plain)
    with pytest.raises(EntryError) as caught:
        Entry.from_json(text)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "text: found something else"),
        ("[]", "text: found []; expected a JSON object"),
        ('{"title": "a", "title": "b"}', "title: found it twice; expected each field once"),
        ('{"estimate": NaN}', "text: found NaN; expected finite numbers only"),
        ('{"estimate": -Infinity}', "text: found -Infinity; expected finite numbers only"),
        ('{"n": ' + "9" * 5000 + "}", "text: found something else"),
    ],
)
def test_text_that_is_no_such_json_is_refused(text, says):
    with pytest.raises(EntryError) as caught:
        Entry.from_json(text)
    assert str(caught.value).startswith(says)


def test_a_number_too_large_to_hold_is_not_taken_for_one():
    text = DECISION.to_json().replace('"estimate":9.5', '"estimate":1e999')
    with pytest.raises(EntryError, match="signal.estimate: found inf; expected a finite number"):
        Entry.from_json(text)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: replace(SIGNAL, estimate=float("nan")), "estimate: found nan; expected a finite number"),
        (lambda: replace(SIGNAL, upper=float("inf")), "upper: found inf; expected a finite number"),
        (
            lambda: replace(DECISION, decided_on=datetime(2026, 5, 12)),
            "decided_on: found datetime.datetime(2026, 5, 12, 0, 0)",
        ),
        (lambda: replace(DECISION, evidence=["brief-3"]), "evidence: found ['brief-3']; expected a tuple"),
        (lambda: replace(DECISION, signal={"estimate": 1}), "signal: found {'estimate': 1}; expected a Signal"),
        (lambda: replace(DECISION, title=None, owner_role=3), "title: found None; expected text; owner_role: found 3"),
    ],
)
def test_an_entry_is_never_made_of_the_wrong_things(make, says):
    with pytest.raises(EntryError) as caught:
        make()
    assert str(caught.value).startswith(says)


def _signal(**changes: object) -> Entry:
    return replace(DECISION, signal=replace(SIGNAL, **changes))


def _frozen_with(**changes: object) -> Entry:
    return replace(DECISION, frozen=replace(FROZEN, **changes))


FAULTS = [
    (replace(DECISION, kind="plan"), "kind: found 'plan'; expected one of decision, community, pilot"),
    (replace(DECISION, state=""), "state: found ''; expected one of open, closed, withdrawn"),
    (replace(DECISION, title=" "), "title: found nothing; expected some text"),
    (replace(DECISION, title="a\nb"), "title: found several lines; expected one line"),
    (replace(DECISION, title="t" * 201), "title: found 201 characters; expected 200 at most"),
    (replace(DECISION, said="s" * 4001), "said: found 4,001 characters; expected 4,000 at most"),
    (replace(DECISION, said="nul \x00"), "said: found a character that cannot be printed; expected plain text"),
    (replace(DECISION, said="half \ud83d"), "said: found a character that cannot be printed; expected plain text"),
    (replace(DECISION, decision=""), "decision: found nothing; expected some text"),
    (replace(DECISION, owner_role=""), "owner_role: found nothing; expected some text"),
    (replace(DECISION, choice="stop"), "choice: found 'stop'; expected nothing for this kind of entry"),
    (replace(DECISION, response="done"), "response: found 'done'; expected nothing for this kind of entry"),
    (replace(DECISION, area_code=""), "area_code: found nothing; expected a code"),
    (
        replace(DECISION, area_code=" N01"),
        "area_code: found ' N01'; expected a code of at most 100 printable characters",
    ),
    (replace(DECISION, evidence=("a", "a")), "evidence: found one piece twice; expected each piece once"),
    (replace(DECISION, evidence=("",)), "evidence[0]: found nothing; expected a code"),
    (replace(DECISION, evidence=tuple(map(str, range(51)))), "evidence: found 51 pieces; expected 50 at most"),
    (replace(DECISION, decided_on=date(1926, 5, 1)), "decided_on: found 1926-05-01; expected a day from 1990 to 2199"),
    (
        replace(DECISION, by_when=date(2026, 5, 11)),
        "by_when: found 2026-05-11; expected no day before it was decided (2026-05-12)",
    ),
    (replace(COMMUNITY, said=""), "said: found nothing; expected some text"),
    (replace(COMMUNITY, community=""), "community: found nothing; expected some text"),
    (
        replace(COMMUNITY, response=""),
        "response: found ''; expected one of done, under way, promised, heard, not taken up",
    ),
    (replace(PILOT, pilot_id=""), "pilot_id: found nothing; expected a code"),
    (replace(PILOT, choice=""), "choice: found ''; expected one of continue, change, stop, spread"),
    (_signal(measure="level", reference=""), "signal.measure: found 'level'; expected one of gap, value"),
    (_signal(indicator_id=""), "signal.indicator_id: found nothing; expected a code"),
    (_signal(disadvantaged=""), "signal.disadvantaged: found nothing; expected a code"),
    (_signal(reference="1"), "signal.reference: found '1'; expected another group than the disadvantaged one"),
    (_signal(measure="value"), "signal.reference: found '5'; expected nothing for a value"),
    (_signal(lower=None), "signal.lower: found one end of an interval; expected both ends or neither"),
    (_signal(lower=9.75), "signal.estimate: found 9.5; expected between 9.75 and 11.75"),
    (_signal(expected_change=0.0, smallest=0.0), "signal.expected_change: found 0; expected a change"),
    (_signal(smallest=3.5), "signal.smallest: found 3.5; expected from 0 to 3, what is expected"),
    (_signal(smallest=-1.0), "signal.smallest: found -1; expected from 0 to 3, what is expected"),
    (
        _signal(by_when=date(2026, 3, 31)),
        "signal.by_when: found 2026-03-31; expected a day after the figure's period (2026-03-31)",
    ),
    (_frozen_with(id=""), "frozen.id: found nothing; expected a code"),
    (_frozen_with(rows=(("a", "b"), ("c",))), "frozen.rows[1]: found 1 cells; expected 2"),
    (
        _frozen_with(rows=(("", ""),) * 2001),
        "frozen.rows: found 2,001 rows of 2 columns; expected 2,000 rows of 60 columns",
    ),
    (_frozen_with(headline="h" * 4001), "frozen: found a text that is too long or cannot be printed"),
    (_frozen_with(link=(("indicator", "\x00"),)), "frozen: found a text that is too long or cannot be printed"),
]


@pytest.mark.parametrize(("entry", "says"), FAULTS, ids=[f"{n}-{says[:30]}" for n, (_, says) in enumerate(FAULTS)])
def test_each_fault_says_its_field_what_was_found_and_what_is_expected(entry, says):
    (fault,) = entry_faults(entry)
    assert str(fault).startswith(says)


def test_every_fault_is_told_at_once():
    entry = replace(PILOT, title="", choice="grow", owner_role="", signal=replace(SIGNAL, smallest=9.0))
    with pytest.raises(EntryError) as caught:
        checked(entry)
    assert [each.field for each in caught.value.faults] == ["choice", "title", "owner_role", "signal.smallest"]


@pytest.mark.parametrize("field", ["title", "said", "community", "setting", "heard_by", "decision", "owner_role"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("943 476 5919", "an NHS number"),
        ("020 7946 0000", "a telephone number"),
        ("ann@example.org", "an e-mail address"),
        ("SW1A 1AA", "a full postcode"),
        ("1/2/1950", "a date that may be of birth"),
        ("Mrs Jones", "a name with its title"),
    ],
)
def test_text_that_points_at_one_person_is_refused_and_never_repeated(field, text, kind):
    (fault,) = entry_faults(replace(COMMUNITY, **{field: f"Said by {text}"}))
    assert (fault.field, fault.expected) == (field, "nothing that points at one person")
    assert kind in fault.found
    assert text not in str(fault)


def test_the_way_back_to_a_finding_keeps_parameters_with_several_values():
    assert FROZEN.parameters() == {"indicator": ["screening"], "areas": ["N01", "N02"]}

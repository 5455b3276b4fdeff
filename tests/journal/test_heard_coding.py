"""How what a community said is coded in the journal: by closed lists, never before it was heard, and for nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from data.contract.trust_ways import WAYS
from data.journal.checking import entry_faults
from data.journal.entry import Entry
from tests.journal.entries import COMMUNITY, DECISION

CODED = replace(COMMUNITY, ways=WAYS[:2], group_heard="unpaid carers", answered_on=COMMUNITY.decided_on)


def test_a_coded_entry_is_kept_and_an_older_one_reads_on():
    assert entry_faults(CODED) == []
    assert Entry.from_json(CODED.to_json()) == CODED
    older = COMMUNITY.to_json()
    for name in ('"ways":[],', '"group_heard":"",', '"answered_on":null,', '"followed_up_on":null,'):
        assert name in older
        older = older.replace(name, "")
    assert Entry.from_json(older) == COMMUNITY


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (replace(CODED, ways=("leaflets",)), "ways: found 'leaflets'; expected one of outreach where people live"),
        (replace(CODED, ways=(WAYS[0], WAYS[0])), "ways: found one of them twice; expected each once"),
        (replace(CODED, group_heard="carers"), "group_heard: found 'carers'; expected one of people in the most"),
        (
            replace(CODED, answered_on=date(2026, 4, 1)),
            "answered_on: found 2026-04-01; expected no day before it was heard (2026-04-02)",
        ),
        (replace(DECISION, ways=WAYS[:1]), "expected nothing for this kind of entry"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(entry, told):
    (fault,) = entry_faults(entry)
    assert told in f"{fault.field}: found {fault.found}; expected {fault.expected}"

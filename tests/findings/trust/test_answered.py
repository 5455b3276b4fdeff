"""What is heard and answered: counted from the demo's log and the journal, with old entries told as not coded."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from components.findings.selection import areas_offered
from components.findings.trust.answered import Answered, waiting_lines
from components.findings.trust.log import kept_entries, log_entries
from data.contract.participation_tables import CODING
from data.contract.trust_ways import WAYS
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.journal.entries import COMMUNITY
from tests.small_dataset import write_small

TODAY = date(2026, 12, 1)
LOGGED = Answered((), TODAY)


def _kept(**changes) -> Record:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    return Record(
        "r", 1, replace(COMMUNITY, **changes), created_at=now, changed_at=now, by_role="Connector", merged_from=None
    )


def test_words_keep_to_their_tables_everywhere(demo):
    found = {area: faults(LOGGED(ask(demo, "smoking", area=area))) for area in areas_offered(demo)[:5]}
    assert {area: wrong for area, wrong in found.items() if wrong} == {}


def test_counts_are_those_of_the_log(demo):
    log = demo.optional("community_log")
    coded = log[log["group_heard"] != ""]
    found = LOGGED(ask(demo, "smoking"))
    released = pd.Timestamp(demo.manifest.released)
    waiting = coded[coded["answered_on"].isna()]
    longest = (released - waiting["date"].min()).days
    assert (len(coded), len(waiting), longest) == (8, 3, 287)
    assert found.headline == "5 of 8 things we heard have been answered; the longest wait so far is 287 days"
    assert found.sentence.startswith("Half had an answer within 79 days; with so few answers we cannot tell")
    assert found.unknown == "1 more entry is not coded: whether and when it was answered is not known."
    text = found.table.text.set_index("What")
    for way in WAYS:
        of_way = coded[coded["ways"].str.contains(way, regex=False)]
        row = text.loc[way[0].upper() + way[1:]]
        assert row["Heard"] == str(len(of_way))
        assert row["Answered"] == str(of_way["answered_on"].notna().sum())
    assert text.loc["Another group", ["Heard", "Still waiting", "Half answered within (days)"]].tolist() == [
        "3", "2", "cannot tell",
    ]  # fmt: skip


def test_what_is_open_longest_comes_first(demo):
    assert waiting_lines(LOGGED(ask(demo, "smoking"))) == [
        "287 days: Young fathers, Quillmarket, 5 February 2026.",
        "205 days: Older people who live alone, Elverstrand South, 28 April 2026.",
        "77 days: Black women in three church groups, Sallow Southbank, 3 September 2026.",
    ]


def test_the_journal_counts_too_and_waits_until_today(demo):
    area = demo.areas("neighbourhood").index[0]
    kept = _kept(area_code=area, decided_on=date(2026, 11, 1), ways=(WAYS[2],), group_heard="unpaid carers")
    found = Answered((kept,), TODAY)(ask(demo, "smoking"))
    assert found.headline.startswith("5 of 9 things we heard")
    row = found.table.text.set_index("What").loc["Unpaid carers"]
    assert row[["Heard", "Answered", "Longest open (days)"]].tolist() == ["1", "0", "30"]
    answered = Answered((_kept(area_code=area, answered_on=date(2026, 5, 2), group_heard="unpaid carers"),), TODAY)
    assert answered(ask(demo, "smoking")).headline.startswith("6 of 9 things we heard")
    withdrawn = Answered((_kept(area_code=area, state="withdrawn", ways=(WAYS[2],)),), TODAY)
    assert withdrawn(ask(demo, "smoking")).headline.startswith("5 of 8 things we heard")


def test_a_log_from_before_entries_were_coded_is_read_on_and_says_so(demo, tmp_path):
    log = demo.optional("community_log").drop(columns=list(CODING)).assign(area_code="I1", indicator_id="smoking")
    question = ask(Dataset.open(write_small(tmp_path / "d", optional={"community_log": log})), "smoking")
    found = LOGGED(question)
    assert found.verdict == "cannot tell"
    assert found.sentence.startswith("None of the 9 entries about ")
    assert [each.ways for each in log_entries(question)] == [""] * 9


def test_an_entry_of_the_journal_from_before_reads_as_not_coded(demo):
    area = demo.areas("neighbourhood").index[0]
    question = ask(demo, "smoking")
    (entry,) = kept_entries(question, [_kept(area_code=area)])
    assert (entry.ways, entry.group_heard, entry.answered) == ("", "", "")
    assert Answered((_kept(area_code=area),), TODAY)(question).unknown.startswith("2 more entries are not coded")


def test_an_entry_that_points_at_one_person_is_counted_nowhere(demo, tmp_path):
    log = demo.optional("community_log").assign(area_code="I1", indicator_id="smoking")
    log.loc[0, "said"] = "Ring Mrs Sparrow on 020 7946 0000"
    found = LOGGED(ask(Dataset.open(write_small(tmp_path / "d", optional={"community_log": log})), "smoking"))
    assert found.headline.startswith("4 of 7 things we heard")
    assert found.hidden.startswith("1 entry is held back")


@pytest.mark.parametrize("n", [0, 1])
def test_without_a_log_the_journal_alone_is_told(small, n):
    area = small.areas("neighbourhood").index[0]
    kept = (_kept(area_code=area, group_heard="unpaid carers"),) * n
    found = Answered(kept, TODAY)(ask(small, "smoking"))
    assert found.headline == (
        "One thing we heard still waits after 243 days" if n else "We cannot tell from this dataset"
    )
    assert faults(found) == []

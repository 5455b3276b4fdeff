"""One import may bring so much and no more, for nothing in a journal can be taken out again; odd characters break nothing."""

import json
from dataclasses import replace

import pytest

from data.__main__ import main
from data.journal.errors import BadLine, JournalError
from data.journal.import_limits import FROM_A_PAGE, FROM_THE_COMMAND_LINE
from data.journal.opening import open_journal
from tests.journal.entries import DECISION

SMALL = replace(FROM_A_PAGE, versions=3, size=20_000, kept=5)


@pytest.fixture
def exported(tmp_path):
    """An export of so many records, as text."""

    def export(records: int) -> str:
        with open_journal(str(tmp_path / f"{records}-{len(list(tmp_path.iterdir()))}.sqlite")) as other:
            for number in range(records):
                other.add(DECISION.with_changes({"title": f"Decision {number}"}), by_role="Chair")
            return other.export()

    return export


def test_what_fits_is_taken_in_and_what_does_not_is_refused_whole(journal, exported):
    assert journal.take_in(exported(3), SMALL).new == 3
    with pytest.raises(JournalError, match="found 4 versions; expected 3 at most. To mend it: ask whoever runs"):
        journal.take_in(exported(4), SMALL)
    with pytest.raises(JournalError, match="found 6 versions with those that the import would add; expected 5 at most"):
        journal.take_in(exported(3), SMALL)
    assert len(journal.records()) == 3
    with pytest.raises(JournalError, match=r"found [\d,]+ bytes; expected 0 million at most"):
        journal.take_in(exported(2) + " " * 20_000, SMALL)
    assert journal.take_in(exported(2), SMALL).new == 2
    assert len(journal.records()) == 5


def test_what_is_there_already_needs_no_room(journal, exported):
    text = exported(3)
    journal.take_in(text, SMALL)
    assert journal.take_in(text, replace(SMALL, kept=1)).already == 3


def test_the_command_line_takes_more_than_a_page(journal, exported, tmp_path, capsys):
    assert FROM_A_PAGE.versions < FROM_THE_COMMAND_LINE.versions
    assert (FROM_A_PAGE.versions, FROM_A_PAGE.size, FROM_A_PAGE.kept) == (2_000, 5_000_000, 10_000)
    file, text = tmp_path / "journal.jsonl", exported(1)
    heading, line = text.splitlines()
    file.write_text("\n".join([heading, *(_renamed(line, place) for place in range(2_001))]), encoding="utf-8")
    with pytest.raises(JournalError, match="found 2,001 versions; expected 2,000 at most"):
        journal.take_in(file.read_text(encoding="utf-8"), FROM_A_PAGE)
    assert main(["journal", "import", str(file), "--journal", str(tmp_path / "there.sqlite")]) == 0
    assert "2,001 versions new" in capsys.readouterr().out


def _renamed(line: str, place: int) -> str:
    read = json.loads(line)
    return json.dumps(read | {"record_id": f"{place:08x}-0000-4000-8000-000000000000"})


@pytest.mark.parametrize("field", ["title", "decision", "owner_role", "area_code", "indicator_id"])
@pytest.mark.parametrize("odd", ["\x00", "\x1b[31m", "\x07", "\x7f", "\ud800"])
def test_a_control_character_is_refused_by_its_field_and_breaks_nothing(journal, exported, field, odd):
    heading, line = exported(1).splitlines()
    read = json.loads(line)
    read["entry"][field] = f"a{odd}b"
    with pytest.raises(BadLine, match=f"line 2: {field}: found "):
        journal.take_in("\n".join([heading, json.dumps(read)]))
    assert journal.records() == []


@pytest.mark.usefixtures("exported")
def test_separators_that_some_take_for_line_ends_are_kept(journal):
    odd = "One\u2028two\u2029three\u0085four\ttab\u202eright to left"
    journal.add(DECISION.with_changes({"decision": odd}), by_role="Chair")
    text = journal.export()
    assert journal.take_in(text, SMALL).already == 1
    assert [each.entry.decision for each in journal.records()] == [odd]

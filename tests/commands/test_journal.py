"""Export the journal, take an export in, and show a record's history, on either database."""

import pytest

from data.journal.entry_history import EditedMeanwhile
from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from tests.journal.entries import COMMUNITY, DECISION


@pytest.fixture
def record(journal_address):
    """A decision revised, merged and once set aside, beside something a community said."""
    with open_journal(journal_address) as journal:
        first = journal.add(DECISION, by_role="Chair")
        journal.add(COMMUNITY, by_role="Connector")
        journal.revise(first.id, {"title": "At weekends"}, based_on=1, by_role="Ann's role", note="Agreed in June")
        journal.revise(first.id, {"decision": "Two clinics.\nOne van."}, based_on=1, by_role="Ben's role")
        with pytest.raises(EditedMeanwhile):
            journal.revise(first.id, {"title": "On Sundays"}, based_on=1, by_role="Cas's role")
        return first.id


@pytest.mark.usefixtures("record")
def test_what_is_exported_can_be_taken_in_elsewhere_and_there_once(run, journal_address, tmp_path):
    file, there = tmp_path / "journal.jsonl", tmp_path / "there.sqlite"
    done = run("journal", "export", "--journal", journal_address, "--out", file)
    assert (done.code, done.out) == (0, f"wrote {file}: 5 versions\n")
    done = run("journal", "import", file, "--journal", there)
    assert (done.code, done.out) == (0, f"{there}: 5 versions new, 0 already there, 0 in conflict\n")
    done = run("journal", "import", file, "--journal", there)
    assert (done.code, done.out) == (0, f"{there}: 0 versions new, 5 already there, 0 in conflict\n")
    for each in (journal_address, there):
        assert run("journal", "export", "--journal", each).out == file.read_text(encoding="utf-8")


@pytest.mark.usefixtures("record")
def test_an_export_replaces_no_file(run, journal_address, tmp_path):
    file = tmp_path / "minutes.txt"
    file.write_text("minutes", encoding="utf-8")
    done = run("journal", "export", "--journal", journal_address, "--out", file)
    assert (done.code, done.out) == (2, "")
    assert f"error: {file}: found a file there; expected a new name" in done.err
    assert file.read_text(encoding="utf-8") == "minutes"


def test_a_conflict_is_a_warning_and_both_are_kept(run, journal_address, record, tmp_path):
    file, there = tmp_path / "journal.jsonl", str(tmp_path / "there.sqlite")
    run("journal", "export", "--journal", journal_address, "--out", file)
    run("journal", "import", file, "--journal", there)
    with open_journal(there) as journal:
        journal.revise(record, {"title": "There"}, based_on=3, by_role="Chair there")
    with open_journal(journal_address) as journal:
        journal.revise(record, {"title": "Here"}, based_on=3, by_role="Chair here")
    late = tmp_path / "late.jsonl"
    run("journal", "export", "--journal", there, "--out", late)
    done = run("journal", "import", late, "--journal", journal_address)
    assert done.code == 1
    assert f"- There (record {record}): version 5, by Chair there, was written where another stands here" in done.out
    assert done.out.endswith(": 1 version new, 5 already there, 1 in conflict\n")
    assert "# Here\n" in run("journal", "history", record, "--journal", journal_address).out


def test_the_history_shows_every_version_and_what_it_changed(run, journal_address, record):
    out = run("journal", "history", record[:13], "--journal", journal_address).out
    lines = out.splitlines()
    assert lines[:3] == ["# At weekends", "", f"decision, open; record {record}"]
    assert [line.split(": ", 1)[1] for line in lines if line[:1].isdigit()] == [
        "written",
        "written – Agreed in June",
        "merged with version 2",
        "set aside",
    ]
    assert "   title: At weekends" in lines
    assert "   decision: Two clinics.\n      One van." in out
    assert "   title: On Sundays" in lines


def test_without_a_record_the_history_lists_them_newest_first(run, journal_address, record):
    lines = run("journal", "history", "--journal", journal_address).out.splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == [
        "community, open, version 1: No bus after six",
        "decision, open, version 3: At weekends",
    ]
    assert lines[1].startswith(record)


def test_the_environment_names_the_journal(run, monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.sqlite"))
    assert run("journal", "history").out == f"{tmp_path / 'mine.sqlite'}: no record yet\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("import", "{folder}/none.jsonl"), "none.jsonl: it cannot be read (No such file or directory)"),
        (("import", "{folder}/table.csv"), "table.csv, line 1: text: found something else"),
        (
            ("import", "{folder}/bytes.bin"),
            "bytes.bin: found bytes that are not UTF-8 text; expected an exported journal",
        ),
        (("export", "--out", "{folder}/none/file"), "file: it cannot be written (No such file or directory)"),
        (("history", "abc"), "no record 'abc' in this journal"),
        (("history", "--journal", "{folder}"), "found a folder; expected a file"),
    ],
)
def test_what_cannot_be_done_is_an_error_that_says_why(run, tmp_path, words, says):
    (tmp_path / "table.csv").write_text("date,title\n", encoding="utf-8")
    (tmp_path / "bytes.bin").write_bytes(b"\xff\xfe\x00")
    done = run("journal", *(each.format(folder=tmp_path) for each in words))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert says in done.err

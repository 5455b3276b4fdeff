"""The meeting's list as a finding."""

from dataclasses import replace

from components.findings.finding import nothing_to_show
from components.findings.meeting.agenda import AgendaLine, agenda_finding

_UNTOLD = nothing_to_show("a", "Who fares worst?", "No figure is given.", method="")
_TOLD = replace(_UNTOLD, headline="Smoking: 9 points higher", verdict="worse")


def test_the_list_tells_how_many_findings_it_has_and_which_cannot_tell():
    found = agenda_finding([AgendaLine(_TOLD, "Public health lead", "Ask why"), AgendaLine(_UNTOLD)])
    assert found.headline == "2 findings are on the meeting’s list"
    assert found.sentence.startswith("One of them cannot be told from this dataset, and says so.")
    assert found.table.text.to_numpy().tolist() == [
        ["1", "Smoking: 9 points higher", "Who fares worst?", "Public health lead", "Ask why"],
        ["2", "We cannot tell from this dataset", "Who fares worst?", "", ""],
    ]
    assert found.unsupported_numbers() == []


def test_one_finding_is_told_as_one():
    assert agenda_finding([AgendaLine(_TOLD)]).headline == "One finding is on the meeting’s list"
    assert agenda_finding([AgendaLine(_UNTOLD)]).sentence.startswith("It cannot be told")
    assert agenda_finding([AgendaLine(_UNTOLD)] * 2).sentence.startswith("2 of them cannot")


def test_an_empty_list_says_how_to_fill_it():
    found = agenda_finding([])
    assert found.headline == "Nothing is on the meeting’s list yet"
    assert "Add to meeting" in found.sentence
    assert found.verdict == "cannot tell"

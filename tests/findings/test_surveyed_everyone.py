"""What everyone says of care, beside England, where nothing is given by group."""

from components.findings.access.everyone import access_everyone_finding
from components.findings.trust.everyone import everyone_finding
from components.findings.trust.lead import trust_lead
from tests.findings.asking import ask
from tests.findings.beside_england import beside_england
from tests.findings.finding_faults import faults


def test_each_measure_stands_beside_englands_with_its_interval(tmp_path):
    found = everyone_finding(ask(beside_england(tmp_path / "d"), "smoking"))
    assert found.headline == "Clearly worse than England on 1 of 1 measures of experience, better on 0"
    assert found.table.text.iloc[0].tolist() == [
        "Trust", "70.0%", "68.0 to 72.0", "75.0%", "−5.0", "▼ clearly worse than England", "Jul–Sep 2026",
    ]  # fmt: skip
    assert found.verdict == "worse"
    assert faults(found) == []


def test_trust_leads_with_it_where_who_takes_part_is_not_loaded(tmp_path, small):
    assert trust_lead(ask(beside_england(tmp_path / "d"), "smoking")).id == "trust_everyone"
    assert trust_lead(ask(small, "smoking")).verdict == "cannot tell"


def test_what_is_not_surveyed_is_not_judged(tmp_path):
    assert access_everyone_finding(ask(beside_england(tmp_path / "d"), "smoking")).verdict == "cannot tell"

"""A pilot as an entry of evidence for another board: what it tells, what it keeps to itself, and that it is taken in."""

import pandas as pd
import pytest

from components.findings.evidence.learning import learning_finding
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.learning_entry import learning_entry
from data.contract.evidence_tables import EVIDENCE
from data.contract.tables import checked
from data.dataset.dataset import Dataset
from data.files.spreadsheet_text import csv_text
from tests.findings.asking import ask
from tests.findings.pilots.figures import pilot_dataset, quarterly
from tests.small_dataset import write_small

PILOTS = ("digital_confidence", "screening_hosts", "home_reviews", "case_finding")


@pytest.mark.parametrize("pilot_id", PILOTS)
def test_it_tells_what_was_seen_and_names_no_place_nor_owner_nor_count(demo, pilot_id):
    entry = learning_entry(pilot_id)(ask(demo, "smoking"))
    told = " ".join(checked(entry, EVIDENCE, where="evidence").iloc[0])
    case = pilot_cases(demo)[pilot_id]
    assert case.what in told
    assert "for each person who took it up" in told
    assert told.count("Invented data") == 2
    hidden = [*demo.areas("neighbourhood")["area_name"], case.owner_role]
    assert [each for each in hidden if each in told] == []
    uptake = demo.optional("pilot_uptake").query("pilot_id == @pilot_id")[["offered", "engaged", "completed"]]
    counts = {f" {count:,.0f} people" for count in uptake.to_numpy().ravel() if count == count}
    assert [each for each in counts if each in told] == []
    assert entry["certainty"].tolist() == ["not graded"]


def test_another_board_takes_it_in_with_its_source(demo, tmp_path):
    given = tmp_path / "evidence from screening_hosts.csv"
    given.write_text(csv_text(learning_entry("screening_hosts")(ask(demo, "smoking"))), encoding="utf-8")
    table = pd.read_csv(given, dtype=str, keep_default_na=False)
    there = Dataset.open(write_small(tmp_path / "there", optional={"evidence": table}))
    found = learning_finding(ask(there, "smoking")).table.frame.set_index("title")
    row = found.loc["Screening hosts: it did better than similar areas and narrowed the gap (from another board)"]
    assert row["cited"] == demo.manifest.area_name
    assert row["certainty"] == "not graded"
    assert "percentage points better" in row["says"]


def test_a_pilot_without_costs_or_figures_says_so_and_no_pounds(tmp_path):
    dataset = pilot_dataset(tmp_path / "d", quarterly("screening", number=8))
    (entry,) = learning_entry("calls")(ask(dataset, "smoking")).to_dict("records")
    assert "£" not in entry["says"]
    assert "we cannot tell" in entry["says"]

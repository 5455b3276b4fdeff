"""The evidence as data: what is built in, what a team adds, and how each kind of slip is refused by file, row and column."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.controls.current import DEMO
from data.commands.checking_dataset import check
from data.contract.errors import ContractError
from data.contract.evidence_tables import CERTAINTIES, EVIDENCE, listed_cell
from data.contract.indicator import read_indicators
from data.contract.published_indicators import indicators
from data.dataset.dataset import Dataset
from data.evidence.certainty import certainty_marks, certainty_words
from data.evidence.reading import BUILT_IN, built_in, evidence_faults, evidence_of, read_evidence
from tests.architecture.project_files import ROOT
from tests.small_dataset import write_small

OWN = {
    "evidence_id": "our_walks",
    "kind": "local",
    "title": "Walks with a nurse",
    "says": "More people came back.",
    "certainty": "very low",
    "source": "Testshire 2026",
}


def _with_own(folder: Path, *rows: dict) -> Dataset:
    return Dataset.open(write_small(folder / "dataset", optional={"evidence": pd.DataFrame(rows)}))


def test_the_briefs_five_recommendations_stand_in_its_own_order_with_its_grades_and_audiences():
    five = [each for each in built_in().values() if each.kind == "recommendation"]
    assert [(each.id, each.certainty) for each in five] == [
        ("rec_resource_by_need", "moderate"),
        ("rec_find_unmet_need", "moderate"),
        ("rec_trust_partnerships", "moderate"),
        ("rec_open_access", "moderate"),
        ("rec_co_locate", "low"),
    ]
    assert five[0].audience == ("Integrated care boards", "NHS England")
    practices = ("Neighbourhood teams", "Primary care networks", "General practices", "Integrated care boards")
    assert {each.audience for each in five[3:]} == {practices}
    voluntary = ("Voluntary and community organisations",)
    assert {each.audience for each in five[1:3]} == {practices[:3] + voluntary + practices[3:]}
    assert {each.source for each in five} == {
        "Health Equity Evidence Centre evidence brief 2025 (Gkiouleka and others)"
    }


def test_every_core20plus5_area_of_adults_and_children_is_an_entry_with_a_tag():
    parts = {name: [] for name in ("core20plus5_adults", "core20plus5_children", "core20plus5")}
    for each in built_in().values():
        if each.core20plus5:
            parts[each.part_of].append(each.core20plus5)
    assert len(parts["core20plus5_adults"]) == len(parts["core20plus5_children"]) == 5
    assert parts["core20plus5"] == ["Smoking cessation"]


@pytest.mark.parametrize("folder", ["demo", "published"])
def test_the_tags_and_ids_are_those_that_indicators_carry(folder):
    known = read_indicators(DEMO / "indicators") if folder == "demo" else indicators()
    tags = {each.core20plus5 for each in built_in().values()}
    principles = {name for each in built_in().values() for name in each.principle}
    assert {each.core20plus5 for each in known.values()} <= tags | {""}
    assert {each.principle for each in known.values()} <= principles | {""}
    assert len(principles) == 4


def test_every_named_indicator_is_known_to_the_demo_or_to_the_builder():
    known = {*read_indicators(DEMO / "indicators"), *indicators()}
    assert {name for each in built_in().values() for name in each.indicator_ids} - known == set()


def test_what_is_our_own_reasoning_says_so_and_carries_no_grade():
    patterns = [each for each in built_in().values() if each.kind == "pattern"]
    assert [each.fits_shapes for each in patterns] == [("bottom",), ("linear",), ("top",)]
    for each in patterns:
        assert not each.graded
        assert each.source == "Reasoning of this project, not graded evidence"


def test_a_grade_becomes_words_and_marks_in_order():
    assert [certainty_words(each) for each in CERTAINTIES] == [
        "high (⊕⊕⊕⊕)",
        "moderate (⊕⊕⊕)",
        "low (⊕⊕)",
        "very low (⊕)",
        "not graded",
    ]
    with pytest.raises(ValueError, match="found 'sure'"):
        certainty_marks("sure")


@given(st.lists(st.text(alphabet="abc def", min_size=1).map(str.strip).filter(bool)))
def test_a_list_in_a_cell_comes_back(parts):
    assert listed_cell(" ; ".join(parts)) == tuple(parts)


def test_a_teams_own_entries_stand_beside_the_built_in_ones_and_are_marked(tmp_path):
    dataset = _with_own(tmp_path, OWN)
    found = evidence_of(dataset)
    assert list(found) == [*built_in(), "our_walks"]
    assert found["our_walks"].local
    assert found["our_walks"].certainty_words == "very low (⊕)"
    assert not any(each.local for each in built_in().values())
    assert evidence_faults(dataset) == ()


def test_a_dataset_without_own_evidence_has_the_built_in(small):
    assert evidence_of(small) == built_in()


def test_an_id_that_clashes_is_refused_by_name_and_the_built_in_entry_stays(tmp_path):
    dataset = _with_own(tmp_path, OWN, OWN | {"evidence_id": "rec_co_locate", "title": "Another"})
    assert evidence_of(dataset)["rec_co_locate"] == built_in()["rec_co_locate"]
    assert "our_walks" in evidence_of(dataset)
    (fault,) = evidence_faults(dataset)
    assert fault.startswith("evidence.parquet, evidence_id rec_co_locate: this id is one of the built-in entries")
    with pytest.raises(ContractError, match="rec_co_locate"):
        check(dataset.folder)


def test_a_dataset_whose_own_table_breaks_the_contract_is_not_opened_and_told_why(tmp_path):
    folder = write_small(tmp_path / "dataset")
    pd.DataFrame([OWN | {"certainty": "sure"}]).to_parquet(folder / "evidence.parquet")
    with pytest.raises(ContractError, match="evidence.parquet, table evidence, column certainty, row 0: found 'sure'"):
        Dataset.open(folder)


def test_blank_cells_of_an_own_table_are_blank_words(tmp_path):
    dataset = _with_own(tmp_path, OWN | {"pages": None, "domains": None})
    assert (evidence_of(dataset)["our_walks"].pages, evidence_of(dataset)["our_walks"].domains) == ((), ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "rumour"}, "column kind, row 3: found 'rumour'"),
        ({"certainty": "sure"}, "column certainty, row 3: found 'sure'"),
        (
            {"fits_shapes": "bottom;side"},
            "column fits_shapes, row 3: found 'bottom;side'; expected one or more of bottom",
        ),
        ({"domains": "money"}, "column domains, row 3: found 'money'"),
        ({"pages": "cellar"}, "column pages, row 3: found 'cellar'"),
        ({"title": "  "}, "column title, row 3: found '  '; expected some words"),
        ({"evidence_id": "Our Walks"}, "column evidence_id, row 3: found 'Our Walks'"),
        ({"evidence_id": "first"}, "row 3: found evidence_id first; expected each key only once"),
        ({"graded_by": "rec_co_locate"}, "expected an entry has a grade of its own or graded_by, not both"),
        ({"kind": "pattern"}, "expected an entry of kind pattern names the shapes it fits"),
    ],
)
def test_a_slip_is_told_by_file_row_and_column(tmp_path, changes, said):
    path = tmp_path / "own.csv"
    rows = [OWN | {"evidence_id": "first"}, OWN | changes]
    pd.DataFrame(rows).reindex(columns=list(EVIDENCE.columns)).to_csv(path, index=False)
    with pytest.raises(ContractError) as refused:
        read_evidence(path)
    assert "own.csv, table evidence" in str(refused.value)
    assert said in str(refused.value)


def test_a_missing_column_an_empty_file_and_a_broken_row_are_told(tmp_path):
    path = tmp_path / "own.csv"
    pd.DataFrame([OWN]).drop(columns="source").to_csv(path, index=False)
    with pytest.raises(ContractError, match="own.csv, table evidence, column source: not found; add it"):
        read_evidence(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(ContractError, match="own.csv: nothing in it; expected the headings evidence_id"):
        read_evidence(path)
    path.write_text("evidence_id,kind\none,local,too much\n", encoding="utf-8")
    with pytest.raises(ContractError, match="own.csv, row 2: found 3 cells; expected 2"):
        read_evidence(path)


def test_only_what_an_entry_cannot_do_without_need_be_given(tmp_path):
    path = tmp_path / "own.csv"
    pd.DataFrame([OWN]).to_csv(path, index=False)
    assert list(read_evidence(path).columns) == list(EVIDENCE.columns)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_table_survives_being_written_and_read(tmp_path, name):
    table = read_evidence(ROOT / "data" / "evidence" / f"{name}.csv")
    table.to_csv(tmp_path / "again.csv", index=False)
    assert read_evidence(tmp_path / "again.csv").equals(table)

"""A team's own table by a PLUS group: a ready one by any usual wording, one of the template's, and what is refused."""

import openpyxl
import pandas as pd
import pytest

from data.contract.manifest import Disclosure
from data.contract.ready_dimensions import READY
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset
from data.your_data.add_to_dataset import join
from data.your_data.template import template_xlsx
from data.your_data.validate import take
from tests.declared_dataset import open_declared
from tests.small_dataset import small_manifest, write_small

_HEAD = "indicator,area_code,period,dimension,group,numerator,denominator\n"
_OWN = (
    "dimension,title,phrase,group,label,words,reference\n"
    "young_carers,Young carers,whether people are young carers,young_carer,Young carers,young carers,\n"
    "young_carers,Young carers,whether people are young carers,other,Others,other people,yes\n"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return Dataset.open(write_small(tmp_path_factory.mktemp("small") / "d"))


def _table(*rows: tuple[str, str, int, int]) -> bytes:
    lines = [f"screening,I1,Q2 2026/27,{by},{group},{count},{people}" for by, group, count, people in rows]
    return (_HEAD + "\n".join(lines) + "\n").encode()


def test_a_ready_dimension_needs_no_declaration(small, tmp_path):
    given = _table(
        ("carer_status", "Yes", 300, 500),
        ("carer_status", "No", 3_400, 4_400),
        ("carer_status", "Not recorded", 80, 100),
    )
    intake = take({"own.csv": given}, base=small)
    assert intake.sentences == []
    assert intake.observations["dimension"].unique().tolist() == ["carers"]
    assert intake.observations["group"].tolist() == ["carer", "not_carer", "unknown"]
    assert intake.dimensions == (READY["carers"],)
    joined = join(small, intake, tmp_path / "joined")
    assert joined.manifest.own_dimensions == ("carers",)
    rows = joined.observations("screening", dimension="carers").set_index("group")
    assert rows["numerator"].to_dict() == {"carer": 300.0, "not_carer": 3_400.0, "unknown": 80.0}


def test_a_dimension_of_the_team_s_own_is_declared_beside_the_table(small, tmp_path):
    given = _table(("young_carers", "Young carers", 60, 100), ("young_carers", "Others", 3_700, 4_900))
    intake = take({"own.csv": given, "dimensions.csv": _OWN.encode()}, base=small)
    assert intake.sentences == []
    (dimension,) = intake.dimensions
    assert (dimension.code, dimension.reference) == ("young_carers", "other")
    assert dimension.groups["unknown"] == "Young carers: not known"
    assert join(small, intake, tmp_path / "joined").vocabulary["young_carers"] == dimension


def test_without_its_declaration_the_dimension_is_named_with_what_to_do(small):
    (told,) = take({"own.csv": _table(("young_carers", "Others", 3_700, 4_900))}, base=small).problems
    assert told.problem == "a dimension that is not known"
    assert told.found == "young_carers"
    assert "carers" in told.expected
    assert told.mend == "write it as one of these, declare it on the template’s dimensions sheet, or leave its rows out"


def test_a_label_that_stands_for_no_group_is_named_with_the_groups_there_are(small):
    (told,) = take({"own.csv": _table(("carers", "Sometimes", 30, 50))}, base=small).errors
    assert told.problem == "a group that is not known as one of unpaid carers"
    assert told.expected == "one of: Carers, Not carers, Not known"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("Young carers,young carers,", "Young carers,young carers,maybe"), ""),
        (("other,Others", "Other,Others"), "group 2: found the code 'Other'"),
        (("young_carers,Young carers,whether", "young_carers,,whether"), "title is missing; add it"),
    ],
)
def test_a_declaration_that_cannot_stand_is_told_by_its_row(small, change, words):
    given = {"own.csv": _table(("total", "All", 3_780, 5_000)), "dimensions.csv": _OWN.replace(*change).encode()}
    told = [each.problem for each in take(given, base=small).errors]
    assert (told == []) if not words else (words in " ".join(told))


def test_a_dimension_that_the_dataset_declares_stands_and_another_of_its_code_is_refused(tmp_path):
    declared = open_declared(tmp_path / "d")
    other = _OWN.replace("young_carers", "carers").encode()
    intake = take({"own.csv": _table(("carers", "Carers", 60, 100)), "dimensions.csv": other}, base=declared)
    assert [each.problem for each in intake.errors] == [
        "the dataset has a dimension called carers with other groups or another reference"
    ]


def test_a_dataset_s_own_dimension_is_known_by_its_labels(tmp_path):
    declared = open_declared(tmp_path / "d")
    rows = [("Conditions", label, 100, 1_000) for label in ("3 or more", "One or two", "no_condition")]
    intake = take({"own.csv": _table(*rows)}, base=declared)
    assert intake.sentences == []
    assert intake.observations["group"].tolist() == ["three", "one", "no_condition"]


def test_small_counts_by_a_plus_group_are_hidden_with_another_beside_them(tmp_path):
    exact = small_manifest(disclosure=Disclosure(1, 7, 1, "Counts of 1 to 7 are hidden."))
    small = Dataset.open(write_small(tmp_path / "small", manifest=exact))
    given = _table(("carers", "Carers", 3, 40), ("carers", "Not carers", 3_777, 4_960))
    joined = join(small, take({"own.csv": given}, base=small), tmp_path / "joined")
    rows = joined.observations("screening", dimension="carers")
    # Everyone is shown, 3,780 and not rounded, so that the other group would give the small count away.
    assert rows["status"].tolist() == ["suppressed", "suppressed"]
    assert rows["numerator"].isna().all()


def test_the_template_offers_ready_dimensions_and_a_sheet_for_others():
    book = openpyxl.load_workbook(pd.io.common.BytesIO(template_xlsx()))
    assert [cell.value for cell in book["dimensions"][1]] == [
        "dimension", "title", "phrase", "basis", "ordered", "not_known", "plus", "group", "label", "short", "words",
        "reference",
    ]  # fmt: skip
    offered = [cell.value for cell in book["lists"]["A"] if cell.value]
    assert offered == [*DIMENSIONS, *READY]
    told = {row[0].value: row[1].value for row in book["instructions"].iter_rows(max_col=2) if row[0].value}
    assert told["carers"] == "Carers, Not carers, Not known"
    assert told["reference"].startswith("yes for the one group that the others are compared with")

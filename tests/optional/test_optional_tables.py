"""Optional tables given beside published files: the same rows come back, and what has a fault is told and left out."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import data.demo
from data.contract.count_tables import COUNT_TABLES
from data.contract.tables import OPTIONAL_TABLES
from data.contract.vocabulary import LEVELS
from data.dataset.dataset import Dataset
from data.dataset.systems import open_systems
from data.evidence.reading import evidence_faults, evidence_of
from data.optional.columns import columns_of, nearly_table_of, table_of
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from data.sources.system import system_of
from tests.small_dataset import RULE

DEMO = Path(data.demo.__file__).with_name("icb")
# The places of the made-up folder, by the level of the demo's they stand for.
WHOLE, NETWORKS, SMALL = "E54000090", ("U00001", "U00002"), "E01000001"


def _addressed(name: str) -> pd.DataFrame:
    """A table of the demo as if it were about the made-up folder's places and its one indicator."""
    table = pd.read_parquet(DEMO / f"{name}.parquet")
    if "level" in table:
        table = table[table["level"] == "icb"].assign(area_code=WHOLE)
    elif "area_code" in table:
        table = table.assign(area_code=NETWORKS[1])
    if name == "pilots":
        table = table.assign(area_codes=NETWORKS[0], comparators=NETWORKS[1])
    if "indicator_id" in table:
        table = table.assign(indicator_id="smoking")
    if name == "pilot_expectations":
        table = table.drop_duplicates(["pilot_id", "measure", "dimension"])
    if name == "age_structure":
        table = table[table["people_of"] == "smoking"]
    if name == "targets":
        table = table.drop_duplicates("indicator_id")
    if name == "teams":
        table = table.drop_duplicates(["domain", "item"])
    if name == "team_survey":
        table = table.drop_duplicates(["wave_date", "theme"])
    return table.reset_index(drop=True)


def _given(folder: Path, **tables: pd.DataFrame) -> None:
    for name, table in tables.items():
        table.to_csv(folder / f"{name} of the team.csv", index=False, date_format="%Y-%m-%d")


def _built(folder: Path, out: Path) -> tuple[Dataset, str]:
    report = build(folder, "QAA", PCN, out, rule=RULE)
    return Dataset.open(out), report.text("Built")


@pytest.fixture
def pilots() -> pd.DataFrame:
    return _addressed("pilots")


def _assert_same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    found, expected = (each.astype(object).sort_index(axis=1) for each in (found, expected))
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_every_table_of_the_demo_comes_back_as_the_same_rows(folder, tmp_path):
    tables = {path.stem: _addressed(path.stem) for path in DEMO.glob("*.parquet") if path.stem in OPTIONAL_TABLES}
    assert set(OPTIONAL_TABLES) - set(tables) == {"travel_times", "evidence"}
    tables["travel_times"] = pd.DataFrame(
        {"area_code": [SMALL], "site_code": [tables["services"]["site_code"][0]], "mode": ["walk"], "minutes": [12.0]}
    )
    _given(folder, **tables)
    dataset, text = _built(folder, tmp_path / "out")
    for name, table in tables.items():
        counts = list(COUNT_TABLES[name].counts) if name in COUNT_TABLES else []
        told = [each for each in table if each not in (*counts, "status", "median_wait_days")]
        _assert_same(dataset.optional(name)[told], table[told])
        shown = dataset.optional(name)[counts]
        given = table[counts].where(shown.notna())
        assert ((shown - given).abs().fillna(0) <= 2.5).all(axis=None)
        if counts:
            # What a source hid may all be small for all that is known here, so that a table once protected loses more.
            assert shown.isna().mean(axis=None) <= table[counts].isna().mean(axis=None) + 0.02
        line = f"**{name} of the team.csv**: the optional table '{name}'; {len(table):,} rows read, {len(table):,} used"
        assert line in text
    assert "Given by the team" in dataset.manifest.notes[-1]
    assert not [each for each in dataset.manifest.lacks if "left out" in each]


def _took_part(**people: float) -> pd.DataFrame:
    """Who took part in walks in the whole area: everyone, and by sex."""
    groups = [("total", "all"), ("sex", "female"), ("sex", "male")]
    table = pd.DataFrame(groups, columns=["dimension", "group"]).assign(
        level="icb", area_code=WHOLE, period_end=pd.Timestamp(2026, 3, 31), status="ok", activity="Walks"
    )
    return table.assign(people=[sum(people.values()), *people.values()], population=[5001.0, 2502.0, 2499.0])


def test_true_counts_of_a_team_are_published_under_the_rule_and_the_report_says_so(folder, tmp_path):
    _given(folder, participation=_took_part(female=91.0, male=7.0))
    dataset, text = _built(folder, tmp_path / "out")
    found = dataset.optional("participation").set_index("group")
    assert found["status"].to_dict() == {"all": "ok", "female": "suppressed", "male": "suppressed"}
    # 98 is shown as 100, and 91 would be as 90: a reader could tell that six men or more took part.
    assert found["people"].fillna(-1).to_dict() == {"all": 100, "female": -1, "male": -1}
    assert found["population"].to_dict() == {"all": 5000, "female": 2500, "male": 2500}
    assert "- participation: 2 counts were hidden by the disclosure rule; 2 of its 3 rows are hidden now" in text


def test_a_table_that_cannot_be_under_the_rule_is_left_out_and_told(folder, tmp_path):
    _given(folder, participation=_took_part(female=90.5, male=6.0))
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("participation") is None
    assert (
        "- participation: left out, because it cannot be published under the disclosure rule: participation: people is "
        "96.5 in one row; counts of people are whole numbers" in text
    )
    assert "3 rows read, 0 used" in text
    assert "left out: 3 of a table that cannot be published under the disclosure rule, told above" in text
    assert "participation of the team.csv: 3 of its rows were left out" in dataset.manifest.lacks[-1]


def test_a_workbook_from_excel_is_read_alike(folder, tmp_path, pilots):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([*pilots.columns[::-1], None])  # in another order, and with an empty column beside
    for row in pilots.iloc[:, ::-1].astype(object).itertuples(index=False):
        sheet.append([None if pd.isna(cell) else cell for cell in row])
    sheet.append([None] * 4)
    book.save(folder / "any name.xlsx")
    dataset, _ = _built(folder, tmp_path / "out")
    pd.testing.assert_frame_equal(dataset.optional("pilots"), pilots, check_dtype=False)


def test_days_may_be_written_as_people_write_them(folder, tmp_path, pilots):
    _given(folder, pilots=pilots.assign(start=pilots["start"].dt.strftime("%d/%m/%Y"), budget_gbp="96,000"))
    dataset, _ = _built(folder, tmp_path / "out")
    assert dataset.optional("pilots")["start"].tolist() == pilots["start"].tolist()
    assert set(dataset.optional("pilots")["budget_gbp"]) == {96_000.0}


@pytest.mark.parametrize(
    ("column", "found", "said"),
    [
        ("start", "next spring", "column 'start': not a day; found 'next spring'; expected a day as 2026-03-31"),
        ("budget_gbp", "*", "column 'budget_gbp': not a number; found '*'; expected a number or a blank cell"),
        ("budget_gbp", "inf", "column 'budget_gbp': not a number; found 'inf'"),
        ("budget_gbp", "-5", "column 'budget_gbp': not allowed; found '-5.0'; expected 0 or more"),
        ("name", "", "column 'name': a blank cell; found ''; expected text"),
        ("area_codes", "XN001", "there is no such neighbourhood; found 'XN001'; expected one of the dataset's neighb"),
        ("comparators", "U00002;XN2", "column 'comparators': there is no such neighbourhood; found 'XN2'"),
        ("comparators", "U00001", "expected comparators are other neighbourhoods than area_codes"),
        (
            "indicator_id",
            "vaping",
            "there is no such indicator; found 'vaping'; expected one of the dataset's indicators",
        ),
        ("end", "2020-01-01", "expected a pilot ends after its start"),
        ("picked_from", "2024-01-01", "expected picked_from and picked_to are given together"),
    ],
)
def test_a_row_with_a_fault_is_told_by_its_place_and_the_others_stay(folder, tmp_path, pilots, column, found, said):
    written = pilots.astype(object)
    written.loc[1, column] = found
    _given(folder, pilots=written)
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("pilots")["pilot_id"].tolist() == pilots["pilot_id"].drop(1).tolist()
    (told,) = [line for line in text.splitlines() if said in line]
    assert told.startswith("- pilots of the team.csv, row 3, column ")
    assert "To mend it: " in told
    assert "4 rows read, 3 used" in text
    assert "- left out: 1 with a fault, told above" in text
    assert "pilots of the team.csv: 1 of its rows were left out" in dataset.manifest.lacks[-1]
    assert len(dataset.observations("smoking", level="icb"))


def test_a_row_of_a_team_holds_to_its_neighbourhood_its_domain_and_its_day(folder, tmp_path):
    written = _addressed("teams").astype(object)
    written.loc[1, "area_code"], written.loc[2, "domain"], written.loc[3, "as_of"] = SMALL, "Money", ""
    _given(folder, teams=written)
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("teams")["item"].tolist() == written["item"].drop([1, 2, 3]).tolist()
    for row, said in (
        (3, f"there is no such area; found '{SMALL} (neighbourhoods)'; expected one of the dataset's neighbourhoods"),
        (4, "not one of the words that the column allows; found 'Money'; expected one of: Integrator host, Enablers"),
        (5, "expected stands has its day (as_of) and its source, unless it is not known"),
    ):
        (told,) = [line for line in text.splitlines() if said in line]
        assert told.startswith(f"- teams of the team.csv, row {row}, column ")


def test_a_wave_of_a_team_is_of_a_neighbourhood_a_known_theme_and_counts_who_was_asked(folder, tmp_path):
    written = _addressed("team_survey").head(6).astype(object)
    written.loc[1, "area_code"], written.loc[2, "theme"], written.loc[3, "asked"] = SMALL, "Morale", ""
    written.loc[4, "answered"] = written.loc[4, "asked"] + 1
    _given(folder, team_survey=written)
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("team_survey")["theme"].tolist() == written["theme"].drop([1, 2, 3, 4]).tolist()
    for row, said in (
        (3, f"there is no such area; found '{SMALL} (neighbourhoods)'; expected one of the dataset's neighbourhoods"),
        (4, "not one of the words that the column allows; found 'Morale'; expected one of: Understanding of place"),
        (5, "expected a row that is 'ok' has asked, answered and favourable"),
        (6, "expected answered is no more than asked"),
    ):
        (told,) = [line for line in text.splitlines() if said in line]
        assert told.startswith(f"- team_survey of the team.csv, row {row}, column ")


def test_what_is_told_of_a_pilot_that_is_left_out_is_left_out_too(folder, tmp_path, pilots):
    spend = _addressed("pilot_spend")
    _given(folder, pilots=pilots.assign(start=["soon", *pilots["start"][1:]]), pilot_spend=spend)
    dataset, text = _built(folder, tmp_path / "out")
    lost = spend["pilot_id"] == pilots["pilot_id"][0]
    assert lost.any()
    assert len(dataset.optional("pilot_spend")) == (~lost).sum()
    assert f"pilot_spend: {lost.sum():,} rows left out for a fault" in text
    assert "there is no such pilot; found 'digital_confidence'; expected one of the dataset's pilots, such as" in text


def test_tables_about_pilots_without_pilots_lose_nothing_else(folder, tmp_path):
    _given(folder, pilot_spend=_addressed("pilot_spend"), participation=_addressed("participation"))
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("pilot_spend") is None
    assert dataset.optional("participation") is not None
    assert "there is no such pilot; found 'digital_confidence'; expected nothing: the dataset has no pilots" in text
    spent = _addressed("pilot_spend")["pilot_id"].value_counts()["digital_confidence"]
    (told,) = [line for line in text.splitlines() if "no such pilot; found 'digital_confidence'" in line]
    assert "expected nothing: the dataset has no pilots" in told
    assert told.endswith(f"(and {spent - 1} more rows like it)")


def test_a_long_list_of_faults_is_cut_short_and_counted(folder, tmp_path, pilots):
    many = pd.concat([pilots.iloc[[0]].assign(pilot_id=f"p{number}", start=f"day {number}") for number in range(25)])
    _given(folder, pilots=many)
    _, text = _built(folder, tmp_path / "out")
    assert "found 'day 19'" in text
    assert "found 'day 20'" not in text
    assert "- pilots: 5 more kinds of fault; python -m data check tells every one" in text


def test_rows_that_contradict_are_left_out_and_the_same_row_twice_counts_once(folder, tmp_path, pilots):
    spend = _addressed("pilot_spend")
    other = spend.iloc[[0, 1]].assign(spent_gbp=[1.0, spend["spent_gbp"][1]])
    _given(folder, pilots=pilots, pilot_spend=spend)
    other.to_csv(folder / "again.csv", index=False)
    dataset, text = _built(folder, tmp_path / "out")
    assert len(dataset.optional("pilot_spend")) == len(spend) - 1
    assert "again.csv, row 2, column 'pilot_id, period_end': the same row more than once, with other figures" in text
    assert "pilot_spend of the team.csv, row 2, column 'pilot_id, period_end'" in text
    assert "- left out: 1 the same row again" in text


def test_areas_are_looked_up_at_their_level(folder, tmp_path):
    table = _addressed("participation")
    _given(folder, participation=table.assign(level="place"))
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("participation") is None
    assert "there is no such area; found 'E54000090 (places)'; expected one of the dataset's places, such as" in text


def test_a_table_with_other_headings_is_named_and_said_what_it_lacks(folder, tmp_path, pilots):
    _given(folder, pilots=pilots.rename(columns={"owner_role": "owner"}))
    dataset, text = _built(folder, tmp_path / "out")
    assert dataset.optional("pilots") is None
    assert (
        "pilots of the team.csv: not taken for the table 'pilots': it lacks owner_role; it has also owner. "
        "To mend it: write exactly the headings of python -m data template --table pilots OUT.xlsx" in text
    )
    assert "## Files not recognised\n\n- k.csv\n- notes.txt\n- pilots of the team.csv" in text


@pytest.mark.parametrize("name", OPTIONAL_TABLES)
def test_every_column_is_explained_and_no_two_tables_are_alike(name):
    columns = columns_of(name)
    assert [each.name for each in columns] == list(OPTIONAL_TABLES[name].columns)
    assert [each.name for each in columns if len(each.what) < 8] == []
    assert table_of(each.name for each in columns) == name
    assert table_of(each.name for each in columns[1:]) != name
    assert nearly_table_of([each.name for each in columns[1:]])[1] == [columns[0].name]
    nullable = {each: column.nullable for each, column in OPTIONAL_TABLES[name].columns.items()}
    assert all(nullable[each.name] or each.kind == "text" for each in columns if each.may_be_blank)


def test_words_that_a_column_allows_are_the_contracts():
    allowed = {each.name: each.allowed for each in columns_of("recording")}
    assert allowed["level"] == LEVELS
    assert allowed["status"] == ("ok", "suppressed", "missing", "not_applicable")
    assert allowed["field"] == ()
    assert nearly_table_of(["this", "that"]) == ("", [], [])


def test_a_teams_own_evidence_joins_and_an_id_that_is_built_in_is_refused_by_name(folder, tmp_path):
    own = {
        "evidence_id": "our_walks", "kind": "local", "title": "Walks with a nurse", "says": "More people came back.",
        "certainty": "low", "fits_shapes": "bottom;linear", "source": "Testshire 2026",
    }  # fmt: skip
    rows = [own, own | {"evidence_id": "rec_co_locate"}, own | {"evidence_id": "third", "fits_shapes": "sideways"}]
    _given(folder, evidence=pd.DataFrame(rows).reindex(columns=list(OPTIONAL_TABLES["evidence"].columns)))
    dataset, text = _built(folder, tmp_path / "out")
    found = evidence_of(dataset)
    assert [each.id for each in found.values() if each.local] == ["our_walks"]
    assert found["our_walks"].fits_shapes == ("bottom", "linear")
    assert evidence_faults(dataset) == ()
    for said in ("rec_co_locate", "this one is built in", "sideways", "one or more of bottom, linear, top"):
        assert said in text


def test_a_further_system_of_neighbourhoods_shows_no_counts_of_the_team(folder, tmp_path):
    _given(folder, services=_addressed("services"), referrals=_addressed("referrals"))
    (tmp_path / "ours.csv").write_text(f"lsoa,team\n{SMALL},Ours\n", encoding="utf-8")
    also = [system_of([f"Teams={tmp_path / 'ours.csv'}"])]
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE, also=also)
    first, further = open_systems(tmp_path / "out").values()
    assert (first.manifest.system, further.manifest.system) == ("Primary care networks", "Teams")
    assert first.optional("referrals") is not None
    assert further.optional("referrals") is None
    # Sites that are said to be in a network are in none of the teams: their rows are told.
    assert "services: 96 rows left out" in " ".join(report.sections["Optional tables: Teams"])
    assert any("own counts of people are shown by the first system" in each for each in further.manifest.lacks)
    assert "1 neighbourhoods" in " ".join(report.sections["Neighbourhoods: Teams"])
    # Whatever the neighbourhoods, the whole area and its places are the same.
    for level in ("icb", "place"):
        assert first.areas(level)["registered"].to_dict() == further.areas(level)["registered"].to_dict()

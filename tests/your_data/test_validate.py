"""Sound tables: what each format becomes, value by value, and the round trip from the template to the Who page."""

import io
import json

import openpyxl
import pandas as pd
import pytest

from components.findings.who.groups import groups_finding
from data.contract.errors import ContractError
from data.contract.tables import OBSERVATION_COLUMNS
from data.dataset.dataset import Dataset
from data.disclosure.attacking import Attack
from data.disclosure.attacking_observations import attack_observations
from data.files.problems import in_order
from data.your_data.add_to_dataset import join
from data.your_data.annotated_copy import marked_up
from data.your_data.assumptions import Declared
from data.your_data.template import template_xlsx
from data.your_data.validate import take
from tests.findings.asking import ask
from tests.your_data.made_tables import (
    EVERYWHERE,
    NNHIP,
    NNHIP_PLACE,
    REAL,
    SMOKING,
    heat,
    nnhip,
    real,
    spoiled,
    tidy,
    tidy_book,
)


def _row(intake, indicator: str, dimension: str, group: str) -> pd.Series:
    found = intake.observations
    rows = found[(found["indicator_id"] == indicator) & (found["dimension"] == dimension) & (found["group"] == group)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize("given", [tidy, tidy_book], ids=["csv", "xlsx"])
def test_a_filled_template_becomes_observations(given, small):
    intake = take(given(), base=small, declared=EVERYWHERE)
    assert intake.sentences == []
    assert intake.sound
    assert tuple(intake.observations.columns) == OBSERVATION_COLUMNS
    assert len(intake.observations) == 13
    first = _row(intake, "example_checks", "deprivation_quintile", "1")
    assert (first["level"], first["area_code"], first["numerator"], first["denominator"]) == ("icb", "I1", 70, 190)
    assert (first["period_start"], first["period_end"]) == (pd.Timestamp("2025-04-01"), pd.Timestamp("2025-06-30"))
    hidden = _row(intake, "example_checks", "ethnic_group", "unknown")
    assert hidden["status"] == "suppressed"
    assert pd.isna(hidden["numerator"])
    assert hidden["denominator"] == 40


def test_an_empty_template_asks_for_rows_and_its_example_is_never_read(small):
    intake = take({"t.xlsx": template_xlsx()}, base=small)
    assert intake.taken_for["t.xlsx [example]"] == ""
    assert [each.problem for each in intake.problems] == ["there are headings and no row under them"]
    assert len(intake.observations) == 0


def test_the_template_has_lists_to_choose_from():
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    rules = {str(rule.sqref): rule for rule in book["observations"].data_validations.dataValidation}
    assert rules["D2:D5000"].formula1 == "lists!$A$1:$A$25"
    assert book["lists"]["A1"].value == "total"
    assert book["lists"].sheet_state == "hidden"


def test_template_to_page(small, tmp_path):
    """Template → fill → check → join → the Who page's finding, with the figures that were typed in."""
    intake = take(tidy_book(), base=small, declared=EVERYWHERE)
    joined = join(small, intake, tmp_path / "joined")
    finding = groups_finding(ask(joined, "example_checks"))
    shown = finding.table.frame.set_index("label")
    assert shown.loc["Most deprived fifth", "value"] == pytest.approx(100 * 70 / 190)
    assert shown.loc["Least deprived fifth", "value"] == pytest.approx(100 * 100 / 190)
    assert shown.loc["Deprivation not known", "denominator"] == 50
    assert "Health checks (example)" in finding.headline


def test_the_dataset_joined_to_is_never_touched(small, tmp_path):
    before = {path: path.read_bytes() for path in small.folder.rglob("*") if path.is_file()}
    joined = join(small, take(tidy(), base=small, declared=EVERYWHERE), tmp_path / "joined")
    assert {path: path.read_bytes() for path in small.folder.rglob("*") if path.is_file()} == before
    assert set(joined.indicators) == {*small.indicators, "example_checks"}
    ours = joined.observations("smoking", dimension="deprivation_quintile")
    pd.testing.assert_frame_equal(
        ours, small.observations("smoking", dimension="deprivation_quintile"), check_dtype=False
    )
    with pytest.raises(ContractError, match="the dataset itself"):
        join(small, take(tidy(), base=small, declared=EVERYWHERE), small.folder)


def test_errors_keep_a_table_out_unless_its_faulty_rows_are_left_out_on_purpose(small, tmp_path):
    intake = take(tidy({(4, "numerator"): "lots"}), base=small, declared=EVERYWHERE)
    with pytest.raises(ContractError, match="1 errors keep the table.*row 4, column 'numerator'"):
        join(small, intake, tmp_path / "joined")
    joined = join(small, intake, tmp_path / "joined", without_faulty=True)
    assert "1 rows of what was given had errors and were left out." in joined.manifest.notes


def test_the_nnhip_example_shows_on_who(small, tmp_path):
    intake = take(REAL / NNHIP if (REAL / NNHIP).is_file() else {"x": real(NNHIP)}, base=small, declared=EVERYWHERE)
    assert not intake.errors
    everyone = _row(intake, "nnhip_outpatient_new", "total", "all")
    assert (everyone["numerator"], everyone["denominator"]) == (301, 1021)
    assert (everyone["period_start"], everyone["period_end"]) == (
        pd.Timestamp("2026-03-01"),
        pd.Timestamp("2026-03-31"),
    )
    assert _row(intake, "nnhip_outpatient_new", "ethnic_group", "unknown")["numerator"] == 51
    assert _row(intake, "nnhip_community_contacts", "deprivation_quintile", "1")["numerator"] == 106
    assert _row(intake, "nnhip_outpatient_new", "age", "18-39")["numerator"] == 99
    assert intake.observations["indicator_id"].nunique() == 15
    joined = join(small, intake, tmp_path / "joined")
    shown = groups_finding(ask(joined, "nnhip_outpatient_new")).table.frame.set_index("label")
    assert shown.loc["Most deprived fifth", "value"] == pytest.approx(1000 * 50 / 170)


def test_a_hidden_count_of_the_nnhip_template_is_hidden_though_its_rate_shows_nought(small):
    for mark in ("*", "<6", "< 5", "[c]"):
        intake = take(nnhip({"T6": mark, "T8": 0}), base=small, declared=EVERYWHERE)
        hidden = _row(intake, "nnhip_outpatient_new", "deprivation_quintile", "1")
        assert (hidden["status"], hidden["denominator"]) == ("suppressed", 170)
        assert pd.isna(hidden["numerator"])
    for mark in (None, "null", "-"):
        intake = take(nnhip({"T6": mark}), base=small, declared=EVERYWHERE)
        assert _row(intake, "nnhip_outpatient_new", "deprivation_quintile", "1")["status"] == "missing"


def test_a_folder_of_months_and_places_is_taken_together(small, tmp_path):
    for month, number in (("jan", 46023), ("feb", 46054)):
        for place in ("north", "south"):
            folder = tmp_path / place
            folder.mkdir(exist_ok=True)
            (folder / f"{month}.xlsx").write_bytes(nnhip({"B1": place, "B2": number})["nnhip.xlsx"])
    declared = Declared(area_of={"north": "P1", "south": "P2"})
    intake = take(tmp_path, base=small, declared=declared)
    assert not intake.errors
    found = intake.observations
    everyone = found[(found["indicator_id"] == "nnhip_ae_type_1") & (found["dimension"] == "total")]
    assert sorted(zip(everyone["area_code"], everyone["period_end"].dt.month, strict=True)) == [
        ("P1", 1),
        ("P1", 2),
        ("P2", 1),
        ("P2", 2),
    ]
    whole = join(small, intake, tmp_path / "joined").observations("nnhip_ae_type_1", level="icb")
    # 332 to the nearest 5, as the dataset rounds.
    assert whole["numerator"].tolist() == [330, 330]
    assert whole["denominator"].tolist() == [2040, 2040]


def test_a_heat_table_shows_on_who(small, tmp_path):
    intake = take(heat(), base=small)
    assert not intake.errors
    first = _row(intake, "contact", "deprivation_quintile", "1")
    assert (first["value"], first["lower"], first["upper"], first["denominator"]) == (0.60, 0.56, 0.64, 500)
    assert _row(intake, "contact", "total", "all")["value"] == pytest.approx(0.688)
    joined = join(small, intake, tmp_path / "joined")
    shown = groups_finding(ask(joined, "contact")).table.frame.set_index("label")
    assert shown.loc["Most deprived fifth", ["value", "lower", "upper"]].tolist() == pytest.approx([60, 56, 64])


def test_a_heat_table_with_standard_errors_only_gets_limits_and_says_so(small):
    intake = take(heat({(2, "ci_lb"): "", (2, "ci_ub"): ""}), base=small)
    first = _row(intake, "contact", "deprivation_quintile", "1")
    assert (first["lower"], first["upper"]) == pytest.approx((0.60 - 0.0392, 0.60 + 0.0392), abs=1e-4)
    assert any("1 rows give a standard error and no limits" in note for note in intake.notes)


def test_fingertips_rows_for_areas_and_for_categories_of_people(small):
    data = real(SMOKING)
    everyone = take({"f.csv": data}, base=small, declared=EVERYWHERE)
    assert not everyone.errors
    assert len(everyone.warnings) == 4
    assert set(everyone.observations["area_code"]) == {"P1"}
    first = everyone.observations.sort_values("period_end").iloc[0]
    assert (first["numerator"], first["denominator"]) == (47584, pytest.approx(306832.7123))


def test_fingertips_tenths_of_small_areas_become_fifths_of_people():
    """One year of the real file's England rows by tenth, were they of small areas: two tenths make a fifth."""
    councils = b"County & UA deprivation deciles in England (IMD2019, 4/21 geography)"
    assert councils in real(SMOKING)
    data = real(SMOKING).replace(councils, b"LSOA21 deprivation deciles in England (IMD2019)")
    intake = take({"f.csv": data})
    found = intake.observations
    fifths = found[(found["dimension"] == "deprivation_quintile") & (found["indicator_id"] == "smoking")]
    frame = pd.read_csv(io.BytesIO(data))
    tenths = frame[frame["Category Type"] == "LSOA21 deprivation deciles in England (IMD2019)"]
    year = fifths["period_end"].max().year - 1
    here = tenths[tenths["Time period"] == f"{year}/{(year + 1) % 100:02d}"].set_index("Category")
    newest = fifths[fifths["period_end"] == fifths["period_end"].max()].set_index("group")
    poorest = ["Most deprived decile (IMD2019)", "Second most deprived decile (IMD2019)"]
    assert newest.loc["1", "numerator"] == pytest.approx(here.loc[poorest, "Count"].sum())
    assert newest.loc["1", "denominator"] == pytest.approx(here.loc[poorest, "Denominator"].sum())
    assert not intake.errors


def test_tenths_are_added_up_to_fifths_and_detailed_groups_to_broad_ones(small):
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"smoking,I1,2025,IMD decile,{tenth},{10 * tenth},100" for tenth in range(1, 11)]
    letters = "ABCDEFGHJKLMNPRSZ"
    lines += [f"smoking,I1,2025,Ethnicity,{letter},20,50" for letter in letters]
    intake = take({"t.csv": "\n".join(lines).encode()}, base=small)
    assert not intake.errors
    fifth = _row(intake, "smoking", "deprivation_quintile", "1")
    assert (fifth["numerator"], fifth["denominator"]) == (30, 200)
    assert _row(intake, "smoking", "ethnic_group_18", "asian_chinese")["numerator"] == 20
    broad = intake.observations[intake.observations["dimension"] == "ethnic_group"].set_index("group")
    assert broad["numerator"].to_dict() == {
        "asian": 100, "black": 60, "mixed": 80, "other": 20, "white": 60, "unknown": 20,
    }  # fmt: skip


def test_a_sum_with_a_hidden_part_is_hidden(small):
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"smoking,I1,2025,IMD decile,{tenth},{'*' if tenth == 1 else 40},100" for tenth in range(1, 11)]
    intake = take({"t.csv": "\n".join(lines).encode()}, base=small)
    fifth = _row(intake, "smoking", "deprivation_quintile", "1")
    assert fifth["status"] == "suppressed"
    assert pd.isna(fifth["numerator"])


def _by_neighbourhood(counts: dict[str, object]) -> dict[str, bytes]:
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"vaccinated,{code},2025,total,All,{count},100" for code, count in counts.items()]
    return {"t.csv": "\n".join(lines).encode()}


def test_larger_areas_are_summed_only_where_every_part_has_its_count(small, tmp_path):
    counts = dict.fromkeys(("N1", "N2", "N3", "N4"), 40) | dict.fromkeys(("N5", "N6"), 30) | {"N7": "*"}
    joined = join(small, take(_by_neighbourhood(counts), base=small), tmp_path / "joined")
    found = joined.observations("vaccinated", period_ends=[pd.Timestamp("2025-12-31")])
    sums = found[found["level"] != "neighbourhood"].set_index("area_code")
    assert sums[["numerator", "denominator"]].to_dict("index") == {"P1": {"numerator": 160, "denominator": 400}}


def test_small_counts_are_hidden_and_others_rounded_by_the_datasets_own_rule(small, tmp_path):
    counts = dict.fromkeys(("N1", "N2", "N3", "N4"), 41) | {"N5": 31, "N6": 24, "N7": 3}
    joined = join(small, take(_by_neighbourhood(counts), base=small), tmp_path / "joined")
    found = joined.observations("vaccinated", period_ends=[pd.Timestamp("2025-12-31")]).set_index("area_code")
    assert found.loc["N7", "status"] == "suppressed"
    assert found.loc["N1", "numerator"] == 40
    assert (found["numerator"].dropna() % small.manifest.disclosure.rounded_to == 0).all()
    areas = pd.DataFrame(joined.geography())
    attacks = attack_observations(
        found.reset_index(), areas, [joined.indicators["vaccinated"]], joined.manifest.disclosure
    )
    whole = sum((each for _, each in attacks), Attack())
    assert whole.hidden >= 1
    assert (whole.exact, whole.narrowed) == (0, 0)
    assert any("hidden by the dataset's own rule" in note for note in joined.manifest.notes)


def test_2011_small_areas_are_carried_over_only_when_confirmed(small):
    changes = pd.DataFrame(
        {
            "lsoa11": ["E01000001", "E01000002", "E01000003", "E01000004", "E01000004"],
            "lsoa21": ["L00", "L01", "L01", "L02", "L03"],
            "change": ["unchanged", "merged", "merged", "split", "split"],
        }
    )
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"vaccinated,E0100000{n},2025,total,All,40,100" for n in (1, 2, 3, 4)]
    given = {"t.csv": "\n".join(lines).encode()}
    asked = take(given, base=small, declared=Declared(changes=changes))
    assert asked.offers == ("small_areas_2011",)
    done = take(given, base=small, declared=Declared(changes=changes), confirmed=("small_areas_2011",))
    counts = done.observations.set_index("area_code")["numerator"].to_dict()
    assert counts == {"L00": 40, "L01": 80}
    assert [each.problem for each in done.problems] == [
        "a 2011 small area that was split: its counts cannot be divided"
    ]


def test_the_marked_up_copy_colours_the_cell_and_says_what_is_wrong(small):
    intake = take(tidy({(4, "numerator"): "lots"}), base=small, declared=EVERYWHERE)
    book = openpyxl.load_workbook(io.BytesIO(marked_up(intake)))
    assert book.sheetnames == ["problems", "t.csv", "indicators.csv"]
    cell = book["t.csv"]["H4"]
    assert cell.value == "lots"
    assert cell.comment.text.startswith("Error: not a number.")
    assert cell.fill.fgColor.rgb.endswith("F4B183")
    assert book["t.csv"]["H5"].comment is None
    assert [cell.value for cell in book["problems"][2]][:5] == ["error", "t.csv", None, 4, "numerator"]


def test_a_marked_up_copy_never_holds_a_live_formula(small):
    intake = take(tidy({(4, "note"): '=HYPERLINK("x")', (4, "numerator"): "=1+1"}), base=small, declared=EVERYWHERE)
    book = openpyxl.load_workbook(io.BytesIO(marked_up(intake)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}


def test_the_mapping_is_a_plain_table(small):
    intake = take(tidy(), base=small, declared=EVERYWHERE)
    assert json.loads(intake.mapping.to_json(orient="records"))[1]["group_label"] == "Most deprived fifth"


def test_problems_stand_in_the_order_of_their_places(small):
    cells = {(4, "numerator"): "lots", (3, "group"): "Lilliputians", (2, "area_code"): "Ashdonw", (6, "numerator"): "-"}
    intake = take(tidy(cells), base=small, declared=EVERYWHERE)
    assert [(each.row, each.severity) for each in intake.problems] == [
        (2, "error"),
        (3, "error"),
        (4, "error"),
        (6, "warning"),
    ]
    assert intake.problems == in_order(reversed(intake.problems))
    assert (intake.errors, intake.warnings) == (intake.problems[:3], intake.problems[3:])


def test_a_table_is_checked_without_a_dataset_by_the_shape_of_its_codes():
    given = tidy({(row, "area_code"): "E54000028" for row in range(2, 15)})
    intake = take(given)
    assert intake.sentences == []
    assert set(intake.observations["level"]) == {"icb"}


def test_joining_to_the_demo_keeps_it_whole(demo, tmp_path):
    given = tidy({(row, "area_code"): demo.area_code for row in range(2, 15)})
    joined = join(demo, take(given, base=demo), tmp_path / "joined")
    assert isinstance(joined, Dataset)
    assert joined.manifest.synthetic
    assert set(joined.indicators) == {*demo.indicators, "example_checks"}


def test_the_real_nnhip_place_is_asked_for_by_name(small):
    intake = take({"nnhip.xlsx": real(NNHIP)}, base=small)
    assert [(each.row, each.cell, each.found) for each in intake.problems if each.severity == "error"] == [
        (1, "B1", NNHIP_PLACE)
    ]


def test_an_order_that_is_declared_turned_round_waits_for_a_confirmation(small):
    declared = Declared(area_of=EVERYWHERE.area_of, most_deprived=5)
    asked = take(tidy(), base=small, declared=declared)
    assert asked.offers == ("reversed_order",)
    assert not asked.sound
    done = take(tidy(), base=small, declared=declared, confirmed=asked.offers)
    assert done.sound
    assert _row(done, "example_checks", "deprivation_quintile", "1")["numerator"] == 100


def test_blank_cells_take_their_meaning_from_the_note(small):
    note = "Value suppressed for disclosure control reasons"
    intake = take(
        tidy({(3, "numerator"): "", (3, "note"): note, (4, "numerator"): ""}), base=small, declared=EVERYWHERE
    )
    assert _row(intake, "example_checks", "deprivation_quintile", "1")["status"] == "suppressed"
    assert _row(intake, "example_checks", "deprivation_quintile", "2")["status"] == "missing"


def test_a_table_with_rows_left_out_is_still_read(small):
    given = {"t.csv": spoiled(tidy()["t.csv"], keep=lambda number, _row: number < 9), "i.csv": tidy()["indicators.csv"]}
    assert len(take(given, base=small, declared=EVERYWHERE).observations) == 7

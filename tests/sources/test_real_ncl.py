"""North Central London from the files as published; figures checked against sums made another way."""

import csv
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pytest

from components.findings.age_words import age_notice
from components.findings.analyst.measures_table import analyst_finding
from components.findings.brief.brief import brief_finding
from components.findings.brief.everyone_only import everyone_only
from components.findings.indicator_gaps import indicator_gaps
from data.commands.checking_dataset import check
from data.dataset.dataset import Dataset
from data.dataset.systems import open_systems
from data.sources.building import build
from data.sources.system import system_of
from tests.findings.asking import ask
from tests.findings.contradictions import contradictions, selections
from tests.small_dataset import RULE


@pytest.fixture(scope="module")
def ncl(ncl_built):
    folder, report = ncl_built
    return Dataset.open(folder), report


@pytest.fixture(scope="module")
def smoking_rows(real_ncl):
    """Practices' rows of the smoking extract, read plainly: period → (practice → count, people)."""
    found = defaultdict(dict)
    with (real_ncl / "indicators" / "fingertips_91547_smoking_qof.csv").open(newline="", encoding="utf-8-sig") as text:
        for row in csv.DictReader(text):
            if row["Area Type"] == "GPs" and row["Count"]:
                found[row["Time period"]][row["Area Code"]] = (float(row["Count"]), float(row["Denominator"]))
    return found


def test_it_has_the_small_areas_neighbourhoods_and_places_of_the_area(ncl):
    dataset, _ = ncl
    assert len(dataset.areas("lsoa")) == 806
    assert len(dataset.areas("neighbourhood")) >= 30
    assert set(dataset.areas("place")["area_name"]) == {"Barnet", "Camden", "Enfield", "Haringey", "Islington"}
    assert dataset.area_code == "E54000028"
    assert "Haringey - N15/South East PCN" in set(dataset.areas("neighbourhood")["area_name"])
    assert [each.split(":")[0] for each in check(dataset.folder)[-2:]] == ["services", "age_structure"]


@pytest.mark.parametrize(("words", "end"), [("2022/23", "2023-03-31"), ("2023/24", "2024-03-31")])
def test_smoking_in_the_whole_area_is_the_plain_sum_of_its_practices(ncl, smoking_rows, words, end):
    dataset, _ = ncl
    found = dataset.observations("smoking", level="icb").set_index("period_end").loc[end]
    assert found["numerator"] == sum(count for count, _ in smoking_rows[words].values())
    assert found["denominator"] == sum(people for _, people in smoking_rows[words].values())
    fifths = dataset.observations("smoking", level="icb", dimension="practice_deprivation_quintile")
    fifths = fifths[fifths["period_end"] == end]
    assert fifths["numerator"].sum() == found["numerator"]
    assert fifths["denominator"].sum() == found["denominator"]


def test_smoking_in_a_neighbourhood_is_the_plain_sum_of_its_practices(ncl, smoking_rows):
    dataset, _ = ncl
    members = dataset.areas("practice")
    mine = set(members.index[members["parent_code"] == "U33392"])
    found = dataset.observations("smoking", level="neighbourhood", areas=["U33392"]).set_index("period_end")
    counts = [count for code, (count, _) in smoking_rows["2022/23"].items() if code in mine]
    assert len(counts) > 1
    assert found.loc["2023-03-31", "numerator"] == sum(counts)


def test_the_history_of_smoking_is_what_was_published(ncl):
    dataset, _ = ncl
    history = dataset.observations("smoking", level="icb").set_index("period_end")
    assert list(history.index.year) == list(range(2017, 2025))
    assert history.loc["2017-03-31", ["numerator", "denominator"]].tolist() == [232_161, 1_282_315]
    assert history.loc["2021-03-31", ["numerator", "denominator"]].tolist() == [234_000, 1_420_027]
    assert len(dataset.observations("smoking", level="country")) == 10


def test_people_are_conserved_from_the_files_to_every_level(ncl, real_ncl):
    dataset, _ = ncl
    with (real_ncl / "census" / "census2021-ts021-lsoa.csv").open(newline="", encoding="utf-8-sig") as text:
        residents = sum(int(row["Ethnic group: Total: All usual residents"]) for row in csv.DictReader(text))
    path = real_ncl / "primary_care" / "gp-reg-pat-prac-lsoa-all_2022-07_rebuilt.csv"
    with path.open(newline="", encoding="utf-8-sig") as text:
        patients = sum(int(row["NUMBER_OF_PATIENTS"]) for row in csv.DictReader(text))
    # One small area, of whose residents 911 are registered with the board's practices, is in no neighbourhood.
    assert dataset.outside["population"].to_dict() == {"E01002052": 2203}
    for level, there in (
        ("lsoa", residents),
        ("neighbourhood", residents - 2203),
        ("place", residents),
        ("icb", residents),
    ):
        found = dataset.areas(level)
        assert found["population"].sum() == there
        broad = found[[f"resident_{group}" for group in ("asian", "black", "mixed", "white", "other")]]
        assert broad.to_numpy().sum() == pytest.approx(there, rel=1e-3)
    assert dataset.areas("practice")["registered"].sum() == patients
    assert dataset.areas("icb")["registered"].sum() == patients


def test_local_fifths_hold_about_equal_numbers(ncl):
    dataset, _ = ncl
    for level, people in (("lsoa", "population"), ("practice", "registered")):
        found = dataset.areas(level)
        shares = found.groupby("imd_quintile_local")[people].sum() / found[people].sum()
        assert shares.tolist() == pytest.approx([0.2] * 5, abs=0.02)
    practices = dataset.areas("practice")
    assert practices["imd_score"].corr(practices["imd_score_published"]) > 0.9


def test_cholesterol_treatment_is_by_where_people_live_at_four_dates(ncl):
    dataset, _ = ncl
    found = dataset.observations("cholesterol_treatment", level="icb", dimension="deprivation_quintile")
    assert found["period_end"].nunique() == 4
    december = found[found["period_end"] == pd.Timestamp(2023, 12, 31)].set_index("group")
    assert december.loc["1", ["numerator", "denominator"]].tolist() == [7920, 11_735]
    assert december.loc["unknown", ["numerator", "denominator"]].tolist() == [365, 680]
    practices = dataset.observations("cholesterol_treatment", level="practice")
    assert (practices["status"] == "suppressed").sum() == 2


def test_indicators_and_what_is_lacking(ncl):
    dataset, _ = ncl
    found = dataset.indicators.values()
    # Its folder holds how many the appointments cover, and not the appointments themselves; one indicator of the audit, no
    # achievement, and of Fingertips practices' extracts only.
    assert set(dataset.indicators) >= {
        "smoking",
        "cholesterol_treatment",
        "dental_success",
        "needs_met",
        "care_plan_agreed",
    }
    # The survey as it was asked until 2023 is four series that have ended.
    assert [each.id for each in found if not each.goes_on] == [
        "phone_contact_practices_to_2023",
        "preferred_gp_practices_to_2023",
        "confidence_trust_practices_to_2023",
        "overall_experience_practices_to_2023",
    ]
    domains = Counter(each.domain for each in found if each.goes_on)
    assert (domains["access"], domains["continuity"], domains["experience"], domains["outcome"]) == (15, 6, 13, 8)
    assert (domains["need"], domains["resource"]) == (27, 1)
    assert not {"appointments_within_two_weeks", "blood_pressure_treated", "asthma_review"} & set(dataset.indicators)
    assert len(dataset.observations("learning_disability", level="country")) == 9
    need = dataset.observations("weighted_need", level="icb").iloc[0]
    assert need["value"] == pytest.approx(need["numerator"] / need["denominator"])
    assert any(
        lack.startswith("Not given for neighbourhoods: ") and "others" in lack for lack in dataset.manifest.lacks
    )
    assert not any("continuity indicator" in lack for lack in dataset.manifest.lacks)
    # One indicator is given for each sex in England, none here.
    assert any(lack.startswith("No breakdown by sex is published") for lack in dataset.manifest.lacks)


def test_the_survey_is_there_with_its_own_interval_for_the_whole_area_and_england(ncl):
    dataset, _ = ncl
    found = dataset.observations("preferred_professional", level="icb").iloc[0]
    assert found[["value", "lower", "upper"]].tolist() == [0.38404602, 0.370436643, 0.397839429]
    assert dataset.observations("overall_experience", level="country").iloc[0]["value"] == pytest.approx(
        0.754, abs=5e-4
    )
    assert dataset.observations("overall_experience", level="neighbourhood").empty
    on_brief = everyone_only(ask(dataset, "smoking", "practice_deprivation_quintile"))
    seen = {each.indicator.id: (each.value_words, each.country_words, each.period) for each in on_brief}
    assert seen["preferred_professional"] == ("38.4%", "40.0%", "Jan–Mar 2025")


def test_groups_of_practices_are_as_published_and_no_gap_between_them_is_claimed(ncl):
    """The file's own cells, its order turned round: quin_4_5 is the most deprived group, quin_1 the least."""
    dataset, _ = ncl
    by = "practice_deprivation_england_4"
    women = dataset.observations("life_expectancy_women_practices", level="icb", dimension=by)
    newest = women[women["period_end"] == "2020-12-31"].set_index("group")["value"].to_dict()
    assert newest == pytest.approx({"1_2": 84.07575, "3": 85.4250, "4": 85.9856, "5": 87.5317}, abs=5e-5)
    screened = dataset.observations("cervical_25_49_practices", level="icb", dimension=by).set_index("group")
    assert screened.loc[screened["period_end"] == "2024-03-31", "value"].to_dict() == pytest.approx(
        {"1_2": 0.602955, "3": 0.572623, "4": 0.656972, "5": 0.661566}, abs=5e-7
    )
    asked = indicator_gaps(ask(dataset, "smoking", "practice_deprivation_quintile"))
    untold = {each.indicator.id: each.gap.verdict for each in asked if each.dimension.code == by}
    assert len(untold) == 11
    assert set(untold.values()) == {"no interval"}
    chosen = brief_finding(ask(dataset, "life_expectancy_women_practices", by)).sentence
    assert chosen.startswith("On 2 of 14 indicators practices with the most deprived patients are clearly worse off")


def test_payments_per_patient_are_those_the_publisher_divided_itself(ncl, real_ncl):
    dataset, _ = ncl
    with (real_ncl / "indicators" / "heec_nhs_payments_22-23.csv").open(newline="", encoding="utf-8-sig") as text:
        published = {
            row["Practice Code"]: row["Average payments per registered patient"] for row in csv.DictReader(text)
        }
    found = dataset.observations("payments_per_patient", level="practice").set_index("area_code")
    shown = found[found["status"] == "ok"]
    assert len(shown) == 181
    for code, row in shown.iterrows():
        assert row["numerator"] / row["denominator"] == pytest.approx(float(published[code]), abs=0.006)


def test_residents_by_age_add_up_to_the_residents_of_every_level(ncl):
    dataset, _ = ncl
    for level in ("lsoa", "neighbourhood", "place", "icb"):
        areas = dataset.areas(level)
        ages = [name for name in areas if name.startswith("aged_")]
        assert len(ages) == 18
        assert areas[ages].to_numpy().sum() == pytest.approx(areas["population"].sum(), rel=1e-5)


def test_the_real_boards_residents_are_as_old_as_the_census_says(ncl):
    dataset, _ = ncl
    table = dataset.optional("age_structure")
    assert table is not None
    fifths = table[(table["level"] == "icb") & (table["dimension"] == "deprivation_quintile")].set_index("group")
    older = fifths[["aged_65_79", "aged_80_over"]].sum(axis=1) / fifths["people"]
    # As INFERENCE.md gives them: 9.7% of the most and 19.0% of the least deprived fifth.
    assert older["1"] == pytest.approx(0.097, abs=0.0005)
    assert older["5"] == pytest.approx(0.190, abs=0.0005)
    notice = age_notice(ask(dataset, "cancer", "practice_deprivation_quintile"))
    assert "of the most deprived fifth of small areas 10% are 65 or over, of the least 19%" in notice


def test_neighbourhoods_from_real_boundaries_and_lookups(real_ncl, tmp_path):
    boroughs = next((real_ncl / "geo").glob("Local_Authority_Districts*"))
    middle = real_ncl / "lookups" / "LSOA21_MSOA21_derived_from_names.csv"
    also = [system_of([f"Middle={middle}"])]
    report = build(real_ncl, "QMJ", str(boroughs), tmp_path / "out", rule=RULE, also=also)
    dataset, by_middle = open_systems(tmp_path / "out").values()
    assert set(dataset.areas("neighbourhood")["area_name"]) == {"Barnet", "Camden", "Enfield", "Haringey", "Islington"}
    # These outlines are coarse: two small areas at an edge fall to the borough next door, and the fit says as much.
    small = dataset.areas("lsoa")
    borough = small["area_name"].str.rsplit(" ", n=1).str[0]
    given = small["parent_code"].map(dataset.areas("neighbourhood")["area_name"])
    assert (borough == given).sum() == 804
    assert "fit: 98.6% of residents" in " ".join(report.sections["Neighbourhoods"])
    assert len(by_middle.areas("neighbourhood")) == 164


def test_every_row_of_every_file_is_accounted_for(ncl):
    _, report = ncl
    for line in report.files.values():
        assert line.used + sum(line.left_out.values()) == line.rows, line


def test_a_gap_is_as_sure_as_drawing_its_practices_anew_makes_it(ncl):
    """Two thousand areas of practices drawn from each fifth's own: the gap's middle 95% of them, against the interval."""
    dataset, _ = ncl
    question = ask(dataset, "smoking", "practice_deprivation_quintile")
    found = analyst_finding(question).table.frame.set_index("name")
    sampling, clusters = (
        found.loc[f"Difference, most v least disadvantaged{kind}", ["lower", "upper"]].to_numpy(float)
        for kind in ("", ", areas as clusters")
    )
    rows = dataset.observations("smoking", level="practice", period_ends=[question.period_end])
    rows["fifth"] = rows["area_code"].map(dataset.areas("practice")["imd_quintile_local"])
    random, values = np.random.default_rng(5), []
    for fifth in (1, 5):
        counts = rows.loc[rows["fifth"] == fifth, ["numerator", "denominator"]].dropna().to_numpy(float)
        drawn = counts[random.integers(len(counts), size=(2_000, len(counts)))].sum(axis=1)
        values.append(100 * drawn[:, 0] / drawn[:, 1])
    expected = np.percentile(values[0] - values[1], [2.5, 97.5])
    assert clusters == pytest.approx(expected, abs=0.25)
    assert np.ptp(clusters) > 5 * np.ptp(sampling)


def test_no_selection_of_the_real_area_is_told_in_two_ways(ncl):
    dataset, _ = ncl
    told = {str(question.selection): contradictions(question) for question in selections(dataset, 20, seed=3)}
    assert len(told) > 15
    assert {asked: found for asked, found in told.items() if found} == {}


def test_gaps_that_rest_on_few_practices_are_no_longer_beyond_chance(ncl):
    """Of 24 gaps between fifths of practices, 22 were beyond chance by the number of people alone; 14 are by practices."""
    dataset, _ = ncl
    asked = indicator_gaps(ask(dataset, "smoking", "practice_deprivation_quintile"))
    gaps = {each.indicator.id: each.gap for each in asked if each.gap.lower is not None}
    assert len(gaps) == 24
    assert sum(each.verdict in ("worse", "better") for each in gaps.values()) == 14
    assert {each.areas for each in gaps.values()} == {"practice"}
    assert gaps["smoking"].verdict == "worse"
    assert gaps["hypertension"].verdict == "unclear"

"""Fifths by another definition: sums of what is published of small areas or practices, and how Who looks by them."""

import numpy as np
import pandas as pd
import pytest

from components.findings.age_adjusted import observed
from components.findings.fifths_by import definition_of, definitions, dimension_of, published_dimension, rows_by
from components.findings.other_fifths import by_definition, left_out_words, looked_at, why_not
from components.findings.robustness import robustness
from components.findings.selection import AS_COUNTED, Selection, changes, from_link, settle
from components.findings.who.gradient import slope_finding
from components.findings.who.groups import groups_finding
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import small_areas, small_observations, write_small

LOCAL = "deprivation_quintile_local"
YEAR = [pd.Timestamp("2026-03-31")]


def test_codes_lead_to_their_definition_and_back(small):
    local, other = definition_of(LOCAL), definition_of("practice_deprivation_quintile_2019")
    assert (local.code, local.level, local.column) == ("local", "lsoa", "imd_quintile_local")
    assert (other.code, other.level, other.column) == ("imd_2019", "practice", "imd_quintile_local_2019")
    assert definition_of("deprivation_quintile_2019").column == "imd_quintile_2019"
    for code in DIMENSIONS:
        assert definition_of(code) is None
        assert (dimension_of(small, code), published_dimension(code)) == (DIMENSIONS[code], code)
    assert published_dimension(LOCAL) == "deprivation_quintile"
    assert dimension_of(small, LOCAL).known_groups == ("1", "2", "3", "4", "5")


def test_sums_are_those_of_the_small_areas(demo):
    found = rows_by(
        demo, "smoking", adjusted=False, dimension=LOCAL, areas=[demo.area_code], period_ends=YEAR
    ).set_index("group")
    rows = demo.observations("smoking", level="lsoa", period_ends=YEAR)
    fifth = demo.areas("lsoa")["imd_quintile_local"].reindex(rows["area_code"]).to_numpy()
    for each in range(1, 6):
        mine = rows[(fifth == each) & rows["numerator"].notna()]
        assert found.at[str(each), "numerator"] == mine["numerator"].sum()
        assert found.at[str(each), "denominator"] == mine["denominator"].sum()
    inside = rows_by(demo, "smoking", adjusted=False, dimension=LOCAL, level="neighbourhood", period_ends=YEAR)
    assert set(inside["area_code"]) <= set(demo.areas("neighbourhood").index)
    assert inside["numerator"].sum() == found["numerator"].sum()


def test_a_hidden_count_is_in_no_sum_and_too_many_hide_the_fifth(demo):
    """What is shown is what anyone could add up, and never a count that its own rule hides."""
    rows = demo.observations("smi_health_check", level="lsoa", period_ends=YEAR)
    assert (rows["status"] == "suppressed").any()
    found = rows_by(demo, "smi_health_check", adjusted=False, dimension=LOCAL, areas=[demo.area_code], period_ends=YEAR)
    hidden = found[found["status"] == "suppressed"]
    assert len(hidden) > 0
    assert hidden["numerator"].isna().all()
    assert (hidden["left_out"] > 0.05).all()
    shown = found[found["status"] == "ok"]
    assert shown["numerator"].sum() <= rows["numerator"].sum()


def test_a_published_dimension_is_read_as_it_is(demo):
    mine = rows_by(demo, "smoking", adjusted=False, dimension="deprivation_quintile", areas=[demo.area_code])
    pd.testing.assert_frame_equal(
        mine, observed(demo, "smoking", adjusted=False, dimension="deprivation_quintile", areas=[demo.area_code])
    )


def test_who_names_the_definition_and_keeps_every_number_in_its_table(demo):
    question = ask(demo, "smoking", fifths="local", adjusted=AS_COUNTED)
    looked = looked_at(question)
    assert looked.selection.by == LOCAL
    assert (question.period, looked.period) == ("Jul–Sep 2026", "2025/26")
    found = groups_finding(looked)
    assert found.headline == "Smoking: 10.7 percentage points higher in the most deprived of this area's own fifths"
    assert any("sums of what is published of small areas, for 2025/26" in each for each in found.caveats)
    assert found.unsupported_numbers() == []
    assert "national" not in " ".join(found.caveats)
    assert "neighbourhoods differ" in " ".join(found.caveats)
    slope = slope_finding(looked)
    assert slope.verdict == "linear"
    assert slope.unsupported_numbers() == []
    ways = {each.way for each in robustness(looked).told}
    assert "by the published fifths, Jan–Mar 2026" in ways
    assert not any("own fifths" in way for way in ways)


def test_fifths_whose_ages_are_not_known_are_told_to_be_as_counted(demo):
    question = ask(demo, "smoking", fifths="local")
    assert question.for_age
    looked = looked_at(question)
    assert not looked.for_age
    assert "They are as counted" in left_out_words(looked)
    assert "adjusted for age" not in groups_finding(looked).headline
    assert "They are as counted" not in left_out_words(
        looked_at(ask(demo, "smoking", fifths="local", adjusted=AS_COUNTED))
    )


def test_what_cannot_be_had_keeps_the_published_fifths_and_says_why(demo):
    question = ask(demo, "smi_health_check", fifths="local")
    assert looked_at(question) is question
    assert "Too few counts of small areas" in why_not(question, definition_of(LOCAL))
    assert left_out_words(question) == ""
    early = ask(demo, "smoking", period="2022-09-30", fifths="local")
    assert looked_at(early) is early
    assert "later periods only" in why_not(early, definition_of(LOCAL))
    mortality = ask(demo, "premature_mortality", fifths="local")
    assert by_definition(mortality, definition_of(LOCAL)) is None
    assert "not given for small areas" in why_not(mortality, definition_of(LOCAL))


def test_other_groups_and_other_pages_are_untouched(demo):
    ethnic = ask(demo, "smoking", "ethnic_group", fifths="local")
    assert looked_at(ethnic) is ethnic
    plain, chosen = ask(demo, "smoking"), ask(demo, "smoking", fifths="local")
    assert groups_finding(plain).headline == groups_finding(chosen).headline


def test_the_choice_stays_in_the_address(demo):
    wanted = Selection("smoking", "deprivation_quintile", "2026-09-30", demo.area_code, fifths="local")
    link = settle(demo, wanted).to_link()
    assert link["fifths"] == "local"
    back = from_link(demo, {name: [value] if isinstance(value, str) else value for name, value in link.items()})
    assert back.fifths == "local"
    assert settle(demo, Selection("smoking", "ethnic_group", "", demo.area_code, fifths="local")).fifths == "local"
    other = from_link(demo, {"fifths": ["imd_2019"]})
    assert (other.fifths, changes({"fifths": ["imd_2019"]}, other)) == ("", ["fifths"])


@pytest.fixture
def two_indices(tmp_path) -> Dataset:
    """The small dataset whose small areas have a fifth by an older index, turned round against the newer."""
    areas = small_areas()
    small = areas["level"] == "lsoa"
    assert small.any()
    areas["imd_quintile_2019"] = np.where(small, 6 - areas["imd_quintile"].to_numpy(float), np.nan)
    return Dataset.open(write_small(tmp_path / "two", observations=small_observations(), areas=areas))


def test_an_older_index_is_another_definition(two_indices):
    codes = [each.code for each in definitions(two_indices, "deprivation_quintile")]
    assert codes == ["local", "imd_2019"]
    assert settle(two_indices, Selection("smoking", "", "", "", fifths="imd_2019")).fifths == "imd_2019"

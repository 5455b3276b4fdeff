"""Seven real Fingertips extracts of the North West: one sex, several ages, ethnic groups, councils, quarters."""

import pytest

from data.files.opening import open_file
from data.sources.formats import fingertips
from tests.opened_files import REAL


@pytest.fixture
def extract():
    """What the reader makes of the real extract of one indicator."""
    folder = REAL / "northwest"
    if not folder.is_dir():
        pytest.skip("the real extracts of the North West are not here")

    def reading(number: int):
        path = folder / f"fingertips_{number}.csv"
        (table,) = open_file(path, path.name)
        found = fingertips.read(table)
        assert len(found.frame) + sum(found.dropped.values()) == found.rows
        return found

    return reading


@pytest.mark.parametrize("number", [93085, 94063])
def test_the_only_sex_of_a_file_is_everyone_eligible(extract, number):
    reading = extract(number)
    assert set(reading.frame["group"]) == {"all"}
    assert reading.notes == (f"indicator {number} is published for one sex only: they are everyone eligible",)


def test_smokers_at_delivery_in_a_council_are_those_published(extract):
    found = extract(93085).frame
    halton = found[(found["area_code"] == "E06000006") & (found["period_end"].dt.year == 2019)].iloc[0]
    assert halton[["numerator", "denominator"]].tolist() == [220, 1273]


def test_deaths_in_hospital_are_those_at_all_ages(extract):
    reading = extract(93474)
    england = reading.frame[reading.frame["area_type"] == "country"].set_index("period_end")["numerator"]
    assert england.iloc[0] == 228_321
    aged = reading.frame[reading.frame["dimension"] == "age"]
    assert set(aged["group"]) == {"65-79", "80+"}
    assert set(aged["area_type"]) == {"country"}
    assert reading.dropped["by bands of age that do not make ours up"] > 1_000


def test_falls_are_given_for_everyone_and_each_sex(extract):
    found = extract(22401).frame
    assert found.groupby(["dimension", "group"]).size().to_dict() == {
        ("sex", "female"): 226, ("sex", "male"): 226, ("total", "all"): 226
    }  # fmt: skip


def test_children_are_told_by_broad_and_by_detailed_ethnic_group(extract):
    reading = extract(92033)
    groups = reading.frame.groupby("dimension")["group"].agg(set)
    assert groups["ethnic_group"] == {"white", "mixed", "asian", "black", "other", "unknown"}
    assert {"asian_chinese", "unknown"} < groups["ethnic_group_18"]
    assert not any("no one group" in reason for reason in reading.dropped)


def test_four_quarters_of_checks_offered_are_a_year_and_two_are_none(extract):
    reading = extract(91040)
    england = reading.frame[reading.frame["area_type"] == "country"].set_index("period_end")
    first = england.loc["2019-03-31"]
    assert first["numerator"] == 685_659 + 689_856 + 624_850 + 740_929
    assert first["value"] == pytest.approx(100 * first["numerator"] / 15_578_669)
    assert england.index.max().year == 2024, "of 2024/25 two quarters are given"
    assert reading.dropped["quarters of a year of which there are not four"] == 2 * (23 + 1 + 2)
    assert "2018/19 to 2023/24" in reading.notes[0]

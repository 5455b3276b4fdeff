"""What is known for everyone together, and not by group."""

from components.findings.brief.everyone_only import everyone_only, everyone_only_finding
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.beside_england import beside_england
from tests.findings.finding_faults import faults
from tests.small_dataset import small_observations, write_small


def test_an_indicator_without_groups_is_told_with_its_value(small):
    (found,) = everyone_only(ask(small, "smoking"))
    assert (found.indicator.id, found.value_words, found.country_words) == ("vaccinated", "45.0%", "")
    assert found.period == "Jul–Sep 2026"
    told = everyone_only_finding(ask(small, "smoking"))
    assert told.headline == "1 indicator is given for everyone together only"
    assert told.table.text.iloc[0].tolist() == ["Process", "Vaccinated", "45.0%", "not loaded", "", "Jul–Sep 2026"]
    assert faults(told) == []


def test_by_ethnic_group_more_is_known_for_everyone_only(small):
    found = [each.indicator.id for each in everyone_only(ask(small, "smoking", "ethnic_group"))]
    # Smoking alone is given by ethnic group: access first, then experience, then process.
    assert found == ["attendances", "screening", "wait", "trust", "vaccinated"]


def test_nothing_is_left_where_every_indicator_has_a_gap(tmp_path):
    rows = small_observations()
    dataset = Dataset.open(write_small(tmp_path / "d", observations=rows[rows["indicator_id"] != "vaccinated"]))
    assert everyone_only(ask(dataset, "smoking")) == []
    assert everyone_only_finding(ask(dataset, "smoking")).headline == "We cannot tell from this dataset"


def test_a_survey_of_everyone_stands_against_england_and_what_is_clearly_worse_comes_first(tmp_path):
    dataset = beside_england(tmp_path / "d")
    found = everyone_only(ask(dataset, "smoking"))
    assert [(each.indicator.id, each.against) for each in found] == [("trust", "worse"), ("vaccinated", "")]
    told = everyone_only_finding(ask(dataset, "smoking"))
    assert told.headline.endswith("together only: clearly worse than England on 1, better on 0")
    assert told.table.text["Against England"].tolist()[1] == "not judged"
    assert faults(told) == []

"""What the common frame would add to a set: in it, here but not in it, or not in the dataset."""

from dataclasses import replace

from components.findings.brief.common_frame import common_frame_finding, frame_parts
from components.findings.own_set import OwnSet
from data.dataset.dataset import Dataset
from data.journal.entry import ChosenIndicator
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import small_indicators, write_small


def _own(*codes: str) -> OwnSet:
    return OwnSet("Winter plan", tuple(ChosenIndicator(indicator_id=each) for each in codes))


def test_the_demo_against_a_set_of_three(demo):
    found = common_frame_finding(ask(demo, "smoking"), _own("smoking", "phone_access", "maternity_continuity"))
    assert found.headline == "Our set covers 4 of the 16 parts of the common frame; 7 more could be seen here"
    assert found.sentence == (
        "The frame would add, from figures that are here: severe mental illness, chronic respiratory disease, early cancer "
        "diagnosis, hypertension and lipids, planned care, urgent and emergency care and satisfaction of patients and "
        "staff. There are no data here on asthma, diabetes, epilepsy, oral health and mental health of children."
    )
    assert faults(found) == []
    text = found.table.text.set_index("Part of it")
    assert text.loc["Planned care", "Here, not in our set"] == "Waiting over 18 weeks"
    assert (
        text.loc["Satisfaction of patients and staff (here of patients only)", "Where it is"] == "here, not in our set"
    )


def test_an_indicator_that_has_ended_covers_nothing(tmp_path):
    indicators = [
        replace(each, core20plus5="Smoking cessation", ended="2024" if each.id == "smoking" else "")
        if each.id in ("smoking", "screening")
        else each
        for each in small_indicators()
    ]
    question = ask(Dataset.open(write_small(tmp_path / "ended", indicators=indicators)), "screening")
    (part,) = [each for each in frame_parts(question, _own("smoking")) if each.name == "Smoking cessation"]
    assert (part.own, part.others, part.where) == ((), ("Screening",), "here, not in our set")


def test_a_register_says_how_many_and_covers_nothing(tmp_path):
    indicators = [
        replace(each, core20plus5="Severe mental illness", domain="need") if each.id == "attendances" else each
        for each in small_indicators()
    ]
    question = ask(Dataset.open(write_small(tmp_path / "need", indicators=indicators)), "screening")
    found = common_frame_finding(question, _own("attendances", "screening"))
    assert "On severe mental illness the data here say only how many people have it." in found.sentence
    assert found.headline.startswith("Our set covers none of the 16 parts")
    assert faults(found) == []


def test_parts_of_adults_and_of_children_are_named_together(small):
    found = common_frame_finding(ask(small, "smoking"), _own("smoking"))
    assert found.headline == "Our set covers 1 of the 16 parts of the common frame; 1 more could be seen here"
    assert "urgent and emergency care and, for children, asthma, diabetes" in found.sentence

"""Evidence beside the data: patterns as planted in the demo, what stands beside each entry, words held to their tables."""

import numpy as np
import pandas as pd
import pytest

from components.findings.evidence.by_principle import principle_evidence
from components.findings.evidence.choice import EvidenceChoice, actors, chosen, kinds, principles
from components.findings.evidence.core20plus5 import core20plus5_seen_finding
from components.findings.evidence.learning import learning_finding
from components.findings.evidence.pattern import OWN_REASONING, fitting, pattern_finding
from components.findings.evidence.recommendations import recommendations, recommendations_finding
from components.findings.evidence.use import certainty_of, evidence_in_use
from components.findings.gradient_pattern import pattern_of
from components.findings.indicator_gaps import indicator_gaps
from components.findings.question import Question
from components.findings.selection import areas_offered, dimensions_offered
from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset
from data.evidence.certainty import WHOLE_CAVEAT
from data.evidence.matching import match
from data.evidence.reading import built_in
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import write_small

OWN = {
    "evidence_id": "our_walks", "kind": "local", "title": "Walks with a nurse", "says": "More people came back.",
    "audience": "Neighbourhood teams", "certainty": "low", "fits_shapes": "linear", "indicator_ids": "smoking",
    "source": "Testshire 2026",
}  # fmt: skip


def _wrong(finding) -> list[str]:
    return [each for each in faults(finding) if each != "no picture and no reason"]


def _in_use(question: Question) -> dict:
    return {each.entry.id: each for each in evidence_in_use(question)}


@pytest.fixture
def with_own(tmp_path) -> Dataset:
    return Dataset.open(write_small(tmp_path / "dataset", optional={"evidence": pd.DataFrame([OWN])}))


def test_words_keep_to_their_tables_whatever_is_asked(demo):
    smallest = demo.areas("neighbourhood")["population"].idxmin()
    wrong = {}
    for indicator in demo.indicators:
        for area in (demo.area_code, smallest):
            wrong[indicator, area] = _wrong(pattern_finding(ask(demo, indicator, area=area)))
    for by in dimensions_offered(demo, "smoking"):
        wrong[by] = _wrong(pattern_finding(ask(demo, "smoking", by)))
    for by in ("deprivation_quintile", "ethnic_group", "total"):
        for area in areas_offered(demo)[:3]:
            indicator = "smoking" if by != "total" else next(iter(demo.indicators))
            for finding in (recommendations_finding, core20plus5_seen_finding, learning_finding):
                wrong[by, area, finding.__name__] = _wrong(finding(ask(demo, indicator, by, area=area)))
    assert {where: each for where, each in wrong.items() if each} == {}


# Shapes that the demo was made with (its generator's stories): one group left behind, the whole slope, the best-off ahead.
@pytest.mark.parametrize(
    ("indicator", "verdict", "fit"),
    [
        (
            "did_not_attend",
            "bottom",
            ["rec_find_unmet_need", "rec_trust_partnerships", "rec_open_access", "rec_co_locate"],
        ),
        ("smoking", "linear", ["rec_resource_by_need", "rec_co_locate"]),
        ("diabetes_three_targets", "top", ["rec_open_access"]),
    ],
)
def test_a_pattern_points_to_its_kind_of_action_first_and_then_to_what_fits_in_the_briefs_order(
    demo, indicator, verdict, fit
):
    question = ask(demo, indicator)
    found = pattern_finding(question)
    assert found.verdict == verdict
    assert [each.entry.id for each in fitting(question)] == [f"pattern_{verdict}", *fit]
    assert built_in()[f"pattern_{verdict}"].title[1:] in found.headline
    assert OWN_REASONING in found.sentence
    assert found.notice == WHOLE_CAVEAT


def test_a_pattern_that_points_nowhere_says_so_and_names_no_action(demo):
    cases = {
        "care_coordinator": ("deprivation_quintile", "unclear", "no clear pattern, so it cannot point"),
        # Its least deprived fifth stands apart, but not so far from the most deprived that chance could not explain it.
        "hypertension_to_target": ("deprivation_quintile", "unclear", "no clear pattern, so it cannot point"),
        "lipid_therapy": ("deprivation_quintile", "none", "no clear gap"),
        "long_term_conditions": ("deprivation_quintile", "cannot tell", "points to no kind of action"),
        "smoking": ("ethnic_group", "cannot tell", "have no order, so no pattern can be read"),
    }
    for indicator, (by, verdict, said) in cases.items():
        question = ask(demo, indicator, by)
        found = pattern_finding(question)
        assert found.verdict == verdict
        assert said in found.headline
        assert fitting(question) == ()
        assert not any(each.title in found.headline for each in built_in().values() if each.kind == "pattern")


def test_the_pattern_of_the_small_dataset_worked_out_by_hand(small):
    # 20, 16, 12, 8, 4 of 100: four percentage points a step, each fifth as large.
    assert pattern_of(ask(small, "smoking")).label == "linear"
    assert pattern_of(ask(small, "smoking")).worse
    # Screening is taken up most where deprivation is greatest: whatever its shape, nobody at the bottom is left behind.
    assert not pattern_of(ask(small, "screening")).worse
    assert "without the intervals" in pattern_of(ask(small, "wait")).reason
    assert "has no order" in pattern_of(ask(small, "smoking", "ethnic_group")).reason


def test_recommendations_are_never_ordered_by_certainty(demo):
    ids = [each.entry.id for each in recommendations(ask(demo, "smoking"))]
    assert ids == [each.id for each in built_in().values() if each.kind == "recommendation"]
    rows = recommendations_finding(ask(demo, "smoking")).table.frame
    assert list(dict.fromkeys(rows["title"][:-1])) == [built_in()[each].title for each in ids]


def test_how_an_indicator_stands_is_its_gap_on_the_brief(demo):
    question = ask(demo, "smoking")
    gaps = {each.indicator.id: each for each in indicator_gaps(question)}
    told = _in_use(question)["rec_trust_partnerships"].standings
    assert {each.indicator.id for each in told} == {
        "confidence_trust",
        "preferred_gp",
        "usual_provider",
        "maternity_continuity",
    }
    for each in told:
        assert each.verdict == gaps[each.indicator.id].verdict
        assert each.found.trend == gaps[each.indicator.id].trend
    keys = [each.found.rank_key for each in told]
    assert keys == sorted(keys, reverse=True)


def test_the_count_of_worse_gaps_is_counted_again_here(demo):
    question = ask(demo, "smoking")
    worse = {each.indicator.id for each in indicator_gaps(question) if each.verdict == "worse"}
    named = [
        set(each.indicator_ids) & set(demo.indicators) for each in built_in().values() if each.kind == "recommendation"
    ]
    many = sum(bool(each & worse) for each in named)
    assert recommendations_finding(question).headline.startswith(f"5 recommendations: for {many} of them")


def test_what_no_indicator_would_show_is_said_with_what_it_would_take(small):
    found = _in_use(ask(small, "smoking"))["rec_resource_by_need"]
    assert found.standings == ()
    assert found.lacking == (
        "No indicator loaded here would show it. It would take figures on staff or money in each neighbourhood, set "
        "against its need."
    )
    finding = recommendations_finding(ask(small, "smoking"))
    assert found.lacking in set(finding.table.frame["indicator"])
    assert "No indicator loaded here would show" in finding.sentence


def test_matching_takes_named_indicators_then_core20plus5_then_principle_then_domain(demo):
    indicators = demo.indicators
    entry = built_in()["rec_co_locate"]
    assert match(entry, indicators).how == "named"
    without = {code: each for code, each in indicators.items() if code != "smi_health_check"}
    by_principle = match(entry, without)
    assert by_principle.how == "principle"
    assert all(without[each].principle == "Accessible co-located services" for each in by_principle.indicator_ids)
    assert match(built_in()["core20plus5_maternity"], indicators).how == "core20plus5"
    trust = {code: each for code, each in indicators.items() if each.domain == "experience"}
    plain = {code: Indicator(**(vars(each) | {"id": f"x_{code}", "principle": ""})) for code, each in trust.items()}
    renamed = {each.id: each for each in plain.values()}
    assert match(built_in()["rec_trust_partnerships"], renamed).how == "domain"
    assert match(built_in()["rec_trust_partnerships"], {}).how == ""


def test_a_part_of_an_entry_is_not_shown_by_all_that_carries_its_principle(demo):
    assert match(built_in()["professional_hierarchies"], demo.indicators).indicator_ids == ()


def test_core20plus5_sees_adults_and_smoking_here_and_no_area_of_children(demo):
    found = core20plus5_seen_finding(ask(demo, "smoking"))
    tags = {each.core20plus5 for each in demo.indicators.values()} - {""}
    assert found.headline == f"Core20PLUS5: {len(tags)} of its 11 clinical areas can be seen here"
    assert found.sentence.startswith("5 of 5 for adults, none of 5 for children")
    children = found.table.frame.query("whom == 'Children and young people'")
    assert set(children["indicator"]) == {"none"}
    assert children["stands"].str.startswith("No indicator loaded here would show it.").all()


def test_the_lessons_of_pilots_are_told_as_experience_and_not_as_graded(demo):
    found = learning_finding(ask(demo, "smoking"))
    assert found.sentence.startswith("None of them is graded")
    assert list(found.table.frame["title"][:3]) == [
        built_in()[each].title for each in ("pilots_uptake", "pilots_data_capture", "pilots_demand")
    ]


def test_a_teams_own_entry_stands_after_the_briefs_is_marked_and_fits_its_shape(with_own):
    question = ask(with_own, "smoking")
    assert [each.entry.id for each in recommendations(question)][-1] == "our_walks"
    found = recommendations_finding(question)
    assert "5 recommendations and 1 of our own" in found.headline
    assert "Walks with a nurse (local)" in set(found.table.frame["title"])
    assert _wrong(found) == []
    pattern = pattern_finding(question)
    assert pattern.sentence.startswith("2 recommendations and 1 local entry fit it")
    assert _wrong(pattern) == []


def test_a_principle_tells_whose_grade_bears_on_it():
    told = certainty_of(built_in()["principle_co_located"], built_in())
    assert told.startswith("low (⊕⊕) for ‘Bring health, legal and social help under one roof’, moderate (⊕⊕⊕) for ")
    assert told.endswith("; no grade of its own")
    assert certainty_of(built_in()["pilots_uptake"], built_in()) == "not graded"


@pytest.mark.parametrize(
    ("page", "said", "certainty", "source"),
    [
        ("trust", "the same clinician is seen again", "moderate (⊕⊕⊕)", "Gkiouleka"),
        ("access", "save distance, effort and stigma", "low (⊕⊕)", "Gkiouleka"),
        ("records", "one hospital inpatient record in eight", "moderate (⊕⊕⊕)", "Nuffield Trust"),
        ("need", "narrowed the gap in deaths that health care can prevent", "moderate (⊕⊕⊕)", "Barr 2014; Filipe 2024"),
    ],
)
def test_a_pages_line_of_evidence_is_drawn_from_the_table(page, said, certainty, source):
    found = principle_evidence(page)
    assert said in found.line
    assert found.line.startswith(built_in()[found.evidence_id].says)
    assert certainty in found.certainty
    assert "not how much the action matters" in found.certainty
    assert source in found.source


def test_the_filters_keep_what_is_asked_and_nothing_else(demo):
    entries = evidence_in_use(ask(demo, "smoking"))
    assert list(kinds(entries)) == ["recommendation", "principle", "learning", "pattern", "frame"]
    assert actors(entries)[:2] == ["Integrated care boards", "NHS England"]
    assert len(principles(entries)) == 4
    by_england = chosen(entries, EvidenceChoice("recommendation", actor="NHS England"))
    assert [each.entry.id for each in by_england] == ["rec_resource_by_need"]
    shared = chosen(entries, EvidenceChoice("recommendation", principle="principle_co_located"))
    assert [each.entry.id for each in shared] == ["rec_open_access", "rec_co_locate"]
    records = chosen(entries, EvidenceChoice("recommendation", principle="principle_records"))
    assert [each.entry.id for each in records] == ["rec_find_unmet_need"]
    every = [each for kind in kinds(entries) for each in chosen(entries, EvidenceChoice(kind))]
    assert sorted(each.entry.id for each in every) == sorted(built_in())


def test_local_evidence_is_a_kind_of_its_own_as_well(with_own):
    entries = evidence_in_use(ask(with_own, "smoking"))
    assert list(kinds(entries))[-1] == "local"
    assert [each.entry.id for each in chosen(entries, EvidenceChoice("local"))] == ["our_walks"]


def test_the_figures_behind_the_picture_stand_in_the_table(demo):
    question = ask(demo, "smoking")
    found = pattern_finding(question)
    fifths = question.values(areas=[demo.area_code], by="deprivation_quintile")
    known = fifths[fifths["group"] != "unknown"].sort_values("group")["value"].to_numpy(float)
    assert np.allclose(found.table.frame["value"].to_numpy(float)[:5], known)

"""Access: the cascade taken apart, who has a site within reach, the next site and shared buildings, by hand and on demo."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.access.by_group import access_by_group_finding
from components.findings.access.cascade import cascade_finding
from components.findings.access.lead import LACKS_CASCADE, access_lead
from components.findings.access.one_more_site import best_places, more_finding
from components.findings.access.reach import places_alike, reach_finding
from components.findings.access.shared_sites import shared_finding
from components.findings.access.site_map import site_map_of
from components.findings.access.sites import CO_LOCATED, TRAVEL, AccessChoice, kinds_offered, sites
from components.findings.gaps_side_by_side import LOWER
from components.findings.methods.entries import METHODS
from components.findings.question import Question
from components.findings.selection import areas_offered
from components.style.colours import SIMILAR, VALUE_CLASSES
from data.contract.errors import ContractError
from data.contract.tables import OPTIONAL_TABLES, checked
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import small_areas, small_observations, write_small

CANNOT = "We cannot tell from this dataset"
FINDINGS = (cascade_finding, reach_finding, more_finding)


def _cascade(counts: dict[str, tuple[float, ...]], **more: object) -> pd.DataFrame:
    about = {
        "level": "icb",
        "area_code": "I1",
        "period_end": pd.Timestamp("2026-09-30"),
        "dimension": "deprivation_quintile",
        "status": "ok",
        "pathway": "Review",
    } | more
    steps = ("registered", "contacted", "booked", "seen", "followed_up")
    return pd.DataFrame(
        [{**about, "group": group, **dict(zip(steps, each, strict=True))} for group, each in counts.items()]
    )


# The most deprived lose nobody but at booking, where 60% go on against 90%; all else is alike.
FIFTHS = {
    "1": (10_000, 9_000, 5_400, 4_860, 3_888),
    "2": (10_000, 9_000, 6_300, 5_670, 4_536),
    "3": (np.nan,) * 5,
    "4": (10_000, 9_000, 7_200, 6_480, 5_184),
    "5": (10_000, 9_000, 8_100, 7_290, 5_832),
    "unknown": (1_000, 500, 400, 300, 200),
}


def _services(*rows: tuple[str, str, float, float, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["site_name", "kind", "latitude", "longitude", "area_code"])
    return frame.assign(site_code=[f"S{place}" for place in range(len(frame))], opening="")


# The small dataset's small areas are 0.01 by 0.02 degrees (693 by 2,224 m), 2,000 people each; L00 and L01 are Ashdown's.
HERE = _services(
    ("Ash Surgery", "gp", 51.53, -0.195, "N1"),
    ("Ash Surgery: advice", "welfare_advice", 51.53, -0.195, "N1"),
    ("Birch Surgery", "General practice", 51.53, -0.165, "N2"),
    ("Elm Surgery", "gp", 51.51, -0.195, "N5"),
    ("Firs Hall", "community", 51.51, -0.17, "N6"),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Dataset:
    """The small dataset with sites, residents by ethnic group and a cascade."""
    areas = small_areas()
    small = areas["level"] == "lsoa"
    for place, group in enumerate(("asian", "black", "mixed", "white", "other")):
        areas[f"resident_{group}"] = np.where(small, 200.0 * (place + 1) * 2 / 3, np.nan)
    cascade = _cascade(FIFTHS)
    cascade.loc[cascade["group"] == "3", "status"] = "suppressed"
    folder = write_small(
        tmp_path_factory.mktemp("served") / "d", areas=areas, optional={"services": HERE, "cascade": cascade}
    )
    return Dataset.open(folder)


def _ask(dataset: Dataset, **more: object) -> Question:
    return ask(dataset, "smoking", **more)


def test_a_gap_at_one_step_is_told_so(served):
    found = cascade_finding(_ask(served))
    assert found.headline == (
        "Review: 19.4 percentage points fewer followed up in the most deprived fifth, the largest part at booking"
    )
    assert found.sentence.startswith(
        "38.9% are followed up in the most deprived fifth, against 58.3% in the least deprived fifth. "
        "Booking makes 19.4 of the 19.4 percentage points (between 1"
    )
    assert found.sentence.endswith(" 0.0.")
    assert faults(found) == []
    rows = found.table.text.set_index("Deprivation")
    assert rows.loc["Most deprived fifth", "Most lost at"] == "Booked"
    assert rows.loc["Least deprived fifth", "Most lost at"] == "–"
    assert rows.loc["Most deprived fifth", "of which booking"] == "−19.4"
    assert rows.loc["Middle fifth", "Followed up (%)"] == "hidden to protect confidentiality"
    assert found.hidden == "1 of 6 figures are hidden to protect confidentiality."
    assert found.unknown == "2% of people have no recorded deprivation and are shown apart."


def test_the_parts_of_every_group_add_up_to_its_distance(demo):
    for by in ("deprivation_quintile", "ethnic_group"):
        frame = cascade_finding(_ask(demo), AccessChoice(groups=by)).table.frame
        parts = frame[["contacted_part", "booked_part", "seen_part", "followed_up_part"]].sum(axis=1, min_count=4)
        shown = frame["behind"].notna()
        np.testing.assert_allclose(parts[shown], frame.loc[shown, "behind"], atol=1e-9)


def test_the_demos_stories_are_told(demo):
    fifths = cascade_finding(_ask(demo))
    assert fifths.headline.endswith("fewer followed up in the most deprived fifth, the largest part at booking")
    groups = cascade_finding(_ask(demo), AccessChoice(groups="ethnic_group"))
    assert groups.headline.endswith("fewer followed up among Black people, the largest part at following up")
    lost = groups.table.text.set_index("Ethnic group")["Most lost at"]
    assert lost["Asian or Asian British"] == "Contacted"


def test_a_gap_that_may_be_chance_is_not_told_as_one(tmp_path):
    few = {"1": (30, 25, 20, 18, 14), "5": (30, 26, 21, 19, 15)}
    dataset = Dataset.open(write_small(tmp_path / "d", optional={"cascade": _cascade(few)}))
    found = cascade_finding(_ask(dataset))
    assert found.headline == "Review: no clear gap between the most deprived fifth and the least deprived fifth"
    assert found.verdict == "unclear"
    assert faults(found) == []


def test_a_cascade_where_people_join_on_the_way_is_refused():
    table = _cascade({"1": (10, 11, 5, 5, 5)})
    with pytest.raises(ContractError, match="contacted is no more than registered"):
        checked(table, OPTIONAL_TABLES["cascade"], where="here")


def test_who_is_within_reach_by_hand(served):
    # A quarter of an hour's walk is 923 m in a straight line: the middles of L00 (0 m) and, 693 m off, L01.
    found = reach_finding(_ask(served), AccessChoice(kind=CO_LOCATED, travel="walk-15"))
    assert found.headline == (
        "14% of people have a co-located site within a 15-minute walk; fewest in several groups, 0%"
    )
    assert found.sentence.startswith("About 24,000 people live further")
    cells = found.table.text.set_index("Deprivation")
    # Fifth 1 is L00 to L02.
    assert list(cells.loc["Most deprived fifth"])[:4] == ["6,000", "4,000", "2,000", "67"]
    assert list(cells.loc["Everyone"])[:4] == ["28,000", "4,000", "24,000", "14"]
    assert "Assumed, not timed" in found.notice
    assert faults(found) == []


def test_two_groups_that_look_the_same_as_shown_are_told_as_a_tie():
    dimension = DIMENSIONS["deprivation_quintile"]
    known = pd.DataFrame({"group": ["1", "5", "2"], "share": [91.8, 92.2, 97.0]})
    assert places_alike(dimension, known, known.iloc[0]) == "in the most deprived fifth and in the least deprived fifth"
    assert places_alike(dimension, known, known.iloc[2]) == "in the second most deprived fifth"


def test_ethnic_groups_that_live_alike_are_told_so(served):
    found = reach_finding(_ask(served), AccessChoice(groups="ethnic_group", kind="gp", travel="walk-15"))
    assert found.headline.endswith("much the same for every group")
    assert faults(found) == []


def test_only_the_area_in_focus_is_counted(served):
    found = reach_finding(_ask(served, area="N1"), AccessChoice(kind=CO_LOCATED, travel="walk-15"))
    assert found.headline.startswith("100% of people in Ashdown")
    assert found.sentence.startswith("Nobody is known to live further")


def test_a_table_of_travel_times_goes_before_the_straight_line(tmp_path):
    times = pd.DataFrame(
        {"area_code": ["L13", "L12"], "site_code": ["S0", "S0"], "mode": "walk", "minutes": [5.0, 25.0]}
    )
    dataset = Dataset.open(write_small(tmp_path / "d", optional={"services": HERE, "travel_times": times}))
    found = reach_finding(_ask(dataset), AccessChoice(kind=CO_LOCATED, travel="walk-15"))
    assert list(found.table.text.iloc[-1])[:3] == ["Everyone", "28,000", "2,000"]
    assert (
        found.notice
        == "Travel times are those of the table loaded with the dataset, from the middle of each small area."
    )
    # The other mode is not in the table, and so is assumed.
    other = reach_finding(_ask(dataset), AccessChoice(kind=CO_LOCATED, travel="public_transport-30"))
    assert "No timetable is loaded" in other.notice


def test_the_best_place_by_hand(served):
    # Within 15 minutes Birch would bring in L03 alone (its middle 0 m off) and its two neighbours at 693 m; Elm two.
    found = more_finding(_ask(served), AccessChoice(kind=CO_LOCATED, travel="walk-15"))
    assert found.headline == (
        "One more co-located site, at Birch Surgery, would put 35.7% of people within a 15-minute walk, up from 14.3%"
    )
    assert found.sentence == "That is about 6,000 more people; the next best place, Elm Surgery, would add about 4,000."
    both = more_finding(_ask(served), AccessChoice(kind=CO_LOCATED, travel="walk-15", more=2))
    assert both.headline.startswith(
        "2 more co-located sites would put 50.0% of people within a 15-minute walk, up from 14.3%"
    )
    assert list(both.table.text["Practice"])[1:3] == ["Birch Surgery", "Elm Surgery"]
    assert [*faults(found), *faults(both)] == []


def test_the_best_place_for_the_most_deprived(served):
    found = more_finding(_ask(served), AccessChoice(kind=CO_LOCATED, travel="walk-15", weigh="deprived"))
    # Of the most deprived fifth, L02 alone is not reached yet.
    assert "would put 100.0% of people in the most deprived fifth" in found.headline
    assert "up from 66.7%" in found.headline


def test_candidates_are_in_the_area_in_focus(served):
    assert list(best_places(_ask(served, area="P2"), AccessChoice(travel="walk-15"))["site_name"]) == ["Elm Surgery"]


def test_which_services_share_a_building_by_hand(served):
    found = shared_finding(_ask(served))
    assert found.headline == "6 of 7 neighbourhoods have no service that shares a practice's building"
    assert found.sentence.startswith("Ashdown has most: 1 of 5 kinds.")
    rows = found.table.text.set_index("Neighbourhood")
    assert rows.loc["Ashdown", "Welfare advice"] == "shares a practice's building"
    assert rows.loc["Firs", "Community (VCSE)"] == "elsewhere in the neighbourhood"
    assert rows.loc["Gorse", "Community (VCSE)"] == "none listed"
    assert faults(found) == []


def test_kinds_are_known_by_several_names_and_share_buildings(served):
    listed = sites(served)
    assert listed["kind"].tolist() == ["gp", "welfare_advice", "gp", "gp", "community"]
    assert listed["building"].nunique() == 4
    assert kinds_offered(served) == [CO_LOCATED, "gp", "welfare_advice", "community"]


def test_the_map_shows_reach_sites_and_the_best_place(served):
    shown = site_map_of(_ask(served), AccessChoice(kind=CO_LOCATED, travel="walk-15"))
    assert [each == VALUE_CLASSES[2] for each in shown.colours] == [True, True, *[False] * 12]
    assert set(shown.colours) == {VALUE_CLASSES[2], SIMILAR}
    assert [mark[0] for mark in shown.dots] == ["Ash Surgery", "Birch Surgery", "Elm Surgery"]
    assert [mark[3] for mark in shown.letters] == ["W", "C"]
    assert [(mark[0], mark[3]) for mark in shown.best] == [("Birch Surgery", "+1")]


def test_a_dataset_without_sites_or_cascade_says_what_it_lacks(small):
    question = _ask(small)
    assert cascade_finding(question).headline == CANNOT
    assert "table ‘cascade’" in cascade_finding(question).sentence
    for finding in (reach_finding, more_finding, shared_finding):
        assert finding(question).headline == CANNOT
        assert faults(finding(question)) == []
    assert "table ‘services’" in reach_finding(question).sentence
    assert site_map_of(question) is None


def test_without_either_measures_of_access_by_group_come_first(small):
    lead = access_lead(_ask(small))
    assert lead.id == "access_by_group"
    assert faults(lead) == []
    assert lead.headline == "Screening: 80.0% most deprived, 70.0% least deprived"
    assert "it is clear that people in the most deprived fifth are better off" in lead.sentence
    # By ethnic group the small dataset gives none: what is given is told, by its own groups.
    by_ethnic_group = access_by_group_finding(_ask(small), AccessChoice(groups="ethnic_group"))
    assert by_ethnic_group.headline == lead.headline


def test_a_measure_that_is_better_low_says_so_on_its_line(demo):
    found = access_by_group_finding(ask(demo, "smoking"))
    lower = {one.short_name for one in demo.indicators.values() if one.domain == "access" and not one.higher_is_better}
    named = [str(each) for each in found.figure.layout.yaxis.ticktext]
    # One is a rate, and stands on no axis of shares.
    assert {each.removesuffix(LOWER) for each in named if each.endswith(LOWER)} == lower - {"A&E visits under 5"}
    assert found.headline == "Waiting over 18 weeks: 52.7% most deprived, 32.2% least deprived"
    assert "On 4 of 8 measures of access one group is clearly worse off." in found.sentence
    assert faults(found) == []
    assert "which is better but where a name says not" in found.how_to_read


def test_practices_alone_give_reach_and_say_what_is_lacking(tmp_path):
    only = HERE[HERE["kind"].isin(["gp", "General practice"])].assign(kind="General practice")
    dataset = Dataset.open(write_small(tmp_path / "d", optional={"services": only}))
    lead = access_lead(_ask(dataset), AccessChoice(travel="walk-15"))
    assert lead.id == "access_reach"
    assert lead.headline.startswith("50% of people have a general practice within a 15-minute walk")
    assert lead.notice.startswith(LACKS_CASCADE)
    assert "lists general practices only" in lead.notice
    more = more_finding(_ask(dataset), AccessChoice(travel="walk-15"))
    assert more.headline.startswith("A first co-located site, at Birch Surgery, would put 21.4% of people")
    assert "No co-located site is listed" in more.notice
    assert shared_finding(_ask(dataset)).headline == CANNOT


def test_small_areas_without_shapes_are_said_to_be_lacking(tmp_path):
    areas = small_areas()
    areas = areas[areas["level"] != "lsoa"]
    observations = small_observations()
    dataset = Dataset.open(
        write_small(
            tmp_path / "d",
            areas=areas,
            observations=observations[observations["level"] != "lsoa"],
            optional={"services": HERE},
        )
    )
    assert "no small areas with shapes" in reach_finding(_ask(dataset)).sentence


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group"])
def test_every_area_of_the_demo_holds_its_words_to_its_tables(demo, by):
    choice = AccessChoice(groups=by, travel="walk-30")
    known = {each.id for each in METHODS}
    wrong = {}
    for area in areas_offered(demo):
        for finding in FINDINGS:
            found = finding(_ask(demo, area=area), choice)
            wrong[area, finding.__name__] = faults(found) + ([] if found.method in known else [found.method])
    assert {where: each for where, each in wrong.items() if each} == {}


@pytest.mark.parametrize("kind", ["gp", "mental_health", "legal_advice", "welfare_advice", "social_care", "community"])
def test_every_service_way_and_number_can_be_asked_about(demo, kind):
    for place, travel in enumerate(TRAVEL):
        choice = AccessChoice(kind=kind, travel=travel, more=1 + place % 5, weigh=("everyone", "deprived")[place % 2])
        for finding in (reach_finding, more_finding):
            assert faults(finding(_ask(demo), choice)) == [], choice


def test_more_sites_never_reach_fewer_people(demo):
    choice = AccessChoice(travel="walk-30")
    gains = [more_finding(_ask(demo), replace(choice, more=n)).table.frame["reached"].max() for n in (2, 3, 4, 5)]
    assert gains == sorted(gains)

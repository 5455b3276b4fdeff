"""A finding of the list worked out again: which question stands at which place of which page.

The places are the keys under which the pages show their findings; a test holds each to what its page shows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.controls.access.choice import read_access
from components.controls.cached_findings import AGED_AREA, AREA, GAPS, GROUPS, answer_of
from components.controls.current import current_dataset, shared_systems, systems_offered
from components.controls.journal import kept_records, today
from components.controls.map_picture import map_picture
from components.controls.meeting.of_own_set import own_set_question
from components.controls.meeting.of_pilots import pilot_question
from components.controls.meeting.of_trust import trust_question
from components.controls.meeting_list import MAP, MeetingItem
from components.controls.page_choice import chosen
from components.findings.access.by_group import access_by_group_finding
from components.findings.access.everyone import access_everyone_finding
from components.findings.access.lead import access_lead
from components.findings.access.one_more_site import more_finding
from components.findings.access.reach import reach_finding
from components.findings.access.shared_sites import shared_finding
from components.findings.access.sites import Asked
from components.findings.analyst.measures_table import analyst_finding
from components.findings.area_map import area_map
from components.findings.brief.brief import brief_finding
from components.findings.brief.core20plus5 import core20plus5_finding
from components.findings.brief.everyone_only import everyone_only_finding
from components.findings.brief.plus_groups import plus_groups_finding
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.compare.split import split_finding
from components.findings.evidence.core20plus5 import core20plus5_seen_finding
from components.findings.evidence.learning import learning_finding
from components.findings.evidence.pattern import pattern_finding
from components.findings.evidence.recommendations import recommendations_finding
from components.findings.finding import Finding
from components.findings.need.compare import need_compare_finding
from components.findings.need.equity import need_equity_finding
from components.findings.need.index import need_index_finding
from components.findings.need.move import need_move_finding
from components.findings.need.scenario import Under, saved_from_link, scenario_from_code
from components.findings.need.target import need_lead
from components.findings.other_fifths import looked_at
from components.findings.profile.decided_here import DecidedHere
from components.findings.profile.like import like_finding
from components.findings.profile.living import living_finding
from components.findings.profile.overview import profile_lead
from components.findings.profile.pilots_here import pilots_here_finding
from components.findings.profile.sites_here import sites_here_finding
from components.findings.profile.team_surveys import team_survey_finding
from components.findings.profile.teams import team_finding
from components.findings.question import Question
from components.findings.records.agreement import agreement_finding
from components.findings.records.completing import completing_finding
from components.findings.records.fields import fields_of, records_finding
from components.findings.records.places import places_finding
from components.findings.records.practices import practices_finding
from components.findings.records.referrals import referrals_finding
from components.findings.records.registers import registers_finding
from components.findings.selection import Selection, changes, from_link, only
from components.findings.trend.everyone import everyone_finding
from components.findings.trend.neighbourhoods import neighbourhood_trend_finding
from components.findings.trend.trend import trend_finding
from components.findings.trust.experience import experience_finding
from components.findings.trust.log import log_finding
from components.findings.trust.missing import missing_finding
from components.findings.trust.two_way import two_way_finding
from components.findings.where.areas import ranking_finding
from components.findings.where.need import need_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.grid import grid_finding
from components.findings.who.groups import groups_finding
from components.findings.who.hidden_gap import hidden_gap_finding
from components.pack.exhibit import Exhibit, MapPicture, Origin
from data.dataset.dataset import Dataset

Ask = Callable[[Question], Finding]


@dataclass(frozen=True)
class Reopened:
    """A finding of the list as it is now; `changed` names what its link asked for that this dataset does not have.

    `about` is the question of the one gap that the finding is about, None where it is about anything else.
    """

    item: MeetingItem
    finding: Finding
    changed: tuple[str, ...] = ()
    map: MapPicture | None = None
    about: Question | None = None

    def exhibit(self, origin: Origin) -> Exhibit:
        """The finding with what is to be said of it, for a file or a screen."""
        return Exhibit(self.finding, origin, self.item.speaker, self.item.note, self.map)


_BY_SELECTION: dict[str, dict[str, Ask]] = {
    "brief": {
        "brief": brief_finding,
        "core20plus5": core20plus5_finding,
        "plus_groups": plus_groups_finding,
        "everyone_only": everyone_only_finding,
    },
    "where": {MAP: ranking_finding, "ranking": ranking_finding, "need": need_finding},
    "trend": {
        "trend": trend_finding,
        "trend_everyone": everyone_finding,
        "trend_neighbourhoods": neighbourhood_trend_finding,
    },
    "compare": {"compare": compare_finding, "funnel": funnel_finding, "split": split_finding},
    "profile": {
        "profile": profile_lead,
        "living": living_finding,
        "like": like_finding,
        "profile_team": team_finding,
        "profile_survey": team_survey_finding,
        "profile_sites": sites_here_finding,
        "profile_pilots": pilots_here_finding,
        "trust_log": log_finding,
    },
    "trust": {
        "missing": missing_finding,
        "trust_experience": experience_finding,
        "log": log_finding,
        "trust_two_way": two_way_finding,
    },
    "records": {
        "fields": records_finding,
        "records_registers": registers_finding,
        "records_completing": completing_finding,
        "records_practices": practices_finding,
        "records_agreement": agreement_finding,
        "records_referrals": referrals_finding,
    },
    "evidence": {
        "pattern": pattern_finding,
        "works": recommendations_finding,
        "core20plus5": core20plus5_seen_finding,
        "learning": learning_finding,
    },
}
# By the fifths chosen on Who; its grid stays by the published ones.
_BY_FIFTHS: dict[str, Ask] = {
    "groups": groups_finding,
    "slope": slope_finding,
    "hidden": hidden_gap_finding,
    "analyst_table": analyst_finding,
}
_OF_ACCESS = {
    "cascade": access_lead,
    "reach": reach_finding,
    "more": more_finding,
    "access_by_group": access_by_group_finding,
}
_OF_NEED = {
    "need": need_lead,
    "need_index": need_index_finding,
    "need_move": need_move_finding,
    "need_equity": need_equity_finding,
}
_ABOUT_A_PLACE = ("profile_team", "profile_sites", "profile_pilots", "profile_decisions")
# What the answers of these pages follow from, and those of their keys that follow from more: see `answer_by`.
_FOLLOWS = {"access": GROUPS, "need": AREA, "records": AREA, "trust": GROUPS, "evidence": GAPS}
_FOLLOWS_MORE = {
    ("records", "records_completing"): GAPS,
    ("trust", "log"): GAPS,
    ("trust", "trust_answered"): AREA,
    ("profile", "trust_log"): GAPS,
    ("profile", "profile_survey"): AGED_AREA,
    **{("profile", key): AREA for key in _ABOUT_A_PLACE},
    ("trust", "trust_experience"): ("indicator", *GAPS),
    ("access", "access_by_group"): GAPS,
    ("evidence", "pattern"): None,
}

# These tell of the selected gap, which can be held against the same gap later.
_OF_ONE_GAP = {("who", "groups"), ("who", "slope"), ("trend", "trend"), ("evidence", "pattern")}


def reopened(item: MeetingItem) -> Reopened | None:
    """The item's finding from the figures as they are now; None where its page has nothing at that place."""
    dataset = _dataset(item)
    parameters = item.parameters
    selection = from_link(dataset, parameters)
    wanted = {name: values[-1] for name, values in parameters.items()}
    found = _asked(dataset, item, selection, wanted)
    if found is None:
        return None
    ask, about = found
    drawn = None
    if item.key == MAP:
        drawn = map_picture(dataset, answer_of(dataset, area_map, selection), selection)
    one_gap = Question(dataset, about) if (item.page, item.key) in _OF_ONE_GAP else None
    return Reopened(item, answer_of(dataset, ask, about), tuple(changes(parameters, selection)), drawn, one_gap)


def _dataset(item: MeetingItem) -> Dataset:
    """The dataset of the item's system of neighbourhoods, where there are several; else the current one."""
    system = next(iter(item.parameters.get("system", ())), "")
    return shared_systems()[system] if system in systems_offered() else current_dataset()


def _asked(
    dataset: Dataset, item: MeetingItem, selection: Selection, wanted: Mapping[str, str]
) -> tuple[Ask, Selection] | None:
    """What to ask, and of which selection."""
    key = item.key
    if item.page == "who":
        if key == "grid":
            return grid_finding, selection
        looked = answer_of(dataset, looked_at, selection).selection
        return (_BY_FIFTHS[key], looked) if key in _BY_FIFTHS else None
    if item.page == "pilots":
        ask = pilot_question(dataset, key, wanted)
        return (ask, from_link(dataset, {})) if ask else None
    if (of_set := own_set_question(dataset, item.page, key)) is not None:
        return of_set, selection
    asks = {"access": _access, "need": _need, "profile": _profile, "trust": trust_question, "records": _records}
    own = asks[item.page](dataset, key, selection, wanted, item) if item.page in asks else None
    plain = own or _BY_SELECTION.get(item.page, {}).get(key)
    names = _FOLLOWS_MORE.get((item.page, key), _FOLLOWS.get(item.page))
    return (plain, only(dataset, selection, names) if names else selection) if plain else None


def _access(dataset: Dataset, key: str, selection: Selection, wanted: Mapping[str, str], _: MeetingItem) -> Ask | None:
    if key in ("shared", "access_shared", "access_everyone"):
        return access_everyone_finding if key == "access_everyone" else shared_finding
    choice = read_access(dataset, selection, address=wanted)
    return Asked(_OF_ACCESS[key], choice) if key in _OF_ACCESS else None


def _need(dataset: Dataset, key: str, _: Selection, wanted: Mapping[str, str], item: MeetingItem) -> Ask | None:
    scenario = scenario_from_code(dataset, wanted.get("need", ""))
    if key == "need_scenarios":
        saved = saved_from_link(dataset, item.parameters.get("kept", []))
        # Asked under several scenarios at once, by their names.
        under: Any = Under
        return under(need_compare_finding, (("On screen", scenario), *saved.items())) if saved else None
    return Under(_OF_NEED[key], scenario) if key in _OF_NEED else None


def _profile(_: Dataset, key: str, __: Selection, ___: Mapping[str, str], ____: MeetingItem) -> Ask | None:
    """What was decided there, as the journal has it now."""
    return DecidedHere(tuple(kept_records()), today()) if key == "profile_decisions" else None


def _records(dataset: Dataset, key: str, selection: Selection, wanted: Mapping[str, str], _: MeetingItem) -> Ask | None:
    if key != "places":
        return None
    named = answer_of(dataset, fields_of, selection)
    return places_finding(chosen("field", named, address=wanted))

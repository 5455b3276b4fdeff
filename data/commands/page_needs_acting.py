"""What the pages about acting on gaps will show and lack: Need, Trust, Access and Records."""

import pandas as pd

from data.commands.coverage import Cover, PageCover, names_of, tell_of
from data.contract.participation_tables import is_coded
from data.contract.vocabulary import DIMENSIONS

_TAKES_PART = ("ethnic_group", "deprivation_quintile", "age", "sex")
_RECORDS = {
    "recording": ("field", "fields of the record", "what is recorded"),
    "agreement": ("field", "fields that two sources record", "whether sources agree"),
    "registers": ("condition", "registers beside what is expected", "who is on no register"),
    "referrals": ("service", "services that people are referred to", "which referrals close"),
}


def need(cover: Cover) -> PageCover:
    """Need beside resource, by neighbourhood."""
    page = PageCover("need")
    below = cover.given("neighbourhood")
    of_need = [each for each in below if each.domain == "need"]
    tell_of(page, of_need, cover, "need by neighbourhood", "need: no indicator of need is given for neighbourhoods")
    resource = [each for each in below if each.domain == "resource"]
    tell_of(
        page, resource, cover, "resource by neighbourhood", "resource: no staff or money is given for neighbourhoods"
    )
    if len(cover.dataset.areas("neighbourhood")) < 2:
        page.lacks.append("neighbourhoods to compare: it takes two")
    return page


def trust(cover: Cover) -> PageCover:
    """Who takes part, what people say of care, and what communities said."""
    page = PageCover("trust")
    taking_part = cover.dataset.optional("participation")
    if taking_part is None:
        page.lacks.append("who takes part: there is no table 'participation'")
    else:
        activities = taking_part["activity"].nunique()
        page.shows.append(f"who takes part: {activities:,} activities")
        absent = [DIMENSIONS[each].label.lower() for each in _TAKES_PART if each not in set(taking_part["dimension"])]
        if absent:
            page.lacks.append(f"who takes part by {', '.join(absent)}")
    felt = [each for each in cover.given("icb") if each.domain in ("experience", "continuity")]
    tell_of(page, felt, cover, "experience and continuity", "experience and continuity: no indicator is given")
    log = cover.dataset.optional("community_log")
    if log is None:
        page.lacks.append("what communities said: there is no table 'community_log'")
    else:
        page.shows.append(f"what communities said: {len(log):,} entries")
        _coded(page, log)
    sent_on = cover.dataset.optional("two_way_referrals")
    if sent_on is None:
        page.lacks.append("where people sent on are lost: there is no table 'two_way_referrals'")
    else:
        page.shows.append(f"where people sent on are lost: {', '.join(sent_on['route'].unique())}")
    return page


def _coded(page: PageCover, log: pd.DataFrame) -> None:
    """Whether the log says by which ways and from whom things were heard, and whether they were answered."""
    coded = int(is_coded(log).sum())
    if coded:
        page.shows.append(f"whether what was heard is answered: {coded:,} coded entries")
    else:
        page.lacks.append("whether what was heard is answered: no entry of 'community_log' is coded")


def access(cover: Cover) -> PageCover:
    """How far people get on the way into care, and what they can reach."""
    page = PageCover("access")
    cascade = cover.dataset.optional("cascade")
    if cascade is None:
        page.lacks.append("where on the way into care people are lost: there is no table 'cascade'")
    else:
        page.shows.append(f"where on the way into care people are lost: {', '.join(cascade['pathway'].unique())}")
    services = cover.dataset.optional("services")
    if services is None:
        page.lacks.append("what people can reach: there is no table 'services'")
        return page
    kinds = services["kind"].nunique()
    page.shows.append(
        f"what people can reach: {len(services):,} sites of {kinds:,} {'kind' if kinds == 1 else 'kinds'}"
    )
    if cover.dataset.geometry("lsoa").empty:
        page.lacks.append("who can reach them: small areas have no shapes")
    if cover.dataset.optional("travel_times") is None:
        page.lacks.append("travel times: there is no table 'travel_times', so they are worked out from distance")
    return page


def records(cover: Cover) -> PageCover:
    """What records hold, and which sources agree."""
    page = PageCover("records")
    for table, (column, noun, otherwise) in _RECORDS.items():
        found = cover.dataset.optional(table)
        if found is None:
            page.lacks.append(f"{otherwise}: there is no table '{table}'")
        else:
            page.shows.append(f"{noun}: {found[column].nunique():,}")
    recorded = [each for each in cover.indicators if each.id == "ethnicity_recorded"]
    if recorded:
        page.shows.append(f"how far the ethnic group is recorded over time: {names_of(recorded)}")
    return page

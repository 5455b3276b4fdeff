"""What each page will be able to show of a dataset, and what it will lack: counted from what the dataset covers."""

from collections.abc import Callable

from data.commands.coverage import Cover, PageCover, tell_of
from data.commands.page_needs_acting import access, need, records, trust
from data.commands.page_needs_data import neighbourhoods, your_data
from data.commands.page_needs_deciding import decisions, evidence, meeting, returns
from data.commands.page_needs_pilots import pilots
from data.contract.pages import PAGES
from data.contract.vocabulary import DOMAIN_LABELS, DOMAINS
from data.dataset.dataset import Dataset

# As many periods as the trend of a gap needs, and groups as a slope does (tests hold them to the measures' own).
FEWEST_PERIODS = 4
FEWEST_FOR_A_SLOPE = 3
FEWEST_LIKE_PLACES = 10
_COUNTED = ("proportion", "rate")
_STANDS_THERE = {
    "teams": "who works as a team, and what is in place",
    "team_survey": "how people in the team find working together",
    "services": "practices and other sites",
    "pilots": "pilots that take part",
}
# Tables of many rows a neighbourhood: told by how many neighbourhoods they are about.
_OF_TEAMS = ("teams", "team_survey")


def _brief(cover: Cover) -> PageCover:
    page = PageCover("brief")
    gaps = {each.id for dimension in cover.dimensions for each in cover.known_groups(dimension, fewest=2)}
    found = [each for each in cover.indicators if each.id in gaps]
    tell_of(page, found, cover, "gaps", "any gap: no indicator shows two groups for the whole area")
    without = [each for each in DOMAINS if not any(one.domain == each for one in found)]
    if found and without:
        page.lacks.append(f"gaps in: {', '.join(DOMAIN_LABELS[each].lower() for each in without)}")
    tagged = [each for each in found if each.core20plus5]
    tell_of(page, tagged, cover, "Core20PLUS5", "Core20PLUS5: no indicator with a gap carries its tag")
    return page


def _where(cover: Cover) -> PageCover:
    page = PageCover("where")
    for level, words in (("neighbourhood", "neighbourhoods"), ("lsoa", "small areas")):
        tell_of(page, cover.given(level), cover, f"a map of {words}", f"a map by {words}: no figure is given for them")
        if cover.dataset.geometry(level).empty:
            page.lacks.append(f"shapes of {words}")
    need = [each for each in cover.given("neighbourhood") if each.domain == "need"]
    tell_of(page, need, cover, "need beside results", "need beside results: no indicator of need for neighbourhoods")
    sites = cover.dataset.optional("services")
    if sites is None:
        page.lacks.append("where services stand")
    else:
        page.shows.append(f"where services stand: {len(sites):,} sites")
    return page


def _who(cover: Cover) -> PageCover:
    page = PageCover("who")
    for dimension in cover.dimensions:
        label = cover.dataset.vocabulary[dimension].label.lower()
        found = cover.known_groups(dimension, fewest=2)
        tell_of(page, found, cover, f"gaps by {label}", f"gaps by {label}: no indicator is given by it")
        if cover.dataset.vocabulary[dimension].ordered and found:
            slopes = cover.known_groups(dimension, fewest=FEWEST_FOR_A_SLOPE)
            fewest = FEWEST_FOR_A_SLOPE
            tell_of(page, slopes, cover, f"the slope by {label}", f"the slope by {label}: it takes {fewest} groups")
    pair = cover.given("icb", "deprivation_quintile", "ethnic_group", figures=2)
    tell_of(page, pair, cover, "deprivation and ethnic group at once", "deprivation and ethnic group at once")
    for own in cover.dataset.manifest.dimensions:
        words = f"deprivation and {own.label.lower()} at once"
        tell_of(page, cover.given("icb", "deprivation_quintile", own.code, figures=2), cover, words, words)
    return page


def _trend(cover: Cover) -> PageCover:
    page = PageCover("trend")
    steady = {
        each.id for code in cover.dimensions for each in cover.known_groups(code, fewest=2, periods=FEWEST_PERIODS)
    }
    found = [each for each in cover.indicators if each.id in steady]
    few = f"it takes {FEWEST_PERIODS} periods"
    tell_of(page, found, cover, "whether the gap is closing", f"whether any gap is closing: {few}")
    everyone = cover.given("icb", periods=2)
    tell_of(
        page, everyone, cover, "everyone together over time", "anything over time: each indicator has one period only"
    )
    by_area = cover.given("neighbourhood", periods=FEWEST_PERIODS)
    tell_of(page, by_area, cover, "neighbourhoods over time", f"neighbourhoods over time: {few}")
    pilots = cover.dataset.optional("pilots")
    if pilots is None:
        page.lacks.append("pilots")
    else:
        page.shows.append(f"pilots: {len(pilots):,}")
    return page


def _compare(cover: Cover) -> PageCover:
    page = PageCover("compare")
    count = len(cover.dataset.areas("neighbourhood"))
    if count < 2:
        page.lacks.append(f"anything to compare: there {'is one neighbourhood' if count else 'are no neighbourhoods'}")
        return page
    found = cover.given("neighbourhood")
    none = "figures for neighbourhoods: no indicator is given for them"
    tell_of(page, found, cover, f"{count:,} neighbourhoods side by side", none)
    whole = {each.id for each in cover.given("icb")}
    counted = [each for each in found if each.value_type in _COUNTED and each.id in whole]
    tell_of(
        page,
        counted,
        cover,
        "what chance allows (funnel)",
        "a funnel: it takes counts of neighbourhoods and the whole area",
    )
    return page


def _profile(cover: Cover) -> PageCover:
    page = PageCover("profile")
    dataset, fewest = cover.dataset, FEWEST_LIKE_PLACES
    places = dataset.areas("neighbourhood")
    if len(places) < fewest:
        page.lacks.append(f"which neighbourhoods are like one another: it takes {fewest}, and there are {len(places)}")
        return page
    known = {
        "deprivation": "share_most_deprived_fifth" in places,
        "ethnic groups": "resident_white" in places,
        "ages": dataset.optional("age_structure") is not None,
    }
    page.shows += [f"who lives in each neighbourhood: {name}" for name, held in known.items() if held]
    page.lacks += [f"who lives in each neighbourhood: {name}" for name, held in known.items() if not held]
    none = "neighbourhoods beside those like them: no indicator is given for them"
    tell_of(page, cover.given("neighbourhood"), cover, "neighbourhoods beside those like them", none)
    _stands_there(page, cover)
    return page


def _stands_there(page: PageCover, cover: Cover) -> None:
    """Teams, sites and pilots of neighbourhoods: each is a table of its own."""
    for table, words in _STANDS_THERE.items():
        rows = cover.dataset.optional(table)
        if rows is None:
            page.lacks.append(f"{words}: there is no table '{table}'")
        elif table in _OF_TEAMS:
            teams = rows["area_code"].nunique()
            page.shows.append(f"{words}: of {teams:,} {'neighbourhood' if teams == 1 else 'neighbourhoods'}")
        else:
            page.shows.append(f"{words}: {len(rows):,}")


def _methods(cover: Cover) -> PageCover:
    page = PageCover("methods", shows=["every measure with its formula, and this dataset's sources and coverage"])
    if not cover.dataset.manifest.sources:
        page.lacks.append("sources: the dataset names none")
    return page


# By the name of the page: every page that is declared has its own.
NEEDS: dict[str, Callable[[Cover], PageCover]] = {
    "brief": _brief,
    "where": _where,
    "who": _who,
    "trend": _trend,
    "compare": _compare,
    "profile": _profile,
    "need": need,
    "trust": trust,
    "access": access,
    "records": records,
    "pilots": pilots,
    "returns": returns,
    "evidence": evidence,
    "decisions": decisions,
    "meeting": meeting,
    "your_data": your_data,
    "neighbourhoods": neighbourhoods,
    "methods": _methods,
}


def page_needs(dataset: Dataset) -> list[PageCover]:
    """The pages, in the order of the navigation."""
    cover = Cover(dataset)
    return [NEEDS[page.name](cover) for page in PAGES]

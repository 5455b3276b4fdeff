"""What practices and other sites stand here? Every listed site of the area in focus, by what is offered there."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.standing_rows import StandingRow, standing_rows
from components.findings.access.sites import KINDS, PRACTICE, sites
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.within import neighbourhoods_within
from components.findings.question import Question
from components.findings.recording_rows import lacks, source_of
from components.findings.table import Column, Table, with_row
from components.style.numbers import COUNT, number

ID, METHOD = "profile_sites", "co_location"
QUESTION = "What practices and other sites stand here?"
_NOWHERE = "in no neighbourhood"
_SOURCE = "sites listed in this dataset"
_KEY = {
    "counted": "practices",
    "full": "one or more in a practice's building",
    "half": "none in a practice's building",
    "blank": "none listed here",
}


def sites_here_finding(question: Question) -> Finding:
    """The sites that the list puts in the neighbourhoods of the area in focus, and which share a practice's building."""
    listed = sites(question.dataset)
    needs = "a table ‘services’ of practices and other sites: what each offers, where, and in which neighbourhood"
    if listed.empty:
        return lacks(question, ID, QUESTION, "Where practices and other sites stand", needs, method=METHOD)
    places = neighbourhoods_within(question)
    # Of the whole area, those too that the list puts into no neighbourhood.
    here = listed if question.is_whole_area else listed[listed["area_code"].isin(places.index)]
    here = here.sort_values(["kind", "site_name"], ignore_index=True)
    if here.empty:
        why = (
            f"The list of sites puts none in {question.area_name}. That may be the list's doing: a site may be written down "
            "without its neighbourhood."
        )
        return nothing_to_show(ID, QUESTION, why, method=METHOD, source=source_of(question, _SOURCE))
    place = here["area_code"].map(places["area_name"]).astype(object).fillna(_NOWHERE)
    here = here.assign(under_roof=_with_practice(here), place=place)
    kinds = _kinds(here, listed)
    headline, sentence = _words(question.area_name, here, kinds)
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(here, kinds),
        how_to_read=(
            "Each row is a kind of service with the sites listed for it: ■ one or more is in a practice's building (within "
            "50 m), ◆ none is, – none is listed. A site that is not on the list is not shown."
        ),
        method=METHOD,
        source=source_of(question, _SOURCE),
        period="",
        figure=_figure(kinds, places["area_name"]),
        caveats=("A shared building is not yet a shared service, and a site may serve people from elsewhere too.",),
        names=(question.area_name, "50 m", *here["site_name"]),
    )


def _with_practice(here: pd.DataFrame) -> pd.Series:
    """Whether a site that is no practice stands in the building of one."""
    practices = set(here.loc[here["kind"] == PRACTICE, "building"])
    return here["building"].isin(practices) & (here["kind"] != PRACTICE)


def _kinds(here: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """A row a kind that is listed anywhere: its name, its sites here, how many share a building, in how many places."""
    order = [code for code in KINDS if code in set(listed["kind"])]
    order += sorted(set(here["kind"]) - set(order))
    rows = []
    for code in order:
        own = here[here["kind"] == code]
        rows.append(
            {
                "code": code,
                "kind": KINDS[code][0] if code in KINDS else code,
                "n": len(own),
                "shared": int(own["under_roof"].sum()),
                "names": own["site_name"].tolist(),
                "where": own.loc[own["place"] != _NOWHERE, "area_code"].nunique(),
            }
        )
    return pd.DataFrame(rows)


def _words(name: str, here: pd.DataFrame, kinds: pd.DataFrame) -> tuple[str, str]:
    practices = int((here["kind"] == PRACTICE).sum())
    others = len(here) - practices
    headline = f"{name}: {_counted(practices, 'practice')} and {_counted(others, 'other site')}"
    if set(kinds["code"]) == {PRACTICE}:
        headline = f"{name}: {_counted(practices, 'practice')}"
        return headline, "Only practices are on the list of sites, so what else stands here is not known."
    told = [_under_roof(int(here["under_roof"].sum()), others)]
    absent = [kind[:1].lower() + kind[1:] for kind in kinds.loc[kinds["n"] == 0, "kind"]]
    told.append(f"Not listed here: {', '.join(absent)}." if absent else "Every kind of service on the list is here.")
    return headline, " ".join(each for each in told if each)


def _counted(count: int, noun: str) -> str:
    return f"{number(count) if count else 'no'} {noun}{'' if count == 1 else 's'}"


def _under_roof(shared: int, others: int) -> str:
    if not others:
        return ""
    if others == 1:
        return f"The other site is {'' if shared else 'not '}in a practice's building."
    many = number(shared) if shared else "None"
    return f"{many} of the others {'is' if shared <= 1 else 'are'} in a practice's building."


def _table(here: pd.DataFrame, kinds: pd.DataFrame) -> Table:
    roof = here["under_roof"].map({True: "yes", False: "no"}).where(here["kind"] != PRACTICE, "a practice itself")
    label = [KINDS[code][0] if code in KINDS else code for code in here["kind"]]
    frame = here.assign(label=label, roof=roof)[["site_name", "label", "place", "opening", "roof"]]
    for each in kinds.itertuples():
        frame = with_row(frame, site_name=f"All: {each.kind}", n=each.n)
    practices = (here["kind"] == PRACTICE).sum()
    for words, count in {
        "All other sites": len(here) - practices,
        "All other sites in a practice's building": here["under_roof"].sum(),
    }.items():
        frame = with_row(frame, site_name=words, n=count)
    return Table(
        (
            Column("site_name", "Site"), Column("label", "What is offered"), Column("place", "Neighbourhood"),
            Column("opening", "Open"), Column("roof", "In a practice's building"), Column("n", "Number", COUNT),
        ),
        frame.assign(status="not_applicable"),
    )  # fmt: skip


def _figure(kinds: pd.DataFrame, places: pd.Series) -> go.Figure:
    rows = []
    for each in kinds.itertuples():
        mark = "full" if each.shared else "blank" if not each.n else "counted" if each.code == PRACTICE else "half"
        rows.append(StandingRow(each.kind, mark, _where(each.names, each.where, places)))
    return standing_rows(rows, _KEY, name="Sites")


def _where(names: list[str], where: int, places: pd.Series) -> str:
    """The sites by name; of an area with several neighbourhoods how many there are, and in how many of these."""
    if not names:
        return _KEY["blank"].capitalize()
    if len(places) > 1:
        return f"{_counted(len(names), 'site')}, in {number(where)} of {number(len(places))} neighbourhoods"
    return f"{number(len(names))}: {', '.join(names)}"

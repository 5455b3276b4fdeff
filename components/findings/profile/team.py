"""Who works as a team here, and what is in place? What one neighbourhood's team says of itself, by domain."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.standing_rows import StandingRow, standing_rows
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.staff import Staff, staff_in_post
from components.findings.profile.team_items import UNSAID, TeamItems, team_items, told_on
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed, source_of
from components.findings.table import Column, Table, with_row
from components.style.dates import day_words
from components.style.numbers import COUNT, number
from data.contract.team_tables import BEING_BUILT, IN_PLACE, NOT_IN_PLACE, NOT_KNOWN, STANDS, TEAM_DOMAINS

ID, METHOD = "profile_team", "neighbourhood_team"
QUESTION = "Who works as a team here, and what is in place?"
NEEDS = (
    "a table ‘teams’: of each neighbourhood, how its host organisation, leadership, pooled budget, information sharing, core "
    "team and areas of work stand, since when, and who says so"
)
SOURCE = "what teams say of themselves"
_HOST, _WORKFORCE = TEAM_DOMAINS[0], TEAM_DOMAINS[3]
_MARKS = {IN_PLACE: "full", BEING_BUILT: "half", NOT_IN_PLACE: "none", NOT_KNOWN: "blank"}
_KEY = {"full": "in place", "half": "being built", "none": "not in place", "blank": "not known", "counted": "counted"}
_MOST_NAMED = 3
NO_SCORE = (
    "It is no score. The domains are those that Iqbal and others (2025) found in published models of integrated "
    "neighbourhoods; the building blocks under them are those that teams here list. Nothing here says that a team with more "
    "of them gives better care."
)


def neighbourhood_team_finding(question: Question) -> Finding:
    """How each building block of the team stands in the neighbourhood in focus, as its team says."""
    found = team_items(question.dataset)
    if found is None:
        return lacks(question, ID, QUESTION, "Who works as a team in each neighbourhood", NEEDS, method=METHOD)
    area = question.selection.area
    own = found.rows[found.rows["area_code"] == area].set_index("at")
    if own.empty:
        why = f"Nobody has said yet what the team of {question.area_name} has. It would take its rows in the table ‘teams’."
        return nothing_to_show(ID, QUESTION, why, method=METHOD, source=source_of(question, SOURCE))
    rows, staff = _rows(found, own, area), staff_in_post(question.dataset, area)
    headline, sentence = _words(question.area_name, rows)
    told = told_on(own)
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=f"{sentence} {told}." if told else sentence,
        table=_table(rows, staff),
        how_to_read=(
            "Each row is a building block that some team here lists, by domain: ■ in place, ◆ being built, ○ not in place, "
            "– not known. It is what the team says of itself on the day beside it in the table; nobody has checked it."
        ),
        method=METHOD,
        source=source_of(question, SOURCE),
        period=told,
        figure=_figure(rows, staff),
        hidden=_withheld_words(found.withheld.get(area, 0)),
        caveats=(NO_SCORE,),
        names=(question.area_name, *rows["item"], *rows["what"]),
    )


def _rows(found: TeamItems, own: pd.DataFrame, area: str) -> pd.DataFrame:
    """Every item that any team lists, with what this one says of it."""
    rows = found.items.assign(stands=found.stands.loc[area])
    for name in ("what", "source"):
        rows[name] = own[name].reindex(rows.index).fillna("")
    rows["as_of"] = own["as_of"].reindex(rows.index)
    rows.loc[(rows["stands"] == NOT_KNOWN) & (rows["what"] == ""), "what"] = UNSAID
    return rows


def _words(name: str, rows: pd.DataFrame) -> tuple[str, str]:
    count = rows["stands"].value_counts()
    placed, of = int(count.get(IN_PLACE, 0)), number(len(rows))
    headline = f"{name}: {number(placed) if placed else 'none'} of {of} building blocks of the team in place"
    if built := int(count.get(BEING_BUILT, 0)):
        headline += f", {number(built)} being built"
    hosts = rows[(rows["domain"] == _HOST) & (rows["stands"] == IN_PLACE) & (rows["what"] != "")]
    told = [f"Host: {hosts['what'].iloc[0]}."] if len(hosts) else ["No host is said to be in place."]
    building, absent = (_items_in_words(rows, word) for word in (BEING_BUILT, NOT_IN_PLACE))
    if 0 < len(building) <= _MOST_NAMED:
        told.append(f"Being built: {listed(building)}.")
    if 0 < len(absent) <= _MOST_NAMED:
        told.append(f"Not in place: {listed(absent)}.")
    elif absent:
        told.append(f"{number(len(absent))} are not in place.")
    if unknown := int(count.get(NOT_KNOWN, 0)):
        told.append(f"Nobody has said how {number(unknown)} {'stands' if unknown == 1 else 'stand'}.")
    return headline, " ".join(told)


def _items_in_words(rows: pd.DataFrame, stands: str) -> list[str]:
    return [f"{each[:1].lower()}{each[1:]}" for each in rows.loc[rows["stands"] == stands, "item"]]


def _table(rows: pd.DataFrame, staff: list[Staff]) -> Table:
    frame = rows.assign(as_of=[day_words(day) if pd.notna(day) else "" for day in rows["as_of"]])
    for each in staff:
        frame = with_row(
            frame, domain=_WORKFORCE, item=each.name, stands="counted", what=each.what, as_of=each.period,
            source=each.source,
        )  # fmt: skip
    for stands in STANDS:
        frame = with_row(frame, domain="All", item=f"Building blocks {stands}", count=(rows["stands"] == stands).sum())
    frame = with_row(frame, domain="All", item="Building blocks", count=len(rows))
    return Table(
        (
            Column("domain", "Domain"), Column("item", "Building block"), Column("stands", "How it stands"),
            Column("what", "What there is"), Column("as_of", "As of"), Column("source", "Who says so"),
            Column("count", "Number", COUNT),
        ),
        frame.assign(status="not_applicable"),
    )  # fmt: skip


def _withheld_words(count: int) -> str:
    rows = "row" if count == 1 else "rows"
    return f"Words of {number(count)} {rows} are held back: they seem to point at one person." if count else ""


def _figure(rows: pd.DataFrame, staff: list[Staff]) -> go.Figure:
    drawn = []
    for domain, items in rows.groupby("domain", sort=False):
        drawn.append(StandingRow(str(domain)))
        for each in items.itertuples():
            drawn.append(StandingRow(each.item, _MARKS[each.stands], each.what or each.stands.capitalize()))
        if domain == _WORKFORCE:
            drawn += [_staff_row(each) for each in staff]
    if staff and _WORKFORCE not in set(rows["domain"]):
        drawn += [StandingRow(_WORKFORCE), *(_staff_row(each) for each in staff)]
    return standing_rows(drawn, _KEY, name="What there is")


def _staff_row(staff: Staff) -> StandingRow:
    return StandingRow(staff.name, "counted", f"{staff.what}, {staff.period}")

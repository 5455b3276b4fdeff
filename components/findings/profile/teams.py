"""How far are the teams of an area? Each building block counted over its neighbourhoods, and none of them ranked."""

import pandas as pd

from components.charts.stacked_parts import Part, stacked_parts
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.team import ID, METHOD, NEEDS, NO_SCORE, SOURCE, neighbourhood_team_finding
from components.findings.profile.team_items import TeamItems, team_items, told_on
from components.findings.profile.within import neighbourhoods_within
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed, source_of
from components.findings.table import Column, Table, with_row
from components.style.colours import STANDING
from components.style.numbers import COUNT, number
from data.contract.team_tables import BEING_BUILT, IN_PLACE, NOT_IN_PLACE, NOT_KNOWN, STANDS

QUESTION = "What do neighbourhood teams here have in place?"
_HEADS = dict(zip(STANDS, ("In place", "Being built", "Not in place", "Not known"), strict=True))
_PARTS = [Part(_HEADS[word], STANDING[word], hatched=word == NOT_KNOWN) for word in STANDS]
_MOST_NAMED = 4


def team_finding(question: Question) -> Finding:
    """The team of the neighbourhood in focus; of a larger area, all teams in it counted together."""
    return neighbourhood_team_finding(question) if question.area_level == "neighbourhood" else teams_overview(question)


def teams_overview(question: Question) -> Finding:
    """In how many neighbourhoods of the area in focus each building block of a team is in place, being built, or not."""
    found, places = team_items(question.dataset), neighbourhoods_within(question)
    if found is None:
        return lacks(question, ID, QUESTION, "Who works as a team in each neighbourhood", NEEDS, method=METHOD)
    silent = [
        str(places.at[code, "area_name"]) for code in places.index.difference(found.rows["area_code"], sort=False)
    ]
    if len(silent) == len(places):
        why = f"Nobody has said yet what the teams of {question.area_name} have."
        return nothing_to_show(ID, QUESTION, why, method=METHOD, source=source_of(question, SOURCE))
    rows = found.items.join(found.counts(places.index))
    rows = rows.assign(where=_where(found, places))
    headline, sentence = _words(rows, silent, len(places))
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(rows, silent, len(places)),
        how_to_read=(
            "Each bar is all neighbourhoods: in how many a building block is in place, being built, not in place, or not "
            "known because nobody has said. Teams say this of themselves. Who has something in place is in the table, for "
            "others to ask how."
        ),
        method=METHOD,
        source=source_of(question, SOURCE),
        period=told_on(found.rows[found.rows["area_code"].isin(places.index)]),
        figure=stacked_parts(
            rows["item"].tolist(), _PARTS, rows[list(STANDS)].to_numpy(float).tolist(),
            axis="neighbourhoods", unit=COUNT, whole=float(len(places)), row_height=36,
        ),
        caveats=(NO_SCORE,),
        names=(*rows["item"], *silent),
    )  # fmt: skip


def _where(found: TeamItems, places: pd.DataFrame) -> list[str]:
    """Of each item, where it is in place, by name."""
    stands = found.stands.loc[places.index]
    return [", ".join(places["area_name"][stands[at] == IN_PLACE]) for at in found.items.index]


def _words(rows: pd.DataFrame, silent: list[str], n_places: int) -> tuple[str, str]:
    of = number(n_places)
    most, least = rows.loc[rows[IN_PLACE].idxmax()], rows.loc[rows[IN_PLACE].idxmin()]
    headline = f"{most['item']}: in place in {number(most[IN_PLACE])} of {of} neighbourhoods"
    if least[IN_PLACE] < most[IN_PLACE]:
        few = number(least[IN_PLACE]) if least[IN_PLACE] else "none"
        headline += f"; {least['item'][:1].lower()}{least['item'][1:]}: in {few}"
    told = []
    if silent:
        named = f": {listed(silent)}" if len(silent) <= _MOST_NAMED else ""
        told.append(f"In {number(len(silent))} of {of} nobody has said anything yet{named}.")
    return headline, " ".join([*told, _being_built(rows)])


def _being_built(rows: pd.DataFrame) -> str:
    """What is being built most often; several of one count, up to a few, are all named."""
    most = int(rows[BEING_BUILT].max())
    first = [f"{each[:1].lower()}{each[1:]}" for each in rows.loc[rows[BEING_BUILT] == most, "item"]]
    if not most:
        return "Nothing is being built just now, as far as teams say."
    named = listed(first) if len(first) <= _MOST_NAMED else "several"
    return f"Being built most often, in {number(most)}: {named}."


def _table(rows: pd.DataFrame, silent: list[str], n_places: int) -> Table:
    frame = rows
    told = number(len(silent))
    frame = with_row(frame, domain="All", item=f"Neighbourhoods of which nobody has said anything: {told}", where="")
    frame = with_row(frame, domain="All", item=f"Neighbourhoods: {number(n_places)}", where="")
    return Table(
        (
            Column("domain", "Domain"), Column("item", "Building block"),
            *(Column(word, _HEADS[word], COUNT) for word in (IN_PLACE, BEING_BUILT, NOT_IN_PLACE, NOT_KNOWN)),
            Column("where", "In place in"),
        ),
        frame.assign(status="not_applicable"),
    )  # fmt: skip

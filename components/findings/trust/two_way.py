"""Where are people lost between services, community organisations and advocates? Each group, each way, step by step."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed, source_of
from components.findings.table import Column, Table
from components.findings.trust.route_steps import BORROWED, COUNTING, TAKEN, RouteSteps, route_steps
from components.findings.wording import group_words, hidden_words
from components.style.colours import COMPARISON_MARKS, PLAIN, group_colour
from components.style.dates import to_day
from components.style.numbers import COUNT, PERCENT, interval, number, short, signed_gap, with_unit
from data.contract.record_tables import ROUTES
from data.contract.vocabulary import ALL

ID, METHOD = "trust_two_way", "beyond_chance"
QUESTION = "Where are people lost who are sent on, both ways?"
_NEEDS = (
    "a table ‘two_way_referrals’: people sent to community organisations, sent by them, and given an advocate, counted by "
    "group as sent, received, reported back and closed"
)
_HEADINGS = dict(
    zip(
        ROUTES,
        ("Sent to community organisations", "Sent by community organisations", "Given somebody to speak up for them"),
        strict=True,
    )
)
_TAKE = dict(zip(TAKEN, ("are received", "are reported back on", "have the matter closed"), strict=True))
_ONCE = dict(zip(TAKEN, ("", " and received", " and reported back on"), strict=True))
_LOST = dict(
    zip(TAKEN, ("before they are received", "before word comes back", "before the matter is closed"), strict=True)
)
_SHORT = dict(zip(TAKEN, ("received", "word came back", "closed"), strict=True))
_BESIDE = dict(zip(TAKEN, ("received", "word back", "closed"), strict=True))
_SYMBOLS = dict(zip(TAKEN, ("circle", "diamond", "square"), strict=True))
_MOST_NAMED = 2


def two_way_finding(question: Question) -> Finding:
    """Each way by group: how far people get, at which step most are lost, and who is lost more than everyone."""
    found = route_steps(question)
    if found is None:
        what = "How people are sent on between services and community organisations"
        return lacks(question, ID, QUESTION, what, _NEEDS, method=METHOD)
    frame = _told(found)
    worse = _clear(found, worse=True)
    headline, sentence = _words(question, found, frame, worse)
    return Finding(
        id=ID,
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(found, frame),
        how_to_read=(
            "Each row is a group. Of every 100 people sent, ● says how many were received, ◆ about how many word came back, "
            "■ for how many the matter was closed; the longer the line to the next mark, the more are lost there. ▼ beside a "
            "mark: of those who got that far, clearly fewer take this step than of everyone. All groups, steps and ways are "
            "judged together."
        ),
        method=METHOD,
        source=source_of(question, "records of people sent on, by service and community organisation"),
        period=to_day(found.frame["period_end"].max()),
        figure=_figure(found),
        notice=""
        if found.area == question.selection.area
        else f"Counted for {question.dataset.area_name(found.area)}, not for each part.",
        hidden=hidden_words(found.frame),
        caveats=_caveats(found),
        verdict="worse" if len(worse) else "unclear",
        names=("100", "95%", question.area_name, question.dataset.area_name(found.area), found.dimension.label),
    )


def _clear(found: RouteSteps, *, worse: bool) -> pd.DataFrame:
    """What is beyond chance: the steps at which groups are worse off, or better off, those of most people first."""
    if found.judged.empty:
        return found.judged
    rows = found.judged[found.judged["beyond"] & ((found.judged["size"] > 0) == worse)]
    people = found.frame.set_index(["route", "group"])["sent"]
    lost = [abs(size) * people[route, group] for size, route, group in rows[["size", "route", "group"]].to_numpy()]
    return rows.assign(lost=lost).sort_values("lost", ascending=False, ignore_index=True)


def _told(found: RouteSteps) -> pd.DataFrame:
    """The rows with the step at which most of a group are lost, and how each stands to everyone, in words."""
    steps = found.frame[["sent", *TAKEN]].to_numpy(float)
    lost = pd.DataFrame(steps[:, :-1] - steps[:, 1:], columns=list(TAKEN))
    most = [_LOST[row.idxmax()] if row.notna().all() and row.max() > 0 else "" for _, row in lost.iterrows()]
    beyond = found.judged[found.judged["beyond"]] if len(found.judged) else found.judged
    standing = {
        (route, group): "; ".join(_standing(row) for row in part.itertuples())
        for (route, group), part in beyond.groupby(["route", "group"])
    }
    judged = set(zip(found.judged.get("route", ()), found.judged.get("group", ()), strict=True))
    against = [
        standing.get(at, f"{COMPARISON_MARKS['similar']} can be chance" if at in judged else "")
        for at in zip(found.frame["route"], found.frame["group"], strict=True)
    ]
    return found.frame.assign(way=found.frame["route"].map(_HEADINGS), most=most, against=against)


def _standing(row: pd.Series) -> str:
    """How a group stands to everyone at one step: '▼ received: −8.8 (between −12.2 and −5.3)'."""
    mark = COMPARISON_MARKS["worse" if row.size > 0 else "better"]
    return f"{mark} {_SHORT[row.step]}: {signed_gap(-row.size, PERCENT)} ({interval(-row.upper, -row.lower, PERCENT)})"


def _words(question: Question, found: RouteSteps, frame: pd.DataFrame, worse: pd.DataFrame) -> tuple[str, str]:
    where = "" if question.is_whole_area else f" in {question.dataset.area_name(found.area)}"
    everyone = frame[(frame["group"] == ALL) & frame["closed_of_sent"].notna()]
    ends = [
        f"{with_unit(row.closed_of_sent, PERCENT)} of those {_lower(_HEADINGS[row.route])}, most lost {row.most}"
        for row in everyone.itertuples()
    ]
    whole = f"Closed in the end, of everyone: {'; '.join(ends)}." if ends else "How far everyone gets is not shown."
    if worse.empty:
        return f"No group is clearly lost more than others{where} when people are sent on", whole
    first = worse.iloc[0]
    cells = frame.set_index(["route", "group"])[f"{first['step']}_of_before"]
    theirs, all_told = cells[first["route"], first["group"]], cells[first["route"], ALL]
    headline = (
        f"{_HEADINGS[first['route']]}{_ONCE[first['step']]}{where}, {with_unit(theirs, PERCENT)} of "
        f"{group_words(found.dimension, first['group'])} {_TAKE[first['step']]}, "
        f"against {short(all_told, PERCENT)} of everyone"
    )
    others = [
        f"{_lower(_HEADINGS[row.route])}, {group_words(found.dimension, row.group)} ({_SHORT[row.step]})"
        for row in worse.iloc[1 : 1 + _MOST_NAMED].itertuples()
    ]
    also = f"Also clearly fewer: {listed(others)}. " if others else ""
    return headline, also + whole


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _caveats(found: RouteSteps) -> tuple[str, ...]:
    kinds = set(found.judged["limits_from"]) if len(found.judged) else set()
    told = ["A step that is not written down looks like a person lost; either way nobody can follow it up."]
    if BORROWED in kinds:
        told.append(
            "Where too few neighbourhoods show a group, how far they differ is taken from the other groups of the same step."
        )
    if COUNTING in kinds:
        told.append(
            "How far neighbourhoods differ is not known for some groups: their limits are of counting people alone."
        )
    return (*told, *((found.dimension.basis,) if found.dimension.basis else ()))


def _table(found: RouteSteps, frame: pd.DataFrame) -> Table:
    return Table(
        (
            Column("way", "Way"),
            Column("label", found.dimension.label),
            Column("sent", "Sent", COUNT),
            Column("received_of_before", "Received (% of sent)", PERCENT),
            Column("reported_back_of_before", "Reported back (% of received)", PERCENT),
            Column("closed_of_before", "Closed (% of reported back)", PERCENT),
            Column("closed_of_sent", "Closed (% of sent)", PERCENT),
            Column("lower", "Lower 95% limit", PERCENT),
            Column("upper", "Upper 95% limit", PERCENT),
            Column("most", "Most are lost"),
            Column("against", "Against everyone (percentage points)"),
        ),
        frame,
    )


def _figure(found: RouteSteps) -> go.Figure:
    marked = {(row.route, row.group, row.step) for row in _clear(found, worse=True).itertuples()}
    rows: list[DotRow] = []
    for route, part in found.frame.groupby("route", sort=False):
        for place, row in enumerate(part.to_dict("records")):
            heading = _HEADINGS[str(route)] if place == 0 else ""
            colour = PLAIN if row["group"] == ALL else group_colour(found.dimension.code, row["group"])
            dots = tuple(
                Dot(
                    row[f"{step}_of_sent"],
                    f"{row['label']}: {_SHORT[step]} {short(row[f'{step}_of_sent'], PERCENT)} of {number(row['sent'])} sent",
                    colour,
                    label=_BESIDE[step] if not rows else ("▼ fewer" if (route, row["group"], step) in marked else ""),
                    symbol=_SYMBOLS[step],
                )
                for step in TAKEN
                if pd.notna(row[f"{step}_of_sent"])
            )
            absent = "" if dots else "hidden to protect confidentiality"
            rows.append(DotRow(row["label"], dots, absent=absent, heading=heading))
    return dot_rows(rows, axis="of 100 people sent", joined=True, zero=True, row_height=33)

"""Which neighbourhood differs most from those like it? Each of them counted, for who has not chosen one yet."""

import pandas as pd

from components.charts.share_bars import Bar, share_bars
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.against_like import against_like_finding
from components.findings.profile.beside_like import beside_like, counts
from components.findings.profile.traits import FEWEST_PLACES
from components.findings.profile.within import neighbourhoods_within
from components.findings.question import Question
from components.findings.table import Column, Table
from components.style.colours import PLAIN
from components.style.numbers import COUNT, number

QUESTION = "Which neighbourhood differs most from others like it?"
# More names than these make no headline: they stand at the top of the picture.
_MOST_NAMED = 3


def profile_lead(question: Question) -> Finding:
    """What the page begins with: the neighbourhood in focus; of a larger area, all of its neighbourhoods counted."""
    return against_like_finding(question) if question.area_level == "neighbourhood" else overview_finding(question)


def overview_finding(question: Question) -> Finding:
    """On how many indicators each neighbourhood of the area in focus is worse and better than those like it."""
    dataset = question.dataset
    rows = []
    for code, place in neighbourhoods_within(question).iterrows():
        found = beside_like(dataset, str(code), question.selection.for_age)
        rows.append({"name": place["area_name"], "people": place["population"], **counts(found)})
    frame = pd.DataFrame(rows)
    if frame.empty or not frame["of"].any():
        why = (
            f"It takes {number(FEWEST_PLACES)} neighbourhoods, figures for them, and what is known of who lives there, to "
            "say how one differs from others like it."
        )
        return nothing_to_show("profile_overview", QUESTION, why, method="like_places", source=question.source)
    frame = frame.sort_values(["worse", "better", "name"], ascending=[False, True, True], ignore_index=True)
    worse = int((frame["worse"] > 0).sum())
    longest = max(4.0, float(frame["worse"].max()) * 1.3)
    return Finding(
        id="profile_overview",
        question=QUESTION,
        headline=_headline(frame),
        sentence=(
            f"{number(worse)} of {number(len(frame))} neighbourhoods are worse on something. Choose one under ‘Area’ to see "
            "who lives there and what stands out."
        ),
        table=Table(
            (
                Column("name", f"Neighbourhood ({number(len(frame))}, {number(worse)} worse on something)"),
                Column("people", "Residents", COUNT), Column("worse", "Worse on", COUNT),
                Column("apart", "By more than is usual", COUNT), Column("better", "Better on", COUNT),
                Column("of", "Indicators judged", COUNT),
                Column("untold", "Cannot be told", COUNT),
            ),
            frame,
        ),  # fmt: skip
        how_to_read=(
            "Each bar counts the indicators on which a neighbourhood is worse than those most like it, beyond "
            "chance. On each neighbourhood's page at most about 1 in 20 marks is false, so a "
            "single mark is not much; the order of near neighbours says nothing."
        ),
        method="like_places",
        source=f"Source: each indicator's own, as on the Methods page.{question.synthetic_note}",
        period="",
        figure=share_bars(
            [
                Bar(row.name, row.worse, PLAIN, f"▼ {number(row.worse)}  ▲ {number(row.better)} of {number(row.of)}")
                for row in frame.itertuples(index=False)
            ],
            axis="Indicators on which it is worse than neighbourhoods like it",
            most=longest,
            ticks=range(0, int(longest) + 1, 1 + int(longest) // 8),
            left=260,
            row_height=30,
        ),
        verdict="worse" if worse else "unclear",
        names=("1 in 20",),
    )  # fmt: skip


def _headline(frame: pd.DataFrame) -> str:
    most = int(frame["worse"].max())
    if not most:
        return "No neighbourhood is worse than those like it, as far as these figures can tell"
    first = frame[frame["worse"] == most]
    of = int(first["of"].iloc[0])
    if len(first) == 1:
        return f"{first['name'].iloc[0]} stands out most: worse than neighbourhoods like it on {number(most)} of {number(of)}"
    names = first["name"].tolist()
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], "others"]
    return f"{', '.join(names[:-1])} and {names[-1]} stand out most: each worse than those like it on {number(most)}"

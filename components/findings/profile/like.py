"""Which neighbourhoods are like this one? The nearest in who lives there, and how near."""

import pandas as pd

from components.charts.share_bars import Bar, share_bars
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.traits import FEWEST_PLACES, like_places, traits
from components.findings.question import Question
from components.findings.recording_rows import source_of
from components.findings.table import Column, Table
from components.style.colours import PLAIN
from components.style.numbers import COUNT, PERCENT, RATIO, number, short

QUESTION = "Which neighbourhoods are like this one?"


def like_finding(question: Question) -> Finding:
    """The neighbourhoods nearest to the one in focus, nearest first, with what they are like."""
    dataset, area = question.dataset, question.selection.area
    known = like_places(dataset)
    if known is None or area not in known.nearest:
        why = f"It takes {number(FEWEST_PLACES)} neighbourhoods, and what is known of who lives in them."
        return nothing_to_show("profile_like", QUESTION, why, method="like_places", source=question.source)
    codes = [area, *known.nearest[area]]
    places = dataset.areas("neighbourhood")
    away = known.distance.loc[area, codes].to_numpy(float)
    shown = [each for each in traits(dataset) if each.name != "Ethnic group"]
    parts = {
        f"{part} ({'%' if each.is_share else 'number'})": (each.shares[part].reindex(codes), each.is_share)
        for each in shown
        for part in each.shares.columns
    }
    frame = pd.DataFrame(
        {
            "name": [dataset.area_name(code) for code in codes],
            "people": places["population"].reindex(codes).array,
            "away": away,
            **{label: values.array for label, (values, _) in parts.items()},
        }
    )
    others = frame.iloc[1:]
    names = others["name"].tolist()
    return Finding(
        id="profile_like",
        question=QUESTION,
        headline=f"Most like {question.area_name}: {', '.join(names[:-1])} and {names[-1]}",
        sentence=(
            f"{names[0]} is nearest, at {short(others['away'].iloc[0], RATIO)}; two neighbourhoods picked at random are "
            "about 1 apart."
        ),
        table=Table(
            (
                Column("name", "Neighbourhood"), Column("people", "Residents", COUNT), Column("away", "How far", RATIO),
                *(Column(label, label, PERCENT if is_share else COUNT) for label, (_, is_share) in parts.items()),
            ),
            frame,
        ),  # fmt: skip
        how_to_read=(
            "A short bar is a neighbourhood much like this one. How far is worked out from "
            f"{', '.join(each.lower() for each in known.traits)}, each counting the same: 0 is the very same mix of people, "
            "and 1 is how far apart two neighbourhoods usually are."
        ),
        method="like_places",
        source=source_of(question, "population, ages and ethnic groups of small areas"),
        period="",
        figure=share_bars(
            [Bar(row.name, row.away, PLAIN, short(row.away, RATIO)) for row in others.itertuples(index=False)],
            axis="How far from this neighbourhood (1: two usual neighbourhoods)",
            most=max(1.0, float(others["away"].max())) * 1.15,
            left=260,
        ),
        names=(question.area_name, *names, "about 1", "0", "1"),
    )  # fmt: skip

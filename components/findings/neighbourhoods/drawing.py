"""Drawn neighbourhoods: how many people each has, whether it hangs together, and how deprived it is."""

import pandas as pd

from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.table import Column, Table, with_row
from components.style.numbers import COUNT, PERCENT, number
from data.neighbourhoods.drawing import Drawing
from data.neighbourhoods.footprints import LARGEST, SMALLEST, Links, footprints, links_between

QUESTION = "Which small areas make up each neighbourhood?"
RANGE = f"{number(SMALLEST)} to {number(LARGEST)}"


def small_area_links(question: Question) -> Links:
    """Which small areas of the dataset touch; worked out once for a dataset, whatever is selected."""
    return links_between(question.dataset)


def drawing_finding(question: Question, drawing: Drawing, links: Links, active: str = "") -> Finding:
    """Every team with its people against the range meant for neighbourhoods, its pieces and its deprivation.

    The team drawn into, where one is named, comes first, so that it is in view while it grows.
    """
    small = question.dataset.areas("lsoa")
    teams = footprints(question.dataset, drawing, links)
    rest = small.loc[list(drawing.unassigned), "population"]
    frame = _rows(teams, rest, len(small), active)
    headline, sentence = _words(teams, rest, len(small))
    return Finding(
        id="drawn_neighbourhoods",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=Table(
            (
                Column("number", "No."),
                Column("name", "Neighbourhood"),
                Column("population", "People", COUNT),
                Column("size", "Size"),
                Column("together", "Pieces"),
                Column("deprived", "Deprived (%)", PERCENT),
                Column("areas", "Small areas", COUNT),
            ),
            frame,
        ),
        how_to_read=(
            f"A neighbourhood team is meant for {RANGE} people; outside that, or in several pieces, is a question to ask, "
            "not a fault. Pieces hang together along shared borders; areas that meet only at a corner are apart. Deprived: "
            "the share of residents in the most deprived national fifth."
        ),
        method="",
        source=_source(question),
        period="",
        names=(RANGE, *drawing.teams.values()),
    )


def _source(question: Question) -> str:
    synthetic = question.synthetic_note
    return f"Residents and deprivation of small areas: {question.dataset.manifest.imd_version}.{synthetic}"


def _size_words(population: pd.Series) -> pd.Series:
    words = pd.Series("● within", index=population.index)
    words = words.mask(population < SMALLEST, f"▽ under {number(SMALLEST)}")
    return words.mask(population > LARGEST, f"△ over {number(LARGEST)}")


def _rows(teams: pd.DataFrame, rest: pd.Series, n_areas: int, active: str) -> pd.DataFrame:
    frame = teams.assign(
        number=[str(place + 1) for place in range(len(teams))],
        size=_size_words(teams["population"]),
        together=teams["pieces"].map(lambda n: "one" if n == 1 else "–" if n == 0 else number(n)),
        deprived=100 * teams["deprived_share"],
    ).sort_index(key=lambda codes: codes != active, kind="stable")
    frame = frame.reset_index(drop=True)
    frame.loc[frame["areas"] == 0, "size"] = ""
    within = int((frame["size"] == "● within").sum())
    frame = with_row(
        frame,
        name="In no neighbourhood yet",
        population=rest.sum(),
        areas=len(rest),
        size="",
        together="",
        number="",
    )
    return with_row(
        frame,
        name="All",
        population=frame["population"].sum(),
        areas=n_areas,
        size=f"{number(within)} of {number(len(teams))} within",
        together="",
        number="",
    )


def _words(teams: pd.DataFrame, rest: pd.Series, n_areas: int) -> tuple[str, str]:
    if teams.empty:
        return (
            "No neighbourhood is drawn yet",
            "Name the first one, then click small areas on the map to put them in it.",
        )
    within = int(teams["population"].between(SMALLEST, LARGEST).sum())
    headline = f"{number(within)} of {number(len(teams))} neighbourhoods have {RANGE} people"
    several = teams.loc[teams["pieces"] > 1, "name"]
    areas = "area" if len(rest) == 1 else "areas"
    parts = [
        f"All {number(n_areas)} small areas are in a neighbourhood."
        if rest.empty
        else f"{number(len(rest))} small {areas} with {number(rest.sum())} people not yet in any."
    ]
    if len(several):
        listed = ", ".join(several.head(3)) + (" and others" if len(several) > 3 else "")
        parts.append(f"Not in one piece: {listed}.")
    return headline, " ".join(parts)

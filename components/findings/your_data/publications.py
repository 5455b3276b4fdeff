"""What published files would add to the dataset on screen: which are loaded, by group or not, and where the others are."""

import pandas as pd

from components.findings.finding import Finding
from components.findings.table import Column, Table
from components.style.numbers import COUNT, number
from data.contract.publications import Publication, publications
from data.dataset.dataset import Dataset

QUESTION = "What would published files add?"
BY_GROUP, EVERYONE, ABSENT = "loaded, by group", "loaded, for everyone only", "not loaded"
_ORDER = (ABSENT, EVERYONE, BY_GROUP)


def publications_finding(dataset: Dataset) -> Finding:
    """Each publication that a reader knows: what of it is loaded, what it would show, where and by whom it is published."""
    found = sorted(((each, *_loaded(dataset, each)) for each in publications()), key=lambda each: _ORDER.index(each[1]))
    frame = pd.DataFrame(
        {
            "publication": each.publication,
            "state": state,
            "loaded": loaded,
            "indicators": len(each.indicators),
            "shows": each.shows,
            "page": each.page,
            "found_at": f"{each.publisher}: {each.found_at}",
        }
        for each, state, loaded in found
    )
    absent, everyone = (int((frame["state"] == state).sum()) for state in (ABSENT, EVERYONE))
    return Finding(
        id="publications",
        question=QUESTION,
        headline=_headline(absent, everyone),
        sentence=f"Of {number(len(frame))} publications that are read as they are, whatever the file is called.",
        table=Table(
            (
                Column("publication", "Publication"), Column("state", "Here it is"),
                Column("loaded", "Indicators loaded", COUNT), Column("indicators", "Indicators it gives", COUNT),
                Column("shows", "It would show"), Column("page", "Best seen on"), Column("found_at", "Where it is"),
            ),
            frame,
        ),
        how_to_read=(
            "Files are put in one folder under any names, and the dataset is built from it. By group: by deprivation, ethnic "
            "group, sex or age of people, or by deprivation of the practice. Other publications are given above as any table "
            "is, and what you say of their columns is kept as a recipe: community waits, for one. What Fingertips has of "
            "them it gives by number."
        ),
        method="",
        source="",
        period="",
        names=(number(absent), number(everyone), number(len(frame))),
    )  # fmt: skip


def _loaded(dataset: Dataset, publication: Publication) -> tuple[str, int]:
    """Whether it is loaded, by group or for everyone only; and how many of its indicators are."""
    here = [code for code in publication.indicators if code in dataset.indicators]
    if not here:
        return ABSENT, 0
    grouped = any(dataset.dimensions(code, level="icb") for code in here)
    return (BY_GROUP if grouped else EVERYONE), len(here)


def _headline(absent: int, everyone: int) -> str:
    if not absent and not everyone:
        return "Every publication that is read is loaded, by group"
    parts = []
    if absent:
        parts.append(f"{number(absent)} more {'publication' if absent == 1 else 'publications'} could be loaded")
    if everyone:
        parts.append(f"{number(everyone)} {'is' if everyone == 1 else 'are'} loaded for everyone only")
    return "; ".join(parts)

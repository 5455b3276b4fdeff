"""Who lives here? Deprivation, age and ethnic groups of a neighbourhood beside those like it and the whole area."""

import pandas as pd

from components.charts.share_bars import Bar, share_bars
from components.findings.finding import Finding, nothing_to_show
from components.findings.profile.traits import Trait, like_places, traits
from components.findings.question import Question
from components.findings.recording_rows import source_of
from components.findings.table import Column, Table
from components.style.colours import PLAIN
from components.style.numbers import COUNT, PERCENT, number, short

QUESTION = "Who lives here?"
_LABELS = 300
# Words stand at the end of the longest bar.
_ROOM, _TICKS = 140.0, (0, 20, 40, 60, 80, 100)


def living_finding(question: Question) -> Finding:
    """What share of the neighbourhood's residents is in each group, beside the like neighbourhoods and the whole area."""
    area = question.selection.area
    known = [each for each in traits(question.dataset) if each.is_share and each.shares.loc[area].notna().all()]
    if not known:
        why = f"Nothing is loaded of who lives in {question.area_name}: deprivation, ages and ethnic groups of small areas."
        return nothing_to_show("profile_living", QUESTION, why, method="like_places", source=question.source)
    frame = pd.concat([_rows(question, each) for each in known], ignore_index=True)
    people = question.dataset.areas(question.area_level).loc[area, "population"]
    away = (frame["here"] - frame["whole"]).abs()
    furthest = frame.loc[away.idxmax()] if away.notna().any() and not question.is_whole_area else None
    frame = pd.concat([frame, pd.DataFrame([{"trait": "Everyone", "part": "Residents", "people": people}])])
    return Finding(
        id="profile_living",
        question=QUESTION,
        headline=f"{number(people)} people live in {question.area_name}{_deprived(known, area)}",
        sentence=_largest(frame) if furthest is None else _unlike(furthest),
        table=Table(
            (
                Column("trait", "About"), Column("part", "Group"), Column("here", "Here (%)", PERCENT),
                Column("like", "Neighbourhoods like it (%)", PERCENT), Column("whole", "Whole area (%)", PERCENT),
                Column("people", "People", COUNT),
            ),
            frame.assign(**{f"{name}_status": _absent(frame[name]) for name in ("here", "like", "whole", "people")}),
        ),  # fmt: skip
        how_to_read=_how_to_read(question),
        method="like_places",
        source=source_of(question, "population, ages and ethnic groups of small areas"),
        period="",
        figure=share_bars(_bars(frame), axis="Share of residents (%)", most=_ROOM, left=_LABELS, row_height=34, ticks=_TICKS),
        names=(question.area_name, *frame["part"].astype(str)),
    )  # fmt: skip


def _how_to_read(question: Question) -> str:
    beside = (
        ""
        if question.is_whole_area
        else "The words at its end give the same share in neighbourhoods like it and in the whole area. "
    )
    bars = "Each bar is the share of the people who live here."
    return f"{bars} {beside}Shares of one kind add up to 100%, but for deprivation."


def _rows(question: Question, trait: Trait) -> pd.DataFrame:
    area, places = question.selection.area, like_places(question.dataset)
    like = places.nearest.get(area, ()) if places else ()
    people = question.dataset.areas("neighbourhood")["population"].reindex(list(like))
    shares = trait.shares.reindex(list(like))
    pooled = shares.mul(people, axis=0).sum(min_count=len(like)) / people.sum() if len(like) else shares.mean()
    whole = trait.shares.loc[question.dataset.area_code]
    here = trait.shares.loc[area]
    return pd.DataFrame(
        {
            "trait": trait.name, "part": here.index, "here": here.array, "like": pooled.array,
            "whole": float("nan") if question.is_whole_area else whole.array,
        }
    )  # fmt: skip


def _absent(values: pd.Series) -> list[str]:
    return ["not_applicable" if pd.isna(each) else "ok" for each in values]


def _deprived(known: list[Trait], area: str) -> str:
    found = next((each.shares.loc[area].iloc[0] for each in known if each.name == "Deprivation"), None)
    return "" if found is None else f", {short(found, PERCENT)} of them in the most deprived fifth of England"


def _largest(frame: pd.DataFrame) -> str:
    """The largest group of each kind that has several, which is all that a whole area's own shares say."""
    told = [
        f"by {trait.lower()} ‘{rows.loc[rows['here'].idxmax(), 'part']}’ ({short(rows['here'].max(), PERCENT)})"
        for trait, rows in frame.dropna(subset="here").groupby("trait", sort=False)
        if len(rows) > 1
    ]
    return f"The largest group is {' and '.join(told)}." if told else ""


def _unlike(furthest: pd.Series) -> str:
    return (
        f"What sets it apart most from the whole area: ‘{furthest['part']}’ is {short(furthest['here'], PERCENT)} here and "
        f"{short(furthest['whole'], PERCENT)} there."
    )


def _bars(frame: pd.DataFrame) -> list[Bar]:
    bars = []
    for row in frame.itertuples():
        if pd.isna(row.here):
            continue
        others = (("like it", row.like), ("whole area", row.whole))
        beside = ", ".join(f"{words} {short(share, PERCENT)}" for words, share in others if pd.notna(share))
        bars.append(Bar(str(row.part), row.here, PLAIN, short(row.here, PERCENT) + (f" ({beside})" if beside else "")))
    return bars

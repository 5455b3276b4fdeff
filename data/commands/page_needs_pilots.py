"""What the page about pilots will show and lack, pilot by pilot."""

from typing import Any

import pandas as pd

from data.commands.coverage import Cover, PageCover
from data.contract.pilot_tables import PILOT_DOMAINS, PILOT_TABLES

# Usual variation is drawn from as many periods as this before the start (tests hold it to the finding's own).
FEWEST_FOR_LIMITS = 6
_WORDS = {
    "pilot_uptake": "uptake",
    "pilot_capture": "how complete its records are",
    "pilot_spend": "spend",
    "pilot_receivers": "receiving services",
}
_COSTS = "what setting up and one more contact cost"


def pilots(cover: Cover) -> PageCover:
    """Each pilot that is declared: what is told of it, and what is not."""
    page = PageCover("pilots")
    declared = cover.dataset.optional("pilots")
    if declared is None or declared.empty:
        page.lacks.append("pilots: there is no table 'pilots'")
        return page
    page.shows.append(f"pilots: {len(declared):,}")
    told = {name: cover.dataset.optional(name) for name in PILOT_TABLES if name != "pilots"}
    for pilot in declared.to_dict("records"):
        own = {name: _own(table, pilot["pilot_id"]) for name, table in told.items()}
        has, lacks = _figures(cover, pilot)
        for more_has, more_lacks in (_expected(own["pilot_expectations"]), _kept(own), _surveyed(own["pilot_survey"])):
            has, lacks = has + more_has, lacks + more_lacks
        page.shows.append(f"{pilot['name']}: {', '.join(has)}")
        if lacks:
            page.lacks.append(f"{pilot['name']}: {', '.join(lacks)}")
    return page


def _own(table: pd.DataFrame | None, pilot_id: str) -> pd.DataFrame:
    """The rows of one pilot; an empty table where there is none."""
    return pd.DataFrame() if table is None else table[table["pilot_id"] == pilot_id]


def _figures(cover: Cover, pilot: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Its neighbourhoods, its comparators, and the figures of its indicator before and after its start."""
    here, others = (_codes(pilot[column]) for column in ("area_codes", "comparators"))
    has, lacks = [_count(len(here), "neighbourhood")], []
    if len(others) < 2:
        lacks.append(f"comparators: it takes two and has {len(others)}")
    else:
        has.append(_count(len(others), "comparator"))
    if pilot["indicator_id"] not in cover.dataset.indicators:
        return has, [*lacks, f"its indicator {pilot['indicator_id']}"]
    rows = cover.dataset.observations(pilot["indicator_id"], level="neighbourhood", areas=here)
    shown = rows[rows["status"] == "ok"]
    # A period that holds the start is of neither side.
    before = shown.loc[shown["period_end"] < pilot["start"], "period_end"].nunique()
    after = shown.loc[shown["period_start"] >= pilot["start"], "period_end"].nunique()
    name = cover.dataset.indicators[pilot["indicator_id"]].short_name
    for count, side in ((before, "before its start"), (after, "after its start")):
        if count:
            has.append(f"{name} in {_count(count, 'period')} {side}")
        else:
            lacks.append(f"figures of {name} {side}")
    if 0 < before < FEWEST_FOR_LIMITS:
        lacks.append(f"control limits from before its start: it takes {FEWEST_FOR_LIMITS} periods")
    return has, lacks


def _expected(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    if rows.empty:
        return [], ["what is expected of it"]
    without = [each for each in PILOT_DOMAINS if each not in set(rows["domain"]) and each != "team"]
    has = [_count(len(rows), "expectation")]
    return has, [f"an expectation in: {', '.join(without)}"] if without else []


def _kept(own: dict[str, pd.DataFrame]) -> tuple[list[str], list[str]]:
    """Tables that are there or not, each with how many periods."""
    has = [
        f"{words} ({_count(own[name]['period_end'].nunique(), 'period')})"
        for name, words in _WORDS.items()
        if len(own[name])
    ]
    lacks = [words for name, words in _WORDS.items() if own[name].empty]
    (lacks if own["pilot_costs"].empty else has).append(_COSTS)
    return has, lacks


def _surveyed(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    has, lacks = [], []
    for who, words in (("staff", "its team"), ("people", "the people it serves")):
        own = rows[rows["respondents"] == who] if len(rows) else rows
        waves = own["wave_date"].nunique() if len(own) else 0
        shown = own.loc[own["status"] == "ok", "wave_date"].nunique() if len(own) else 0
        if not waves:
            lacks.append(f"a survey of {words}")
            continue
        has.append(f"{_count(waves, 'wave')} of a survey of {words}")
        if shown < 2:
            hidden = " the others are hidden" if shown < waves else ""
            lacks.append(f"change in what {words} said: {_count(shown, 'wave')} shown{',' + hidden if hidden else ''}")
    return has, lacks


def _codes(joined: str) -> list[str]:
    return [code for code in joined.split(";") if code]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

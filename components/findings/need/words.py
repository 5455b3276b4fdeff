"""What the findings about need say alike: how need was counted, what is not known, and where it comes from."""

import pandas as pd

from components.findings.need.case import DOUBT, NeedCase
from components.findings.need.predictors import BY_CODE
from components.findings.need.scenario import CAPS, NeedScenario
from components.findings.question import Question
from components.style.numbers import number
from data.contract.indicator import Indicator

RELATIVE = (
    "Relative to this board only: 1 is the need for each person of all its neighbourhoods together, not England's, and two "
    "boards cannot be compared."
)
OPEN_WEIGHTS = (
    "The weights are illustrative, a choice to be argued over in the room: no study gives them, and they change who is "
    "short."
)
_UNSEEN = "Need that nobody has recorded is not counted: where diagnosis is hard to get, need looks low."


def basis_words(scenario: NeedScenario) -> str:
    """How need was counted, in a few words that end a sentence."""
    return "NHS weighted populations" if scenario.basis == "nhs" else "the illustrative weights set here"


def weights_words(scenario: NeedScenario) -> str:
    """The weights in words, e.g. 'Aged 65+ 3, Deprivation 2'."""
    if scenario.basis == "nhs":
        return "NHS weighted populations"
    return ", ".join(f"{BY_CODE[code].short} {number(weight)}" for code, weight in scenario.weights if weight)


def cap_words(scenario: NeedScenario) -> str:
    """The cap in words."""
    return "none" if scenario.basis == "nhs" else CAPS[scenario.cap]


def need_notice(case: NeedCase, scenario: NeedScenario) -> str:
    """What must be read beside any picture of need: whose weights, relative to what, and which predictors are absent."""
    if scenario.basis == "nhs":
        return f"{RELATIVE} {case.weighted_by}: NHS weighted populations of {case.period}, added up from practices."
    absent = case.levels.lacking
    told = f" Not in this dataset, so not in the index: {', '.join(absent)}." if absent else ""
    return OPEN_WEIGHTS + told


def need_caveats(case: NeedCase, scenario: NeedScenario) -> tuple[str, ...]:
    """Notes on request: where every predictor is from, what the cap does, and what the resource counts."""
    notes = [_UNSEEN]
    if scenario.basis == "mix":
        told = [f"{BY_CODE[code].name}: {case.levels.basis[code]}" for code in case.contribution.columns]
        notes += [f"{'; '.join(told)}. People: {case.levels.people_basis}. {RELATIVE}"]
        if scenario.cap:
            notes += [
                f"No neighbourhood counts for more than {CAPS[scenario.cap]} the whole area's level on one predictor."
            ]
    if case.resource is not None:
        notes += [each for each in (case.resource.indicator.caveat,) if each]
    return tuple(notes)


def left_out(rows: pd.DataFrame, column: str) -> str:
    """How many neighbourhoods are left out, in words; '' when none."""
    absent = int(rows[column].isna().sum())
    if not absent:
        return ""
    return f"{number(absent)} of {number(len(rows))} neighbourhoods lack a predictor or the resource and are left out."


def need_source(question: Question, indicator: Indicator | None = None) -> str:
    """The source line: the resource's own where there is one, and every predictor's on the Methods page."""
    first = f"{indicator.source}; " if indicator is not None else ""
    return question.sourced(f"{first}need from each predictor's own source, as on the Methods page")


def need_names(case: NeedCase, *more: str) -> tuple[str, ...]:
    """Phrases whose numbers are names or settings."""
    settings = tuple(each.short for each in BY_CODE.values())
    resource = (case.resource.what, case.resource.unit.suffix, case.resource.period) if case.resource else ()
    return (*case.rows["name"], *settings, *resource, case.period, number(DOUBT), *more)


def ranks_told(low: float, high: float) -> str:
    """A range of ranks for a cell, '' where there is none."""
    if pd.isna(low):
        return ""
    return number(low) if low == high else f"{number(low)} to {number(high)}"

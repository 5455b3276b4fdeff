"""Words that every finding about monthly returns shares: sources, caveats, and the names of groups and months."""

from collections.abc import Sequence

import pandas as pd

from data.returns.monthly_return import Return, own_label

QUESTION = "Are our monthly returns complete, and what do they say?"
HEADINGS = {"age": "By age", "ethnic_group": "By ethnic group", "deprivation_quintile": "By deprivation quintile"}
LOCAL_COHORT = (
    "Each place defines its own cohort, so places must not be compared with one another: a place is held against its own "
    "earlier months."
)
REGRESSION = (
    "People picked for high use would use less later even with no help at all (regression to the mean). A fall after a "
    "cohort was picked is no effect by itself: look for what happened to people like them who were not picked."
)
REPEATED = (
    "The intervals take each event by itself. Where the same people have several, chance moves the figures more than the "
    "intervals say."
)
_ENDS = {"1": "1 (most deprived)", "5": "5 (least deprived)"}


def source(returns: Sequence[Return]) -> str:
    """Where the figures come from, and that they are invented where they are."""
    synthetic = any(each.synthetic for each in returns)
    return "Source: monthly returns of the NNHIP template." + (
        " Synthetic returns: no real place or people." if synthetic else ""
    )


def short_month(month: pd.Timestamp) -> str:
    """'Mar 26'."""
    return f"{month:%b %y}"


def group_name(dimension: str, label: str) -> str:
    """What a part is called, without the heading above it: '18-19', 'White', '1 (most deprived)'."""
    name = own_label(dimension, label) or "Everyone"
    name = "Not known" if name.casefold() == "not known" else name
    return _ENDS.get(name, name) if dimension == "deprivation_quintile" else name.replace("-", "–")


WRITING_QUESTION = "How do we send a return that is filled in correctly?"
WRITING_HEADLINE = "Take a month away as a filled template"
WRITING_WORDS = (
    "Numbers from 1 to 5 become *, and enough others that none can be worked out; a 0 that stood for a hidden number becomes "
    "* too. Nothing else of the template changes, but the rate of a hidden number reads * and not 0. Totals that disagree "
    "with their parts are written as they stand: only the place can say which is right."
)

"""Published counts that cannot be, left out and told; and those that a person should look at, told."""

import pandas as pd

from data.contract.vocabulary import TOTAL
from data.sources.definitions import Definitions
from data.sources.outliers import SECTION, tell_outliers
from data.sources.report import BuildReport

_COUNTS = ["numerator", "denominator"]
_PLACE = ["indicator_id", "area_type", "area_code", "period_end"]
# Publishers round counts to the nearest five at most.
_ROUNDING = 5
_TOLD = 3


def without_impossible(counts: pd.DataFrame, definitions: Definitions, report: BuildReport) -> pd.DataFrame:
    """The counts, with those that cannot be as missing: below nought, or more people counted than there are."""
    shares = _of_people(counts, definitions)
    below = (counts[_COUNTS] < 0).any(axis=1)
    above = shares & (counts["numerator"] > counts["denominator"])
    _tell(counts[below], "a count below nought: taken as not collected", report)
    _tell(counts[above & ~below], "more people counted than there are: taken as not collected", report)
    wrong = below | above
    numbers = [name for name in (*_COUNTS, "value", "lower", "upper") if name in counts]
    counts = counts.assign(status=counts["status"].mask(wrong, "missing"))
    counts[numbers] = counts[numbers].mask(wrong)
    return counts


def tell_doubtful(counts: pd.DataFrame, definitions: Definitions, report: BuildReport) -> None:
    """Tell of counts of people that are not whole, and of groups that are larger than everyone together."""
    tell_outliers(counts, _of_people(counts, definitions), report)
    parted = _of_people(counts, definitions) & (counts[_COUNTS] % 1 > 0).any(axis=1)
    _tell(counts[parted], "a count of people that is not a whole number: kept as published", report)
    everyone = counts[counts["dimension"] == TOTAL].drop_duplicates(_PLACE)[[*_PLACE, *_COUNTS]]
    groups = counts[counts["dimension"] != TOTAL].merge(everyone, on=_PLACE, suffixes=("", "_everyone"))
    larger = pd.Series(False, index=groups.index)
    for name in _COUNTS:
        larger |= groups[name] > groups[f"{name}_everyone"] + _ROUNDING
    _tell(groups[larger], "a group with more people than everyone together: kept as published", report)


def _of_people(counts: pd.DataFrame, definitions: Definitions) -> pd.Series:
    """Which rows count people out of people."""
    return definitions.kinds(counts["indicator_id"], "proportion")


def _tell(rows: pd.DataFrame, what: str, report: BuildReport) -> None:
    for (indicator, source), found in rows.groupby(["indicator_id", "source"]):
        first = ", ".join(f"{row.area_code} to {row.period_end:%b %Y}" for row in found.head(_TOLD).itertuples())
        more = ", …" if len(found) > _TOLD else ""
        report.line(SECTION, f"{indicator} in {source}: {what}; {len(found):,} rows ({first}{more})")

"""What a dataset gives for everyone together only: no group can be compared, but the board can see where it stands."""

from dataclasses import dataclass, replace

import pandas as pd

from components.findings.brief.against_country import AGAINST_WORDS, against_country
from components.findings.finding import Finding, nothing_to_show
from components.findings.indicator_gaps import dimension_for
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.values import unit_of, with_values
from components.style.numbers import Unit, number, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import DOMAIN_LABELS, DOMAINS

QUESTION = "What do we know for everyone together, but not by group?"


@dataclass(frozen=True)
class EveryoneValue:
    """An indicator's newest value for everyone in the area in focus, and England's of the same period where given.

    `error` and `country_error` are the standard errors of a survey's figures, NaN where people were counted and not asked.
    `against` is 'worse', 'better' or 'similar', '' where that cannot be said (see `against_country`).
    """

    indicator: Indicator
    unit: Unit
    period: str
    value: float
    country: float | None
    error: float = float("nan")
    country_error: float = float("nan")
    against: str = ""

    @property
    def value_words(self) -> str:
        """The value with its unit."""
        return with_unit(self.value, self.unit)

    @property
    def country_words(self) -> str:
        """England's value with its unit; '' where it is not given."""
        return "" if self.country is None else with_unit(self.country, self.unit)


def everyone_only(question: Question) -> list[EveryoneValue]:
    """Judged indicators that have no gap in the area in focus, by domain: those of a domain with no gap at all come first.

    Within a domain, those on which the area is clearly worse than England come first.
    """
    judged = [code for code, each in question.dataset.indicators.items() if each.judged]
    without = [code for code in judged if dimension_for(question, code) is None]
    told = {question.dataset.indicators[code].domain for code in judged if code not in without}
    if not without:
        return []
    country = list(question.dataset.areas("country").index)
    rows = question.dataset.observations(without, areas=[question.selection.area, *country])
    found = [
        value
        for code, part in rows.groupby(rows["indicator_id"].astype(str))
        if (value := _newest(question, part, question.dataset.indicators[code])) is not None
    ]
    names = list(question.dataset.indicators)
    return sorted(
        _judged(found),
        key=lambda each: (
            each.indicator.domain in told,
            DOMAINS.index(each.indicator.domain),
            each.against != "worse",
            names.index(each.indicator.id),
        ),
    )


def _judged(found: list[EveryoneValue]) -> list[EveryoneValue]:
    against = against_country(
        [each.value for each in found],
        [each.error for each in found],
        [float("nan") if each.country is None else each.country for each in found],
        [each.country_error for each in found],
        [each.indicator.higher_is_better for each in found],
    )
    return [replace(each, against=standing) for each, standing in zip(found, against, strict=True)]


def _newest(question: Question, rows: pd.DataFrame, indicator: Indicator) -> EveryoneValue | None:
    valued = with_values(rows, indicator)
    valued = valued[valued["value"].notna()]
    here = valued[valued["area_code"] == question.selection.area].sort_values("period_end")
    if here.empty:
        return None
    row = here.iloc[-1]
    country = valued[(valued["level"] == "country") & (valued["period_end"] == row["period_end"])]
    # A count of everyone has no chance of having asked others; a published share of those asked has.
    asked = indicator.value_type == "survey_share"
    return EveryoneValue(
        indicator=indicator,
        unit=unit_of(indicator, float(row["value"])),
        period=period_label(row["period_start"], row["period_end"]),
        value=float(row["value"]),
        country=float(country["value"].iloc[0]) if len(country) else None,
        error=float(row["se"]) if asked else float("nan"),
        country_error=float(country["se"].iloc[0]) if asked and len(country) else float("nan"),
    )


def everyone_only_finding(question: Question) -> Finding:
    """Those values as one table, with how many there are and what would be needed to compare groups."""
    found = everyone_only(question)
    if not found:
        why = f"Every indicator here is given by {question.dimension.phrase}."
        return nothing_to_show("brief_everyone", QUESTION, why, method="gap")
    every = len(found)
    one = every == 1
    return Finding(
        id="brief_everyone",
        question=QUESTION,
        headline=f"{number(every)} indicator{' is' if one else 's are'} given for everyone together only{_standing(found)}",
        sentence=(
            f"Who fares worst on {'it' if one else 'them'} cannot be told from this dataset: that would take the same "
            f"figures by {question.dimension.phrase}."
        ),
        table=_table(found),
        how_to_read=(
            "Each is the newest value for everyone in the area, beside England's of the same period where it is loaded. "
            "Those that people were asked in a survey are judged against England, with at most 5% of what is called clear "
            "being chance, all taken together; counts of everyone are shown beside England's and not judged: how far boards "
            "differ anyway is not known from two of them. An average can hide a gap."
        ),
        method="gap",
        source=question.synthetic_note.strip() or "Source: as named where each indicator is looked at.",
        period="newest period of each indicator",
        names=tuple(each.indicator.short_name for each in found),
    )


def _standing(found: list[EveryoneValue]) -> str:
    """On how many the area is clearly worse and better than England, where any could be judged."""
    against = [each.against for each in found]
    if not any(against):
        return ""
    worse, better = against.count("worse"), against.count("better")
    if not worse and not better:
        return ": none clearly different from England"
    return f": clearly worse than England on {number(worse)}, better on {number(better)}"


def _table(found: list[EveryoneValue]) -> Table:
    rows = [
        {
            "domain": DOMAIN_LABELS[each.indicator.domain],
            "indicator": each.indicator.short_name,
            "value": each.value_words,
            "country": each.country_words or "not loaded",
            "against": AGAINST_WORDS[each.against] or ("not judged" if each.country_words else ""),
            "period": each.period,
        }
        for each in found
    ]
    heads = {
        "domain": "Domain",
        "indicator": "Indicator",
        "value": "Everyone here",
        "country": "England",
        "against": "Against England",
        "period": "Period",
    }
    together = {"domain": "All", "indicator": f"{number(len(found))} given for everyone only"}
    frame = pd.DataFrame([*rows, together | {"against": _standing(found).removeprefix(": ")}])
    return Table(tuple(Column(key, label) for key, label in heads.items()), frame.fillna(""))

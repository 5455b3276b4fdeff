"""Where is it worst? Areas ranked with their intervals, each against the whole area."""

import pandas as pd

from components.charts.ranking import ranking
from components.findings.age_words import areas_notice
from components.findings.finding import Finding, nothing_to_show
from components.findings.outside import outside_neighbourhoods, with_outside_notice
from components.findings.question import Question
from components.findings.ranked_areas import judged_rows, ranked_areas, whole_area_value
from components.findings.standing import adverse_words, side_of, stand_apart_words, stands_apart, stands_out
from components.findings.table import Column, Table, with_row
from components.findings.wording import hidden_words, named
from components.style.numbers import COUNT, HIDDEN, NOT_COLLECTED, PERCENT, number, short, with_unit
from data.contract.indicator import Indicator

QUESTION = "Where is it worst?"
_ABSENT = {"suppressed": HIDDEN, "missing": NOT_COLLECTED}
_UNTOLD = "no interval: cannot tell"

# A tie of more is told by its number.
_NAMED = 3


def ranking_finding(question: Question) -> Finding:
    """Neighbourhoods from worst to best, each with its interval, its rank's interval and its standing."""
    rows = ranked_areas(question)
    unit, indicator = question.unit, question.indicator
    shown = rows[rows["value"].notna()]
    if shown.empty:
        why = f"{named(question)} is not given for neighbourhoods in {question.period or 'any period'}."
        return nothing_to_show("where_ranking", QUESTION, why, method="funnel", source=question.source)
    comparator = whole_area_value(question)
    headline, sentence = _ranking_words(question, shown, comparator)
    marks = "▼ (worse) or ▲ (better)" if indicator.judged else "↑ (higher) or ↓ (lower)"
    return Finding(
        id="where_ranking",
        question=_asked(indicator),
        headline=headline,
        sentence=sentence,
        table=_ranking_table(question, rows),
        how_to_read=(
            f"{'Worst' if indicator.judged else 'Highest'} at the top. A mark {marks} means further from the whole area's "
            "value, which holds it too, than chance would take one of its size; a doubled mark, further even than "
            "neighbourhoods differ anyway: it stands apart. Of all marks about 1 in 20 may be false. ● means no different "
            "beyond chance. The rank range says between which places the true rank lies: where ranges overlap, do not read "
            "the order as fact."
        ),
        method="funnel",
        source=question.source,
        period=question.period,
        figure=ranking(
            rows.reset_index(names="code").assign(
                absent=lambda found: found["status"].map(_ABSENT),
                focus=lambda found: found["code"] == question.selection.area,
            ),
            unit=unit,
            reference=comparator,
            reference_words=f"whole area: {short(comparator, unit)}" if comparator is not None else "",
        ),
        notice=with_outside_notice(areas_notice(question), question.dataset),
        hidden=hidden_words(rows),
        caveats=tuple(each for each in (indicator.caveat, question.dataset.manifest.neighbourhood_basis) if each),
        names=(*question.names, *rows["name"]),
    )


def _asked(indicator: Indicator) -> str:
    """What the ranking answers: its headline names the area at the end that comes first."""
    if indicator.judged:
        return QUESTION
    return "Where is it lowest?" if indicator.higher_is_better else "Where is it highest?"


def _ranking_words(question: Question, shown: pd.DataFrame, comparator: float | None) -> tuple[str, str]:
    indicator, unit = question.indicator, question.unit
    worst, best = shown.iloc[0], shown.iloc[-1]
    extreme = "lowest" if indicator.higher_is_better else "highest"
    most = short(worst["value"], unit)
    alike = shown[shown["value"].map(lambda value: short(value, unit)) == most]
    if len(alike) == len(shown) > 1:
        headline = f"{indicator.short_name}: the same in all {number(len(shown))} neighbourhoods, {most}"
        range_words = f"Every neighbourhood is at {with_unit(worst['value'], unit)}"
    else:
        headline = f"{indicator.short_name}: {extreme} in {_tied(list(alike['name']))}, {most}"
        range_words = f"Neighbourhoods run from {most} to {with_unit(best['value'], unit)}"
    if comparator is None:
        return headline, range_words + "."
    judged = shown[judged_rows(shown)]
    if question.selection.area in shown.index:
        first = headline.removeprefix(f"{indicator.short_name}: ")
        range_words = f"{first[0].upper()}{first[1:]}. {range_words}"
        headline = _focus_headline(
            question, shown.loc[question.selection.area], told=question.selection.area in judged.index
        )
    opening = f"{range_words}; the whole area is at {short(comparator, unit)}."
    if judged.empty:
        return headline, (
            f"{opening} These figures come without intervals, so we cannot tell which differences are more than chance."
        )
    n_worse = int(stands_out(judged["standing"], indicator).sum())
    n_apart = int(stands_apart(judged["standing"], indicator).sum())
    return headline, (
        f"{opening} {number(n_worse)} of {number(len(judged))} {'is' if n_worse == 1 else 'are'} clearly "
        f"{adverse_words(indicator)} than that. {stand_apart_words(n_apart)}"
    )


def _focus_headline(question: Question, row: pd.Series, *, told: bool) -> str:
    """The neighbourhood in focus, and how it stands to the whole area where that can be told."""
    side = side_of(row["standing"])
    stands = "no clear difference from the whole area" if side == "similar" else f"clearly {side} than the whole area"
    against = f", {stands}" if told else ""
    return f"{question.indicator.short_name} in {row['name']}: {short(row['value'], question.unit)}{against}"


def _tied(names: list[str]) -> str:
    """The neighbourhoods that share the extreme value as it is shown: up to three by name."""
    if len(names) > _NAMED:
        return f"{names[0]} and {number(len(names) - 1)} others alike"
    return " and ".join(names)


def _ranking_table(question: Question, rows: pd.DataFrame) -> Table:
    unit = question.unit
    total = question.values(areas=[question.dataset.area_code])
    total = total.assign(name=question.dataset.area_name(question.dataset.area_code) + " (whole area)", standing="")
    judged = judged_rows(rows)
    counts = rows["standing"].where(judged, "")
    counts = counts.mask(rows["value"].notna() & ~judged, _UNTOLD)
    frame = pd.concat([rows.assign(standing=counts), total], ignore_index=True)
    for each in outside_neighbourhoods(question.dataset):
        frame = with_row(frame, name=each.label, standing=f"not ranked: {each.people_words}", status="not_applicable")
    frame["rank_range"] = [
        f"{number(low)} to {number(high)}" if pd.notna(low) else ""
        for low, high in zip(frame["rank_lower"], frame["rank_upper"], strict=True)
    ]
    worse = int(stands_out(counts, question.indicator).sum())
    if judged.any():
        frame = with_row(
            frame,
            name=f"Neighbourhoods clearly {adverse_words(question.indicator)} than the whole area",
            standing=f"{number(worse)} of {number(int(judged.sum()))}",
            status="not_applicable",
        )
        frame = with_row(
            frame,
            name="… and apart from how neighbourhoods differ anyway",
            standing=number(int(stands_apart(counts, question.indicator).sum())),
            status="not_applicable",
        )
    return Table(
        (
            Column("name", "Neighbourhood"),
            Column("value", f"Value ({unit.axis})", unit),
            Column("lower", "Lower 95% limit", unit),
            Column("upper", "Upper 95% limit", unit),
            Column("rank_range", "Rank range (1 = best)"),
            Column("standing", "Compared with the whole area"),
            Column("deprived_share", "Residents in the most deprived national fifth (%)", PERCENT),
            Column("denominator", f"Out of: {question.indicator.population_noun}", COUNT),
        ),
        frame,
    )

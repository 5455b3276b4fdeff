"""Everyone's value in one area, period by period, with the limits of its usual variation where they can be told."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from components.findings.question import Question
from components.findings.targets import Aim
from components.findings.trend_series import periods_of, with_absent
from components.findings.usual_variation import FEWEST_FOR_LIMITS
from components.measures.change.control_chart import ControlChart, assured, control_chart


@dataclass(frozen=True)
class EveryoneSeries:
    """`periods` as `periods_of` gives them; `numbers` a value a period: `value`, `lower`, `upper`, `se`, NaN where not shown.

    `chart` is None where usual variation cannot be told. `breaks` are the labels of the first periods of a new series, with
    the reason. `since` is the place of the first period of the newest part. `higher_is_better` None: neither is better.
    """

    periods: pd.DataFrame
    numbers: dict[str, np.ndarray]
    status: np.ndarray
    chart: ControlChart | None
    breaks: tuple[tuple[str, str], ...]
    since: int
    higher_is_better: bool | None

    @property
    def shown(self) -> np.ndarray:
        """The places of the periods that show a value."""
        return np.flatnonzero(~np.isnan(self.numbers["value"]))

    @property
    def newest_end(self) -> date:
        """The last day of the newest period that shows a value."""
        newest: date = self.periods["period_end"].iloc[self.shown[-1]].date()
        return newest

    @property
    def span(self) -> str:
        """The first and the last period."""
        labels = self.periods["label"]
        return labels.iloc[0] if len(labels) == 1 else f"{labels.iloc[0]} to {labels.iloc[-1]}"

    @property
    def points_since_break(self) -> int:
        """How many periods of the newest part show a value."""
        return int((self.shown >= self.since).sum())

    @property
    def overlapping(self) -> bool:
        """Whether some periods share months with others."""
        return not self.periods["separate"].all()


def everyone_series(question: Question, rows: pd.DataFrame) -> EveryoneSeries:
    """The series of `rows`: everyone in one area in every period, as `Question.values` gives them."""
    periods = with_absent(periods_of(rows))
    placed = rows.drop_duplicates("period_end").set_index("period_end").reindex(periods["period_end"])
    numbers = {name: placed[name].to_numpy(float) for name in ("value", "lower", "upper", "se")}
    places = _break_places(question, periods)
    higher = question.indicator.higher_is_better if question.indicator.judged else None
    chart = None
    if np.isfinite(numbers["value"]).sum() >= FEWEST_FOR_LIMITS and periods["separate"].all():
        found = control_chart(numbers["value"], rebase_at=list(places), higher_is_better=higher, allow_memory=True)
        chart = found if found.reason == "" else None
    return EveryoneSeries(
        periods=periods,
        numbers=numbers,
        status=placed["status"].astype(object).fillna("missing").to_numpy(object),
        chart=chart,
        breaks=tuple((periods["label"].iloc[place], why) for place, why in places.items()),
        since=max(places, default=0),
        higher_is_better=higher,
    )


def _break_places(question: Question, periods: pd.DataFrame) -> dict[int, str]:
    """The place of the first period of each new part of the series, with the reason."""
    found = {}
    for each in question.indicator.rebases:
        later = np.flatnonzero((periods["period_start"] >= pd.Timestamp(each.at)).to_numpy())
        if len(later) and later[0] > 0:
            found[int(later[0])] = each.why
    return found


def assurance(series: EveryoneSeries, aim: Aim) -> str:
    """Where a target lies to the newest limits: 'consistently met', 'consistently missed', 'hit and miss' or ''."""
    if series.chart is None or series.higher_is_better is None:
        return ""
    return str(assured(series.chart.lower[-1], series.chart.upper[-1], aim.value, series.higher_is_better))

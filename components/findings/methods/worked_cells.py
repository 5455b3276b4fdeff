"""The counts of the selected groups with what is hidden or unknown beside them, for the examples about both."""

from dataclasses import dataclass

import numpy as np

from components.findings.gaps import furthest_groups
from components.findings.question import Question
from components.measures.bounds.completions import Completions, completions, published_ranges
from data.contract.vocabulary import TOTAL, UNKNOWN


@dataclass(frozen=True, eq=False)
class HiddenCells:
    """Counts and people of known groups (groups,), which counts are hidden, and the (events, people) of unknown group.

    `ends` are the places of the two groups compared, both shown. Shown counts are within `rounding` of the true ones;
    hidden ones may be any.
    """

    names: tuple[str, ...]
    events: np.ndarray
    people: np.ndarray
    hidden: np.ndarray
    unknown: tuple[float, float]
    ends: tuple[int, int]
    higher_is_better: bool
    rounding: int = 0

    def ranges(self) -> tuple[np.ndarray, np.ndarray]:
        """The range in which each group's true count lies."""
        low, high = published_ranges(
            self.events, self.people, hidden=self.hidden, hidden_from=0, rounding=self.rounding
        )
        return low, np.minimum(high, self.people)

    def completions(self) -> Completions:
        """Every way the full data could be."""
        events, people = self.unknown
        return completions(*self.ranges(), self.people, unknown_people=people, unknown_lower=events)


def hidden_cells(question: Question) -> HiddenCells | None:
    """The selection's cells; None where nothing is hidden or unknown, or the two groups compared are not both shown."""
    if question.selection.by == TOTAL or question.indicator.value_type != "proportion":
        return None
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    pair = furthest_groups(rows, question.dimension, higher_is_better=question.indicator.higher_is_better)
    known = rows[rows["group"].isin(question.dimension.known_groups) & (rows["denominator"] > 0)]
    known = known[known["numerator"].notna() | (known["status"] == "suppressed")]
    shown = set(known.loc[known["numerator"].notna(), "group"])
    unknown = rows[(rows["group"] == UNKNOWN) & rows["numerator"].notna() & (rows["denominator"] > 0)]
    hidden = known["numerator"].isna().to_numpy()
    if pair is None or not shown.issuperset(pair) or (unknown.empty and not hidden.any()):
        return None
    rule, codes = question.dataset.manifest.disclosure, list(known["group"])
    return HiddenCells(
        names=tuple(question.dimension.label_of(code) for code in codes),
        events=known["numerator"].to_numpy(float).round(),
        people=known["denominator"].to_numpy(float).round(),
        hidden=hidden,
        unknown=(float(unknown["numerator"].round().sum()), float(unknown["denominator"].round().sum())),
        ends=(codes.index(pair[0]), codes.index(pair[1])),
        higher_is_better=question.indicator.higher_is_better,
        rounding=rule.rounded_to // 2,
    )

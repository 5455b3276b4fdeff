"""What every finding about one selected indicator starts from: its definition, unit, labels, source and caveats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR
from components.findings.fifths_by import OF_PRACTICES, definition_of, dimension_of, published_dimension, rows_by
from components.findings.going_on import ended_words, listed_name
from components.findings.group_values import group_values
from components.findings.kept import keep_later, kept, kept_with_dataset
from components.findings.repeat_events import REPEAT_WORDS, bunched
from components.findings.selection import FOCUS_LEVELS, Selection, widest_level
from components.findings.values import typical_value, unit_of, with_values
from components.style.numbers import Unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import NONE, TOTAL, Dimension
from data.dataset.dataset import Dataset

# What the source of an invented figure says of itself.
_INVENTED = "Synthetic data"
# Which rows are wanted: level, areas, dimension, second dimension, and whether of all periods.
_Asked = tuple[str | None, tuple[str, ...] | None, str, str, bool]
_CELL = 8


@dataclass(frozen=True)
class Question:
    """One indicator, one dimension, one period and one area of one dataset, with the words to talk about them.

    What is kept with the dataset is no `cached_property`: up to Python 3.11 those hold a lock that all questions share, and
    who waits in one for what another works out would hold that other up for ever.
    """

    dataset: Dataset
    selection: Selection

    @property
    def indicator(self) -> Indicator:
        """The selected indicator's definition."""
        return self.dataset.indicators[self.selection.indicator]

    @property
    def dimension(self) -> Dimension:
        """The selected dimension."""
        return dimension_of(self.dataset, self.selection.by)

    @property
    def area_name(self) -> str:
        """Name of the area in focus."""
        return self.dataset.area_name(self.selection.area)

    @property
    def is_whole_area(self) -> bool:
        """Whether the focus is the whole area, and not a part of it."""
        return self.selection.area == self.dataset.area_code

    @property
    def subject(self) -> str:
        """What a headline is about: the indicator, and the area where it is not the whole."""
        return listed_name(self.indicator) + ("" if self.is_whole_area else f" in {self.area_name}")

    @cached_property
    def area_level(self) -> str:
        """Level of the area in focus."""
        return self.dataset.level_of(self.selection.area)

    @property
    def period_end(self) -> pd.Timestamp:
        """The last day of the selected period."""
        return pd.Timestamp(self.selection.period)

    @cached_property
    def period(self) -> str:
        """The selected period's name."""
        level = widest_level(self.dataset, self.indicator.id)
        by = self.selection.by
        # Fifths of another definition are given when their small areas are.
        other = definition_of(by)
        level, by = (other.level, TOTAL) if other else (level, by)
        found = self.dataset.periods(self.indicator.id, level=level, dimension=by)
        match = found[found["period_end"] == self.period_end]
        return period_label(match["period_start"].iloc[0], self.period_end) if len(match) else ""

    @property
    def unit(self) -> Unit:
        """How this indicator's values are written everywhere: settled by its values in the widest areas that have any."""
        asked = self.selection
        return _unit_of(self.dataset, Selection(asked.indicator, TOTAL, asked.period, "", adjusted=asked.adjusted))

    def given_level(self, by: str) -> str:
        """The widest level that has a value by a dimension at the selected period: the whole area where none has."""
        shown = (each for each in FOCUS_LEVELS if self.values(level=each, by=by)["value"].notna().any())
        return next(shown, FOCUS_LEVELS[0])

    @property
    def source(self) -> str:
        """The source line shown under every picture."""
        return self.sourced(self.indicator.source)

    def sourced(self, words: str) -> str:
        """The source line of these words: that figures are invented is said once, whether or not the words say it."""
        if self.synthetic_note and _INVENTED in words:
            return (
                f"Source: {words}, not a real place." if words == _INVENTED else f"Source: {words}. Not a real place."
            )
        return f"Source: {words}.{self.synthetic_note}"

    @property
    def hidden_to(self) -> int:
        """The greatest count that the dataset's rule hides; 0 where it hides none."""
        return self.dataset.manifest.disclosure.hidden_to

    @property
    def synthetic_note(self) -> str:
        """What follows a source where the dataset is invented; '' where it is not."""
        return f" {_INVENTED}: not a real place." if self.dataset.manifest.synthetic else ""

    @property
    def notice(self) -> str:
        """What is to be read with every picture: what is grouped, where it is not people themselves, and a series' end."""
        basis = self.dimension.basis if published_dimension(self.dimension.code) == OF_PRACTICES else ""
        return " ".join(each for each in (ended_words(self.indicator), basis) if each)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What must be said beside any figure of this indicator by this dimension."""
        basis = "" if self.dimension.basis in self.notice else self.dimension.basis
        repeats = REPEAT_WORDS if bunched(self.indicator) else ""
        return tuple(each for each in (basis, self.indicator.caveat, repeats) if each)

    @property
    def names(self) -> tuple[str, ...]:
        """Phrases whose numbers are part of a name ('under 5s', 'stage 1 or 2') and need no cell in a table."""
        each = self.indicator
        return (
            each.name,
            each.short_name,
            each.event_noun,
            each.population_noun,
            each.predicate,
            self.unit.suffix,
            "95%",
            "99.8%",
            self.area_name,
            self.indicator.ended,
            *self._declared_words,
        )

    @property
    def _declared_words(self) -> tuple[str, ...]:
        """What a dimension of the dataset's own and its groups are called: a number may be part of it ('3 or more')."""
        if self.dimension.code not in self.dataset.manifest.own_dimensions:
            return ()
        each = self.dimension
        return (each.label, each.phrase, *each.short_groups.values(), *each.groups.values(), *each.phrases.values())

    def values(
        self,
        *,
        level: str | None = None,
        areas: Sequence[str] | None = None,
        by: str = TOTAL,
        by_2: str = NONE,
        all_periods: bool = False,
    ) -> pd.DataFrame:
        """Rows of this indicator with values and intervals, at the selected period unless all are asked for.

        Worked out once and shared by every finding of every question about this indicator: never change what it returns.
        """
        asked = (level, tuple(areas) if areas is not None else None, by, by_2, all_periods)
        return _values_of(self.dataset, _what_values_depend_on(self.selection, all_periods=all_periods), asked)

    @property
    def groups(self) -> pd.DataFrame:
        """The groups of the area in focus at the selected period: what is said to be beyond chance rests on these.

        The columns are those of `values` and of `group_values`: limits and `se` allow for how the areas beneath differ,
        where their counts are given. Never change it.
        """
        return _groups_of(self.dataset, _what_groups_depend_on(self.selection))

    @property
    def _group_rows(self) -> pd.DataFrame:
        return _group_rows_of(self.dataset, _what_groups_depend_on(self.selection))

    @property
    def for_age(self) -> bool:
        """Whether the groups of the area in focus are adjusted for age."""
        # The groups have the rows' own factors: where they are kept, nothing is read.
        rows = self.groups if groups_kept(self.dataset, self.selection) else self._group_rows
        return bool(np.isfinite(rows[FACTOR].to_numpy(float)).any())

    @property
    def value_heading(self) -> str:
        """The heading of a column of the groups' values."""
        return f"Value ({self.unit.axis}{', adjusted for age' if self.for_age else ''})"

    def _rows(
        self, level: str | None, areas: Sequence[str] | None, by: str, by_2: str, all_periods: bool
    ) -> pd.DataFrame:
        return rows_by(
            self.dataset,
            self.indicator.id,
            adjusted=self.selection.for_age,
            level=level,
            areas=areas,
            dimension=by,
            dimension_2=by_2,
            period_ends=None if all_periods or not self.selection.period else [self.period_end],
        )


def _what_groups_depend_on(selection: Selection) -> Selection:
    """The selection without what is no matter to the groups of its area: many findings ask for the same groups."""
    asked = selection
    return Selection(asked.indicator, asked.by, asked.period, asked.area, adjusted=asked.adjusted)


def _what_values_depend_on(selection: Selection, *, all_periods: bool) -> Selection:
    """The selection without what is no matter to the values of its indicator."""
    return Selection(selection.indicator, "", "" if all_periods else selection.period, "", adjusted=selection.adjusted)


@kept_with_dataset
def _values_of(dataset: Dataset, selection: Selection, asked: _Asked) -> pd.DataFrame:
    return with_values(Question(dataset, selection)._rows(*asked), dataset.indicators[selection.indicator])


def groups_kept(dataset: Dataset, selection: Selection) -> bool:
    """Whether `groups` of a question have been worked out."""
    return kept(_groups_of, dataset, _what_groups_depend_on(selection))


def keep_groups(dataset: Dataset, groups: pd.DataFrame, of: Mapping[Selection, np.ndarray]) -> None:
    """Keep `groups` of many questions that have been worked out together: which rows are each selection's."""
    for selection, rows in of.items():
        keep_later(
            _groups_of,
            dataset,
            _what_groups_depend_on(selection),
            find=partial(_cut_out, groups, rows),
            size=_CELL * len(rows) * len(groups.columns),
        )


def _cut_out(groups: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    return groups.take(rows).reset_index(drop=True)


@kept_with_dataset
def _groups_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    known = {selection.indicator: dataset.indicators[selection.indicator]}
    rows, level = _group_rows_of(dataset, selection), dataset.level_of(selection.area)
    return group_values(dataset, rows, known, level, dimension_of(dataset, selection.by))


@kept_with_dataset
def _group_rows_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    return Question(dataset, selection)._rows(None, (selection.area,), selection.by, NONE, False)


@kept_with_dataset
def _unit_of(dataset: Dataset, selection: Selection) -> Unit:
    question = Question(dataset, selection)
    # Some figures are published for groups only: then those of the first way of grouping settle how all are written.
    ways = (TOTAL, *sorted(dataset.dimensions(selection.indicator, level=FOCUS_LEVELS[0])))
    given = (question.values(level=question.given_level(by), by=by) for by in ways)
    return unit_of(question.indicator, next((size for rows in given if (size := typical_value(rows))), 0.0))

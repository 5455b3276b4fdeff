"""How the people behind an indicator behave: the true pattern from which its counts are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

SHAPES = {
    # How much of the difference between the ends is felt in each fifth, most deprived first, then unknown.
    "linear": (1.0, 0.75, 0.5, 0.25, 0.0, 0.5),
    "bottom": (1.0, 0.22, 0.12, 0.06, 0.0, 0.3),
    "top": (1.0, 0.94, 0.88, 0.78, 0.0, 0.8),
    "none": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}


@dataclass(frozen=True)
class Behaviour:
    """The true pattern of one indicator, on the scale of log odds (proportions) or log rates.

    `base` is the proportion, or the events per person a year, of the average resident; `share` the part of all
    registered people who are counted in the denominator each quarter (each year when `yearly`). `deprived` is how far
    the most deprived fifth lies from the least, and `shape` how that difference is spread over the fifths;
    `by_group` shifts one ethnic group, broad or detailed; `trend` is the change a year; `season` the winter rise.
    A denominator that is `fresh` is drawn anew each quarter (respondents, appointments), not carried (a register).
    `ages` and `female` split the denominator; their tilts shift the numerator. No `ages`: not given by age.
    `younger_deprived` is how much younger people are the more deprived their fifth; 0: no ages of groups are known.
    """

    base: float
    share: float
    deprived: float = 0.0
    shape: str = "linear"
    by_group: Mapping[str, float] = field(default_factory=dict)
    unknown: float = 0.0
    trend: float = 0.0
    season: float = 0.0
    fresh: bool = False
    yearly: bool = False
    share_deprived: float = 0.0
    share_older: float = 0.0
    ages: Mapping[str, float] = field(default_factory=dict)
    age_tilt: Mapping[str, float] = field(default_factory=dict)
    younger_deprived: float = 0.0
    female: float | None = 0.505
    female_tilt: float = 0.0
    between: float = 0.1
    local: float = 0.14
    by_practice: bool = False
    by_ethnicity: bool = True

    def over_time(self, value_type: str) -> str:
        """How a year's counts come from its quarters': added up where they are counted anew, the last of a register."""
        if self.yearly:
            return ""
        return "sum" if self.fresh or value_type == "rate" else "end"

    @property
    def gradient(self) -> np.ndarray:
        """The shift of each fifth, 1 to 5 and then unknown (6,), centred so that `base` stays the average."""
        felt = np.array(SHAPES[self.shape])
        return np.asarray(self.deprived * (felt - felt[:5].mean()))

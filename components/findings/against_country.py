"""Is everyone in an area clearly worse or better than England? Asked of survey figures, published with their limits."""

import numpy as np
import numpy.typing as npt

from components.measures.spread.false_discovery import flagged, two_sided_p

# Symbol and words for each answer; '' is for figures of whole populations, which no chance of being asked is about.
AGAINST_WORDS = {
    "worse": "▼ clearly worse than England",
    "better": "▲ clearly better than England",
    "similar": "● no clear difference from England",
    "": "",
}


def against_country(
    value: npt.ArrayLike, error: npt.ArrayLike, country: npt.ArrayLike, country_error: npt.ArrayLike,
    higher_is_better: npt.ArrayLike,
) -> list[str]:  # fmt: skip
    """For each indicator 'worse', 'better' or 'similar', and '' where either value or its standard error is NaN.

    All arrays (indicators,), values and errors in the same units. At most 5% of those said to differ are false
    (Benjamini–Hochberg over all of them). The area's own people are part of the country: that the two go together makes the
    true error smaller than the one taken here, so the answer errs towards 'similar'.
    """
    away = np.asarray(value, dtype=float) - np.asarray(country, dtype=float)
    together = np.hypot(np.asarray(error, dtype=float), np.asarray(country_error, dtype=float))
    chance = two_sided_p(away, np.where(together > 0, together, np.nan))
    better = (away > 0) == np.asarray(higher_is_better, dtype=bool)
    words = np.where(flagged(chance), np.where(better, "better", "worse"), "similar")
    return [str(each) for each in np.where(np.isnan(chance), "", words)]

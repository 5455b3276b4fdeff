"""What its ages alone would make of a group's value: the factor between a value and the same value adjusted for age.

A value divided by its factor is the indirectly standardised one: observed over expected, times the value of everyone. So its
interval, and whatever is worked out from the areas beneath it, need only its denominator multiplied by the factor: as many
people of everyone's ages as would be expected to have the same events.
Source: Breslow & Day, Statistical Methods in Cancer Research II, IARC 1987, ch. 2 (indirect standardisation).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import positions


def age_factor(people: npt.ArrayLike, rates: npt.ArrayLike, standard: npt.ArrayLike) -> np.ndarray:
    """How many times everyone's value a group's would be if only its ages were different: Σ p·r / Σ P·r.

    people: (..., age bands), counts of each group; standard: (age bands,), those of everyone; rates: (age bands,), value by
    age in any unit. p and P are shares of all ages. A band without a rate must hold nobody, else there is no factor.
    NaN where a count is not known, nobody is counted, or no events are expected.
    Errors: ValueError for shapes that do not fit, and for negative or infinite numbers.
    Example: rates 0.1 and 0.3, everyone half and half, a group of 80 younger and 20 older: 0.14 / 0.2 = 0.7.
    """
    n, whole, rate = (np.asarray(each, dtype=float) for each in (people, standard, rates))
    if whole.ndim != 1 or rate.shape != whole.shape or n.shape[-1:] != whole.shape:
        raise ValueError(
            f"found shapes {n.shape}, {rate.shape} and {whole.shape}, expected (..., bands), (bands,), (bands,)"
        )
    for name, counts in (("people", n), ("standard", whole), ("rates", rate)):
        wrong = (counts < 0) | np.isinf(counts)
        if wrong.any():
            raise ValueError(f"{name}: found negative or infinite at {positions(wrong)}, expected 0 or more")
    ours, all_of_us = _expected(n, rate), _expected(whole, rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = ours / all_of_us
    return np.where(np.isfinite(found) & (found > 0), found, np.nan)


def _expected(people: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """The value that these ages would give; NaN where that cannot be known."""
    events = np.where(np.isnan(rate) & (people == 0), 0.0, people * rate).sum(axis=-1)
    everyone = people.sum(axis=-1)
    return np.asarray(np.where(everyone > 0, events / np.where(everyone > 0, everyone, 1.0), np.nan))

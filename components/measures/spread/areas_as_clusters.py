"""How sure a group's value is when its areas differ among themselves: the group as a ratio over areas.

A group's value is the sum of its areas' counts over the sum of their denominators. Counting people alone says how sure it
is only where every area has the same true value. Otherwise the areas are what was drawn, and the variance comes from how
far each area's count lies from what the group's value would give it.
Sources: Cochran, Sampling Techniques, 3rd ed., 1977, ch. 6 (linearised ratio); Bell & McCaffrey, Survey Methodology
2002;28:169 (leverage); Cameron & Miller, J Human Resources 2015;50:317 (few clusters).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier, student_multiplier
from components.measures.result import positions


@dataclass(frozen=True, eq=False)
class OverAreas:
    """What the areas beneath say of each group's value.

    error        float (..., groups); standard error of the value, in events per person; NaN where fewer than two areas
    freedom      float (..., groups); degrees of freedom that go with it, at least 1; NaN where error is
    correlation  float (..., groups, groups); between the groups' errors, since one area may hold several groups; 1 on the
                 diagonal, 0 where either has no error
    areas        int (..., groups); areas with both counts
    """

    error: np.ndarray
    freedom: np.ndarray
    correlation: np.ndarray
    areas: np.ndarray


def over_areas(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, *, whole: npt.ArrayLike | None = None
) -> OverAreas:
    """Standard errors of the groups' values from their areas, and how those errors go together.

    numerator, denominator: (..., areas, groups) counts; NaN where an area has none of the group or its count is hidden.
    whole: (..., groups) people of the group in all areas, those with hidden counts included; they are taken to differ as
    the others do, so that error² is multiplied by the share of people whose areas are shown. None: all are shown.

    With y = Σx/Σn over the areas and h = n/Σn: error² = Σ (x − y·n)² / (1 − h) / (Σn)², which for areas of one size is
    the sample variance over the number of areas. Degrees of freedom: 1/Σh² − 1, the number of areas less one where they
    are of one size and fewer where a few areas hold most of the people.
    Errors: ValueError for shapes that differ, and negative or infinite counts.
    Example: 10, 20 and 30 of 100 each: y = 0.2, error² = (0.01 + 0 + 0.01) / 2 / 3 = 0.0577², 2 degrees of freedom.
    """
    x, n = _counts(numerator, denominator)
    shown = ~np.isnan(x) & (n > 0)
    x, n = np.where(shown, x, 0.0), np.where(shown, n, 0.0)
    people = n.sum(axis=-2)
    enough = shown.sum(axis=-2) > 1
    total = np.where(people > 0, people, 1.0)
    share = n / total[..., None, :]
    left = np.where(share < 1, 1 - share, 1.0)
    residual = (x - (x.sum(axis=-2) / total)[..., None, :] * n) / (total[..., None, :] * np.sqrt(left))
    residual = residual * np.sqrt(_coverage(people, whole))[..., None, :]
    covariance = np.swapaxes(residual, -1, -2) @ residual
    error = np.sqrt(np.einsum("...gg->...g", covariance))
    square = np.where(enough, (share**2).sum(axis=-2), 1.0)
    return OverAreas(
        error=np.where(enough, error, np.nan),
        freedom=np.where(enough, np.maximum(1 / square - 1, 1.0), np.nan),
        correlation=_correlation(covariance, error),
        areas=shown.sum(axis=-2),
    )


def design_effect(
    areas: OverAreas, sampling_error: npt.ArrayLike, *, confidence: float = 0.95, most: float = 1e6
) -> np.ndarray:
    """By how much the areas make the variance of each group's value larger than counting alone says; never below 1.

    sampling_error: (..., groups), in events per person. The square of (t · error) over (z · sampling error), so that an
    interval made with z for counts divided by it is as wide as one with t from the areas; 1 where no error is known.
    Source: Kish, Survey Sampling, 1965 (effective sample size).
    Example: error 0.0577 with 2 degrees of freedom against 0.023 from counting: (4.303 · 0.0577)² / (1.96 · 0.023)² = 30.
    """
    sampling = np.asarray(sampling_error, dtype=float)
    wide = student_multiplier(confidence, areas.freedom) * areas.error
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (wide / (normal_multiplier(confidence) * sampling)) ** 2
    return np.where(np.isfinite(found), np.clip(found, 1.0, most), 1.0)


def shared_correlation(areas: OverAreas, effect: npt.ArrayLike) -> np.ndarray:
    """How far groups' errors go together when only what areas add to the counting of people is shared, (..., groups, groups).

    effect: (..., groups), from `design_effect`. Two groups of one area are counted apart, whatever they share besides: the
    correlation is at most sqrt((1 − 1/effect) (1 − 1/effect')), so that no difference or slope of groups becomes surer than
    counting makes it. Errors: ValueError for an effect below 1.
    Example: correlation 1 and effects of 4 and 4: 0.75.
    """
    effect = np.asarray(effect, dtype=float)
    if (effect < 1).any():
        raise ValueError(f"effect: found below 1 at {positions(effect < 1)}, expected 1 or more")
    added = np.sqrt(1 - 1 / effect)
    most = added[..., :, None] * added[..., None, :]
    found = np.clip(areas.correlation, -most, most)
    return np.where(np.eye(effect.shape[-1], dtype=bool), 1.0, found)


def _counts(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, n = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    if x.shape != n.shape or x.ndim < 2:
        raise ValueError(f"found shapes {x.shape} and {n.shape}, expected one shape that ends in areas, groups")
    for name, counts in (("numerator", x), ("denominator", n)):
        wrong = (counts < 0) | np.isinf(counts)
        if wrong.any():
            raise ValueError(f"{name}: found a negative or infinite count at {positions(wrong)}, expected 0 or more")
    return x, n


def _coverage(people: np.ndarray, whole: npt.ArrayLike | None) -> np.ndarray:
    """Share of the group's people whose areas are shown; 1 where the whole is not known."""
    if whole is None:
        return np.ones_like(people)
    whole = np.asarray(whole, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = people / whole
    return np.where(np.isfinite(share), np.minimum(share, 1.0), 1.0)


def _correlation(covariance: np.ndarray, error: np.ndarray) -> np.ndarray:
    together = error[..., :, None] * error[..., None, :]
    found = np.where(together > 0, covariance / np.where(together > 0, together, 1.0), 0.0)
    own = np.eye(error.shape[-1], dtype=bool)
    return np.where(own, 1.0, np.clip(found, -1.0, 1.0))

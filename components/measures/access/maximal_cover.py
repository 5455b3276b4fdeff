"""Where to put k more sites so that most people have one within reach: the maximal covering location problem.

Source: Church R and ReVelle C, Papers of the Regional Science Association 1974;32:101. Solved to proven optimality by
HiGHS through scipy; points that the same sites reach are added up first, which changes nothing but the size. One
site alone is found by trying every one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass(frozen=True, eq=False)
class Cover:
    """The best k sites, first the one that adds most, then the one that adds most to it, and so on.

    sites   places of the chosen sites among those offered; fewer than k where more would add nobody
    gains   the weight each adds, in that order; `gain` is their sum
    covered (points,) whether each point is now within reach, of these or of what was there already
    """

    sites: tuple[int, ...]
    gains: tuple[float, ...]
    covered: np.ndarray

    @property
    def gain(self) -> float:
        """The weight that all of them add."""
        return float(sum(self.gains))


def single_gains(reach: npt.ArrayLike, weight: npt.ArrayLike, already: npt.ArrayLike | None = None) -> np.ndarray:
    """What each site alone would add, (sites,): the weight of the points it reaches that nothing reaches already.

    Arguments and errors as `maximal_cover`. Example: reach [[1, 0], [1, 1]], weight [2, 3] gives 5 and 3.
    """
    reach, weight, already = _checked(reach, weight, already)
    return np.asarray((weight * ~already) @ reach)


def maximal_cover(reach: npt.ArrayLike, weight: npt.ArrayLike, k: int, already: npt.ArrayLike | None = None) -> Cover:
    """The k sites that bring most weight within reach, exactly.

    Maximise sum_i w_i y_i over y_i <= sum_j a_ij x_j, sum_j x_j <= k, x_j in {0, 1}, 0 <= y_i <= 1.
    reach: bool (points, sites), a_ij; weight: (points,), 0 or more; already: bool (points,), within reach today.
    Errors: ValueError for shapes that do not fit, negative weights and k under 1; ArithmeticError if it is not solved.
    Example: three equal points, sites reaching {0, 1}, {1, 2} and {2}: k = 1 gives 2 points, k = 2 gives all three.
    """
    reach, weight, already = _checked(reach, weight, already)
    if k < 1:
        raise ValueError(f"k: found {k}, expected 1 or more")
    open_points = ~already & (weight > 0) & reach.any(axis=1)
    if not open_points.any():
        return Cover((), (), already)
    if k == 1:
        return _in_order(np.array([np.argmax((weight * ~already) @ reach)]), reach, weight, already)
    return _in_order(_solved(reach, weight, k, open_points), reach, weight, already)


def _solved(reach: np.ndarray, weight: np.ndarray, k: int, open_points: np.ndarray) -> np.ndarray:
    """Places of the chosen sites, by integer programming over the points that are not reached yet."""
    patterns, group = np.unique(reach[open_points], axis=0, return_inverse=True)
    people = np.bincount(group.ravel(), weights=weight[open_points], minlength=len(patterns))
    n_points, n_sites = patterns.shape
    unit = people.sum()
    within = sparse.hstack([sparse.csr_array(-patterns.astype(float)), sparse.eye_array(n_points)])
    number = sparse.csr_array(np.concatenate([np.ones(n_sites), np.zeros(n_points)])[None, :])
    found = milp(
        np.concatenate([np.zeros(n_sites), -people / unit]),
        integrality=np.concatenate([np.ones(n_sites), np.zeros(n_points)]),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(within, -np.inf, 0), LinearConstraint(number, 0, k)],
        options={"mip_rel_gap": 0.0},
    )
    if found.status != 0:
        raise ArithmeticError(f"the covering problem was not solved: {found.message}")
    return np.flatnonzero(found.x[:n_sites] > 0.5)


def _in_order(chosen: np.ndarray, reach: np.ndarray, weight: np.ndarray, already: np.ndarray) -> Cover:
    """The chosen sites by what each adds to those before it; any that adds nothing is left out."""
    left, covered, sites, gains = [int(each) for each in chosen], already, [], []
    while left:
        adds = (weight * ~covered) @ reach[:, left]
        best = int(np.argmax(adds))
        if not adds[best] > 0:
            break
        gains.append(float(adds[best]))
        sites.append(left.pop(best))
        covered = covered | reach[:, sites[-1]]
    return Cover(tuple(sites), tuple(gains), covered)


def _checked(
    reach: npt.ArrayLike, weight: npt.ArrayLike, already: npt.ArrayLike | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    reach, weight = np.asarray(reach, dtype=bool), np.asarray(weight, dtype=float)
    already = np.zeros(weight.shape, dtype=bool) if already is None else np.asarray(already, dtype=bool)
    if reach.ndim != 2 or weight.shape != reach.shape[:1] or already.shape != weight.shape:
        raise ValueError(f"found shapes {reach.shape}, {weight.shape} and {already.shape}; expected points by sites")
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise ValueError("weight: found a number that is not finite or below 0, expected people or 0")
    return reach, weight, already

"""Ranges by adding up alone: worked by hand, and the same as linear programmes find wherever they claim to be sure."""

import numpy as np
import pytest
from scipy.optimize import linprog

from data.disclosure.ranges import Ranges, ranges
from data.disclosure.sums import Sums, sums_of

INF = np.inf
NO_PAIRS = np.zeros((0, 2), dtype=int)


def _ranges(ends: list[tuple[float, float]], sums: list[tuple[int, list[int]]], pairs: np.ndarray = NO_PAIRS) -> Ranges:
    least, most = np.array(ends, dtype=float).T
    return ranges(least, most, sums_of(sums), pairs)


def test_two_hidden_parts_share_what_the_total_leaves():
    found = _ranges([(20, 20), (8, 8), (0, INF), (1, INF)], [(0, [1, 2, 3])])
    assert found.least.tolist() == [20, 8, 0, 1]
    assert found.most.tolist() == [20, 8, 11, 12]
    assert found.sure.all()
    assert found.fit is True


def test_a_hidden_total_carries_from_one_dimension_to_another():
    # 7 and a part by age; by sex 3 and 9: the Total is 12, and the part 5.
    found = _ranges([(0, INF), (7, 7), (0, INF), (3, 3), (9, 9)], [(0, [1, 2]), (0, [3, 4])])
    assert (found.least[0], found.most[0]) == (12, 12)
    assert (found.least[2], found.most[2]) == (5, 5)
    assert found.fit is True


def test_a_part_is_never_more_than_its_whole():
    found = _ranges([(2, INF), (0, 6)], [], np.array([[0, 1]]))
    assert found.most.tolist() == [6, 6]
    assert found.least.tolist() == [2, 2]
    assert found.sure.all()


def test_sums_that_contradict_one_another_fit_nothing():
    assert _ranges([(10, 10), (7, 7), (4, INF)], [(0, [1, 2])]).fit is False


def test_a_circle_is_left_to_a_programme():
    # Four hidden cells of a square, whose rows and columns all add up: no end is sure.
    shown = [(10, 10), (10, 10), (10, 10), (10, 10)]
    square = [(4, [0, 1]), (5, [2, 3]), (6, [0, 2]), (7, [1, 3])]
    found = _ranges([(0, INF)] * 4 + shown, square)
    assert found.sure.tolist() == [False] * 4 + [True] * 4
    assert found.fit is None


def _by_programme(least: np.ndarray, most: np.ndarray, sums: Sums, cell: int) -> tuple[float, float]:
    ends = []
    for sign in (1.0, -1.0):
        aim = np.zeros(len(least))
        aim[cell] = sign
        answer = linprog(
            aim,
            A_eq=sums.matrix(len(least)),
            b_eq=np.zeros(len(sums)),
            bounds=np.column_stack([least, most]),
        )
        ends.append(answer.fun * sign if answer.status == 0 else INF)
    return ends[0], ends[1]


@pytest.mark.parametrize("seed", range(6))
def test_sure_ends_are_those_of_linear_programmes(seed):
    random = np.random.default_rng(seed)
    age, sex = random.integers(0, 9, 6), random.integers(0, 9, 3)
    age[0] += max(sex.sum() - age.sum(), 0)
    sex[0] += age.sum() - sex.sum()
    # A Total by age and by sex; the first age group is the sum of two more.
    counts = np.concatenate([[age.sum()], age, sex, [age[0] // 2, age[0] - age[0] // 2]]).astype(float)
    sums = sums_of([(0, [1, 2, 3, 4, 5, 6]), (0, [7, 8, 9]), (1, [10, 11])])
    hidden = random.random(len(counts)) < 0.5
    least, most = np.where(hidden, 0.0, counts), np.where(hidden, INF, counts)
    found = ranges(least, most, sums, NO_PAIRS)
    assert found.fit is True
    for cell in range(len(counts)):
        low, high = _by_programme(least, most, sums, cell)
        assert found.least[cell] == pytest.approx(low, abs=1e-6)
        assert found.most[cell] == pytest.approx(high, abs=1e-6)

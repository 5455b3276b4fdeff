"""Continuity of care and life expectancy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.people.continuity import (
    bice_boxerman,
    contacts_by_clinician,
    herfindahl,
    own_patient_ratio,
    secon,
    slicc,
    upc,
)
from components.measures.values.life_expectancy import BAND_STARTS, life_expectancy
from components.measures.values.mean import mean_of

DEATHS = [17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937]
PEOPLE = [
    7060,
    35059,
    46974,
    48489,
    43219,
    38561,
    46009,
    57208,
    61435,
    55601,
    50209,
    56416,
    46411,
    39820,
    37978,
    37039,
    33288,
    23306,
    11936,
    11936,
]


def contacts(visits: str, seats: int = 10):
    return [ord(letter) - 65 for letter in visits] + [-1] * (seats - len(visits))


# --- continuity ---------------------------------------------------------------------------------------------------------


def test_the_published_worked_list():
    """Sidaway-Lee et al., BJGP 2023;73:279, table 2, GP A: mean UPC 0.56, mean COC 0.32, SLICC 53.7%."""
    visits = ["A", "AA", "AB", "AAB", "ABC", "AABB", "AABC", "AAABBB", "AAAABBBB", "AAAABCDE"]
    sequence = np.array([contacts(visit) for visit in visits])
    counts = contacts_by_clinician(sequence, 5)
    assert round(float(mean_of(upc(counts).estimate).estimate), 2) == 0.56
    assert round(float(mean_of(bice_boxerman(counts).estimate).estimate), 2) == 0.32
    assert round(float(slicc(counts[:, 0].sum(), counts.sum()).estimate), 3) == 0.537
    assert secon(sequence).estimate[1:4] == pytest.approx([1, 0, 0.5])


def test_only_secon_depends_on_the_order():
    one, other = (np.array(contacts(visit)) for visit in ("ABABAB", "AAABBB"))
    for function in (upc, bice_boxerman, herfindahl):
        counts = [contacts_by_clinician(part, 2) for part in (one, other)]
        assert float(function(counts[0]).estimate) == float(function(counts[1]).estimate)
    assert float(secon(one).estimate) == 0
    assert float(secon(other).estimate) == pytest.approx(0.8)


def test_too_few_contacts_and_hidden_numbers():
    assert "fewer than 2" in str(upc([1, 0]).reason)
    assert "fewer than 3" in str(upc([1, 1], minimum_contacts=3).reason)
    assert float(herfindahl([1, 0]).estimate) == 1
    assert "hidden" in str(upc([3, np.nan]).reason)
    assert "fewer than 2" in str(secon([0, -1, np.nan]).reason)
    assert float(secon([0, np.nan, 0, 1]).estimate) == 0.5
    assert int(upc([3, 1]).groups_used) == 4
    assert not upc([3, 1]).has_interval


def test_wrong_contacts_are_refused():
    with pytest.raises(ValueError, match="contacts"):
        upc([-1, 2])
    with pytest.raises(ValueError, match="minimum_contacts"):
        upc([1, 2], minimum_contacts=0)
    with pytest.raises(ValueError, match="minimum_contacts"):
        bice_boxerman([1, 2], minimum_contacts=1)
    with pytest.raises(ValueError, match="sequence"):
        secon([0.5, 1])
    with pytest.raises(ValueError, match="clinician"):
        contacts_by_clinician([0, 5], 3)
    with pytest.raises(ValueError, match="numerator"):
        own_patient_ratio(5, 3)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.randoms())
def test_continuity_stays_between_zero_and_one_and_ignores_names(counts, random):
    shuffled = list(counts)
    random.shuffle(shuffled)
    for function in (upc, bice_boxerman, herfindahl):
        found = function(counts)
        if found.defined:
            assert 0 <= found.estimate <= 1
            assert float(function([*shuffled, 0]).estimate) == pytest.approx(float(found.estimate))
    if sum(counts) >= 2:
        assert upc(counts).estimate >= herfindahl(counts).estimate - 1e-12
        assert herfindahl(counts).estimate >= bice_boxerman(counts).estimate - 1e-12


def test_one_clinician_throughout_is_full_continuity():
    for found in (upc([7, 0]), bice_boxerman([7, 0]), herfindahl([7, 0]), secon([4] * 7)):
        assert float(found.estimate) == 1


# --- life expectancy ----------------------------------------------------------------------------------------------------


def test_life_expectancy_against_phe():
    """PHEindicatormethods 2.1.0, phe_life_expectancy, documentation example."""
    found = life_expectancy(DEATHS, PEOPLE)
    assert found.estimate[[0, 1, 19]] == pytest.approx([80.16960813, 79.36245674, 6.16210635], rel=1e-8)
    assert found.lower[[0, 19]] == pytest.approx([79.88269, 5.887688], rel=1e-6)
    assert found.upper[[0, 19]] == pytest.approx([80.45653, 6.436524], rel=1e-6)
    assert found.groups_used.tolist() == [20] * 20


def test_a_constant_hazard_lives_for_its_inverse():
    """With one small death rate at every age, expectation is 1 / rate up to the width of the bands."""
    people = np.full(20, 100_000.0)
    found = life_expectancy(people * 0.01, people)
    assert found.estimate == pytest.approx(np.full(20, 100.0), rel=0.003)


def test_life_expectancy_interval_covers_the_truth():
    rates, people = np.array(DEATHS) / np.array(PEOPLE), np.array(PEOPLE) / 20
    truth = life_expectancy(np.array(DEATHS) / 20, people).estimate[0]
    drawn = np.random.default_rng(24).poisson(rates * people, (4000, 20))
    found = life_expectancy(drawn, people)
    covered = (found.lower[:, 0] <= truth) & (found.upper[:, 0] >= truth)
    assert 0.93 <= covered[found.defined[:, 0]].mean() <= 0.97


def test_life_expectancy_edges():
    def with_last(deaths, people):
        return life_expectancy([*DEATHS[:-1], deaths], [*PEOPLE[:-1], people])

    assert "nobody died in the oldest" in with_last(0, 11936).reason[0]
    assert "no population" in with_last(0, 0).reason[0]
    assert "hidden" in with_last(np.nan, 11936).reason[0]
    small = life_expectancy(np.array(DEATHS) / 1000, np.array(PEOPLE) / 1000)
    assert "fewer than 5,000" in small.reason[0]
    assert life_expectancy(np.array(DEATHS) / 1000, np.array(PEOPLE) / 1000, minimum_population=0).defined.all()
    zero = life_expectancy([0] * 10 + DEATHS[10:], PEOPLE)
    assert zero.estimate[0] > 80.5
    assert zero.has_interval.all()
    with pytest.raises(ValueError, match="deaths"):
        with_last(12_000, 11_936)
    with pytest.raises(ValueError, match="band"):
        life_expectancy(DEATHS[:5], PEOPLE[:5])
    with pytest.raises(ValueError, match="rise from 0"):
        life_expectancy(DEATHS, PEOPLE, band_starts=BAND_STARTS[::-1])
    wiped = life_expectancy([*DEATHS[:-2], 6000, 1937], PEOPLE)
    assert "nobody would live" in wiped.reason[0]

"""Inside or between: the split is exact, chance is taken out, and one side is called larger only where it is."""

import numpy as np
import pytest

from components.findings.compare.split import Part, Split, split_finding
from components.findings.selection import dimensions_offered
from components.measures.spread.theil import chance_parts, theil_split
from tests.findings.asking import ask
from tests.findings.finding_faults import faults


def test_the_planted_gap_is_found_inside_neighbourhoods(demo):
    # 95% of the true counts, before anything was hidden and rounded.
    found = split_finding(ask(demo, "nhs_health_check"))
    assert found.headline.startswith("NHS Health Check taken up: most of the inequality is inside neighbourhoods, 94%")
    assert "aim inside every one" in found.sentence
    assert found.unsupported_numbers() == []


def test_by_hand_between(small):
    # Fifths of a neighbourhood are 2 points apart at most; neighbourhoods run from 6% to 20%.
    found = split_finding(ask(small, "smoking"))
    assert "is between neighbourhoods" in found.headline
    frame = found.table.frame.set_index("label")["index"].dropna()
    shown = found.table.frame.dropna(subset="denominator")
    parents = np.repeat(np.arange(6), 5)
    expected = theil_split(shown["value"].to_numpy(float), np.full(30, 200.0), parents)
    assert frame["Inequality seen (Theil’s index × 1,000)"] == pytest.approx(float(expected.total.estimate), rel=1e-9)
    taken_out = frame["of it, what chance alone would make"]
    inside, between = (
        frame["Inside neighbourhoods, chance taken out"],
        frame["Between neighbourhoods, chance taken out"],
    )
    assert inside + between + taken_out == pytest.approx(float(expected.total.estimate), rel=1e-9)


@pytest.mark.parametrize(
    ("between", "within", "chance", "inside", "larger"),
    [
        ((10, 8, 12), (30, 28, 32), 5, 0.75, "inside"),
        ((30, 28, 32), (10, 8, 12), 5, 0.25, "between"),
        ((10, 5, 15), (12, 7, 17), 5, 12 / 22, ""),
        # An estimate of nothing is not known to be nothing.
        ((10, 8, 12), (-1, -2, 1), 5, 0.004, "between"),
        # Chance would make over half of what is seen.
        ((3, 1, 5), (3, 1, 5), 7, None, ""),
        ((-1, -2, 0), (-1, -2, 0), 1, None, ""),
    ],
)
def test_what_may_be_said(between, within, chance, inside, larger):
    seen = max(between[0] + within[0] + chance, 1)
    found = Split(seen, chance, Part(*between), Part(*within))
    assert found.inside == (pytest.approx(inside) if inside is not None else None)
    assert found.larger == larger


def test_chance_alone_is_what_a_simulation_makes():
    rng = np.random.default_rng(20261121)
    value, error = np.array([10, 14, 20, 30, 12, 18, 25, 33.0]), np.array([1.5, 1.8, 2.2, 2.7, 1.7, 2.1, 2.5, 2.9])
    people, parents = np.array([5, 4, 3, 2, 6, 7, 8, 9.0]), np.repeat([0, 1], 4)
    drawn = theil_split(value + error * rng.standard_normal((100_000, 8)), people, parents)
    true, added = theil_split(value, people, parents), chance_parts(value, people, parents, error)
    assert drawn.between.estimate.mean() - true.between.estimate == pytest.approx(float(added.between), rel=0.06)
    assert drawn.within.estimate.mean() - true.within.estimate == pytest.approx(float(added.within), rel=0.03)


def test_chance_alone_by_hand():
    added = chance_parts(np.full(10, 20.0), np.ones(10), np.arange(10), np.full(10, 2.0))
    assert float(added.between) == pytest.approx(500 * 0.01 * (1 - 0.1), rel=1e-12)
    assert float(added.within) == pytest.approx(0, abs=1e-12)


def test_small_areas_stand_in_where_there_are_no_groups(demo):
    found = split_finding(ask(demo, "smoking", "ethnic_group_18", period="2026-03-31"))
    assert found.table.columns[1].label == "Small area"
    assert found.unsupported_numbers() == []


def test_the_picture_has_a_row_a_neighbourhood_and_names_the_compared(small):
    figure = split_finding(ask(small, "smoking", areas=("N1", "N4"))).figure
    assert list(figure.layout.yaxis.ticktext) == [
        "<b>Ashdown</b>",
        "Birchwood",
        "Cedar Hill",
        "<b>Dale End</b>",
        "Elmfield",
        "Firs",
    ]
    texts = " ".join(each.text for each in figure.layout.annotations)
    assert "between them" in texts


def test_groups_without_an_order_are_told_apart_without_colour(demo):
    figure = split_finding(ask(demo, "smoking", "ethnic_group")).figure
    dots = figure.data[0]
    assert len(set(dots.marker.symbol)) == len(set(dots.marker.color)) == 5
    (key,) = [each.text for each in figure.layout.annotations if "everyone in a neighbourhood" in each.text]
    assert all(name in key for name in ("Asian", "Black", "Mixed", "White", "Other"))


def test_what_cannot_be_split_is_said(small):
    for indicator in ("screening", "vaccinated", "wait"):
        found = split_finding(ask(small, indicator))
        assert found.verdict == "cannot tell"
        assert "So we cannot tell how much lies inside" in found.sentence


@pytest.mark.parametrize("offset", range(2))
def test_every_indicator_and_dimension_of_the_demo(demo, offset):
    wrong = {}
    for code in list(demo.indicators)[offset::2]:
        for by in dimensions_offered(demo, code) or ["total"]:
            wrong[code, by] = faults(split_finding(ask(demo, code, by)))
    assert {what: each for what, each in wrong.items() if each} == {}

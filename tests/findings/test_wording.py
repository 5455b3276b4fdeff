"""Phrases shared by findings: where the figures are that the whole area has none of, and how their values are written."""

import pandas as pd
import pytest

from components.findings.trend.trend import trend_finding
from components.findings.who.groups import groups_finding
from components.findings.wording import given_for_parts
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import row, small_observations, write_small

FALLS = 1_982.76


@pytest.fixture(scope="module")
def by_place(tmp_path_factory):
    """The small dataset, with the wait given for its places only."""
    folder = tmp_path_factory.mktemp("places") / "small"
    told = small_observations()
    told = told[told["indicator_id"] != "wait"]
    rows = [
        row("wait", place, "place", dimension="sex", group=group, value=value, lower=value - 9, upper=value + 9)
        for place, add in (("P1", 0), ("P2", 300))
        for group, value in (("female", FALLS + add), ("male", 1_467.53 + add))
    ]
    rows += [row("wait", place, "place", value=FALLS, lower=1_900.0, upper=2_050.0) for place in ("P1", "P2")]
    table = pd.concat([told, pd.DataFrame(rows)], ignore_index=True)
    return Dataset.open(write_small(folder, observations=table))


def test_where_figures_are_is_said_when_the_whole_area_has_none(by_place):
    question = ask(by_place, "wait", "sex")
    assert given_for_parts(question) == " Figures are given for North and 1 other place: choose one under Area."
    assert groups_finding(question).sentence.endswith(
        "Figures are given for North and 1 other place: choose one under Area."
    )
    assert trend_finding(question).sentence.endswith("choose one under Area.")
    assert given_for_parts(ask(by_place, "wait", "sex", area="P1")) == ""
    assert given_for_parts(ask(by_place, "smoking")) == ""


def test_values_of_an_indicator_given_for_places_only_are_written_as_their_size_wants(by_place):
    assert ask(by_place, "wait", "sex", area="P1").unit.decimals == 0
    # Of everyone only, which is no way of comparing groups.
    assert ask(by_place, "screening", "total", area="P1").unit.decimals == 1
    alone = ask(by_place, "vaccinated", "total")
    assert (alone.given_level("total"), alone.given_level("sex")) == ("icb", "icb")

"""A neighbourhood's profile: who lives there as counted, the like by hand, and no more called different than is."""

import numpy as np
import pandas as pd
import pytest

from components.findings.profile.against_like import against_like_finding
from components.findings.profile.beside_like import UNTOLD, beside_like, counts
from components.findings.profile.like import like_finding
from components.findings.profile.living import living_finding
from components.findings.profile.overview import _headline, overview_finding, profile_lead
from components.findings.profile.traits import LIKE, like_places, traits
from tests.findings.asking import ask
from tests.findings.finding_faults import faults


@pytest.fixture(scope="module")
def area(demo) -> str:
    return demo.areas("neighbourhood").index[4]


def _asked(demo, area):
    return ask(demo, "smoking", area=area)


def test_who_lives_there_is_what_the_areas_say(demo, area):
    found = living_finding(_asked(demo, area))
    assert faults(found) == []
    here = demo.areas("neighbourhood").loc[area]
    told = found.table.frame.set_index("part")
    assert told.loc["Residents", "people"] == here["population"]
    assert told.loc["In the most deprived fifth of England", "here"] == 100 * here["share_most_deprived_fifth"]
    groups = [f"resident_{each}" for each in ("asian", "black", "mixed", "white", "other")]
    by_group = told[told["trait"] == "Ethnic group"]["here"]
    assert by_group.sum() == pytest.approx(100)
    assert by_group.iloc[0] == pytest.approx(100 * here[groups[0]] / here[groups].sum())
    assert told[told["trait"] == "Age"]["here"].sum() == pytest.approx(100)


def test_the_like_are_the_nearest_by_every_trait_alike(demo, area):
    known = like_places(demo)
    assert known.traits == ("Deprivation", "Age", "Ethnic group", "Crowding")
    codes = list(known.distance.index)
    squared = []
    for each in traits(demo):
        shares = (each.shares if each.is_share else np.log(each.shares)).reindex(codes).to_numpy(float)
        away = ((shares[:, None] - shares[None]) ** 2).sum(axis=-1)
        squared.append(away / away[~np.eye(len(codes), dtype=bool)].mean())
    by_hand = np.sqrt(np.mean(squared, axis=0))[codes.index(area)]
    order = [codes[place] for place in np.argsort(by_hand) if codes[place] != area]
    assert list(known.nearest[area]) == order[:LIKE]
    found = like_finding(_asked(demo, area))
    assert faults(found) == []
    assert found.headline.startswith(f"Most like {demo.area_name(area)}: {demo.area_name(order[0])}, ")
    assert found.table.frame["away"].iloc[1] == pytest.approx(np.sort(by_hand)[1])


def test_the_like_are_pooled_and_the_difference_is_from_them(demo, area):
    found = against_like_finding(_asked(demo, area))
    assert faults(found) == []
    known = like_places(demo)
    each = next(one for one in beside_like(demo, area, False) if one.compared.indicator.id == "long_term_conditions")
    counted = demo.observations("long_term_conditions", level="neighbourhood", dimension="total")
    counted = counted[counted["period_end"] == counted["period_end"].max()].set_index("area_code")
    pooled = counted.loc[list(known.nearest[area])]
    # Published values are rounded as the rule asks, so that the pooled value of counts is near to that of values.
    assert each.like == pytest.approx(100 * pooled["numerator"].sum() / pooled["denominator"].sum(), abs=0.1)
    told = counts(beside_like(demo, area, ask(demo, "smoking").selection.for_age))
    rows = found.table.text
    assert rows[rows["Indicator"] == "Worse, beyond chance"].iloc[0, 3] == str(told["worse"])
    assert told["of"] + sum(not one.compared.indicator.judged for one in beside_like(demo, area, True)) <= len(rows) - 4


def test_the_whole_area_leads_to_a_choice_and_counts_as_each_page_does(demo):
    found = profile_lead(ask(demo, "smoking"))
    assert faults(found) == []
    assert found.id == "profile_overview"
    by_name = found.table.frame.set_index("name")
    for code in demo.areas("neighbourhood").index[:3]:
        told = counts(beside_like(demo, code, ask(demo, "smoking").selection.for_age))
        assert by_name.loc[demo.area_name(code), ["of", "worse", "better"]].to_dict() == {
            name: told[name] for name in ("of", "worse", "better")
        }
    place = demo.areas("place").index[0]
    inside = overview_finding(ask(demo, "smoking", area=place)).table.frame["name"]
    parents = demo.areas("neighbourhood")["parent_code"]
    assert set(inside) == {demo.area_name(code) for code in parents.index[parents == place]}


def test_of_many_that_stand_out_alike_two_are_named_and_the_bars_say_the_rest():
    tied = pd.DataFrame({"name": list("ABCDE"), "worse": [2, 2, 2, 2, 1], "of": 3})
    assert _headline(tied) == "A, B and others stand out most: each worse than those like it on 2"
    assert _headline(tied.iloc[1:]) == "B, C and D stand out most: each worse than those like it on 2"


def test_the_whole_area_is_not_set_beside_itself(demo):
    found = living_finding(ask(demo, "smoking"))
    assert faults(found) == []
    assert found.table.frame["whole"].isna().all()
    assert "whole area" not in found.how_to_read
    rows = found.table.frame.dropna(subset="here").groupby("trait")["here"].idxmax()
    for trait in ("Age", "Ethnic group"):
        assert f"‘{found.table.frame.loc[rows[trait], 'part']}’" in found.sentence
    share = found.table.text.iloc[0, 2]
    assert found.figure.layout.annotations[0].text == f"{share}%"


def test_with_too_few_neighbourhoods_nothing_is_called_like(small):
    area = small.areas("neighbourhood").index[0]
    assert like_places(small) is None
    for find in (against_like_finding, like_finding):
        found = find(ask(small, "smoking", area=area))
        assert found.verdict == "cannot tell"
        assert "It takes 10 neighbourhoods" in found.sentence
    assert beside_like(small, area, False) == ()


def test_a_value_without_limits_is_never_called_different(demo, area):
    for each in beside_like(demo, area, False):
        if np.isnan(each.compared.cells[area].lower):
            assert each.standing == UNTOLD

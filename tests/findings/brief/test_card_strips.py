"""The pictures on cards: every group's distance from the one that the gap is measured from."""

import base64
import re
from dataclasses import replace

import pytest

from components.findings.brief.card_strips import card_strip, reaches
from components.findings.indicator_gaps import indicator_gaps
from data.contract.vocabulary import DIMENSIONS
from tests.findings.asking import ask


@pytest.fixture
def gaps(small):
    return {each.indicator.id: each for each in indicator_gaps(ask(small, "smoking"))}


def _drawn(picture: str) -> str:
    return base64.b64decode(re.search('base64,([^"]+)', picture)[1]).decode()


def test_cards_in_one_unit_share_one_scale(gaps):
    # Trust is 20 points worse among the most deprived, and screening 10 better; smoking as need is no worse, but more.
    needed = replace(gaps["smoking"], indicator=replace(gaps["smoking"].indicator, domain="need"))
    found = reaches([needed, *(each for code, each in gaps.items() if code != "smoking")])
    assert found["trust"] == found["screening"] == pytest.approx((-10, 20))
    assert found["smoking"] == pytest.approx((0, 16))
    assert found["attendances"] == pytest.approx((0, 200))
    assert found["wait"] == pytest.approx((0, 10))


def test_a_cards_picture_says_its_two_ends_and_every_known_group(gaps):
    found = gaps["smoking"]
    assert [group for group, _, _ in found.strip] == list(DIMENSIONS["deprivation_quintile"].known_groups)
    picture = card_strip(found, (-10, 20))
    assert 'alt="Smoking by deprivation of where people live: 20.0% most deprived, 4.0% least deprived"' in picture
    drawn = _drawn(picture)
    assert drawn.count("<circle") == 4
    assert drawn.count("<rect") == 1
    assert re.findall(r"<text[^>]*>([^<]+)<", drawn) == ["no gap", "20.0 worse"]


def test_worse_lies_to_the_right_whichever_way_an_indicator_points(gaps):
    # 276 pixels are 30 points: no gap at 12 + 276 / 3, smoking 16 points right of it, screening 10 points left of it.
    square = re.compile(r'<rect x="([0-9.]+)"')
    smoking, screening = (
        float(square.search(_drawn(card_strip(gaps[each], (-10, 20))))[1]) + 8 for each in ("smoking", "screening")
    )
    assert smoking == pytest.approx(12 + 276 * 26 / 30, abs=0.1)
    assert screening == pytest.approx(12, abs=0.1)

"""Groups worked out together, or along the way of the cards, are those that each question finds by itself."""

from functools import cached_property

import pandas as pd
import pytest

from components.findings import question as asked_alone
from components.findings.groups_at_once import keep_all_groups
from components.findings.indicator_gaps import indicator_gaps
from components.findings.newest_gaps import newest_gaps
from components.findings.question import Question, groups_kept
from components.findings.selection import AS_COUNTED, Selection, areas_offered, settle
from data.dataset.memo import Memo


@pytest.fixture
def unasked(demo, monkeypatch):
    """The demo, of which nothing has been asked yet."""
    monkeypatch.setattr(demo, "memo", Memo())
    return demo


def _assert_as_alone(dataset, selection):
    together = Question(dataset, selection).groups
    alone = asked_alone._groups_of.__wrapped__(dataset, selection)
    pd.testing.assert_frame_equal(together, alone)
    assert together["value"].notna().any()


def test_together_they_are_as_each_alone(unasked):
    place = areas_offered(unasked)[1]
    wanted = [
        settle(unasked, Selection(indicator, by, "", place))
        for indicator in ("smoking", "phone_access", "acs_admissions")
        for by in ("deprivation_quintile", "ethnic_group")
    ]
    keep_all_groups(unasked, wanted)
    for each in wanted:
        assert groups_kept(unasked, each)
        _assert_as_alone(unasked, each)


@pytest.mark.parametrize("adjusted", ["", AS_COUNTED])
def test_those_of_the_cards_are_as_each_alone(unasked, adjusted):
    neighbourhood = areas_offered(unasked)[2]
    question = Question(
        unasked, settle(unasked, Selection("smoking", "ethnic_group", "", neighbourhood, adjusted=adjusted))
    )
    gaps = indicator_gaps(question)
    unjudged = {each.indicator.id: each for each in newest_gaps(question)}
    assert set(unjudged) == {each.indicator.id for each in gaps}
    for each in gaps:
        found = unjudged[each.indicator.id]
        assert (found.period_code, found.unit) == (each.period_code, each.unit)
        assert (found.gap.disadvantaged, found.gap.reference) == (each.gap.disadvantaged, each.gap.reference)
        assert found.gap.size == pytest.approx(each.gap.size)
        assert (found.gap.lower, found.gap.p_value) == (None, None)
    selections = [
        Selection(each.indicator.id, "ethnic_group", each.period_code, neighbourhood, adjusted=adjusted)
        for each in gaps
    ]
    kept = [each for each in selections if groups_kept(unasked, each)]
    assert len(kept) >= 15
    for each in kept[::4]:
        _assert_as_alone(unasked, each)


def test_what_may_wait_for_another_holds_no_lock_that_all_questions_share():
    """As a `cached_property` does up to Python 3.11: two who wait in one for each other's answers would never end."""
    waiting = [name for name, each in vars(Question).items() if isinstance(each, cached_property)]
    assert sorted(waiting) == ["area_level", "period"]

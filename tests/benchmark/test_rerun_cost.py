"""A change on a page asks for few rows and draws its pictures once; what does not follow from it is not worked out again."""

import json
from types import SimpleNamespace

import plotly.graph_objects as go
import pytest

from components.controls import current
from components.controls.parts import WHOLE
from components.findings.selection import areas_offered, from_link
from data.dataset.memo import Memo
from tests.benchmark.served_reruns import served_pages

# Questions for rows, and pictures made, when the area is changed.
MOST = {"brief": (22, 0), "who": (19, 4), "records": (17, 7), "access": (5, 5)}


@pytest.fixture(scope="module")
def served(demo):
    """The app as a server runs it, on the demo, of which nothing has been asked yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "memo", Memo())
        patch.setattr(current, "open_systems", lambda _: {demo.system: demo})
        current.shared_systems.cache_clear()
        with served_pages() as pages:
            yield SimpleNamespace(
                pages=pages, address=from_link(demo, {}).to_link() | {WHOLE: "yes"}, area=areas_offered(demo)[4]
            )
    current.shared_systems.cache_clear()


@pytest.mark.parametrize("page", MOST)
def test_a_change_asks_for_few_rows_and_again_for_none(served, page):
    queries, figures = MOST[page]
    there = served.address | {"area": served.area}
    with served.pages.visitor() as visitor:
        visitor.open(page, served.address)
        first = visitor.open(page, there)
        assert not first.failed
        assert first.queries <= queries
        assert first.figures_made <= figures
        again = visitor.open(page, there)
        assert (again.queries, again.figures_made) == (0, 0)
        assert again.figures_sent == first.figures_sent
    for message in again.messages:
        if spec := message.delta.new_element.plotly_chart.spec:
            # Plotly checks here what it is not asked to check in a rerun.
            go.Figure(json.loads(spec))


@pytest.mark.parametrize("page", ["access", "records"])
def test_what_does_not_follow_from_the_indicator_is_not_worked_out_again(served, page):
    with served.pages.visitor() as visitor:
        before = visitor.open(page, served.address)
        after = visitor.open(page, served.address | {"indicator": "diabetes_three_targets"})
    assert (after.queries, after.figures_made) == (0, 0)
    assert after.figures_sent == before.figures_sent > 0

"""A figure in the making: what is noted is drawn, and laid out for the browser once."""

import plotly.graph_objects as go
import plotly.io as pio

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.charts.narrow.form import narrow_form
from components.charts.sketch import Sketch


def _drawn() -> go.Figure:
    sketch = Sketch(height=100)
    sketch.bar(x=[1.0, 2.0], y=["a", "b"])
    sketch.stack_bars()
    return sketch.drawn()


def test_it_is_sent_as_plotly_would_send_it_each_time():
    figure = _drawn()
    plain = pio.to_json(go.Figure(figure), validate=False)
    assert [pio.to_json(figure, validate=False) for _ in range(2)] == [plain, plain]
    assert figure.to_dict()["layout"]["barmode"] == "stack"


def test_what_is_put_beside_its_parts_stays_with_whoever_put_it_there():
    figure = _drawn()
    figure.to_dict()["config"] = "mine"
    assert set(figure.to_dict()) == {"data", "layout"}


def test_a_form_for_a_narrow_screen_leaves_it_as_it_is():
    figure = dot_rows([DotRow("A long name of a row", (Dot(1.0, "one", "#112233"),))], axis="people", suffix="%")
    before = pio.to_json(figure, validate=False)
    narrow = narrow_form(figure).figure
    assert pio.to_json(narrow, validate=False) != before
    assert pio.to_json(figure, validate=False) == before
    figure.to_plotly_json()["layout"]["height"] = 1
    assert pio.to_json(figure, validate=False) == before

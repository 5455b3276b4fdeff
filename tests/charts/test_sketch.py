"""A figure in the making: what is noted is drawn, and laid out for the browser once."""

import plotly.graph_objects as go
import plotly.io as pio

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

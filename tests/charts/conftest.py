"""What the tests of charts share: every figure is checked by plotly."""

import pytest

from components.charts import sketch


@pytest.fixture(autouse=True)
def _checked_by_plotly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A property that plotly does not know, or a value it cannot have, is an error."""
    monkeypatch.setattr(sketch, "CHECKED", True)

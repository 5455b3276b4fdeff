"""Every warning raised while a measure is tested is a failure: numpy must never divide by zero or compare NaN unseen."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("measures", max_examples=40, deadline=None, derandomize=True)
settings.load_profile("measures")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.filterwarnings("error"))

"""What the rules share: syntax trees of the whole project, which are let go once all have been held to them."""

from collections.abc import Iterator

import pytest

from tests.architecture.project_files import parsed


@pytest.fixture(scope="package", autouse=True)
def _trees() -> Iterator[None]:
    yield
    parsed.cache_clear()

"""A journal on each database in turn."""

from collections.abc import Iterator

import pytest

from data.journal.journal import Journal
from data.journal.opening import open_journal


@pytest.fixture
def journal(journal_address: str) -> Iterator[Journal]:
    """An empty journal."""
    with open_journal(journal_address) as opened:
        yield opened

"""Moments in UTC, as an export of the journal holds them."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from data.journal.strict_json import misfit


def _a_moment(value: object) -> datetime:
    """A moment in UTC, as JSON holds it or as it was read."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, datetime) or found.utcoffset() != timedelta(0):
        raise misfit("a moment such as 2026-03-31T09:30:00.000000+00:00")
    return found.astimezone(UTC)


def _moment_text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


Moment = Annotated[datetime, BeforeValidator(_a_moment), PlainSerializer(_moment_text)]

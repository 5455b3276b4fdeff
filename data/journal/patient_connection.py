"""A connection to PostgreSQL that waits so long for an answer and no longer, whatever has become of the server.

A server's own limits end what takes long there; a server that is frozen, or a network that swallows everything, keeps
none of them. So the waiting itself has an end, here, and the connection is given up with it.
"""

import time
from collections.abc import Mapping

import psycopg
from psycopg.abc import RV, PQGen

SECONDS_TO_CONNECT = 3
# Longer than the server's own limits on a statement and a lock, which say more precisely what was the matter.
SECONDS_FOR_AN_ANSWER = 6
# For the question whether anybody is there, which comes before each piece of work.
SECONDS_FOR_A_GREETING = 2
# How often it is looked whether an answer has come: psycopg's own usual.
_SECONDS_BETWEEN_LOOKS = 0.1


class PatientConnection(psycopg.Connection):
    """A connection whose every statement is answered in time, or ends in an OperationalError that says 'timeout'."""

    def wait(self, gen: PQGen[RV], interval: float = _SECONDS_BETWEEN_LOOKS, timeout: float | None = None) -> RV:
        """Wait for the server as the parent does, but not for ever."""
        began = time.monotonic()
        # Only the pool's greeting is outside a transaction.
        usual = SECONDS_FOR_A_GREETING if self.autocommit else SECONDS_FOR_AN_ANSWER
        patience = usual if timeout is None else timeout
        try:
            return super().wait(gen, interval, timeout=patience)
        except psycopg.OperationalError:
            if time.monotonic() - began < patience:
                raise
        # Closed, so that nobody is given a connection on which an old answer may still come.
        self.close()
        raise psycopg.OperationalError(f"timeout: the server did not answer in {patience:.0f} seconds")


def patient_settings(query: Mapping[str, object]) -> dict[str, object]:
    """Settings of a connection, in libpq's names, that the address (`query`) does not make itself."""
    settings = {
        "connect_timeout": SECONDS_TO_CONNECT,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 1_000 * SECONDS_FOR_AN_ANSWER,
    }
    return {name: value for name, value in settings.items() if name not in query}

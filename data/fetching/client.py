"""Ask a service over HTTP, patiently: a fault that may pass is asked about again, a lasting one is named."""

import json
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, TypeVar

import httpx

from data.fetching.errors import BusyError, FetchError
from data.fetching.parts import Limits

AGENT = "neighbourhood-equity (python -m data fetch)"
_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}
_MENDS = {
    401: "the service now wants a key: fetch the file by hand",
    403: "the service refuses this computer: try from another network, or fetch the file by hand",
    404: "it has moved: find its new address on the publisher's site and put it in data/fetching/services.toml",
    410: "it has been withdrawn: find what replaces it and put the address in data/fetching/services.toml",
}
Answer = TypeVar("Answer")


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities this computer trusts, read once: to read them takes longer than to ask a service."""
    return httpx.create_ssl_context()


class Client:
    """An HTTP client with patience. `sleep` and `now` are given so that tests need not wait.

    `requests` counts what was sent, retries included; `tell` is given one plain line when it has to wait.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[str], None] = lambda _: None,
    ):
        self.limits, self.now, self.tell = limits, now, tell
        self._sleep = sleep
        self.requests = 0
        self.http = httpx.Client(
            timeout=httpx.Timeout(limits.read, connect=limits.connect),
            verify=_trusted(),
            headers={"User-Agent": AGENT},
            follow_redirects=True,
            max_redirects=5,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *error: object) -> None:
        self.http.close()

    def patiently(self, service: str, address: str, once: Callable[[], Answer]) -> Answer:
        """What `once` returns; asked again after each BusyError or broken connection, up to the limit, then FetchError."""
        wait = self.limits.first_wait
        for attempt in range(1, self.limits.attempts + 1):
            try:
                if attempt == 1 and self.requests and self.limits.pause:
                    self._sleep(self.limits.pause)
                self.requests += 1
                return once()
            except httpx.TooManyRedirects as error:
                raise FetchError(service, "sends the request round in a circle", address=address) from error
            except (BusyError, httpx.TransportError, httpx.DecodingError) as error:
                asked = error.wait if isinstance(error, BusyError) else None
                reason = error.reason if isinstance(error, BusyError) else _words(error)
                self._give_up(service, address, reason, attempt, asked)
                seconds = wait if asked is None else asked
                self.tell(f"{service}: {reason}; asking again in {seconds:g} s")
                self._sleep(seconds)
                wait = min(wait * 2, self.limits.longest_wait)
        raise AssertionError("the last attempt either returns or raises")

    def _give_up(self, service: str, address: str, reason: str, attempt: int, asked: float | None) -> None:
        kept = "run the same command again later; what has come so far is kept"
        if asked is not None and asked > self.limits.longest_wait:
            raise FetchError(service, f"{reason}, and asks to wait {asked:,.0f} seconds", address=address, mend=kept)
        if attempt == self.limits.attempts:
            times = "once" if attempt == 1 else f"{attempt} times"
            raise FetchError(service, f"{reason} (tried {times})", address=address, mend=kept)

    def address(self, address: str, params: Mapping[str, str] | None = None) -> str:
        """An address with its question, written as it is sent."""
        return str(httpx.URL(address, params=params) if params else httpx.URL(address))

    def text(self, service: str, address: str, params: Mapping[str, str] | None = None) -> str:
        """The body of an answer as text."""
        full = self.address(address, params)
        return self.patiently(service, full, lambda: self._body(service, full).decode("utf-8-sig", errors="replace"))

    def json(
        self,
        service: str,
        address: str,
        params: Mapping[str, str] | None = None,
        *,
        check: Callable[[dict[str, Any]], None] = lambda _: None,
    ) -> dict[str, Any]:
        """The body of an answer as a JSON object. `check` may raise BusyError or FetchError at what it finds there."""
        full = self.address(address, params)

        def once() -> dict[str, Any]:
            body = self._body(service, full)
            try:
                found = json.loads(body)
            except ValueError as error:
                start = body[:40].decode("utf-8", errors="replace")
                raise BusyError(f"answered with something that is not JSON (it begins {start!r})") from error
            if not isinstance(found, dict):
                raise BusyError("answered with JSON that is not an object")
            check(found)
            return found

        return self.patiently(service, full, once)

    def _body(self, service: str, address: str) -> bytes:
        with self.http.stream("GET", address) as response:
            judge(service, address, response, self.now())
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self.limits.most_answer_bytes:
                    most = f"{self.limits.most_answer_bytes:,} bytes"
                    raise FetchError(service, f"the answer is longer than {most}", address=address)
            return bytes(body)


def judge(service: str, address: str, response: httpx.Response, now: datetime) -> None:
    """Raise BusyError for a status that may pass and FetchError for one that will not; any 2xx is fine."""
    status = response.status_code
    if response.is_success:
        return
    said = f"answered {status} {response.reason_phrase}".rstrip()
    if status in _MAY_PASS:
        raise BusyError(said, _retry_after(response.headers.get("Retry-After", ""), now))
    mend = _MENDS.get(status, "check the address in data/fetching/services.toml")
    raise FetchError(service, said, address=address, mend=mend)


def _retry_after(text: str, now: datetime) -> float | None:
    """Seconds to wait, from a number of seconds or a date; None when the header is absent or says neither."""
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (TypeError, ValueError):
        return None


def _words(error: httpx.RequestError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "did not answer in time"
    if isinstance(error, httpx.ConnectError):
        return "cannot be reached"
    if isinstance(error, httpx.RemoteProtocolError):
        return "broke off in the middle of its answer"
    return f"the connection failed ({type(error).__name__})"

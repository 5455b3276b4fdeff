"""A fault that may pass is asked about again, as long and as often as it should be; a lasting one is named at once."""

from dataclasses import replace

import pytest

from data.fetching.client import Client
from data.fetching.errors import BusyError, FetchError
from tests.fetching.serving import Answer, Server, json_answer


def test_an_answer_is_given_as_it_is(server: Server, client: Client, waits):
    address = server.queue("/a", json_answer({"x": 1}))
    assert client.json("Service", address, {"q": "b c"}) == {"x": 1}
    assert [(each.path, each.query) for each in server.asked] == [("/a", {"q": "b c"})]
    assert server.asked[0].headers["User-Agent"].startswith("neighbourhood-equity")
    assert waits == []


def test_after_each_server_error_it_waits_twice_as_long(server: Server, client: Client, waits, told):
    address = server.queue("/a", Answer(status=500), Answer(status=503), Answer(status=502), json_answer({"x": 1}))
    assert client.json("Service", address) == {"x": 1}
    assert waits == [1.0, 2.0, 4.0]
    assert client.requests == 4
    assert told[0] == "Service: answered 500 Internal Server Error; asking again in 1 s"


def test_it_gives_up_after_the_last_attempt(server: Server, client: Client, waits):
    address = server.queue("/a", *[Answer(status=503)] * 9)
    with pytest.raises(FetchError) as caught:
        client.json("Service", address)
    assert str(caught.value) == (
        f"Service: answered 503 Service Unavailable (tried 4 times) (asked: {address}). To mend it: run the same command "
        "again later; what has come so far is kept"
    )
    assert len(server.asked) == 4
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("Mon, 02 Nov 2026 09:00:30 GMT", 30.0), ("Mon, 02 Nov 2026 08:00:00 GMT", 0.0)]
)
def test_it_waits_as_long_as_the_service_asks(server: Server, client: Client, waits, header, seconds):
    address = server.queue("/a", Answer(status=429, headers={"Retry-After": header}), json_answer({}))
    assert client.json("Service", address) == {}
    assert waits == [seconds]


def test_a_retry_after_that_says_nothing_falls_back_on_its_own_wait(server: Server, client: Client, waits):
    address = server.queue("/a", Answer(status=429, headers={"Retry-After": "soon"}), json_answer({}))
    client.json("Service", address)
    assert waits == [1.0]


def test_it_does_not_wait_an_hour(server: Server, client: Client, waits):
    address = server.queue("/a", Answer(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(FetchError, match="answered 429 Too Many Requests, and asks to wait 3,600 seconds"):
        client.json("Service", address)
    assert waits == []


@pytest.mark.parametrize(
    ("status", "mend"),
    [(404, "it has moved"), (410, "withdrawn"), (403, "refuses this computer"), (400, "check the address")],
)
def test_a_lasting_fault_is_named_at_once(server: Server, client: Client, waits, status, mend):
    address = server.queue("/a", Answer(status=status))
    with pytest.raises(FetchError, match=mend) as caught:
        client.json("Service", address)
    assert f"answered {status}" in str(caught.value)
    assert (len(server.asked), waits) == (1, [])


@pytest.mark.parametrize("body", [b"<html>Down for maintenance</html>", b'{"x": ', b"", b"[1, 2]"])
def test_an_answer_that_is_not_the_json_it_should_be_is_asked_for_again(server: Server, client: Client, waits, body):
    address = server.queue("/a", Answer(body), json_answer({"x": 1}))
    assert client.json("Service", address) == {"x": 1}
    assert waits == [1.0]


def test_garbage_to_the_end_is_quoted(server: Server, client: Client):
    address = server.queue("/a", *[Answer(b"<html>Down for maintenance</html>")] * 4)
    with pytest.raises(
        FetchError, match=r"not JSON \(it begins '<html>Down for maintenance</html>'\) \(tried 4 times\)"
    ):
        client.json("Service", address)


def test_an_answer_cut_short_is_asked_for_again(server: Server, client: Client, waits, told):
    whole = json_answer({"x": 1})
    address = server.queue("/a", replace(whole, cut=3), whole)
    assert client.json("Service", address) == {"x": 1}
    assert waits == [1.0]
    assert told == ["Service: broke off in the middle of its answer; asking again in 1 s"]


def test_nobody_there(client: Client, server: Server, waits):
    server.stop()
    with pytest.raises(FetchError, match=r"cannot be reached \(tried 4 times\)"):
        client.json("Service", server.address + "/a")
    assert waits == [1.0, 2.0, 4.0]


def test_a_check_may_ask_for_another_try_or_end_it(server: Server, client: Client):
    def check(found: dict) -> None:
        if found["x"] == 1:
            raise BusyError("not ready")
        if found["x"] == 2:
            raise FetchError("Service", "never")

    address = server.queue("/a", json_answer({"x": 1}), json_answer({"x": 2}))
    with pytest.raises(FetchError, match="Service: never"):
        client.json("Service", address, check=check)
    assert len(server.asked) == 2


def test_an_endless_answer_is_refused(server: Server, client: Client):
    client.limits = replace(client.limits, most_answer_bytes=10)
    with pytest.raises(FetchError, match="longer than 10 bytes"):
        client.text("Service", server.queue("/a", Answer(b"x" * 11)))


def test_redirects_are_followed_but_not_in_a_circle(server: Server, client: Client):
    server.queue("/new", json_answer({"x": 1}))
    moved = server.queue("/old", Answer(status=302, headers={"Location": "/new"}))
    assert client.json("Service", moved) == {"x": 1}
    circle = server.by("/circle", lambda _asked: Answer(status=302, headers={"Location": "/circle"}))
    with pytest.raises(FetchError, match="in a circle"):
        client.json("Service", circle)


def test_between_requests_it_pauses(server: Server, client: Client, waits):
    client.limits = replace(client.limits, pause=0.2)
    address = server.queue("/a", json_answer({}), Answer(status=500), json_answer({}))
    client.json("Service", address)
    client.json("Service", address)
    assert waits == [0.2, 1.0]

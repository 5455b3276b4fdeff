"""A real server on this machine: uploads without a widget, sessions that others would go on with, and what it tells."""

import contextlib
from collections.abc import Iterator

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError

from components.controls.warm_up import AHEAD_VARIABLE
from components.server.browser_key import HEADER
from tests.browser.server import Server, running
from tests.small_dataset import write_small
from tests.web.person import Person

MB = 1_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the small dataset, which may hold 200 MB of uploads."""
    place = tmp_path_factory.mktemp("web")
    folder = str(write_small(place / "dataset"))
    settings = {"NEIGHBOURHOOD_EQUITY_DATASET": folder, "NEIGHBOURHOOD_EQUITY_UPLOADS_MB": "200", AHEAD_VARIABLE: "yes"}
    with running(place / "log.txt", **settings) as found:
        yield found
    assert found.faults() == []


@pytest.fixture
def person(server) -> Person:
    return Person(server.address)


def test_a_session_cannot_be_filled_without_a_widget(person):
    with person.session() as session:
        content = b"x" * (40 * MB)
        told = [person.put(session, content, f"file-{number}").status_code for number in range(4)]
        assert told == [204, 204, 413, 413]
        assert person.remove(session, "file-0").status_code == 204
        assert person.put(session, content, "file-4").status_code == 204
        assert person.put(session, content).text.startswith("This session's files would be over 120 MB together")
        for file in ("file-1", "file-4"):
            person.remove(session, file)


def test_the_server_cannot_be_filled_by_many_sessions(server):
    people = [Person(server.address) for _ in range(3)]
    content = b"x" * (45 * MB)
    with people[0].session() as one, people[1].session() as two, people[2].session() as three:
        told = [
            person.put(each, content, "a").status_code for person, each in zip(people, (one, two, three), strict=True)
        ]
        told += [people[0].put(one, content, "b").status_code, people[1].put(two, content, "b").status_code]
        assert told == [204, 204, 204, 204, 429]
        for person, each in zip(people, (one, two, three), strict=True):
            person.remove(each, "a")
        people[0].remove(one, "b")
        assert people[1].put(two, content, "c").status_code == 204
        people[1].remove(two, "c")


def test_a_file_beyond_the_most_is_refused_before_it_has_been_sent(person):
    with person.session() as session:
        sent = 0

        def endless() -> Iterator[bytes]:
            nonlocal sent
            while sent < 400 * MB:
                sent += MB
                yield b"x" * MB

        address = f"/_stcore/upload_file/{session}/endless"
        headers = {"Content-Length": str(400 * MB), "X-Xsrftoken": person.token}
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        # The server answers and hangs up while the rest is being sent, which may end in an answer or in neither.
        with contextlib.suppress(httpx.TransportError):
            assert person.client.put(address, content=endless(), headers=headers).status_code == 413
        assert sent < 100 * MB


def test_only_a_live_session_takes_uploads(person):
    with person.session() as session:
        assert person.put(session, b"a,b\n1,2\n").status_code == 204
    assert person.put(session, b"a,b\n1,2\n").status_code == 403
    assert person.put("no-such-session", b"a,b\n1,2\n").status_code == 403


def test_nobody_else_uploads_to_a_session_or_removes_from_it(server, person):
    other = Person(server.address)
    with person.session() as session:
        assert person.put(session, b"a,b\n1,2\n", "mine").status_code == 204
        assert other.put(session, b"a,b\n6,6\n", "theirs").status_code == 403
        assert other.remove(session, "mine").status_code == 403
        assert Person(server.address, opens_page=False).put(session, b"a").status_code == 403


def test_the_same_browser_goes_on_with_its_session_after_a_break(person):
    with person.session() as first:
        pass
    with person.session(resume=first) as second:
        assert second == first


@pytest.mark.parametrize("live", [True, False], ids=["while it is open", "after it closed"])
def test_whoever_sees_a_session_id_cannot_go_on_with_it(server, person, live):
    thieves = {
        "another browser": Person(server.address),
        "one that never opened a page": Person(server.address, opens_page=False),
    }
    with person.session() as seen:
        if live:
            assert _taken(thieves, seen) == []
    assert _taken(thieves, seen) == []
    with person.session(resume=seen) as again:
        assert again == seen


def _taken(thieves: dict[str, Person], seen: str) -> list[str]:
    """Who went on with the session that they saw, with no fingerprint or a made up one."""
    taken = []
    for name, thief in thieves.items():
        for headers in ({}, {HEADER: "f" * 64}):
            with thief.session(resume=seen, **headers) as found:
                taken += [name] if found == seen else []
    return taken


@pytest.mark.parametrize(
    "path",
    [
        "/", "/where", "/_stcore/health", "/_stcore/host-config", "/geo/style.json", "/geo/none.json", "/favicon.png",
        "/_stcore/metrics", "/brief",
    ],
)  # fmt: skip
def test_every_answer_has_the_headers(person, path):
    found = person.client.get(path)
    assert found.headers["content-security-policy"].startswith("default-src 'self'; ")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["referrer-policy"] == "no-referrer"
    assert "permissions-policy" in found.headers


def test_the_servers_inner_figures_are_not_public(person):
    assert person.client.get("/_stcore/metrics").status_code == 404


def test_a_message_beyond_the_most_ends_the_connection(person):
    with person.socket() as socket:
        socket.send(b"x" * (6 * MB))
        with pytest.raises(ConnectionClosedError, match="received 1009"):
            list(socket)

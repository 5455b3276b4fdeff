"""What the server answers before any page is drawn. No browser is needed here."""

import gzip
import json

import httpx
import pytest

from components.controls.current import served_files
from data.contract.pages import PAGES
from tests.browser.server import Server


@pytest.fixture
def ask(server: Server):
    with httpx.Client(base_url=server.address, timeout=30) as client:
        yield client.get


def test_the_server_says_that_it_is_well(ask):
    assert ask("/_stcore/health").text == "ok"


@pytest.mark.parametrize("path", ["/", *(f"/{page.name}" for page in PAGES[1:])])
def test_every_page_has_an_address(ask, path):
    found = ask(path)
    assert found.status_code == 200
    assert '<div id="root">' in found.text


def test_the_brief_can_be_asked_for_by_name(ask):
    found = ask("/brief?by=ethnic_group")
    assert found.status_code == 307
    assert found.headers["location"] == "./?by=ethnic_group"
    assert ask("/brief").headers["location"] == "./"


def test_every_shape_is_served_once_and_for_all(ask):
    names = sorted(served_files())
    assert {name.split("-")[0] for name in names} == {"icb", "place", "neighbourhood", "lsoa"}
    for name in names:
        found = ask(f"/geo/{name}")
        assert found.status_code == 200
        assert found.headers["content-encoding"] == "gzip"
        assert "immutable" in found.headers["cache-control"]
        assert found.headers["content-type"] == "application/json"
        assert found.json() == json.loads(gzip.decompress(served_files()[name]))


def test_shapes_are_small_on_the_wire(ask):
    wire = {name: int(ask(f"/geo/{name}").headers["content-length"]) for name in served_files()}
    assert sum(wire.values()) < 1_000_000
    assert max(wire.values()) < 300_000


def test_the_basemap_is_our_own(ask):
    found = ask("/geo/style.json").json()
    assert found["sources"] == {}


@pytest.mark.parametrize("path", ["/geo/nothing.json", "/geo/..%2Fapp.py", "/geo/lsoa.json"])
def test_what_is_not_there_is_not_found(ask, path):
    assert ask(path).status_code in (400, 404)

"""Findings of the demo of every kind that a file must hold, ready to be taken away, and the files made of them once."""

from datetime import date

import pytest

from components.controls.map_picture import map_picture
from components.findings.access.lead import access_lead
from components.findings.access.sites import DEFAULT, Asked
from components.findings.area_map import area_map
from components.findings.brief.core20plus5 import core20plus5_finding
from components.findings.compare.funnel import funnel_finding
from components.findings.question import Question
from components.findings.records.fields import records_finding
from components.findings.selection import from_link
from components.findings.trend.trend import trend_finding
from components.findings.where.areas import ranking_finding
from components.findings.who.groups import groups_finding
from components.pack.excel.workbook import workbook
from components.pack.exhibit import SYNTHETIC, Exhibit, Origin
from components.pack.html.document import document as web_page
from components.pack.powerpoint.deck import deck
from components.pack.word.document import document

ORIGIN = Origin("Testshire (small)", SYNTHETIC, date(2026, 10, 3))
_ASKED = (
    groups_finding,
    trend_finding,
    funnel_finding,
    Asked(access_lead, DEFAULT),
    records_finding,
    core20plus5_finding,
)


@pytest.fixture(scope="session")
def exhibits(demo) -> list[Exhibit]:
    """A picture, two panels over time, points, steps with bars, bars on each other, a table alone, and a map."""
    question = Question(demo, from_link(demo, {"indicator": ["smoking"]}))
    found = [Exhibit(ask(question), ORIGIN, "Public health lead", "Ask what changed.") for ask in _ASKED]
    drawn = map_picture(demo, area_map(question), question.selection)
    return [*found, Exhibit(ranking_finding(question), ORIGIN, map=drawn)]


@pytest.fixture(scope="session")
def slides(exhibits) -> bytes:
    """The deck of all of them."""
    return deck(exhibits)


@pytest.fixture(scope="session")
def sheets(exhibits) -> bytes:
    """The workbook of all of them."""
    return workbook(exhibits)


@pytest.fixture(scope="session")
def printed(exhibits) -> bytes:
    """The Word document of three: a picture, a table alone and a map."""
    return document([exhibits[0], *exhibits[-2:]])


@pytest.fixture(scope="session")
def page(exhibits) -> str:
    """The web page of all of them."""
    return web_page(exhibits).decode()

"""A dataset, a journal and files full of Markdown and HTML: every page shows it as text, and asks for none of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from tests.browser.server import Server, running
from tests.hostile_dataset import CANARY, NOWHERE, hostile, write_hostile
from tests.journal.entries import COMMUNITY, DECISION
from tests.your_data.made_tables import tidy

# Every page that draws text in a way of its own: cards, a map, dots, a matrix, entries, a form, a list. What the others show
# is drawn by the same functions, and tests/architecture/test_text_is_text.py holds that there is no other way.
_PAGES = [
    "", "where", "who", "compare", "profile", "access", "records", "pilots?pilot=case_finding", "evidence", "decisions",
    "meeting", "neighbourhoods", "returns", "your_data",
]  # fmt: skip
# A page has up to twenty such sections, all drawn by the same few lines.
_SECTIONS_OPENED = 4
# Elements that only a text read as more than text can have made, and what each of them is.
_FOREIGN = """nowhere => [...document.querySelectorAll('body *')].filter(each =>
    [...each.attributes].some(one => ['src', 'href', 'xlink:href', 'srcset'].includes(one.name)
        && (one.value.includes(nowhere) || one.value.startsWith('javascript') || one.value.endsWith('x.png')))
    || (each.matches('script') && each.textContent.includes('alert(1)'))
    || each.hasAttribute('onerror')
    || each.matches('.stMarkdownColoredText')
    || (each.matches('[data-testid=stMain] .katex') && each.textContent.includes('x^2') && !each.closest('.stLatex'))
    || (each.matches('a') && ['a', 'l'].includes(each.textContent))
).map(each => each.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory, demo) -> Iterator[Server]:
    """The dashboard on the hostile demo, with a journal whose every text holds the canary."""
    folder = tmp_path_factory.mktemp("hostile")
    dataset, journal = write_hostile(folder / "dataset", demo), str(folder / "journal.sqlite")
    with open_journal(journal) as kept:
        for entry in (DECISION, COMMUNITY):
            kept.add(_hostile_entry(entry, demo.area_code), by_role=hostile("Chair"))
    with running(folder / "log.txt", NEIGHBOURHOOD_EQUITY_DATASET=str(dataset), **{VARIABLE: journal}) as server:
        yield server
    assert server.faults() == []


def _hostile_entry(entry, area: str):
    words = ("title", "said", "community", "setting", "heard_by", "decision", "owner_role")
    typed = {name: hostile(getattr(entry, name)) for name in words}
    signal = replace(entry.signal, area_code=area, indicator_id="cervical_screening") if entry.signal else None
    frozen = entry.frozen and replace(
        entry.frozen,
        **{
            name: hostile(getattr(entry.frozen, name))
            for name in ("question", "headline", "sentence", "period", "source")
        },
        columns=tuple(map(hostile, entry.frozen.columns)),
        rows=tuple(tuple(map(hostile, row)) for row in entry.frozen.rows),
    )
    indicator = "cervical_screening" if entry.indicator_id else ""
    return replace(entry, **typed, area_code=area, indicator_id=indicator, signal=signal, frozen=frozen)


def _assert_text(visit) -> None:
    """The canary is on the page, as text, and nothing was made of it or asked for."""
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(_FOREIGN, NOWHERE) == []
    assert [url for url in visit.asked if url.startswith(NOWHERE)] == []
    words = visit.page.locator("body").inner_text().replace("\N{WORD JOINER}", "")
    assert "[a](javascript:alert(1))" in words


def _open_everything(visit) -> None:
    """Open what a page keeps closed, for what is drawn only then."""
    closed = visit.page.locator("[data-testid=stMain] details:not([open]) > summary")
    for place in reversed(range(min(closed.count(), _SECTIONS_OPENED))):
        closed.nth(place).click()
        visit.settled()


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_shows_a_hostile_dataset_as_text(new_visit, hostile_server, page):
    visit = new_visit(hostile_server)
    visit.open_whole(f"/{page}{'&' if '?' in page else '?'}indicator=smoking")
    if page not in ("your_data", "returns"):
        _assert_text(visit)
        _open_everything(visit)
        _assert_text(visit)
    assert visit.page.evaluate(_FOREIGN, NOWHERE) == []


def test_pointing_at_a_map_shows_a_hostile_name_as_text(new_visit, hostile_server):
    # High enough for the map to be in view below so many words.
    visit = new_visit(hostile_server, (1366, 1600))
    visit.open("/where?indicator=smoking")
    place = visit.map().bounding_box()
    told = visit.page.locator(".deck-tooltip")
    middle, down = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    # The map paints some time after it has its shapes: a person would point again too.
    for step in range(60):
        visit.page.mouse.move(middle + step % 7 * 3, down + step % 5 * 3)
        visit.page.wait_for_timeout(500)
        if told.is_visible() and told.inner_text():
            break
    expect(told).to_contain_text("<script>alert(1)</script>")
    assert told.locator("img, a, script, b").count() == 0
    assert visit.page.evaluate(_FOREIGN, NOWHERE) == []


def test_uploaded_cells_names_and_headings_are_text(new_visit, hostile_server):
    visit = new_visit(hostile_server)
    visit.open("/your_data")
    observations, indicators = tidy().values()
    rows = observations.decode("utf-8-sig").splitlines()
    cells = [row.split(",") for row in rows]
    for column in range(len(cells[0])):
        spoilt = [*cells[1]]
        spoilt[column] = CANARY
        cells.append(spoilt)
    table = [[*cells[0], CANARY], *([*row, CANARY] for row in cells[1:])]
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in table)
    visit.page.locator("input[type=file]").set_input_files(
        [
            {"name": "![x](x.png)<img src=x onerror=alert(1)>.csv", "mimeType": "text/csv", "buffer": data.encode()},
            {"name": "[a](javascript:alert(1)):red[x].csv", "mimeType": "text/csv", "buffer": indicators},
        ]
    )
    visit.page.get_by_role("button", name="Forget these files").wait_for()
    visit.settled()
    assert visit.page.evaluate(_FOREIGN, NOWHERE) == []
    _open_everything(visit)
    for tab in visit.page.get_by_role("tab").all():
        tab.click()
        visit.settled()
    _assert_text(visit)

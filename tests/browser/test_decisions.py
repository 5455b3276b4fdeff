"""The one job of Decisions, done with the keyboard alone; its words on a shared screen; what axe says of it in use."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.axe import run_axe as _run_axe
from tests.browser.axe import serious as _serious
from tests.browser.server import Server, running
from tests.browser.visit import LAPTOP, SCREEN, Visit


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the demo, with a journal that no other test writes to."""
    folder = tmp_path_factory.mktemp("decisions")
    with running(folder / "log.txt", NEIGHBOURHOOD_EQUITY_JOURNAL=str(folder / "journal.sqlite")) as found:
        yield found
    assert found.faults() == []


def _type(visit: Visit, label: str, words: str) -> None:
    """Go to a field by Tab from where the focus is, and type into it.

    Each kind of field has a script of its own, and stands on the page once that has come: Tab passes over what is not there.
    """
    expect(visit.page.get_by_label(re.compile(f"^{label}")).first).to_be_visible()
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        named = visit.page.evaluate(
            "() => document.activeElement.getAttribute('aria-label') || document.activeElement.labels?.[0]?.innerText || ''"
        )
        if named.startswith(label):
            visit.page.keyboard.type(words)
            return
    raise AssertionError(f"no field {label!r} was reached by the keyboard")


def test_a_decision_is_written_by_keyboard_and_is_there_after_a_reload(own_server, new_visit: Callable[..., Visit]):
    visit = new_visit(own_server).open("/who?indicator=smoking")
    link = visit.page.get_by_role("link", name="Record a decision about this gap")
    link.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/decisions?**")
    visit.says("Nothing has been decided here yet")
    expect(visit.page.get_by_text("Smoking: 10.0 percentage points higher in the most deprived fifth")).to_be_visible()
    expect(visit.page.get_by_label("What was decided")).to_be_visible()
    visit.picker("Area").focus()
    _type(visit, "What was decided", "Stop-smoking sessions in the two hostels.")
    _type(visit, "In a few words", "Sessions in hostels")
    _type(visit, "By how much", "1.5")
    _type(visit, "By when", "31/12/2029")
    visit.page.keyboard.press("Enter")
    _type(visit, "Owner", "Tobacco lead")
    _type(visit, "Your own role", "Board secretary")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_text("Kept: ‘Sessions in hostels’")).to_be_visible()
    visit.says("1 decision is open: 1 waiting for later figures")
    visit.page.reload()
    visit.says("1 decision is open: 1 waiting for later figures")
    expect(visit.page.get_by_text("by 31 December 2029").first).to_be_visible()
    expect(visit.page.get_by_text("Expected: the gap to narrow by 1.5 percentage points.")).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, SCREEN], ids=["laptop", "screen"])
def test_the_register_in_use_has_no_serious_fault_and_fits(own_server, new_visit: Callable[..., Visit], size):
    visit = new_visit(own_server, size).open("/decisions?indicator=smoking&write=decision")
    visit.picker("By when (choose, or type DD/MM/YYYY)").wait_for()
    more = visit.page.get_by_text("Everything kept with it")
    if more.count():
        more.first.click()
        visit.page.get_by_role("button", name="Keep this change").wait_for()
    assert _serious(_run_axe(visit.page)) == []
    assert visit.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_what_points_at_a_person_is_refused_and_not_lost(own_server, new_visit: Callable[..., Visit]):
    visit = new_visit(own_server).open("/decisions?indicator=smoking&write=decision")
    field = visit.page.get_by_label("What was decided")
    field.fill("Ask Mrs Sparrow to ring 020 7946 0000")
    visit.page.get_by_role("button", name="Keep this decision").click()
    expect(visit.page.get_by_text("this seems to hold a telephone number and a name with its title")).to_be_visible()
    expect(field).to_have_value("Ask Mrs Sparrow to ring 020 7946 0000")

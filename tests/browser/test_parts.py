"""Parts of a page in a browser: drawn when scrolled to, left out of a change at the top, and all there on paper."""

from playwright.sync_api import expect

from components.controls.pickers import indicator_words
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from tests.findings.asking import ask

_PICTURE = "stPlotlyChart"
_SEEN_AT_THE_TOP = """() => document.querySelector("[data-testid=stMain]").scrollTo(0, 0)"""

# A slow browser: a closed line is clicked just as the server is told what the window holds, before that message goes.
_SCROLL_THEN_CLICK = """() => {
    const set = window.setTimeout;
    window.setTimeout = (what, ...more) => {
        if (!`${what}`.includes("sendUpdateWidgetsMessage")) return set(what, ...more);
        window.setTimeout = set;
        const sent = set(what, ...more);
        document.querySelector("[data-testid=stExpander] summary").click();
        return sent;
    };
    document.querySelector("[data-testid=stMain]").scrollTo(0, 5000);
}"""

# What stands at the foot of every sheet: the page's headline first.
_FOOT = (
    """() => [...document.getElementById("ne-sheet").sheet.cssRules[0].cssText.matchAll(/content: "([^"]+)"/g)][0][1]"""
)


def test_what_is_scrolled_to_is_drawn_and_a_change_at_the_top_draws_the_first_screen_only(visit, demo):
    visit.open("/compare?indicator=smoking").chart(0)
    expect(visit.page.get_by_test_id(_PICTURE)).to_have_count(1)
    expect(visit.part("funnel").get_by_text(funnel_finding(ask(demo, "smoking")).headline)).to_be_visible()
    visit.chart(part="split")
    expect(visit.page.get_by_test_id(_PICTURE)).to_have_count(3)

    # At the top again for a while, the browser tells that nothing further down is looked at.
    sent = visit.messages_sent
    visit.page.evaluate(_SEEN_AT_THE_TOP)
    while visit.messages_sent == sent:
        visit.page.wait_for_timeout(100)
    visit.settled()
    visit.choose("Indicator", indicator_words(demo.indicators["did_not_attend"])).until(indicator="did_not_attend")
    visit.says(compare_finding(ask(demo, "did_not_attend")).headline)
    expect(visit.page.get_by_test_id(_PICTURE)).to_have_count(1)


def test_a_table_asked_for_while_the_page_scrolls_is_given(visit):
    visit.open("/trend?indicator=smoking").chart(0)
    visit.page.evaluate(_SCROLL_THEN_CLICK)
    expect(visit.page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(visit.page.locator(".st-key-part_neighbourhoods .ne-waiting")).to_have_count(0)


def test_a_page_is_printed_whole(visit):
    visit.open("/trend?indicator=smoking").chart(0)
    expect(visit.page.locator(".ne-waiting")).to_have_count(2)
    visit.page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    visit.page.keyboard.press("Control+p")
    visit.page.wait_for_function("() => window.printed")
    expect(visit.page.locator(".ne-waiting")).to_have_count(0)
    expect(visit.page.get_by_test_id(_PICTURE)).to_have_count(3)

    # Each drawing is scaled as a whole, so that none is cut.
    whole = (
        "each => [...each].map(one => one.getAttribute('viewBox')).filter(box => !/^0 0 [0-9.]+ [0-9.]+$/.test(box))"
    )
    visit.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator(".js-plotly-plot .main-svg").evaluate_all(whole) == []
    assert visit.page.evaluate(_FOOT).startswith("Smoking")
    visit.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator(".js-plotly-plot .main-svg[viewBox]").count() == 0

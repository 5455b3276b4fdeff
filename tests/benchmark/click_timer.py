"""What a click costs in the browser: until new words, until the first screen is painted, until the whole page is."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

_QUIET = 150
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_FIRST_OPTION = "[role=option]"
# From the click on an option to the frame after the page's first words are others; to the frame after the last change
# of anything that stands in the window; and to that after the last change at all. What is drawn on the canvas of a map
# changes nothing else, so there a frame that came late tells of it. At rest is a page whose server is done, and that for
# some time changed nothing.
_TIMED = """([label, quiet]) => new Promise(done => {
    const words = () => [...document.querySelectorAll("h1, .ne-lead")].map(each => each.innerText).join("|");
    const idle = () => document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning";
    const canvas = document.querySelector("canvas#deckgl-overlay")?.getBoundingClientRect();
    const map = canvas && canvas.top < innerHeight && canvas.bottom > 0;
    const main = document.querySelector("[data-testid=stMain]"), before = words(), start = performance.now();
    let text = null, screen = 0, whole = 0, last = start, ran = false, changedHere = false, changed = false;
    const watched = new MutationObserver(changes => {
        changed = true;
        changedHere ||= changes.some(({target}) => {
            const place = (target.nodeType === 1 ? target : target.parentElement)?.getBoundingClientRect();
            return place && place.height > 0 && place.top < innerHeight && place.bottom > 0;
        });
    });
    watched.observe(main, {subtree: true, childList: true, attributes: true, characterData: true});
    const state = new MutationObserver(() => { ran = true; });
    state.observe(document.querySelector("[data-testid=stApp]"), {attributeFilter: ["data-test-script-state"]});
    const frame = () => {
        const now = performance.now(), busy = now - last > 34;
        last = now;
        if (text === null && words() !== before) text = now - start;
        ran ||= text !== null;
        if (changedHere || (busy && ran && map)) screen = now - start;
        if (changed || (busy && ran)) whole = now - start;
        changed = changedHere = false;
        const rest = ran && idle() && now - start - whole > quiet;
        if (rest || now - start > 10000) {
            watched.disconnect();
            state.disconnect();
            done(rest ? {text, screen, whole} : null);
        } else requestAnimationFrame(frame);
    };
    [...document.querySelectorAll("[role=option]")].find(each => each.innerText.trim() === label).click();
    requestAnimationFrame(frame);
})"""


@dataclass(frozen=True)
class Click:
    """What one click took: milliseconds to words (None where they stayed), to the first screen and to the whole page, of the
    browser's processor; and kilobytes over the socket.
    """

    text: float | None
    screen: float
    whole: float
    browser: float
    kilobytes: float


class Clicker:
    """Chooses options of select boxes on one page, and times what follows."""

    def __init__(self, page: Page):
        self.page = page
        self._received = 0
        self._inspector = page.context.new_cdp_session(page)
        self._inspector.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: bytes | str) -> None:
        self._received += len(frame)

    def open(self, address: str) -> None:
        """Go to a page, and wait until it is at rest."""
        self.page.goto(address)
        self.page.wait_for_selector("h1")
        self._at_rest(2000)

    def _at_rest(self, milliseconds: int) -> None:
        self.page.wait_for_timeout(milliseconds)
        self.page.wait_for_selector(_IDLE)

    def boxes(self) -> list[str]:
        """The labels of the select boxes in the window that offer a choice."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll("[data-testid=stSelectbox]")].filter(each => {
                const box = each.getBoundingClientRect(), input = each.querySelector("input");
                return box.bottom < innerHeight && input && !input.disabled;
            }).map(each => each.querySelector("input").getAttribute("aria-label")
                || each.querySelector("label").innerText.trim())"""
        )

    def options(self, label: str) -> list[str]:
        """The options of a select box, the one that is chosen first."""
        self._unfold(label)
        chosen = self.page.locator(f"{_FIRST_OPTION}[aria-selected=true]").all_inner_texts()
        found = [each.strip() for each in self.page.locator(_FIRST_OPTION).all_inner_texts()]
        self.page.keyboard.press("Escape")
        first = chosen[0].strip() if chosen else found[0]
        return [first, *(each for each in found if each != first)]

    def choose(self, label: str, option: str) -> Click | None:
        """Choose an option; None where nothing came of it."""
        self._unfold(label)
        self._box(label).fill(option)
        self.page.get_by_role("option", name=option, exact=True).first.wait_for()
        self.page.wait_for_timeout(150)
        self._received, before = 0, self._processor_time()
        found = self.page.evaluate(_TIMED, [option, _QUIET])
        spent = self._processor_time() - before
        click = None if found is None else Click(**found, browser=spent, kilobytes=self._received / 1000)
        self._at_rest(300)
        return click

    def _processor_time(self) -> float:
        metrics = self._inspector.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    def _box(self, label: str) -> Locator:
        return self.page.get_by_role("combobox", name=label, exact=True).first

    def _unfold(self, label: str) -> None:
        self._box(label).click()
        self.page.wait_for_selector(_FIRST_OPTION)
        self.page.wait_for_timeout(150)

"""One person's visit to the dashboard: what they see and do, waiting as long as it takes and no longer."""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, TimeoutError, expect

from components.controls.parts import WHOLE

# Chromium without a graphics card, so that maps draw on any machine.
BROWSER_FLAGS = ("--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader")
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
LAPTOP, SCREEN, PHONE = (1366, 768), (1920, 1080), (390, 844)
PATIENCE = 60_000
_MAP = "canvas#deckgl-overlay"
# A blank canvas has a few: its own and those of what lies over it.
_COLOURS_OF_A_MAP, _BETWEEN_LOOKS, _BETWEEN_ANSWERS = 21, 500, 100
# Keep what breaks the content policy, for `Visit.broken`.
_REMEMBER_BROKEN = """window.broken = [];
document.addEventListener(
    "securitypolicyviolation", each => window.broken.push(`${each.violatedDirective} ${each.blockedURI}`)
);"""
_SETTLED = """() => {
    const headings = document.querySelectorAll("h1.ne-title");
    const app = document.querySelector("[data-testid=stApp]");
    return app?.dataset.testScriptState === "notRunning" && headings.length === 1 && headings[0].checkVisibility();
}"""
# A picture stands first as a grey shape, then as wide as it was sent, then as wide and high as its place on the page.
_PICTURES_DRAWN = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    return document.documentElement.dataset.screen && !main.querySelector("[data-testid=stSkeleton]")
        && [...main.querySelectorAll("[data-testid=stPlotlyChart]")].every(chart => {
            const drawn = chart.querySelector(".main-svg");
            if (!drawn) return false;
            const picture = drawn.getBoundingClientRect(), place = chart.getBoundingClientRect();
            return Math.abs(picture.width - place.width) < 1 && Math.abs(picture.height - place.height) < 1;
        });
}"""
# While the page is drawn the last heading may stand beside the new one.
_ALL_SAY = """heading => {
    const said = [...document.querySelectorAll("h1.ne-title")].map(each => each.textContent.trim());
    return said.length > 0 && said.every(each => each === heading);
}"""
_NONE_SAYS = """words => {
    const said = [...document.querySelectorAll("h1.ne-title")].map(each => each.textContent);
    return said.length > 0 && !said.some(each => each.includes(words));
}"""
# On a deep link Streamlit's own page first tries its endpoints beneath the page's address, then at the root.
_PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")


def browser_path() -> str | None:
    """Where Chromium is on this machine, None where it is not."""
    return next((found for name in BROWSER_NAMES if (found := shutil.which(name))), None)


def launch_for_one(chromium: BrowserType, folder: Path) -> BrowserContext:
    """Start Chromium for one person, who keeps in a folder what they fetch, and has asked for less motion.

    What moves while a page is drawn is drawn anew many times a second, which without a graphics card takes as long as
    the page itself.
    """
    context = chromium.launch_persistent_context(
        folder, executable_path=browser_path(), args=list(BROWSER_FLAGS), reduced_motion="reduce"
    )
    context.add_init_script(_REMEMBER_BROKEN)
    return context


class Visit:
    """A page in a browser, with what went wrong on it and what it asked for; `page` is one that was left, if any."""

    def __init__(self, context: BrowserContext, address: str, size: tuple[int, int] = LAPTOP, page: Page | None = None):
        self.context = context
        self.root = address
        self.page: Page = page or context.new_page()
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self._pending: set[object] = set()
        self.messages_sent = 0
        self._hearing: dict[str, Callable[..., None]] = {
            "pageerror": lambda error: self.wrong.append(f"error: {error}"),
            "console": self._heard,
            "dialog": self._spoken_to,
            "response": self._answered,
            "request": self._asking,
            "requestfinished": self._done,
            "requestfailed": self._done,
            "websocket": lambda socket: socket.on("framesent", self._sent),
        }
        for event, hears in self._hearing.items():
            self.page.on(event, hears)

    def leave(self) -> None:
        """Leave the page blank, and hear no more of it, so that another visit can begin on it.

        A page that is not its tab's first takes half the processor's time: what Chromium made of the scripts is there.
        """
        if self.page.url.startswith("http"):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.mouse.move(0, 0)
        self.page.emulate_media(media="null", color_scheme="null")
        for event, hears in self._hearing.items():
            self.page.remove_listener(event, hears)
        self.page.goto("about:blank")

    def _heard(self, message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _spoken_to(self, dialog) -> None:
        # No page of ours has a window of the browser's own.
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asking(self, request) -> None:
        self.asked.append(request.url)
        # A worker's own script, which is a blob, is never told as finished: the browser's "networkidle" waits for ever.
        if request.url.startswith("http"):
            self._pending.add(request)

    def _done(self, request) -> None:
        self._pending.discard(request)

    def _sent(self, _: object) -> None:
        self.messages_sent += 1

    def _answered(self, response) -> None:
        if response.status >= 400 and not _PROBES.search(urlsplit(response.url).path):
            self.wrong.append(f"{response.status}: {response.url}")

    @property
    def asked_elsewhere(self) -> list[str]:
        """Requests that went to any host but the server's."""
        ours = urlsplit(self.root).netloc
        return [url for url in self.asked if urlsplit(url).netloc not in (ours, "") and not url.startswith("blob:")]

    def open(self, path: str) -> "Visit":
        """Go to a page by its address, and wait until it is drawn."""
        self.page.goto(self.root + path)
        return self.settled()

    def open_whole(self, path: str) -> "Visit":
        """Go to a page with all its parts drawn at once, and wait until its pictures are, each as wide as its place."""
        self.open(f"{path}{'&' if '?' in path else '?'}{WHOLE}=yes")
        self.page.wait_for_function(_PICTURES_DRAWN)
        return self

    def part(self, name: str) -> Locator:
        """A part of the page by its name, once it has been scrolled to and drawn."""
        found = self.page.locator(f".st-key-part_{name}")
        found.scroll_into_view_if_needed()
        expect(found.locator(".ne-waiting")).to_have_count(0)
        self.settled()
        return found

    def settled(self) -> "Visit":
        """Wait until the server has finished and the page has its heading, and no longer the last one beside it.

        All asked at one moment: one after the other, a page that begins anew in between would be neither.
        """
        self.page.wait_for_function(_SETTLED)
        return self

    def answered(self) -> "Visit":
        """Wait until nothing that the page asked for is still on its way, for half a second on end."""
        quiet = 0
        for _ in range(PATIENCE // _BETWEEN_ANSWERS):
            quiet = 0 if self._pending else quiet + _BETWEEN_ANSWERS
            if quiet > _BETWEEN_LOOKS:
                return self
            self.page.wait_for_timeout(_BETWEEN_ANSWERS)
        raise AssertionError(f"still asked for: {[request.url for request in self._pending]}")

    def until(self, patience: int = PATIENCE, /, **choices: str) -> "Visit":
        """Wait until the address holds these choices, and the page has been drawn for them."""
        for name, value in choices.items():
            self.page.wait_for_function(
                "([name, value]) => new URLSearchParams(location.search).get(name) === value",
                arg=[name, value],
                timeout=patience,
            )
        return self.settled()

    @property
    def broken(self) -> list[str]:
        """What broke the content policy on a page that remembers it."""
        return self.page.evaluate("window.broken")

    @property
    def address(self) -> dict[str, str]:
        """The choices in the address bar."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    @property
    def path(self) -> str:
        """The page in the address bar."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The page's first heading."""
        return self.page.locator("h1.ne-title").inner_text()

    def says(self, heading: str) -> "Visit":
        """Wait until this is the page's first heading."""
        self.page.wait_for_function(_ALL_SAY, arg=heading)
        return self.settled()

    def says_no_longer(self, words: str) -> "Visit":
        """Wait until the page's first heading holds these words no longer."""
        self.page.wait_for_function(_NONE_SAYS, arg=words)
        return self.settled()

    def picker(self, label: str) -> Locator:
        """A picker by its label."""
        return self.page.get_by_role("combobox", name=label, exact=True)

    def choose(self, label: str, option: str) -> "Visit":
        """Choose an option of a picker by its words, as a person would: open, type, click.

        A list that was opened while the page still moved may lie beyond its edge: it is opened once more.
        """
        words = option.strip()
        offered = self.page.get_by_role("option", name=words, exact=True).first
        for patience in (5_000, 15_000, PATIENCE):
            self.picker(label).click()
            self.picker(label).fill(words)
            try:
                offered.click(timeout=patience)
                break
            except TimeoutError:
                if patience == PATIENCE:
                    raise
                self.page.keyboard.press("Escape")
        return self

    def go(self, page: str) -> "Visit":
        """Go to another page by the navigation."""
        self.page.get_by_role("navigation", name="App pages").get_by_role("link", name=page, exact=True).click()
        self.page.wait_for_function(
            "page => document.querySelector('[aria-current=page]')?.innerText.includes(page)", arg=page
        )
        return self.settled()

    def chart(self, place: int = 0, *, part: str = "") -> Locator:
        """One of the page's charts, or of a part of it that is scrolled to, once it is drawn."""
        found = (self.part(part) if part else self.page).get_by_test_id("stPlotlyChart").nth(place)
        expect(found.locator(".main-svg").first).to_be_visible()
        return found

    def map(self, level: str = "neighbourhood") -> Locator:
        """The map's canvas, once it has fetched the shapes of a level."""
        found = self.page.locator(_MAP)
        expect(found).to_be_visible()
        self.page.wait_for_function(
            "level => performance.getEntriesByType('resource').some(each => each.responseEnd"
            " && new RegExp(`/geo/${level}-[0-9a-f]{12}`).test(each.name))",
            arg=level,
        )
        return found

    def paint(self) -> int:
        """Wait until whatever map there is has been painted; how many colours it shows at last, 0 where there is none.

        The canvas of a map is there, and blank, before its shapes are drawn: without a graphics card that takes seconds.
        """
        canvas, colours = self.page.locator(_MAP), 0
        if not canvas.count():
            return colours
        for _ in range(PATIENCE // _BETWEEN_LOOKS):
            picture = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
            colours = len(picture.getcolors(maxcolors=picture.width * picture.height))
            if colours >= _COLOURS_OF_A_MAP:
                break
            self.page.wait_for_timeout(_BETWEEN_LOOKS)
        return colours

// Tells the server what only the browser knows of the screen: whether it is narrow, and whether its colours are dark. What the
// server takes them to be is right at a desk, so that nobody there waits for the answer. And does what every page needs: paper,
// regions that are scrolled, a focus that is not lost.
const NARROW = "(max-width: 720px)", SETTLE = 60;
// What a page is made of may arrive after its answer: its link goes from the page as late as that.
const LATE = [SETTLE, 500, 1500, 4000];

const app = () => document.querySelector("[data-testid=stApp]");
const idle = () => app()?.dataset.testScriptState === "notRunning";
const isDark = () => getComputedStyle(app()).backgroundColor.match(/\d+/g).slice(0, 3).every(part => part < 128);

// On paper a chart is as wide as the page: its drawing is scaled as a whole, since it cannot be made anew in time. Every sheet
// carries the page's headline and whose figures these are.
function toPaper() {
    for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
        const drawing = box.querySelector(".main-svg");
        const width = drawing?.getAttribute("width"), height = drawing?.getAttribute("height");
        if (!width || !height) continue;
        box.style.setProperty("--ne-shape", `${width} / ${height}`);
        box.closest(".js-plotly-plot").style.setProperty("--ne-width", `${width}px`);
        for (const each of box.querySelectorAll(".main-svg")) each.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
    const words = ["h1.ne-title", ".ne-dataset"].map(each => document.querySelector(each)?.textContent.trim() ?? "");
    const sheet = document.getElementById("ne-sheet") ?? document.head.appendChild(document.createElement("style"));
    sheet.id = "ne-sheet";
    const look = "font: 8pt sans-serif; color: #51606E; vertical-align: top;";
    sheet.textContent = `@page {
        @bottom-left { content: ${JSON.stringify(words.join(" · "))}; width: 85%; ${look} }
        @bottom-right { content: counter(page) " of " counter(pages); width: 15%; ${look} }
    }`;
}
function toScreen() {
    for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg")) drawing.removeAttribute("viewBox");
}

// A picture that is wider than the page is scrolled sideways, also by keys, and says so.
function wideRegions() {
    for (const region of document.querySelectorAll("[class*='st-key-wide_'], [data-testid='stTable'] > div")) {
        if (region.tabIndex === 0 || region.scrollWidth <= region.clientWidth) continue;
        region.tabIndex = 0;
        region.setAttribute("role", "region");
        region.setAttribute("aria-label", "Wider than the screen: scroll sideways");
    }
}

// Who followed a link or a card by keys is at what they came for: its heading has the focus that went with the element. The
// frame of the page, which is there before this file, remembers what had it.
function keepFocus() {
    const followed = window.focusedLast;
    if (!idle() || !followed) return;
    for (const late of LATE) setTimeout(() => {
        const heading = document.querySelector("h1.ne-title");
        const gone = window.focusedLast === followed && !followed.isConnected;
        const lost = gone && document.activeElement === document.body;
        if (!lost || !idle() || !heading) return;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
    }, late);
}

export default function ({ data, parentElement, setStateValue }) {
    // Streamlit calls this anew whenever the page was drawn anew, in the same element.
    parentElement.stopLooking?.();
    // For which screen the page was drawn.
    document.documentElement.dataset.screen = `${data.narrow ? "narrow" : "wide"} ${data.dark ? "dark" : "light"}`;
    const narrow = matchMedia(NARROW);
    let soon;
    function tell() {
        clearTimeout(soon);
        const seen = { narrow: narrow.matches, dark: isDark() };
        if (seen.narrow === data.narrow && seen.dark === data.dark) return;
        // An answer that is on its way is not cut short.
        if (!idle()) { later(); return; }
        setStateValue("seen", seen);
    }
    function later() { clearTimeout(soon); soon = setTimeout(tell, SETTLE); }
    narrow.addEventListener("change", later);
    // Another choice of colours, in the page's menu or by the system, gives the page another class.
    const recoloured = new MutationObserver(later);
    recoloured.observe(app(), { attributes: true, attributeFilter: ["class"] });
    const drawn = new MutationObserver(keepFocus);
    drawn.observe(app(), { attributes: true, attributeFilter: ["data-test-script-state"] });
    addEventListener("beforeprint", toPaper);
    addEventListener("afterprint", toScreen);
    const grown = new MutationObserver(wideRegions);
    if (data.narrow) grown.observe(document.querySelector("[data-testid=stMain]"), { childList: true, subtree: true });
    wideRegions();
    keepFocus();
    later();
    const stop = () => {
        removeEventListener("beforeprint", toPaper);
        removeEventListener("afterprint", toScreen);
        grown.disconnect();
        clearTimeout(soon);
        narrow.removeEventListener("change", later);
        recoloured.disconnect();
        drawn.disconnect();
    };
    parentElement.stopLooking = stop;
    return stop;
}

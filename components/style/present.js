// The bar of a finding that is presented: which of how many, the time spoken, the chair's note and a blank screen; and the keys.
// A step is told to the server, which shows the finding; all else happens here. Needs the page's present.css.
const ASK_AGAIN = 60, PATIENCE = 10000;
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowDown: 1, ArrowLeft: -1, PageUp: -1, ArrowUp: -1 };
// Streamlit's own keys (run again, clear what is kept) have no business before an audience.
const STREAMLITS = ["r", "c"];
const one = selector => document.querySelector(selector);
const screen = () => one(".st-key-present_screen");
const notes = () => one(".st-key-present_screen .ne-opened");
const idle = () => one("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
const minutes = seconds => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// What the bar is made of, once; a button's words name its key.
function made(parent) {
    const add = (kind, className, words = "") => parent.appendChild(Object.assign(document.createElement(kind), { className, textContent: words }));
    const bar = {
        place: add("span", "ne-place"),
        clock: add("span", "ne-clock"),
        noting: add("button", "ne-key-button", "Note (N)"),
        blanking: add("button", "ne-key-button", "Blank (B)"),
        note: add("div", "ne-chair"),
        blank: add("div", "ne-blank", "Press any key to go on"),
        told: add("p", "ne-told"),
    };
    bar.clock.setAttribute("role", "timer");
    bar.told.setAttribute("aria-live", "polite");
    bar.note.setAttribute("role", "status");
    bar.blank.setAttribute("role", "status");
    bar.note.hidden = bar.blank.hidden = true;
    for (const button of [bar.noting, bar.blanking]) button.type = "button";
    return bar;
}

export default function ({ data, parentElement, setTriggerValue }) {
    // Streamlit calls this anew whenever the page was drawn anew, in the same element.
    parentElement.stopPresenting?.();
    const bar = (parentElement.bar ??= made(parentElement));
    const drawn = performance.now();
    let at = data.at, part = data.part, parts = data.parts, waiting;

    const blank = on => {
        if (bar.blank.hidden === !on) return;
        bar.blank.hidden = !on;
        if (!on) bar.blanking.focus();
    };
    const note = on => {
        bar.note.hidden = !on;
        bar.noting.setAttribute("aria-expanded", String(on));
    };
    // How many parts another finding has is not known here: a step into it is told as one beyond this one's ends.
    const tell = (...to) => setTriggerValue("go", to);
    const go = to => {
        if (to === at && part === 1) return;
        [at, part, parts] = [to, 1, 1];
        tell(at, part, parts);
    };
    const step = by => {
        const to = part + by;
        if ((to < 1 && at === 1) || (to > parts && at === data.of)) return;
        tell(at, to, parts);
        if (to < 1 || to > parts) [at, part, parts] = [at + by, 1, 1];
        else part = to;
    };
    const place = `${data.at} of ${data.of}${data.parts > 1 ? `, part ${data.part} of ${data.parts}` : ""}`;
    // Once the page that follows is drawn, its heading has the focus, unless its reader has gone elsewhere by then.
    const leave = () => {
        one(".st-key-present_end button").click();
        const since = performance.now();
        const drawing = setInterval(() => {
            const heading = one("h1.ne-title"), late = performance.now() - since > PATIENCE;
            if (!late && (screen() || !idle() || !heading)) return;
            clearInterval(drawing);
            if (screen() || !heading || document.activeElement !== document.body) return;
            heading.tabIndex = -1;
            heading.focus();
        }, ASK_AGAIN);
    };
    // Up and down scroll where there is something to scroll, as on an enlarged page.
    const scrolls = () => screen().scrollHeight > screen().clientHeight + 2;
    const acts = key => {
        const low = key.toLowerCase();
        if (key in STEPS && !(/Up$|Down$/.test(key) && key.startsWith("Arrow") && scrolls())) return () => step(STEPS[key]);
        if (key === "Home") return () => go(1);
        if (key === "End") return () => go(data.of);
        if (key === "Escape") return leave;
        if (low === "i" && notes()) return () => { notes().open = !notes().open; };
        if (low === "n") return () => !bar.noting.disabled && note(bar.note.hidden);
        if (low === "b" || key === ".") return () => blank(true);
        return STREAMLITS.includes(low) ? () => {} : null;
    };
    const onKey = event => {
        if (event.ctrlKey || event.metaKey || event.altKey || !screen()) return;
        const act = bar.blank.hidden ? acts(event.key) : () => blank(false);
        if (!act) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        act();
    };
    addEventListener("keydown", onKey, true);
    bar.noting.onclick = () => note(bar.note.hidden);
    bar.blanking.onclick = () => blank(true);
    bar.blank.onclick = () => blank(false);

    const tick = () => {
        const gone = Math.floor((performance.now() - drawn) / 1000);
        bar.clock.textContent = `${minutes(data.here + gone)} on this · ${minutes(data.spoken + gone)} in all`;
    };
    tick();
    const ticking = setInterval(tick, 1000);

    bar.place.textContent = place;
    bar.note.replaceChildren(...[data.speaker, data.note].filter(Boolean).map(words => Object.assign(document.createElement("p"), { textContent: words })));
    bar.noting.disabled = !bar.note.childElementCount;
    if (parentElement.shown !== place) {
        parentElement.shown = place;
        note(false);
        bar.told.textContent = `${place}: ${data.headline}`;
        // Once it is drawn, the heading has the focus, unless a button of the bar is being pressed again and again.
        waiting = setInterval(() => {
            const heading = one(".st-key-present_screen h1");
            if (!idle() || heading?.textContent.trim() !== data.headline.trim()) return;
            clearInterval(waiting);
            if (one(".st-key-present_bar")?.contains(document.activeElement)) return;
            heading.tabIndex = -1;
            heading.focus();
        }, ASK_AGAIN);
    }

    const stop = () => {
        clearInterval(ticking);
        clearInterval(waiting);
        removeEventListener("keydown", onKey, true);
    };
    parentElement.stopPresenting = stop;
    return stop;
}

// The box that finds things: a button, and a list that is searched as one types. Needs the page's find.css.
// The list is asked of the server when the box is first opened, and kept for as long as the browser shows the dashboard.
const SHOWN = 12, QUIET = 400, AGAIN = 60, PATIENCE = 4000;
const LITTLE = ["a", "an", "and", "by", "for", "in", "is", "of", "on", "or", "the", "to"];
const lists = {};
const one = selector => document.querySelector(selector);
const idle = () => one("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
const onMac = /mac/i.test(navigator.platform);

const plain = words => words.normalize("NFD").replace(/[\u0300-\u036f’']/g, "").toLowerCase().replace(/[^\p{L}\p{N}&]+/gu, " ").trim();
const split = words => plain(words).split(" ").filter(Boolean);
const known = list => list.map(([name, what, also], place) => ({ name, what, place, own: split(name), also: split(also), whole: plain(name) }));

// How well a word typed meets one of an entry's: 0 not at all.
const alone = typed => (typed.length > 3 && typed.endsWith("s") ? typed.slice(0, -1) : typed);
const among = (words, typed) => (words.includes(typed) ? 2 : words.some(word => word.startsWith(alone(typed))) ? 1 : 0);
function worth(entry, typed) {
    const own = among(entry.own, typed), also = among(entry.also, typed);
    if (own) return 4 + 2 * own + (entry.whole.startsWith(typed) ? 1 : 0);
    if (also) return 2 * also;
    return typed.length > 3 && entry.whole.includes(typed) ? 1 : 0;
}
export function search(entries, words) {
    const all = split(words), telling = all.filter(word => !LITTLE.includes(word)), typed = telling.length ? telling : all;
    if (!typed.length) return entries.filter(entry => entry.what === "Page");
    const met = [];
    for (const entry of entries) {
        const each = typed.map(word => worth(entry, word));
        if (each.every(Boolean)) met.push([each.reduce((sum, one) => sum + one, 0) + (entry.whole === plain(words) ? 9 : 0), entry]);
    }
    return met.sort((a, b) => b[0] - a[0] || a[1].place - b[1].place).map(([, entry]) => entry);
}

// What the box is made of, once.
function made(parent) {
    const add = (to, kind, name, words = "") => to.appendChild(Object.assign(document.createElement(kind), { className: name, textContent: words }));
    const open = add(parent, "button", "ne-find", "Find");
    add(open, "kbd", "", onMac ? "⌘ K" : "Ctrl K").setAttribute("aria-hidden", "true");
    open.setAttribute("aria-keyshortcuts", onMac ? "Meta+K" : "Control+K");
    open.setAttribute("aria-haspopup", "dialog");
    const dialog = add(parent, "dialog", "ne-finder");
    const label = add(dialog, "label", "", "Find an indicator, page, place, group or method");
    const input = add(dialog, "input", ""), close = add(dialog, "button", "ne-find-close", "Close (Esc)");
    const found = add(dialog, "p", "ne-found"), list = add(dialog, "ul", "");
    label.htmlFor = input.id = "ne-find-words";
    list.id = "ne-find-list";
    const says = { role: "combobox", "aria-expanded": "true", "aria-controls": list.id, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", type: "text" };
    for (const [name, value] of Object.entries(says)) input.setAttribute(name, value);
    dialog.setAttribute("aria-label", "Find");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    found.setAttribute("role", "status");
    open.type = close.type = "button";
    return { open, dialog, input, close, found, list };
}

export default function ({ data, parentElement, setTriggerValue }) {
    // Streamlit calls this anew whenever the page was drawn anew, in the same element.
    parentElement.stopFinding?.();
    const box = (parentElement.box ??= made(parentElement));
    if (data.list) lists[data.version] = known(data.list);
    let shown = [], active = -1, telling;

    const mark = place => {
        active = place;
        [...box.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
        const item = box.list.children[place];
        item?.scrollIntoView({ block: "nearest" });
        if (item) box.input.setAttribute("aria-activedescendant", item.id);
        else box.input.removeAttribute("aria-activedescendant");
    };
    const tell = words => {
        clearTimeout(telling);
        telling = setTimeout(() => (box.found.textContent = words), QUIET);
    };
    const look = () => {
        const entries = lists[data.version];
        if (!entries) { box.found.textContent = "Fetching the list…"; return; }
        const met = search(entries, box.input.value);
        shown = split(box.input.value).length ? met.slice(0, SHOWN) : met;
        box.list.replaceChildren(...shown.map((entry, at) => {
            const item = Object.assign(document.createElement("li"), { id: `ne-find-${at}` });
            item.setAttribute("role", "option");
            item.append(Object.assign(document.createElement("span"), { textContent: entry.name }), " ", Object.assign(document.createElement("small"), { textContent: entry.what }));
            item.onclick = () => go(entry);
            return item;
        }));
        box.list.hidden = !shown.length;
        mark(shown.length ? 0 : -1);
        const more = met.length - shown.length;
        tell(!met.length ? `Nothing is called “${box.input.value.trim()}” here. Try another word.` : `${met.length} found${more > 0 ? `, the best ${shown.length} shown` : ""}. Arrow keys choose, Enter opens.`);
    };
    // Once the page that was opened is drawn, its heading has the focus.
    const focusHeading = from => {
        const since = performance.now();
        const waiting = setInterval(() => {
            const heading = one("h1.ne-title"), late = performance.now() - since > PATIENCE;
            if (!late && (!idle() || location.href === from || !heading)) return;
            clearInterval(waiting);
            if (!heading) return;
            heading.tabIndex = -1;
            heading.focus();
        }, AGAIN);
    };
    const go = entry => {
        box.dialog.close();
        // Whoever opens something is on the way to another page: see in_view.js.
        window.followed = { from: location.pathname, at: performance.now() };
        setTriggerValue("go", `${data.version}:${entry.place}`);
        focusHeading(location.href);
    };
    const open = () => {
        if (box.dialog.open || one(".st-key-present_screen")) return;
        box.input.value = "";
        box.dialog.showModal();
        box.input.focus();
        if (!lists[data.version]) setTriggerValue("ask", data.version);
        look();
    };
    const onInput = event => {
        event.stopPropagation();
        const last = shown.length - 1;
        if (event.key === "ArrowDown") mark(active === last ? 0 : active + 1);
        else if (event.key === "ArrowUp") mark(active <= 0 ? last : active - 1);
        else if (event.key === "Enter" && shown[active]) go(shown[active]);
        else return;
        event.preventDefault();
    };
    const onKey = event => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
        event.preventDefault();
        event.stopImmediatePropagation();
        open();
    };
    box.open.onclick = open;
    box.close.onclick = () => box.dialog.close();
    box.input.onkeydown = onInput;
    box.input.oninput = look;
    addEventListener("keydown", onKey, true);
    if (box.dialog.open) look();

    const stop = () => {
        clearTimeout(telling);
        removeEventListener("keydown", onKey, true);
    };
    parentElement.stopFinding = stop;
    return stop;
}

// One Tab stop into a picture whose marks can be chosen: the dots of a chart or the areas of a map. Arrow keys go from mark to
// mark, Home, End and letters further; Enter chooses, as a click does; Escape leaves. The words of a mark are those that
// pointing at it shows: they are read from what the picture already has. Needs the page's page.css.
const SVG = "http://www.w3.org/2000/svg", FOLLOW = 100, PATIENCE = 4000, NEAR = 2, ROOM = 4;
const BY = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };
const KEYS = "Arrow keys: next · Enter: choose · Esc: leave";
const LOST = "The map’s areas could not be fetched. Choose by name on this page instead.";
const one = selector => document.querySelector(selector);
const idle = () => one("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
const asText = html => new DOMParser().parseFromString(html.replace(/<extra>.*<\/extra>/, "").replace(/<br>/g, "\n"), "text/html").body.textContent;

// A chart's marks, row by row from the top, each row from left to right. What a click would not choose is left out.
function marksOfChart(chart) {
    const rowOf = (trace, point) => {
        const axis = chart._fullLayout[trace.yaxis.replace("y", "yaxis")];
        if (!axis.tickvals) return point.getBoundingClientRect().top;
        const y = point.__data__.y ?? point.__data__.p;
        return axis.tickvals.reduce((near, each) => (Math.abs(each - y) < Math.abs(near - y) ? each : near));
    };
    const marks = [];
    for (const point of chart.querySelectorAll(".point")) {
        const trace = point.closest(".trace").__data__[0].trace, told = trace.customdata?.[point.__data__.i];
        if (typeof told?.[0] !== "string") continue;
        const words = asText(trace.hovertemplate.replace(/%\{customdata\[(\d+)\]\}/g, (_, place) => told[place]));
        marks.push({ code: asText(told[0]), words, point, row: rowOf(trace, point), across: point.getBoundingClientRect().left });
    }
    return marks.sort((a, b) => a.row - b.row || a.across - b.across);
}
// A map's areas by name, from the shapes that the browser has fetched to draw it.
const fetched = {};
async function marksOfMap({ shapes, words }) {
    fetched[shapes] ??= fetch(shapes).then(answer => answer.json());
    const { features } = await fetched[shapes];
    const marks = features.map(({ geometry, properties }) => ({
        code: properties.code, shape: geometry, words: words.replace(/\{(\w+)\}/g, (_, name) => properties[name] ?? ""),
    }));
    return marks.sort((a, b) => a.words.localeCompare(b.words));
}
// The map's view of the ground as it is now. It stands in no element: React keeps it beside the map's canvas.
function viewOf(canvas) {
    let fibre = canvas[Object.keys(canvas).find(key => key.startsWith("__reactFiber$"))];
    for (; fibre; fibre = fibre.return)
        for (let hook = fibre.memoizedState; hook?.next !== undefined; hook = hook.next)
            for (const kept of [hook.memoizedState, hook.memoizedState?.current, hook.memoizedState?.[0]])
                if (kept?.deck?.getViewports) return kept.deck.getViewports()[0];
    return null;
}

// What a line round the mark is drawn along, from the corner of `place`; "" where the mark is not seen.
function outline(mark, picture, place) {
    if (mark.point) {
        const box = mark.point.getBoundingClientRect(), by = ROOM * 2;
        return `M${box.left - place.left - ROOM},${box.top - place.top - ROOM}h${box.width + by}v${box.height + by}h${-box.width - by}z`;
    }
    const box = picture.getBoundingClientRect(), view = viewOf(picture);
    if (!view) return "";
    const onPage = ([x, y]) => { const [across, down] = view.project([x, y]); return `${(across + box.left - place.left).toFixed(1)},${(down + box.top - place.top).toFixed(1)}`; };
    const parts = mark.shape.type === "Polygon" ? [mark.shape.coordinates] : mark.shape.coordinates;
    return parts.flat().map(ring => `M${ring.map(onPage).join("L")}z`).join("");
}

function made(parent) {
    const add = (kind, className) => parent.appendChild(Object.assign(document.createElement(kind), { className }));
    const list = add("div", "ne-marks"), svg = parent.appendChild(document.createElementNS(SVG, "svg"));
    const words = add("p", "ne-mark-words"), told = add("p", "ne-told");
    svg.setAttribute("class", "ne-mark-ring");
    svg.append(document.createElementNS(SVG, "path"), document.createElementNS(SVG, "path"));
    for (const each of [svg, words]) each.setAttribute("aria-hidden", "true");
    list.setAttribute("role", "listbox");
    list.tabIndex = 0;
    told.setAttribute("role", "status");
    return { list, svg, words, told, last: null };
}

export default function ({ data, parentElement, setTriggerValue }) {
    // Streamlit calls this anew whenever the page was drawn anew, in the same element.
    parentElement.stopMarks?.();
    const box = (parentElement.marks ??= made(parentElement));
    const { list, svg, words, told } = box;
    let marks = [], at = 0, backwards = false, hinting = true, following;
    const picture = () => one(`.st-key-${data.picture} ${data.shapes ? "#deckgl-overlay" : ".js-plotly-plot"}`);
    const find = async () => (data.shapes ? marksOfMap(data) : marksOfChart(picture()));
    list.setAttribute("aria-label", `${data.label}. ${KEYS}`);

    // The mark that was looked at last, though its picture may be another by now; the first where it is gone.
    const again = () => {
        const same = mark => mark.code === box.last?.code;
        const found = marks.findIndex(mark => same(mark) && mark.words === box.last.words);
        return Math.max(0, found < 0 ? marks.findIndex(same) : found);
    };
    // The line and the words follow the picture, which may be moved, enlarged or drawn anew at any time.
    const place = () => {
        const mark = marks[at];
        if (!mark || !picture()) return;
        const around = list.getBoundingClientRect(), along = outline(mark, picture(), around), [halo, line] = svg.children;
        if (line.getAttribute("d") === along) return;
        for (const each of [halo, line]) each.setAttribute("d", along);
        const drawn = along ? line.getBBox() : { x: 0, y: 0, width: 0, height: 0 }, below = drawn.y + drawn.height + ROOM * 2;
        // On the side that one comes from, so that the next marks are seen.
        const above = drawn.y - words.offsetHeight - ROOM * 2, fits = below + words.offsetHeight < around.height;
        words.style.left = `${Math.max(0, Math.min(drawn.x, around.width - words.offsetWidth))}px`;
        words.style.top = `${Math.max(0, above < 0 || (backwards && fits) ? below : above)}px`;
    };
    // A list of all England's small areas is too long to stand on a page: the mark and those beside it do.
    const show = () => {
        at = Math.max(0, Math.min(at, marks.length - 1));
        box.last = marks[at] ?? null;
        const from = Math.max(0, at - NEAR);
        list.replaceChildren(...marks.slice(from, at + NEAR + 1).map((mark, next) => {
            const item = Object.assign(document.createElement("div"), { id: `ne-mark-${data.picture}-${from + next}`, textContent: mark.words });
            for (const [name, value] of [["role", "option"], ["aria-posinset", from + next + 1], ["aria-setsize", marks.length]]) item.setAttribute(name, value);
            item.onclick = () => choose(mark);
            return item;
        }));
        if (!marks.length) return;
        list.setAttribute("aria-activedescendant", `ne-mark-${data.picture}-${at}`);
        words.replaceChildren(marks[at].words, ...(hinting ? [Object.assign(document.createElement("small"), { textContent: KEYS })] : []));
        svg.lastChild.removeAttribute("d");
        place();
        (marks[at].point ?? list).scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    // Once the page is drawn for what was chosen, its headline is told: the focus stays here.
    const choose = mark => {
        const before = location.href, since = performance.now();
        setTriggerValue("chosen", mark.code);
        box.telling = setInterval(() => {
            const late = performance.now() - since > PATIENCE;
            if (!late && (!idle() || location.href === before)) return;
            clearInterval(box.telling);
            told.textContent = `Chosen: ${mark.words.split("\n")[0]}. ${one("h1.ne-title")?.textContent ?? ""}`;
        }, FOLLOW);
    };
    const open = async () => {
        try {
            marks = await find();
        } catch (error) {
            delete fetched[data.shapes];
            console.warn(error.message);
            told.textContent = LOST;
            return;
        }
        at = again();
        list.classList.toggle("ne-marks-open", marks.length > 0);
        hinting = true;
        show();
        clearInterval(following);
        following = setInterval(async () => {
            // A chart that was drawn anew has other elements.
            if (marks[at]?.point && !marks[at].point.isConnected && picture()?.calcdata) {
                marks = await find();
                at = again();
            }
            place();
        }, FOLLOW);
    };
    const close = () => {
        clearInterval(following);
        list.classList.remove("ne-marks-open");
        list.replaceChildren();
        list.removeAttribute("aria-activedescendant");
    };
    list.onfocus = open;
    list.onblur = close;
    list.onkeydown = event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const { key } = event, starts = mark => mark.words.toLowerCase().startsWith(key.toLowerCase());
        hinting = false;
        if (key in BY) {
            at += BY[key];
            backwards = BY[key] < 0;
        }
        else if (key === "Home") at = 0;
        else if (key === "End") at = marks.length - 1;
        else if (key === "Escape") list.blur();
        else if (key === "Enter" || key === " ") { if (marks[at]) choose(marks[at]); }
        else if (/^\p{L}$/u.test(key)) {
            const next = marks.findIndex((mark, place) => place > at && starts(mark));
            const found = next < 0 ? marks.findIndex(starts) : next;
            at = found < 0 ? at : found;
        } else return;
        event.preventDefault();
        event.stopPropagation();
        if (document.activeElement === list) show();
    };
    if (document.activeElement === list) open();

    const stop = () => clearInterval(following);
    parentElement.stopMarks = stop;
    return stop;
}

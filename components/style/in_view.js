// Tells the server which parts of a page stand in the window, so that it draws those and no others.
// Each part is a container of the class st-key-part_<name>; one that is not drawn yet holds an element .ne-waiting.
const REST = 1000, SOON = 100, AGAIN = 60, LEAVING = 3000, NEAR = 0.35;
// What a reader does to a control.
const ACTS = ["click", "keydown"];
const one = selector => document.querySelector(selector);

// Whoever follows a link is on the way to another page before the server has said so, and before the address says so: what
// was seen of this one must not come in between, for the server would draw that last.
// The frame of the page, which is there before this file, remembers the link.
const leaving = () => window.followed?.from === location.pathname && performance.now() - window.followed.at < LEAVING;

const idle = () => one("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";

// Streamlit sends what changes in one turn of the browser as one message, which asks for one fragment only: were this told
// in the same turn as a reader's click, one of the two would be told and not drawn.
let acted = -Infinity;
for (const act of ACTS) addEventListener(act, () => { acted = performance.now(); }, { capture: true, passive: true });

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
    // Streamlit calls this anew whenever the page was drawn anew, in the same element.
    parentElement.stopLooking?.();
    const main = one("[data-testid=stMain]");
    let told = data.told.join(), scrolled = main.scrollTop > 0, everything = false, soon, late;

    // The back button changes the address before the page.
    const here = () => location.pathname.endsWith(data.first ? "/" : `/${data.page}`);
    const part = name => one(`.st-key-part_${name}`);
    const waiting = name => part(name)?.querySelector(".ne-waiting");
    const inWindow = name => {
        const place = part(name)?.getBoundingClientRect();
        // Whoever scrolls will go on: what comes next is drawn a little ahead.
        return place && place.height > 0 && place.bottom > 0 && place.top < innerHeight * (scrolled ? 1 + NEAR : 1);
    };
    const seen = () => (everything ? data.parts : data.parts.filter(inWindow));

    function tell() {
        soon = 0;
        const now = seen();
        if (now.join() === told) return;
        const began = performance.now();
        if (!idle() || leaving() || !here() || began - acted < AGAIN) { soon = setTimeout(tell, AGAIN); return; }
        told = now.join();
        setStateValue("in_view", now);
        // The message goes in a timer that was set just before this one: a click until then has gone with it.
        setTimeout(() => { if (acted >= began) setTriggerValue("acted", true); });
    }
    // A little later, since a link that is followed as soon as it has come into the window must be known of by then.
    function look() {
        clearTimeout(late);
        const now = seen();
        if (now.join() === told) return;
        if (!now.some(name => waiting(name) && !told.split(",").includes(name))) late = setTimeout(tell, REST);
        else if (!soon) soon = setTimeout(tell, SOON);
    }
    const onScroll = () => { scrolled = true; look(); };

    // A page is printed whole: what was not drawn is drawn first, as wide as paper is, then the browser is asked to print.
    const all = () => { everything = true; look(); };
    const onKey = event => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
        event.preventDefault();
        document.body.classList.add("ne-paper");
        all();
        const drawn = setInterval(() => {
            if (data.parts.some(waiting) || !idle()) return;
            clearInterval(drawn);
            setTimeout(() => { print(); document.body.classList.remove("ne-paper"); }, REST);
        }, AGAIN);
    };
    const sized = new ResizeObserver(look);
    sized.observe(one("[data-testid=stMainBlockContainer]"));
    main.addEventListener("scroll", onScroll, { passive: true });
    addEventListener("resize", look);
    addEventListener("keydown", onKey);
    addEventListener("beforeprint", all);
    look();

    const stop = () => {
        clearTimeout(soon); clearTimeout(late);
        sized.disconnect();
        main.removeEventListener("scroll", onScroll);
        removeEventListener("resize", look);
        removeEventListener("keydown", onKey);
        removeEventListener("beforeprint", all);
    };
    parentElement.stopLooking = stop;
    return stop;
}

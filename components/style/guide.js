// Offers the guide to reading the charts to whoever has not been offered it in this browser: only the browser remembers.
const SEEN = "ne-guide-seen";

export default function ({ data, parentElement, setTriggerValue }) {
    const seen = localStorage.getItem(SEEN) === "yes";
    const line = document.createElement("p");
    line.className = "ne-guide";
    const button = (words, act) => {
        const made = Object.assign(document.createElement("button"), { type: "button", className: "ne-guide-button", textContent: words });
        made.onclick = act;
        return made;
    };
    const remember = () => localStorage.setItem(SEEN, "yes");
    const start = button("How to read the charts (2 minutes)", () => { remember(); setTriggerValue("start", true); });
    const later = button("Not now", () => { remember(); line.replaceChildren(start); start.focus(); });
    if (seen || !data.offer) line.append(start);
    else line.append("New here? ", start, later);
    const place = parentElement.querySelector?.(".ne-guide");
    if (place) place.replaceWith(line); else parentElement.append(line);
}

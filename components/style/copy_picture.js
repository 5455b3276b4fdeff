// Puts a finding's picture on the clipboard: the server draws it when it is asked for. Says when the browser cannot.
const CANNOT = "This browser does not let a page copy pictures. Take ‘Picture (PNG)’ above and put that where you need it.";
const REFUSED = "The browser did not allow it. Take ‘Picture (PNG)’ above and put that where you need it.";
const PATIENCE = 20000;

export default function ({ data, parentElement, setTriggerValue }) {
    // Streamlit calls this anew whenever the page was drawn anew, in the same element.
    if (!parentElement.copying) {
        const add = (kind, className, words = "") => parentElement.appendChild(Object.assign(document.createElement(kind), { className, textContent: words }));
        parentElement.copying = { button: add("button", "ne-copy", "Copy as picture"), told: add("p", "ne-note") };
        parentElement.copying.button.type = "button";
        parentElement.copying.told.setAttribute("role", "status");
    }
    const { button, told } = parentElement.copying;
    if (data.png && parentElement.drawn) {
        parentElement.drawn(data.png);
        parentElement.drawn = null;
    }
    // The clipboard is asked at once, while the click still counts, and gets the picture when it has come.
    const picture = () => new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("late")), PATIENCE);
        parentElement.drawn = png => {
            clearTimeout(late);
            resolve(new Blob([Uint8Array.from(atob(png), each => each.charCodeAt(0))], { type: "image/png" }));
        };
        setTriggerValue("ask", true);
    });
    button.onclick = async () => {
        if (!navigator.clipboard?.write || !window.ClipboardItem) { told.textContent = CANNOT; return; }
        told.textContent = "Copying…";
        try {
            await navigator.clipboard.write([new ClipboardItem({ "image/png": picture() })]);
            told.textContent = "Copied. Paste it into a slide, a message or a document.";
        } catch (error) {
            console.warn(error.name);
            told.textContent = REFUSED;
        }
    };
}

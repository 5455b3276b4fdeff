"""The frame round every page: its look, and the line that says what dataset this is."""

from html import escape
from pathlib import Path

import streamlit as st

from components.controls.address import choose
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.own_dataset import own_dataset
from components.controls.screen import dark, html_on_screen
from components.findings.years_of_figures import years_of_figures
from components.style.dates import day_words
from data.dataset.dataset import Dataset

_STYLE = Path(__file__).parents[1] / "style"
_PAGE = (_STYLE / "page.css").read_text(encoding="utf-8")
_DARK_ON_PAPER = (_STYLE / "dark_on_paper.css").read_text(encoding="utf-8")
ICON = str(_STYLE / "icon.svg")
# Writing a page's choices to a bare address adds a step to the browser's history, from which Back would lead to the bare
# address and at once forward again, for ever. The choices take the bare address' place instead. A link is one step too: where
# the run of its page is begun anew before the browser has heard of the page, Streamlit drops that the page is another and
# keeps what it wrote into the address, which would be a step at the page that is being left. That is not written: the page
# brings it along. What a page writes when it has come takes the link's place, until the reader does something.
# Another page begins at its top: where its words come before the last page's are gone, the place to which that one was
# scrolled would stay. Which link was followed last is remembered for what looks at the page that is being left (in_view.js),
# and what had the focus last for what gives it back (screen.js): those may arrive later than a reader acts.
_AS_WRITTEN = """<script>
if (!window.oneStepAChoice) {
    window.oneStepAChoice = true;
    const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
    const PAGES = "[data-testid=stPageLink-NavLink], [data-testid=stSidebarNavLink]";
    let leaving = null;
    history.pushState = (state, unused, url) => {
        const next = new URL(url ?? "", location.href), same = next.pathname === location.pathname;
        if (!same) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
        if (same && location.pathname === leaving) return;
        const fillsIn = same && (leaving !== null || (next.search && !location.search));
        (fillsIn ? replace : push)(state, unused, url);
    };
    addEventListener("focusin", event => { window.focusedLast = event.target; });
    for (const kind of ["pointerdown", "keydown", "popstate"]) addEventListener(kind, () => { leaving = null; }, true);
    for (const kind of ["pointerdown", "click"]) addEventListener(kind, event => {
        const link = event.target.closest?.("a[href]"), from = location.pathname;
        if (link && link.pathname !== from) window.followed = {from, at: performance.now()};
        if (kind === "click") leaving = link?.matches(PAGES) && link.pathname !== from ? from : null;
    }, true);
}
</script>"""
# It travels with the first screen of every visit: without the spaces before its lines.
ONE_STEP_A_CHOICE = "\n".join(line.strip() for line in _AS_WRITTEN.splitlines())


def page_look() -> None:
    """Apply the house style that the theme cannot express."""
    st.html(f"<style>{html_on_screen(_PAGE)}{_DARK_ON_PAPER if dark() else ''}</style>")


def back_button() -> None:
    """Let the browser's Back button go back one choice or one page at a time."""
    st.html(ONE_STEP_A_CHOICE, unsafe_allow_javascript=True)


def system_switch(dataset: Dataset, offered: dict[str, str]) -> None:
    """The choice between systems of neighbourhoods, for every page alike; nothing where there is one only.

    The area in focus and the neighbourhoods compared are of one system, so they give way to the whole area and to none.
    """
    if not offered:
        return
    key = "system_switch"
    st.session_state[key] = dataset.system
    st.segmented_control(
        "Neighbourhoods",
        list(offered),
        format_func=lambda code: as_text(offered[code]),
        key=key,
        on_change=lambda: choose(system=st.session_state[key]),
        required=True,
        help=HELP["system"],
    )


def dataset_mark(dataset: Dataset) -> None:
    """One line above every page: the dataset's name, and that it is synthetic where it is."""
    manifest = dataset.manifest
    own = own_dataset()
    named = f'<span class="ne-dataset">{escape(manifest.title)}</span>'
    if manifest.synthetic and own is not None and own.private:
        st.html(
            f'<p class="ne-mark ne-synthetic"><strong>Synthetic data, with yours.</strong> {named}: '
            "the area is invented, and so is every figure but those that you gave.</p>"
        )
    elif manifest.synthetic:
        st.html(
            f'<p class="ne-mark ne-synthetic"><strong>Synthetic data.</strong> {named}: an invented area, '
            "not a real place and not real people.</p>"
        )
    else:
        years = years_of_figures(dataset)
        figures = f"newest figures: {years}" if years else "no figures yet"
        put = f"put together {day_words(manifest.released)}"
        st.html(f'<p class="ne-mark">{named} · {escape(figures)} · {escape(put)}</p>')

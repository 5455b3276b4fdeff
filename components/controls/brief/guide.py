"""A short guide for a first visit: how to read each kind of chart, on this dataset's own figures, in a dialog by steps."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cached_findings import answer
from components.controls.own_scripts import own_script
from components.controls.page_links import room
from components.controls.show import picture
from components.findings.access.cascade import cascade_finding
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import Selection
from components.findings.trend.trend import trend_finding
from components.findings.where.areas import ranking_finding
from components.findings.who.groups import groups_finding


@dataclass(frozen=True)
class GuideStep:
    """One kind of chart: what it is called here, how it is read, the page it stands on, and a finding that has one."""

    title: str
    lines: tuple[str, ...]
    page: str
    ask: Callable[[Question], Finding]


STEPS = (
    GuideStep(
        "Dots in rows: who fares worst?",
        (
            "Each row is a group of people. The large dot is its figure.",
            "The line through the dot shows how sure the figure is. The shorter, the surer.",
            "Small dots are the same group in each neighbourhood. If they lie far apart, the average hides much.",
            "A fifth is 20% of areas in England, from the most to the least deprived.",
        ),
        "who",
        groups_finding,
    ),
    GuideStep(
        "A gap over time: is it closing?",
        (
            "Above is the gap between two groups: closer to the line marked ‘no gap’ is fairer.",
            "Dotted lines show how far it moves when nothing has changed. Coloured marks lie beyond them.",
            "Below are the groups. Look at who moved: a gap can also shrink because better-off people got worse care.",
        ),
        "trend",
        trend_finding,
    ),
    GuideStep(
        "A ranking: where is it worst?",
        (
            "Each row is a neighbourhood, the worst at the top. The dashed line is the whole area.",
            "▼ is clearly worse and ▲ clearly better: more than chance would do. ● can be chance.",
            "The map beside it has the same colours. Hatched areas are hidden to protect confidentiality.",
        ),
        "where",
        ranking_finding,
    ),
    GuideStep(
        "A funnel: could chance explain it?",
        (
            "Each dot is a neighbourhood: further to the right, more people. Few people means more chance.",
            "Inside the curved lines a difference can be chance. Beyond them it probably is not.",
        ),
        "compare",
        funnel_finding,
    ),
    GuideStep(
        "A table of marks: how do places differ?",
        (
            "Each row is a measure, each column a place.",
            "Colour and mark say the same: ▼ clearly worse, ▲ clearly better, ● can be chance.",
            "Two marks mean that a place stands apart even from how places differ anyway.",
        ),
        "compare",
        compare_finding,
    ),
    GuideStep(
        "Steps: where are people lost?",
        (
            "Everyone starts at 100 on the left. Each step to the right shows how many are still there.",
            "Where lines move apart, one group is lost more than another.",
            "The bars show which step makes most of the gap at the end.",
        ),
        "access",
        cascade_finding,
    ),
)  # fmt: skip


_AT = "guide_at"


def offer_guide(selection: Selection, *, first: bool) -> None:
    """The way into the guide, offered at length to who has not seen it (`first`: where that may be), and the open guide."""
    own_script("guide", has_look=True)(key="guide", data={"offer": first}, on_start_change=_start)
    if _AT in st.session_state:
        _guide(selection)


def _start() -> None:
    st.session_state[_AT] = 0


def _close() -> None:
    st.session_state.pop(_AT, None)


@st.dialog("How to read the charts", width="large", on_dismiss=_close)
def _guide(selection: Selection) -> None:
    at = st.session_state.get(_AT, 0)
    step = STEPS[at]
    st.html(
        blocks.title(step.title) + blocks.note(f"{at + 1} of {len(STEPS)}", status=True) + blocks.listed(step.lines)
    )
    found = answer(step.ask, selection)
    # What is read here is the kind of chart: what it shows is told on its page.
    picture(replace(found, id=f"guide_{found.id}"), key=f"guide_{at}")
    with st.container(horizontal=True, key="guide_steps"):
        if at:
            st.button("Back", key="guide_back", on_click=_go, args=(at - 1,))
        if at < len(STEPS) - 1:
            st.button("Next", key="guide_next", type="primary", on_click=_go, args=(at + 1,))
        if st.button("Close", key="guide_close"):
            _close()
            st.rerun()
        st.page_link(room(step.page), label=as_text(f"See it on its page: {step.page.title()}"))


def _go(at: int) -> None:
    st.session_state[_AT] = at

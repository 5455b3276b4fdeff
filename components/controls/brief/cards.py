"""Cards: one gap a card, its plain sentence first, and a way to look closer."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.page_links import room
from components.controls.screen import html_on_screen
from components.findings.against_country import AGAINST_WORDS
from components.findings.brief.card_strips import Reach, card_strip
from components.findings.brief.card_words import (
    DOUBT_WORDS,
    TREND_WORDS,
    UNTOLD,
    afar_words,
    age_mark,
    doubted,
    level_words,
    untold_words,
    verdict_words,
)
from components.findings.everyone_values import EveryoneValue
from components.findings.indicator_gaps import IndicatorGap, gap_ends
from components.findings.selection import Selection
from components.findings.wording import direction
from components.style.numbers import gap
from data.contract.vocabulary import DOMAIN_LABELS, TOTAL


def gap_card(
    found: IndicatorGap, otherwise: str, selection: Selection, *, reach: Reach, key: str, target: str = ""
) -> None:
    """One card; `otherwise` says whether the gap holds in other ways to look, `reach` is the scale of its picture.

    `target` says how a local target stands, '' where the board has set none.

    Its link opens the indicator on the Who page, keeping the rest of the selection.
    """
    with st.container(border=True, key=key, height="stretch"):
        st.html(_card(found, otherwise, reach, target))
        link = selection.to_link() | {"indicator": found.indicator.id, "by": found.dimension.code}
        link.pop("period", None)
        st.page_link(room("who"), label=f"Look closer at {as_text(found.indicator.short_name)}", query_params=link)


def _card(found: IndicatorGap, otherwise: str, reach: Reach, target: str) -> blocks.Html:
    parts = [blocks.heading(found.indicator.short_name)]
    aim = [blocks.said(target)] if target else []
    if found.gap.plain is None:
        return blocks.card(*parts, blocks.said(f"We cannot tell: {found.gap.reason}."), *aim)
    # The strip is a picture in the address of an image: its words are escaped where it is drawn.
    parts += [
        blocks.size(afar_words(found)),
        blocks.Html(html_on_screen(card_strip(found, reach))),
        blocks.said(gap_ends(found)),
    ]
    if untold := untold_words(found):
        parts.append(blocks.said(untold))
    if level := level_words(found):
        parts.append(blocks.said(blocks.strong(level)))
    marks = (
        verdict_words(found),
        TREND_WORDS[found.trend],
        # That it holds is said of a gap alone: where there is no clear one, there is nothing to hold.
        "" if found.verdict == "unclear" else otherwise,
        DOUBT_WORDS[found.conclusion] if doubted(found) else "",
        age_mark(found),
        found.period,
    )
    return blocks.card(*parts, *aim, blocks.marks(blocks.apart(mark for mark in marks if mark)))


def silent_card(name: str, *words: str) -> None:
    """A small card of something that has no gap to show here, which says so."""
    with st.container(border=True, height="stretch"):
        st.html(blocks.card(blocks.heading(name), *(blocks.said(each) for each in words if each)))


def tile(tag: str, found: IndicatorGap) -> None:
    """A small card: a Core20PLUS5 area, the indicator that stands for it, its gap and its trend."""
    size = "we cannot tell"
    if found.gap.plain is not None and found.verdict != UNTOLD:
        size = f"{gap(found.gap.plain, found.unit)} {direction(found.gap.plain)}"
    with st.container(border=True, height="stretch"):
        st.html(
            blocks.card(
                blocks.heading(tag),
                blocks.said(found.indicator.short_name),
                blocks.size(size),
                blocks.marks(
                    blocks.on_lines(
                        *(each for each in (verdict_words(found), TREND_WORDS[found.trend], age_mark(found)) if each)
                    )
                ),
            )
        )


def everyone_card(found: EveryoneValue, selection: Selection, *, target: str = "") -> None:
    """A small card: an indicator given for everyone only, its value and England's, and its way to the Trend page.

    `target` says how a local target stands, '' where the board has set none.
    """
    with st.container(border=True, height="stretch"):
        domain = DOMAIN_LABELS[found.indicator.domain]
        st.html(
            blocks.card(
                blocks.heading(found.indicator.short_name),
                blocks.size(found.value_words),
                blocks.said(f"England {found.country_words}" if found.country_words else "England: not loaded"),
                *([blocks.said(target)] if target else []),
                blocks.marks(
                    blocks.apart(mark for mark in (AGAINST_WORDS[found.against], domain, found.period) if mark)
                ),
            )
        )
        link = selection.to_link() | {"indicator": found.indicator.id, "by": TOTAL}
        link.pop("period", None)
        st.page_link(room("trend"), label=f"Over time: {as_text(found.indicator.short_name)}", query_params=link)

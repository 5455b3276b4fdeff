"""Cards: one gap a card, its plain sentence first, and a way to look closer."""

from html import escape

import streamlit as st

from components.controls.as_text import as_text
from components.controls.page_links import room
from components.findings.brief.brief import card_strip
from components.findings.brief.card_words import TREND_WORDS, VERDICT_WORDS, level_words, size_words
from components.findings.indicator_gaps import IndicatorGap, gap_ends
from components.findings.selection import Selection
from components.findings.wording import direction
from components.style.numbers import gap

_HOLDS = {
    "holds": "✓ holds whatever the unknown are",
    "nothing_hidden": "✓ nothing is hidden or unknown",
    "could_vanish": "? the unknown could close it",
    "could_be_reversed": "? the unknown could reverse it",
}


def gap_card(found: IndicatorGap, selection: Selection, *, key: str) -> None:
    """One card. Its link opens the indicator on the Who page, keeping the rest of the selection."""
    with st.container(border=True, key=key, height="stretch"):
        st.html(_card(found))
        link = selection.to_link() | {"indicator": found.indicator.id, "by": found.dimension.code}
        link.pop("period", None)
        st.page_link(room("who"), label=f"Look closer at {as_text(found.indicator.short_name)}", query_params=link)


def _card(found: IndicatorGap) -> str:
    parts = [f"<h3>{escape(found.indicator.short_name)}</h3>"]
    if found.gap.plain is None:
        parts.append(f"<p>We cannot tell: {escape(found.gap.reason)}.</p>")
        return f'<div class="ne-card">{"".join(parts)}</div>'
    parts.append(f'<p class="ne-card-size">{escape(size_words(found))}</p>')
    parts.append(card_strip(found))
    parts.append(f"<p>{escape(gap_ends(found))}</p>")
    if level := level_words(found):
        parts.append(f"<p><strong>{escape(level)}</strong></p>")
    marks = "".join(
        f"<span>{escape(each)}</span>"
        for each in (
            VERDICT_WORDS[found.verdict],
            TREND_WORDS[found.trend],
            _HOLDS.get(found.conclusion, ""),
            found.period,
        )
        if each
    )
    parts.append(f'<p class="ne-card-marks">{marks}</p>')
    return f'<div class="ne-card">{"".join(parts)}</div>'


def tile(tag: str, found: IndicatorGap) -> None:
    """A small card: a Core20PLUS5 area, the indicator that stands for it, its gap and its trend."""
    size = "we cannot tell"
    if found.gap.plain is not None:
        size = f"{gap(found.gap.plain, found.unit)} {direction(found.gap.plain)}"
    with st.container(border=True, height="stretch"):
        st.html(
            f'<div class="ne-card"><h3>{escape(tag)}</h3><p>{escape(found.indicator.short_name)}</p>'
            f'<p class="ne-card-size">{escape(size)}</p>'
            f'<p class="ne-card-marks">{escape(VERDICT_WORDS[found.verdict])}<br>{escape(TREND_WORDS[found.trend])}</p></div>'
        )

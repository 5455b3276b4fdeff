"""Pilots as cards to choose among, and one pilot's declaration in brief."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.page_choice import choose_here
from components.controls.parts import Part
from components.controls.screen import words_on_screen
from components.controls.show import notes, picture
from components.findings.finding import Finding
from components.findings.pilots.story import TONE_COLOURS, Story

_ACROSS = 2


def pilot_cards(stories: Sequence[Story], *, name: str) -> None:
    """A card a pilot, two in a row: what became of it, then its line, and a way to all about it.

    `name` is the parameter in the address that says which pilot is shown.
    """
    for start in range(0, len(stories), _ACROSS):
        columns = st.columns(_ACROSS, gap="small")
        for column, story in zip(columns, stories[start : start + _ACROSS], strict=False):
            with column, st.container(border=True, height="stretch", key=f"pilot_{story.case.id}"):
                st.html(_card(story))
                label, about = f"Look closer at {as_text(story.case.name)}", (name, story.case.id)
                st.button(label, key=f"closer_{story.case.id}", on_click=choose_here, args=about)


def _card(story: Story) -> blocks.Html:
    return blocks.card(
        blocks.heading(story.case.name, level=2),
        blocks.size(f"{story.symbol} {story.title}", colour=words_on_screen(TONE_COLOURS[story.tone])),
        blocks.said(story.line),
    )


def declared_card(words: Sequence[tuple[str, str]]) -> None:
    """What was declared of a pilot, as short columns under small headings."""
    parts = "".join(f"<div><dt>{escape(heading)}</dt><dd>{escape(each)}</dd></div>" for heading, each in words)
    st.html(f'<dl class="ne-declared">{parts}</dl>')


def effect_part(effect: Finding) -> Part:
    """The part of a pilot's page that shows the effect its headline tells of; nothing where that cannot be told."""

    def draw() -> None:
        if effect.verdict != "cannot tell":
            st.html(blocks.title("The effect, and what it rests on"))
            picture(effect, key="effect")
            notes(effect, key="effect")

    return Part("effect", "What does the effect rest on?", draw)


def flags(found: Sequence[tuple[str, str]]) -> None:
    """What must be read with the verdict above, a line each."""
    lines = "".join(blocks.said(blocks.strong(mark), words) for mark, words in found)
    if lines:
        st.html(f'<div class="ne-flags">{lines}</div>')

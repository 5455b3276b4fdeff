"""What are our biggest gaps, are they closing, and how sure are we? The brief a board opens with."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.address import read_selection, say_what_changed
from components.controls.brief.cards import everyone_card, gap_card
from components.controls.brief.clinical_tiles import core20plus5_part
from components.controls.brief.guide import offer_guide
from components.controls.brief.own_set import common_frame_part, own_set_first
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.own_set import own_set_told
from components.controls.page_sections import finding_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import brief_row
from components.controls.show import headline, notes, section_words
from components.findings.brief.brief import brief_finding
from components.findings.brief.card_strips import reaches
from components.findings.brief.card_words import afar_words
from components.findings.brief.everyone_only import QUESTION as EVERYONE_QUESTION
from components.findings.brief.everyone_only import everyone_only, everyone_only_finding
from components.findings.brief.own_set import gaps_of, set_cards
from components.findings.brief.plus_groups import QUESTION as PLUS_QUESTION
from components.findings.brief.plus_groups import plus_groups_finding
from components.findings.brief.shown_cards import shown_cards
from components.findings.own_set import OfSet
from data.contract.vocabulary import DOMAIN_LABELS

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

brief = answer(brief_finding, selection)
headline(brief)
with pickers:
    brief_row(dataset, selection)
    say_what_changed()
offer_guide(selection, first=dataset.manifest.synthetic)
own = own_set_told(dataset)
chosen = () if own is None else answer(OfSet(set_cards, own), selection)
cards = answer(shown_cards, selection)
reach = reaches([*gaps_of(chosen), *(gap for found in cards.values() for gap, _ in found)])
if own is not None:
    own_set_first(own, chosen, selection, reach)
for place in range(max(map(len, cards.values()), default=0)):
    for column, (domain, found) in zip(st.columns(3, gap="small"), cards.items(), strict=False):
        with column:
            if place == 0:
                st.html(blocks.title(DOMAIN_LABELS[domain]))
            if place < len(found):
                gap, otherwise = found[place]
                key = f"card_{domain}_{place}"
                gap_card(gap, otherwise, selection, reach=reach[gap.indicator.id], key=key)
on_cards = [words for found in cards.values() for gap, otherwise in found for words in (afar_words(gap), otherwise)]
notes(brief, key="brief", also=on_cards)


def for_everyone() -> None:
    """What is known for everyone together only, a card an indicator."""
    everyone = answer(everyone_only, selection)
    told = answer(everyone_only_finding, selection)
    section_words(told)
    for first in range(0, min(len(everyone), 6), 3):
        for column, value in zip(st.columns(3, gap="small"), everyone[first : first + 3], strict=False):
            with column:
                everyone_card(value, selection)
    notes(told, key="everyone_only")


plus = finding_part("plus_groups", PLUS_QUESTION, lambda: answer(plus_groups_finding, selection))
parts = [] if own is None else [common_frame_part(own, selection)]
parts += [core20plus5_part(selection), plus]
if answer(everyone_only, selection):
    parts.append(Part("everyone_only", EVERYONE_QUESTION, for_everyone))
show_parts("brief", parts)

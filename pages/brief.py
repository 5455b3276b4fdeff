"""What are our biggest gaps, are they closing, and how sure are we? The brief a board opens with."""

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.answers import answer
from components.controls.cards import gap_card
from components.controls.current import current_dataset
from components.controls.pickers import brief_row
from components.controls.show import headline, notes
from components.findings.brief import HEADLINE_DOMAINS, brief_finding, indicator_gaps
from data.contract.vocabulary import DOMAIN_LABELS, DOMAINS

CARDS_A_DOMAIN = 3

dataset = current_dataset()
selection = read_selection(dataset)
brief_row(dataset, selection)
say_what_changed()

brief = answer(brief_finding, selection)
headline(brief)
gaps = answer(indicator_gaps, selection)
domains = [each for each in DOMAINS if any(found.indicator.domain == each for found in gaps)]
first = [each for each in HEADLINE_DOMAINS if each in domains] or domains[:3]
for column, domain in zip(st.columns(max(len(first), 1), gap="medium"), first, strict=False):
    with column:
        st.html(f'<h2 class="ne-title">{DOMAIN_LABELS[domain]}</h2>')
        for place, found in enumerate([each for each in gaps if each.indicator.domain == domain][:CARDS_A_DOMAIN]):
            gap_card(found, selection, key=f"card_{domain}_{place}")
notes(brief, key="brief")

"""Did our pilots work, for whom, at what cost elsewhere? All of them in a list, and each on a page of its own."""

from functools import partial

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import answer
from components.controls.current import current_dataset
from components.controls.page_choice import chosen, page_choice
from components.controls.page_sections import lacking_part, sections, told_part, where_to_load
from components.controls.parts import Part, show_parts
from components.controls.pilots.decision import pilot_decision
from components.controls.pilots.travel import travelling
from components.controls.pilots.views import declared_card, effect_part, flags, pilot_cards
from components.controls.show import headline, notes, picture
from components.findings.pilots import uptake
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.declared import declared_words
from components.findings.pilots.flags import pilot_flags
from components.findings.pilots.outcome import effect_finding
from components.findings.pilots.overview import overview_finding, stories
from components.findings.pilots.questions import EFFECTS, OWN
from components.findings.pilots.scorecard import scorecard_finding
from components.findings.pilots.uptake import UPTAKE_FINDINGS
from components.findings.selection import from_link
from data.contract.vocabulary import DIMENSIONS

ALL = "all"

dataset = current_dataset()
selection = read_selection(dataset)
# A pilot is what it is whatever else is chosen: asked of one selection, its answers are everybody's.
plain = from_link(dataset, {})
cases = pilot_cases(dataset)
options = (ALL, *cases)
pilot = chosen("pilot", options)
pickers = st.container()

lead = answer(overview_finding if pilot == ALL else effect_finding(pilot), plain)
headline(lead)
with pickers:
    left, _ = st.columns([5, 7])
    if cases:
        with left:
            page_choice("Pilot", "pilot", options, lambda code: "All pilots" if code == ALL else cases[code].name)
    say_what_changed()
if pilot == ALL and cases:
    pilot_cards(answer(stories, plain), name="pilot")
    picture(lead, key="pilots")
    notes(lead, key="pilots")
elif not cases:
    where_to_load()
else:
    flags(answer(pilot_flags(pilot), plain))
    card = answer(scorecard_finding(pilot), plain)
    picture(card, key="scorecard")
    notes(card, key="scorecard")
    declared_card(answer(declared_words(pilot), plain))

    def reached() -> None:
        """Whom it reached, by the groups chosen."""
        left, _ = st.columns([4, 8])
        with left:
            page_choice("Uptake by", "uptake_by", groups, lambda code: DIMENSIONS[code].label)
        sections([answer(UPTAKE_FINDINGS[by](pilot), plain)])

    groups = tuple(UPTAKE_FINDINGS)
    by = chosen("uptake_by", groups)
    about = EFFECTS | {"uptake": (uptake.QUESTION, UPTAKE_FINDINGS[by])} | OWN
    finds = {name: partial(answer, ask(pilot), plain) for name, (_, ask) in about.items()}
    parts = {name: told_part(name, question, finds[name]) for name, (question, _) in about.items()}
    parts["uptake"] = Part("uptake", uptake.QUESTION, reached)
    untold = [partial(answer, effect_finding(pilot), plain), *finds.values()]
    lacks = lacking_part(untold, to_load=False)
    show_parts("pilots", [effect_part(lead), *parts.values(), lacks])
    pilot_decision(dataset, plain, pilot, lead)
    travelling(dataset, plain, pilot)

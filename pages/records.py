"""Who is missing from our records? What is recorded, where it is not, and what completing it would change."""

from functools import partial

import streamlit as st

from components.controls.address import read_selection, say_what_changed
from components.controls.cached_findings import AREA, GAPS, answer_by
from components.controls.current import current_dataset
from components.controls.evidence.line import evidence_line
from components.controls.page_choice import page_choice
from components.controls.page_sections import lacking_part, told_part
from components.controls.parts import Part, show_parts
from components.controls.pickers import pick_area
from components.controls.select import focus_on
from components.controls.show import headline, notes, picture, section
from components.findings.evidence.by_principle import principle_evidence
from components.findings.records import agreement, completing, places, practices, referrals, registers
from components.findings.records.agreement import agreement_finding
from components.findings.records.completing import completing_finding
from components.findings.records.fields import fields_of, records_finding
from components.findings.records.places import places_finding
from components.findings.records.practices import practices_finding
from components.findings.records.referrals import referrals_finding
from components.findings.records.registers import registers_finding

dataset = current_dataset()
selection = read_selection(dataset)
pickers = st.container()

fields = answer_by(AREA, records_finding, selection)
headline(fields)
with pickers:
    left, _ = st.columns([4, 8])
    with left:
        pick_area(dataset, selection)
    say_what_changed()
picture(fields, key="fields")
notes(fields, key="fields")
evidence_line(principle_evidence("records"))

ASKS = {
    "registers": (registers.QUESTION, registers_finding),
    "completing": (completing.QUESTION, completing_finding),
    "practices": (practices.QUESTION, practices_finding),
    "agreement": (agreement.QUESTION, agreement_finding),
    "referrals": (referrals.QUESTION, referrals_finding),
}
named = answer_by(AREA, fields_of, selection)
FOLLOWS = dict.fromkeys(ASKS, AREA) | {"completing": GAPS}
finds = {name: partial(answer_by, FOLLOWS[name], ask, selection) for name, (_, ask) in ASKS.items()}
parts = {name: told_part(name, question, finds[name]) for name, (question, _) in ASKS.items()}


def by_place() -> None:
    """Where a field of the record is most often missing, for the field chosen."""
    left, _ = st.columns([4, 8])
    with left:
        field = page_choice("Field of the record", "field", named)
    section(answer_by(AREA, places_finding(field), selection), key="places", chooses=focus_on)


untold = list(finds.values())
shown = [parts[name] for name in ("registers", "completing", "practices")]
if named:
    shown.append(Part("places", places.QUESTION, by_place))
else:
    untold.insert(3, partial(answer_by, AREA, places_finding(""), selection))
show_parts("records", [*shown, parts["agreement"], parts["referrals"], lacking_part(untold)])

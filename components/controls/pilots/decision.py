"""What was decided about a pilot: continue, change, stop or spread, kept with the pilot's answer as it stood."""

from collections.abc import Callable

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cached_findings import answer, question_of
from components.controls.control_help import HELP
from components.controls.decisions.form import expecting, form_turn, frozen_card, keep_entry, place_to_decide, say_kept
from components.controls.journal import kept_records, today
from components.controls.page_links import room
from components.controls.trust.community_log import WARNING
from components.controls.writer_role import role_field
from components.findings.decisions.expecting import NOTHING, NOTHING_WORDS, ExpectedChange, expectations
from components.findings.decisions.frozen import freeze
from components.findings.finding import Finding
from components.findings.pilots.case import PilotCase, pilot_cases
from components.findings.selection import Selection
from components.style.dates import day_words
from data.contract.periods import period_code
from data.contract.vocabulary import TOTAL
from data.dataset.dataset import Dataset
from data.journal.checking import CHOICES
from data.journal.entry import Entry

_CHOICES = {
    "continue": "continue as it is",
    "change": "change it",
    "stop": "stop it",
    "spread": "spread it to other neighbourhoods",
}


def pilot_decision(dataset: Dataset, selection: Selection, pilot_id: str, lead: Finding) -> None:
    """What has been decided about a pilot, and the place to decide: the pilot's lead finding is kept as it stands."""
    say_kept()
    case = pilot_cases(dataset)[pilot_id]
    st.html(blocks.question("What did we decide about it?", below=True))
    _decided(case)
    turn = form_turn()
    section = place_to_decide("Record what is decided about this pilot", f"decide_{case.id}_{turn}")
    if section is None:
        return
    with section:
        _form(dataset, selection, case, lead, f"pilot_{case.id}_{turn}_{{}}".format)


def _decided(case: PilotCase) -> None:
    records = [each for each in kept_records(kind="pilot") if each.entry.pilot_id == case.id]
    if not records:
        st.html(blocks.title("Nothing is decided about this pilot yet"))
        return
    newest = records[0].entry
    lines = (
        f"{day_words(each.entry.decided_on)}: {_CHOICES[each.entry.choice]} – {each.entry.decision} ({each.entry.state})"
        for each in records
    )
    st.html(blocks.title(f"Decided: {_CHOICES[newest.choice]}") + blocks.listed(lines))
    st.page_link(room("decisions"), label="See every decision, and what came of it")


def _form(dataset: Dataset, selection: Selection, case: PilotCase, lead: Finding, key: Callable[[str], str]) -> None:
    frozen_card(lead)
    area = case.areas[0] if len(case.areas) == 1 else dataset.area_code
    own = _own_figure(dataset, case, area)
    question = question_of(own or selection)
    st.html(blocks.note(blocks.strong("Before you write."), WARNING))
    with st.form(key("form"), border=False, enter_to_submit=False):
        left, right = st.columns([4, 9], gap="small")
        choice = left.selectbox(
            "The choice",
            CHOICES,
            format_func=_CHOICES.__getitem__,
            key=key("choice"),
            help=HELP["choice"],
        )
        decision = right.text_area("What was decided, and why", key=key("decision"), height=80).strip()
        chosen, amount, by_when = expecting(question, _offered(own), key)
        left, right = st.columns(2, gap="small")
        owner = left.text_input("Owner (a role, never a name)", case.owner_role, key=key("owner")).strip()
        with right:
            role = role_field(key("role"))
        sent = st.form_submit_button("Keep this decision", type="primary")
    if sent:
        entry = Entry(
            kind="pilot",
            title=f"{case.name}: {choice}",
            area_code=area,
            decided_on=today(),
            indicator_id=case.indicator_id,
            pilot_id=case.id,
            decision=decision,
            choice=choice,
            owner_role=owner,
            frozen=freeze(lead, dataset, selection, {"pilot": case.id}),
        )
        keep_entry(entry, question, chosen, amount, by_when, role)


def _own_figure(dataset: Dataset, case: PilotCase, area: str) -> Selection | None:
    """The figure of everyone in the pilot's own area, newest period; None where it has several areas, or no such figure."""
    if len(case.areas) != 1 or case.indicator_id not in dataset.indicators:
        return None
    periods = dataset.periods(case.indicator_id, level="neighbourhood")["period_end"]
    return Selection(case.indicator_id, TOTAL, period_code(periods.max()), area) if len(periods) else None


def _offered(own: Selection | None) -> list[ExpectedChange]:
    """What may be expected: nothing in particular first, then what the pilot's own area's figure could do."""
    if own is None:
        return [ExpectedChange(NOTHING, NOTHING_WORDS, None)]
    *figures, nothing = answer(expectations, own)
    return [nothing, *figures]

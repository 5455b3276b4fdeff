"""Entries as people would write them: a decision with a signal and a frozen finding, a community's words, a pilot's end."""

from dataclasses import replace
from datetime import date

from data.journal.entry import Entry, FrozenFinding, Signal

SIGNAL = Signal(
    indicator_id="screening",
    area_code="N01",
    dimension="deprivation_quintile",
    measure="gap",
    disadvantaged="1",
    reference="5",
    period_end=date(2026, 3, 31),
    estimate=9.5,
    lower=7.25,
    upper=11.75,
    expected_change=-3.0,
    smallest=1.0,
    by_when=date(2027, 3, 31),
)
FROZEN = FrozenFinding(
    id="gradient",
    question="Who fares worst?",
    headline="Screening is 9.5 percentage points lower in the most deprived fifth",
    sentence="58.1% against 67.6% – “beyond chance”.",
    period="Jan–Mar 2026",
    source="Synthetic counts",
    columns=("Group", "Value"),
    rows=(("Most deprived fifth", "58.1%"), ("Least deprived fifth", "67.6%")),
    link=(("indicator", "screening"), ("areas", "N01"), ("areas", "N02")),
    dataset_title="A fictional area",
    dataset_released=date(2026, 5, 1),
    dataset_version="0123abcd",
    synthetic=True,
)
DECISION = Entry(
    kind="decision",
    title="Screening on Saturdays",
    area_code="N01",
    indicator_id="screening",
    decision="Two Saturday clinics a month in Elm Neighbourhood.",
    evidence=("brief-3", "core20plus5"),
    owner_role="Director of Public Health",
    decided_on=date(2026, 5, 12),
    by_when=date(2027, 3, 31),
    signal=SIGNAL,
    frozen=FROZEN,
)
COMMUNITY = Entry(
    kind="community",
    title="No bus after six",
    area_code="N02",
    said="The last bus leaves before the evening clinic ends.\nWe walk home: £0 for a taxi 🚌",
    community="Parents who work shifts",
    setting="School gate",
    heard_by="Community connector",
    response="heard",
    decided_on=date(2026, 4, 2),
)
PILOT = Entry(
    kind="pilot",
    title="Reviews at home go on",
    area_code="N01",
    pilot_id="home-reviews",
    decision="Another year, with half the budget.",
    choice="change",
    owner_role="Pilot lead",
    decided_on=date(2026, 6, 1),
)
EVERY = (DECISION, COMMUNITY, PILOT)


def titled(title: str, entry: Entry = DECISION) -> Entry:
    """An entry under another title."""
    return replace(entry, title=title)

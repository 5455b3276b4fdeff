"""One indicator of a spec: how it is counted from records, and the words by which people will read it."""

from dataclasses import dataclass

from data.aggregate.record_tables import CONTACTS, EVENTS, MEASUREMENTS, REFERRALS
from data.aggregate.spec_entries import Entries
from data.coding.ages import band_of
from data.contract.indicator import Indicator
from data.contract.vocabulary import DOMAINS, POPULATION_BASES

PROPORTION, RATE, REPEAT, LATEST, SEEN, CONTINUITY = (
    "proportion", "rate", "repeat", "latest", "seen_within", "continuity",
)  # fmt: skip
KINDS = (PROPORTION, RATE, REPEAT, LATEST, SEEN, CONTINUITY)
UPC, COC, SECON, SLICC = "upc", "coc", "secon", "slicc"
MEASURES = (UPC, COC, SECON, SLICC)
_TABLE = {LATEST: MEASUREMENTS, SEEN: REFERRALS, CONTINUITY: CONTACTS}
_SHARED = ("kind", "base", "ages", "only", "says")
_OF_KIND = {
    PROPORTION: ("table", "at_least"),
    RATE: ("table",),
    REPEAT: ("table", "at_least"),
    LATEST: ("lowest", "highest", "out_of"),
    SEEN: ("days",),
    CONTINUITY: ("measure", "fewest_contacts", "at_least_percent"),
}
_WORDS = (
    "name", "short_name", "question", "domain", "higher_is_better", "population_noun", "predicate", "event_noun",
    "numerator", "denominator", "per", "unit", "source", "caveat",
)  # fmt: skip
_EVERYONE, _MEASURED = "everyone", "measured"


@dataclass(frozen=True)
class RecordIndicator:
    """How one indicator is counted.

    `table` holds its events, of which `only` those of these kinds count (all, where there are none). `ages` are first and
    last year of age, both included. `at_least` is how many events make a person count; `lowest` and `highest` bound the
    latest measurement, out of everyone or of people measured; `days` is how soon a referral is to be seen. Of continuity
    `measure` says which, people with `fewest_contacts` have it, and `at_least_percent` makes a share of people of it.
    """

    definition: Indicator
    kind: str
    base: str
    table: str
    only: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None
    at_least: int = 1
    lowest: float | None = None
    highest: float | None = None
    out_of_everyone: bool = True
    days: int = 0
    measure: str = ""
    fewest_contacts: int = 3
    at_least_percent: int | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.definition.id

    @property
    def needs_registrations(self) -> bool:
        """Whether who is registered must be known."""
        return self.base == "registered" or self.measure == SLICC


def parse_record_indicator(code: str, entries: Entries) -> RecordIndicator:
    """The indicator of one table of the spec; SourceError says which entry cannot stand."""
    kind = entries.text("kind", allowed=KINDS)
    entries.only(*_SHARED, *_OF_KIND[kind])
    percent = entries.whole("at_least_percent", 0, 0, 100) if "at_least_percent" in entries.names else None
    base = entries.text("base", allowed=POPULATION_BASES)
    indicator = RecordIndicator(
        definition=_definition(code, entries.under("says"), kind, base, average=kind == CONTINUITY and percent is None),
        kind=kind,
        base=base,
        table=_TABLE.get(kind) or entries.text("table", CONTACTS, allowed=tuple(EVENTS)),
        only=entries.texts("only") if "only" in entries.names else (),
        ages=_ages(entries),
        at_least=entries.whole("at_least", 2 if kind == REPEAT else 1, 2 if kind == REPEAT else 1),
        lowest=entries.number("lowest"),
        highest=entries.number("highest"),
        out_of_everyone=entries.text("out_of", _MEASURED, allowed=(_EVERYONE, _MEASURED)) == _EVERYONE,
        days=entries.whole("days", None if kind == SEEN else 0, 0, 3660),
        measure=entries.text("measure", allowed=MEASURES) if kind == CONTINUITY else "",
        # Two contacts are the fewest that any of the measures is defined for.
        fewest_contacts=entries.whole("fewest_contacts", 3, 2),
        at_least_percent=percent,
    )
    if kind == LATEST and indicator.lowest is None and indicator.highest is None:
        raise entries.fault("lowest", "nothing", "lowest, highest or both: which latest measurements count")
    return indicator


def _ages(entries: Entries) -> tuple[int, int] | None:
    if "ages" not in entries.names:
        return None
    found = band_of(entries.text("ages"))
    if found is None:
        raise entries.fault("ages", entries.text("ages"), "first and last year of age, as '18-64' or '65+'")
    return found


def _definition(code: str, words: Entries, kind: str, base: str, *, average: bool) -> Indicator:
    if not code.isascii() or not code.replace("_", "a").isalnum() or code != code.lower() or not code[0].isalpha():
        raise words.fault("id", code, "small letters, digits and _, as seen_twice")
    words.only(*_WORDS)
    value_type = "mean" if average else ("rate" if kind == RATE else "proportion")
    name = words.text("name")
    return Indicator(
        id=code,
        name=name,
        short_name=words.text("short_name", name),
        question=words.text("question", f"{name}: how do people differ?"),
        domain=words.text("domain", allowed=DOMAINS),
        value_type=value_type,
        higher_is_better=_needed_flag(words, "higher_is_better"),
        population_noun=words.text("population_noun", "people"),
        # Of a proportion what follows ‘of people …’ cannot be guessed.
        predicate=words.text("predicate", None if value_type == "proportion" else ""),
        event_noun=words.text("event_noun", "people counted"),
        numerator=words.text("numerator"),
        denominator=words.text("denominator"),
        source=words.text("source"),
        population_base=base,
        multiplier=words.number("per") or (1000.0 if value_type == "rate" else 100.0),
        unit=words.text("unit", "%" if average else ""),
        caveat=words.text("caveat", ""),
    )


def _needed_flag(words: Entries, name: str) -> bool:
    if name not in words.names:
        raise words.fault(name, "nothing", "true or false")
    return words.flag(name, usual=False)

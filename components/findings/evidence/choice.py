"""Which entries of the evidence to show: by kind, by who would act, and by principle."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.findings.evidence.use import EvidenceInUse

ANYBODY = "Anybody"
ANY_PRINCIPLE = "Any principle"
OWN = "local"
_KINDS = {
    "recommendation": "Recommendations",
    "principle": "Principles, and ways to keep to them",
    "learning": "Learning from pilots",
    "pattern": "What fits a pattern",
    "frame": "National frame",
    OWN: "Local evidence",
}


@dataclass(frozen=True)
class EvidenceChoice:
    """`kind` is one of the kinds offered, `actor` an audience or ANYBODY, `principle` an entry's id or ANY_PRINCIPLE."""

    kind: str
    actor: str = ANYBODY
    principle: str = ANY_PRINCIPLE


def kinds(entries: Sequence[EvidenceInUse]) -> dict[str, str]:
    """The kinds that have an entry, in the order in which they are offered, with their words."""
    return {kind: words for kind, words in _KINDS.items() if any(_of_kind(each, kind) for each in entries)}


def actors(entries: Sequence[EvidenceInUse]) -> list[str]:
    """Everybody whom an entry asks to act, in the order of the table."""
    return list(dict.fromkeys(actor for each in entries for actor in each.entry.audience))


def principles(entries: Sequence[EvidenceInUse]) -> dict[str, str]:
    """The principles by the id of their entry, with their titles."""
    return {each.entry.id: each.entry.title for each in entries if each.entry.kind == "principle" and _whole(each)}


def chosen(entries: Sequence[EvidenceInUse], choice: EvidenceChoice) -> tuple[EvidenceInUse, ...]:
    """The entries that are chosen, in the order of the table. The team's own stand beside the built-in of their kind."""
    tags = {each.entry.id: set(each.entry.principle) for each in entries}
    wanted = tags.get(choice.principle, set())
    return tuple(
        each
        for each in entries
        if _of_kind(each, choice.kind)
        and choice.actor in (ANYBODY, *each.entry.audience)
        and (choice.principle == ANY_PRINCIPLE or wanted & set(each.entry.principle))
    )


def _of_kind(found: EvidenceInUse, kind: str) -> bool:
    entry = found.entry
    if kind == OWN:
        return entry.local
    return entry.kind == kind or (kind == "recommendation" and entry.kind == OWN)


def _whole(found: EvidenceInUse) -> bool:
    """Whether it is a principle itself, and not a part of one."""
    return not found.entry.part_of

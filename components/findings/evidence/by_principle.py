"""What is known to work, beside the pages that act on gaps: a short line each, how sure it is, and who says so.

Drawn from the built-in tables of evidence, so that no page says of it what the Evidence page does not.
"""

from dataclasses import dataclass

from components.findings.evidence.use import certainty_of
from data.evidence.certainty import CAVEAT
from data.evidence.reading import built_in

# The entries whose words make a page's line. The first is the one its link leads to, and says how sure it is.
_LINES = {
    "need": ("principle_by_need", "need_weighted_funding", "staffing_follows_age"),
    "trust": ("principle_trust",),
    "access": ("principle_co_located",),
    "records": ("principle_records", "recording_quality"),
}


@dataclass(frozen=True)
class PrincipleEvidence:
    """The evidence behind one page: `line` in plain words, `certainty` as graded, `source`, and the entry it leads to."""

    line: str
    certainty: str
    source: str
    evidence_id: str


def principle_evidence(page: str) -> PrincipleEvidence:
    """The evidence behind a page that acts on gaps: 'need', 'trust', 'access' or 'records'. KeyError for another."""
    entries = [built_in()[each] for each in _LINES[page]]
    return PrincipleEvidence(
        line=" ".join(each.says for each in entries),
        certainty=f"{certainty_of(entries[0], built_in())}. {CAVEAT}.",
        source="; ".join(dict.fromkeys(each.source for each in entries)),
        evidence_id=entries[0].id,
    )

"""What is known to work, beside the pages that act on gaps: one short line each, how sure it is, and who says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PrincipleEvidence:
    """The evidence behind one principle: `line` in plain words, `certainty` as graded (or that it was not), `source`."""

    line: str
    certainty: str
    source: str

    @property
    def words(self) -> str:
        """All of it as one note."""
        return f"What is known: {self.line} Certainty: {self.certainty} Source: {self.source}."


_BRIEF = "Gkiouleka and others, evidence brief on neighbourhood teams, Health Equity Evidence Centre 2025"
RECORDS_EVIDENCE = PrincipleEvidence(
    "registers that hold people's circumstances help teams to find need that nobody has met, and having to tell one's story "
    "again at every door loses the people with least. In 2019/20 about one hospital inpatient record in eight named no "
    "known ethnic group.",
    "part of the brief's fourth principle, which carries no grade of its own; working with communities to find unmet need is "
    "graded moderate (⊕⊕⊕). A grade says how strong the evidence is, not how much the action matters.",
    f"{_BRIEF}; Nuffield Trust on hospital records",
)
TRUST_EVIDENCE = PrincipleEvidence(
    "trust grows where services go to people, where members of the community lead the listening, where the same clinician is "
    "seen again, and where needs, priorities and action are settled together.",
    "moderate (⊕⊕⊕) for partnerships of trust with communities that services have failed. A grade says how strong the "
    "evidence is, not how much the action matters.",
    _BRIEF,
)
ACCESS_EVIDENCE = PrincipleEvidence(
    "services under one roof save distance, effort and stigma; welfare and legal advice in general practice improves "
    "wellbeing and income.",
    "low (⊕⊕) for sharing sites, moderate (⊕⊕⊕) for open registration and flexible ways in. A grade says how strong the "
    "evidence is, not how much the action matters.",
    _BRIEF,
)

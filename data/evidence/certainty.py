"""How sure the evidence is, in words and GRADE's marks: the one place where a grade becomes either."""

from data.contract.evidence_tables import CERTAINTIES

NOT_GRADED = "not graded"
MARK = "⊕"
CAVEAT = "A grade says how strong the evidence is, not how much the action matters"
WHOLE_CAVEAT = f"{CAVEAT}: an action whose evidence is graded low can still do a great deal for a whole population."


def certainty_marks(grade: str) -> str:
    """GRADE's marks: '⊕⊕⊕⊕' for high down to '⊕' for very low, '' where nothing was graded.

    Errors: ValueError for a grade that is none of CERTAINTIES.
    """
    if grade not in CERTAINTIES:
        raise ValueError(f"grade: found {grade!r}, expected one of {', '.join(CERTAINTIES)}")
    return MARK * (CERTAINTIES.index(NOT_GRADED) - CERTAINTIES.index(grade))


def certainty_words(grade: str) -> str:
    """A grade as it is read: 'moderate (⊕⊕⊕)', or 'not graded'. Errors as in `certainty_marks`."""
    marks = certainty_marks(grade)
    return f"{grade} ({marks})" if marks else grade

"""What readers of a dataset must know of how it was made: the basis of neighbourhoods, conversions, stand-ins."""

from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

BY_NETWORK = (
    "Primary care networks stand in for neighbourhoods: each small area is given to the network with most of its "
    "registered patients. Boards publish no boundaries of neighbourhoods."
)
_PRACTICE_BASIS = (
    "Most figures are published by practice, for the practice's registered patients wherever they live. They are added "
    "up to neighbourhoods, places and the whole area by practice, so a neighbourhood's figure is that of its practices' "
    "patients, not of its residents."
)
_PRACTICE_FIFTHS = (
    "Deprivation of the practice: the mean deprivation of where its registered patients live, in five groups with "
    "about equal numbers of registered patients within this area. Differences between patients of one practice are "
    "hidden, so real gaps between people are larger than gaps between practices."
)
_LEFT_OUT = (
    "A practice whose count was hidden or missing is left out of both the count and the population of every sum it "
    "would have been part of."
)
_WHOLE_AREA = (
    "Earlier periods of the whole area are as published for it, for a predecessor with the same boundary, or for all "
    "its parts together; a published figure of the whole area stands before a sum of its practices."
)


def notes_of(gathered: Gathered, report: BuildReport, *, basis: str) -> tuple[str, ...]:
    """The notes of a dataset, in the order in which a reader meets them."""
    registrations = gathered.frame("registrations")
    when = f"{registrations['day'].max():%B %Y}"
    notes = [basis]
    notes += [_PRACTICE_BASIS, _PRACTICE_FIFTHS, _LEFT_OUT]
    notes.append(_WHOLE_AREA)
    notes.append(
        f"Where registered patients live is as of {when}"
        + (", carried over from 2011 to 2021 small areas." if report.sections.get("Conversion") else ".")
    )
    notes.append(
        "Residents and their ethnic groups are those of the 2021 Census; its small counts are perturbed slightly."
    )
    return tuple(notes)

"""Everything that can be found by a word, and the page and choices that each opens on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from components.findings.kept import kept_with_dataset
from components.findings.methods.entries import METHODS
from components.findings.pilots.case import pilot_cases
from components.findings.selection import areas_offered, dimensions_offered
from data.contract.everyday_words import everyday_words
from data.contract.pages import PAGES
from data.contract.vocabulary import DOMAIN_LABELS, TOTAL, UNKNOWN
from data.dataset.dataset import Dataset

_LEVELS = {"icb": "Whole area", "place": "Place", "neighbourhood": "Neighbourhood"}


@dataclass(frozen=True)
class Signpost:
    """Something to be found: its name, what it is, other words for it, and where it opens.

    `page` is named as in the address; `choices` are the parts of the selection, or of the page's own choices, that it sets.
    """

    name: str
    what: str
    also: tuple[str, ...]
    page: str
    choices: dict[str, str] = field(default_factory=dict)


@kept_with_dataset
def signposts(dataset: Dataset) -> tuple[Signpost, ...]:
    """All that can be found in a dataset and on its pages: what is asked for most first."""
    return (
        *_indicators(dataset),
        *_pages(),
        *_places(dataset),
        *_groups(dataset),
        *_pilots(dataset),
        *_methods(),
    )


def _indicators(dataset: Dataset) -> Iterator[Signpost]:
    for code, each in dataset.indicators.items():
        said = everyday_words(f"{each.short_name}. {each.name}")
        words = (each.name, each.question, DOMAIN_LABELS[each.domain], each.core20plus5, *said)
        yield Signpost(each.short_name, "Indicator, on Who", words, "who", {"indicator": code})


def _pages() -> Iterator[Signpost]:
    for page in PAGES:
        yield Signpost(
            page.title, "Page", (page.question, *everyday_words(f"{page.title}. {page.question}")), page.name
        )


def _places(dataset: Dataset) -> Iterator[Signpost]:
    for code in areas_offered(dataset):
        level = dataset.level_of(code)
        yield Signpost(dataset.area_name(code), f"{_LEVELS[level]}, on the Brief", (code,), "brief", {"area": code})


def _groups(dataset: Dataset) -> Iterator[Signpost]:
    """Ways of dividing people that the dataset gives, and their groups, each opening on a comparison by them."""
    given = {by for code in dataset.indicators for by in dimensions_offered(dataset, code)}
    for by, dimension in dataset.vocabulary.items():
        if by not in given or by == TOTAL:
            continue
        said = (dimension.label, *everyday_words(dimension.label))
        yield Signpost(f"By {dimension.phrase}", "Groups, on Who", said, "who", {"by": by})
        for code, label in dimension.groups.items():
            if code != UNKNOWN:
                yield Signpost(label, f"Group by {dimension.phrase}, on Who", everyday_words(label), "who", {"by": by})


def _pilots(dataset: Dataset) -> Iterator[Signpost]:
    for code, case in pilot_cases(dataset).items():
        yield Signpost(case.name, "Pilot", (case.what, *everyday_words(case.name)), "pilots", {"pilot": code})


def _methods() -> Iterator[Signpost]:
    for method in METHODS:
        said = everyday_words(method.title)
        yield Signpost(
            method.title, f"Method: {method.family}", (method.meaning, *said), "methods", {"method": method.id}
        )

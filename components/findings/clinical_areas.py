"""The clinical areas of Core20PLUS5: five for adults, five for children, and stopping smoking across them."""

from dataclasses import dataclass
from functools import cache

from data.evidence.reading import built_in

FOR_WHOM = {
    "core20plus5_adults": "Adults",
    "core20plus5_children": "Children and young people",
    "core20plus5": "Everyone",
}
# Where smoking stands: it cuts across the areas of adults, and its figures are of adults.
_SHOWN_UNDER = {
    "core20plus5_adults": "Adults",
    "core20plus5": "Adults",
    "core20plus5_children": "Children and young people",
}


@dataclass(frozen=True)
class ClinicalArea:
    """One area: the tag that indicators name it by, its name beside others of its kind, and whom it stands under."""

    tag: str
    name: str
    whom: str


@cache
def clinical_areas() -> tuple[ClinicalArea, ...]:
    """Every area in the framework's order, that of adults before that of children."""
    found = [each for each in built_in().values() if each.core20plus5 and each.part_of in _SHOWN_UNDER]
    areas = [ClinicalArea(each.core20plus5, each.title, _SHOWN_UNDER[each.part_of]) for each in found]
    return tuple(sorted(areas, key=lambda each: list(_SHOWN_UNDER.values()).index(each.whom)))

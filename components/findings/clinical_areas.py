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
# How the table of evidence begins the names of areas of children.
_OF_CHILDREN = "Children: "


@dataclass(frozen=True)
class ClinicalArea:
    """One area: the tag that indicators name it by, its name beside others of its kind, and whom it stands under."""

    tag: str
    name: str
    whom: str

    @property
    def of_children(self) -> bool:
        """Whether it is about children and young people."""
        return self.whom == FOR_WHOM["core20plus5_children"]

    @property
    def short_name(self) -> str:
        """Its name where it is said already that it is about children."""
        name = self.name.removeprefix(_OF_CHILDREN)
        return name[0].upper() + name[1:]


@cache
def clinical_areas() -> tuple[ClinicalArea, ...]:
    """Every area in the framework's order, that of adults before that of children."""
    found = [each for each in built_in().values() if each.core20plus5 and each.part_of in _SHOWN_UNDER]
    areas = [ClinicalArea(each.core20plus5, each.title, _SHOWN_UNDER[each.part_of]) for each in found]
    return tuple(sorted(areas, key=lambda each: list(_SHOWN_UNDER.values()).index(each.whom)))

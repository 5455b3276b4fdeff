"""The clinical areas of Core20PLUS5: five for adults, five for children, and stopping smoking across them."""

from dataclasses import dataclass
from functools import cache

from data.evidence.frame_areas import ADULTS, CHILDREN, EVERYONE, frame_areas

FOR_WHOM = {ADULTS: "Adults", CHILDREN: "Children and young people", EVERYONE: "Everyone"}
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
        return self.whom == FOR_WHOM[CHILDREN]

    @property
    def short_name(self) -> str:
        """Its name where it is said already that it is about children."""
        name = self.name.removeprefix(_OF_CHILDREN)
        return name[0].upper() + name[1:]


@cache
def clinical_areas() -> tuple[ClinicalArea, ...]:
    """Every area in the framework's order: those of adults, with smoking, whose figures are of adults, then of children."""
    areas = [
        ClinicalArea(each.tag, each.title, FOR_WHOM[CHILDREN if each.part_of == CHILDREN else ADULTS])
        for each in frame_areas()
    ]
    return tuple(sorted(areas, key=lambda each: each.of_children))

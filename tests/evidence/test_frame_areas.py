"""The clinical areas read quickly are those of the checked table of evidence."""

from data.evidence.frame_areas import frame_areas
from data.evidence.reading import built_in


def test_the_areas_are_those_of_the_checked_table_in_its_order():
    checked = [
        (each.core20plus5, each.title, each.part_of)
        for each in built_in().values()
        if each.kind == "frame" and each.core20plus5
    ]
    assert [(each.tag, each.title, each.part_of) for each in frame_areas()] == checked
    assert len(checked) == 11

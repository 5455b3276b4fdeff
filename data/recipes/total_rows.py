"""Rows of a table that are left out: sums of its other rows, and those by the deprivation of whole councils."""

import re

from data.coding.categories import dimension_of_type
from data.coding.deprivation import FIFTHS
from data.coding.labels import plain
from data.recipes.column_content import Content
from data.recipes.draft import Draft
from data.recipes.label_words import is_everyone
from data.recipes.recipe import Rows

_TOTAL = re.compile(
    r"(?:grand |sub ?|overall |column )?totals?\b.*|.* total|sum|all (?:areas|practices|pcns|wards|neighbourhoods)"
)

_DEPRIVED = re.compile(r"\b(?:depriv\w*|imd|iod)\b")


def total_rows(columns: list[Content]) -> tuple[Rows, ...]:
    """The texts of columns of areas that stand for a total and for no area ('Total', 'Grand Total', 'All practices')."""
    return tuple(
        Rows(heading=content.heading, words=text)
        for content in columns
        for text in content.different
        if is_everyone(text) or _TOTAL.fullmatch(plain(text))
    )


def rows_by_councils(draft: Draft) -> tuple[Rows, ...]:
    """Rows whose tenth or fifth is that of a whole council or board, as a column beside that of the tenths says.

    Such a tenth puts everyone of a council together, well off and poor: it is no tenth of people.
    """
    if not any(draft.role(each) == f"group:{FIFTHS}" for each in draft.contents):
        return ()
    found = []
    for content in draft.free():
        if content.numeric or not _DEPRIVED.search(plain(content.heading)):
            continue
        of_areas = [
            text for text in content.different if text and not dimension_of_type(f"{text} deprivation decile")[0]
        ]
        if of_areas:
            found += [Rows(heading=content.heading, words=text) for text in of_areas]
            draft.take(content, "unused", "sure", "it says of what the deprivation is; rows of councils' are left out")
    return tuple(found)

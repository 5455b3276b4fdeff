"""Rows of a table that are sums of its other rows."""

import re

from data.coding.labels import plain
from data.recipes.column_content import Content
from data.recipes.label_words import is_everyone
from data.recipes.recipe import Rows

_TOTAL = re.compile(
    r"(?:grand |sub ?|overall |column )?totals?\b.*|.* total|sum|all (?:areas|practices|pcns|wards|neighbourhoods)"
)


def total_rows(columns: list[Content]) -> tuple[Rows, ...]:
    """The texts of columns of areas that stand for a total and for no area ('Total', 'Grand Total', 'All practices')."""
    return tuple(
        Rows(heading=content.heading, words=text)
        for content in columns
        for text in content.different
        if is_everyone(text) or _TOTAL.fullmatch(plain(text))
    )

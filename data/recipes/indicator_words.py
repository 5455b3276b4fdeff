"""Whether the heading of a column says that it names indicators."""

import re

from data.coding.labels import plain
from data.recipes.column_content import Content

_WORDS = re.compile(
    r"\b(?:indicator|measure|metric|kpi|condition|disease|vaccine|vaccination|register|pathway|test|topic|question|"
    r"programme|subject)\b"
)


def names_indicators(content: Content) -> bool:
    """Whether a column is headed as one of indicators, measures, conditions and the like."""
    return _WORDS.search(plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", content.heading))) is not None

"""A figure's values as its table tells them, so that what can be edited in a file is what was read on screen."""

import re

from components.findings.table import Table
from components.style.numbers import number

_NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
_MOST_DECIMALS = 3
# As many digits as a screen's picture is drawn with.
_DIGITS = 7


class ToldValues:
    """The numbers that stand in a table, as they are written there."""

    def __init__(self, table: Table):
        self._written = {each for cell in table.text.to_numpy().ravel() for each in _NUMBER.findall(str(cell))}

    def as_told(self, value: float) -> float:
        """A finite value with the decimals it has in the table; as it is drawn where no cell tells it."""
        for decimals in range(_MOST_DECIMALS, -1, -1):
            if number(value, decimals) in self._written:
                return round(value, decimals)
        return float(f"{value:.{_DIGITS}g}")

"""How a number is written: one function for each kind, in UK form. Nothing else in the project formats a number."""

import math
from dataclasses import dataclass

HIDDEN = "hidden to protect confidentiality"
NOT_COLLECTED = "not collected"
_POUNDS, _MILLION = "pounds", " million"


@dataclass(frozen=True)
class Unit:
    """What a displayed number is a number of.

    `suffix` follows the number ('%' or ' per 1,000 children'); `gap_words` follows a difference of two
    ('percentage points', 'per 1,000 children'); `decimals` is how many are shown; `sign` stands before it ('£'). Values
    are already in these units when they reach here: a proportion of 0.162 arrives as 16.2.
    """

    suffix: str
    gap_words: str
    decimals: int
    sign: str = ""

    @property
    def axis(self) -> str:
        """The unit as an axis title."""
        return f"{self.sign}{self.suffix}".strip() or "value"


COUNT = Unit("", "", 0)
POUNDS = Unit("", "pounds", 0, "£")
RATIO = Unit("", "", 2)
PERCENT = Unit("%", "percentage points", 1)
WHOLE_PERCENT = Unit("%", "percentage points", 0)


def unit_named(words: str, decimals: int) -> Unit:
    """The unit of these words, e.g. 'days'. Pounds have their sign before the number: '£6.47 million', '£152 per patient'."""
    if words == _POUNDS or words.startswith(f"{_POUNDS} "):
        return Unit(words.removeprefix(_POUNDS), words, decimals, "£")
    return Unit(f" {words}" if words else "", words, decimals)


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands commas and a true minus sign, e.g. '1,240' or '−3.1'. ValueError when not finite."""
    if not math.isfinite(value):
        raise ValueError(f"found {value}; expected a finite number (a value that is not defined is told in words)")
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")


def with_unit(value: float, unit: Unit) -> str:
    """A value with its unit, e.g. '16.2%' or '712 per 1,000 children'."""
    return _signed(number(value, unit.decimals), unit) + unit.suffix


def _signed(text: str, unit: Unit) -> str:
    """A number with the sign of its money, behind a minus: '−£300'."""
    return f"−{unit.sign}{text[1:]}" if text.startswith("−") else f"{unit.sign}{text}"


def short(value: float, unit: Unit) -> str:
    """A value whose unit has just been said: '16.2%', but '712' and not '712 per 1,000 children' again."""
    said_in_full = len(unit.suffix) <= 2 or unit.suffix == _MILLION
    return _signed(number(value, unit.decimals), unit) + (unit.suffix if said_in_full else "")


def gap(value: float, unit: Unit) -> str:
    """The size of a difference, e.g. '6.2 percentage points'; its direction is told in words beside it."""
    if unit.sign:
        return with_unit(abs(value), unit)
    return f"{number(abs(value), unit.decimals)} {unit.gap_words}".strip()


def signed_gap(value: float, unit: Unit) -> str:
    """A difference with its sign, e.g. '+6.2' or '−0.4'."""
    text = number(value, unit.decimals)
    return text if text.startswith("−") or float(text.replace(",", "")) == 0 else "+" + text


def interval(lower: float, upper: float, unit: Unit) -> str:
    """An interval in words, e.g. 'between 5.1 and 7.3'."""
    return f"between {number(lower, unit.decimals)} and {number(upper, unit.decimals)}"


def interval_cell(lower: float, upper: float, unit: Unit) -> str:
    """An interval for a table cell, e.g. '5.1 to 7.3'."""
    return f"{number(lower, unit.decimals)} to {number(upper, unit.decimals)}"


def rounded_count(value: float, hidden_to: int) -> str:
    """A count of people as it should be said, to three significant figures at most: 'about 1,240'.

    One so small that the dataset's rule would hide it (up to `hidden_to`) is said as 'fewer than 8': differences of what
    is shown can be as telling as what is hidden.
    """
    size = abs(value)
    if size < hidden_to + 1:
        return f"fewer than {number(hidden_to + 1)}"
    step = 10 ** max(0, math.floor(math.log10(size)) - 2)
    return f"about {number(round(size / step) * step)}"


def count_interval(lower: float, upper: float, hidden_to: int) -> str:
    """Limits of a count of people in words, 'between 310 and 1,240', without an end that the rule would hide."""
    if abs(upper) < hidden_to + 1:
        return f"fewer than {number(hidden_to + 1)}"
    return f"at most {number(upper)}" if abs(lower) < hidden_to + 1 else interval(lower, upper, COUNT)


def pounds(value: float) -> str:
    """Money in whole pounds, e.g. '£12,400' or '−£300'."""
    return with_unit(value, POUNDS)


def share(value: float) -> str:
    """A share of people (0 to 1) as a whole percentage, with 'under 1%' and 'over 99%' where rounding would mislead."""
    if 0 < value < 0.005:
        return "under 1%"
    if 0.995 <= value < 1:
        return "over 99%"
    return with_unit(100 * value, WHOLE_PERCENT)


def decimals_for(typical: float) -> int:
    """How many decimals suit numbers of about this size."""
    size = abs(typical)
    if not math.isfinite(size) or size >= 100:
        return 0
    return 1 if size >= 10 else 2

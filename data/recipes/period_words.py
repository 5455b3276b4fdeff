"""A period among other words: in the title of a sheet, a line above a table, or the name of a file."""

import re

from data.files.written_periods import period_in_words

_LONGEST_SPAN, _MOST_WORDS = 8, 60


def period_within(text: str) -> str:
    """The longest run of words in a text that is a period ('Referrals, April 2024 (final)' → 'April 2024'); '' if none."""
    words = [word for word in re.split(r"[\s,;:()_]+", text) if word][:_MOST_WORDS]
    for length in range(_LONGEST_SPAN, 0, -1):
        for start in range(len(words) - length + 1):
            found = " ".join(words[start : start + length])
            if any(letter.isdigit() for letter in found) and period_in_words(found):
                return found
    month = re.search(r"(?<!\d)((?:19|20)\d{2})[-_ ]?(0[1-9]|1[0-2])(?!\d)", text)
    return f"{month[1]}/{month[2]}" if month and not re.search(r"\d{7}", text) else ""

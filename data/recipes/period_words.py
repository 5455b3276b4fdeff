"""A period among other words: in the title of a sheet, a line above a table, or the name of a file."""

import re

from data.coding.labels import plain
from data.files.written_periods import period_in_words

_ABOUT_THE_FILE = re.compile(
    r"\b(?:extract\w*|publish\w*|publication|updat\w*|refresh\w*|run|load\w*|creat\w*|sortable|due|source|produced|downloaded|"
    r"report(?:ed)? date|exported)\b"
)
_LONGEST_SPAN, _MOST_WORDS = 8, 60


def speaks_of_the_file(text: str) -> bool:
    """Whether a heading or line is about when a file was made, and not about when its figures are of."""
    return _ABOUT_THE_FILE.search(plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))) is not None


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

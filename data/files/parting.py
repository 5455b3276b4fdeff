"""What parts the cells of a text: commas, or semicolons, tabs or upright bars where nothing else can be meant."""

import csv
import io
import re
from itertools import islice

from data.files.errors import SourceError

COMMA = ","
_CALLED = {";": "semicolons", "\t": "tabs", "|": "upright bars"}
_RECORDS = 20
# Of a semicolon-parted text: where commas are decimal points, '1,234' would be read a thousand times too large.
_DECIMAL_COMMA = re.compile(r'(?:^|;)"?-?\d+,(?!\d{3}(?:\D|$))\d+"?(?=;|$)', re.MULTILINE)


def parted_by(text: str) -> str:
    """The mark that parts the cells of a text, judged by its first rows; a comma where no other mark is certain.

    Another mark is certain where it parts every row into as many cells as the first, or fewer, and commas do not.
    """
    first = text.partition("\n")[0]
    marks = [
        mark for mark in _CALLED if first.count(mark) > first.count(COMMA) or (mark in first and COMMA not in first)
    ]
    fitting = [mark for mark in marks if _fits(text, mark)]
    return fitting[0] if len(fitting) == 1 and not _fits(text, COMMA) else COMMA


def fault_in_parting(text: str, file: str) -> None:
    """SourceError where the first row is parted by another mark that is not certain, or commas stand for decimal points."""
    mark = parted_by(text)
    if mark == ";" and (found := _DECIMAL_COMMA.search(text)):
        raise SourceError(
            "its cells are parted by semicolons and its numbers have decimal commas",
            file=file,
            row=text.count("\n", 0, found.start() + 1) + 1,
            found=found[0].strip(";")[:80],
            expected="decimal points, as in 12.5",
            mend="save it with English number formats as CSV (UTF-8)",
        )
    if mark != COMMA:
        return
    first = text.partition("\n")[0].strip("\r")
    for other, called in _CALLED.items():
        if first.count(other) >= 2 and first.count(other) > first.count(COMMA):
            raise SourceError(
                f"its cells are parted by {called} in one row and otherwise in others",
                file=file,
                row=1,
                found=first[:80],
                expected="cells parted by one mark, the same in every row",
                mend="in Excel choose ‘CSV UTF-8 (comma delimited)’ when saving",
            )


def _fits(text: str, mark: str) -> bool:
    """Whether a mark parts the first rows into at least two cells each, and none into more than the first."""
    try:
        records = [row for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _RECORDS) if row]
    except csv.Error:
        return False
    widths = [len(row) for row in records]
    # The last record may be cut where only the beginning of a long text is looked at.
    whole = widths[:-1] if len(widths) == _RECORDS else widths
    return bool(widths) and widths[0] >= 2 and all(2 <= width <= widths[0] for width in whole)

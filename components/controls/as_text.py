"""Text as Streamlit shows it and not as Markdown: for labels, options and messages that hold what a file or a person says.

Streamlit reads Markdown in every label and message, and beyond Markdown its own icons (':material/home:'), colours,
emoji, formulas and bare addresses, which a backslash does not stop: between their signs comes a word joiner, which has no
width and breaks no line.
"""

import re

_JOINER = "\N{WORD JOINER}"
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
# At the beginning of a text these make a heading, a list or a line across.
_BEGINNING = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
# A colon that begins an icon, emoji, colour or address; 'www.'; a mail address; and signs that become arrows and dashes.
_JOINED = re.compile(r":(?=\S)|\bwww(?=\.)|@(?=\S)|[-<>~](?=[-=>])", re.IGNORECASE)


def as_text(words: str) -> str:
    """The words so that Streamlit shows just these, on one line, wherever it reads Markdown.

    Example: '*Asthma* [x](y)' gives r'\\*Asthma\\* \\[x\\](y)', which is shown as '*Asthma* [x](y)'.
    """
    joined = _JOINED.sub(lambda found: found[0] + _JOINER, " ".join(words.split()))
    marked = _MARKS.sub(lambda found: "\\" + found[0], joined)
    return _BEGINNING.sub(_unread, marked)


def _unread(found: re.Match[str]) -> str:
    # A backslash before a digit would be shown: a number at the beginning is joined to its point instead.
    return found[0] + _JOINER if found[0].isdigit() else "\\" + found[0]

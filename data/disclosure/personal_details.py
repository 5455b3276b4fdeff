"""Free text that seems to point at one person: found by its form, so that it is held back before it is shown.

What has a form can be found: NHS numbers, telephone numbers, e-mail addresses, full postcodes, full dates that may be of
birth, and names with a title. A name alone, or a story only one person could tell, has no form: only a reader finds those.
"""

import re

_KINDS = {
    "an NHS number": re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"),
    "a telephone number": re.compile(r"(?<!\d)(?:\+44|0)[ -]?\d(?:[ -]?\d){8,9}(?!\d)"),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "a full postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I),
    "a date that may be of birth": re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b"),
    "a name with its title": re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? [A-Z][a-z]+"),
}


def personal_details(text: str) -> tuple[str, ...]:
    """The kinds of personal detail a text seems to hold, in words; empty when none is found.

    Example: 'Ring me on 020 7946 0000' gives ('a telephone number',).
    """
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(text))

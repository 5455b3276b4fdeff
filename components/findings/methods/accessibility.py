"""The accessibility statement, in the form of the public sector: what works, what does not, how it was tested and when."""

from dataclasses import dataclass
from datetime import date

from components.style.dates import day_words

TESTED = date(2026, 11, 30)
# The screens on which every page is asked, by the words of the test: width, height and colours.
SCREENS = ((1366, 768, "light"), (390, 844, "dark"))


@dataclass(frozen=True)
class Fault:
    """What does not work for everyone: axe's rules that find it, the criterion, in words, and what can be done instead."""

    rules: tuple[str, ...]
    criterion: str
    words: str
    instead: str


FAULTS = (
    Fault(
        ("list", "listitem"),
        "1.3.1 Info and relationships",
        "The navigation’s list is in sections in a way that some screen readers do not count as one list.",
        "Every link can be reached and is read; Find (Ctrl and K) lists all pages.",
    ),
    Fault(
        (),
        "1.3.1 Info and relationships",
        "Long tables are drawn as a picture over a hidden table, of which some screen readers read the rows in view only.",
        "Each can be downloaded as CSV, or as Excel with headings that screen readers know.",
    ),
)

WORKS = (
    "Every page can be used with the keyboard alone, and starts with a link that skips to its content.",
    "Areas of maps and dots of charts that can be clicked are reached with Tab, read by arrow keys and chosen by Enter.",
    "Every picture has its words: the headline, the sentence and a table beside it say what it shows.",
    "Nothing is told by colour alone. Colours were measured, light and dark, also for people who see no red, green or blue.",
    "Text can be enlarged to 200%, and a page 320 pixels wide shows all of it without scrolling sideways, wide tables apart.",
    "Less motion is shown to those whose computer asks for it.",
)


def how_tested() -> tuple[str, ...]:
    """How it was tested, when, and what was not."""
    screens = " and ".join(f"{width} by {height} pixels in {colours} colours" for width, height, colours in SCREENS)
    return (
        f"Last tested on {day_words(TESTED)}, on the invented demo data, by the people who make it.",
        f"Every page was checked with axe-core, an automated tool, at {screens}: no serious fault but those named here.",
        "Choosing (on maps and charts too), opening tables, presenting and recording a decision were done by keyboard alone.",
        "It has not been tested by people who use a screen reader or other aids every day, nor have the files it makes.",
    )


STATUS = (
    "This dashboard meets the Web Content Accessibility Guidelines 2.2 (AA) in part, for the reasons named below. It is "
    "meant to meet the Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018."
)
CONTACT = (
    "Tell the organisation that runs this dashboard if something cannot be used, or if you need it in another form. If you "
    "are not happy with the answer, the Equality Advisory and Support Service can help."
)

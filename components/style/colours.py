"""Every colour, named once, by what it means. Each has words or a mark beside it as well."""

INK = "#1B2733"
QUIET_INK = "#51606E"
LINE = "#C9D1D8"
GRID = "#E6EAED"
PAPER = "#FFFFFF"
ACCENT = "#0B5563"

# Darkest = most deprived. Equal steps of lightness, readable without hue.
DEPRIVATION = {"1": "#2B0F54", "2": "#5A2A86", "3": "#8C5BAE", "4": "#B893CD", "5": "#DCCBE6"}

# No red or green, no blue or orange (those mean better and worse), and told apart also by who sees no red, green or blue.
ETHNIC_GROUPS = {
    "asian": "#7A6400",
    "black": "#00717A",
    "mixed": "#CC52B0",
    "white": "#2A303B",
    "other": "#94523C",
}
UNKNOWN = "#8A949E"
PLAIN = "#3C5A73"

BETTER = "#1F6FB2"
MUCH_BETTER = "#0B3C73"
SIMILAR = "#D8DDE1"
WORSE = "#E08A1E"
MUCH_WORSE = "#9C4A00"

SUPPRESSED = "#B9C2CA"
MISSING = "#F3F5F7"
# Land in no neighbourhood: neither a value nor a hidden one, and drawn with lines that lean the other way.
OUTSIDE = "#E4E0D5"

COMPARISON = {
    "much worse": MUCH_WORSE,
    "worse": WORSE,
    "similar": SIMILAR,
    "better": BETTER,
    "much better": MUCH_BETTER,
    # Where neither direction is better: one hue, darker for more.
    "much higher": "#0B4F5C",
    "higher": "#2F7582",
    "lower": "#A3C6CC",
    "much lower": "#C9DEE1",
}
COMPARISON_MARKS = {
    "much worse": "▼▼",
    "worse": "▼",
    "similar": "●",
    "better": "▲",
    "much better": "▲▲",
    "much higher": "↑↑",
    "higher": "↑",
    "lower": "↓",
    "much lower": "↓↓",
}

# What is to be reached: two greens no mark of better or worse has, told apart by their names at the end of the line.
TARGETS = {"national": "#3F6212", "local": "#0F766E"}

# How something stands that a team may have: darker for more of it. What nobody has said is hatched besides.
STANDING = {"in place": ACCENT, "being built": "#7FB0B8", "not in place": SIMILAR, "not known": UNKNOWN}

# Teams on a drawing: tints that mean nothing but "another team", so that those side by side differ; the one drawn into is
# ACCENT.
TEAMS = ("#E9DCC3", "#C5D3DE", "#DCC9D6", "#CBD8C4", "#F0E7B4", "#D3CEC9")

# Five classes of a value, the worst end darkest.
VALUE_CLASSES = ("#D5E5E8", "#AACBD1", "#7FB0B8", "#3F8592", "#0B4F5C")

# Three by three: deprivation darkens to the right (purple), a worse value darkens upwards (teal); both = darkest.
BIVARIATE = (
    ("#ECEFF1", "#C9B5DB", "#9A6FBF"),
    ("#A9CCD0", "#8C95B5", "#6A4C96"),
    ("#4E96A0", "#3E6789", "#2B1B5A"),
)


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A '#RRGGBB' colour as [red, green, blue, alpha], each 0–255."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)] + [alpha]


def luminance(colour: str) -> float:
    """How light a '#RRGGBB' colour is, 0 to 1 (WCAG relative luminance)."""
    linear = [(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (x / 255 for x in rgb(colour)[:3])]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Text on a filled cell is within three steps of INK or of PAPER, which nobody sees, and by these steps it is known on which
# cell it stands: its counterpart in dark colours may want the other. Two bits of red, green and blue each hold its place.
_FILLS = tuple(
    dict.fromkeys(
        (ACCENT, LINE, PAPER, SUPPRESSED, MISSING, PLAIN, *DEPRIVATION.values(), *ETHNIC_GROUPS.values(), UNKNOWN)
        + (*COMPARISON.values(), *VALUE_CLASSES)
    )
)
_ON_PALE, _ON_DEEP = (0x18, 0x24, 0x30), (0xFC, 0xFC, 0xFC)


def text_on(colour: str) -> str:
    """A colour that looks like INK or PAPER, whichever stands out more on a '#RRGGBB' colour."""
    ink = luminance(colour) > 0.2
    if colour not in _FILLS:
        return INK if ink else PAPER
    place = _FILLS.index(colour)
    red, green, blue = _ON_PALE if ink else _ON_DEEP
    return f"#{red + (place >> 4):02X}{green + (place >> 2 & 3):02X}{blue + (place & 3):02X}"


def cell_under(text: str) -> str:
    """The colour of the cell on which a colour that `text_on` gave stands; '' for a colour that it did not give."""
    told = rgb(text)[:3]
    for first in (_ON_PALE, _ON_DEEP):
        steps = [found - base for found, base in zip(told, first, strict=True)]
        if all(0 <= step <= 3 for step in steps):
            place = steps[0] << 4 | steps[1] << 2 | steps[2]
            return _FILLS[place] if place < len(_FILLS) else ""
    return ""


def group_colour(dimension: str, group: str) -> str:
    """The fixed colour of a group of a dimension, the same on every page."""
    if group == "unknown":
        return UNKNOWN
    if "deprivation" in dimension:
        # Two fifths published as one ('1_2') have the colour of the first.
        return DEPRIVATION.get(group.split("_")[0], PLAIN)
    if dimension == "ethnic_group":
        return ETHNIC_GROUPS.get(group, PLAIN)
    return PLAIN

"""A one-line picture for a card: each group a dot on a shared scale, the ends named by shape as well as colour."""

from base64 import b64encode
from html import escape

from components.style.colours import INK, LINE

_WIDTH, _HEIGHT, _EDGE = 300, 30, 12


def dot_strip(groups: list[tuple[str, float, str]], *, alt: str) -> str:
    """An image tag of groups given as (label, value, colour), most disadvantaged first: a square, then dots."""
    values = [value for _, value, _ in groups]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    middle = _HEIGHT / 2
    marks = []
    for place, (label, value, colour) in reversed(list(enumerate(groups))):
        x = _EDGE + (value - low) / span * (_WIDTH - 2 * _EDGE)
        title = f"<title>{escape(label)}</title>"
        if place == 0:
            shape = f'<rect x="{x - 8:.1f}" y="{middle - 8:.1f}" width="16" height="16" rx="2"'
        else:
            shape = f'<circle cx="{x:.1f}" cy="{middle:.1f}" r="7"'
        marks.append(f'{shape} fill="{colour}" stroke="{INK}" stroke-width="1.2">{title}</{shape[1:].split()[0]}>')
    line = f'<line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{middle}" y2="{middle}" stroke="{LINE}" stroke-width="3"/>'
    drawn = (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg">{line}{"".join(marks)}</svg>'
    )
    address = "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()
    return f'<img src="{address}" alt="{escape(alt, quote=True)}" height="{_HEIGHT}"/>'

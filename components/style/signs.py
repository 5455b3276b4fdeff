"""Signs of variation and assurance, in our own drawing: a shape each, told apart without colour; words stand beside them."""

from base64 import b64encode

from components.style.colours import BETTER, INK, PLAIN, QUIET_INK, WORSE

_LINE = f'<path d="M2 14H42" stroke="{QUIET_INK}" stroke-width="1.5" stroke-dasharray="3 2"/>'
_RING = "".join(
    f'<circle cx="14" cy="14" r="{radius}" fill="none" stroke="{INK}" stroke-width="{width}"/>'
    for radius, width in (("12", "2"), ("7.5", "1.2"))
)


def _dots(places: tuple[tuple[int, int], ...], colour: str) -> str:
    return "".join(f'<circle cx="{x}" cy="{y}" r="2.6" fill="{colour}"/>' for x, y in places)


def _moved(colour: str, *, up: bool, mark: str) -> str:
    """Dots about the middle, then a marked one away from it."""
    at = 6 if up else 22
    marks = {
        "triangle": f"M37 {at - 4}L42 {at + 4}H32Z" if up else f"M37 {at + 4}L42 {at - 4}H32Z",
        "diamond": f"M37 {at - 5}L42 {at}L37 {at + 5}L32 {at}Z",
    }
    return _LINE + _dots(((6, 16), (15, 11), (25, 15)), QUIET_INK) + f'<path d="{marks[mark]}" fill="{colour}"/>'


def _aimed(stroke: str, colour: str) -> str:
    """A ring to aim at, and beside it whether it is hit."""
    return f'{_RING}<path d="{stroke}" fill="none" stroke="{colour}" stroke-width="3.2" stroke-linecap="round"/>'


_SHAPES = {
    "usual": _LINE + _dots(((6, 16), (15, 11), (26, 17), (37, 12)), QUIET_INK),
    "improving": _moved(BETTER, up=True, mark="triangle"),
    "worsening": _moved(WORSE, up=False, mark="diamond"),
    "higher": _moved(PLAIN, up=True, mark="triangle"),
    "lower": _moved(PLAIN, up=False, mark="triangle"),
    "consistently_met": _aimed("M30 15l4 5 8-12", BETTER),
    "consistently_missed": _aimed("M31 8l10 12M41 8l-10 12", WORSE),
    "hit_and_miss": _aimed("M31 10c0-6 10-6 10 0 0 4-5 3-5 7M36 22v.2", PLAIN),
}
SIGNS = tuple(_SHAPES)


def sign_image(name: str) -> str:
    """A sign by its name, 44 by 28 pixels, as the address of an image. Errors: KeyError for none of SIGNS."""
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="44" height="28" viewBox="0 0 44 28">{_SHAPES[name]}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"

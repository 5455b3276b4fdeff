"""Where the pages are, for the navigation and for links from one page to another."""

from pathlib import Path

from data.contract.pages import BY_NAME

_FOLDER = Path(__file__).parents[2] / "pages"


def room(name: str) -> str:
    """The file of a page, by its name in the address."""
    return str(_FOLDER / f"{name}.py")


def has_room(name: str) -> bool:
    """Whether there is a page of that name, for links that data names."""
    return name in BY_NAME

"""Where the pages are, for the navigation and for links from one page to another."""

from pathlib import Path

PAGES = Path(__file__).parents[2] / "pages"


def room(name: str) -> str:
    """The file of a page, by its name in the address."""
    return str(PAGES / f"{name}.py")


def has_room(name: str) -> bool:
    """Whether there is a page of that name, for links that data names."""
    return Path(room(name)).is_file()

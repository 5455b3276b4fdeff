"""What the pages for tables of one's own and for drawing neighbourhoods will show and lack."""

from data.commands.coverage import Cover, PageCover
from data.contract.vocabulary import LEVEL_LABELS


def your_data(cover: Cover) -> PageCover:
    """A table is taken that names areas of the dataset."""
    dataset = cover.dataset
    counts = [f"{len(dataset.areas(level)):,} {LEVEL_LABELS[level].lower()}" for level in dataset.levels]
    return PageCover("your_data", shows=[f"tables about any of {', '.join(counts)}"])


def neighbourhoods(cover: Cover) -> PageCover:
    """They are drawn from small areas, and show what is known of small areas."""
    page = PageCover("neighbourhoods")
    shapes = cover.dataset.geometry("lsoa")
    if shapes.empty:
        page.lacks.append("anything to draw with: there are no shapes of small areas")
        return page
    page.shows.append(f"neighbourhoods drawn from {len(shapes):,} small areas")
    if not cover.given("lsoa"):
        page.lacks.append("figures of what is drawn: no indicator is given for small areas")
    return page

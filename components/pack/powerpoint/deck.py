"""Slides of findings: a headline each, its picture as a chart that can be edited where PowerPoint has one, and notes."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.util import Inches

from components.pack.exhibit import Exhibit
from components.pack.forms import Progress
from components.pack.powerpoint.slide import add_slide

_WIDE, _HIGH = Inches(13.333), Inches(7.5)


def deck(exhibits: Sequence[Exhibit], *, master: bytes | None = None, progress: Progress | None = None) -> bytes:
    """The findings as a .pptx, a slide each. `master` is a team's own presentation: its look is used, its slides are not.

    Errors: ValueError for a master that is no presentation, or that has no layout with a title.
    """
    presentation = _opened(master)
    layout = _title_layout(presentation)
    for number, exhibit in enumerate(exhibits, start=1):
        add_slide(presentation, layout, exhibit, own_master=master is not None)
        if progress:
            progress(number, len(exhibits))
    if exhibits:
        told = presentation.core_properties
        told.title, told.author = exhibits[0].origin.title, "Neighbourhood Equity"
        told.comments = exhibits[0].origin.mark
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def _opened(master: bytes | None) -> Any:
    if master is None:
        presentation = Presentation()
        presentation.slide_width, presentation.slide_height = _WIDE, _HIGH
        return presentation
    try:
        presentation = Presentation(BytesIO(master))
    except (KeyError, ValueError, OSError, BadZipFile) as error:
        raise ValueError(f"found no PowerPoint presentation ({error}); expected a .pptx file") from error
    slides = presentation.slides._sldIdLst
    for each in list(slides):
        presentation.part.drop_rel(each.rId)
        slides.remove(each)
    return presentation


def _title_layout(presentation: Any) -> Any:
    """The layout with a title and the fewest other places to fill."""
    titled = [
        each
        for each in presentation.slide_layouts
        if any(p.placeholder_format.type in (1, 3) for p in each.placeholders)
    ]
    if not titled:
        raise ValueError("found no slide layout with a title; expected one in the presentation")
    return min(titled, key=lambda each: len(list(each.placeholders)))

"""The kinds of file that findings can be taken away in; what makes one is loaded when it is first asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name

from components.pack.exhibit import Exhibit

_OFFICE = "application/vnd.openxmlformats-officedocument"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Form:
    """A kind of file: what it is called, how its name ends, what a browser is told it is, and what makes it.

    `mastered`: it can take the look of a team's own presentation.
    """

    label: str
    ending: str
    mime: str
    maker: str
    mastered: bool = False

    def make(
        self, exhibits: Sequence[Exhibit], progress: Progress | None = None, *, master: bytes | None = None
    ) -> bytes:
        """The findings as such a file; `progress` is told after each finding how many are done, and of how many.

        `master` is a team's own presentation, for the kinds that can take its look.
        """
        look = {"master": master} if self.mastered else {}
        made: bytes = resolve_name(self.maker)(exhibits, progress=progress, **look)
        return made


_PACK = "components.pack"
SLIDES = Form("PowerPoint", "pptx", f"{_OFFICE}.presentationml.presentation", f"{_PACK}.powerpoint.deck:deck", True)
WORKBOOK = Form("Excel", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", f"{_PACK}.excel.workbook:workbook")
DOCUMENT = Form("Word", "docx", f"{_OFFICE}.wordprocessingml.document", f"{_PACK}.word.document:document")
WEB_PAGE = Form("web page", "html", "text/html", f"{_PACK}.html.document:document")
# The annex of an annual report: findings that are their tables, whole.
ANNEX_DOCUMENT = Form("the annex as Word", "docx", DOCUMENT.mime, f"{_PACK}.word.document:annex")
ANNEX_WORKBOOK = Form("the annex as Excel", "xlsx", WORKBOOK.mime, WORKBOOK.maker)
PNG = Form("Picture (PNG)", "png", "image/png", f"{_PACK}.picture.card:first_png")
SVG = Form("Picture (SVG)", "svg", "image/svg+xml", f"{_PACK}.picture.card:first_svg")

# Of one finding, and of all that a meeting is to see.
OF_ONE = (PNG, SVG, SLIDES, WORKBOOK)
OF_MANY = (SLIDES, WORKBOOK, DOCUMENT, WEB_PAGE)
OF_THE_ANNEX = (ANNEX_DOCUMENT, ANNEX_WORKBOOK)
